//! Reads tables in text: values with commas, semicolons, tabs or bars between them, a record a row.

mod guess;
mod parts;
mod records;
mod sniff;

use super::{Cell, Link, Width};
use crate::curate::Form;
use crate::curate::fault::{Code, Quoted, Span};
use crate::curate::lister::{Columns, Field as Kind, Lister, Table};
use records::{Field, Record, Records};
use sniff::FIRST_RECORDS;
use std::borrow::Cow;

/// Hands over the rows of a table. Whether it is a list; if not, and it has to be one, that is reported.
pub(in crate::curate) fn read(
    file: usize,
    form: Form,
    may_be_no_list: bool,
    lister: &mut Lister,
) -> bool {
    read_in_parts(file, form, may_be_no_list, parts::LEAST, lister)
}

fn read_in_parts(
    file: usize,
    form: Form,
    may_be_no_list: bool,
    least: usize,
    lister: &mut Lister,
) -> bool {
    let text = lister.files[file].text();
    let (delimiter, start) = sniff::named(text).unwrap_or_else(|| match form {
        Form::Tsv => (b'\t', 0),
        _ => (sniff::delimiter(text, lister.config), 0),
    });
    let records = Records::new(text, start, delimiter);
    let mut reader = Reader {
        file,
        text,
        delimiter: char::from(delimiter),
        records,
        fields: Vec::new(),
        cells: Vec::new(),
        is_spaced: false,
    };
    let begin = reader.records.clone();
    let named = reader.header(lister).or_else(|| {
        reader.records = begin;
        // Of several files, any that has links would be a list.
        let may_guess = !may_be_no_list || lister.files.len() == 1;
        may_guess.then(|| reader.guess(lister)).flatten()
    });
    if let Some((header, columns)) = named {
        let wants_links = columns.has(Kind::Url) || reader.titles_link(&columns);
        let table = Table { file, columns, wants_links, ..Table::default() };
        reader.rows_in_parts(&table, &header, least, lister);
        return true;
    }
    let is_empty = text.trim().is_empty();
    if !is_empty {
        report_no_header(file, text, may_be_no_list, lister);
    }
    !is_empty && !may_be_no_list
}

fn report_no_header(file: usize, text: &str, may_be_no_list: bool, lister: &mut Lister) {
    let first = text.trim_start();
    let start = text.len() - first.len();
    let line = first.lines().next().unwrap_or_default();
    let message = format!("{} names no column that would have titles", Quoted(line));
    let code = if may_be_no_list { Code::UnknownTable } else { Code::NoList };
    let problem = lister.report.add(code, Span::new(file, start..start + line.len()), message);
    problem.help("the first row has to name the columns, one of them Title or Case Study; or say under [columns] in casebook.toml which it is");
}

struct Reader<'t> {
    file: usize,
    text: &'t str,
    delimiter: char,
    records: Records<'t>,
    /// The record read last.
    fields: Vec<Field>,
    /// What its fields say; the room is used for all records.
    cells: Vec<Cell<'t>>,
    /// Whether there is a space behind each delimiter, as in `a, b, c`.
    is_spaced: bool,
}

impl<'t> Reader<'t> {
    /// Finds the row that names the columns, and leaves the reader behind it. What stands before it is
    /// reported.
    fn header(&mut self, lister: &mut Lister<'t>) -> Option<(Vec<Cell<'t>>, Columns)> {
        let mut before = Vec::new();
        for _ in 0..FIRST_RECORDS {
            let record = self.next()?;
            if let Some(columns) = self.as_header(lister) {
                for span in before {
                    let message = "this is not read: it stands before the names of the columns";
                    lister.report.add(Code::TextNotRead, span, message);
                }
                return Some((self.cells.clone(), columns));
            }
            if !self.fields.iter().all(Field::is_empty) {
                before.push(self.span(&record));
            }
        }
        None
    }

    /// The columns that the record read last names, if it is a header.
    fn as_header(&mut self, lister: &mut Lister<'t>) -> Option<Columns> {
        if sniff::known_names(self.text, &self.fields, lister.config) == 0 {
            return None;
        }
        let others = self.fields.get(1..).unwrap_or_default();
        self.is_spaced = !others.is_empty()
            && others.iter().all(|field| self.text[field.whole.start..].starts_with(' '));
        self.fill();
        let first_row = self.peek();
        let is_alone = self.cells.iter().filter(|cell| !cell.is_empty()).count() == 1;
        // A name alone above a table is its heading.
        if is_alone && first_row.len() > 1 {
            return None;
        }
        let mut columns = lister.find_columns(&self.cells, &first_row)?;
        self.ignore_empty(&mut columns);
        lister.report_unknowns(&self.cells, &columns);
        Some(columns)
    }

    /// Makes nothing of columns that nobody knows and that no record has anything in; that of a long list may.
    fn ignore_empty(&self, columns: &mut Columns) {
        const MOST_RECORDS: usize = 2_000;
        let mut empty: Vec<usize> =
            (0..columns.fields.len()).filter(|&at| columns.fields[at] == Kind::Unknown).collect();
        let (mut records, mut fields) = (self.records.clone(), Vec::new());
        for _ in 0..MOST_RECORDS {
            if empty.is_empty() {
                return;
            }
            if records.next(&mut fields).is_none() {
                for at in empty {
                    columns.fields[at] = Kind::Ignored;
                }
                return;
            }
            empty.retain(|&at| fields.get(at).is_none_or(Field::is_empty));
        }
    }

    /// The cells of the next record, which is still to be read.
    fn peek(&self) -> Vec<Cell<'t>> {
        let (records, fields, cells) = (self.records.clone(), Vec::new(), Vec::new());
        let mut ahead = Self { records, fields, cells, ..*self };
        if ahead.next().is_some() {
            ahead.fill();
        }
        ahead.cells
    }

    fn next(&mut self) -> Option<Record> {
        self.records.next(&mut self.fields)
    }

    fn span(&self, record: &Record) -> Span {
        Span::new(self.file, record.range.clone())
    }

    /// Makes cells of the fields read last.
    fn fill(&mut self) {
        self.cells.resize_with(self.fields.len(), Cell::default);
        for (cell, field) in self.cells.iter_mut().zip(&self.fields) {
            cell.span = Span::new(self.file, field.whole.clone());
            let text = &self.text[field.text.clone()];
            if field.is_doubled {
                cell.text = field.text(self.text);
            } else if self.is_spaced && !field.is_quoted() {
                cell.text = Cow::Borrowed(text.trim());
            } else {
                cell.text = Cow::Borrowed(text);
            }
            cell.links.clear();
            if cell.text.as_bytes().first() == Some(&b'[') {
                read_link(cell);
            }
        }
    }

    /// Whether titles have links in them.
    fn titles_link(&self, columns: &Columns) -> bool {
        let first_row = self.peek();
        let title = columns.position(Kind::Title).and_then(|at| first_row.get(at));
        title.is_some_and(|cell| !cell.links.is_empty())
    }

    fn row(&mut self, table: &Table, header: &[Cell], record: &Record, lister: &mut Lister<'t>) {
        let span = self.span(record);
        if let Some(open) = record.open_quote.or_else(|| self.swallowed(header.len())) {
            self.records.go_back(open);
            let quote = self.text[open..].find('"').map_or(open, |gap| open + gap);
            let span = Span::new(self.file, quote..quote + 1);
            let message = "a quote that opens here is not closed".to_owned();
            lister
                .lose(Code::Malformed, span, message)
                .help("close it, or write a quote inside of a value twice and quotes around that");
            return;
        }
        if self.fields[header.len().min(self.fields.len())..].iter().all(Field::is_empty) {
            self.fields.truncate(header.len());
        }
        self.fill();
        if self.is_header_again(header) {
            lister.report.add(Code::TextNotRead, span, "the names of the columns, once more");
            return;
        }
        if self.is_wide_enough(header.len(), span, lister) {
            lister.row(table, &self.cells, span);
        }
    }

    /// Whether the cells can be read as a row; if not, or if some are missing, that is reported.
    fn is_wide_enough(&self, expected: usize, span: Span, lister: &mut Lister) -> bool {
        let width = Width { written: self.cells.len(), expected };
        if width.written == expected || self.cells.iter().all(Cell::is_empty) {
            return true;
        }
        let in_a_cell = format!(
            "put quotes around a value with {} in it",
            Quoted(self.delimiter.encode_utf8(&mut [0; 4]))
        );
        width.check(span, &in_a_cell, "write empty values, too", lister)
    }

    /// Whether a table is put behind another, header and all.
    fn is_header_again(&self, header: &[Cell]) -> bool {
        header.len() == self.cells.len()
            && header.iter().zip(&self.cells).all(|(a, b)| a.text == b.text)
    }

    /// Where a quote opens that is closed too late: the record is not as wide as the table, but lines
    /// inside of a value are.
    fn swallowed(&self, width: usize) -> Option<usize> {
        if self.fields.len() == width {
            return None;
        }
        let is_row = |line: &str| line.matches(self.delimiter).count() + 1 >= width.max(2);
        let has_rows = |field: &&Field| self.text[field.text.clone()].lines().skip(1).any(is_row);
        self.fields.iter().find(has_rows).map(|field| field.whole.start)
    }
}

/// Makes a link of a text that is one in Markdown.
fn read_link(cell: &mut Cell) {
    let text = cell.text.trim();
    let inside = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(')'));
    let Some((label, url)) = inside.and_then(|inside| inside.split_once("](")) else { return };
    if url.contains([' ', '(', ')']) || url.is_empty() {
        return;
    }
    cell.links.push(Link { span: cell.span, text: label.to_owned(), url: url.to_owned() });
}
