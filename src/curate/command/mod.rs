//! The command line.

mod app;
mod arguments;
mod build;
mod check;
mod compress;
mod explain;
mod export;
mod lists;
mod new;
mod progress;
mod replace;
mod serve;
mod site;
mod stats;

use super::schema;
use anstream::AutoStream;
use arguments::{Arguments, Command, SchemaOf};
use clap::{CommandFactory, Parser};
use clap_complete::Shell;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::{fmt, fs};

/// Runs the command with the arguments of this process. The exit code is 0 if all went well, 1 if the
/// list has errors or a file could not be read or written, 2 if the arguments make no sense.
pub fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Build(arguments) => build::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Stats(arguments) => stats::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::New(arguments) => new::run(&arguments),
        Command::Completions { shell } => completions(shell),
        Command::Schema { of: SchemaOf::Catalog } => print(&schema::catalog()),
        Command::Schema { of: SchemaOf::Config } => print(&schema::config()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop(code)) => ExitCode::from(code),
    }
}

/// The command failed, and has said so; its exit code.
struct Stop(u8);

impl Stop {
    /// The list has errors, or something could not be done.
    const FAILED: Self = Self(1);
    /// The arguments make no sense.
    const USAGE: Self = Self(2);
}

/// A line to standard error; whether anybody reads it is not our business.
fn say(line: impl fmt::Display) {
    _ = writeln!(io::stderr(), "{line}");
}

fn fail(line: impl fmt::Display) -> Stop {
    say(line);
    Stop::FAILED
}

/// Writes to standard output for people; colours only reach a terminal. What is for programs does not go
/// this way: it may hold what looks like a colour.
fn show(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Stop> {
    let mut out = BufWriter::new(AutoStream::auto(io::stdout().lock()));
    written(write(&mut out).and_then(|()| out.flush()))
}

/// Writes to standard output.
fn stdout(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Stop> {
    let mut out = BufWriter::new(io::stdout().lock());
    written(write(&mut out).and_then(|()| out.flush()))
}

fn written(result: io::Result<()>) -> Result<(), Stop> {
    match result {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result.map_err(|error| fail(format_args!("standard output: error: {error}"))),
    }
}

/// The file that an output is to go to; `None` is standard output, which is called `-`, too.
fn file_of(output: Option<&Path>) -> Option<&Path> {
    output.filter(|path| path.as_os_str() != "-")
}

/// Writes a file, or to standard output.
fn write(text: &str, output: Option<&Path>) -> Result<(), Stop> {
    let Some(path) = file_of(output) else { return print(text) };
    fs::write(path, text)
        .map_err(|error| fail(format_args!("{}: error: cannot write it: {error}", path.display())))
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Writes to standard output.
fn print(text: &str) -> Result<(), Stop> {
    stdout(|out| out.write_all(text.as_bytes()))
}

/// Prints what a shell needs to complete our arguments.
fn completions(shell: Shell) -> Result<(), Stop> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "casebook", &mut script);
    stdout(|out| out.write_all(&script))
}

/// Writes to standard error; colours only reach a terminal.
fn stderr(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
    let mut out = BufWriter::new(AutoStream::auto(io::stderr().lock()));
    _ = write(&mut out).and_then(|()| out.flush());
}

/// How many columns a line of a stream may have.
fn width(stream: &impl IsTerminal) -> usize {
    const USUAL: usize = 100;
    let terminal = stream.is_terminal().then(terminal_size::terminal_size).flatten();
    terminal.map_or(USUAL, |(columns, _)| usize::from(columns.0)).max(40)
}
