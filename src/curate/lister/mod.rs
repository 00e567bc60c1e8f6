//! From rows to drafts of entries: what every form of list has in common.

mod blocks;
mod columns;
mod drafts;
mod facets;
mod fields;
mod fork;
mod kinds;
mod languages;
mod links;
mod marks;
mod names;
mod sums;
mod values;
mod years;

pub(super) use columns::{Columns, Field, is_column_name, is_field, is_number};
pub(super) use drafts::{Draft, Drafts, Held, Piece};
pub(super) use facets::{COMPANY, Facet, Facets, INDUSTRY, Label, TAG, is_facet_key};
pub(super) use kinds::{is_in_brackets, is_kind, is_way, only_leads};
pub(super) use links::is_address;
pub(super) use years::{check_year_of_link, year_of};

use super::config::Config;
use super::fault::{Code, Quoted, Report, Span, Suggestion};
use super::read::{Cell, Text};
use super::site::Site;
use super::source::Source;
use super::suggest;
use std::collections::HashSet;
use url::Url;

/// Takes rows from all readers, and finds what is wrong with each.
pub(super) struct Lister<'a> {
    pub(super) files: &'a [Source],
    pub(super) config: &'a Config,
    pub(super) site: &'a Site,
    pub(super) report: Report,
    pub(super) facets: Facets,
    pub(super) drafts: Drafts,
    pub(super) rows: Rows,
    /// For each file, whether it is the page of one case study.
    pub(super) is_case_page: Vec<bool>,
    /// For each file, whether it is a catalog, which has each entry once.
    pub(super) is_catalog: Vec<bool>,
    /// The year that is now; later ones are in the future.
    pub(super) this_year: u16,
    /// Whether the curator has said what links are relative to, whatever files say.
    pub(super) base_is_given: bool,
    warned_of_relative_link: bool,
    /// Columns that were said not to be read; each table may have one of that name.
    warned_of_columns: HashSet<String>,
    /// Room for the values of a row, which is needed for each anew.
    room: Vec<Held>,
}

/// What became of the rows. Their number is that of entries, merged rows and lost rows together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// How many rows were read: one each case study in a table, a record, a page.
    pub read: usize,
    /// How many of them are entries of their own.
    pub entries: usize,
    /// How many of them went into an entry that another row had made.
    pub merged: usize,
    /// How many of them had an error, and are in no entry.
    pub lost: usize,
}

/// What holds for all rows of a table.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) file: usize,
    pub(super) columns: Columns,
    /// Values that the page around the table gives to all its rows.
    pub(super) given: Vec<(usize, Text)>,
    /// What links are relative to, if the file says so itself.
    pub(super) base: Option<Url>,
    /// Whether rows are expected to have a link.
    pub(super) wants_links: bool,
    /// Whether this is the page of a case study, which its one row stands for.
    pub(super) is_case_page: bool,
    /// Whether backslashes escape what is in cells.
    pub(super) is_markdown: bool,
}

impl<'a> Lister<'a> {
    pub(super) fn new(
        files: &'a [Source],
        config: &'a Config,
        site: &'a Site,
        this_year: u16,
    ) -> Self {
        Self {
            files,
            config,
            site,
            report: Report::default(),
            facets: Facets::new(config),
            drafts: Drafts::default(),
            rows: Rows::default(),
            is_case_page: vec![false; files.len()],
            is_catalog: vec![false; files.len()],
            this_year,
            base_is_given: false,
            warned_of_relative_link: false,
            warned_of_columns: HashSet::new(),
            room: Vec::new(),
        }
    }

    /// The columns of a table. `None` if it is no list.
    pub(super) fn find_columns(&mut self, header: &[Cell], first_row: &[Cell]) -> Option<Columns> {
        let mut columns = Columns::find(header, first_row, self.config, &mut self.facets);
        columns.are_companies(header, &self.facets);
        columns.is_list(header, first_row).then_some(columns)
    }

    /// Says which columns are not read, or only now and then.
    pub(super) fn report_unknowns(&mut self, header: &[Cell], columns: &Columns) {
        for (at, (cell, field)) in header.iter().zip(&columns.fields).enumerate() {
            if *field == Field::Unknown {
                let spare = columns.spares.iter().find(|(spare, _)| *spare == at);
                let main = spare.and_then(|(_, field)| columns.position(*field));
                self.report_column(cell, main.map(|main| &header[main]));
            }
        }
    }

    /// Says that a column is not read.
    pub(super) fn report_unknown(&mut self, header: &Cell) {
        self.report_column(header, None);
    }

    /// Says that a column is not read, or only in the place of another one, once for all tables that have it.
    fn report_column(&mut self, header: &Cell, main: Option<&Cell>) {
        let name = header.text.trim();
        if name.is_empty() || !self.warned_of_columns.insert(name.to_owned()) {
            return;
        }
        let message = match main {
            Some(main) => format!(
                "column {} is read only where {} is empty",
                Quoted(name),
                Quoted(main.text.trim())
            ),
            None => format!("column {} is not read", Quoted(name)),
        };
        let (header_key, key) = (suggest::quoted(name), crate::catalog::slugify(name));
        let help = format!(
            "to make it a facet, write into casebook.toml, under [columns]: {header_key} = \"{key}\"; or \"ignore\""
        );
        let problem = self.report.add(Code::UnknownColumn, header.span, message);
        problem.help(help).suggest(Suggestion::Column { header: name.to_owned() });
    }

    /// Counts a row that becomes no entry, and says why.
    pub(super) fn lose(
        &mut self,
        code: Code,
        span: Span,
        message: String,
    ) -> &mut super::fault::Problem {
        self.rows.read += 1;
        self.rows.lost += 1;
        self.report.add(code, span, message)
    }

    /// Drafts the entry of a row, or reports all that is wrong with it.
    pub(super) fn row<'s>(&mut self, table: &Table, cells: &[Cell<'s>], span: Span)
    where
        'a: 's,
    {
        if cells.iter().all(Cell::is_empty) {
            return;
        }
        if sums::is_sum(cells) {
            let message = "a row that sums up, and is no entry";
            self.report.add(Code::SumRow, span, message).help("take it out of the list");
            return;
        }
        self.rows.read += 1;
        let errors = self.report.errors();
        let mut draft = Draft { row: span, ..Draft::default() };
        self.room.clear();
        for (cell, field) in cells.iter().zip(&table.columns.fields) {
            let cell = table.columns.filled(*field, cell, cells);
            match *field {
                Field::Id => draft.id = self.keep(cell),
                Field::Title => self.title(table, cell, &mut draft),
                Field::Url => self.url(table, cell, &mut draft),
                Field::Page => self.page(table, cell, &mut draft),
                Field::Year => draft.year = self.year(cell),
                Field::Summary => draft.summary = self.keep_plain(table, cell),
                Field::Facet(facet) => self.values(facet, cell),
                Field::Ignored | Field::Unknown => {}
            }
        }
        if !draft.leads_somewhere()
            && let Some(cell) = table.columns.spare(Field::Url, cells)
        {
            self.url(table, cell, &mut draft);
        }
        for (facet, text) in &table.given {
            self.named(*facet, &text.text, text.span);
        }
        if table.is_case_page {
            draft.page_file = table.file as u32 + 1;
        } else if table.is_markdown && !draft.leads_somewhere() {
            self.only_link(table, cells, &mut draft);
        }
        if self.report.errors() == errors {
            self.check_whole(table, &draft);
        }
        if self.report.errors() == errors {
            self.drafts.add(draft, &self.room);
        } else {
            self.rows.lost += 1;
        }
    }

    /// To be called when all rows were read: what headings name is what cells say, in the cells' letters.
    pub(super) fn settle(&mut self) {
        let settled = self.facets.settle();
        if settled.iter().any(Option::is_some) {
            self.drafts.settle(&settled);
        }
    }

    /// What only all fields of a row together can tell.
    fn check_whole(&mut self, table: &Table, draft: &Draft) {
        let title = self.drafts.text(draft.title, self.files, draft.row.file());
        if title.is_empty() {
            self.report
                .add(Code::NoTitle, draft.row, "an entry without a title")
                .help("every row needs one; leave out rows that are none");
            return;
        }
        if !draft.leads_somewhere() && table.wants_links {
            let message = format!("{} has no link", Quoted(title));
            let place = self.drafts.place(draft, draft.title, self.files);
            let is_in_title = table.is_markdown && !table.columns.has(Field::Url);
            self.report.add(Code::MissingLink, place, message).help(if is_in_title {
                "write it as [title](link)"
            } else {
                "write the link where others have theirs"
            });
        }
    }
}
