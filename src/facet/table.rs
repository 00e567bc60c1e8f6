//! The values of the entries in the form that counting reads fastest.

use super::forward::LONGEST;
use super::{Bitmap, EntryId, ForwardIndex, ValueId};
use std::ops::Range;

/// One entry of so many may have more values than it has cells.
const ASIDE: usize = 64;

/// The values of all facets, of every entry, in a row of cells: the same number for each entry, so that
/// counting has no branch to guess, and next to each other, so that it waits for one place in memory. It is the
/// hybrid of an ELLPACK and a coordinate matrix (Bell & Garland, 2009). Cells of 32 bits took two thirds
/// longer at a million entries.
///
/// 1. Values are numbered through all facets: those of a facet follow those of the next smaller one.
/// 2. An unused cell holds a number before the first value, which is counted for nothing. It is another one
///    for each place in the row, since adding to one place again and again has to wait for itself.
/// 3. What finds no cell, or is no number of 16 bits, is aside.
#[derive(Debug)]
pub(super) struct Table {
    width: usize,
    cells: Vec<u16>,
    aside: Vec<(EntryId, u32)>,
    facets: Vec<Place>,
}

/// Where a facet is in a table.
#[derive(Debug)]
struct Place {
    cells: Range<usize>,
    values: Range<usize>,
}

impl Table {
    /// The table of facets of the same entries, each with how many values it has and what those entries
    /// have that have no other.
    pub(super) fn new(facets: &[(&ForwardIndex, usize, Option<ValueId>)]) -> Self {
        let widths: Vec<usize> = facets.iter().map(|(forward, ..)| needed(forward)).collect();
        let width = widths.iter().sum();
        let entries = facets.first().map_or(0, |facet| facet.0.len());
        let unused: Vec<u16> = (0..width as u16).collect();
        let (cells, aside) = (unused.repeat(entries), Vec::new());
        let mut table = Self { width, cells, aside, facets: Vec::new() };
        let mut cell = 0;
        for ((facet, width), values) in facets.iter().zip(widths).zip(numbers(facets, width)) {
            let place = Place { cells: cell..cell + width, values };
            cell = place.cells.end;
            for entries in facet.0.strides() {
                table.fill(facet, &place, &entries);
            }
            table.facets.push(place);
        }
        table
    }

    /// Puts the values that some entries have in a facet into the cells, and aside what has no place in them.
    #[inline(never)]
    fn fill(
        &mut self,
        (forward, _, none): &(&ForwardIndex, usize, Option<ValueId>),
        place: &Place,
        entries: &Range<usize>,
    ) {
        let (mut start, ends, all) = forward.flat(entries);
        let mut entry = EntryId::new(entries.start);
        for &end in ends {
            let row = entry.index() * self.width;
            let mut next = row + place.cells.start;
            let values = &all[start as usize..end as usize];
            for &value in if values.is_empty() { none.as_slice() } else { values } {
                let value = place.values.start + value.index();
                match u16::try_from(value) {
                    Ok(value) if next < row + place.cells.end => {
                        self.cells[next] = value;
                        next += 1;
                    }
                    _ => self.aside.push((entry, value as u32)),
                }
            }
            (start, entry) = (end, entry.next());
        }
    }

    /// The counts of no entry.
    pub(super) fn nothing(&self) -> Vec<u32> {
        vec![0; self.facets.iter().map(|place| place.values.end).max().unwrap_or(0)]
    }

    /// Where the counts of a facet are among those of all.
    pub(super) fn values(&self, facet: usize) -> Range<usize> {
        self.facets[facet].values.clone()
    }

    /// Turns the counts of one set into those of another, by what is in one and not in the other; of all
    /// facets, or of one, whose counts alone are right then.
    pub(super) fn recount(
        &self,
        counts: &mut [u32],
        (from, to): (&Bitmap, &Bitmap),
        facet: Option<usize>,
    ) {
        let cells = facet.map_or(0..self.width, |facet| self.facets[facet].cells.clone());
        self.recount_cells(counts, (from.words(), to.words()), &cells);
        for &(entry, value) in &self.aside {
            let count = &mut counts[value as usize];
            *count = count
                .wrapping_add(u32::from(to.contains(entry)))
                .wrapping_sub(u32::from(from.contains(entry)));
        }
    }

    /// Adds the values of entries that are only in the second set, and takes away those of entries only in
    /// the first. The loops are spelled out, and two cells are taken at a time, since the page is compiled
    /// for size.
    fn recount_cells(
        &self,
        counts: &mut [u32],
        (from, to): (&[u64], &[u64]),
        cells: &Range<usize>,
    ) {
        let (table, width, wide) = (&self.cells[..], self.width, cells.len());
        let mut row = cells.start;
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
                    let count = &mut counts[usize::from(a)];
                    *count = count.wrapping_add(change);
                    let count = &mut counts[usize::from(b)];
                    *count = count.wrapping_add(change);
                }
                if let [a] = last {
                    let count = &mut counts[usize::from(*a)];
                    *count = count.wrapping_add(change);
                }
            }
            row += u64::BITS as usize * width;
        }
    }
}

/// The numbers of the values of each facet, from a first one on. Small facets come first, so that only those
/// have numbers beyond 16 bits that have so many values themselves.
fn numbers(facets: &[(&ForwardIndex, usize, Option<ValueId>)], first: usize) -> Vec<Range<usize>> {
    let sizes = facets.iter().map(|facet| (facet.1 as u64) << 32);
    let mut keys: Vec<u64> = sizes.zip(0..).map(|(size, at)| size | at).collect();
    keys.sort_unstable();
    let mut numbers = vec![0..0; facets.len()];
    let mut next = first;
    for key in keys {
        let at = (key & u64::from(u32::MAX)) as usize;
        numbers[at] = next..next + facets[at].1;
        next = numbers[at].end;
    }
    numbers
}

/// The least number of cells that nearly all entries can do with.
fn needed(forward: &ForwardIndex) -> usize {
    let mut longer = forward.len();
    for (length, &count) in forward.lengths().iter().enumerate() {
        longer -= count as usize;
        if longer * ASIDE <= forward.len() {
            return length.max(1);
        }
    }
    LONGEST
}
