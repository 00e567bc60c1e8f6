//! Reads Markdown: pages with tables, pages of one case study, pages with lists of links.

mod about;
mod above;
mod bold;
mod bullets;
mod case_page;
mod counts;
mod dialects;
mod facts;
mod front_case;
mod given;
mod headed;
mod html;
mod mend;
mod parse;
mod told;
mod ways;

pub(in crate::curate) use about::{About, BASE_HELP};
pub(in crate::curate) use counts::Printed;

use super::{Cell, Width};
use crate::curate::config::Config;
use crate::curate::fault::{Code, Quoted, Report, Severity, Span};
use crate::curate::front_matter::{self, Field as Fact};
use crate::curate::lister::{Columns, Facets, Field, Lister, Table, is_number};
use crate::curate::read::structured::declare;
use crate::curate::source::Source;
use case_page::CasePage;
use front_case::FrontCase;
use given::Given;
use headed::Headed;
use parse::{Block, Document, Row, Rows};
use std::borrow::Cow;
use url::Url;

/// A page, read and not yet understood.
pub(in crate::curate) struct Page {
    file: usize,
    facts: Vec<Fact>,
    document: Document,
    case: Option<CasePage>,
    front_case: Option<FrontCase>,
    headed: Option<Headed>,
    about: About,
    /// The heading of the page.
    title: Option<Cell<'static>>,
    /// Whether sections with tables are called by companies.
    has_companies: bool,
}

impl Page {
    /// Reads a page.
    pub(in crate::curate) fn parse(
        file: usize,
        source: &Source,
        config: &Config,
        report: &mut Report,
    ) -> Self {
        let (facts, body) = front_matter::split(file, source.text(), report);
        let plain = dialects::plain(source.text());
        let text = plain.as_deref().unwrap_or(source.text());
        let mended = mend::mend(file, source.text(), text, report);
        let mut document = parse::parse(file, mended.as_deref().unwrap_or(text), body);
        bold::make_headings(&mut document, file, text, config);
        let case = CasePage::find(file, text, &document, config);
        let headed = match &case {
            Some(case) if case.has_table() => None,
            _ => Headed::find(file, text, &document, config),
        };
        let case = case.filter(|_| headed.is_none());
        let front_case =
            FrontCase::find(file, source.name(), &facts, &document, case.as_ref(), config);
        let about = if front_case.is_some() {
            About::default()
        } else {
            front_matter::check_keys(file, &facts, report);
            let first_entry = headed.as_ref().map(Headed::start);
            let first_entry = first_entry.or_else(|| bullets::first_entry(&document));
            About::find(file, &facts, &document, first_entry, report)
        };
        let title = document.heading().cloned();
        let has_companies = given::sections_are_companies(&document, config);
        Self { file, facts, document, case, front_case, headed, about, title, has_companies }
    }

    /// Whether this is the page of one case study.
    pub(in crate::curate) fn is_case_page(&self) -> bool {
        self.case.is_some() || self.front_case.is_some()
    }

    /// What the page says of the list.
    pub(in crate::curate) fn about(&self) -> &About {
        &self.about
    }

    /// The counts that are printed on the page.
    pub(in crate::curate) fn printed(&self) -> Vec<Printed> {
        counts::find(&self.document)
    }

    /// Hands over the page's rows. Whether it has a list.
    pub(in crate::curate) fn read(&self, lister: &mut Lister) -> bool {
        self.declare(lister);
        let base = Url::parse(&self.about.link_base).ok().filter(|_| !lister.base_is_given);
        if let Some(case) = &self.front_case {
            case.read(self.file, base, lister);
            return true;
        }
        if let Some(case) = &self.case {
            case.read(self.file, base, lister);
            return true;
        }
        if let Some(headed) = &self.headed {
            headed.read(self.file, &self.document, base.as_ref(), lister);
            return true;
        }
        let (mut has_list, rows) = (false, lister.rows.read);
        let sections = self.sections(lister);
        let mut section = None;
        for block in &self.document.blocks {
            match block {
                Block::Heading { text, .. } => section = Some(text),
                Block::Table(rows) => {
                    let section = section.filter(|_| sections > 1);
                    has_list |= self.table(rows, section, base.clone(), lister);
                }
                Block::Html(span) => {
                    let problem =
                        lister.report.add(Code::UnknownTable, *span, "a table in HTML is not read");
                    problem.help("write it as a Markdown table");
                }
                Block::Paragraph(text) => check_stray(text, lister),
                Block::Item(_) | Block::Rule => {}
            }
        }
        let rows = lister.rows.read - rows;
        if rows == 0 {
            let given = self.given(&Columns::default(), None, lister).values;
            has_list |= bullets::read_pages(self.file, &self.document, &given, lister);
        }
        bullets::read(self.file, &self.document, base.as_ref(), rows, lister) || has_list
    }

    fn declare(&self, lister: &mut Lister) {
        let Some(fact) = self.facts.iter().find(|fact| fact.key == "facets") else { return };
        declare(&fact.node, Code::FrontMatter, lister);
    }

    /// Reads a table, unless it is no list.
    fn table(
        &self,
        rows: &Rows,
        section: Option<&Cell<'static>>,
        base: Option<Url>,
        lister: &mut Lister,
    ) -> bool {
        if rows.is_contents() {
            return false;
        }
        let Some(mut columns) = rows.columns(lister.config, &mut lister.facets) else {
            report_no_list(rows, lister);
            return false;
        };
        for (at, (cell, field)) in rows.header.iter().zip(&columns.fields).enumerate() {
            if *field == Field::Unknown && rows.has_any(at) {
                lister.report_unknown(cell);
            }
        }
        let Given { values, year } = self.given(&columns, section, lister);
        if year.is_some() {
            columns.fields.resize(rows.header.len(), Field::Unknown);
            columns.fields.push(Field::Year);
        }
        let (file, given) = (self.file, values);
        let table = Table {
            file,
            columns,
            given,
            base,
            wants_links: true,
            is_case_page: false,
            is_markdown: true,
        };
        for row in rows.body.iter().filter(|row| !is_header(&rows.header, &row.cells)) {
            read_row(&table, row, rows.header.len(), year.as_ref(), lister);
        }
        true
    }
}

impl Rows {
    /// The cells of the row that tells most of where links are, the first of several.
    pub(super) fn first(&self) -> &[Cell<'static>] {
        let links = |row: &&Row| row.cells.iter().filter(|cell| !cell.links.is_empty()).count();
        self.body.iter().rev().max_by_key(links).map_or(&[][..], |row| &row.cells)
    }

    /// Whether a column has anything in it.
    fn has_any(&self, column: usize) -> bool {
        self.body.iter().any(|row| row.cells.get(column).is_some_and(|cell| !cell.is_empty()))
    }

    /// Whether this is a table of contents: its columns have no names, and all its links lead to places of the page.
    fn is_contents(&self) -> bool {
        let is_name = |cell: &Cell| cell.links.is_empty() && !cell.is_empty();
        if self.header.iter().any(is_name) {
            return false;
        }
        let cells = self.body.iter().flat_map(|row| &row.cells).chain(&self.header);
        let mut links = cells.flat_map(|cell| &cell.links).peekable();
        links.peek().is_some() && links.all(|link| link.url.starts_with('#'))
    }

    /// Which column is which, if these are rows of a list.
    fn columns(&self, config: &Config, facets: &mut Facets) -> Option<Columns> {
        let (header, first) = (&self.header[..], self.first());
        let mut columns = Columns::find(header, first, config, facets);
        columns.name_titles(header, first);
        columns.is_list(header, first).then_some(columns)
    }

    /// Whether these are rows of a list.
    pub(super) fn is_list(&self, config: &Config) -> bool {
        !self.is_contents() && self.columns(config, &mut Facets::new(config)).is_some()
    }
}

/// Says that a table is no list; one that counts is none for certain.
fn report_no_list(rows: &Rows, lister: &mut Lister) {
    let message = match rows.body.len() {
        1 => "a table of one row is not read".to_owned(),
        rows => format!("a table of {rows} rows is not read"),
    };
    let counts = |row: &Row| {
        let last = row.cells.iter().rev().find(|cell| !cell.is_empty());
        last.is_some_and(|cell| is_number(&cell.text))
    };
    let is_index = rows.header.len() == 2 && rows.body.iter().all(counts);
    let severity = if is_index { Severity::Note } else { Code::UnknownTable.severity() };
    let problem = lister.report.add_as(severity, Code::UnknownTable, rows.span, message);
    problem.help("a list has a column Case Study or Title; if this is one, say in casebook.toml, under [columns], which is its \"title\"");
}

fn read_row(
    table: &Table,
    row: &Row,
    expected: usize,
    year: Option<&Cell<'static>>,
    lister: &mut Lister,
) {
    let written = without_surplus(row, expected, lister);
    let width = Width { written, expected };
    let (too_many, too_few) = ("write a bar inside a cell as \\|", "write empty cells as | |");
    let is_empty = row.cells.iter().all(Cell::is_empty) && written <= expected;
    if is_empty || !width.check(row.span, too_many, too_few, lister) {
        return;
    }
    let mut cells = Cow::Borrowed(&row.cells[..]);
    for (at, field) in table.columns.fields.iter().enumerate() {
        if let Some(cell) = row.cells.get(at).and_then(|cell| ways::without_ways(cell, *field)) {
            cells.to_mut()[at] = cell;
        }
    }
    if let Some(year) = year {
        cells.to_mut().push(year.clone());
    }
    lister.row(table, &cells, row.span);
}

/// How many cells a row has, without the empty ones behind the last column, which are reported.
fn without_surplus(row: &Row, expected: usize, lister: &mut Lister) -> usize {
    let written = row.written;
    if written <= expected || written - empty_at_end(row, lister) > expected {
        return written;
    }
    let message = format!("{written} cells where the header has {expected}");
    let problem = lister.report.add_as(Severity::Warning, Code::CellCount, row.span, message);
    problem.help("those behind the last column are empty; take them out");
    expected
}

/// How many empty cells a row ends with.
fn empty_at_end(row: &Row, lister: &Lister) -> usize {
    let raw = &lister.files[row.span.file()].text()[row.span.range()];
    let raw = raw.split("<!-- casebook:").next().unwrap_or_default().trim();
    let mut rest = raw.strip_suffix('|').unwrap_or(raw).trim_end();
    let mut empty = 0;
    while let Some(before) = rest.strip_suffix('|') {
        empty += 1;
        rest = before.trim_end();
    }
    empty
}

/// Whether a row is the header once more, or the line below it, as where two tables were put together.
fn is_header(header: &[Cell], row: &[Cell]) -> bool {
    let is_line =
        |text: &str| text.contains("--") && text.bytes().all(|byte| b":-".contains(&byte));
    let filled = || row.iter().filter(|cell| !cell.is_empty());
    filled().next().is_some()
        && (filled().all(|cell| is_line(cell.text.trim()))
            || header.iter().zip(row).all(|(a, b)| a.text.eq_ignore_ascii_case(&b.text)))
}

/// A paragraph that looks like rows of a table, each of which is lost.
fn check_stray(text: &Cell, lister: &mut Lister) {
    let (file, start) = (text.span.file(), text.span.range().start);
    let raw = &lister.files[file].text()[text.span.range()];
    let is_row = |line: &str| line.starts_with('|') && line[1..].contains('|');
    if !is_row(raw) {
        return;
    }
    let is_bare = |row: &str| row.trim_matches(|c: char| c == '|' || c.is_whitespace()).is_empty();
    let mut at = 0;
    let mut lines = raw.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let mut end = at + line.len();
        // A bar alone begins a row that goes on below.
        while is_bare(&raw[at..end])
            && let Some(next) = lines.next_if(|next| !next.starts_with('|'))
        {
            end += next.len();
        }
        let row = raw[at..end].trim_end();
        let span = Span::new(file, start + at..start + at + row.len());
        at = end;
        if row.starts_with('|') && !is_bare(row) && !mend::is_delimiter_row(row) {
            let message = format!("{} is outside of a table", Quoted(row));
            lister
                .lose(Code::StrayRow, span, message)
                .help("give it a header and a line |---|---| as wide, or close the gap above it");
        }
    }
}
