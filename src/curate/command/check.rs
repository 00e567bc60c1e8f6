//! `casebook check`.

use super::arguments::Check;
use super::{Stop, count, lists, say};
use crate::curate::{Built, Severity};

pub(super) fn run(arguments: &Check) -> Result<(), Stop> {
    let built = lists::read(&arguments.reading)?;
    show(&built, Severity::Note);
    say(format_args!("casebook: {}", tally(&built)));
    if built.is_sound() { Ok(()) } else { Err(Stop) }
}

/// Shows the problems that are at least so bad, on standard error.
pub(super) fn show(built: &Built, least: Severity) {
    for problem in built.problems.iter().filter(|problem| problem.severity >= least) {
        let file = &built.files[problem.span.file()];
        let place = file.place(problem.span.range().start);
        let (severity, code, message) = (problem.severity, problem.code, &problem.message);
        say(format_args!("{}:{place}: {severity}[{code}]: {message}", file.name()));
        if !problem.help.is_empty() {
            say(format_args!("  help: {}", problem.help));
        }
    }
}

/// How many problems there are of each kind.
pub(super) fn tally(built: &Built) -> String {
    let warnings = count(built.count(Severity::Warning), "warning", "warnings");
    format!("{}, {warnings}", count(built.count(Severity::Error), "error", "errors"))
}
