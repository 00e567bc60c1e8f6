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
//! The medians of five rounds of 222 MB, on two cores of a cloud machine that did next to nothing else, in turns with
//! the version before:
//!
//! |                   | seconds | of csv | CPU s | of csv | memory / input |
//! |:--|--:|--:|--:|--:|--:|
//! | csv crate         | 0.33 | 1.00 | 0.31 | 1.00 | 0.01 |
//! | build             | 0.99 | 3.03 | 1.72 | 5.55 | 2.29 |
//! | build, before     | 1.15 | 3.52 | 2.08 | 6.71 | 2.27 |
//!
//! The goal is twice what the `csv` crate takes. Both cores are busy nine tenths of the time, so that the goal needs a third
//! less work. A quarter of that is the system's, which hands over memory in 148,000 pages, a third of them for the
//! text. Work in the program is bound by instructions: callgrind counts 14,400 a row (17,900 before), of which
//! rows take two fifths, titles and ids a quarter, columns of the catalog a tenth, keys and years of links another. What is written
//! is 370 MB of JSON, in half a second more. The folder takes 0.04 s.
//!
//! Tried, and not kept: eight bytes at a time in the place of `memchr3` to find the end of a value, as many
//! instructions as before.
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
