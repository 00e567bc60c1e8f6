//! The command line.

mod arguments;
mod build;
mod check;
mod export;
mod lists;
mod stats;

use super::schema;
use arguments::{Arguments, Command, SchemaOf};
use clap::Parser;
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;
use std::{fmt, fs};

/// Runs the command with the arguments of this process. The exit code is 0 if all went well, 1 if the
/// list has errors or a file could not be read or written, 2 if the arguments make no sense.
pub fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Build(arguments) => build::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Stats(arguments) => stats::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Schema { of: SchemaOf::Catalog } => print(&schema::catalog()),
        Command::Schema { of: SchemaOf::Config } => print(&schema::config()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop) => ExitCode::FAILURE,
    }
}

/// The command failed, and has said so.
struct Stop;

/// A line to standard error; whether anybody reads it is not our business.
fn say(line: impl fmt::Display) {
    _ = writeln!(io::stderr(), "{line}");
}

fn fail(line: impl fmt::Display) -> Stop {
    say(line);
    Stop
}

/// Writes to standard output.
fn print(text: &str) -> Result<(), Stop> {
    match io::stdout().write_all(text.as_bytes()) {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result.map_err(|error| fail(format_args!("standard output: error: {error}"))),
    }
}

/// Writes a file, or to standard output.
fn write(text: &str, output: Option<&Path>) -> Result<(), Stop> {
    let Some(path) = output else { return print(text) };
    fs::write(path, text)
        .map_err(|error| fail(format_args!("{}: error: cannot write it: {error}", path.display())))
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
