//! The readers: each takes one form of file and hands its rows to the [`Lister`](super::lister::Lister).

mod delimited;
pub(super) mod markdown;
pub(super) mod structured;

use super::fault::{Code, Quoted, Report, Span, Suggestion};
use super::lister::Lister;
use super::source::Source;
use super::{Config, Form, Options, date, site};
use crate::catalog::About;
use markdown::{Page, Printed};
use std::borrow::Cow;
use structured::Structured;

/// A cell of a row, whatever the form of the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell<'s> {
    pub(super) span: Span,
    /// All its text, without markup.
    pub(super) text: Cow<'s, str>,
    pub(super) links: Vec<Link>,
    /// Its text without what is in links; of no meaning where there is none.
    pub(super) beside_links: String,
    /// Values that the form itself keeps apart: code spans, items of a list.
    pub(super) parts: Vec<Text>,
    /// Its text without what is in parts; of no meaning where there is none.
    pub(super) beside_parts: String,
    /// Whether its text is the value itself, whatever signs are in it.
    pub(super) is_exact: bool,
}

/// Plain text, and where it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) span: Span,
    pub(super) text: String,
}

/// A link in a cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Link {
    pub(super) span: Span,
    pub(super) text: String,
    pub(super) url: String,
}

impl<'s> Cell<'s> {
    /// A cell of plain text.
    pub(super) fn plain(span: Span, text: impl Into<Cow<'s, str>>) -> Self {
        Self { span, text: text.into(), ..Self::default() }
    }

    /// The text of the cell that is in no link.
    pub(super) fn beside_links(&self) -> &str {
        if self.links.is_empty() { &self.text } else { &self.beside_links }
    }

    /// The text of the cell that is in no part.
    pub(super) fn beside_parts(&self) -> &str {
        if self.parts.is_empty() { &self.text } else { &self.beside_parts }
    }

    pub(super) fn is_empty(&self) -> bool {
        // Most texts begin with what is none.
        !self.text.starts_with(|first: char| first.is_ascii_graphic())
            && self.text.trim().is_empty()
            && self.links.is_empty()
            && self.parts.is_empty()
    }
}

/// How many cells a row has, and how many its header.
pub(super) struct Width {
    pub(super) written: usize,
    pub(super) expected: usize,
}

impl Width {
    /// Whether the row can be read: nobody knows which of too many cells is one too many; too few are
    /// reported, and read. The help says how to write a separator inside of a cell, and an empty cell.
    pub(super) fn check(
        &self,
        span: Span,
        separator_help: &str,
        empty_help: &str,
        lister: &mut Lister,
    ) -> bool {
        let Self { written, expected } = *self;
        let message = format!("{written} cells where the header has {expected}");
        if written > expected {
            lister.lose(Code::CellCount, span, message).help(separator_help);
        } else if written < expected {
            let message = format!("{message}; the last ones are taken for empty");
            lister.report.add(Code::MissingCells, span, message).help(empty_help);
        }
        written <= expected
    }
}

/// What a file turned out to be, before its rows are read: links between pages need all of them.
pub(super) enum Parsed<'t> {
    Markdown(Box<Page>),
    Structured(Structured<'t>),
    /// Of a form that is read row by row.
    Rows,
}

/// Looks into every file.
pub(super) fn parse<'t>(
    files: &'t [Source],
    forms: &[Form],
    config: &Config,
    report: &mut Report,
) -> Vec<Parsed<'t>> {
    let parse = |(number, (file, form)): (usize, (&'t Source, &Form))| match form {
        Form::Markdown => Parsed::Markdown(Box::new(Page::parse(number, file, config, report))),
        Form::Json | Form::Yaml => {
            Parsed::Structured(Structured::parse(number, file, *form, config, report))
        }
        _ => Parsed::Rows,
    };
    files.iter().zip(forms).enumerate().map(parse).collect()
}

/// Hands all rows to the lister. The counts that the files print come back.
pub(super) fn read(
    parsed: &[Parsed],
    forms: &[Form],
    options: &Options,
    lister: &mut Lister,
) -> Vec<Printed> {
    for (file, parsed) in parsed.iter().enumerate() {
        lister.is_case_page[file] = matches!(parsed, Parsed::Markdown(page) if page.is_case_page());
        lister.is_catalog[file] = matches!(parsed, Parsed::Structured(file) if file.is_catalog());
    }
    let mut printed = Vec::new();
    let mut has_list = false;
    for (file, (parsed, form)) in parsed.iter().zip(forms).enumerate() {
        let rows = lister.rows.read;
        let is_unreadable = options.unreadable.iter().any(|(unreadable, _)| *unreadable == file);
        let may_be_none = is_unreadable || options.may_be_no_list.get(file).is_some_and(|may| *may);
        let is_list = match (parsed, form) {
            (Parsed::Markdown(page), _) => {
                printed.extend(page.printed());
                page.read(lister)
            }
            (_, Form::Csv | Form::Tsv) => delimited::read(file, *form, may_be_none, lister),
            (Parsed::Structured(file), _) => file.read(lister),
            _ => false,
        };
        let is_list = is_list || lister.rows.read > rows;
        has_list |= is_list;
        if !is_list && !may_be_none {
            report_no_list(file, &mut lister.report);
        }
    }
    if !has_list && !parsed.is_empty() && options.may_be_no_list.iter().all(|may| *may) {
        report_no_list(0, &mut lister.report);
    }
    printed
}

/// Says if there is a list, and it has no title.
pub(super) fn check_title(about: &About, lister: &mut Lister) {
    if about.title.is_empty() && lister.rows.read > 0 {
        let report = &mut lister.report;
        let problem = report.add(Code::ListWithoutTitle, Span::default(), "the list has no title");
        problem.help("give it a `# Heading`, or `title` in the front matter or in casebook.toml");
        problem.suggest(Suggestion::Title);
    }
}

fn report_no_list(file: usize, report: &mut Report) {
    let problem = report.add(Code::NoList, Span::new(file, 0..0), "there is no list");
    problem.help("a list is a table with a column Case Study or Title, a CSV file with such a column, a YAML or JSON list of entries, or a page of one case study");
}

/// What the list says of itself, and what its links are relative to: what the curator decides, else
/// what the main page says.
pub(super) fn about<'p>(
    parsed: &'p [Parsed],
    paths: &[String],
    options: &Options,
    report: &mut Report,
) -> (About, String) {
    let config = &options.config;
    let pages = || {
        let said = |parsed: &'p Parsed| match parsed {
            Parsed::Markdown(page) => Some(page.about()).filter(|_| !page.is_case_page()),
            Parsed::Structured(file) => file.about(),
            Parsed::Rows => None,
        };
        parsed.iter().zip(paths).filter_map(move |(parsed, path)| Some((said(parsed)?, path)))
    };
    let is_main = |path: &str| ["readme.md", "index.md"].contains(&&*path.to_lowercase());
    let main = pages().find(|(_, path)| is_main(path)).or_else(|| {
        let mut all = pages();
        all.next().filter(|_| all.next().is_none())
    });
    let said = main.map(|(about, _)| about.clone()).unwrap_or_default();
    let title = config.title.clone().unwrap_or(said.title);
    let latest = pages().map(|(about, _)| about.updated.clone()).max().unwrap_or_default();
    let updated = config.updated.as_ref().and_then(|day| date::parse(day)).unwrap_or(latest);
    let base = options.link_base.clone().or_else(|| config.link_base.clone());
    let link_base = base.clone().unwrap_or(said.link_base);
    if base.is_some() && !site::is_base(&link_base) {
        let message = format!("{} is no link base", Quoted(&link_base));
        report.add(Code::BadLinkBase, Span::default(), message).help(markdown::BASE_HELP);
    }
    let description = config.description.clone().unwrap_or(said.description);
    // What a page in a folder says is about that folder, not about the root.
    let of_root = base.is_some() || main.is_some_and(|(_, path)| !path.contains('/'));
    let root_base = if of_root { link_base.clone() } else { String::new() };
    (About { title, description, updated, link_base }, root_base)
}
