//! What was asked for.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::prelude::{Long, Short, Value, ValueExt};

use crate::trouble::{Result, Trouble};

/// What `cargo xtask --help` prints.
pub const HELP: &str = "\
The chores of Casebook. Each installs what it needs and is missing, once per user.

Usage: cargo xtask <chore> [options]

  serve    build the page and serve it on this machine
             --port N        listen there (default 8080)
             --open          open it in the browser
             --catalog FILE  serve this file as catalog.json
             --prefix PATH   serve under a path, as /x/y/
  build    build the page into dist/ and print what it weighs
  test     run every test: cargo xtask test
             --quick         only format, lint and unit
             STEP...         only these: format lint lint-web unit browser page e2e
  bench    measure how fast lists become catalogs: of a million rows, and of 509 pages
             ROWS            as many rows instead
             --rounds N      how often (default 5)
  doctor   say what is there, what is missing and how to get it
";

/// One chore with its options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chore {
    /// Build the page and serve it.
    Serve(Serve),
    /// Build the page and weigh it.
    Build,
    /// Run tests.
    Test(Wanted),
    /// Measure how fast lists become catalogs; with the arguments of the benchmark.
    Bench(Vec<String>),
    /// Say what is there and what is missing.
    Doctor,
    /// Say what the chores are.
    Help,
}

/// How to serve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Serve {
    /// Where to listen on the loopback address.
    pub port: u16,
    /// Whether to open the browser.
    pub open: bool,
    /// A file to serve in place of the shipped catalog.
    pub catalog: Option<PathBuf>,
    /// The path under which the site appears; starts and ends with a slash.
    pub prefix: String,
}

impl Default for Serve {
    fn default() -> Self {
        Self { port: 8080, open: false, catalog: None, prefix: "/".to_owned() }
    }
}

/// Which tests to run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Wanted {
    /// All of them.
    #[default]
    Everything,
    /// Those that need neither a browser nor a wasm compiler.
    Quick,
    /// These, by name.
    Named(Vec<String>),
}

/// Reads the arguments after `cargo xtask`.
///
/// # Errors
/// For a chore, an option or a value that is not known.
pub fn parse(args: impl IntoIterator<Item = impl Into<OsString>>) -> Result<Chore> {
    read(lexopt::Parser::from_args(args)).map_err(|error| {
        Trouble::new(error.to_string()).remedy("`cargo xtask --help` lists what there is.")
    })
}

fn read(mut parser: lexopt::Parser) -> std::result::Result<Chore, lexopt::Error> {
    let Some(first) = parser.next()? else { return Ok(Chore::Help) };
    let chore = match first {
        Short('h') | Long("help") => return Ok(Chore::Help),
        Value(name) => name.string()?,
        other => return Err(other.unexpected()),
    };
    match chore.as_str() {
        "serve" => serve(parser),
        "test" => test(parser),
        "bench" => bench(parser),
        "build" => bare(parser, Chore::Build),
        "doctor" => bare(parser, Chore::Doctor),
        "help" => Ok(Chore::Help),
        other => Err(format!("there is no chore `{other}`").into()),
    }
}

fn bare(mut parser: lexopt::Parser, chore: Chore) -> std::result::Result<Chore, lexopt::Error> {
    match parser.next()? {
        None => Ok(chore),
        Some(Short('h') | Long("help")) => Ok(Chore::Help),
        Some(other) => Err(other.unexpected()),
    }
}

fn serve(mut parser: lexopt::Parser) -> std::result::Result<Chore, lexopt::Error> {
    let mut options = Serve::default();
    while let Some(arg) = parser.next()? {
        match arg {
            Long("port") => options.port = parser.value()?.parse()?,
            Long("open") => options.open = true,
            Long("catalog") => options.catalog = Some(parser.value()?.into()),
            Long("prefix") => options.prefix = prefix(&parser.value()?.string()?),
            Short('h') | Long("help") => return Ok(Chore::Help),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Chore::Serve(options))
}

fn test(mut parser: lexopt::Parser) -> std::result::Result<Chore, lexopt::Error> {
    let mut names = Vec::new();
    let mut quick = false;
    while let Some(arg) = parser.next()? {
        match arg {
            Long("quick") => quick = true,
            Short('h') | Long("help") => return Ok(Chore::Help),
            Value(name) => names.push(name.string()?),
            other => return Err(other.unexpected()),
        }
    }
    match (quick, names.is_empty()) {
        (true, false) => Err("--quick and names of steps exclude each other".into()),
        (true, true) => Ok(Chore::Test(Wanted::Quick)),
        (false, true) => Ok(Chore::Test(Wanted::Everything)),
        (false, false) => Ok(Chore::Test(Wanted::Named(names))),
    }
}

fn bench(mut parser: lexopt::Parser) -> std::result::Result<Chore, lexopt::Error> {
    let mut arguments = Vec::new();
    while let Some(arg) = parser.next()? {
        match arg {
            Value(rows) => arguments.push(rows.parse::<usize>()?.to_string()),
            Long("rounds") => {
                let rounds: usize = parser.value()?.parse()?;
                arguments.extend(["--rounds".to_owned(), rounds.max(1).to_string()]);
            }
            Short('h') | Long("help") => return Ok(Chore::Help),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Chore::Bench(arguments))
}

/// With exactly one slash at either end: `x/y` and `/x/y/` are `/x/y/`.
fn prefix(given: &str) -> String {
    match given.trim_matches('/') {
        "" => "/".to_owned(),
        inner => format!("/{inner}/"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &Chore) {
        assert_eq!(parse(line.split_whitespace()).as_ref(), Ok(expected), "{line}");
    }

    #[test]
    fn chores_and_their_options() {
        check("", &Chore::Help);
        check("--help", &Chore::Help);
        check("serve -h", &Chore::Help);
        check("build", &Chore::Build);
        check("serve", &Chore::Serve(Serve::default()));
        check(
            "serve --port=9 --open --catalog a.json --prefix x/y",
            &Chore::Serve(Serve {
                port: 9,
                open: true,
                catalog: Some("a.json".into()),
                prefix: "/x/y/".into(),
            }),
        );
        check("bench", &Chore::Bench(Vec::new()));
        let given = ["99", "--rounds", "3"].map(str::to_owned).to_vec();
        check("bench 99 --rounds=3", &Chore::Bench(given));
        check("test", &Chore::Test(Wanted::Everything));
        check("test --quick", &Chore::Test(Wanted::Quick));
        check("test lint e2e", &Chore::Test(Wanted::Named(vec!["lint".into(), "e2e".into()])));
    }

    #[test]
    fn what_is_not_known_is_refused() {
        for line in [
            "sevre",
            "serve 8080",
            "serve --port",
            "serve --port 70000",
            "build x",
            "test --fast",
            "bench x",
        ] {
            assert!(parse(line.split_whitespace()).is_err(), "{line}");
        }
        assert!(parse(["test", "--quick", "lint"]).is_err());
    }

    #[test]
    fn a_prefix_has_one_slash_at_either_end() {
        for (given, expected) in [("", "/"), ("/", "/"), ("x", "/x/"), ("/x/y/", "/x/y/")] {
            assert_eq!(prefix(given), expected);
        }
    }
}
