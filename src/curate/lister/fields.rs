//! The fields of a row that every entry has: title, link, page, year.

use super::drafts::{Draft, Piece};
use super::links::is_address;
use super::marks::plain;
use super::values::one_line;
use super::{Field, Lister, Table};
use crate::curate::fault::{Code, Problem, Quoted, Severity, Span};
use crate::curate::read::{Cell, Link};
use crate::curate::site;
use memchr::{memchr3, memrchr};
use std::borrow::Cow;

/// What people write where there is nothing to write.
const NOTHING: [&str; 12] =
    ["-", "–", "—", "n/a", "na", "none", "null", "tbd", "unknown", "?", "nan", "n.a."];

/// Whether a cell says that there is nothing.
pub(super) fn is_nothing(text: &str) -> bool {
    // Most texts do not even begin so.
    let Some(first) = text.bytes().next() else { return true };
    let may_be = matches!(first.to_ascii_lowercase(), b'-' | b'?' | b'n' | b't' | b'u' | 0xe2);
    may_be && text.len() <= 7 && NOTHING.iter().any(|nothing| text.eq_ignore_ascii_case(nothing))
}

/// A text without the spaces around it. Most have none, and need no look at what is a space.
pub(super) fn trim(text: &str) -> &str {
    if is_trim(text) { text } else { text.trim() }
}

/// Whether a text plainly has no spaces around it.
pub(super) fn is_trim(text: &str) -> bool {
    let bytes = text.as_bytes();
    matches!((bytes.first(), bytes.last()), (Some(b'!'..0x7f), Some(b'!'..0x7f)))
}

impl Lister<'_> {
    /// The text of a cell, on one line.
    pub(super) fn keep(&mut self, cell: &Cell) -> Piece {
        let text = self.trimmed(cell.span, &cell.text);
        self.keep_line(cell.span.file(), text)
    }

    /// What an entry is called or about, without the marks that are none of the form.
    pub(super) fn keep_plain(&mut self, table: &Table, cell: &Cell) -> Piece {
        let text = self.trimmed(cell.span, &cell.text);
        let is_plain = table.is_markdown || cell.is_exact;
        let text = if is_plain { Cow::Borrowed(text) } else { plain(text) };
        self.keep_line(cell.span.file(), &text)
    }

    fn keep_line(&mut self, file: usize, text: &str) -> Piece {
        self.drafts.keep(self.files[file].text(), &one_line(text))
    }

    /// A text without the spaces around it, which are reported where the form does not call for them.
    pub(super) fn trimmed<'t>(&mut self, span: Span, text: &'t str) -> &'t str {
        if is_trim(text) {
            return text;
        }
        let trimmed = text.trim();
        // A line end behind a text belongs to how texts of several lines are written.
        if trimmed.len() == text.trim_end_matches('\n').len() {
            return trimmed;
        }
        let raw = &self.files[span.file()].text()[span.range()];
        let message = format!("spaces around {}", Quoted(trimmed));
        let problem = self.report.add(Code::OuterSpace, span, message);
        problem.help("take them out");
        // A backtick needs the space that keeps it from those of the code span that it is in, and a
        // backslash the one that it has no effect on.
        let is_safe =
            !trimmed.is_empty() && !trimmed.starts_with('`') && !trimmed.ends_with(['`', '\\']);
        if let Some(at) = raw.find(text).filter(|_| is_safe) {
            fix_spaces(problem, span.range().start + at, text);
        }
        trimmed
    }

    /// The title, and where it links to.
    pub(super) fn title(&mut self, table: &Table, cell: &Cell, draft: &mut Draft) {
        let links: Cow<[Link]> = if cell.links.is_empty() && !cell.is_exact {
            self.loose_link(cell).into_iter().collect()
        } else {
            Cow::Borrowed(&cell.links)
        };
        let link = match &*links {
            [] => {
                draft.title = self.keep_plain(table, cell);
                return;
            }
            [link] => link,
            [link, others @ ..]
                if others.iter().all(|other| other.url.trim() == link.url.trim()) =>
            {
                link
            }
            links => {
                let message = format!("{} links in one cell", links.len());
                self.report
                    .add(Code::SeveralLinks, cell.span, message)
                    .help("give each case study a row of its own");
                return;
            }
        };
        self.check_beside(cell);
        if table.is_markdown && !cell.links.is_empty() {
            self.check_brackets(link);
        }
        let title = self.trimmed(link.span, &link.text);
        draft.title = self.keep_line(cell.span.file(), title);
        if title.is_empty() {
            let message = format!("the link to {} has no text", Quoted(&link.url));
            self.report
                .add(Code::NoTitle, link.span, message)
                .help("write the case study as [title](link)");
        }
        self.link(table, link.span, &link.url, draft);
    }

    /// Says what of a title's cell is neither link nor the bracket of a broken one.
    fn check_beside(&mut self, cell: &Cell) {
        let beside = cell.beside_links().trim();
        if !cell.links.is_empty() && beside.contains(|c: char| c.is_alphanumeric()) {
            let message =
                format!("{} is not read: only the text of the link is the title", Quoted(beside));
            self.report
                .add(Code::TextNotRead, cell.span, message)
                .help("write it into the link's text or into a column of its own, or take it out");
        }
    }

    /// Brackets in a link's text, which some readers of Markdown take for its end.
    fn check_brackets(&mut self, link: &Link) {
        let start = link.span.range().start;
        let raw = &self.files[link.span.file()].text()[link.span.range()];
        let Some(end) = raw.rfind("](").filter(|_| raw.starts_with('[')) else { return };
        let bare: Vec<usize> = raw[1..end]
            .match_indices(['[', ']'])
            .map(|(at, _)| at + 1)
            .filter(|&at| !raw[..at].ends_with('\\'))
            .collect();
        if bare.is_empty() || raw[..end].contains('`') {
            return;
        }
        let message = format!("brackets in the text of the link to {}", Quoted(&link.url));
        let problem = self.report.add(Code::NestedBrackets, link.span, message);
        problem.help("write them as \\[ and \\]");
        // Some are no plain text but those of a picture.
        if raw[1..end].contains("](") || raw[1..end].contains("![") {
            return;
        }
        for at in bare {
            let at = start + at;
            problem.fix(Span::new(link.span.file(), at..at), "\\");
        }
    }

    /// A link that is written almost as one: `[title] (link)`, with spaces in its address, or with a bracket missing.
    fn loose_link(&mut self, cell: &Cell) -> Option<Link> {
        let text = trim(&cell.text);
        let is_whole_address = |text: &str| is_address(text) && !text.contains(char::is_whitespace);
        if is_whole_address(text) {
            return Some(Link { span: cell.span, text: text.to_owned(), url: text.to_owned() });
        }
        let (label, rest) =
            memrchr(b']', text.as_bytes()).map(|at| (&text[..at], &text[at + 1..]))?;
        let url = rest.trim().strip_prefix('(')?;
        let is_whole = label.starts_with('[') && url.ends_with(')');
        // With one of its brackets missing, it is a link if it has an address.
        if !is_whole && (label.contains('[') == url.ends_with(')') || !is_whole_address(url)) {
            return None;
        }
        let (label, url) =
            (label.strip_prefix('[').unwrap_or(label), url.strip_suffix(')').unwrap_or(url).trim());
        let message = format!("{} is not quite a link", Quoted(text));
        self.report
            .add(Code::PaddedLink, cell.span, message)
            .help("write it as [title](link), with all brackets and without spaces");
        let url = url.replace(' ', "%20");
        Some(Link { span: cell.span, text: label.to_owned(), url })
    }

    /// A cell that holds nothing but the link; of several, the first.
    pub(super) fn url(&mut self, table: &Table, cell: &Cell, draft: &mut Draft) {
        if let [link, ..] = &cell.links[..] {
            if cell.links.iter().any(|other| other.url.trim() != link.url.trim()) {
                self.report_several(cell.links.len(), cell, &link.url);
            }
            self.link(table, link.span, &link.url, draft);
            return;
        }
        if is_nothing(trim(&cell.text)) {
            return;
        }
        if cell.is_exact || is_plain_link(&cell.text) {
            self.link(table, cell.span, &cell.text, draft);
            return;
        }
        if let Some(link) =
            cell.text.trim_start().starts_with('[').then(|| self.loose_link(cell)).flatten()
        {
            self.link(table, link.span, &link.url, draft);
            return;
        }
        match &addresses(&cell.text)[..] {
            [] => self.link(table, cell.span, &cell.text, draft),
            [_] if !cell.text.trim().contains(char::is_whitespace) => {
                self.link(table, cell.span, &cell.text, draft);
            }
            [address, others @ ..] => {
                if others.iter().any(|other| other != address) {
                    self.report_several(others.len() + 1, cell, address);
                }
                self.link(table, cell.span, address, draft);
            }
        }
    }

    fn report_several(&mut self, links: usize, cell: &Cell, first: &str) {
        let message = format!("{links} links in one cell, of which {} is read", Quoted(first));
        let problem = self.report.add_as(Severity::Warning, Code::SeveralLinks, cell.span, message);
        problem.help("keep the one that tells of the case study");
    }

    /// Takes the only link of a row, which has none where one belongs, from its company, tags, summary or what is not read,
    /// unless it leads no further than to somebody's home.
    pub(super) fn only_link(&mut self, table: &Table, cells: &[Cell], draft: &mut Draft) {
        let is_page = |link: &&Link| {
            let path = link.url.split_once("://").and_then(|(_, rest)| rest.split_once('/'));
            link.url.starts_with("http") && path.is_some_and(|(_, path)| !path.is_empty())
        };
        let fields = cells.iter().zip(&table.columns.fields);
        let may_lead =
            |field: &Field| matches!(field, Field::Facet(_) | Field::Summary | Field::Unknown);
        let read = fields.filter(|(_, field)| may_lead(field));
        let mut links = read.flat_map(|(cell, _)| &cell.links).filter(is_page);
        let Some(link) = links.next() else { return };
        if links.all(|other| other.url == link.url) {
            self.link(table, link.span, &link.url, draft);
        }
    }
}

/// The web addresses in a text, without the brackets and commas around them, or between them alone.
fn addresses(text: &str) -> Vec<&str> {
    const BETWEEN: [char; 3] = [',', ';', '|'];
    let mut addresses = Vec::new();
    for word in text.split_whitespace() {
        let schemes = word.match_indices("http").map(|(at, _)| at);
        let mut starts: Vec<usize> = schemes.filter(|&at| is_address(&word[at..])).collect();
        let first = starts.first().copied();
        starts.retain(|&at| Some(at) == first || word[..at].ends_with(BETWEEN));
        let ends = starts.iter().copied().skip(1).chain([word.len()]);
        let parts = starts.iter().zip(ends).map(|(&start, end)| &word[start..end]);
        addresses.extend(parts.map(|part| part.trim_end_matches(|c| ",;|)]>.".contains(c))));
    }
    addresses
}

/// Whether a text is one link and nothing else: in one word, and like most that are.
fn is_plain_link(text: &str) -> bool {
    site::is_seen(text)
        && text.starts_with("http")
        && memchr3(b',', b';', b'|', text.as_bytes()).is_none()
}

/// Lets the spaces around a text go, and nothing else: what is between them may be as it should be.
pub(super) fn fix_spaces(problem: &mut Problem, at: usize, text: &str) {
    let file = problem.span.file();
    let start = text.len() - text.trim_start().len();
    let end = text.trim_end().len().max(start);
    for spaces in [0..start, end..text.len()] {
        if !spaces.is_empty() {
            problem.fix(Span::new(file, at + spaces.start..at + spaces.end), "");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[test]
    fn addresses_in_texts() {
        let check = |text: &str, expected: &[&str]| assert_eq!(addresses(text), expected);
        check(
            "https://a.example/1;https://b.example/2",
            &["https://a.example/1", "https://b.example/2"],
        );
        check("(http://a.example), http://b.example.", &["http://a.example", "http://b.example"]);
        check(
            "https://w.example/https://a.example/1;2",
            &["https://w.example/https://a.example/1;2"],
        );
        check("no http here", &[]);
    }
}
