//! What all problems come to.

use crate::curate::fault::{Code, Severity};
use crate::curate::{Built, Rows};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The problems of one kind and severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    pub(super) code: Code,
    pub(super) severity: Severity,
    pub(super) count: usize,
    /// How many of them `check --fix` repairs.
    pub(super) fixable: usize,
}

/// The kinds of problem that there are: the worst first, then by code.
pub(super) fn kinds(built: &Built) -> Vec<Kind> {
    let mut kinds: BTreeMap<(Reverse<Severity>, Code), (usize, usize)> = BTreeMap::new();
    for problem in &built.problems {
        let (count, fixable) = kinds.entry((Reverse(problem.severity), problem.code)).or_default();
        *count += 1;
        *fixable += usize::from(problem.is_fixable());
    }
    let mut found = Vec::with_capacity(kinds.len());
    for ((Reverse(severity), code), (count, fixable)) in kinds {
        found.push(Kind { code, severity, count, fixable });
    }
    found
}

/// A line for each kind of problem, and one for all.
pub(in crate::curate) fn summary(built: &Built, out: &mut dyn Write) -> io::Result<()> {
    let kinds = kinds(built);
    let digits = kinds.iter().map(|kind| kind.count.to_string().len()).max().unwrap_or_default();
    for Kind { code, severity, count, fixable } in kinds {
        let name = format!("{severity}[{code}]");
        let title = code.title();
        let fix = match fixable {
            0 => String::new(),
            all if all == count => "; --fix repairs it".to_owned(),
            some => format!("; --fix repairs {some}"),
        };
        writeln!(out, "{count:>digits$} {name:<14} {title}{fix}")?;
    }
    writeln!(out, "casebook: {}", tally(built))
}

/// What became of the rows, and how many problems there are: `2 rows: 2 entries · 0 errors, 1 warning`.
pub(in crate::curate) fn tally(built: &Built) -> String {
    let Rows { read, entries, merged, lost } = built.rows;
    let mut parts = vec![counted(entries, "entry", "entries")];
    parts.extend((merged > 0).then(|| format!("{merged} merged")));
    parts.extend((lost > 0).then(|| format!("{lost} lost")));
    let problems = |severity, one: &str| {
        let many = format!("{one}s");
        counted(built.count(severity), one, &many)
    };
    let mut faults =
        vec![problems(Severity::Error, "error"), problems(Severity::Warning, "warning")];
    let notes = built.count(Severity::Note);
    faults.extend((notes > 0).then(|| problems(Severity::Note, "note")));
    format!("{}: {} · {}", counted(read, "row", "rows"), parts.join(", "), faults.join(", "))
}

/// A number and what it counts.
fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
