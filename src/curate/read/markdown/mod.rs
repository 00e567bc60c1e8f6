//! Reads Markdown: pages with tables, pages of one case study, pages with lists of links.

mod about;
mod bullets;
mod case_page;
mod counts;
mod front_case;
mod mend;
mod parse;

pub(in crate::curate) use about::{About, BASE_HELP};
pub(in crate::curate) use counts::Printed;

use super::{Cell, Text};
use crate::curate::config::Config;
use crate::curate::fault::{Code, Quoted, Report};
use crate::curate::front_matter::{self, Field as Fact};
use crate::curate::lister::{COMPANY, Columns, Field, INDUSTRY, Lister, TAG, Table};
use crate::curate::read::structured::{Kind, Node, declare};
use crate::curate::source::Source;
use case_page::CasePage;
use front_case::FrontCase;
use parse::{Block, Document, Row, Rows};
use url::Url;

/// A page, read and not yet understood.
pub(in crate::curate) struct Page {
    file: usize,
    facts: Vec<Fact>,
    document: Document,
    case: Option<CasePage>,
    front_case: Option<FrontCase>,
    about: About,
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
        let mended = mend::mend(file, source.text(), report);
        let document = parse::parse(file, mended.as_deref().unwrap_or(source.text()), body);
        let case = CasePage::find(&document);
        let front_case = FrontCase::find(file, &facts, &document, case.as_ref(), config);
        let about = if front_case.is_some() {
            About::default()
        } else {
            front_matter::check_keys(file, &facts, report);
            About::find(file, &facts, &document, report)
        };
        Self { file, facts, document, case, front_case, about }
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
        let mut has_list = false;
        let lists = self.document.tables().filter(|table| is_list(table)).count();
        let mut section = None;
        for block in &self.document.blocks {
            match block {
                Block::Heading { text, .. } => section = Some(text),
                Block::Table(rows) => {
                    has_list |=
                        self.table(rows, section.filter(|_| lists > 1), base.clone(), lister);
                }
                Block::Html(span) => {
                    let problem =
                        lister.report.add(Code::UnknownTable, *span, "a table in HTML is not read");
                    problem.help("write it as a Markdown table");
                }
                Block::Paragraph(text) => check_stray(text, lister),
                Block::Item(_) => {}
            }
        }
        has_list || bullets::read(self.file, &self.document, base, lister)
    }

    fn declare(&self, lister: &mut Lister) {
        let Some(fact) = self.facts.iter().find(|fact| fact.key == "facets") else { return };
        declare(&fact.node, Code::FrontMatter, lister);
    }

    /// Reads a table, unless it is no list.
    fn table(
        &self,
        rows: &Rows,
        section: Option<&Cell>,
        base: Option<Url>,
        lister: &mut Lister,
    ) -> bool {
        let first_row = rows.rows.first().map_or(&[][..], |row| &row.cells);
        let Some(columns) = lister.columns(&rows.header, first_row) else {
            let message = format!("this table of {} rows is not read", rows.rows.len());
            let problem = lister.report.add(Code::UnknownTable, rows.span, message);
            problem.help("a list has a column Case Study or Title; or say under [columns] in casebook.toml which it is");
            return false;
        };
        let given = self.given(&columns, section, lister);
        let wants_links = true;
        let table =
            Table { file: self.file, columns, given, base, wants_links, is_case_page: false };
        for row in &rows.rows {
            read_row(&table, row, rows.header.len(), lister);
        }
        true
    }

    /// Values that the page gives to all rows of a table which has no column for them.
    fn given(
        &self,
        columns: &Columns,
        section: Option<&Cell>,
        lister: &Lister,
    ) -> Vec<(usize, Text)> {
        let mut given = Vec::new();
        for (facet, keys) in
            [(COMPANY, &["company"][..]), (INDUSTRY, &["industry"]), (TAG, &["tag", "tags"])]
        {
            let fact =
                self.facts.iter().find(|fact| keys.contains(&&*fact.key) && !fact.value.is_empty());
            match fact.map(|fact| (fact, &fact.node.kind)) {
                Some((_, Kind::List(items))) => {
                    let text =
                        |item: &Node| Some(Text { span: item.span, text: item.text()?.to_owned() });
                    given.extend(items.iter().filter_map(text).map(|text| (facet, text)));
                }
                Some((fact, _)) => {
                    given.push((facet, Text { span: fact.node.span, text: fact.value.clone() }));
                }
                None => {}
            }
        }
        let lacks = |facet| {
            !columns.has(Field::Facet(facet)) && given.iter().all(|(other, _)| *other != facet)
        };
        let missing: Vec<usize> =
            [COMPANY, INDUSTRY, TAG].into_iter().filter(|&facet| lacks(facet)).collect();
        let named = self.document.heading().and_then(|heading| about::named_value(heading));
        let facet = named
            .as_ref()
            .and_then(|named| about::named_facet(named, &missing, lister.site.path(self.file)));
        if let (Some(named), Some(facet)) = (named, facet) {
            given.push((facet, named.value));
        } else if let Some(section) = section.filter(|_| missing.contains(&TAG)) {
            let text = about::without_signs(&section.text).to_owned();
            given.push((TAG, Text { span: section.span, text }));
        }
        given
    }
}

fn is_list(table: &Rows) -> bool {
    table.header.len() > 1
}

fn read_row(table: &Table, row: &Row, expected: usize, lister: &mut Lister) {
    let written = row.written;
    if written > expected {
        let extra = format!("{written} cells where the header has {expected}");
        lister.lose(Code::CellCount, row.span, extra).help("write a bar inside a cell as \\|");
        return;
    }
    if written < expected && row.cells.iter().any(|cell| !cell.is_empty()) {
        let message = format!(
            "{written} cells where the header has {expected}; the last ones are taken for empty"
        );
        lister.report.add(Code::MissingCells, row.span, message).help("write empty cells as | |");
    }
    lister.row(table, &row.cells, row.span);
}

/// A paragraph that looks like a row of a table.
fn check_stray(text: &Cell, lister: &mut Lister) {
    let raw = &lister.files[text.span.file()].text()[text.span.range()];
    if raw.starts_with('|') && raw[1..].contains('|') {
        let message =
            format!("{} is outside of a table", Quoted(raw.lines().next().unwrap_or_default()));
        lister
            .lose(Code::StrayRow, text.span, message)
            .help("close the gap above it, or give it a header and a line |---|---| as wide");
    }
}
