//! What a reader may be about to type.

use super::parse;
use super::token::{Filter, Kind, Quote, Token, tokens};
use super::write::push_value;
use crate::facet::ValueId;
use crate::query::{Library, Outcome, Query};
use crate::text::{each_word, fold, fold_into};
use std::ops::Range;

/// How many completions are offered.
const MOST: usize = 8;

/// What may stand in place of what is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completions<'a> {
    /// What is replaced, in bytes of the text.
    pub range: Range<usize>,
    /// The best first: facets, then values by count.
    pub items: Vec<Completion<'a>>,
}

/// A facet or a value to complete to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion<'a> {
    /// What replaces [`Completions::range`]; the cursor goes behind it.
    pub text: String,
    /// The facet, by its position.
    pub facet: usize,
    /// The value; `None` where the facet alone is completed.
    pub value: Option<ValueId>,
    /// What readers call the value, or else the facet.
    pub label: &'a str,
    /// The count of the value; of a facet, how many of its values have one.
    pub count: u32,
    /// The count of the value when nothing is filtered; of a facet, how many values it has.
    pub total: u32,
}

/// What is being looked for.
struct Wanted {
    /// Folded.
    begin: String,
    /// Whether the second and later words of a label may begin so, and its slug.
    anywhere: bool,
    excluded: bool,
}

/// The most that match so far: counts, facets and values; ascending from the least to replace.
type Best = Vec<(u32, usize, ValueId)>;

/// What all of a text asks but for the piece at a byte: what is being typed is not to narrow what it may
/// become. Counts of that are what completions bring.
pub fn parse_others(text: &str, cursor: usize, library: &Library, current: &Query) -> Query {
    let others = piece_at(text, text.floor_char_boundary(cursor), library)
        .map(|piece| [&text[..piece.range.start], &text[piece.range.end..]].concat());
    parse(others.as_deref().unwrap_or(text), library, current)
}

/// What the piece of a text at a byte may become: after the colon of a facet its values, a word of which
/// begins so; for a word the facets that begin so, and the values whose labels do. What is chosen or excluded
/// already is not offered. Counts are those of the outcome, and rank the values; among equal ones, readers'
/// order. Query and outcome are those of [`parse_others`]. O(values), without an allocation for each.
///
/// ```
/// use casebook::{catalog, query::{bar, evaluate, Library, Query}};
///
/// let json = br#"{ "format": 1, "facets": [{ "key": "company", "label": "Company" }],
///   "entries": [{ "id": "a", "title": "A", "company": "New York Times" }] }"#;
/// let library = Library::new(catalog::decode(json).unwrap());
/// let typed = "a ne";
/// let others = bar::parse_others(typed, typed.len(), &library, &Query::new(&library));
/// let found = bar::complete(typed, typed.len(), &library, &evaluate(&library, &others), &others);
/// assert_eq!(found.range, 2..4);
/// assert_eq!(found.items[0].text, r#"company:"New York Times" "#);
/// assert_eq!((found.items[0].count, found.items[0].total), (1, 1));
/// ```
pub fn complete<'a>(
    text: &str,
    cursor: usize,
    library: &'a Library,
    outcome: &Outcome,
    query: &Query,
) -> Completions<'a> {
    let cursor = text.floor_char_boundary(cursor);
    let mut found = Completions { range: cursor..cursor, items: Vec::new() };
    let Some(piece) = piece_at(text, cursor, library) else { return found };
    found.range = piece.range.clone();
    let mut best = Best::new();
    let excluded = match piece.kind {
        Kind::Filter(Filter { excluded, facet, name_at, .. }) if name_at <= cursor => {
            let name = &text[name_at..cursor];
            let (name, also) = match name.strip_prefix('"') {
                Some(quoted) => (quoted, false),
                None => exclusion(name),
            };
            let wanted = Wanted::new(name, excluded || also, true);
            wanted.add_values(facet, library, outcome, query, &mut best);
            wanted.excluded
        }
        _ => {
            let (name, excluded) = exclusion(&text[piece.range.start..cursor]);
            let wanted = Wanted::new(name, excluded, false);
            if !wanted.begin.is_empty() {
                for facet in 0..library.facets().len() {
                    found.items.extend(wanted.facet(facet, library, outcome));
                    wanted.add_values(facet, library, outcome, query, &mut best);
                }
            }
            wanted.excluded
        }
    };
    let followed = text[found.range.end..].starts_with(char::is_whitespace);
    for &(count, facet, value) in &best {
        let mut text = String::new();
        push_value(&mut text, library, (facet, value), excluded);
        if !followed {
            text.push(' ');
        }
        found.items.push(Completion {
            text,
            facet,
            value: Some(value),
            label: library.label(facet, value),
            count,
            total: library.total(facet, value),
        });
    }
    found.items.truncate(MOST);
    found
}

/// The piece that a cursor is in or behind, as far as it is to be replaced.
fn piece_at<'a>(text: &'a str, cursor: usize, library: &Library) -> Option<Token<'a>> {
    let at_cursor = |range: &Range<usize>| range.start < cursor && cursor <= range.end;
    let mut piece = tokens(text, library).into_iter().find(|piece| at_cursor(&piece.range))?;
    if matches!(&piece.kind, Kind::Filter(filter) if filter.quote == Quote::Open) {
        // What follows was there before the quote.
        piece.range.end = cursor;
    }
    Some(piece)
}

/// What is typed without its hyphen, and whether it had one.
fn exclusion(typed: &str) -> (&str, bool) {
    let rest = typed.strip_prefix('-');
    (rest.unwrap_or(typed), rest.is_some())
}

impl Wanted {
    fn new(typed: &str, excluded: bool, anywhere: bool) -> Self {
        Self { begin: fold(typed.trim_start()), anywhere, excluded }
    }

    /// The completion to a facet, if it begins so.
    fn facet<'a>(
        &self,
        facet: usize,
        library: &'a Library,
        outcome: &Outcome,
    ) -> Option<Completion<'a>> {
        let declared = &library.facets()[facet];
        let begins =
            [&*declared.key, &fold(&declared.label)].iter().any(|it| it.starts_with(&self.begin));
        let counts = &outcome.counts[facet];
        begins.then(|| Completion {
            text: [if self.excluded { "-" } else { "" }, &declared.key, ":"].concat(),
            facet,
            value: None,
            label: &declared.label,
            count: counts.iter().filter(|count| **count > 0).count() as u32,
            total: counts.len() as u32,
        })
    }

    /// Adds the values of a facet that begin so, as far as they are among the most.
    fn add_values(
        &self,
        facet: usize,
        library: &Library,
        outcome: &Outcome,
        query: &Query,
        best: &mut Best,
    ) {
        let asked = query.refinement(facet);
        let mut folded = String::new();
        for &value in library.values(facet) {
            let count = outcome.counts[facet][value.index()];
            // Most lose by their count, which is cheaper to see than how they begin.
            let place = best.iter().position(|other| other.0 < count).unwrap_or(best.len());
            if place == MOST || asked.is_chosen(value) || asked.is_excluded(value) {
                continue;
            }
            folded.clear();
            fold_into(library.label(facet, value), &mut folded);
            if self.begins(&folded)
                || self.anywhere && library.slug(facet, value).starts_with(&self.begin)
            {
                best.truncate(MOST - 1);
                best.insert(place, (count, facet, value));
            }
        }
    }

    fn begins(&self, folded: &str) -> bool {
        let mut begins = folded.starts_with(&self.begin);
        if self.anywhere && !begins {
            each_word(folded, &mut |word| {
                let at = word.as_ptr() as usize - folded.as_ptr() as usize;
                begins |= folded[at..].starts_with(&self.begin);
            });
        }
        begins
    }
}
