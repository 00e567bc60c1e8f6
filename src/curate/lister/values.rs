//! The values of facets in a row.

use super::Lister;
use super::drafts::Held;
use super::facets::{COMPANY, INDUSTRY, TAG};
use super::fields::{is_nothing, trim};
use crate::curate::bytes::{any_pair, are, are_within};
use crate::curate::fault::{Code, Quoted, Span};
use crate::curate::read::{Cell, Text};
use memchr::{memchr, memchr_iter, memchr3};
use std::borrow::Cow;

impl Lister<'_> {
    /// Reads the values of a cell. What a text says that is all of a cell is found out once.
    pub(super) fn values(&mut self, facet: usize, cell: &Cell) {
        if !cell.parts.is_empty() {
            return self.read_values(facet, cell);
        }
        if let Some(number) = self.facets.get_mut(facet).labels.find_cell(&cell.text) {
            return self.hold(facet, number);
        }
        let (held, problems) = (self.room.len(), self.report.len());
        self.read_values(facet, cell);
        if let [held] = self.room[held..]
            && self.report.len() == problems
        {
            self.facets.get_mut(facet).labels.know_cell(held.label, &cell.text);
        }
    }

    fn read_values(&mut self, facet: usize, cell: &Cell) {
        if self.are_too_many(facet, cell) {
            return;
        }
        for part in &cell.parts {
            let text = self.trimmed(part.span, &part.text);
            self.value(facet, text, part.span);
        }
        let text = cell.beside_parts();
        if is_nothing(trim(text)) {
            return;
        }
        if !self.facets.get(facet).many {
            if !cell.parts.is_empty() && !text.trim_matches(is_between).is_empty() {
                let message =
                    format!("{} is not read: the value is between backticks", Quoted(text.trim()));
                self.report
                    .add(Code::TextNotRead, cell.span, message)
                    .help("write all of the value between backticks, or none");
            } else if cell.parts.is_empty() {
                let text = self.trimmed(cell.span, text);
                self.check_joined(facet, cell.span, text);
                self.value(facet, text, cell.span);
            }
            return;
        }
        if let Some(values) = quoted_list(text) {
            for value in values {
                self.value(facet, value.trim(), cell.span);
            }
            return;
        }
        let trimmed =
            if cell.parts.is_empty() { self.trimmed(cell.span, text) } else { text.trim() };
        let trimmed = without_quotes(trimmed);
        let separator = self.separator(facet, trimmed);
        if facet == INDUSTRY && separator == Separator::Bare {
            self.check_joined(facet, cell.span, trimmed);
        }
        split(trimmed, &separator, |value| self.value(facet, value, cell.span));
    }

    /// Says if a cell has several values where an entry has one.
    fn are_too_many(&mut self, facet: usize, cell: &Cell) -> bool {
        let facet = self.facets.get(facet);
        let is_other = |part: &Text| part.text.trim() != cell.parts[0].text.trim();
        if facet.many || !cell.parts.iter().any(is_other) {
            return false;
        }
        let message =
            format!("{} values of {}, of which an entry has one", cell.parts.len(), facet.label);
        let help = format!(
            "keep one, or declare the facet in casebook.toml: [[facets]] key = {:?}, many = true",
            facet.key
        );
        self.report.add(Code::SeveralValues, cell.span, message).help(help);
        true
    }

    /// Gives the row being read a value.
    pub(super) fn value(&mut self, facet: usize, label: &str, span: Span) {
        self.held(facet, label, span, false);
    }

    /// Gives the row being read a value that the page around it names.
    pub(super) fn named(&mut self, facet: usize, label: &str, span: Span) {
        self.held(facet, label, span, true);
    }

    fn held(&mut self, facet: usize, label: &str, span: Span, is_from_heading: bool) {
        let known = self.facets.get_mut(facet);
        // Most labels are there already as they are to be, and need no second look.
        if known.spellings.is_empty()
            && let Some(number) = known.labels.find(label, is_from_heading)
        {
            return self.hold(facet, number);
        }
        let label = trim(label);
        if is_nothing(label) {
            return;
        }
        let named = without_addresses(label);
        let label = one_line(&named);
        let canonical = known.canonical(&label).map(str::to_owned);
        let number =
            known.labels.intern(canonical.as_deref().unwrap_or(&label), span, is_from_heading);
        if let Some(canonical) = canonical {
            self.respell(&label, &canonical, span);
        }
        self.hold(facet, number);
    }

    /// Gives the row being read a value by the number of its label, once.
    fn hold(&mut self, facet: usize, number: u32) {
        let held = Held { facet: facet as u32, label: number };
        if self.room.contains(&held) {
            self.facets.get_mut(facet).labels.all[number as usize].rows -= 1;
        } else {
            self.room.push(held);
        }
    }

    fn respell(&mut self, label: &str, canonical: &str, span: Span) {
        let message = format!("{} is read as {}", Quoted(label), Quoted(canonical));
        let raw = &self.files[span.file()].text()[span.range()];
        let places = raw.match_indices(label).map(|(at, _)| at);
        let mut places = places.filter(|&at| stands_alone(raw, at, label));
        // Where there are two, one may be part of another value.
        let at = places.next().filter(|_| places.next().is_none() && is_plain(canonical));
        let problem = self.report.add(Code::Respelled, span, message);
        problem.help(format!("write {}", Quoted(canonical)));
        if let Some(at) = at {
            let start = span.range().start + at;
            problem.fix(Span::new(span.file(), start..start + label.len()), canonical);
        }
    }

    fn separator(&self, facet: usize, text: &str) -> Separator {
        if let Some(separator) = &self.facets.get(facet).separator {
            return Separator::Given(separator.clone());
        }
        let has = |sign: &u8| memchr(*sign, text.as_bytes()).is_some();
        if let Some(sign) = [b';', b'|', b'\n'].into_iter().find(has) {
            return Separator::Sign(char::from(sign));
        }
        if !text.is_ascii()
            && let Some(sign) = ['•', '；', '、', '，'].into_iter().find(|&sign| text.contains(sign))
            // As with a comma.
            && (facet != INDUSTRY || sign != '，')
        {
            return Separator::Sign(sign);
        }
        if !text.is_ascii() && text.contains(" · ") {
            return Separator::Given(" · ".to_owned());
        }
        if facet == TAG && text.starts_with('#') && text.split_whitespace().all(is_hashtag) {
            return Separator::Hashtags;
        }
        // “Travel, leisure” may well be one industry; “Travel,Retail” is two.
        if facet == INDUSTRY { Separator::Bare } else { Separator::Sign(',') }
    }

    /// Says if a value looks like several.
    fn check_joined(&mut self, facet: usize, span: Span, text: &str) {
        if memchr3(b',', b';', b'|', text.as_bytes()).is_none() {
            return;
        }
        let commas = || text.match_indices(',').map(|(at, _)| at).filter(|&at| is_bare(text, at));
        let is_joined =
            commas().next().is_some() || (facet == COMPANY && text.contains([';', '|']));
        if !is_joined {
            return;
        }
        let raw = &self.files[span.file()].text()[span.range()];
        let place = raw.find(text).map(|at| span.range().start + at);
        let message = format!("{} looks like several values", Quoted(text));
        let many = self.facets.get(facet).many;
        let problem = self.report.add(Code::JoinedValues, span, message);
        if !many {
            problem.help("it is read as one; give each a row of its own, or declare the facet in casebook.toml with many = true");
            return;
        }
        let whole = self.files[span.file()].text();
        let (before, behind) = (&whole[..span.range().start], &whole[span.range().end..]);
        // In a table with semicolons between the cells, one more would part this cell.
        let is_taken = before.ends_with(';') || behind.starts_with(';');
        let between = if is_taken { " | " } else { "; " };
        problem.help(format!(
            "it is read as several; put `{between}` between them, or a space behind the comma"
        ));
        for at in place.iter().flat_map(|place| commas().map(move |at| place + at)) {
            problem.fix(Span::new(span.file(), at..at + 1), between);
        }
    }
}

/// A text with single spaces only.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    if is_plain_line(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let is_odd = || {
        let mut letters = text.chars().zip(text.chars().skip(1));
        letters.any(|(a, b)| a.is_whitespace() && b.is_whitespace())
    };
    if text.contains(['\n', '\r', '\t']) || is_odd() {
        Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(text)
    }
}

/// Names without the addresses that a program puts behind each when it exports a relation:
/// `Acme (https://…), Beta (https://…)`.
fn without_addresses(text: &str) -> Cow<'_, str> {
    let mut names = Cow::Borrowed(text);
    while let Some((name, rest)) = names.split_once(" (http")
        && let Some((_, behind)) = rest.split_once(')')
    {
        names = Cow::Owned([name.trim_end(), behind].concat());
    }
    names
}

/// Whether all is ASCII that can be seen, with single spaces. Nearly every text is.
fn is_plain_line(text: &[u8]) -> bool {
    !any_pair(text, |bytes, next| {
        !are_within(bytes, b' ', b'~') | (are(bytes, b' ') & are(next, b' '))
    })
}

/// What stands between several values in one text.
#[derive(PartialEq, Eq)]
enum Separator {
    Given(String),
    Sign(char),
    /// A comma without a space behind it.
    Bare,
    /// None: `#nlp #search`.
    Hashtags,
}

fn split(text: &str, separator: &Separator, mut take: impl FnMut(&str)) {
    match separator {
        Separator::Given(separator) if separator.is_empty() => take(text),
        Separator::Given(separator) => text.split(&**separator).for_each(take),
        Separator::Sign(sign) if sign.is_ascii() => {
            let mut start = 0;
            for end in memchr_iter(*sign as u8, text.as_bytes()) {
                take(&text[start..end]);
                start = end + 1;
            }
            take(&text[start..]);
        }
        Separator::Sign(sign) => text.split(*sign).for_each(take),
        Separator::Hashtags => {
            text.split_whitespace().for_each(|word| take(word.trim_start_matches('#')));
        }
        Separator::Bare => {
            let mut start = 0;
            for at in memchr_iter(b',', text.as_bytes()) {
                if is_bare(text, at) {
                    take(&text[start..at]);
                    start = at + 1;
                }
            }
            take(&text[start..]);
        }
    }
}

/// The text in quotes that a spreadsheet put around all of a cell: `"RAG, LLM"`.
fn without_quotes(text: &str) -> &str {
    let inside = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inside.filter(|inside| !inside.contains('"')).unwrap_or(text)
}

fn is_hashtag(word: &str) -> bool {
    word.strip_prefix('#').is_some_and(|name| name.starts_with(char::is_alphanumeric))
}

/// Whether the comma at a place has a letter on both sides.
fn is_bare(text: &str, at: usize) -> bool {
    text[..at].ends_with(char::is_alphabetic) && text[at + 1..].starts_with(char::is_alphabetic)
}

fn is_between(letter: char) -> bool {
    letter.is_whitespace() || ",;|".contains(letter)
}

/// Whether a text at a place is a value of its own: between separators, or alone.
fn stands_alone(whole: &str, at: usize, part: &str) -> bool {
    let is_edge = |letter: char| ",;|`\"'".contains(letter);
    let (before, behind) = (whole[..at].trim_end(), whole[at + part.len()..].trim_start());
    (before.is_empty() || before.ends_with(is_edge))
        && (behind.is_empty() || behind.starts_with(is_edge))
}

/// Whether a text means itself in every form of list.
fn is_plain(text: &str) -> bool {
    text.chars().all(|letter| letter.is_alphanumeric() || " -+./()".contains(letter))
}

/// The values of a list as programs print it into a cell: `["a", "b"]`, `['a', 'b']`.
fn quoted_list(text: &str) -> Option<Vec<String>> {
    let text = trim(text);
    let inside = text.strip_prefix('[')?.strip_suffix(']')?;
    if let Ok(values) = serde_json::from_str(text) {
        return Some(values);
    }
    if !inside.trim().starts_with('\'') {
        return None;
    }
    let value =
        |value: &str| value.trim().strip_prefix('\'')?.strip_suffix('\'').map(str::to_owned);
    inside.split(',').map(value).collect()
}
