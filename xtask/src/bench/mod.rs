//! `cargo xtask bench`: how fast the engine answers and lists become catalogs, beside their peers.

mod driver;
mod engine;
mod generate;
mod page;
mod plot;
mod quality;
mod report;
mod statistics;
mod visits;

use crate::apt;
use crate::args::{Bench, Measured};
use crate::shell::{self, Surroundings};
use crate::trouble::Result;

/// Lengths of lists in the browser, in rows.
const SIZES: [u32; 4] = [1000, 10_000, 100_000, 1_000_000];

/// Lengths of lists on pages, in rows.
const PAGES: [u32; 4] = [44, 1000, 10_000, 100_000];

/// Lengths of lists that are visited, in rows.
const VISITED: [u32; 1] = [44];

/// Measures what is asked for.
///
/// # Errors
/// When something does not compile, a measurement fails, or two contenders differ in an answer.
pub fn run(options: &Bench) -> Result<()> {
    let wanted = |what| options.what.is_none_or(|only| only == what);
    if wanted(Measured::Curate) {
        curate(options)?;
    }
    if wanted(Measured::Engine) {
        answers(options)?;
    }
    if wanted(Measured::Page) {
        pages(options)?;
    }
    if wanted(Measured::Visits) {
        visited(options)?;
    }
    if wanted(Measured::Quality) {
        opened(options)?;
    }
    Ok(())
}

/// What a run found about the engine.
struct Findings {
    figures: Vec<engine::Figures>,
    rounds: usize,
    browser: String,
    /// Kinds of work, and the instructions that each takes.
    instructions: Vec<(String, u64)>,
}

fn answers(options: &Bench) -> Result<()> {
    let usual: &[u32] = if options.quick { &[10_000] } else { &SIZES };
    let sizes = if options.rows.is_empty() { usual } else { &options.rows };
    let rounds = options.rounds.unwrap_or(if options.quick { 1 } else { 3 });
    let (figures, browser) = engine::measure(sizes, rounds)?;
    let instructions = if options.quick { Vec::new() } else { instructions()? };
    let findings = Findings { figures, rounds, browser, instructions };
    print!("{}", report::tables(&findings));
    // What is not the usual run does not replace its figures.
    if options.quick || !options.rows.is_empty() {
        return Ok(());
    }
    report::write(&findings)?;
    natively()
}

/// Clicks and cold starts of the page, built anew.
fn pages(options: &Bench) -> Result<()> {
    let usual: &[u32] = if options.quick { &[1000] } else { &PAGES };
    let sizes = if options.rows.is_empty() { usual } else { &options.rows };
    let figures = page::measure(sizes, &crate::page::build()?)?;
    let table = report::pages(&figures);
    print!("{table}");
    if options.quick || !options.rows.is_empty() {
        return Ok(());
    }
    report::write_tables(report::PERFORMANCE, "page", &table)
}

/// What visits cost a server.
fn visited(options: &Bench) -> Result<()> {
    let sizes = if options.rows.is_empty() { &VISITED[..] } else { &options.rows };
    crate::page::build()?;
    let tables = report::visits(&visits::measure(sizes)?);
    print!("{tables}");
    if options.quick || !options.rows.is_empty() {
        return Ok(());
    }
    report::write_tables("docs/scale.md", "visits", &tables)
}

/// How good the page is when it is opened.
fn opened(options: &Bench) -> Result<()> {
    crate::page::build()?;
    let rounds = options.rounds.or(options.quick.then_some(1));
    let tables = report::quality(&quality::measure(rounds)?);
    print!("{tables}");
    if rounds.is_some() {
        return Ok(());
    }
    report::write_tables(report::PERFORMANCE, "quality", &tables)
}

fn natively() -> Result<()> {
    let mut cargo = Surroundings::default().command(shell::cargo());
    cargo.args(["bench", "--quiet", "--package", "casebook", "--bench", "engine"]);
    shell::run(&mut cargo)
}

/// What callgrind counts, which no other load on the machine changes.
fn instructions() -> Result<Vec<(String, u64)>> {
    if shell::on_path("valgrind").is_none() {
        apt::install(&["valgrind"], "it counts instructions", "20 seconds")?;
    }
    let mut cargo = Surroundings::default().command(shell::cargo());
    cargo.args(["bench", "--quiet", "--package", "casebook", "--bench", "engine_instructions"]);
    let said = shell::ask(&mut cargo)?;
    let line = |line: &str| {
        let (kind, count) = line.split_once(' ')?;
        Some((kind.to_owned(), count.parse().ok()?))
    };
    Ok(said.lines().filter_map(line).collect())
}

fn curate(options: &Bench) -> Result<()> {
    let mut cargo = Surroundings::default().command(shell::cargo());
    cargo.args(["bench", "--quiet", "--package", "casebook", "--bench", "curate", "--"]);
    let rows = options.rows.first().copied().or(options.quick.then_some(10_000));
    cargo.args(rows.map(|rows| rows.to_string()));
    let rounds = options.rounds.or(options.quick.then_some(1));
    if let Some(rounds) = rounds {
        cargo.args(["--rounds".to_owned(), rounds.to_string()]);
    }
    shell::run(&mut cargo)
}
