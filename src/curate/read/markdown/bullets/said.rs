//! What stands behind the link of an item: the summary, and perhaps a year.

use super::{is_between, is_year};
use crate::curate::lister::{is_in_brackets, is_way};
use crate::curate::read::markdown::given::is_month;
use crate::curate::read::{Cell, Link, Text};
use std::borrow::Cow;

/// What is said behind the link, without its code spans but those in a sentence, and without links to more of the
/// same.
pub(super) fn summary(item: &Cell, link: &Link, tags: &[Text]) -> String {
    let text: Cow<str> = if tags.len() == item.parts.len() && !tags.is_empty() {
        Cow::Borrowed(&item.beside_parts)
    } else {
        let without = |text: String, tag: &Text| text.replacen(&tag.text, "", 1);
        Cow::Owned(tags.iter().fold(item.text.to_string(), without))
    };
    let title = link.text.trim();
    let mut rest = text.find(title).map_or("", |at| &text[at + title.len()..]);
    if let Some((_, behind)) = rest.split_once(link.url.as_str()) {
        rest = behind;
    }
    let more = |other: &&Link| other.span != link.span && is_way(&other.text);
    let more = item.links.iter().filter(more).map(|link| bare(&link.text));
    let more: Vec<&str> = more.filter(|text| !text.is_empty()).collect();
    let rest = without_groups(rest, &more);
    let is_around = |c: char| is_apart(c) || c.is_whitespace() || ".\"”»)]".contains(c);
    let mut rest = rest.trim_start_matches(is_around);
    while let Some(behind) = more.iter().find_map(|text| rest.strip_prefix(text)) {
        rest = behind.trim_start_matches(is_around);
    }
    // At the end, a sign has to part the link from what is said: "as told here" is a sentence.
    let before = |rest: &'_ str, text: &str| {
        let before = rest.trim_end().strip_suffix(text)?.trim_end();
        before.ends_with(is_apart).then(|| before.trim_end_matches(is_apart).len())
    };
    while let Some(length) = more.iter().find_map(|text| before(rest, text)) {
        rest = &rest[..length];
    }
    let is_only_links = item
        .links
        .iter()
        .fold(rest.to_owned(), |rest, link| rest.replace(link.text.trim(), ""))
        .chars()
        .all(|letter| !letter.is_alphanumeric());
    if is_only_links {
        String::new()
    } else {
        rest.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// What a link is called, without brackets of its own.
fn bare(name: &str) -> &str {
    let name = name.trim();
    if is_in_brackets(name) { name[1..name.len() - 1].trim() } else { name }
}

/// The year that a link to the text of something is called by: `KDD 2024 Paper`, `arXiv 2024`.
pub(super) fn year_of_ways<'i>(item: &'i Cell<'_>) -> Option<&'i str> {
    let ways = item.links.iter().map(|link| link.text.trim()).filter(|text| is_way(text));
    let mut years = ways.filter_map(|text| {
        let venue = text.rsplit_once(' ').map_or(text, |(venue, _)| venue);
        year_of_venue(text).or_else(|| year_of_venue(venue))
    });
    years.next()
}

/// The year between a title and the links to its text, as in `ICDE 2025` and `16(6): 1386 (2023)`.
pub(super) fn year_in_front_of_ways(item: &Cell, link: &Link) -> Option<String> {
    let title = link.text.trim();
    let behind = &item.text[item.text.find(title)? + title.len()..];
    let ways = item.links.iter().filter(|other| is_way(&other.text));
    let front = &behind[..ways.filter_map(|way| behind.find(way.text.trim())).min()?];
    let bracketed = front.split(['(', '[']).skip(1);
    let bracketed = bracketed.filter_map(|rest| Some(&rest[..rest.find([')', ']'])?]));
    let is_around = |c: char| is_apart(c) || c.is_whitespace() || ".\"”[(".contains(c);
    // Where it was published comes behind the day of a preprint.
    let year = bracketed.filter_map(year_in).last();
    let year = year.or_else(|| year_of_venue(front.trim_matches(is_around)));
    year.map(str::to_owned)
}

/// The year that is told in brackets: `[2024]`, `[2024-05]`, `[KDD 2024]`.
fn year_in(brackets: &str) -> Option<&str> {
    let year = brackets.split('-').next()?;
    let is_day = brackets.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit());
    if is_day { Some(year).filter(|year| is_year(year)) } else { year_of_venue(brackets) }
}

/// The year behind a few names: `ICDE 2025`, `Nature Communications 2022`, `CVPR2024`; but not `since 2025`.
pub(super) fn year_of_venue(text: &str) -> Option<&str> {
    const MOST_WORDS: usize = 4;
    let (names, year) = text.trim().split_at_checked(text.trim().len().checked_sub(4)?)?;
    let is_apart = names.ends_with(char::is_whitespace);
    let names: Vec<&str> = names.split_whitespace().collect();
    let is_name = |word: &&str| word.contains(char::is_uppercase);
    let is_venue = (1..=MOST_WORDS).contains(&names.len())
        && names.iter().all(is_name)
        && (is_apart || names.iter().all(|name| name.chars().all(char::is_alphabetic)));
    (is_venue && is_year(year) && !names.iter().any(|name| is_month(name))).then_some(year)
}

/// What is in brackets at the beginning of a text, if it is a venue with its year: `[KDD 2024] Title`.
pub(super) fn venue_in_front(text: &str) -> Option<(&str, &str)> {
    let (venue, rest) = text.trim_start().strip_prefix('[')?.split_once(']')?;
    let year = year_of_venue(venue)?;
    Some((year, rest.trim_start()))
}

/// The year of where something was published, which is all that is said or the last of it: `Ann Bee. KDD 2024.`
pub(super) fn year_at_end(said: &str) -> Option<&str> {
    let said = said.trim_end_matches(['.', ' ']);
    year_of_venue(said.rsplit_once(". ").map_or(said, |(_, last)| last))
}

/// A text up to its first full stop with a space behind it.
pub(in super::super) fn first_sentence(text: &str) -> &str {
    text.split_once(". ").map_or(text, |(first, _)| first)
}

/// A text without the brackets that hold nothing but links.
pub(in super::super) fn without_groups(text: &str, links: &[&str]) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(open) = rest.find(['(', '[']) {
        let pairs = [("[[", "]]"), ("[", "]"), ("(", ")")];
        let pair = pairs.into_iter().find(|(opening, _)| rest[open..].starts_with(opening));
        let Some((opening, closing)) = pair else { break };
        let start = open + opening.len();
        let Some(length) = rest[start..].find(closing) else { break };
        let (inside, end) = (&rest[start..start + length], start + length + closing.len());
        let said = links.iter().fold(inside.to_owned(), |said, link| said.replace(link, ""));
        // Where code was, brackets may be left with nothing in them.
        let is_left = inside.trim().is_empty() && !rest[..open].ends_with(char::is_alphanumeric);
        let is_group =
            (said.len() < inside.len() || is_left) && !said.contains(char::is_alphanumeric);
        kept.push_str(&rest[..if is_group { open } else { end }]);
        rest = &rest[end..];
    }
    kept + rest
}

/// The year in brackets at the end of a title, and the title without it.
pub(in super::super) fn title_and_year(title: &str) -> (String, String) {
    if title.ends_with([')', ']', '）']) {
        without_year(title)
    } else {
        (String::new(), title.to_owned())
    }
}

/// The year at the beginning or the end of a text, in parentheses or apart, perhaps with its month, and
/// the text without it.
pub(super) fn without_year(text: &str) -> (String, String) {
    let year = |word: &str| {
        let bare = word.trim_matches(|c: char| is_between(c) || "()[]·（）【】年".contains(c));
        is_year(bare).then(|| bare.to_owned())
    };
    // Where words have no spaces between them, brackets tell the year apart.
    if let Some((rest, last)) = text.trim_end_matches(is_between).rsplit_once('（')
        && let Some(found) = year(last)
    {
        return (found, rest.trim_end_matches(is_apart).to_owned());
    }
    if let Some(found) = year_in_brackets(text) {
        return found;
    }
    let words: Vec<&str> = text.split(' ').collect();
    let ends = |word: &&str| word.ends_with(is_apart);
    let begins = |word: &&str| word.starts_with(is_apart);
    if let [first, rest @ ..] = &words[..]
        && let Some(found) = year(first)
        && (rest.is_empty()
            || first.starts_with(['(', '['])
            || ends(first)
            || rest.first().is_some_and(begins))
    {
        let rest = rest.join(" ");
        return (found, rest.trim_start_matches(is_apart).to_owned());
    }
    if let [rest @ .., last] = &words[..]
        && let Some(found) = year(last)
    {
        let month = rest.last().is_some_and(|word| is_month(word.trim_start_matches('(')));
        let rest = &rest[..rest.len() - usize::from(month)];
        let is_alone = rest.is_empty() || rest.last().is_some_and(ends);
        if is_alone || last.starts_with(['(', '[']) {
            return (found, rest.join(" ").trim_end_matches(is_apart).to_owned());
        }
    }
    (String::new(), text.to_owned())
}

/// The year at the end of what stands in brackets at the beginning or the end, behind a sign or the name of where
/// something was published, and the text without it: `(Acme, 2017) How it went`, `(year: 2017)`, `(KDD 2017)`.
fn year_in_brackets(text: &str) -> Option<(String, String)> {
    let text = text.trim().trim_end_matches('.');
    let first = text.starts_with('(').then_some(0);
    let last = text.rfind('(').filter(|_| text.ends_with(')'));
    first.into_iter().chain(last).find_map(|open| year_in_brackets_at(text, open))
}

fn year_in_brackets_at(text: &str, open: usize) -> Option<(String, String)> {
    const LABELS: [&str; 4] = ["year", "date", "published", "updated"];
    let close = open + text[open..].find(')')?;
    let (before, inside, behind) = (&text[..open], &text[open + 1..close], &text[close + 1..]);
    let (names, year) = inside.rsplit_once(is_between)?;
    let is_told = names.trim_end().ends_with(|letter| is_apart(letter) && letter != ' ');
    if !is_told {
        return Some((year_of_venue(inside)?.to_owned(), text.to_owned()));
    }
    let names = names.trim_end_matches(is_apart);
    if !is_year(year) || names.is_empty() {
        return None;
    }
    let is_label = LABELS.iter().any(|label| names.eq_ignore_ascii_case(label));
    let names = if is_label { String::new() } else { format!("({names})") };
    let is_behind = |letter: char| is_apart(letter) || letter == '.';
    let behind =
        if is_label && before.is_empty() { behind.trim_start_matches(is_behind) } else { behind };
    Some((year.to_owned(), format!("{before}{names}{behind}").trim().to_owned()))
}

/// Whether a sign parts what stands around it.
fn is_apart(letter: char) -> bool {
    " -–—:|,·•：，。、｜".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_taken_out_of_what_is_said() {
        let check = |text, year: &str, rest: &str| {
            assert_eq!(without_year(text), (year.to_owned(), rest.to_owned()), "{text}");
        };
        check("(2019)", "2019", "");
        check("2020", "2020", "");
        check("(2019) - how it went", "2019", "how it went");
        check("how it went (2019).", "2019", "how it went");
        check("Ads & Bidding, 2026", "2026", "Ads & Bidding");
        check("Acme, May 2020", "2020", "Acme");
        check("May 2020", "2020", "");
        check("2017 · forecast", "2017", "forecast");
        check("2017: how it went", "2017", "how it went");
        check("Acme · 2025", "2025", "Acme");
        check("what we did in 2019", "", "what we did in 2019");
        check("what we did in May 2019", "", "what we did in May 2019");
        check("2019 was a year", "", "2019 was a year");
        check("一个团队，一个索引（2023年）", "2023", "一个团队，一个索引");
        check("(Ann Bee, Acme, 2017) How it went.", "2017", "(Ann Bee, Acme) How it went");
        check("how it went (Acme, 2023)", "2023", "how it went (Acme)");
        check("(9 mins) (year: 2001)", "2001", "(9 mins)");
        check("how it went (KDD 2019)", "2019", "how it went (KDD 2019)");
        check("how it went (since 2019)", "", "how it went (since 2019)");
        check("", "", "");
    }

    #[test]
    fn links_to_more_of_the_same_say_nothing() {
        let check = |text: &str, expected: &str| {
            assert_eq!(without_groups(text, &["Paper", "Video"]), expected, "{text}");
        };
        check(" (Paper, Video) - how", "  - how");
        check(" (Paper on it) (and) more", " (Paper on it) (and) more");
        check(" (Paper", " (Paper");
        check(" [[Paper]] [and] [Video]", "  [and] ");
    }

    #[test]
    fn venues_have_years() {
        for text in ["KDD 2024", "arXiv 2024", "Acme Letters 2024", "CVPR2024"] {
            assert_eq!(year_of_venue(text), Some("2024"), "{text}");
        }
        for text in ["since 2024", "May 2024", "2024", "A1 B-2024", "é2024", "Model 12024"] {
            assert_eq!(year_of_venue(text), None, "{text}");
        }
    }
}
