//! Which values go together among the hits of a query.

use super::library::sorted;
use super::{Hits, Library, Query};
use crate::facet::{Match, Pair, ValueId};

/// Values of a facet beside each other, and how many hits have each. "No value" is never among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Axis {
    /// The facet, by position.
    pub facet: usize,
    /// The values.
    pub values: Vec<ValueId>,
    /// For each value, how many hits have it; at least 1.
    pub counts: Vec<u32>,
}

impl Axis {
    /// The values of a facet that most hits have, most first, equal ones as the facet has them; no more than
    /// `most`. O(values of the hits).
    pub fn frequent(library: &Library, hits: &Hits, facet: usize, most: usize) -> Self {
        let counts = library.indexed().counts(facet, hits.set());
        let ordered = sorted(library.values(facet), &|value| u32::MAX - counts[value.index()]);
        Self::of(library, facet, ordered, &counts, most)
    }

    /// The years of the hits, ascending; of more than `most` the latest.
    pub fn years(library: &Library, hits: &Hits, most: usize) -> Self {
        let facet = library.year_facet();
        let counts = library.indexed().counts(facet, hits.set());
        // As readers see them, the latest is first.
        let latest = library.values(facet).to_vec();
        let mut axis = Self::of(library, facet, latest, &counts, most);
        axis.values.reverse();
        axis.counts.reverse();
        axis
    }

    fn of(
        library: &Library,
        facet: usize,
        mut values: Vec<ValueId>,
        counts: &[u32],
        most: usize,
    ) -> Self {
        values.retain(|&value| counts[value.index()] > 0 && !library.is_none(facet, value));
        values.truncate(most);
        let counts = values.iter().map(|value| counts[value.index()]).collect();
        Self { facet, values, counts }
    }
}

/// How many hits have both of two values, for the values of two axes.
///
/// ```
/// use casebook::{catalog, query::{Axis, Library, Pairs, Query, encode, evaluate}};
///
/// let json = br#"{ "format": 1, "facets": [{ "key": "tag", "label": "Tags", "many": true, "match": "all" }],
///   "entries": [{ "id": "a", "title": "A", "year": 2024, "tag": ["nlp", "ops"] },
///               { "id": "b", "title": "B", "year": 2022, "tag": ["nlp"] }] }"#;
/// let library = Library::new(catalog::decode(json).unwrap());
/// let query = Query::new(&library);
/// let hits = evaluate(&library, &query).hits;
/// let tags = Axis::frequent(&library, &hits, 0, 10);
/// let pairs = Pairs::new(&library, &hits, tags, Axis::years(&library, &hits, 10));
/// let nlp_in_2022 = pairs.pair(0, 0);
/// assert_eq!((nlp_in_2022.both, nlp_in_2022.share()), (1, 1000));
/// assert_eq!(encode(&pairs.query(&library, &query, 0, 0), &library), "tag=nlp&year=2022");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pairs {
    rows: Axis,
    columns: Axis,
    hits: u32,
    counts: Vec<u32>,
}

impl Pairs {
    /// Counts the pairs. O(rows × columns × entries of the list / 64), less where few entries have a value.
    pub fn new(library: &Library, hits: &Hits, rows: Axis, columns: Axis) -> Self {
        let (by_row, by_column) = ((rows.facet, &*rows.values), (columns.facet, &*columns.values));
        let counts = library.indexed().pairs(hits.set(), by_row, by_column);
        Self { rows, columns, hits: hits.len() as u32, counts }
    }

    /// The values from top to bottom.
    pub fn rows(&self) -> &Axis {
        &self.rows
    }

    /// The values from left to right.
    pub fn columns(&self) -> &Axis {
        &self.columns
    }

    /// What is in a cell: the row's value is the one, the column's the other.
    ///
    /// # Panics
    /// If there is no such row or column.
    pub fn pair(&self, row: usize, column: usize) -> Pair {
        Pair {
            both: self.counts[row * self.columns.values.len() + column],
            one: self.rows.counts[row],
            other: self.columns.counts[column],
            of: self.hits,
        }
    }

    /// Whether a cell is of a value and itself.
    ///
    /// # Panics
    /// If there is no such row or column.
    pub fn is_diagonal(&self, row: usize, column: usize) -> bool {
        self.rows.facet == self.columns.facet
            && self.rows.values[row] == self.columns.values[column]
    }

    /// The columns that go with a row, best first, equal ones in their order: "goes with …". Those that fewer than
    /// `least` hits have together with it are left out, since a lift from one or two entries says nothing; so is the
    /// value itself. O(columns × log columns).
    ///
    /// ```
    /// use casebook::{catalog, query::{Axis, Library, Pairs, Query, Rank, evaluate}};
    ///
    /// let json = br#"{ "format": 1, "facets": [{ "key": "tag", "label": "Tags", "many": true }],
    ///   "entries": [{ "id": "a", "title": "A", "tag": ["llm", "rag"] }, { "id": "b", "title": "B", "tag": ["ops"] },
    ///               { "id": "c", "title": "C", "tag": ["llm", "rag", "ops"] }] }"#;
    /// let library = Library::new(catalog::decode(json).unwrap());
    /// let hits = evaluate(&library, &Query::new(&library)).hits;
    /// let tags = Axis::frequent(&library, &hits, 0, 10);
    /// let pairs = Pairs::new(&library, &hits, tags.clone(), tags.clone());
    /// let found = pairs.companions(0, Rank::Lift, 2);
    /// assert_eq!(found, [2]);
    /// assert_eq!(library.label(0, tags.values[0]), "llm");
    /// assert_eq!((library.label(0, tags.values[2]), pairs.pair(0, 2).lift()), ("rag", 1500));
    /// ```
    ///
    /// # Panics
    /// If there is no such row.
    pub fn companions(&self, row: usize, rank: Rank, least: u32) -> Vec<usize> {
        let pair = |column: ValueId| self.pair(row, column.index());
        let columns = (0..self.columns.values.len()).filter(|&column| {
            self.pair(row, column).both >= least.max(1) && !self.is_diagonal(row, column)
        });
        let columns: Vec<ValueId> = columns.map(ValueId::new).collect();
        let by_count = |column| u32::MAX - pair(column).both;
        let by_lift = |column| u32::MAX - pair(column).lift();
        let ordered = match rank {
            Rank::Count => sorted(&sorted(&columns, &by_lift), &by_count),
            Rank::Lift => sorted(&sorted(&columns, &by_count), &by_lift),
        };
        ordered.into_iter().map(ValueId::index).collect()
    }

    /// What to ask for the hits of a cell, where `query` is what the pairs were counted of; see
    /// [`Query::narrowed`].
    ///
    /// # Panics
    /// If there is no such row or column.
    pub fn query(&self, library: &Library, query: &Query, row: usize, column: usize) -> Query {
        let by_row = query.narrowed(library, self.rows.facet, self.rows.values[row]);
        by_row.narrowed(library, self.columns.facet, self.columns.values[column])
    }
}

impl Query {
    /// What to ask for those of the hits that have a value, however the facet matches. Where other values are
    /// chosen of which one would do, no query says that if they are two or more, or if an entry has only one:
    /// then it asks for the value in place of those.
    #[must_use]
    pub fn narrowed(&self, library: &Library, facet: usize, value: ValueId) -> Self {
        self.refined(facet, |asked| {
            if asked.matching() == Match::Any {
                let can_have_both = library.facets()[facet].many;
                match asked.chosen() {
                    [other] if *other != value && can_have_both => asked.set_matching(Match::All),
                    chosen => chosen.to_vec().iter().for_each(|&other| asked.release(other)),
                }
            }
            asked.choose(value);
        })
    }
}

/// What values that go with another are ordered by, the largest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rank {
    /// How many hits have both, then [`Pair::lift`].
    #[default]
    Count,
    /// [`Pair::lift`], then how many hits have both.
    Lift,
}
