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
//! Of 222 MB, on two cores of a cloud machine:
//!
//! |                   | CPU s | of csv | memory / input |
//! |:--|--:|--:|--:|
//! | csv crate         | 0.29 | 1.0 | 0.01 |
//! | csv crate, owned  | 0.33 | 1.1 | 0.01 |
//! | build before this | 1.96 | 6.8 | 2.83 |
//! | build             | 1.84 | 6.3 | 2.45 |
//! | build and write   | 2.44 | 8.4 | 2.45 |
//!
//! CPU is the least seen, memory the most. The goal is twice the seconds of the `csv` crate, 0.30. "Before this",
//! when only rows and keys were read on two cores and catalogs had copies of all texts, a build took 1.20 s where
//! nothing else ran, 4.0 times as long. Seconds of today were measured only while the machine had much other work, and tell
//! nothing. Even spread over two cores without a gap, 1.84 CPU s would be 3.1 times: the goal needs a third less work.
//! Of that, a fifth to a quarter is the system's, which hands over memory in 148,000 pages (177,000 before); a third is
//! the rows, where a label is looked up in 30 ns and there are 4.5 of them; the rest is slugs of ids, words of titles and the
//! columns of facets, some 80 to 100 ns a row each.
//! What is written is 370 MB of JSON. The folder took 0.03 s before this where nothing else ran.
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
