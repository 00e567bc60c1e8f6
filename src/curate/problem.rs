//! What can be wrong with a list, in words that say what to do.

use super::{Place, Repair, RepairKind, Source};
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
    NotUtf8 { read_as: &'static str },
    Repaired { was: String, now: String, kind: RepairKind },
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
    CellCount { written: usize, expected: usize },
    NoLink,
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
            Self::NotUtf8 { .. }
            | Self::Repaired { .. }
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
    // One message after the other, to be read as the list that it is.
    #[rustfmt::skip]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotUtf8 { read_as } =>
                write!(f, "the file is not UTF-8 and was read as {read_as}: save it as UTF-8"),
            Self::Repaired { now, kind: RepairKind::StrayByte, .. } =>
                write!(f, "a byte that is not UTF-8 was read as {}: save the file as UTF-8", Quoted(now)),
            Self::Repaired { now, kind: RepairKind::Lost, .. } =>
                write!(f, "{} stands for a character that was lost: write it again", Quoted(now)),
            Self::Repaired { was, now, kind: RepairKind::MixedScript } if was == now =>
                write!(f, "{} mixes letters of several alphabets: write it in one", Quoted(now)),
            Self::Repaired { was, now, kind: RepairKind::MixedScript } =>
                write!(f, "repaired {} to {}: it looks alike in another alphabet", Quoted(&was.escape_unicode().to_string()), Quoted(now)),
            Self::Repaired { was, now, kind } if now.is_empty() =>
                write!(f, "took {} away: {kind}", Quoted(was)),
            Self::Repaired { was, now, kind } =>
                write!(f, "repaired {} to {}: {kind}", Quoted(was), Quoted(now)),
            Self::UnknownKey { key } =>
                write!(f, "{} is not read: a list has title, description, updated, link_base, industry", Quoted(key)),
            Self::UnknownColumn { label } =>
                write!(f, "column {} is not read: a list has Company, Case Study, Year, Tags, each once", Quoted(label)),
            Self::UnknownTable { rows } =>
                write!(f, "this table (rows: {rows}) is not read: it has no column `Case Study`"),
            Self::BesideLink { text } =>
                write!(f, "{} is not read: only the text of the link is the title", Quoted(text)),
            Self::RelativeLink { url } =>
                write!(f, "{} is relative, as other links may be: say to what with `link_base`", Quoted(url)),
            Self::UpdatedInText { text } =>
                write!(f, "{} is not read as a day: write it as in `Last updated: March 08, 2025`", Quoted(text)),
            Self::NoTitle =>
                f.write_str("the list has no title: give it a `# Heading`, or `title` in the front matter"),
            Self::NotAField { line } =>
                write!(f, "{} is no front matter: write `key: value` on one line", Quoted(line)),
            Self::FieldTwice { key } =>
                write!(f, "{} is there already: keep one", Quoted(key)),
            Self::Updated { text } =>
                write!(f, "{} is not a day: write it as in `updated: 2025-03-08`", Quoted(text)),
            Self::LinkBase { url } =>
                write!(f, "{} is no link base: write a web address, as in https://example.org/list/", Quoted(url)),
            Self::NoTable =>
                f.write_str("there is no list: it is a table with a column `Case Study`"),
            Self::StrayRow =>
                f.write_str("a row outside of a table: close the gap above it, or give it a header and a line |---|---| as wide"),
            Self::CellCount { written, expected } =>
                write!(f, "{written} cells where the header has {expected}: leave cells empty, write | in a cell as \\|"),
            Self::NoLink =>
                f.write_str("no link: write the case study as [title](link)"),
            Self::NoLinkText { url } =>
                write!(f, "the link to {} has no text: write the case study as [title](link)", Quoted(url)),
            Self::SeveralLinks { count } =>
                write!(f, "{count} links in one cell: give each case study a row of its own"),
            Self::NoUrl { title } =>
                write!(f, "{} links to nothing: write the case study as [title](link)", Quoted(title)),
            Self::UnsafeUrl { url } =>
                write!(f, "no page may link to {}: use http, https, or a relative link", Quoted(url)),
            Self::BadUrl { url, reason } =>
                write!(f, "{} is not a link: {reason}", Quoted(url)),
            Self::Year { text } =>
                write!(f, "{} is not a year: write four digits, or leave it empty", Quoted(text)),
            Self::PlainTag { text } =>
                write!(f, "{} is not a tag: write each tag between backticks", Quoted(text)),
            Self::SameEntry { title, first } =>
                write!(f, "{} of this company is there already, at {first}: keep one, or tell the titles apart", Quoted(title)),
            Self::SameSlug { label, other, first, slug } =>
                write!(f, "{} and {} (at {first}) would both be `{slug}` in links: spell them alike", Quoted(label), Quoted(other)),
            Self::Refused { reason } => f.write_str(reason),
        }
    }
}

/// A text of the list in a message: on one line, not too long, and harmless to a terminal.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LONGEST: usize = 80;
        f.write_str("`")?;
        for letter in self.0.chars().take(LONGEST) {
            match letter {
                // Letters that nobody sees, or that turn the line round.
                '\u{a0}'
                | '\u{ad}'
                | '\u{2000}'..='\u{200f}'
                | '\u{2028}'..='\u{202f}'
                | '\u{205f}'..='\u{2069}'
                | '\u{3000}'
                | '\u{f8ff}'
                | '\u{feff}' => write!(f, "{}", letter.escape_unicode())?,
                _ if letter.is_control() => write!(f, "{}", letter.escape_default())?,
                _ => write!(f, "{letter}")?,
            }
        }
        f.write_str(if self.0.chars().nth(LONGEST).is_some() { "…`" } else { "`" })
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
        if !source.encoding().is_utf8 {
            report.add(0, Fault::NotUtf8 { read_as: source.encoding().name });
        }
        for repair in source.repairs() {
            let Repair { at, was, now, kind } = repair.clone();
            report.add(at, Fault::Repaired { was, now, kind });
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_list_says_is_quoted_harmlessly() {
        let check = |text: &str, expected: &str| assert_eq!(Quoted(text).to_string(), expected);
        check("Größe “日本”", "`Größe “日本”`");
        check("\u{1b}[31m\n\u{202e}x\u{200b}", "`\\u{1b}[31m\\n\\u{202e}x\\u{200b}`");
        check(&"é".repeat(81), &format!("`{}…`", "é".repeat(80)));
    }
}
