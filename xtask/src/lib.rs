//! The chores of Casebook: from a bare machine to a page that is served, and to tests that ran.
//!
//! - [`args`] what was asked for; [`trouble`] what went wrong, and the way out.
//! - [`cache`], [`tools`], [`toolchain`], [`browser`], [`apt`]: what a chore needs, found or installed.
//!   Each has a `find` that only looks and an `ensure` that installs what is missing.
//! - [`page`] builds the site, [`policy`] seals it, [`sizes`] weighs it, [`server`] serves it.
//! - [`steps`] are the tests; [`doctor`] says what is there and what is missing.

pub mod apt;
pub mod args;
pub mod browser;
pub mod cache;
pub mod doctor;
mod names;
pub mod page;
pub mod policy;
pub mod serve;
pub mod server;
pub mod shell;
pub mod sizes;
mod squeeze;
pub mod steps;
pub mod toolchain;
pub mod tools;
pub mod trouble;

use std::path::Path;

use args::Chore;
use trouble::Result;

/// The top of the repository.
pub fn root() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package)
}

/// Does what was asked for.
///
/// # Errors
/// With what went wrong and, where there is one, the way out.
pub fn run(chore: Chore) -> Result<()> {
    match chore {
        Chore::Serve(options) => serve::run(&options),
        Chore::Build => build(),
        Chore::Test(wanted) => steps::run(&wanted),
        Chore::Bench(arguments) => bench(&arguments),
        Chore::Doctor => doctor::run(),
        Chore::Help => {
            print!("{}", args::HELP);
            Ok(())
        }
    }
}

fn bench(arguments: &[String]) -> Result<()> {
    let mut cargo = shell::Surroundings::default().command(shell::cargo());
    cargo.args(["bench", "--quiet", "--package", "casebook", "--bench", "curate", "--"]);
    shell::run(cargo.args(arguments))
}

fn build() -> Result<()> {
    let dist = page::build()?;
    print!("{}", sizes::table(&sizes::weigh(&dist)?));
    Ok(())
}
