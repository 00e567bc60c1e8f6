//! Text → query.

use super::token::{Filter, Kind, Quote, tokens};
use super::write;
use crate::query::link::decode_pair;
use crate::query::{Library, Query, Unknown};

/// Reads a text. What it cannot say (order, ways of matching, reading list) is as in `current`; no text is an
/// error.
pub fn parse(text: &str, library: &Library, current: &Query) -> Query {
    read(text, None, library, current)
}

/// Reads a text that is being typed, with the cursor at a byte: a value there that the catalog lacks is not
/// complete yet, and asks nothing instead of being unknown.
pub fn parse_typing(text: &str, cursor: usize, library: &Library, current: &Query) -> Query {
    read(text, Some(cursor), library, current)
}

/// What the box has to say instead of a text so that it says the query; `None` where it does already, in
/// whatever words. `cursor` is the byte where the reader types, if so.
///
/// ```
/// use casebook::{catalog, query::{bar, Library, Query}};
///
/// let json = br#"{ "format": 1, "facets": [{ "key": "tag", "label": "Tags" }],
///   "entries": [{ "id": "a", "title": "A", "tag": "nlp" }] }"#;
/// let library = Library::new(catalog::decode(json).unwrap());
/// let typed = "TAG:NLP stores ";
/// let query = bar::parse_typing(typed, typed.len(), &library, &Query::new(&library));
/// assert_eq!(bar::rewritten(typed, Some(typed.len()), &library, &query), None);
/// let clicked = query.with_text(String::new());
/// assert_eq!(bar::rewritten(typed, None, &library, &clicked).as_deref(), Some("tag:nlp"));
/// ```
pub fn rewritten(
    text: &str,
    cursor: Option<usize>,
    library: &Library,
    query: &Query,
) -> Option<String> {
    let says = read(text, cursor, library, query);
    let asked = query.with_text(query.text.trim().to_owned());
    (says != asked).then(|| write(query, library))
}

fn read(text: &str, cursor: Option<usize>, library: &Library, current: &Query) -> Query {
    let mut query = current.cleared();
    query.listed.clone_from(&current.listed);
    let elsewhere = |unknown: &&Unknown| library.facet(&unknown.key).is_none();
    query.unknown.extend(current.unknown.iter().filter(elsewhere).cloned());
    let mut word_end = None;
    for token in tokens(text, library) {
        match token.kind {
            Kind::Word(word) => {
                if !query.text.is_empty() {
                    // Words keep their distance, if no filter was between them.
                    query.text.push_str(word_end.map_or(" ", |end| &text[end..token.range.start]));
                }
                query.text.push_str(word);
                word_end = Some(token.range.end);
            }
            Kind::Filter(filter) => {
                let unknown = apply(&mut query, library, &filter);
                let typing = |at: usize| token.range.start < at && at <= token.range.end;
                query.unknown.extend(unknown.filter(|_| !cursor.is_some_and(typing)));
                word_end = None;
            }
        }
    }
    query.unknown.sort_unstable();
    query.unknown.dedup();
    query
}

/// Adds a filter to a query; gives it back where the catalog lacks its value.
fn apply(query: &mut Query, library: &Library, filter: &Filter) -> Option<Unknown> {
    let Filter { excluded, facet, ref name, quote, .. } = *filter;
    if name.is_empty() && quote == Quote::None {
        return None;
    }
    let key = &library.facets()[facet].key;
    let value = if excluded { ["-", name].concat() } else { name.clone() };
    let value = value.trim();
    let applied = if !excluded && quote != Quote::None && value.starts_with('-') {
        // In quotes, the hyphen is of the name.
        library.find(facet, value).map(|value| query.refinements[facet].choose(value))
    } else {
        decode_pair(query, library, key, value)
    };
    let unknown = || Unknown { key: key.clone(), value: value.to_owned() };
    applied.is_none().then(unknown)
}
