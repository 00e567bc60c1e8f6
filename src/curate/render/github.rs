//! Problems as annotations of a GitHub workflow: what it prints, GitHub shows beside the lines.

use super::{Region, path, tally};
use crate::curate::Built;
use crate::curate::fault::{Problem, Severity};
use std::fmt;
use std::io::{self, Write};

/// Prints a workflow command for each problem, and a line for all, which the log shows as it is.
pub(in crate::curate) fn github(built: &Built, out: &mut dyn Write) -> io::Result<()> {
    for problem in &built.problems {
        let Problem { code, span, message, help, .. } = problem;
        let file = &built.files[span.file()];
        let Region { start, end, .. } = Region::of(*span, file);
        let command = match problem.severity {
            Severity::Note => "notice",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        let title = format!("{code} {}", code.title());
        write!(out, "::{command} file={}", Property(&path(file)))?;
        write!(out, ",line={},endLine={},col={}", start.line, end.line, start.column)?;
        // GitHub knows columns only where an annotation is about one line.
        if start.line == end.line && end.column > start.column {
            write!(out, ",endColumn={}", end.column)?;
        }
        write!(out, ",title={}::{}", Property(&title), Data(message))?;
        let more = if help.is_empty() { String::new() } else { format!("\n{help}") };
        writeln!(out, "{}", Data(&more))?;
    }
    writeln!(out, "casebook: {}", tally(built))
}

/// A text in which no sign ends the command.
struct Data<'a>(&'a str);

/// A text in which no sign ends the property either.
struct Property<'a>(&'a str);

impl fmt::Display for Data<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A"))
    }
}

impl fmt::Display for Property<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let data = Data(self.0).to_string();
        f.write_str(&data.replace(':', "%3A").replace(',', "%2C"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_workflow_commands_are_escaped() {
        assert_eq!(Data("100%: a,\r\nb").to_string(), "100%25: a,%0D%0Ab");
        assert_eq!(Property("a,b: 5%\n").to_string(), "a%2Cb%3A 5%25%0A");
    }
}
