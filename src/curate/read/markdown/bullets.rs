//! Lists of links: `- [Title](link) - what it is about`, under headings that say what they are of.

use super::about::without_signs;
use super::given::is_year;
use super::parse::{Block, Document};
use crate::curate::lister::{COMPANY, Columns, Field, Lister, TAG, Table};
use crate::curate::read::{Cell, Text};
use url::Url;

/// Reads the items that begin with a link into the web, if most items do. Whether there is such a list.
pub(super) fn read(
    file: usize,
    document: &Document,
    base: Option<Url>,
    lister: &mut Lister,
) -> bool {
    if !is_list(document) {
        return false;
    }
    let mut blocks: Vec<&Block> = document.blocks.iter().collect();
    // An item comes behind the items in it.
    blocks.sort_by_key(|block| start(block));
    let title = document.heading().map(|heading| heading.span);
    let mut section: Option<&Cell> = None;
    for block in blocks {
        match block {
            Block::Heading { text, .. } => {
                section = Some(text).filter(|text| Some(text.span) != title)
            }
            Block::Item(cell) if leads_out(cell) => {
                read_item(file, cell, section, base.clone(), lister)
            }
            _ => {}
        }
    }
    true
}

/// Whether most items of a page begin with a link into the web.
pub(super) fn is_list(document: &Document) -> bool {
    let items: Vec<&Cell> = document.blocks.iter().filter_map(item).collect();
    let linked = items.iter().filter(|item| leads_out(item)).count();
    linked >= 2 && linked * 10 >= items.len() * 6
}

fn item(block: &Block) -> Option<&Cell<'static>> {
    match block {
        Block::Item(cell) => Some(cell),
        _ => None,
    }
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

/// Whether an item begins with a link to somewhere in the web.
fn leads_out(item: &Cell) -> bool {
    item.links.first().is_some_and(|link| {
        let is_web = link.url.starts_with("https://") || link.url.starts_with("http://");
        is_web
            && !link.text.trim().is_empty()
            && item.text.trim_start().starts_with(link.text.trim_start())
    })
}

fn read_item(
    file: usize,
    item: &Cell<'static>,
    section: Option<&Cell>,
    base: Option<Url>,
    lister: &mut Lister,
) {
    let Some(link) = item.links.first().cloned() else { return };
    let span = item.span;
    let title = Cell {
        span: link.span,
        text: link.text.clone().into(),
        links: vec![link.clone()],
        ..Cell::default()
    };
    let mut fields = vec![Field::Title];
    let mut cells = vec![title];
    let mut add = |field, cell| {
        fields.push(field);
        cells.push(cell);
    };
    let (years, names): (Vec<&Text>, Vec<&Text>) =
        item.parts.iter().partition(|part| is_year(part.text.trim()));
    let plain = |part: &Text| Cell::plain(part.span, part.text.clone());
    let section_year = section.filter(|section| is_year(without_signs(&section.text)));
    match (years.first(), section_year) {
        (Some(year), _) => add(Field::Year, plain(year)),
        (None, Some(year)) => {
            add(Field::Year, Cell::plain(year.span, without_signs(&year.text).to_owned()));
        }
        (None, None) => {}
    }
    if let Some(company) = names.first().filter(|_| !years.is_empty()) {
        add(Field::Facet(COMPANY), plain(company));
    }
    let tags = if years.is_empty() { &names[..] } else { names.get(1..).unwrap_or_default() };
    for tag in tags {
        add(Field::Facet(TAG), plain(tag));
    }
    let summary = summary(item, &link.text);
    if !summary.is_empty() {
        add(Field::Summary, Cell::plain(span, summary));
    }
    let text = |cell: &Cell| Text { span: cell.span, text: without_signs(&cell.text).to_owned() };
    let topic = section.filter(|_| section_year.is_none());
    let given = topic.map(|section| (TAG, text(section))).into_iter().collect();
    let columns = Columns { fields };
    let table = Table {
        file,
        columns,
        given,
        base,
        wants_links: true,
        is_case_page: false,
        is_markdown: true,
    };
    lister.row(&table, &cells, span);
}

/// What is said behind the link, without its code spans.
fn summary(item: &Cell, title: &str) -> String {
    let text = if item.parts.is_empty() { &item.text } else { &*item.beside_parts };
    let rest = text.trim_start().strip_prefix(title.trim()).unwrap_or(text);
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "-–—:.,".contains(c));
    rest.split_whitespace().collect::<Vec<_>>().join(" ")
}
