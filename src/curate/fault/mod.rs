//! What can be wrong with a list, and where.

mod allow;
mod code;
mod quoted;
mod repairs;
mod suggestion;

pub(super) use allow::Allowed;
pub use code::Code;
pub(super) use quoted::Quoted;
pub(super) use repairs::report_repairs;
pub use suggestion::{Spelling, Suggestion};

use super::source::Source;
use std::fmt;
use std::ops::Range;

/// How bad a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing to do.
    Note,
    /// A catalog can be made.
    Warning,
    /// Something would be lost or wrong, so that no catalog is made.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// A piece of one of the files that a list is read from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Which file, in the order they are read in.
    pub file: u32,
    /// Where it begins, in bytes of the file's repaired text.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
}

impl Span {
    pub(super) fn new(file: usize, range: Range<usize>) -> Self {
        Self { file: file as u32, start: range.start as u32, end: range.end as u32 }
    }

    pub(super) fn file(self) -> usize {
        self.file as usize
    }

    /// The bytes of the file's repaired text.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// What to write instead of a piece of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What goes.
    pub span: Span,
    /// What comes.
    pub text: String,
}

/// Something about a list that its curator should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What kind it is.
    pub code: Code,
    /// How bad it is here.
    pub severity: Severity,
    /// Where.
    pub span: Span,
    /// What is wrong, on one line.
    pub message: String,
    /// What to do; may be empty.
    pub help: String,
    /// What `check --fix` writes; empty if only a person can tell.
    pub fix: Vec<Edit>,
    /// Another place that this one is about.
    pub other: Option<Span>,
    /// What may be written into casebook.toml instead.
    pub suggestion: Option<Box<Suggestion>>,
}

impl Problem {
    /// Whether `check --fix` repairs it.
    pub fn is_fixable(&self) -> bool {
        !self.fix.is_empty()
    }

    pub(super) fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = help.into();
        self
    }

    pub(super) fn other(&mut self, other: Span) -> &mut Self {
        self.other = Some(other);
        self
    }

    pub(super) fn suggest(&mut self, suggestion: Suggestion) -> &mut Self {
        self.suggestion = Some(Box::new(suggestion));
        self
    }

    pub(super) fn fix(&mut self, span: Span, text: impl Into<String>) -> &mut Self {
        self.fix.push(Edit { span, text: text.into() });
        self
    }
}

/// Collects problems.
#[derive(Debug, Default)]
pub(super) struct Report {
    problems: Vec<Problem>,
    errors: usize,
}

impl Report {
    /// Adds a problem; what it returns can be told more.
    pub(super) fn add(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Problem {
        self.add_as(code.severity(), code, span, message)
    }

    /// Adds a problem that is not as bad as others of its kind.
    pub(super) fn add_as(
        &mut self,
        severity: Severity,
        code: Code,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Problem {
        self.errors += usize::from(severity == Severity::Error);
        let (message, help) = (message.into(), String::new());
        let at = self.problems.len();
        let (fix, other, suggestion) = (Vec::new(), None, None);
        self.problems.push(Problem { code, severity, span, message, help, fix, other, suggestion });
        &mut self.problems[at]
    }

    /// Forgets what is not to be kept, none of which is an error.
    pub(super) fn retain(&mut self, keep: impl FnMut(&Problem) -> bool) {
        self.problems.retain(keep);
    }

    /// Adds what others have found.
    pub(super) fn append(&mut self, mut others: Self) {
        self.problems.append(&mut others.problems);
        self.errors += others.errors;
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.problems.len()
    }

    /// How many of them were errors when they were added.
    pub(super) fn errors(&self) -> usize {
        self.errors
    }

    /// All that the curator has not allowed, in order of their places.
    pub(super) fn finish(mut self, files: &[Source], allowed: &Allowed) -> Vec<Problem> {
        self.problems.retain_mut(|problem| allowed.judge(problem, files));
        self.problems
            .sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
        self.problems.dedup();
        self.problems
    }
}
