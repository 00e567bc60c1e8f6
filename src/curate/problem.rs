//! What can be wrong with a list, in words that say what to do.

use super::{Place, Source};
use std::fmt;

/// Something about a list that its curator should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// What.
    pub fault: Fault,
}

/// How bad a [`Fault`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// A catalog can be made.
    Warning,
    /// Something would be lost or wrong, so that no catalog is made.
    Error,
}

/// The kinds of fault. Those up to [`NoTitle`](Self::NoTitle) are warnings.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the messages below say what each is")]
pub enum Fault {
    Repaired { was: String, now: String },
    UnknownKey { key: String },
    UnknownColumn { label: String },
    UnknownTable { rows: usize },
    BesideLink { text: String },
    RelativeLink { url: String },
    UpdatedInText { text: String },
    NoTitle,
    NotAField { line: String },
    FieldTwice { key: String },
    Updated { text: String },
    LinkBase { url: String },
    NoTable,
    StrayRow,
    CellCount { found: usize, expected: usize },
    NoLink { text: String },
    NoLinkText { url: String },
    SeveralLinks { count: usize },
    NoUrl { title: String },
    UnsafeUrl { url: String },
    BadUrl { url: String, reason: String },
    Year { text: String },
    PlainTag { text: String },
    SameEntry { title: String, first: Place },
    SameSlug { label: String, other: String, first: Place, slug: String },
    Refused { reason: String },
}

impl Fault {
    /// How bad it is.
    pub fn severity(&self) -> Severity {
        match self {
            Self::Repaired { .. }
            | Self::UnknownKey { .. }
            | Self::UnknownColumn { .. }
            | Self::UnknownTable { .. }
            | Self::BesideLink { .. }
            | Self::RelativeLink { .. }
            | Self::UpdatedInText { .. }
            | Self::NoTitle => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.place, self.fault.severity(), self.fault)
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

impl fmt::Display for Fault {
    #[rustfmt::skip]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Repaired { was, now } =>
                write!(f, "read `{now}` for `{}`, UTF-8 that was once taken for Mac Roman", was.escape_debug()),
            Self::UnknownKey { key } =>
                write!(f, "`{key}` is not read; a list has title, description, updated, link_base, industry"),
            Self::UnknownColumn { label } =>
                write!(f, "column `{label}` is not read; a list has Company, Case Study, Year, Tags, each once"),
            Self::UnknownTable { rows } =>
                write!(f, "this table of {rows} rows is not read: it has no column `Case Study`"),
            Self::BesideLink { text } =>
                write!(f, "`{text}` is not read: only the link's text is the title"),
            Self::RelativeLink { url } =>
                write!(f, "`{url}` is relative, as other links may be: say what to with `link_base`"),
            Self::UpdatedInText { text } =>
                write!(f, "`{text}` is not read: write the day as in `Last updated: March 08, 2025`"),
            Self::NoTitle =>
                f.write_str("the list has no title: give it a `# Heading`, or `title` in the front matter"),
            Self::NotAField { line } =>
                write!(f, "`{line}` is no front matter: write `key: value` on one line"),
            Self::FieldTwice { key } =>
                write!(f, "`{key}` is there already: keep one"),
            Self::Updated { text } =>
                write!(f, "`{text}` is not a day: write it as in `updated: 2025-03-08`"),
            Self::LinkBase { url } =>
                write!(f, "link base `{url}` is not a web address: begin it with https://"),
            Self::NoTable =>
                f.write_str("there is no list: it is a table with a column `Case Study`"),
            Self::StrayRow =>
                f.write_str("a row outside of a table: take out the blank line above it, or give it a header and a line |---| of as many columns"),
            Self::CellCount { found, expected } =>
                write!(f, "{found} cells where the header has {expected}: leave a cell empty, or write a | in a cell as \\|"),
            Self::NoLink { text } =>
                write!(f, "`{text}` is not a link: write the case study as [title](link)"),
            Self::NoLinkText { url } =>
                write!(f, "the link to `{url}` has no text: write the case study as [title](link)"),
            Self::SeveralLinks { count } =>
                write!(f, "{count} links in one cell: give each case study a row of its own"),
            Self::NoUrl { title } =>
                write!(f, "`{title}` links to nothing: write the case study as [title](link)"),
            Self::UnsafeUrl { url } =>
                write!(f, "no page may link to `{}`: use http, https, or a relative link", url.escape_debug()),
            Self::BadUrl { url, reason } =>
                write!(f, "`{url}` is not a link: {reason}"),
            Self::Year { text } =>
                write!(f, "`{text}` is not a year: write four digits, or leave it empty"),
            Self::PlainTag { text } =>
                write!(f, "`{text}` is not a tag: write each tag between backticks"),
            Self::SameEntry { title, first } =>
                write!(f, "`{title}` of this company is there already, at {first}: take one out, or tell their titles apart"),
            Self::SameSlug { label, other, first, slug } =>
                write!(f, "`{label}` and `{other}` (at {first}) would both be `{slug}` in links: spell them alike"),
            Self::Refused { reason } => f.write_str(reason),
        }
    }
}

/// Collects problems.
pub(super) struct Report<'a> {
    source: &'a Source,
    problems: Vec<Problem>,
    errors: usize,
}

impl<'a> Report<'a> {
    /// Begins with what was repaired.
    pub(super) fn new(source: &'a Source) -> Self {
        let mut report = Self { source, problems: Vec::new(), errors: 0 };
        for repair in source.repairs() {
            let (was, now) = (repair.was.clone(), repair.now.clone());
            report.add(repair.at, Fault::Repaired { was, now });
        }
        report
    }

    pub(super) fn add(&mut self, at: usize, fault: Fault) {
        self.errors += usize::from(fault.severity() == Severity::Error);
        self.problems.push(Problem { place: self.place(at), fault });
    }

    pub(super) fn place(&self, at: usize) -> Place {
        self.source.place(at)
    }

    pub(super) fn errors(&self) -> usize {
        self.errors
    }

    pub(super) fn finish(mut self) -> Vec<Problem> {
        self.problems.sort_by_key(|problem| problem.place);
        self.problems
    }
}
