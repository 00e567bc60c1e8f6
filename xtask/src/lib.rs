//! The chores of Casebook: from a bare machine to a page that is served, and to tests that ran.
//!
//! - [`args`] what was asked for; [`trouble`] what went wrong, and the way out.
//! - [`cache`], [`tools`], [`npm`], [`toolchain`], [`browser`], [`firefox`], [`webkit`], [`apt`]: what a chore needs,
//!   found or installed.
//!   Each has a `find` that only looks and an `ensure` that installs what is missing.
//! - [`page`] builds the site: `wasm` compiles, `split` takes apart, `names` shortens, `site` puts together.
//!   [`policy`] seals it, [`sizes`] weighs it, [`budget`] holds it to what it may weigh, [`server`] serves it.
//! - [`hosts`] are programs that sites are served with; [`lighthouse`] grades pages on them.
//! - [`bench`] measures the engine and lists beside their peers.
//! - [`steps`] are the tests, [`dependencies`] one of them; [`doctor`] says what is there and what is missing.

pub mod apt;
pub mod args;
pub mod bench;
pub mod browser;
pub mod budget;
pub mod cache;
pub mod dependencies;
pub mod doctor;
pub mod firefox;
pub mod hosts;
pub mod lighthouse;
mod names;
pub mod npm;
pub mod page;
pub mod policy;
pub mod serve;
pub mod server;
pub mod shell;
mod site;
pub mod sizes;
mod split;
pub mod steps;
pub mod toolchain;
pub mod tools;
pub mod trouble;
mod wasm;
pub mod webkit;

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
        Chore::Build(options) => build(options),
        Chore::Test(wanted) => steps::run(&wanted),
        Chore::Bench(options) => bench::run(&options),
        Chore::Release => {
            let command = page::release()?;
            println!("{}", command.display());
            Ok(())
        }
        Chore::Doctor => doctor::run(),
        Chore::Help => {
            print!("{}", args::HELP);
            Ok(())
        }
    }
}

fn build(options: args::Build) -> Result<()> {
    page::build()?;
    // What a list adds is not the page's doing.
    let weights = sizes::weigh(&page::app())?;
    print!("{}", sizes::table(&weights));
    if options.report {
        print!("\n{}", wasm::report()?);
    }
    if options.accept_size {
        budget::Budget::of(&weights).write()?;
    }
    Ok(())
}
