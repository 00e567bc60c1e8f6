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
//! | csv crate         | 0.29 | 1.00 | 0.29 | 1.00 | 0.01 |
//! | csv crate, owned  | 0.33 | 1.12 | 0.32 | 1.10 | 0.01 |
//! | build             | 0.78 | 2.65 | 1.46 | 5.03 | 2.26 |
//! | build and write   | 1.30 | 4.40 | 2.02 | 6.97 | 2.27 |
//!
//! The goal is twice what the `csv` crate takes, and is not met. What built lists before the catalog was made by column
//! took 3.01 times as much in turns with this one, and 1.63 s of the processors. Both cores are busy over nine tenths of
//! the time, so that the goal needs a fifth less work. A quarter of it is the system's: 54,000 pages of memory for the text
//! and 96,000 for all else, at 2 µs each. callgrind counts 13,100 instructions a row, of which rows take two fifths, titles
//! and the columns of the catalog a quarter each. What is written is 370 MB of JSON. The folder takes 0.05 s.
//!
//! Tried, and not kept:
//!
//! - eight bytes at a time in the place of `memchr3` to find the end of a value: as many instructions as before;
//! - words of titles and slugs found by the lanes of the processor and copied whole: a third more instructions, since
//!   words are short;
//! - mimalloc, jemalloc, and huge pages by the C library: as much time of the processors, or more, and more memory.
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
