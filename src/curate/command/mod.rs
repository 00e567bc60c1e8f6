//! The command line.

mod arguments;
mod build;
mod check;
mod lists;

use arguments::{Arguments, Command};
use clap::Parser;
use std::fmt;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

/// Runs the command with the arguments of this process. The exit code is 0 if all went well, 1 if the
/// list has errors or a file could not be read or written, 2 if the arguments make no sense.
pub fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Build(arguments) => build::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
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

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
