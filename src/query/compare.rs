//! Two queries side by side: what both have, and what only one has.

use super::{Hits, Library, Query};
use crate::facet::ValueId;

/// The hits of two queries, and how many of each have which values.
///
/// ```
/// use casebook::{catalog, query::{self, Library, compare}};
///
/// let json = br#"{ "format": 1, "facets": [{ "key": "tag", "label": "Tags", "many": true },
///                                          { "key": "company", "label": "Company" }],
///   "entries": [{ "id": "a", "title": "A", "company": "Ay", "tag": ["llm", "rag"] },
///               { "id": "b", "title": "B", "company": "Bee", "tag": ["llm"] }] }"#;
/// let library = Library::new(catalog::decode(json).unwrap());
/// let hits = |link| query::evaluate(&library, &query::decode(link, &library)).hits;
/// let found = compare(&library, &hits("company=ay"), &hits("company=bee"));
/// assert_eq!((found.hits, found.both), ([1, 1], 0));
/// let only_left: Vec<_> = found.facets[0].iter().filter(|tag| tag.only() == Some(0)).collect();
/// assert_eq!(library.label(0, only_left[0].value), "rag");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// How many hits each has.
    pub hits: [u32; 2],
    /// How many entries are hits of both.
    pub both: u32,
    /// For each facet, the values that some hit of either has, in the order that readers see them in.
    pub facets: Vec<Vec<Compared>>,
}

impl Comparison {
    /// How many of a hundred hits of one of the two have a value, rounded; 0 where there is no hit.
    pub fn percent(&self, side: usize, compared: Compared) -> u32 {
        let (count, hits) = (u64::from(compared.counts[side]), u64::from(self.hits[side]));
        (count * 200 + hits).checked_div(hits * 2).unwrap_or(0) as u32
    }
}

/// A value in a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The value; "no value" too.
    pub value: ValueId,
    /// How many hits of each have it; not both 0.
    pub counts: [u32; 2],
}

impl Compared {
    /// The one of the two that alone has it.
    pub fn only(self) -> Option<usize> {
        match self.counts {
            [_, 0] => Some(0),
            [0, _] => Some(1),
            _ => None,
        }
    }
}

/// What to compare a query with when nobody has said: all there is, or of all there is, the most frequent value of
/// the first facet that tells entries apart.
pub fn counterpart(library: &Library, query: &Query) -> Query {
    let all = query.cleared();
    if all != *query {
        return all;
    }
    let telling = |facet: &usize| library.values(*facet).len() > 1;
    let facet = (0..library.facets().len()).find(telling);
    facet.map_or(all, |facet| query.choosing(facet, library.values(facet)[0]))
}

/// Compares the hits of two queries. O(values of the hits).
pub fn compare(library: &Library, left: &Hits, right: &Hits) -> Comparison {
    let compared = |facet: usize| {
        let counts = [left, right].map(|hits| library.indexed().counts(facet, hits.set()));
        let values = library.values(facet).iter().map(|&value| Compared {
            value,
            counts: [counts[0][value.index()], counts[1][value.index()]],
        });
        values.filter(|compared| compared.counts != [0, 0]).collect()
    };
    Comparison {
        hits: [left.len() as u32, right.len() as u32],
        both: left.set().count_both(right.set()),
        facets: (0..library.facets().len()).map(compared).collect(),
    }
}
