//! Lines that say one thing of an entry: `**Year:** 2023`, `- Company: Acme`.

use super::parse::{Block, Document, parse};
use crate::curate::config::Config;
use crate::curate::lister::{is_column_name, is_way};
use crate::curate::read::Cell;

/// What a line says, and what it calls that.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    pub(super) label: Cell<'static>,
    pub(super) value: Cell<'static>,
}

impl Fact {
    /// Takes a text apart at its first colon, if what is in front of that is short enough for a label.
    pub(super) fn find(text: &Cell<'static>) -> Option<Self> {
        const COLONS: [char; 2] = [':', '：'];
        const MOST_WORDS: usize = 3;
        let (label, rest) = text.text.split_once(COLONS)?;
        let name = label.trim_matches(|letter: char| !letter.is_alphanumeric());
        let is_label = name.contains(char::is_alphabetic)
            && name.split_whitespace().count() <= MOST_WORDS
            && !rest.starts_with("//");
        if !is_label {
            return None;
        }
        let mut value = text.clone();
        value.text = rest.trim().to_owned().into();
        if let Some((_, beside)) = text.beside_parts.split_once(COLONS) {
            beside.trim().clone_into(&mut value.beside_parts);
        }
        Some(Self { label: Cell::plain(text.span, name.to_owned()), value })
    }

    /// Whether its label is a name for a column, or for what a link leads to.
    pub(super) fn is_known(&self, config: &Config) -> bool {
        is_column_name(&self.label.text, config) || is_way(&self.label.text)
    }
}

/// The lines of a paragraph, each as a text of its own.
pub(super) fn split(paragraph: &Cell<'static>, file: usize, text: &str) -> Vec<Cell<'static>> {
    let range = paragraph.span.range();
    let mut at = range.start;
    let line = |line: &str| {
        let start = at;
        at += line.len();
        line_at(file, &text[..at], start)
    };
    text[range].split_inclusive('\n').filter_map(line).collect()
}

/// What the lines of a paragraph say, and what of it is no fact, in order.
pub(super) fn lines(
    paragraph: &Cell<'static>,
    file: usize,
    text: &str,
    config: &Config,
) -> (Vec<Fact>, Vec<Cell<'static>>) {
    let (mut facts, mut others) = (Vec::new(), Vec::new());
    let range = paragraph.span.range();
    let mut at = range.start;
    for line in text[range].split_inclusive('\n') {
        let cell = line_at(file, &text[..at + line.len()], at);
        match cell.as_ref().and_then(Fact::find) {
            Some(fact) if fact.is_known(config) => {
                let several = several(file, &text[..at + line.len()], at, config);
                if several.is_empty() { facts.push(fact) } else { facts.extend(several) }
            }
            // What only looks like a fact among facts is one that nobody knows.
            Some(fact) if !facts.is_empty() && line.trim_start().starts_with("**") => {
                facts.push(fact);
            }
            _ => others.extend(cell),
        }
        at += line.len();
    }
    if facts.is_empty() { (facts, vec![paragraph.clone()]) } else { (facts, others) }
}

/// The facts of a line that has a sign between several: `Company: Acme | Year: 2023`.
fn several(file: usize, text: &str, start: usize, config: &Config) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut at = start;
    for piece in text[start..].split_inclusive(['|', '·', '•']) {
        let end = at + piece.trim_end_matches(['|', '·', '•']).len();
        let fact = line_at(file, &text[..end], at).as_ref().and_then(Fact::find);
        let Some(fact) = fact.filter(|fact| fact.is_known(config)) else { return Vec::new() };
        facts.push(fact);
        at += piece.len();
    }
    facts
}

/// What stands at the end of a text, from an offset on.
pub(super) fn line_at(file: usize, text: &str, start: usize) -> Option<Cell<'static>> {
    let Document { blocks, .. } = parse(file, text, start);
    blocks.into_iter().find_map(|block| match block {
        Block::Paragraph(cell) | Block::Item(cell) => Some(cell),
        _ => None,
    })
}
