//! What an item of a list of links says of its entry.

use super::super::about::without_count;
use super::super::given::facet_of_sections;
use super::said::{is_kind, without_year};
use super::{Item, is_between, is_year, said, without_signs};
use crate::curate::fault::{Code, Quoted, Span};
use crate::curate::lister::{COMPANY, Columns, Field, Lister, TAG, Table};
use crate::curate::read::markdown::facts::Fact;
use crate::curate::read::markdown::parse::Document;
use crate::curate::read::{Cell, Link, Text};
use url::Url;

/// What holds for all items of a page.
pub(super) struct List<'a> {
    file: usize,
    base: Option<&'a Url>,
    /// Whether the first of the values between backticks is a company: most have a year beside it.
    names_companies: bool,
    /// What headings are of.
    facet_of_headings: usize,
}

/// The cells that an entry is read as.
#[derive(Default)]
pub(in super::super) struct Cells {
    pub(in super::super) fields: Vec<Field>,
    pub(in super::super) cells: Vec<Cell<'static>>,
}

impl Cells {
    pub(in super::super) fn has(&self, field: Field) -> bool {
        self.fields.contains(&field)
    }

    /// Adds a text, unless it is empty or the field is there.
    pub(in super::super) fn add(&mut self, field: Field, span: Span, text: &str) {
        if !text.trim().is_empty() && !self.has(field) {
            self.put(field, Cell::plain(span, text.trim().to_owned()));
        }
    }

    /// Sets a field, whether or not it is there.
    pub(in super::super) fn put(&mut self, field: Field, cell: Cell<'static>) {
        if let Some(at) = self.fields.iter().position(|&other| other == field) {
            self.cells[at] = cell;
        } else {
            self.fields.push(field);
            self.cells.push(cell);
        }
    }

    /// The values between backticks: a year, companies in front of it, tags behind; tags, where there is
    /// no year.
    fn add_parts(&mut self, parts: &[Text], names_companies: bool) {
        let year = parts.iter().position(|part| is_year(part.text.trim()));
        let names: Vec<&Text> = parts.iter().filter(|part| !is_year(part.text.trim())).collect();
        if let Some(year) = year {
            self.add(Field::Year, parts[year].span, &parts[year].text);
        }
        let companies = match year {
            Some(year) => year.max(1),
            None => usize::from(names_companies),
        };
        let (companies, tags) = names.split_at(companies.min(names.len()));
        if let [first, .., last] | [first @ last] = companies {
            let names: Vec<&str> = companies.iter().map(|company| company.text.trim()).collect();
            let span = Span { end: last.span.end, ..first.span };
            self.add(Field::Facet(COMPANY), span, &names.join("; "));
        }
        if let Some(first) = tags.first() {
            let parts = tags.iter().copied().cloned().collect();
            self.put(Field::Facet(TAG), Cell { span: first.span, parts, ..Cell::default() });
        }
    }
}

impl<'a> List<'a> {
    pub(super) fn find(
        file: usize,
        document: &Document,
        base: Option<&'a Url>,
        items: &[Item],
        lister: &Lister,
    ) -> Self {
        let parts = items.iter().filter(|item| item.link.is_some()).map(|item| &item.cell.parts);
        let has_year = |parts: &&Vec<Text>| parts.iter().any(|part| is_year(part.text.trim()));
        let (with, without): (Vec<_>, Vec<_>) =
            parts.filter(|parts| !parts.is_empty()).partition(has_year);
        let said = facet_of_sections(document.heading(), lister.site.path(file));
        Self {
            file,
            base,
            names_companies: with.len() > without.len(),
            facet_of_headings: said.unwrap_or(TAG),
        }
    }

    /// Hands over the row of an item with a link, whose text is at a place in the item's.
    pub(super) fn read(
        &self,
        item: &Item,
        link: &Link,
        at: usize,
        items: &[Item],
        lister: &mut Lister,
    ) {
        let cell = item.cell;
        let mut cells = Cells::default();
        cells.put(Field::Title, title_cell(link));
        let label = cell.text[..at].trim();
        if !label.is_empty() {
            read_label(label, cell.span, &mut cells, lister);
        }
        cells.add_parts(&cell.parts, self.names_companies);
        let behind = said::summary(cell, link);
        let (year, summary) = without_year(&behind);
        cells.add(Field::Year, cell.span, &year);
        cells.add(Field::Summary, cell.span, &summary);
        add_below(item, items, &mut cells, lister);
        let headings = item.headings.iter().map(|heading| (*heading, self.facet_of_headings));
        let above = headings.chain(item.parents.iter().map(|parent| (*parent, TAG)));
        let given = given(above, &mut cells);
        let table = Table {
            file: self.file,
            columns: Columns { fields: cells.fields },
            given,
            base: self.base.cloned(),
            wants_links: true,
            is_case_page: false,
            is_markdown: true,
        };
        lister.row(&table, &cells.cells, cell.span);
    }
}

/// What stands above an entry says of it, each a value of a facet; a year is a cell.
pub(in super::super) fn given<'d>(
    above: impl Iterator<Item = (&'d Cell<'static>, usize)>,
    cells: &mut Cells,
) -> Vec<(usize, Text)> {
    let mut given = Vec::new();
    for (above, facet) in above {
        let name = without_count(without_signs(&above.text));
        if is_year(name) {
            cells.add(Field::Year, above.span, name);
        } else if above.links.is_empty()
            && name.contains(char::is_alphabetic)
            && (facet != COMPANY || !cells.has(Field::Facet(COMPANY)))
        {
            given.push((facet, Text { span: above.span, text: name.trim().to_owned() }));
        }
    }
    given
}

/// The cell of a title that is a link's text.
pub(in super::super) fn title_cell(link: &Link) -> Cell<'static> {
    let text = link.text.clone().into();
    Cell { span: link.span, text, links: vec![link.clone()], ..Cell::default() }
}

/// Hands over the row of an item that leads to the page of a case study, with what its own page gives to all
/// items.
pub(super) fn read_page(
    file: usize,
    item: &Cell<'static>,
    link: &Link,
    given: &[(usize, Text)],
    lister: &mut Lister,
) {
    let mut cells = Cells::default();
    cells.put(Field::Title, title_cell(link));
    let (year, summary) = without_year(&said::summary(item, link));
    cells.add(Field::Year, item.span, &year);
    cells.add(Field::Summary, item.span, &summary);
    let columns = Columns { fields: cells.fields };
    let given = given.to_vec();
    let table = Table { file, columns, given, is_markdown: true, ..Table::default() };
    lister.row(&table, &cells.cells, item.span);
}

/// Adds what the items in an item say of it: facts such as `Year: 2023`, and else what it is about.
fn add_below(item: &Item, items: &[Item], cells: &mut Cells, lister: &mut Lister) {
    for (place, below) in item.items(items).enumerate() {
        let fact = Fact::find(below.cell).filter(|_| below.link.is_none());
        let known = fact.and_then(|fact| {
            let field = Columns::called(&fact.label.text, &lister.facets)?;
            Some((field, fact)).filter(|_| is_fact(field))
        });
        match known {
            Some((field, fact)) => cells.put(field, fact.value),
            None if place == 0 && below.cell.links.is_empty() && below.link.is_none() => {
                cells.add(Field::Summary, below.cell.span, &below.cell.text);
            }
            None => {}
        }
    }
}

/// Whether what stands below a title may be this of it.
fn is_fact(field: Field) -> bool {
    matches!(field, Field::Year | Field::Summary | Field::Facet(_))
}

/// Takes what stands in front of a link: a year, or a company, unless it says what kind of thing it is.
pub(in super::super) fn read_label(
    label: &str,
    span: Span,
    cells: &mut Cells,
    lister: &mut Lister,
) {
    let name = label.trim_matches(|c: char| is_between(c) || "()[]*".contains(c));
    if is_year(name) {
        cells.add(Field::Year, span, name);
    } else if name.contains(char::is_alphabetic) && label.ends_with(is_between) && !is_kind(name) {
        cells.add(Field::Facet(COMPANY), span, without_signs(name));
    } else if name.contains(char::is_alphanumeric) {
        let message =
            format!("{} is not read: the text of the link is the title", Quoted(label.trim()));
        lister
            .report
            .add(Code::TextNotRead, span, message)
            .help("write it behind the link, where it is the summary, or between backticks, where it is a tag");
    }
}
