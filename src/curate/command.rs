//! The command line.

use super::{Built, Problem, Severity, Source, build, link};
use crate::catalog::encode;
use clap::{Parser, Subcommand};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fmt, fs};

/// Makes the catalog of a curated list.
#[derive(Parser)]
#[command(name = "casebook", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read a list, report its faults, and write its catalog
    ///
    /// The list is a Markdown file with a table: Company | Case Study | Year | Tags. Its title,
    /// description, day of the last change and link base stand in its front matter. Faults go to standard
    /// error as `path:line:column: severity: message`, all of them in one run. If one is an error,
    /// nothing is written and the exit code is 1.
    #[command(after_help = "Example: casebook build data/list.md -o public/catalog.json")]
    Build {
        /// The list
        list: PathBuf,
        /// Where the catalog goes [default: standard output]
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// What relative links are relative to; goes before `link_base` in the list
        #[arg(long, value_name = "URL", value_parser = web_address)]
        link_base: Option<String>,
    },
}

fn web_address(text: &str) -> Result<String, &'static str> {
    let address = link::is_base(text).then(|| text.to_owned());
    address.ok_or("write a web address, as in https://example.org/list/")
}

/// Runs the command with the arguments of this process.
pub fn main() -> ExitCode {
    let Command::Build { list, output, link_base } = Arguments::parse().command;
    match run(&list, output.as_deref(), link_base.as_deref()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop) => ExitCode::FAILURE,
    }
}

/// The command failed, and has said so.
struct Stop;

fn run(list: &Path, output: Option<&Path>, link_base: Option<&str>) -> Result<(), Stop> {
    let source = Source::read(list).map_err(fail)?;
    if output.is_some_and(|output| is_same(output, list)) {
        return Err(fail(format_args!("{}: error: this is the list itself", list.display())));
    }
    let Built { catalog, problems } = build(&source, link_base);
    for problem in &problems {
        say(format_args!("{}:{problem}", source.name()));
    }
    let Some(catalog) = catalog else {
        return Err(fail(format_args!("casebook: {}; nothing is written", tally(&problems))));
    };
    write(&encode(&catalog), output)?;
    if let Some(path) = output {
        let (path, entries) = (path.display(), count(catalog.len(), "entry", "entries"));
        say(format_args!("casebook: wrote {path}: {entries}, {}", tally(&problems)));
    }
    Ok(())
}

fn is_same(output: &Path, list: &Path) -> bool {
    matches!((output.canonicalize(), list.canonicalize()), (Ok(output), Ok(list)) if output == list)
}

fn write(json: &str, output: Option<&Path>) -> Result<(), Stop> {
    let Some(path) = output else {
        return match io::stdout().write_all(json.as_bytes()) {
            // Whoever reads has seen enough.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            result => result.map_err(|error| fail(format_args!("standard output: error: {error}"))),
        };
    };
    fs::write(path, json)
        .map_err(|error| fail(format_args!("{}: error: cannot write it: {error}", path.display())))
}

/// How many problems there are of each kind.
fn tally(problems: &[Problem]) -> String {
    let errors = problems.iter().filter(|p| p.fault.severity() == Severity::Error).count();
    let warnings = count(problems.len() - errors, "warning", "warnings");
    format!("{}, {warnings}", count(errors, "error", "errors"))
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A line to standard error; whether anybody reads it is not our business.
fn say(line: impl fmt::Display) {
    _ = writeln!(io::stderr(), "{line}");
}

fn fail(line: impl fmt::Display) -> Stop {
    say(line);
    Stop
}
