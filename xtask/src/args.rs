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
             --report        also say where the bytes go, with twiggy
             --accept-size   make this its budget, in size-budget.txt
  release  build the command with the page in it, for curators: target/release/casebook
  test     run the tests: cargo xtask test
             --all-browsers  all of them: the page in Firefox and WebKit, too
             --quick         only format, lint and unit
             STEP...         only these: format lint lint-web unit dependencies browser page e2e
                             e2e-firefox e2e-webkit
  bench    measure; writes docs/performance.md
             engine          answers, natively and in a browser beside its peers
             page            clicks and cold starts, beside pages of table libraries
             visits          what a visit costs a server; writes docs/scale.md
             quality         what Lighthouse says, and how soon the page is seen
             curate          how fast lists become catalogs; writes nothing
             --rows N        lists of N rows only; may be given again
             --rounds N      how often (default 3; 5 for curate)
             --quick         one round of 10,000 rows in the browser alone; writes nothing
  doctor   say what is there, what is missing and how to get it
";

/// One chore with its options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chore {
    /// Build the page and serve it.
    Serve(Serve),
    /// Build the page and weigh it.
    Build(Build),
    /// Build the command with the page in it.
    Release,
    /// Run tests.
    Test(Wanted),
    /// Measure.
    Bench(Bench),
    /// Say what is there and what is missing.
    Doctor,
    /// Say what the chores are.
    Help,
}

/// What to do with a page that was built.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Build {
    /// Whether to say where its bytes go.
    pub report: bool,
    /// Whether what it weighs becomes its budget.
    pub accept_size: bool,
}

/// What to measure, and how thoroughly.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bench {
    /// What; everything where there is none.
    pub what: Option<Measured>,
    /// Lengths of lists in rows; the usual ones where there are none.
    pub rows: Vec<u32>,
    /// How often; as usual where there is none. At least 1.
    pub rounds: Option<usize>,
    /// Whether a glance will do.
    pub quick: bool,
}

/// What can be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measured {
    /// Answers of the engine.
    Engine,
    /// Clicks and cold starts of the page.
    Page,
    /// What a visit costs a server.
    Visits,
    /// How good the page is when it is opened.
    Quality,
    /// How lists become catalogs.
    Curate,
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
    /// All but those in browsers that not everybody has.
    #[default]
    Usual,
    /// All of them.
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
        "build" => build(parser),
        "release" => bare(parser, Chore::Release),
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
    let mut wanted = None;
    while let Some(arg) = parser.next()? {
        match arg {
            Long("quick") if wanted.is_none() => wanted = Some(Wanted::Quick),
            Long("all-browsers") if wanted.is_none() => wanted = Some(Wanted::Everything),
            Short('h') | Long("help") => return Ok(Chore::Help),
            Value(name) => names.push(name.string()?),
            other => return Err(other.unexpected()),
        }
    }
    match (wanted, names.is_empty()) {
        (Some(_), false) => Err("an option and names of steps exclude each other".into()),
        (None, false) => Ok(Chore::Test(Wanted::Named(names))),
        (wanted, true) => Ok(Chore::Test(wanted.unwrap_or_default())),
    }
}

fn build(mut parser: lexopt::Parser) -> std::result::Result<Chore, lexopt::Error> {
    let mut options = Build::default();
    while let Some(arg) = parser.next()? {
        match arg {
            Long("report") => options.report = true,
            Long("accept-size") => options.accept_size = true,
            Short('h') | Long("help") => return Ok(Chore::Help),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Chore::Build(options))
}

fn bench(mut parser: lexopt::Parser) -> std::result::Result<Chore, lexopt::Error> {
    let mut options = Bench::default();
    while let Some(arg) = parser.next()? {
        match arg {
            Value(what) if options.what.is_none() => {
                options.what = Some(match what.string()?.as_str() {
                    "engine" => Measured::Engine,
                    "page" => Measured::Page,
                    "visits" => Measured::Visits,
                    "quality" => Measured::Quality,
                    "curate" => Measured::Curate,
                    other => return Err(format!("`{other}` cannot be measured").into()),
                });
            }
            Long("rows") => options.rows.push(parser.value()?.parse::<u32>()?.max(1)),
            Long("rounds") => options.rounds = Some(parser.value()?.parse::<usize>()?.max(1)),
            Long("quick") => options.quick = true,
            Short('h') | Long("help") => return Ok(Chore::Help),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Chore::Bench(options))
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
        check("build", &Chore::Build(Build::default()));
        check("build --report", &Chore::Build(Build { report: true, accept_size: false }));
        check("release", &Chore::Release);
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
        check("bench", &Chore::Bench(Bench::default()));
        check(
            "bench engine --rows 99 --rows=5 --rounds=3 --quick",
            &Chore::Bench(Bench {
                what: Some(Measured::Engine),
                rows: vec![99, 5],
                rounds: Some(3),
                quick: true,
            }),
        );
        check("test", &Chore::Test(Wanted::Usual));
        check("test --all-browsers", &Chore::Test(Wanted::Everything));
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
        assert!(parse(["test", "--quick", "--all-browsers"]).is_err());
    }

    #[test]
    fn a_prefix_has_one_slash_at_either_end() {
        for (given, expected) in [("", "/"), ("/", "/"), ("x", "/x/"), ("/x/y/", "/x/y/")] {
            assert_eq!(prefix(given), expected);
        }
    }
}
