//! Lists of links: `- [Title](link) - what it is about`, under headings that say what they are of.

use super::about::without_signs;
use super::given::is_year;
use super::parse::{Block, Document};
use crate::curate::fault::{Code, Quoted, Span};
use crate::curate::lister::{COMPANY, Columns, Field, Lister, TAG, Table};
use crate::curate::read::{Cell, Link, Text};
use crate::text;
use url::Url;

/// An item of the list, and what it stands under.
struct Item<'d> {
    cell: &'d Cell<'static>,
    heading: Option<&'d Cell<'static>>,
    /// The items that it is in.
    parents: Vec<&'d Cell<'static>>,
    has_items: bool,
    /// Its link into the web, and where the link's text is in the item's.
    link: Option<(Link, usize)>,
}

/// Reads the items that link into the web, if most items do. Whether there is such a list.
pub(super) fn read(
    file: usize,
    document: &Document,
    base: Option<&Url>,
    lister: &mut Lister,
) -> bool {
    if !is_list(document) {
        return false;
    }
    for item in &items(document) {
        let Some((link, at)) = &item.link else { continue };
        if item.parents.iter().any(|parent| link_of(parent).is_some()) {
            let message =
                format!("{} is not read: it belongs to the entry above", Quoted(&link.text));
            lister
                .report
                .add(Code::TextNotRead, item.cell.span, message)
                .help("if it is an entry of its own, let its line begin where theirs do");
        } else {
            read_item(file, item, link, *at, base, lister);
        }
    }
    true
}

/// Whether most items of a page begin with a link into the web.
pub(super) fn is_list(document: &Document) -> bool {
    let items = items(document);
    let linked = items.iter().filter(|item| item.link.is_some()).count();
    let is_text = |item: &&Item| {
        item.link.is_none() && !item.has_items && item.cell.links.iter().all(leads_out)
    };
    let texts = items.iter().filter(is_text).count();
    linked >= 2 && linked * 10 >= (linked + texts) * 6
}

/// All items in the order of the page.
fn items(document: &Document) -> Vec<Item<'_>> {
    let mut blocks: Vec<&Block> = document.blocks.iter().collect();
    // An item comes behind the items in it.
    blocks.sort_by_key(|block| start(block));
    let title = document.heading().map(|heading| heading.span);
    let mut heading = None;
    let mut open: Vec<(usize, &Cell<'static>)> = Vec::new();
    let mut items: Vec<Item> = Vec::new();
    for block in blocks {
        match block {
            Block::Heading { text, .. } => {
                heading = Some(text).filter(|text| Some(text.span) != title);
            }
            Block::Item(cell) => {
                open.retain(|(_, other)| cell.span.start < other.span.end);
                for (at, _) in &open {
                    items[*at].has_items = true;
                }
                let parents = open.iter().map(|(_, parent)| *parent).collect();
                open.push((items.len(), cell));
                items.push(Item { cell, heading, parents, has_items: false, link: link_of(cell) });
            }
            _ => {}
        }
    }
    items
}

fn start(block: &Block) -> u32 {
    match block {
        Block::Heading { text: cell, .. } | Block::Paragraph(cell) | Block::Item(cell) => {
            cell.span.start
        }
        Block::Table(table) => table.span.start,
        Block::Html(span) => span.start,
        // Nothing is made of it, wherever it is.
        Block::Rule => 0,
    }
}

fn leads_out(link: &Link) -> bool {
    link.url.starts_with("https://") || link.url.starts_with("http://")
}

/// The link that an item is about: its first one into the web, with little in front of it. An address
/// alone is one, too; what is in front of that is its text.
fn link_of(item: &Cell<'static>) -> Option<(Link, usize)> {
    if let Some(link) = item.links.iter().find(|link| leads_out(link)) {
        let at = item.text.find(link.text.trim()).filter(|_| !link.text.trim().is_empty())?;
        return is_label(&item.text[..at]).then(|| (link.clone(), at));
    }
    let at = item.text.find("https://").or_else(|| item.text.find("http://"))?;
    let url = item.text[at..].split_whitespace().next()?.trim_end_matches(['.', ',', ')', '>']);
    let title = item.text[..at].trim().trim_end_matches(is_between).trim();
    let has_title = title.contains(char::is_alphanumeric);
    let (text, at) = if has_title { (title, item.text.find(title)?) } else { (url, at) };
    Some((Link { span: item.span, text: text.to_owned(), url: url.to_owned() }, at))
}

/// Whether a text in front of a link only labels it: `Acme:`, `[Paper]`, `🎥`, `2021 -`.
fn is_label(text: &str) -> bool {
    let text = text.trim();
    !text.contains(char::is_alphanumeric)
        || (text.split_whitespace().count() <= 5
            && (text.ends_with(is_between) || text.ends_with([']', ')'])))
}

fn is_between(letter: char) -> bool {
    letter.is_whitespace() || "-–—:|,.".contains(letter)
}

/// The cells that an item is read as.
#[derive(Default)]
struct Cells {
    fields: Vec<Field>,
    cells: Vec<Cell<'static>>,
}

impl Cells {
    fn add(&mut self, field: Field, span: Span, text: &str) {
        if !text.trim().is_empty() && !self.fields.contains(&field) {
            self.fields.push(field);
            self.cells.push(Cell::plain(span, text.trim().to_owned()));
        }
    }

    /// The values between backticks: a year, and with one a company in front of the tags.
    fn add_parts(&mut self, parts: &[Text]) {
        let (years, names): (Vec<&Text>, Vec<&Text>) =
            parts.iter().partition(|part| is_year(part.text.trim()));
        let company = names.first().filter(|_| !years.is_empty());
        if let Some(year) = years.first() {
            self.add(Field::Year, year.span, &year.text);
        }
        if let Some(company) = company {
            self.add(Field::Facet(COMPANY), company.span, &company.text);
        }
        let tags = names.get(usize::from(company.is_some())..).unwrap_or_default();
        if let Some(first) = tags.first() {
            let parts = tags.iter().copied().cloned().collect();
            self.fields.push(Field::Facet(TAG));
            self.cells.push(Cell { span: first.span, parts, ..Cell::default() });
        }
    }
}

fn read_item(
    file: usize,
    item: &Item,
    link: &Link,
    at: usize,
    base: Option<&Url>,
    lister: &mut Lister,
) {
    let cell = item.cell;
    let mut cells = Cells::default();
    cells.fields.push(Field::Title);
    let text = link.text.clone().into();
    let title = Cell { span: link.span, text, links: vec![link.clone()], ..Cell::default() };
    cells.cells.push(title);
    let label = cell.text[..at].trim();
    if !label.is_empty() {
        read_label(label, cell.span, &mut cells, lister);
    }
    cells.add_parts(&cell.parts);
    let behind = summary(cell, link);
    let (year, summary) = without_year(&behind);
    cells.add(Field::Year, cell.span, year);
    cells.add(Field::Summary, cell.span, &summary);
    let given = given(item, &mut cells);
    let columns = Columns { fields: cells.fields };
    let table = Table {
        file,
        columns,
        given,
        base: base.cloned(),
        wants_links: true,
        is_case_page: false,
        is_markdown: true,
    };
    lister.row(&table, &cells.cells, cell.span);
}

/// The tags that stand above an item; a year is a cell.
fn given(item: &Item, cells: &mut Cells) -> Vec<(usize, Text)> {
    let mut given = Vec::new();
    for above in item.heading.iter().chain(&item.parents) {
        let name = without_signs(&above.text);
        if is_year(name) {
            cells.add(Field::Year, above.span, name);
        } else if above.links.is_empty() && name.contains(char::is_alphabetic) {
            given.push((TAG, Text { span: above.span, text: name.trim().to_owned() }));
        }
    }
    given
}

/// Takes what stands in front of a link: a year, or a company, unless it says what kind of thing it is.
fn read_label(label: &str, span: Span, cells: &mut Cells, lister: &mut Lister) {
    const KINDS: [&str; 13] = [
        "paper", "video", "blog", "post", "article", "slides", "talk", "code", "book", "course",
        "podcast", "tutorial", "part",
    ];
    let name = label.trim_matches(|c: char| is_between(c) || "()[]*".contains(c));
    let folded = text::fold(name);
    let is_kind = text::words(&folded).any(|word| KINDS.contains(&word));
    if is_year(name) {
        cells.add(Field::Year, span, name);
    } else if name.contains(char::is_alphabetic) && label.ends_with(is_between) && !is_kind {
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

/// What is said behind the link, without its code spans.
fn summary(item: &Cell, link: &Link) -> String {
    let text = if item.parts.is_empty() { &item.text } else { &*item.beside_parts };
    let title = link.text.trim();
    let mut rest = text.find(title).map_or("", |at| &text[at + title.len()..]);
    if let Some((_, behind)) = rest.split_once(link.url.as_str()) {
        rest = behind;
    }
    let rest = rest.trim_start_matches(is_between).trim();
    let is_only_links = item
        .links
        .iter()
        .fold(rest.to_owned(), |rest, link| rest.replace(link.text.trim(), ""))
        .chars()
        .all(|letter| !letter.is_alphanumeric());
    if is_only_links {
        String::new()
    } else {
        rest.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The year at the beginning or the end of a text, in parentheses or alone, and the text without it.
fn without_year(text: &str) -> (&str, String) {
    let bare = |word: &str| {
        let bare = word.trim_matches(|c: char| is_between(c) || "()[]".contains(c));
        is_year(bare)
    };
    let digits = |word: &'_ str| -> Option<usize> { word.find(|c: char| c.is_ascii_digit()) };
    let first = text.split(' ').next().unwrap_or_default();
    let last = text.rsplit(' ').next().unwrap_or_default();
    let (word, rest) = if bare(first) && (first.starts_with(['(', '[']) || first == text) {
        (first, text[first.len()..].trim_start_matches(is_between))
    } else if bare(last) && last.starts_with(['(', '[']) {
        (last, text[..text.len() - last.len()].trim_end_matches(|c| " -–—:|,".contains(c)))
    } else {
        return ("", text.to_owned());
    };
    let at = digits(word).unwrap_or(0);
    (&word[at..at + 4], rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_taken_out_of_what_is_said() {
        let check = |text, year: &str, rest: &str| {
            assert_eq!(without_year(text), (year, rest.to_owned()), "{text}");
        };
        check("(2019)", "2019", "");
        check("2020", "2020", "");
        check("(2019) - how it went", "2019", "how it went");
        check("how it went (2019).", "2019", "how it went");
        check("what we did in 2019", "", "what we did in 2019");
        check("2019 was a year", "", "2019 was a year");
        check("", "", "");
    }

    #[test]
    fn labels_are_short() {
        for text in ["", "🎥 ", "Acme: ", "[Paper] ", "2021 - "] {
            assert!(is_label(text), "{text}");
        }
        for text in ["See also ", "As we have said in another place already: "] {
            assert!(!is_label(text), "{text}");
        }
    }
}
