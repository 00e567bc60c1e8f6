//! Long work in parts that are done side by side.

use rayon::prelude::*;
use std::ops::Range;

/// How many items are in a part; so many that the texts of each fill whole blocks of a column.
const PART: usize = 16 << 10;

/// Does something with the parts of many items, and hands over what each gives, in order. Which thread does
/// what, and how many there are, makes no difference.
pub(super) fn in_parts<T: Send>(count: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    parts(0..count.div_ceil(PART), count, work)
}

/// The same, a few parts at a time, so that what becomes of some makes room for the next.
pub(super) fn in_waves<T: Send>(
    count: usize,
    work: impl Fn(Range<usize>) -> T + Sync,
    mut take: impl FnMut(Vec<T>),
) {
    let (all, wave) = (count.div_ceil(PART), rayon::current_num_threads() * 2);
    for start in (0..all).step_by(wave) {
        take(parts(start..all.min(start + wave), count, &work));
    }
}

fn parts<T: Send>(
    numbers: Range<usize>,
    count: usize,
    work: impl Fn(Range<usize>) -> T + Sync,
) -> Vec<T> {
    let part = |number: usize| number * PART..count.min((number + 1) * PART);
    // Each on its own, so that whoever is done early can take what is left.
    numbers.into_par_iter().with_max_len(1).map(|number| work(part(number))).collect()
}
