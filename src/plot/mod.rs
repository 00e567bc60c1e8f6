//! The charts of an outcome: which numbers each shows, ready to be laid out, written as a table, or exported.
//!
//! ```
//! use casebook::{catalog, chart::Numbers, export, plot, query::{Axis, Library, Pairs, Query, evaluate}};
//!
//! let json = br#"{ "format": 1, "facets": [{ "key": "tag", "label": "Tags", "many": true, "match": "all" }],
//!   "entries": [{ "id": "a", "title": "A", "year": 2024, "tag": ["nlp", "ops"] },
//!               { "id": "b", "title": "B", "year": 2022, "tag": ["nlp"] }] }"#;
//! let library = Library::new(catalog::decode(json).unwrap());
//! let outcome = evaluate(&library, &Query::new(&library));
//! let axis = Axis::frequent(&library, &outcome.hits, 0, 20);
//! let pairs = Pairs::new(&library, &outcome.hits, axis, Axis::years(&library, &outcome.hits, 20));
//! let shares = plot::shares(&library, &pairs);
//! let table = shares.table("Tag", Numbers::PLAIN);
//! assert_eq!(table.head, ["Tag", "2022 (1)", "2023 (0)", "2024 (1)"]);
//! assert_eq!(table.rows[0], ["nlp (2)", "1 (100%)", "0", "1 (100%)"]);
//! assert!(export::svg(&shares.figure(Numbers::PLAIN), "Tags by year", "2 case studies").starts_with("<svg"));
//! ```

use crate::chart::{
    Bar, Bars, Cell, Column, Columns, Heading, Matrix, Note, Tone, level, level_of_lift,
};
use crate::facet::{Pair, ValueId};
use crate::query::{Axis, Library, Outcome, Pairs, Rank};
use std::ops::Range;

/// Shares of fewer cases than this are marked, since they say little.
pub const FEW: u32 = 5;

/// So many years are shown in a row without any entry; of a longer gap, only its ends.
const GAP: u16 = 60;

/// The counts of a facet's values over their totals: the first so many in the order that readers see them in,
/// which no filter changes.
///
/// # Panics
/// If there is no such facet.
pub fn bars(library: &Library, outcome: &Outcome, facet: usize, most: usize) -> Bars {
    let bar = |&value: &ValueId| Bar {
        label: library.label(facet, value).to_owned(),
        part: outcome.counts[facet][value.index()],
        total: library.total(facet, value),
    };
    Bars { bars: library.values(facet).iter().take(most).map(bar).collect() }
}

/// The counts of years over their totals; entries without a year are not among them.
pub fn years(library: &Library, outcome: &Outcome) -> Columns {
    let facet = library.year_facet();
    let values = library.catalog().year().vocabulary.values();
    let column = |(value, year): (ValueId, u16)| Column {
        year,
        part: outcome.counts[facet][value.index()],
        total: library.total(facet, value),
    };
    Columns { years: values.zip(library.years()).map(column).collect() }
}

/// How many of the cases of each column have the value of each row, such as the tags of the years: the darker, the
/// larger the share. Columns of fewer than [`FEW`] cases are marked, and do not decide what is dark unless there are
/// no others. Between two years, those without any case are shown, too.
pub fn shares(library: &Library, pairs: &Pairs) -> Matrix {
    let (rows, columns) = (pairs.rows(), pairs.columns());
    let greatest = |least: u32| {
        let shares = cells(pairs).map(|(row, column)| pairs.pair(row, column));
        shares.filter(|pair| pair.other >= least).map(Pair::share).max()
    };
    let greatest = greatest(FEW).or_else(|| greatest(0)).unwrap_or(0);
    let cell = |row: usize, column: usize| {
        let pair = pairs.pair(row, column);
        let level = level(pair.share(), greatest);
        Cell {
            tone: if pair.other < FEW { Tone::Few(level) } else { Tone::Level(level) },
            count: pair.both,
            note: Note::Percent((pair.share() + 5) / 10),
            of: Some((row, column)),
        }
    };
    let nothing = Cell { tone: Tone::Few(0), count: 0, note: Note::None, of: None };
    let mut shares = Matrix { rows: headings(library, rows), ..Matrix::default() };
    let places = with_gaps(library, columns);
    for place in &places {
        shares.columns.push(match place {
            Ok(column) => heading(library, columns, *column),
            Err(year) => Heading { label: year.to_string(), total: 0 },
        });
    }
    for row in 0..rows.values.len() {
        let cells = places.iter().map(|place| place.map_or(nothing, |it| cell(row, it)));
        shares.cells.extend(cells);
    }
    shares
}

/// How many cases have both values of a cell, such as two tags: the darker, the more there are, or by lift the
/// more often beyond chance ([`Pair::lift`]). White spots are what chance alone would bring and nobody has. By
/// lift, cells of fewer than `least` cases are marked, since it says little of them.
pub fn together(library: &Library, pairs: &Pairs, rank: Rank, least: u32) -> Matrix {
    let others = cells(pairs).filter(|&(row, column)| !pairs.is_diagonal(row, column));
    let greatest = others.map(|(row, column)| pairs.pair(row, column).both).max().unwrap_or(0);
    let cell = |(row, column): (usize, usize)| {
        let pair = pairs.pair(row, column);
        let level = match rank {
            Rank::Count => level(pair.both, greatest),
            Rank::Lift => level_of_lift(pair.lift()),
        };
        let tone = match pair.both {
            _ if pairs.is_diagonal(row, column) => Tone::Blank,
            _ if pair.is_white_spot() => Tone::White,
            both if rank == Rank::Lift && 0 < both && both < least => Tone::Few(level),
            _ => Tone::Level(level),
        };
        let tenths = pair.lift() / 100 + u32::from(pair.lift() % 100 >= 50);
        let note = match rank {
            _ if tone == Tone::Blank => Note::None,
            Rank::Count => Note::Times(tenths),
            Rank::Lift => Note::ByTimes(tenths),
        };
        Cell { tone, count: pair.both, note, of: Some((row, column)) }
    };
    Matrix {
        rows: headings(library, pairs.rows()),
        columns: headings(library, pairs.columns()),
        cells: cells(pairs).map(cell).collect(),
    }
}

/// Row by row.
fn cells(pairs: &Pairs) -> impl Iterator<Item = (usize, usize)> {
    let columns = pairs.columns().values.len();
    (0..pairs.rows().values.len() * columns).map(move |at| (at / columns, at % columns))
}

fn headings(library: &Library, axis: &Axis) -> Vec<Heading> {
    (0..axis.values.len()).map(|at| heading(library, axis, at)).collect()
}

fn heading(library: &Library, axis: &Axis, at: usize) -> Heading {
    let label = library.label(axis.facet, axis.values[at]).to_owned();
    Heading { label, total: axis.counts[at] }
}

/// The positions of an axis, and where it is of years, those between them that nothing is of.
fn with_gaps(library: &Library, axis: &Axis) -> Vec<Result<usize, u16>> {
    let mut places = Vec::new();
    let mut next: Option<u16> = None;
    for (at, &value) in axis.values.iter().enumerate() {
        if axis.facet == library.year_facet()
            && let Ok(year) = library.label(axis.facet, value).parse::<u16>()
        {
            let gap: Range<u16> = next.unwrap_or(year)..year;
            if gap.len() <= usize::from(GAP) {
                places.extend(gap.map(Err));
            }
            next = year.checked_add(1);
        }
        places.push(Ok(at));
    }
    places
}
