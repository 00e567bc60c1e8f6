//! The engine's own structures held against crates that are made for the same: `cargo bench --bench crates`.
//!
//! All do the same work on the same generated lists, and have to find the same. Criterion times one after the other; the
//! table that comes last has the least time of each, since whatever disturbs adds. Bytes are those of what is kept,
//! without what allocations have to spare. Sets, lists and labels are of [`workload`]; the words of dictionaries are drawn
//! letter by letter, as real ones are not: an automaton has more to share in those.
//!
//! One run on two cores of a cloud machine that had other work besides, of a million entries; crates as parts of ours:
//!
//! | | ours, µs | fixedbitset | roaring | ours, kB | fixedbitset | roaring |
//! |:--|--:|--:|--:|--:|--:|--:|
//! | two sets, and how many are in both | 11.1 | 0.91 | 3.55 | 125 | 1.00 | 1.05 |
//! | all entries of a set, one by one | 272 | 0.95 | 1.27 | 125 | 1.00 | 1.05 |
//! | narrowed by each of 8 frequent tags | 89.7 | 0.93 | 6.22 | 1,000 | 1.00 | 0.89 |
//! | narrowed by each of 100 rare tags | 1,440 | 0.80 | 0.08 | 632 | 19.8 | 0.58 |
//! | entries of any of 100 rare tags | 86.5 | 2.88 | 1.71 | 632 | 19.8 | 0.58 |
//! | counts of all values over a third of the entries | 921 | 34.2 | 4.66 | 28,397 | 13.3 | 0.36 |
//! | counts of all values over a hundredth | 89.1 | 539 | 444 | 28,397 | 13.3 | 0.36 |
//!
//! | | ours, µs | fst | hashbrown, foldhash | ours, kB | fst | hashbrown |
//! |:--|--:|--:|--:|--:|--:|--:|
//! | 1,000 of 30,000 words looked up, half of them not there | 284 | 0.22 | – | 361 | 0.75 | – |
//! | 1,000 of 300,000 words | 379 | 0.21 | – | 3,775 | 0.72 | – |
//! | words with any of 100 beginnings, of 30,000 | 10.6 | 2.63 | – | 361 | 0.75 | – |
//! | the same, of 300,000 | 36.3 | 1.17 | – | 3,775 | 0.72 | – |
//! | what a mistyped word was meant to be, of 30,000 | 568 | 0.22 | – | 361 | 0.75 | – |
//! | the same, of 300,000 | 5,986 | 0.01 | – | 3,775 | 0.72 | – |
//! | the tags of a million entries get their numbers | 64,461 | – | 0.64 | 8 | – | 1.25 |
//! | 30,000 different labels get theirs | 1,724 | – | 0.71 | 262 | – | 1.25 |
//! | 300,000 different labels | 119,210 | – | 0.34 | 4,194 | – | 0.63 |
//! | the words of a million titles | 184,325 | – | 1.32 | 10,899 | – | 2.63 |
//!
//! The counts are two ways to count: ours goes through the entries, and its bytes have a row of cells for each; what a
//! set can do is be held against the set of each value.
//!
//! The page is another matter: there all is compiled for size, a processor's own instructions are out of reach, and each
//! byte travels. Compiled as the page is (opt-level z, lto, panic = abort, then wasm-opt -Oz; the usual std), without
//! Leptos, and run in V8 in turns, the least of 11 or 15 times (narrowing by tags of one entry of 20 and of 1,500, of a
//! million entries, of which a third are hits):
//!
//! | | ours, ms | fixedbitset | roaring | fst | hashbrown, foldhash |
//! |:--|--:|--:|--:|--:|--:|
//! | all entries of a set, one by one | 0.23 | 3.8 | 9.5 | – | – |
//! | narrowed by each of 8 frequent tags | 0.11 | 3.3 | 10.4 | – | – |
//! | narrowed by each of 100 rare tags | 0.87 | 5.0 | 0.36 | – | – |
//! | 1,000 of 300,000 words looked up | 0.61 | – | – | 0.54 | – |
//! | what a mistyped word was meant to be, of 30,000 | 1.6 | – | – | 0.12 | – |
//! | the same, of 300,000 | 18.5 | – | – | 0.03 | – |
//! | 2,400,000 times one of 1,000 labels | 65.7 | – | – | – | 1.42 |
//! | 30,000 different labels | 2.1 | – | – | – | 1.07 |
//! | 300,000 different labels | 24.5 | – | – | – | 1.10 |
//!
//! What each adds to a wasm of 6.7 KiB that allocates, sorts `u64` and splits texts, in KiB of brotli 11: sets of ours 0.5,
//! of fixedbitset 0.7, of roaring 5.7; a dictionary of ours 1.1, of fst 26.6 where it is made in the page (2.7 where it is
//! only read), and with slips of the keyboard 4.6 and 31.8; labels of ours 3.4, by hashbrown and foldhash 5.4, the column of
//! texts in both.
//!
//! So no crate is better in time and in bytes where it would be used, in the page; hashbrown and foldhash are, with many
//! labels, where only the command would have them. Two are better in one kind of work each, and tell where ours could be:
//! roaring where few entries are left, since ours copies and counts whole bitmaps; fst for mistyped words, since ours looks
//! at every term.
//!
//! `cargo bench --bench crates -- narrowed` takes only the kinds of work that are called so.

#![allow(clippy::unwrap_used, reason = "a measurement that cannot go on fails")]
#![allow(clippy::cast_precision_loss, reason = "figures are printed with a few digits")]

mod contest;
mod labels;
mod sets;
mod words;
#[path = "../engine/workload.rs"]
#[allow(dead_code, reason = "the session is for the other benchmark")]
mod workload;

use contest::Contests;

fn main() {
    let mut contests = Contests::default();
    for entries in [100_000, 1_000_000] {
        let catalog = workload::catalog(entries);
        contests.of(entries);
        sets::hold(&mut contests, &catalog);
        labels::hold(&mut contests, &catalog);
    }
    for words in [30_000, 300_000] {
        let words = words::generate(words);
        contests.of(words.len());
        words::hold(&mut contests, &words);
        labels::hold_different(&mut contests, &words);
    }
    contests.finish();
}
