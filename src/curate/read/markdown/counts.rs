//! Counts that a page prints: `- **nlp**: 6 case studies`, `(44 case studies)`.

use super::about::{without_count, without_signs};
use super::parse::{Block, Document};
use crate::curate::fault::Span;
use crate::curate::read::Cell;
use pulldown_cmark::HeadingLevel;
use std::ops::Range;

/// A printed count.
#[derive(Clone, Debug)]
pub(in crate::curate) struct Printed {
    /// Where the text around it is.
    pub(in crate::curate) span: Span,
    pub(in crate::curate) count: usize,
    /// The number as it is written.
    pub(in crate::curate) written: String,
    /// What is counted; empty if it is all.
    pub(in crate::curate) label: String,
    /// A link in front of the count.
    pub(in crate::curate) link: Option<String>,
    /// Of one in a heading, what is below that, in bytes of the text.
    pub(in crate::curate) section: Range<usize>,
}

impl Printed {
    /// Where the number is in the text around it, markup and all.
    pub(in crate::curate) fn position(&self, raw: &str) -> Option<usize> {
        let is_counting = |at: usize| {
            let behind = raw[at + self.written.len()..].trim_start_matches([' ', '*', '_']);
            let behind = behind.to_ascii_lowercase();
            let is_whole = !raw[..at].ends_with(|c: char| c.is_alphanumeric() || ".,~".contains(c));
            let is_alone = raw[..at].ends_with('(') && behind.starts_with(')');
            is_whole && (is_alone || THINGS.iter().any(|thing| behind.starts_with(thing)))
        };
        raw.match_indices(&*self.written).map(|(at, _)| at).find(|&at| is_counting(at))
    }
}

/// What is counted in lists such as these.
const THINGS: [&str; 5] = ["case stud", "cases", "entries", "entry", "articles"];

/// All counts of a page, in order.
pub(super) fn find(document: &Document) -> Vec<Printed> {
    let counts = document.blocks.iter().enumerate().filter_map(|(at, block)| match block {
        Block::Item(text) => printed(text, true),
        Block::Paragraph(text) => printed(text, false),
        Block::Heading { level, text } => {
            let section = text.span.range().end..end_of(*level, &document.blocks[at + 1..]);
            Some(Printed { section, ..printed(text, false).or_else(|| behind(text))? })
        }
        Block::Table(_) | Block::Html(_) | Block::Rule => None,
    });
    counts.collect()
}

/// Where what is below a heading of some level ends: at the next one that is not below it.
fn end_of(level: HeadingLevel, behind: &[Block]) -> usize {
    let next = behind.iter().find_map(|block| match block {
        Block::Heading { level: other, text } if *other <= level => Some(text.span.range().start),
        _ => None,
    });
    next.unwrap_or(usize::MAX)
}

/// Whether an item is a printed count, of something that may be an address.
pub(super) fn is_count(item: &Cell) -> bool {
    printed(item, true).is_some()
}

fn printed(cell: &Cell, is_item: bool) -> Option<Printed> {
    let text = &*cell.text;
    let (start, written) = number_of_things(text)?;
    let before = text[..start].trim_end();
    let opens = before.is_empty() || before.ends_with(['(', ':', '-', '–', '—', '=']);
    if !opens && !before.to_lowercase().ends_with("total") {
        return None;
    }
    let label = before.trim_matches(|c: char| c.is_whitespace() || "(:-–—=*_".contains(c));
    let label = if label.to_lowercase().ends_with("total") { "" } else { label };
    let is_title = !is_item && !before.ends_with(':');
    Some(Printed {
        span: cell.span,
        count: written.replace(',', "").parse().ok()?,
        written: written.to_owned(),
        label: if is_title && !is_item && label.split_whitespace().count() > 6 {
            ""
        } else {
            label
        }
        .to_owned(),
        link: cell.links.first().map(|link| link.url.clone()).filter(|_| is_item),
        section: 0..0,
    })
}

/// A number in parentheses behind a heading, unless it is a year: `Search (12)`.
fn behind(heading: &Cell) -> Option<Printed> {
    let text = heading.text.trim();
    let label = without_count(text);
    let written = text[label.len()..].trim().strip_prefix('(')?.strip_suffix(')')?;
    let is_year = written.len() == 4 && written.starts_with(['1', '2']);
    let count = written.replace(',', "").parse().ok().filter(|_| !is_year)?;
    let (label, written) = (without_signs(label).to_owned(), written.to_owned());
    Some(Printed { span: heading.span, count, written, label, link: None, section: 0..0 })
}

/// The first number that counts things, and where it is.
fn number_of_things(text: &str) -> Option<(usize, &str)> {
    let lower = text.to_ascii_lowercase();
    let ends = THINGS.iter().flat_map(|thing| lower.match_indices(thing)).map(|(at, _)| at);
    let mut found: Vec<(usize, &str)> = ends
        .filter_map(|end| {
            let before = text[..end].trim_end();
            if before.len() == end {
                return None;
            }
            let digits = before
                .bytes()
                .rev()
                .take_while(|byte| byte.is_ascii_digit() || *byte == b',')
                .count();
            let start = before.len() - digits;
            let number = &before[start..];
            let is_number = number.starts_with(|c: char| c.is_ascii_digit());
            let is_whole =
                !before[..start].ends_with(|c: char| c.is_alphanumeric() || c == '.' || c == '~');
            (is_number && is_whole).then_some((start, number))
        })
        .collect();
    found.sort_unstable();
    found.first().copied()
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    #[test]
    fn counts_are_found() {
        let check = |text: &str, expected: Option<(usize, &str, Option<&str>)>| {
            let found = find(&parse(0, text, 0));
            let found = found.first().map(|p| (p.count, &*p.label, p.link.as_deref()));
            assert_eq!(found, expected, "{text}");
        };
        check("- **nlp**: 6 case studies\n", Some((6, "nlp", None)));
        check("- [Media](media.md) (44 case studies)\n", Some((44, "Media", Some("media.md"))));
        check("## All companies (1,044 case studies)\n", Some((1044, "All companies", None)));
        check("**44 case studies** from 12 companies\n", Some((44, "", None)));
        check("Total: 44 case studies\n", Some((44, "", None)));
        check("## 🔍 Search (1,012)\n", Some((1012, "Search", None)));
        check("## Search (2023)\n", None);
        check("- Search (12)\n", None);
        check("Netflix has 6 case studies here.\n", None);
        check("More than case studies.\n", None);
        check("- v2.6 case studies\n", None);
    }

    #[test]
    fn counts_are_found_again_in_their_markup() {
        let check = |text: &str, expected: Option<usize>| {
            let printed = &find(&parse(0, text, 0))[0];
            let raw = &text[printed.span.range()];
            assert_eq!(printed.position(raw), expected, "{text}");
        };
        check("- nlp 6: 6 case studies since 2016\n", Some(9));
        check("**44** case studies since 44\n", Some(2));
        check("44&nbsp;case studies\n", None);
        check("## 3: Search (3)\n", Some(14));
    }
}
