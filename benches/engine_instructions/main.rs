//! How many instructions the engine takes for the same work, which no other load on the machine changes:
//! `cargo bench --bench engine_instructions`. It runs itself under `valgrind --tool=callgrind`, which must be
//! installed, once for each kind of work, and prints a line for each: its name and the instructions,
//! counted from beginning to end of that work and without what prepares it.
//!
//! `cargo xtask bench engine` asks it, too, and writes what it counts into docs/performance.md: what was counted last
//! is there, and only there.
//!
//! The list has 20,000 entries and is the same in every run; so is the session of questions.

#[path = "../engine/workload.rs"]
mod workload;

use casebook::catalog::{decode, encode};
use casebook::query::{Evaluator, Library, evaluate};
use std::hint::black_box;
use std::process::{Command, ExitCode};

const ENTRIES: usize = 20_000;
const KINDS: [&str; 5] = ["decode", "facets", "words", "answers", "scratch"];

fn main() -> ExitCode {
    let asked = std::env::args().nth(1).unwrap_or_default();
    if KINDS.contains(&&*asked) {
        work(&asked);
        return ExitCode::SUCCESS;
    }
    for kind in KINDS {
        match instructions(kind) {
            Ok(count) => println!("{kind} {count}"),
            Err(trouble) => {
                eprintln!("error: {kind}: {trouble}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

/// Runs one kind of work, of which what is to be counted is in [`counted`].
fn work(kind: &str) {
    let catalog = workload::catalog(ENTRIES);
    if kind == "decode" {
        let json = encode(&catalog);
        return counted(&mut || _ = black_box(decode(json.as_bytes())));
    }
    if kind == "facets" {
        let mut catalog = Some(catalog);
        return counted(&mut || _ = black_box(catalog.take().map(Library::new)));
    }
    let library = Library::new(catalog);
    let mut index_words = || while library.text_step().is_some() {};
    if kind == "words" {
        return counted(&mut index_words);
    }
    index_words();
    let asked = workload::session(&library);
    let mut evaluator = Evaluator::new(&library);
    counted(&mut || {
        for query in &asked {
            if kind == "answers" {
                black_box(evaluator.answer(query).hits.page(0..50));
            } else {
                black_box(evaluate(&library, query).hits.page(0..50));
            }
        }
    });
}

/// Callgrind counts while this function is on the stack.
#[inline(never)]
fn counted(work: &mut dyn FnMut()) {
    work();
    black_box(());
}

/// The instructions of one kind of work, as callgrind sums them up.
fn instructions(kind: &str) -> Result<u64, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut valgrind = Command::new("valgrind");
    valgrind.args([
        "--tool=callgrind",
        "--callgrind-out-file=/dev/null",
        "--toggle-collect=*::counted",
    ]);
    let output = valgrind.arg(program).arg(kind).output();
    let output = output.map_err(|error| format!("cannot run valgrind: {error}"))?;
    let log = String::from_utf8_lossy(&output.stderr);
    let sum = log.lines().find_map(|line| line.split("Collected :").nth(1));
    sum.and_then(|sum| sum.trim().parse().ok()).ok_or_else(|| log.into_owned())
}
