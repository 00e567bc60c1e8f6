//! The values of the entries in the form that counting reads fastest.

use super::{Bitmap, EntryId, ForwardIndex, ValueId};
use std::ops::Range;

/// The most cells that an entry has for a facet; what is more is kept aside.
const WIDEST: usize = 8;

/// One entry of so many may have more values than it has cells.
const ASIDE: usize = 64;

/// The values of all facets, of every entry, in a row of cells: the same number for each entry, so that
/// counting has no branch to guess, and next to each other, so that it waits for one place in memory. It is the
/// hybrid of an ELLPACK and a coordinate matrix (Bell & Garland, 2009).
///
/// 1. Values are numbered through all facets: those of a facet follow those of the facet before.
/// 2. An unused cell holds a number past the last value, which is counted for nothing. It is another one
///    for each place in the row, since adding to one place again and again has to wait for itself.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// How many values there are.
    values: usize,
    width: usize,
    cells: Cells,
    aside: Vec<(EntryId, u32)>,
    facets: Vec<Place>,
}

/// Where a facet is in a table.
#[derive(Clone, Debug)]
struct Place {
    cells: Range<usize>,
    values: Range<usize>,
}

#[derive(Clone, Debug)]
enum Cells {
    Narrow(Vec<u16>),
    Wide(Vec<u32>),
}

impl Table {
    /// The table of facets of the same entries, each with how many values it has and what those entries
    /// have that have no other.
    pub(super) fn new(facets: &[(&ForwardIndex, usize, Option<ValueId>)]) -> Self {
        let (mut values, mut width) = (0, 0);
        let mut places = Vec::new();
        for (forward, len, _) in facets {
            let cells = needed(forward);
            places.push(Place { cells: width..width + cells, values: values..values + len });
            width += cells;
            values += len;
        }
        let mut aside = Vec::new();
        let cells = if u16::try_from(values + width).is_ok() {
            Cells::Narrow(fill(facets, &places, |value| value as u16, &mut aside))
        } else {
            Cells::Wide(fill(facets, &places, |value| value as u32, &mut aside))
        };
        Self { values, width, cells, aside, facets: places }
    }

    /// How many values there are, of all facets.
    pub(super) fn values(&self) -> usize {
        self.values
    }

    /// The values of a facet.
    pub(super) fn values_of(&self, facet: usize) -> Range<usize> {
        self.facets[facet].values.clone()
    }

    /// Turns the counts of one set into those of another, by what is in one and not in the other; of all
    /// facets, or of one, whose counts alone are right then.
    pub(super) fn recount(
        &self,
        counts: &[u32],
        (from, to): (&Bitmap, &Bitmap),
        facet: Option<usize>,
    ) -> Vec<u32> {
        let mut next = Vec::with_capacity(self.values + self.width);
        next.extend_from_slice(counts);
        next.resize(self.values + self.width, 0);
        let cells = facet.map_or(0..self.width, |facet| self.facets[facet].cells.clone());
        let sets = (from.words(), to.words());
        match &self.cells {
            Cells::Narrow(table) => recount(table, self.width, &cells, sets, &mut next),
            Cells::Wide(table) => recount(table, self.width, &cells, sets, &mut next),
        }
        for &(entry, value) in &self.aside {
            let count = &mut next[value as usize];
            *count = count
                .wrapping_add(u32::from(to.contains(entry)))
                .wrapping_sub(u32::from(from.contains(entry)));
        }
        next.truncate(self.values);
        next
    }
}

/// The least number of cells that nearly all entries can do with.
fn needed(forward: &ForwardIndex) -> usize {
    let mut longer = forward.len();
    for (length, count) in forward.lengths(WIDEST).into_iter().enumerate() {
        longer -= count;
        if longer * ASIDE <= forward.len() {
            return length.max(1);
        }
    }
    WIDEST
}

/// The cells, row by row; what has no place in them goes aside.
fn fill<T: Copy>(
    facets: &[(&ForwardIndex, usize, Option<ValueId>)],
    places: &[Place],
    cell: impl Fn(usize) -> T,
    aside: &mut Vec<(EntryId, u32)>,
) -> Vec<T> {
    let entries = facets.first().map_or(0, |facet| facet.0.len());
    let (values, width) = places.last().map_or((0, 0), |it| (it.values.end, it.cells.end));
    let unused: Vec<T> = (values..values + width).map(&cell).collect();
    let mut cells = unused.repeat(entries);
    for ((forward, _, none), place) in facets.iter().zip(places) {
        let (mut last, mut next, mut end) = (usize::MAX, 0, 0);
        forward.each(*none, |entry, value| {
            if entry.index() != last {
                last = entry.index();
                next = last * width + place.cells.start;
                end = last * width + place.cells.end;
            }
            let value = place.values.start + value.index();
            if next < end {
                cells[next] = cell(value);
                next += 1;
            } else {
                aside.push((entry, value as u32));
            }
        });
    }
    cells
}

/// Adds the values of entries that are only in the second set, and takes away those of entries only in the
/// first. The loops are spelled out, since the page is compiled for size.
fn recount<T: Copy + Into<u32>>(
    table: &[T],
    width: usize,
    cells: &Range<usize>,
    (from, to): (&[u64], &[u64]),
    counts: &mut [u32],
) {
    let mut row = cells.start;
    let wide = cells.len();
    for (&from, &to) in from.iter().zip(to) {
        let mut rest = from ^ to;
        while rest != 0 {
            let bit = rest.trailing_zeros();
            rest &= rest - 1;
            // 1 where the entry was added, the largest number, and so −1, where it was taken away.
            let change = ((to >> bit & 1) as u32).wrapping_mul(2).wrapping_sub(1);
            let start = row + bit as usize * width;
            let (pairs, last) = table[start..start + wide].as_chunks::<2>();
            for &[a, b] in pairs {
                let count = &mut counts[a.into() as usize];
                *count = count.wrapping_add(change);
                let count = &mut counts[b.into() as usize];
                *count = count.wrapping_add(change);
            }
            if let [a] = last {
                let count = &mut counts[(*a).into() as usize];
                *count = count.wrapping_add(change);
            }
        }
        row += u64::BITS as usize * width;
    }
}
