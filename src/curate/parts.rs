//! Long work in parts that are done side by side.

use rayon::prelude::*;
use std::ops::Range;

/// How many items are in a part; so many that the texts of each fill whole blocks of a column.
const PART: usize = 16 << 10;

/// Does something with the parts of many items, and hands over what each gives, in order. Which thread does
/// what, and how many there are, makes no difference.
pub(super) fn in_parts<T: Send>(count: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let part = |number: usize| number * PART..count.min((number + 1) * PART);
    (0..count.div_ceil(PART)).into_par_iter().map(|number| work(part(number))).collect()
}
