//! `cargo xtask test`: every way in which the project is tested, one after the other.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::args::Wanted;
use crate::browser::Browser;
use crate::firefox::Firefox;
use crate::shell::{self, Surroundings};
use crate::toolchain::{TARGET, WebToolchain};
use crate::trouble::{Result, Trouble};
use crate::webkit::Webkit;
use crate::{budget, dependencies, hosts, npm, page, sizes, tools};

/// A step, and what it found worth saying.
struct Step {
    name: &'static str,
    tests: &'static str,
    part_of: Round,
    run: fn() -> Result<String>,
}

/// The smallest round of tests that has a step; each has those before it, too.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Round {
    /// Needs neither a browser nor a compiler for wasm.
    Quick,
    /// Needs the browser that is driven most easily.
    Usual,
    /// Needs browsers that not everybody has.
    AllBrowsers,
}

/// In the order in which they run. The end-to-end tests open the page that the step before built.
const STEPS: [Step; 10] = [
    Step { name: "format", tests: "rustfmt", part_of: Round::Quick, run: format },
    Step { name: "lint", tests: "clippy on this machine", part_of: Round::Quick, run: lint },
    Step {
        name: "lint-web",
        tests: "clippy for the browser",
        part_of: Round::Usual,
        run: lint_web,
    },
    Step { name: "unit", tests: "unit and property tests", part_of: Round::Quick, run: unit },
    Step {
        name: "dependencies",
        tests: "what others wrote",
        part_of: Round::Usual,
        run: dependencies::check,
    },
    Step { name: "browser", tests: "tests inside a browser", part_of: Round::Usual, run: browser },
    Step {
        name: PAGE,
        tests: "the release build of the page",
        part_of: Round::Usual,
        run: build_page,
    },
    Step { name: "e2e", tests: "the page, as a person uses it", part_of: Round::Usual, run: e2e },
    Step {
        name: "e2e-firefox",
        tests: "the same in Firefox",
        part_of: Round::AllBrowsers,
        run: e2e_firefox,
    },
    Step {
        name: "e2e-webkit",
        tests: "the same in WebKit",
        part_of: Round::AllBrowsers,
        run: e2e_webkit,
    },
];

const PAGE: &str = "page";

/// How the names of steps begin that open the page.
const E2E: &str = "e2e";

/// How a step went.
struct Outcome {
    name: &'static str,
    time: Duration,
    result: Result<String>,
}

/// Runs what is wanted, all of it even after a failure, and sums up.
///
/// # Errors
/// When a step failed, or a name is not that of a step.
pub fn run(wanted: &Wanted) -> Result<()> {
    let steps = choose(wanted)?;
    let mut outcomes: Vec<Outcome> = Vec::new();
    for step in steps {
        eprintln!("\n==> {}: {}", step.name, step.tests);
        let start = Instant::now();
        let result = if is_built(step, &outcomes) {
            (step.run)()
        } else {
            Err(Trouble::new("not run: there is no page to open"))
        };
        if let Err(trouble) = &result {
            eprintln!("error: {trouble}");
        }
        outcomes.push(Outcome { name: step.name, time: start.elapsed(), result });
    }
    let (summary, failed) = sum_up(&outcomes);
    println!("{summary}");
    if failed == 0 { Ok(()) } else { Err(Trouble::new("not every step passed")) }
}

/// The wanted steps in their own order; the end-to-end tests bring the page with them.
fn choose(wanted: &Wanted) -> Result<Vec<&'static Step>> {
    let is_wanted = |step: &Step| match wanted {
        Wanted::Quick => step.part_of <= Round::Quick,
        Wanted::Usual => step.part_of <= Round::Usual,
        Wanted::Everything => true,
        Wanted::Named(names) => {
            let brings = |name: &str| name.starts_with(E2E) && step.name == PAGE;
            names.iter().any(|name| name == step.name || brings(name))
        }
    };
    if let Wanted::Named(names) = wanted
        && let Some(unknown) = names.iter().find(|name| STEPS.iter().all(|s| s.name != **name))
    {
        let known: Vec<_> = STEPS.iter().map(|step| step.name).collect();
        return Err(Trouble::new(format!("there is no step `{unknown}`"))
            .remedy(format!("There are: {}", known.join(" "))));
    }
    Ok(STEPS.iter().filter(|step| is_wanted(step)).collect())
}

fn is_built(step: &Step, outcomes: &[Outcome]) -> bool {
    let failed = |outcome: &Outcome| outcome.name == PAGE && outcome.result.is_err();
    !step.name.starts_with(E2E) || !outcomes.iter().any(failed)
}

/// A line for each step, and how many passed and failed.
fn sum_up(outcomes: &[Outcome]) -> (String, usize) {
    let mut summary = String::new();
    for Outcome { name, time, result } in outcomes {
        let (mark, note) = match result {
            Ok(note) => ("passed", note.as_str()),
            Err(trouble) => ("FAILED", trouble.what()),
        };
        let note = note.lines().next().unwrap_or_default();
        let seconds = format!("{:.1} s", time.as_secs_f32());
        _ = writeln!(summary, "{}", format!("{name:14}{mark:8}{seconds:>9}  {note}").trim_end());
    }
    let failed = outcomes.iter().filter(|outcome| outcome.result.is_err()).count();
    _ = write!(summary, "{} passed, {failed} failed", outcomes.len() - failed);
    (summary, failed)
}

fn cargo(args: &[&str]) -> Result<String> {
    cargo_in(&Surroundings::default(), args)
}

fn cargo_in(surroundings: &Surroundings, args: &[&str]) -> Result<String> {
    shell::run(surroundings.command(shell::cargo()).args(args)).map(|()| String::new())
}

fn format() -> Result<String> {
    component("fmt", "rustfmt")?;
    cargo(&["fmt", "--all", "--check"])
        .map_err(|trouble| Trouble::new(trouble.what()).remedy("Run: cargo fmt --all"))
}

fn lint() -> Result<String> {
    component("clippy", "clippy")?;
    cargo(&["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"])
}

/// A part of the Rust distribution, which rustup may have left out.
fn component(command: &str, name: &str) -> Result<()> {
    let help = |args: &[&str]| {
        shell::ask(Surroundings::default().command(shell::cargo()).args(args)).map(|_| ())
    };
    help(&[command, "--version"]).or_else(|_| {
        eprintln!("Asking rustup for {name}. Takes seconds, once.");
        shell::ask(Surroundings::default().command("rustup").args(["component", "add", name]))
            .map_err(|_| {
                let remedy = format!("Run: rustup component add {name}");
                Trouble::new(format!("{name} is missing")).remedy(remedy)
            })?;
        Ok(())
    })
}

fn lint_web() -> Result<String> {
    let toolchain = WebToolchain::ensure()?;
    // What is for the browser: the unit tests beside the core are for this machine.
    let what = ["--quiet", "--package", "casebook", "--target", TARGET];
    let what = [&what[..], &["--lib", "--bins", "--test", "browser"]].concat();
    if toolchain.has_clippy() {
        let args = [&["clippy"], &what[..], &["--", "-D", "warnings"]].concat();
        return cargo_in(&toolchain.for_tests(), &args);
    }
    // Unlike `-D warnings` in RUSTFLAGS, this does not compile every dependency once more.
    let denied = toolchain.for_tests().set("CARGO_UNSTABLE_WARNINGS", "true");
    let mut check = denied.set("CARGO_BUILD_WARNINGS", "deny").command(toolchain.cargo());
    shell::run(check.arg("check").args(what))?;
    Ok("checked without clippy, which this compiler does not have".to_owned())
}

fn unit() -> Result<String> {
    cargo(&["test", "--quiet", "--package", "casebook", "--package", "xtask"])
}

fn browser() -> Result<String> {
    let toolchain = WebToolchain::ensure()?;
    let bindgen = tools::wasm_bindgen()?.ensure()?;
    let browser = Browser::ensure()?;
    let runner = shell::executable_in(&bindgen, "wasm-bindgen-test-runner")
        .ok_or_else(|| Trouble::new("wasm-bindgen came without its test runner"))?;
    let surroundings = toolchain
        .for_tests()
        .and(browser.surroundings())
        .set("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner);
    let mut tests = surroundings.command(toolchain.cargo());
    tests.args(["test", "--package", "casebook", "--target", TARGET, "--test", "browser"]);
    shell::run(&mut tests)?;
    Ok(format!("in version {} of the browser", browser.version))
}

fn build_page() -> Result<String> {
    page::build()?;
    // Nothing else compiles the command with the page in it.
    cargo(&["check", "--quiet", "--package", "casebook", "--features", "embedded"])?;
    let weights = sizes::weigh(&page::app())?;
    let table = sizes::table(&weights);
    print!("{table}");
    if !page::is_whole() {
        return Ok(
            "built without all that makes it small, so not held against its budget".to_owned()
        );
    }
    budget::check(&weights)?;
    Ok(table.lines().last().unwrap_or_default().to_owned())
}

fn e2e() -> Result<String> {
    let browser = Browser::ensure()?;
    drive(&browser.surroundings(), "chromium")?;
    Ok(format!("in version {} of the browser", browser.version))
}

fn e2e_firefox() -> Result<String> {
    let firefox = Firefox::ensure()?;
    drive(&firefox.surroundings(), "firefox")?;
    Ok(format!("in {}", firefox.version()))
}

fn e2e_webkit() -> Result<String> {
    let webkit = Webkit::ensure()?;
    drive(&webkit.surroundings(), "webkit")?;
    Ok(format!("in WebKitGTK {}", webkit.version()))
}

/// Runs the end-to-end tests in a browser, by its name.
fn drive(browser: &Surroundings, name: &str) -> Result<()> {
    npm::axe()?;
    hosts::ensure()?;
    let dist = crate::root().join("dist");
    let surroundings = browser.clone().set("CASEBOOK_DIST", dist).set("CASEBOOK_BROWSER", name);
    cargo_in(&surroundings, &["test", "--quiet", "--package", "e2e"]).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(wanted: &Wanted) -> Vec<&'static str> {
        choose(wanted).unwrap().iter().map(|step| step.name).collect()
    }

    #[test]
    fn steps_run_in_their_own_order() {
        assert_eq!(names(&Wanted::Everything).len(), STEPS.len());
        assert_eq!(names(&Wanted::Usual).last(), Some(&"e2e"));
        assert_eq!(names(&Wanted::Quick), ["format", "lint", "unit"]);
        let named = Wanted::Named(vec!["e2e".into(), "lint".into()]);
        assert_eq!(names(&named), ["lint", "page", "e2e"]);
        assert_eq!(names(&Wanted::Named(vec!["e2e-webkit".into()])), ["page", "e2e-webkit"]);
        assert!(choose(&Wanted::Named(vec!["lnit".into()])).is_err());
    }

    #[test]
    fn the_summary_counts_and_shows_the_first_line_of_a_fault() {
        let outcome = |name, result| Outcome { name, time: Duration::from_millis(1250), result };
        let failure = Err(Trouble::new("one\ntwo").remedy("three"));
        let (summary, failed) = sum_up(&[outcome("a", Ok("x".into())), outcome("b", failure)]);
        let expected = "a             passed      1.2 s  x\n\
                        b             FAILED      1.2 s  one\n\
                        1 passed, 1 failed";
        assert_eq!((summary.as_str(), failed), (expected, 1));
    }

    #[test]
    fn without_a_page_there_is_nothing_to_open() {
        let page = |result| [Outcome { name: PAGE, time: Duration::ZERO, result }];
        let [.., e2e] = &STEPS;
        assert!(is_built(e2e, &page(Ok(String::new()))));
        assert!(!is_built(e2e, &page(Err(Trouble::new("x")))));
    }
}
