//! A query as the query string of a link, and back; [`Link`](super::Link) adds what is beside it.
//!
//! One query has one form: keys in a fixed order (words, facets as declared, years, the reading list, ways of
//! matching, order), values by slug, defaults left out. Reading is lenient; what the catalog lacks is kept as
//! [`Unknown`].

use super::{Column, Library, Query, Sort, Unknown, YearRange};
use crate::catalog::{Strings, YEAR, YEARS};
use crate::facet::Match;
use form_urlencoded::Serializer;

const TEXT: &str = "q";
pub(super) const LIST: &str = "list";
const SORT: &str = "sort";
const ALL: &str = "all";
const ANY: &str = "any";
const TITLE: &str = "title";

/// Writes a query as a query string without the `?`; empty where nothing is asked.
pub fn encode(query: &Query, library: &Library) -> String {
    let mut link = Serializer::new(String::new());
    let text = query.text.trim();
    if !text.is_empty() {
        link.append_pair(TEXT, text);
    }
    for (at, facet) in library.facets().iter().enumerate() {
        encode_refinement(&mut link, query, library, (at, &facet.key));
    }
    if let Some(years) = query.years {
        link.append_pair(YEAR, &encode_years(years));
    }
    for &entry in query.listed() {
        link.append_pair(LIST, library.catalog().id(entry));
    }
    for (facet, asked) in library.facets().iter().zip(query.refinements()) {
        if asked.matching() != facet.matching {
            link.append_pair(matching_key(asked.matching()), &facet.key);
        }
    }
    if let Some(sort) = query.sort {
        let column = match sort.column {
            Column::Title => TITLE,
            Column::Facet(facet) => &library.facets()[facet].key,
        };
        link.append_pair(SORT, &format!("{}{column}", if sort.descending { "-" } else { "" }));
    }
    for unknown in &query.unknown {
        link.append_pair(&unknown.key, &unknown.value);
    }
    link.finish()
}

/// The values of one facet, by slug: first the chosen, then the excluded.
fn encode_refinement(
    link: &mut Serializer<'_, String>,
    query: &Query,
    library: &Library,
    (facet, key): (usize, &str),
) {
    let asked = query.refinement(facet);
    let mut chosen: Vec<_> = asked.chosen().iter().map(|&v| library.slug(facet, v)).collect();
    let mut excluded: Vec<_> = asked.excluded().iter().map(|&v| library.slug(facet, v)).collect();
    chosen.sort_unstable();
    excluded.sort_unstable();
    for slug in chosen {
        link.append_pair(key, slug);
    }
    for slug in excluded {
        link.append_pair(key, &format!("-{slug}"));
    }
}

fn matching_key(matching: Match) -> &'static str {
    match matching {
        Match::All => ALL,
        Match::Any => ANY,
    }
}

/// A range of years as links and the query bar have it: `2022..2024`, `2022..`.
pub(super) fn encode_years(years: YearRange) -> String {
    let bound = |year: Option<u16>| year.map(|year| year.to_string()).unwrap_or_default();
    format!("{}..{}", bound(years.from()), bound(years.to()))
}

/// Reads a query string, with or without the `?`. Keys that mean nothing here are ignored; values that
/// the catalog lacks are kept in [`Query::unknown`]; no input is an error.
pub fn decode(search: &str, library: &Library) -> Query {
    let search = search.strip_prefix('?').unwrap_or(search);
    let mut query = Query::new(library);
    let mut ids = Strings::default();
    for (key, value) in form_urlencoded::parse(search.as_bytes()) {
        if key == LIST {
            // As it is: ids are not for people to type.
            if !value.is_empty() {
                ids.push(&value);
            }
        } else if decode_pair(&mut query, library, &key, value.trim()).is_none() {
            query.unknown.push(Unknown { key: key.into_owned(), value: value.trim().to_owned() });
        }
    }
    let (listed, missing) = library.catalog().select(&ids);
    query.listed = listed;
    for value in missing {
        query.unknown.push(Unknown { key: LIST.to_owned(), value });
    }
    query.unknown.sort_unstable();
    query.unknown.dedup();
    query
}

/// Takes one part of a link; `None` where its value is not to be had.
pub(super) fn decode_pair(
    query: &mut Query,
    library: &Library,
    key: &str,
    value: &str,
) -> Option<()> {
    if value.is_empty() {
        return Some(());
    }
    match key {
        TEXT => {
            if !query.text.is_empty() {
                query.text.push(' ');
            }
            query.text.push_str(value);
        }
        SORT => query.sort = Some(decode_sort(library, value)?),
        ALL | ANY => {
            let facet = library.facet(value).filter(|&at| library.facets()[at].many)?;
            query.refinements[facet].set_matching(if key == ALL { Match::All } else { Match::Any });
        }
        YEAR if value.contains("..") => {
            let years = decode_years(value)?;
            if query.years.is_some_and(|other| other != years) {
                return None;
            }
            query.years = Some(years);
        }
        _ => {
            let Some(facet) = library.facet(key) else { return Some(()) };
            let asked = &mut query.refinements[facet];
            match value.strip_prefix('-').map(|rest| library.find(facet, rest)) {
                Some(found) => asked.exclude(found?),
                None => asked.choose(library.find(facet, value)?),
            }
        }
    }
    Some(())
}

fn decode_sort(library: &Library, value: &str) -> Option<Sort> {
    let (name, descending) = match value.strip_prefix('-') {
        Some(name) => (name, true),
        None => (value, false),
    };
    let column = match name {
        TITLE => Column::Title,
        key => Column::Facet(library.facet(key)?),
    };
    Some(Sort { column, descending })
}

fn decode_years(value: &str) -> Option<YearRange> {
    let (from, to) = value.split_once("..")?;
    let bound = |text: &str| match text.trim() {
        "" => Some(None),
        year => year.parse().ok().filter(|year| YEARS.contains(year)).map(Some),
    };
    YearRange::new(bound(from)?, bound(to)?)
}
