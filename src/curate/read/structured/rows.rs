//! From entries to rows: the keys of all entries are the header.

use super::cells::{Named, cell};
use super::lists::Entry;
use super::node::{Key, Map, Node};
use crate::catalog::slugify;
use crate::curate::fault::{Code, Quoted, Span};
use crate::curate::lister::{Columns, Facets, Field, Lister, Table};
use crate::curate::read::Cell;
use foldhash::fast::RandomState;
use std::borrow::Cow;
use std::collections::HashMap;

/// What a map of links is called.
const LINKS: [&str; 4] = ["links", "link", "urls", "url"];

/// A value of an entry, under the name of its column.
pub(super) struct Value<'e> {
    pub(super) name: Cow<'e, str>,
    /// Where its key is.
    pub(super) key: Span,
    pub(super) node: &'e Node<'e>,
}

/// The columns of a list, in order of appearance.
#[derive(Default)]
pub(super) struct Header<'e> {
    pub(super) cells: Vec<Cell<'e>>,
    /// For each column, the first of its values that is one.
    pub(super) first: Vec<Cell<'e>>,
    /// For each column, whether any of its values says anything.
    says: Vec<bool>,
    by_name: HashMap<Cow<'e, str>, usize, RandomState>,
}

/// The values of an entry: its own, then what is given to it. Maps in it become columns of their own,
/// unless they stand for a text or a link.
pub(super) fn values<'e>(entry: &'e Entry<'e>) -> Vec<Value<'e>> {
    let mut values = Vec::with_capacity(entry.map.len() + entry.given.len());
    for (key, node) in entry.map.iter().chain(&entry.given) {
        match node.map() {
            Some(inner) => flatten(key, node, inner, &mut values),
            None => values.push(Value { name: (&*key.text).into(), key: key.span, node }),
        }
    }
    values
}

fn flatten<'e>(
    key: &'e Key<'e>,
    node: &'e Node<'e>,
    inner: &'e Map<'e>,
    values: &mut Vec<Value<'e>>,
) {
    if Named::find(inner).is_some() {
        values.push(Value { name: (&*key.text).into(), key: key.span, node });
    }
    // `links: { pdf: … }`
    let are_links = LINKS.contains(&&*slugify(&key.text));
    for (name, value) in inner {
        if !Named::uses(inner, &name.text) {
            let of_both = || Cow::Owned(format!("{} {}", key.text, name.text));
            let called = if are_links { Cow::Borrowed(&*name.text) } else { of_both() };
            values.push(Value { name: called, key: name.span, node: value });
        }
    }
}

impl<'e> Header<'e> {
    /// The header of some entries, each of which has these values.
    pub(super) fn new(rows: impl Iterator<Item = Vec<Value<'e>>>) -> Self {
        let mut header = Self::default();
        for value in rows.flatten() {
            let column = header.column(&value);
            if header.first[column].is_empty() {
                header.first[column] = cell(value.node, &mut Vec::new());
            }
            header.says[column] |= value.node.says();
        }
        header
    }

    fn column(&mut self, value: &Value<'e>) -> usize {
        if let Some(&column) = self.by_name.get(&value.name) {
            return column;
        }
        let column = self.cells.len();
        self.by_name.insert(value.name.clone(), column);
        self.cells.push(Cell::plain(value.key, value.name.clone()));
        self.first.push(Cell::default());
        self.says.push(false);
        column
    }

    /// The columns that stand for another one, which no entry has besides: some entries have a `url`, and
    /// others a `link`.
    fn spares(&self, columns: &Columns, entries: &[Entry], facets: &Facets) -> Vec<(usize, Field)> {
        let known = |spare: usize| {
            let told = columns.spares.iter().find(|(at, _)| *at == spare).map(|(_, field)| *field);
            let field = told.or_else(|| Columns::called(&self.cells[spare].text, facets))?;
            Some((spare, columns.position(field)?, field))
        };
        let is_free = |at: &usize| columns.fields[*at] == Field::Unknown;
        let mut spares: Vec<_> = (0..self.cells.len()).filter(is_free).filter_map(known).collect();
        for entry in entries {
            if spares.is_empty() {
                break;
            }
            let filled = values(entry).into_iter().filter(|value| value.node.says());
            let filled: Vec<usize> =
                filled.filter_map(|value| self.by_name.get(&value.name).copied()).collect();
            let taken = spares.clone();
            spares.retain(|(spare, main, _)| {
                let rivals = taken.iter().filter(|(_, other, _)| other == main).map(|(at, ..)| at);
                let rivals = rivals.chain([main]).filter(|at| filled.contains(at));
                !filled.contains(spare) || rivals.count() == 1
            });
        }
        spares.into_iter().map(|(spare, _, field)| (spare, field)).collect()
    }

    /// An entry's cells; what of it is in none is reported.
    pub(super) fn row(
        &self,
        values: &[Value<'e>],
        span: Span,
        columns: &Columns,
        lister: &mut Lister,
    ) -> Vec<Cell<'e>> {
        let mut cells = vec![Cell { span, ..Cell::default() }; self.cells.len()];
        let mut is_set = vec![false; self.cells.len()];
        for value in values {
            let Some(&column) = self.by_name.get(&value.name) else { continue };
            if std::mem::replace(&mut is_set[column], true) {
                continue;
            }
            let mut unread = Vec::new();
            cells[column] = cell(value.node, &mut unread);
            if matches!(columns.fields[column], Field::Unknown | Field::Ignored) {
                continue;
            }
            for span in unread {
                let message = format!("a part of {} is not read", Quoted(&value.name));
                lister.report.add(Code::TextNotRead, span, message).help("write it as a text");
            }
        }
        cells
    }
}

/// Hands over entries as the rows of one table; whether it is a list.
pub(super) fn read(entries: &[Entry], mut table: Table, whole: Span, lister: &mut Lister) -> bool {
    let header = Header::new(entries.iter().map(values));
    if entries.is_empty() {
        return true;
    }
    let Some(mut columns) = lister.find_columns(&header.cells, &header.first) else {
        let message = format!("this list of {} maps is not read", entries.len());
        let problem = lister.report.add(Code::UnknownTable, whole, message);
        problem.help(
            "entries have a title; or say under [columns] in casebook.toml which key that is",
        );
        return false;
    };
    let spares = header.spares(&columns, entries, &lister.facets);
    for (spare, field) in spares {
        columns.fields[spare] = Field::Ignored;
        columns.spares.retain(|(other, _)| *other != spare);
        columns.spares.push((spare, field));
    }
    // What no entry says anything under is not missed.
    for (field, says) in columns.fields.iter_mut().zip(&header.says) {
        if *field == Field::Unknown && !says {
            *field = Field::Ignored;
        }
    }
    lister.report_unknowns(&header.cells, &columns);
    table.columns = columns;
    for entry in entries {
        let span = first_line(entry.span, lister);
        let cells = header.row(&values(entry), span, &table.columns, lister);
        lister.row(&table, &cells, span);
    }
    true
}

/// What to show of an entry: the line that it begins on.
pub(super) fn first_line(span: Span, lister: &Lister) -> Span {
    let text = &lister.files[span.file()].text()[span.range()];
    let length = text.lines().next().unwrap_or_default().trim_end().len();
    Span { end: span.start + length as u32, ..span }
}
