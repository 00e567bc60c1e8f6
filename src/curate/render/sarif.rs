//! Problems as SARIF 2.1.0, the form that code scanning takes.

use super::{Region, path};
use crate::curate::Built;
use crate::curate::fault::{Code, Problem, Severity, Span};
use crate::curate::source::Source;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Prints a log of one run, each result on a line of its own.
pub(in crate::curate) fn sarif(built: &Built, out: &mut dyn Write) -> io::Result<()> {
    let rules: Vec<Value> = Code::ALL.iter().copied().map(rule).collect();
    let driver = json!({
        "name": "casebook",
        "version": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    write!(out, "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\n\"tool\":")?;
    serde_json::to_writer(&mut *out, &json!({ "driver": driver }))?;
    write!(out, ",\n\"columnKind\":\"unicodeCodePoints\",\n\"results\":[")?;
    for (at, problem) in built.problems.iter().enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &result(problem, &built.files))?;
    }
    writeln!(out, "\n]}}]}}")
}

fn rule(code: Code) -> Value {
    let help = format!("`casebook explain {code}` tells more, and how to silence it.");
    json!({
        "id": code.to_string(),
        "name": format!("{code:?}"),
        "shortDescription": { "text": code.title() },
        "help": { "text": help },
        "defaultConfiguration": { "level": level(code.severity()) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn result(problem: &Problem, files: &[Source]) -> Value {
    let Problem { code, severity, span, message, help, other, .. } = problem;
    let text = if help.is_empty() { message.clone() } else { format!("{message}\n{help}") };
    let rule = Code::ALL.iter().position(|other| other == code);
    let mut result = json!({
        "ruleId": code.to_string(),
        "ruleIndex": rule,
        "level": level(*severity),
        "message": { "text": text },
        "locations": [{ "physicalLocation": location(*span, files) }],
    });
    if let Some(other) = other {
        result["relatedLocations"] = json!([{
            "id": 1,
            "physicalLocation": location(*other, files),
            "message": { "text": "the other place" },
        }]);
    }
    if problem.is_fixable() {
        result["fixes"] = json!([fix(problem, files)]);
    }
    result
}

fn location(span: Span, files: &[Source]) -> Value {
    json!({ "artifactLocation": artifact(&files[span.file()]), "region": region(span, files) })
}

fn artifact(file: &Source) -> Value {
    json!({ "uri": uri(&path(file)) })
}

fn region(span: Span, files: &[Source]) -> Value {
    let Region { start, end, .. } = Region::of(span, &files[span.file()]);
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

/// What `check --fix` writes, file by file.
fn fix(problem: &Problem, files: &[Source]) -> Value {
    let mut changes: BTreeMap<usize, Vec<Value>> = BTreeMap::new();
    for edit in &problem.fix {
        changes.entry(edit.span.file()).or_default().push(json!({
            "deletedRegion": region(edit.span, files),
            "insertedContent": { "text": edit.text },
        }));
    }
    let change = |(file, replacements): (usize, Vec<Value>)| json!({ "artifactLocation": artifact(&files[file]), "replacements": replacements });
    let changes: Vec<Value> = changes.into_iter().map(change).collect();
    json!({
        "description": { "text": "what `casebook check --fix` writes" },
        "artifactChanges": changes,
    })
}

/// A path as a reference of the web.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        // A colon would make a scheme of what is before it.
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(byte.into());
        } else {
            _ = write!(uri, "%{byte:02X}");
        }
    }
    if uri.starts_with('/') { format!("file://{uri}") } else { uri }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_references() {
        assert_eq!(uri("a b/é:1.md"), "a%20b/%C3%A9%3A1.md");
        assert_eq!(uri("/tmp/x.md"), "file:///tmp/x.md");
    }
}
