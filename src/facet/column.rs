//! The values of the entries in the form that counting reads fastest.

use super::{Bitmap, EntryId, ForwardIndex, ValueId};

/// The most cells that an entry has; what is more is kept aside.
const WIDEST: usize = 8;

/// One entry of so many may have more values than it has cells.
const ASIDE: usize = 16;

/// The values of every entry in a fixed number of cells, so that counting has no branch to guess: the
/// hybrid of an ELLPACK and a coordinate matrix (Bell & Garland, 2009).
///
/// 1. An unused cell holds a value past the last one, which is counted for nothing. It is another one for
///    each place in the row, since adding to one place again and again has to wait for itself.
/// 2. `aside` is ascending by entry, and names only entries whose cells are all used.
#[derive(Clone, Debug)]
pub(super) struct Column {
    values: usize,
    width: usize,
    cells: Cells,
    aside: Vec<(EntryId, ValueId)>,
}

#[derive(Clone, Debug)]
enum Cells {
    Narrow(Vec<u16>),
    Wide(Vec<u32>),
}

impl Column {
    /// The column of entries whose values are all below `values`; those without any have `none`.
    pub(super) fn new(forward: &ForwardIndex, values: usize, none: Option<ValueId>) -> Self {
        let width = width(forward);
        let size = forward.len() * width;
        let cells = if u16::try_from(values + WIDEST).is_ok() {
            Cells::Narrow(Vec::with_capacity(size))
        } else {
            Cells::Wide(Vec::with_capacity(size))
        };
        let mut column = Self { values, width, cells, aside: Vec::new() };
        let none = none.as_slice();
        for (entry, given) in forward.iter() {
            column.push(entry, if given.is_empty() { none } else { given });
        }
        column
    }

    fn push(&mut self, entry: EntryId, given: &[ValueId]) {
        let inside = given.len().min(self.width);
        let unused = (self.values + inside..self.values + self.width).map(ValueId::new);
        let row = given[..inside].iter().copied().chain(unused);
        match &mut self.cells {
            Cells::Narrow(cells) => cells.extend(row.map(|value| value.index() as u16)),
            Cells::Wide(cells) => cells.extend(row.map(|value| value.index() as u32)),
        }
        self.aside.extend(given[inside..].iter().map(|&value| (entry, value)));
    }

    /// Turns the counts of one set into those of another, by what is in one and not in the other.
    pub(super) fn recount(&self, counts: &[u32], from: &Bitmap, to: &Bitmap) -> Vec<u32> {
        let mut next = Vec::with_capacity(self.values + self.width);
        next.extend_from_slice(counts);
        next.resize(self.values + self.width, 0);
        let (a, b) = (from.words(), to.words());
        match (&self.cells, self.width) {
            (Cells::Narrow(cells), 1) => recount::<_, 1>(cells, a, b, &mut next),
            (Cells::Narrow(cells), 2) => recount::<_, 2>(cells, a, b, &mut next),
            (Cells::Narrow(cells), 4) => recount::<_, 4>(cells, a, b, &mut next),
            (Cells::Narrow(cells), _) => recount::<_, WIDEST>(cells, a, b, &mut next),
            (Cells::Wide(cells), 1) => recount::<_, 1>(cells, a, b, &mut next),
            (Cells::Wide(cells), 2) => recount::<_, 2>(cells, a, b, &mut next),
            (Cells::Wide(cells), 4) => recount::<_, 4>(cells, a, b, &mut next),
            (Cells::Wide(cells), _) => recount::<_, WIDEST>(cells, a, b, &mut next),
        }
        for &(entry, value) in &self.aside {
            let count = &mut next[value.index()];
            *count = count
                .wrapping_add(u32::from(to.contains(entry)))
                .wrapping_sub(u32::from(from.contains(entry)));
        }
        next.truncate(self.values);
        next
    }
}

/// The least number of cells that nearly all entries can do with.
fn width(forward: &ForwardIndex) -> usize {
    let longer = |width| forward.iter().filter(|(_, values)| values.len() > width).count();
    let fits = |width: &usize| longer(*width) * ASIDE <= forward.len();
    [1, 2, 4].into_iter().find(fits).unwrap_or(WIDEST)
}

/// Adds the values of entries that are only in `to`, and takes away those of entries only in `from`.
fn recount<T: Copy + Into<u32>, const WIDTH: usize>(
    cells: &[T],
    from: &[u64],
    to: &[u64],
    counts: &mut [u32],
) {
    let (rows, _) = cells.as_chunks::<WIDTH>();
    for ((&from, &to), rows) in from.iter().zip(to).zip(rows.chunks(64)) {
        let mut rest = from ^ to;
        while rest != 0 {
            let bit = rest.trailing_zeros();
            rest &= rest - 1;
            // 1 where the entry was added, the largest number, and so −1, where it was taken away.
            let change = ((to >> bit & 1) as u32).wrapping_mul(2).wrapping_sub(1);
            for &value in &rows[bit as usize] {
                let count = &mut counts[value.into() as usize];
                *count = count.wrapping_add(change);
            }
        }
    }
}
