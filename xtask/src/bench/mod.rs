//! `cargo xtask bench`: how fast the engine answers and lists become catalogs, beside their peers.

use crate::args::{Bench, Measured};
use crate::shell;
use crate::trouble::Result;

/// Measures what is asked for.
///
/// # Errors
/// When something does not compile or a measurement fails.
pub fn run(options: &Bench) -> Result<()> {
    if options.what != Some(Measured::Engine) {
        curate(options)?;
    }
    Ok(())
}

fn curate(options: &Bench) -> Result<()> {
    let mut cargo = shell::Surroundings::default().command(shell::cargo());
    cargo.args(["bench", "--quiet", "--package", "casebook", "--bench", "curate", "--"]);
    let rows = options.rows.first().copied().or(options.quick.then_some(10_000));
    cargo.args(rows.map(|rows| rows.to_string()));
    let rounds = options.rounds.or(options.quick.then_some(1));
    if let Some(rounds) = rounds {
        cargo.args(["--rounds".to_owned(), rounds.to_string()]);
    }
    shell::run(&mut cargo)
}
