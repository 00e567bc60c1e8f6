//! What an item of a list of links says of its entry.

use super::super::about::{facet_called, without_count};
use super::super::given::facet_of_sections;
use super::said::{is_kind, without_year};
use super::{Item, is_between, is_year, said, without_signs};
use crate::catalog::slugify;
use crate::curate::fault::{Code, Quoted, Span};
use crate::curate::lister::{COMPANY, Columns, Field, Lister, TAG, Table};
use crate::curate::read::markdown::facts::Fact;
use crate::curate::read::markdown::parse::Document;
use crate::curate::read::{Cell, Link, Text};
use std::collections::HashSet;
use url::Url;

/// What holds for all items of a page.
pub(super) struct List<'a> {
    file: usize,
    base: Option<&'a Url>,
    /// How many of the values between backticks are companies, where there is no year among them: the first, if most
    /// others have one behind it, and all, if they are what their links' sites are called.
    companies: usize,
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
    /// no year and none of them are companies all the same.
    fn add_parts(&mut self, parts: &[Text], companies: usize) {
        let year = parts.iter().position(|part| is_year(part.text.trim()));
        let names: Vec<&Text> = parts.iter().filter(|part| !is_year(part.text.trim())).collect();
        if let Some(year) = year {
            self.add(Field::Year, parts[year].span, &parts[year].text);
        }
        let companies = year.map_or(companies, |year| year.max(1));
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
        let linked = items.iter().filter_map(|item| Some((item.link.as_ref()?, &item.cell.parts)));
        let bear_names = links_bear_names(linked.map(|((link, _), parts)| (link, &parts[..])));
        let has_year = |parts: &&Vec<Text>| parts.iter().any(|part| is_year(part.text.trim()));
        let (with, without): (Vec<_>, Vec<_>) =
            parts.filter(|parts| !parts.is_empty()).partition(has_year);
        let said = facet_of_sections(document.heading(), lister.site.path(file));
        Self {
            file,
            base,
            companies: if bear_names {
                usize::MAX
            } else {
                usize::from(with.len() > without.len())
            },
            facet_of_headings: said.unwrap_or(TAG),
        }
    }

    /// What of an item between backticks says of what it is: what stands in a sentence is a part of that.
    fn tags(&self, item: &Cell, lister: &Lister) -> Vec<Text> {
        let text = lister.files[self.file].text();
        let is_in_sentence = |part: &&Text| {
            let range = part.span.range();
            let (before, behind) = (&text[..range.start], &text[range.end..]);
            let behind = behind.trim_start_matches([' ', ',', ';', '\n']);
            let goes_on = behind.starts_with(char::is_lowercase);
            let is_name = part.text.contains(char::is_alphanumeric);
            goes_on && (!is_name || before.trim_end().ends_with(char::is_alphanumeric))
        };
        item.parts.iter().filter(|part| !is_in_sentence(part)).cloned().collect()
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
        let venue = said::venue_in_front(label).filter(|(_, rest)| rest.is_empty());
        let is_said_of_it = is_of_authors(label) || venue.is_some();
        if let Some((year, _)) = venue {
            cells.add(Field::Year, cell.span, year);
        } else if !label.is_empty() && !is_said_of_it {
            read_label(label, cell.span, &mut cells, lister);
        }
        let tags = self.tags(cell, lister);
        cells.add_parts(&tags, self.companies);
        let behind = said::summary(cell, link, &tags);
        let (year, summary) = without_year(&behind);
        cells.add(Field::Year, cell.span, &year);
        if let Some(year) = said::year_in_front_of_ways(cell, link) {
            cells.add(Field::Year, cell.span, &year);
        }
        let front = if is_said_of_it { without_quote(label) } else { "" };
        cells.add(Field::Summary, cell.span, &format!("{front} {summary}"));
        add_below(item, items, &mut cells, lister);
        let headings = of_facets(&item.headings, self.facet_of_headings);
        let above = headings.chain(item.parents.iter().map(|parent| (*parent, TAG)));
        let given = given(above, &mut cells);
        let table = Table {
            file: self.file,
            columns: Columns { fields: cells.fields, ..Columns::default() },
            given,
            base: self.base.cloned(),
            wants_links: true,
            is_case_page: false,
            is_markdown: true,
        };
        lister.row(&table, &cells.cells, cell.span);
    }
}

/// Whether a third of the values that are first between backticks are what the sites are called that their
/// links lead to, or whose those are there: they are companies. Tags are hardly ever that.
fn links_bear_names<'i>(items: impl Iterator<Item = (&'i Link, &'i [Text])>) -> bool {
    const LEAST_NAMES: usize = 3;
    let plain = |text: &str| text.to_lowercase().replace(|c: char| !c.is_alphanumeric(), "");
    let (mut all, mut borne, mut names) = (0, 0, HashSet::new());
    for (link, parts) in items {
        let Some(name) = parts.first() else { continue };
        all += 1;
        let name = plain(&name.text);
        let mut places = link.url.split('/').skip(2).take(2);
        if name.len() >= LEAST_NAMES && places.any(|place| plain(place).contains(&name)) {
            borne += 1;
            names.insert(name);
        }
    }
    names.len() >= LEAST_NAMES && borne * 3 >= all
}

/// Headings with the facet that each names a value of: that right below one called Companies is a company. That
/// one itself is of none, and left out.
fn of_facets<'d>(
    headings: &[&'d Cell<'static>],
    usual: usize,
) -> impl Iterator<Item = (&'d Cell<'static>, usize)> {
    let words = |heading: &Cell| slugify(without_count(without_signs(&heading.text)));
    let below = move |above: &Cell, heading: &Cell| {
        // `A companies` below `Companies` is a part of them.
        let name = words(above);
        let facet = facet_called(&name, false).filter(|_| usual == TAG);
        facet.filter(|_| !words(heading).contains(&name) && !is_kind(&heading.text))
    };
    let facet = move |at: usize| {
        let next = headings.get(at + 1);
        let names_next = next.is_some_and(|next| below(headings[at], next).is_some());
        let told = at.checked_sub(1).and_then(|above| below(headings[above], headings[at]));
        (!names_next).then(|| (headings[at], told.unwrap_or(usual)))
    };
    (0..headings.len()).filter_map(facet)
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
    let (year, summary) = without_year(&said::summary(item, link, &item.parts));
    cells.add(Field::Year, item.span, &year);
    cells.add(Field::Summary, item.span, &summary);
    let columns = Columns { fields: cells.fields, ..Columns::default() };
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

/// A text in front of a title without the sign that this is quoted with.
fn without_quote(label: &str) -> &str {
    label.trim_end_matches(['"', '“', ' '])
}

/// Whether what stands in front of a title tells who wrote it, as in a bibliography: `Ann, Bee, et al.`
fn is_of_authors(label: &str) -> bool {
    label.contains(", ") && without_quote(label).ends_with('.')
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
