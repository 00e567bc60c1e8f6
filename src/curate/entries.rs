//! The rows of a list's tables as entries of its catalog.

use super::link::Links;
use super::markdown::{Cell, Document, Link, Row, Table, Text};
use super::problem::{Fault, Report};
use crate::catalog::{About, Builder, Catalog, Declaration, slugify};
use crate::facet::Match;
use std::collections::HashMap;

/// The facets in order of declaration.
const COMPANY: usize = 0;
const INDUSTRY: usize = 1;
const TAG: usize = 2;

/// Reads rows into a [`Builder`].
pub(super) struct Entries<'a, 'b> {
    builder: Builder,
    links: Links,
    industry: &'a Text,
    report: &'a mut Report<'b>,
    /// Where each id was first.
    ids: HashMap<String, usize>,
    /// By facet and slug, the labels that share it and where each was first.
    labels: HashMap<(usize, String), Vec<Text>>,
    warned_of_relative_link: bool,
}

impl<'a, 'b> Entries<'a, 'b> {
    pub(super) fn new(industry: &'a Text, links: Links, report: &'a mut Report<'b>) -> Self {
        let mut builder = Builder::default();
        for declaration in declarations() {
            if let Err(reason) = builder.declare(declaration) {
                report.add(0, Fault::Refused { reason });
            }
        }
        let (ids, labels) = (HashMap::new(), HashMap::new());
        Self { builder, links, industry, report, ids, labels, warned_of_relative_link: false }
    }

    /// Reads every table that is a list.
    pub(super) fn read(&mut self, text: &str, document: &Document) {
        let mut is_list = false;
        for table in &document.tables {
            if let Some(columns) = Columns::find(table, self.report) {
                is_list = true;
                for row in &table.rows {
                    self.row(&columns, row);
                }
            }
        }
        for paragraph in &document.paragraphs {
            if text[paragraph.at..].starts_with('|') {
                self.report.add(paragraph.at, Fault::StrayRow);
            }
        }
        if !is_list {
            self.report.add(0, Fault::NoTable);
        }
    }

    pub(super) fn finish(mut self, about: About) -> Catalog {
        self.builder.about = about;
        self.builder.finish()
    }

    /// Adds a row's entry, or reports all that is wrong with it.
    fn row(&mut self, columns: &Columns, row: &Row) {
        let errors = self.report.errors();
        let expected = row.cells.len();
        if row.written != expected {
            self.report.add(row.at, Fault::CellCount { written: row.written, expected });
            return;
        }
        let cell = |column: Option<usize>| column.and_then(|column| row.cells.get(column));
        let company = cell(columns.company).map(|cell| self.company(cell)).unwrap_or_default();
        let case_study = cell(Some(columns.case_study)).and_then(|cell| self.case_study(cell));
        let year = cell(columns.year).and_then(|cell| self.year(cell));
        let tags = cell(columns.tags).map(|cell| self.tags(cell)).unwrap_or_default();
        let Some((title, url)) = case_study else { return };
        let id = self.identify(company, title, row.at);
        if self.report.errors() == errors
            && let Err(reason) = self.commit(Entry { id, title, url, year, company, tags })
        {
            self.report.add(row.at, Fault::Refused { reason });
        }
    }

    fn commit(&mut self, entry: Entry) -> Result<(), String> {
        let Entry { id, title, url, year, company, tags } = entry;
        let row = self.builder.row();
        (row.id, row.url, row.year) = (id, url, year);
        title.clone_into(&mut row.title);
        self.builder.add_value(COMPANY, company)?;
        self.builder.add_value(INDUSTRY, &self.industry.text)?;
        for tag in tags {
            self.builder.add_value(TAG, tag)?;
        }
        self.builder.commit()
    }

    fn company<'r>(&mut self, cell: &'r Cell) -> &'r str {
        let company = cell.text.trim();
        self.label(COMPANY, company, cell.at);
        company
    }

    /// The title and the link of the one link in a cell.
    fn case_study<'r>(&mut self, cell: &'r Cell) -> Option<(&'r str, String)> {
        let beside = cell.outside_links.trim().to_owned();
        let link = match &cell.links[..] {
            [link] => link,
            [] => {
                self.report.add(cell.at, Fault::NoLink);
                return None;
            }
            links => {
                self.report.add(cell.at, Fault::SeveralLinks { count: links.len() });
                return None;
            }
        };
        if !beside.is_empty() {
            self.report.add(cell.at, Fault::BesideLink { text: beside });
        }
        let url = self.link(link);
        let title = link.text.trim();
        if title.is_empty() {
            self.report.add(link.at, Fault::NoLinkText { url: link.url.clone() });
            return None;
        }
        Some((title, url))
    }

    /// A link as the catalog has it; empty if it has to be reported.
    fn link(&mut self, link: &Link) -> String {
        // As browsers do, which skip control characters and spaces around a link.
        let written = link.url.trim_matches(|c: char| c <= ' ');
        if written.is_empty() {
            self.report.add(link.at, Fault::NoUrl { title: link.text.clone() });
            return String::new();
        }
        let url = self.links.resolve(written).unwrap_or_else(|fault| {
            self.report.add(link.at, fault);
            String::new()
        });
        if !self.warned_of_relative_link && !url.is_empty() && self.links.is_adrift(&url) {
            self.warned_of_relative_link = true;
            self.report.add(link.at, Fault::RelativeLink { url: url.clone() });
        }
        url
    }

    fn year(&mut self, cell: &Cell) -> Option<u16> {
        let text = cell.text.trim();
        let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        let year = text.parse().ok().filter(|&year| is_year && year > 0);
        if year.is_none() && !text.is_empty() {
            self.report.add(cell.at, Fault::Year { text: text.to_owned() });
        }
        year
    }

    fn tags<'r>(&mut self, cell: &'r Cell) -> Vec<&'r str> {
        let text = cell.outside_code.trim_matches(|c: char| c.is_whitespace() || ",;".contains(c));
        if text.contains(|c: char| !c.is_whitespace() && !",;".contains(c)) {
            self.report.add(cell.at, Fault::PlainTag { text: text.to_owned() });
        }
        for tag in &cell.code {
            self.label(TAG, tag.text.trim(), tag.at);
        }
        cell.code.iter().map(|tag| tag.text.trim()).collect()
    }

    /// Reports a label whose slug another label of the facet has.
    fn label(&mut self, facet: usize, label: &str, at: usize) {
        let slug = slugify(label);
        let sharing = self.labels.entry((facet, slug.clone())).or_default();
        if sharing.iter().any(|other| other.text == label) {
            return;
        }
        if let Some(Text { at: first, text }) = sharing.first() {
            let (label, other, first) = (label.to_owned(), text.clone(), self.report.place(*first));
            self.report.add(at, Fault::SameSlug { label, other, first, slug });
        }
        sharing.push(Text { at, text: label.to_owned() });
    }

    /// The entry's id: the slug of company and title, since links change more often than titles do.
    fn identify(&mut self, company: &str, title: &str, at: usize) -> String {
        let id = slugify(&format!("{company} {title}"));
        if let Some(&first) = self.ids.get(&id) {
            let (title, first) = (title.to_owned(), self.report.place(first));
            self.report.add(at, Fault::SameEntry { title, first });
        } else {
            self.ids.insert(id.clone(), at);
        }
        id
    }
}

/// A row without a fault.
struct Entry<'r> {
    id: String,
    title: &'r str,
    url: String,
    year: Option<u16>,
    company: &'r str,
    tags: Vec<&'r str>,
}

/// Which column is which.
struct Columns {
    case_study: usize,
    company: Option<usize>,
    year: Option<usize>,
    tags: Option<usize>,
}

impl Columns {
    /// The columns by the header's names, in any case and order; `None` if the table is no list.
    fn find(table: &Table, report: &mut Report) -> Option<Self> {
        let names: Vec<String> = table.header.iter().map(|cell| name(&cell.text)).collect();
        let column = |wanted| names.iter().position(|name| name == wanted);
        let Some(case_study) = column("case study") else {
            report.add(table.at, Fault::UnknownTable { rows: table.rows.len() });
            return None;
        };
        let columns = Self {
            case_study,
            company: column("company"),
            year: column("year"),
            tags: column("tags"),
        };
        for (at, cell) in table.header.iter().enumerate() {
            let Self { company, year, tags, .. } = columns;
            if ![Some(case_study), company, year, tags].contains(&Some(at)) {
                let label = cell.text.trim().to_owned();
                report.add(cell.at, Fault::UnknownColumn { label });
            }
        }
        Some(columns)
    }
}

fn name(header: &str) -> String {
    header.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn declarations() -> [Declaration; 3] {
    let facet = |key: &str, label: &str| Declaration {
        key: key.into(),
        label: label.into(),
        ..Declaration::default()
    };
    [
        facet("company", "Company"),
        Declaration { many: true, ..facet("industry", "Industry") },
        Declaration { many: true, matching: Match::All, ..facet("tag", "Tags") },
    ]
}
