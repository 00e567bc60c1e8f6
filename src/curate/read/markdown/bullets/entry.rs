//! What an item of a list of links says of its entry.

use super::super::about::{facet_called, without_count};
use super::super::given::{A_HALF, A_THIRD, facet_of_sections, share_of_bearers, year_named};
use super::said::without_year;
use super::{Item, is_between, is_year, said, without_signs};
use crate::catalog::slugify;
use crate::curate::fault::{Code, Quoted, Span};
use crate::curate::lister::{COMPANY, Columns, Field, Lister, TAG, Table, is_kind};
use crate::curate::read::markdown::facts::Fact;
use crate::curate::read::markdown::parse::Document;
use crate::curate::read::{Cell, Link, Text};
use std::borrow::Cow;
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
    /// How deep those names are that are companies, of those that entries stand under, if any are.
    depth_of_companies: Option<usize>,
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
    /// no year and none of them are companies all the same. A venue with its year is a tag.
    fn add_parts(&mut self, parts: &[Text], companies: usize) {
        let year = parts.iter().position(|part| is_year(part.text.trim()));
        let is_venue = |part: &&Text| said::year_of_venue(&part.text).is_some();
        let others = parts.iter().filter(|part| !is_year(part.text.trim()));
        let (venues, names): (Vec<&Text>, Vec<&Text>) = others.partition(is_venue);
        if let Some(year) = year {
            self.add(Field::Year, parts[year].span, &parts[year].text);
        }
        let in_front = |year: usize| parts[..year].iter().filter(|part| !is_venue(part)).count();
        let companies = year.map_or(companies, |year| if year == 0 { 1 } else { in_front(year) });
        let (companies, tags) = names.split_at(companies.min(names.len()));
        let tags = [&venues[..], tags].concat();
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
        let linked = || items.iter().filter_map(|item| Some((item, &item.link.as_ref()?.0)));
        let parts = linked().map(|(item, _)| &item.cell.parts);
        let first =
            linked().filter_map(|(item, link)| Some((&*link.url, &*item.cell.parts.first()?.text)));
        let bear_names = share_of_bearers(first) >= A_THIRD;
        let above: Vec<_> = linked().map(|(item, link)| (link, item.above(items))).collect();
        let deepest = above.iter().filter_map(|(_, above)| Some(above.last()?.0)).max();
        let names = |depth: usize| {
            above.iter().filter_map(move |(link, above)| {
                let (_, name) = above.iter().find(|(at, _)| *at == depth)?;
                Some((&*link.url, &*name.text))
            })
        };
        let depths = 0..=deepest.unwrap_or_default();
        let depth = depths.map(|depth| (share_of_bearers(names(depth)), depth)).max();
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
            depth_of_companies: depth.filter(|(share, _)| *share >= A_HALF).map(|(_, depth)| depth),
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
        let mut cells = Cells::default();
        cells.put(Field::Title, title_cell(link));
        let cell = &*without_facts(item.cell, &mut cells, lister);
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
        if let Some(year) = said::year_of_ways(cell).or_else(|| said::year_at_end(&summary)) {
            cells.add(Field::Year, cell.span, year);
        }
        let front = if is_said_of_it { without_quote(label) } else { "" };
        cells.add(Field::Summary, cell.span, &format!("{front} {summary}"));
        add_below(item, items, &mut cells, lister);
        let above = item.above(items);
        let given = given(of_facets(&above, item.headings.len(), self), &mut cells);
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

/// Names that an entry stands under, with the facet that each is a value of: that right below one called Companies is
/// a company. That one itself is of none, and left out.
fn of_facets<'a>(
    above: &'a [(usize, Cow<Cell<'static>>)],
    headings: usize,
    list: &'a List,
) -> impl Iterator<Item = (&'a Cell<'static>, usize)> {
    let words = |name: &Cell| slugify(without_count(without_signs(&name.text)));
    let below = move |above: &Cell, name: &Cell| {
        // `A companies` below `Companies` is a part of them.
        let called = words(above);
        let facet = facet_called(&called, false).filter(|_| list.facet_of_headings == TAG);
        facet.filter(|_| !words(name).contains(&called) && !is_kind(&name.text))
    };
    let facet = move |at: usize| {
        let (depth, name) = &above[at];
        let names_next = above.get(at + 1).is_some_and(|(_, next)| below(name, next).is_some());
        let told = at.checked_sub(1).and_then(|before| below(&above[before].1, name));
        let is_company = list.depth_of_companies == Some(*depth) && !is_kind(&name.text);
        let told = told.or(is_company.then_some(COMPANY));
        let usual = if at < headings { list.facet_of_headings } else { TAG };
        (!names_next).then(|| (&**name, told.unwrap_or(usual)))
    };
    (0..above.len()).filter_map(facet)
}

/// What stands above an entry says of it, each a value of a facet; a year is a cell.
pub(in super::super) fn given<'d>(
    above: impl Iterator<Item = (&'d Cell<'static>, usize)>,
    cells: &mut Cells,
) -> Vec<(usize, Text)> {
    let mut given = Vec::new();
    for (above, facet) in above {
        let name = without_count(without_signs(&above.text));
        if let Some(year) = year_named(name) {
            cells.add(Field::Year, above.span, year);
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
        let known = known_fact(below.cell, lister).filter(|_| below.link.is_none());
        match known {
            Some((field, value)) => cells.put(field, value),
            None if place == 0 && below.cell.links.is_empty() && below.link.is_none() => {
                cells.add(Field::Summary, below.cell.span, &below.cell.text);
            }
            None => {}
        }
    }
}

/// An item without those of its lines that are facts, such as `Keywords: search`, which are added.
fn without_facts<'c>(
    item: &'c Cell<'static>,
    cells: &mut Cells,
    lister: &Lister,
) -> Cow<'c, Cell<'static>> {
    let Some((title, lines)) = item.text.split_once('\n') else { return Cow::Borrowed(item) };
    let mut text = title.to_owned();
    for line in lines.split('\n') {
        match known_fact(&Cell::plain(item.span, line.trim().to_owned()), lister) {
            Some((field, value)) => cells.put(field, value),
            None => text.extend(["\n", line]),
        }
    }
    if text.len() == item.text.len() {
        return Cow::Borrowed(item);
    }
    // What was between backticks in lines that are no facts is a part of these.
    Cow::Owned(Cell { text: text.into(), parts: Vec::new(), ..item.clone() })
}

/// What a text says of an entry, if it is a fact.
fn known_fact(text: &Cell<'static>, lister: &Lister) -> Option<(Field, Cell<'static>)> {
    let fact = Fact::find(text)?;
    let field = Columns::called(&fact.label.text, &lister.facets)?;
    is_fact(field).then_some((field, fact.value))
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
    let is_bare_kind = !name.contains(char::is_whitespace) && is_kind(name);
    if is_bare_kind {
        // `Paper:` says no more in front of a link than behind it.
    } else if is_year(name) {
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
