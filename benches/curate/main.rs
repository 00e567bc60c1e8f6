//! How fast lists become catalogs, and how much memory that takes.
//!
//! `cargo bench` writes a table of a million rows, the same in every run, and a folder of 509 pages. Then
//! it measures, each in a process of its own, so that the peak of memory is its own, and in turn, so that
//! whatever else the machine does meets all alike:
//!
//! - the `csv` crate reading the records of the table, and doing nothing with them: into one record again
//!   and again, and, as most programs do, into one for each;
//! - the table built: read, checked, made a catalog;
//! - the same, and the catalog written;
//! - the folder built and its catalog written.
//!
//! The clock stops when the work is done, before its memory is given back.
//!
//! The medians of five rounds of 222 MB, in one run on two cores of a cloud machine that did next to nothing else:
//!
//! |                   | seconds | of csv | CPU s | of csv | memory / input |
//! |:--|--:|--:|--:|--:|--:|
//! | csv crate         | 0.30 | 1.00 | 0.30 | 1.00 | 0.01 |
//! | csv crate, owned  | 0.34 | 1.12 | 0.34 | 1.13 | 0.01 |
//! | build             | 0.78 | 2.56 | 1.45 | 4.83 | 2.27 |
//! | build and write   | 1.32 | 4.36 | 2.00 | 6.67 | 2.27 |
//!
//! The goal is twice what the `csv` crate takes, and is not met on two cores. In turns with what it was before, nine
//! rounds each, building takes 0.75 s where that takes 0.83: drafts that were read side by side are put together without
//! a copy (0.03), ids that come again are found without a hash map over all entries (0.02), words by the lanes of the
//! processor (0.01), labels by their ends (0.01). One thread takes 1.45 s; what more than two cores bring was not measured.
//!
//! Three tenths of it are the system's: 54,000 pages of memory for the text and some 80,000 for all else, at 2 µs each.
//! Of what is ours, rows take two fifths, titles and the columns of the catalog a quarter each; callgrind counts some
//! 14,000 instructions a row, and no line has a hundredth of them. What is written is 370 MB of JSON. The folder takes
//! 0.05 s.
//!
//! Tried, and not kept:
//!
//! - eight bytes at a time in the place of `memchr3` to find the end of a value: as many instructions as before;
//! - words of slugs copied whole, as those of titles are: a third more instructions, since words are short;
//! - mimalloc, jemalloc: as much time of the processors, or more, and more memory;
//! - huge pages by the C library: a third as many faults, and a third more time, since memory has to be put in order for
//!   them where it is in pieces;
//! - four parts of the table for each core, so that none waits: the labels of each part are learned anew;
//! - the columns of some entries put together while the next are made, and hashes noted by all threads: the same.
//!
//! The file mapped into memory would save the pages of the text, and break when somebody saves it meanwhile.
//!
//! `cargo bench -- 100000 --rounds 9` takes fewer rows and more rounds.

#![allow(clippy::unwrap_used, reason = "a measurement that cannot go on fails")]
#![allow(clippy::cast_precision_loss, reason = "sizes are printed with a few digits")]

mod generate;
mod measure;
mod work;

use measure::{Measurement, median};
use std::fs;
use std::path::{Path, PathBuf};
use work::Work;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    if let [child, work, path] = &arguments[..]
        && child == measure::CHILD
    {
        return measure::as_child(work, Path::new(path));
    }
    let number = |text: &String| text.replace('_', "").parse::<usize>().ok();
    let rows = arguments.first().and_then(number).unwrap_or(1_000_000);
    let after_rounds = arguments.iter().skip_while(|argument| *argument != "--rounds");
    let rounds = after_rounds.skip(1).find_map(number).unwrap_or(5);
    bench_table(rows, rounds);
    bench_folder(rounds);
}

/// Where a generated list is kept from one run to the next.
fn kept(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

fn bench_table(rows: usize, rounds: usize) {
    let path = kept(&format!("table-of-{rows}.csv"));
    if !path.exists() {
        generate::table(&path, rows).unwrap();
    }
    let size = fs::metadata(&path).unwrap().len();
    println!("{rows} rows, {:.1} MB; medians of {rounds} rounds\n", size as f64 / 1e6);
    println!(
        "                     seconds   of csv     MB/s   CPU s   of csv   peak memory / input"
    );
    let works = [Work::CsvCrate, Work::CsvRecords, Work::Build, Work::BuildAndWrite];
    let measured = measure::in_turn(&works, &path, rounds);
    for (work, all) in works.iter().zip(&measured) {
        let of_csv = |what: fn(&Measurement) -> f64| median(all, what) / median(&measured[0], what);
        let seconds = median(all, |m| m.seconds);
        println!(
            "{:20} {seconds:7.2} {:7.2}× {:8.0} {:7.2} {:7.2}× {:10.0} MB {:6.2}×",
            work.name(),
            of_csv(|m| m.seconds),
            size as f64 / 1e6 / seconds,
            median(all, |m| m.cpu),
            of_csv(|m| m.cpu),
            median(all, |m| m.peak) / 1e6,
            median(all, |m| m.peak) / size as f64,
        );
    }
}

fn bench_folder(rounds: usize) {
    const PAGES: usize = 509;
    let path = kept(&format!("pages-{PAGES}"));
    if !path.exists() {
        generate::pages(&path, PAGES).unwrap();
    }
    let measured = measure::in_turn(&[Work::BuildAndWrite], &path, rounds);
    println!("\na folder of {PAGES} pages: {:.3} s", median(&measured[0], |m| m.seconds));
}
