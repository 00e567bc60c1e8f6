//! Problems for programs; docs/check.md describes each key.

use super::summary::{Kind, kinds};
use super::{Region, path};
use crate::curate::Built;
use crate::curate::fault::{Edit, Problem, Severity, Span};
use crate::curate::source::Source;
use serde::Serialize;
use std::io::{self, Write};

/// What the version of the report is; it grows when a key changes its meaning or goes.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Finding<'a> {
    code: String,
    severity: String,
    title: &'static str,
    message: &'a str,
    help: &'a str,
    #[serde(flatten)]
    place: Place,
    fix: Vec<Replacement<'a>>,
    other: Option<Place>,
}

#[derive(Serialize)]
struct Place {
    path: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct Replacement<'a> {
    #[serde(flatten)]
    place: Place,
    text: &'a str,
}

#[derive(Serialize)]
struct Counts {
    errors: usize,
    warnings: usize,
    notes: usize,
    codes: Vec<Count>,
}

#[derive(Serialize)]
#[allow(clippy::struct_field_names, reason = "readers of the report see only the names of fields")]
struct Count {
    code: String,
    severity: String,
    title: &'static str,
    count: usize,
    fixable: usize,
}

#[derive(Serialize)]
struct Rows {
    read: usize,
    entries: usize,
    merged: usize,
    lost: usize,
}

/// Prints one object, each problem on a line of its own.
pub(in crate::curate) fn json(built: &Built, out: &mut dyn Write) -> io::Result<()> {
    let crate::curate::Rows { read, entries, merged, lost } = built.rows;
    write!(out, "{{\"version\":{VERSION},\n\"rows\":")?;
    serde_json::to_writer(&mut *out, &Rows { read, entries, merged, lost })?;
    write!(out, ",\n\"problems\":[")?;
    for (at, problem) in built.problems.iter().enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &finding(problem, &built.files))?;
    }
    let end = if built.problems.is_empty() { "" } else { "\n" };
    write!(out, "{end}],\n\"summary\":")?;
    serde_json::to_writer(&mut *out, &counts(built))?;
    writeln!(out, "}}")
}

fn finding<'a>(problem: &'a Problem, files: &[Source]) -> Finding<'a> {
    let Problem { code, severity, span, message, help, fix, other, .. } = problem;
    let replacement =
        |edit: &'a Edit| Replacement { place: place(edit.span, files), text: &edit.text };
    Finding {
        code: code.to_string(),
        severity: severity.to_string(),
        title: code.title(),
        message,
        help,
        place: place(*span, files),
        fix: fix.iter().map(replacement).collect(),
        other: other.map(|other| place(other, files)),
    }
}

fn place(span: Span, files: &[Source]) -> Place {
    let file = &files[span.file()];
    let Region { start, end, .. } = Region::of(span, file);
    Place {
        path: path(file),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}

fn counts(built: &Built) -> Counts {
    let count = |Kind { code, severity, count, fixable }| Count {
        code: code.to_string(),
        severity: severity.to_string(),
        title: code.title(),
        count,
        fixable,
    };
    Counts {
        errors: built.count(Severity::Error),
        warnings: built.count(Severity::Warning),
        notes: built.count(Severity::Note),
        codes: kinds(built).into_iter().map(count).collect(),
    }
}
