//! The text of a query bar in pieces: words and filters.

use crate::query::Library;
use crate::text::fold;
use std::ops::Range;

/// A piece of the text, never empty.
#[derive(Debug)]
pub(super) struct Token<'a> {
    /// Where it is, in bytes.
    pub(super) range: Range<usize>,
    pub(super) kind: Kind<'a>,
}

#[derive(Debug)]
pub(super) enum Kind<'a> {
    /// A word, without the backslash that keeps it one.
    Word(&'a str),
    Filter(Filter),
}

/// A filter as it is written; nothing of it but the facet is known to exist.
#[derive(Debug)]
pub(super) struct Filter {
    pub(super) excluded: bool,
    pub(super) facet: usize,
    /// What the value is called, without quotes.
    pub(super) name: String,
    /// Where that begins in the text, its quote included.
    pub(super) name_at: usize,
    pub(super) quote: Quote,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quote {
    None,
    Closed,
    Open,
}

/// The pieces of a text, in order. O(bytes).
pub(super) fn tokens<'a>(text: &'a str, library: &Library) -> Vec<Token<'a>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(skipped) = text[at..].find(|letter: char| !letter.is_whitespace()) {
        let token = token(text, at + skipped, library);
        at = token.range.end;
        tokens.push(token);
    }
    tokens
}

/// The piece at a place where there is no space.
fn token<'a>(text: &'a str, start: usize, library: &Library) -> Token<'a> {
    let end = text[start..].find(char::is_whitespace).map_or(text.len(), |len| start + len);
    let word = &text[start..end];
    let Some((excluded, facet, len)) = head(word, library) else {
        let word = word.strip_prefix('\\').filter(|rest| !rest.is_empty()).unwrap_or(word);
        return Token { range: start..end, kind: Kind::Word(word) };
    };
    let name_at = start + len;
    let (name, end, quote) = match text[name_at..].strip_prefix('"') {
        Some(quoted) => {
            let (name, len, quote) = unquote(quoted);
            (name, name_at + 1 + len, quote)
        }
        None => (text[name_at..end].to_owned(), end, Quote::None),
    };
    Token {
        range: start..end,
        kind: Kind::Filter(Filter { excluded, facet, name, name_at, quote }),
    }
}

/// Whether a word begins as a filter does: whether it excludes, the facet, and how long the beginning is.
pub(super) fn head(word: &str, library: &Library) -> Option<(bool, usize, usize)> {
    let rest = word.strip_prefix('-');
    let (name, after) = rest.unwrap_or(word).split_once(':')?;
    Some((rest.is_some(), facet(name, library)?, word.len() - after.len()))
}

/// The facet that a reader means: by its key first, else by its label.
fn facet(name: &str, library: &Library) -> Option<usize> {
    if name.is_empty() {
        return None;
    }
    let (facets, name) = (library.facets(), fold(name));
    let keyed = facets.iter().position(|facet| facet.key == name);
    keyed.or_else(|| facets.iter().position(|facet| fold(&facet.label) == name))
}

/// What is in quotes, given from behind the first: the text, how long it is with the last quote, and whether
/// there is one.
fn unquote(quoted: &str) -> (String, usize, Quote) {
    let (mut text, mut rest) = (String::new(), quoted);
    while let Some((before, after)) = rest.split_once('"') {
        text.push_str(before);
        let Some(doubled) = after.strip_prefix('"') else {
            return (text, quoted.len() - after.len(), Quote::Closed);
        };
        text.push('"');
        rest = doubled;
    }
    text.push_str(rest);
    (text, quoted.len(), Quote::Open)
}
