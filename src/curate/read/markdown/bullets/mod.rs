//! Lists of links: `- [Title](link) - what it is about`, under headings that say what they are of.

mod entry;
mod said;

use super::about::without_signs;
use super::given::is_year;
use super::parse::{Block, Document};
use crate::curate::fault::{Code, Quoted, Severity};
use crate::curate::lister::Lister;
use crate::curate::read::{Cell, Link, Text};
use crate::text;
use entry::List;
use pulldown_cmark::HeadingLevel;
use said::is_kind;
use url::Url;

/// An item of the list, and what it stands under.
struct Item<'d> {
    cell: &'d Cell<'static>,
    /// The headings above it, the nearest one last, without that of the page.
    headings: Vec<&'d Cell<'static>>,
    /// The items that it is in, the nearest one last.
    parents: Vec<&'d Cell<'static>>,
    has_items: bool,
    /// Its link into the web, and where the link's text is in the item's.
    link: Option<(Link, usize)>,
}

impl Item<'_> {
    /// Whether two items stand under the same heading.
    fn is_beside(&self, other: &Item) -> bool {
        let heading = |item: &Item| item.headings.last().map(|heading| heading.span);
        heading(self) == heading(other)
    }

    /// Whether it stands in an item that is an entry.
    fn is_in_entry(&self) -> bool {
        self.parents.iter().any(|parent| link_of(parent).is_some())
    }

    /// Whether it is about the page, not of its list.
    fn is_about_page(&self) -> bool {
        const ABOUT_PAGES: [&str; 18] = [
            "acknowledgements",
            "acknowledgments",
            "author",
            "authors",
            "community",
            "contact",
            "contributing",
            "contributors",
            "credits",
            "licence",
            "license",
            "links",
            "reading",
            "references",
            "related",
            "resources",
            "sources",
            "thanks",
        ];
        self.headings.iter().any(|heading| {
            let folded = text::fold(&heading.text);
            text::words(&folded).any(|word| ABOUT_PAGES.contains(&word))
        })
    }
}

/// Reads the items that link into the web, if most items do. Whether there is such a list. Of a page
/// that has rows in tables they are only read if they are more than these.
pub(super) fn read(
    file: usize,
    document: &Document,
    base: Option<&Url>,
    rows: usize,
    lister: &mut Lister,
) -> bool {
    let mut items = items(document);
    if !are_list(&items) {
        return false;
    }
    if rows > 0 {
        items.retain(|item| !item.is_about_page());
        if !outnumber(&items, rows, lister) {
            return false;
        }
    }
    let list = List::find(file, document, base, &items, lister);
    for item in &items {
        match item.link.clone().or_else(|| relative_link(item, &items)) {
            Some((link, _)) if item.is_in_entry() && is_kind(&link.text) => {
                let message =
                    format!("{} is not read: it belongs to the entry above", Quoted(&link.text));
                lister
                    .report
                    .add(Code::TextNotRead, item.cell.span, message)
                    .help("if it is an entry of its own, let its line begin where theirs do");
            }
            Some((link, at)) => list.read(item, &link, at, &items, lister),
            None => check_linkless(item, &items, lister),
        }
    }
    true
}

/// Reads the items that lead to pages of case studies, of a page that gives something to all of them: what is
/// said by nobody else, such as a tag. Whether there are any.
pub(super) fn read_pages(
    file: usize,
    document: &Document,
    given: &[(usize, Text)],
    lister: &mut Lister,
) -> bool {
    let to_page = |item: &Item<'_>| {
        let link = item.cell.links.first()?;
        let at = item.cell.text.find(link.text.trim())?;
        let page = lister.site.target(file, &link.url)?;
        (is_label(&item.cell.text[..at]) && lister.is_case_page[page]).then(|| link.clone())
    };
    let items = if given.is_empty() { Vec::new() } else { items(document) };
    let rows: Vec<_> = items.iter().filter_map(|item| Some((item.cell, to_page(item)?))).collect();
    for (cell, link) in &rows {
        entry::read_page(file, cell, link, given, lister);
    }
    !rows.is_empty()
}

/// Whether a page has more entries in items than rows in tables; if not, those are reported.
fn outnumber(items: &[Item], rows: usize, lister: &mut Lister) -> bool {
    let linked: Vec<&Item> = items.iter().filter(|item| item.link.is_some()).collect();
    if linked.len() > rows {
        return true;
    }
    if let Some(first) = linked.first() {
        let message =
            format!("{} items with links are not read: the page has tables", linked.len());
        let (code, at) = (Code::TextNotRead, first.cell.span);
        let problem = lister.report.add_as(Severity::Note, code, at, message);
        problem.help("if they are entries, make rows of them");
    }
    false
}

/// The link of an item that leads to a file, if others beside it are entries.
fn relative_link(item: &Item, items: &[Item]) -> Option<(Link, usize)> {
    let link = item.cell.links.first().filter(|link| !link.url.starts_with('#'))?;
    let at = item.cell.text.find(link.text.trim())?;
    let is_entry = is_label(&item.cell.text[..at]) && is_among_entries(item, items);
    (is_entry && !link.text.trim().is_empty()).then(|| (link.clone(), at))
}

/// Whether half of the items that stand under the same heading as one are entries.
fn is_among_entries(item: &Item, items: &[Item]) -> bool {
    let beside = || items.iter().filter(|other| !other.has_items && other.is_beside(item));
    let linked = beside().filter(|other| other.link.is_some()).count();
    linked > 0 && linked * 2 >= beside().count()
}

/// Says that an item among entries has nothing to link to, or too much in front of its link, unless it tells
/// more of an entry.
fn check_linkless(item: &Item, items: &[Item], lister: &mut Lister) {
    let (said, links) = (item.cell.text.trim(), &item.cell.links);
    let may_be_entry = links.is_empty() || links.iter().any(leads_out);
    let is_text = said.contains(char::is_alphanumeric) && may_be_entry;
    if !is_text || item.has_items || item.is_in_entry() || !is_among_entries(item, items) {
        return;
    }
    let said = said.lines().next().unwrap_or_default();
    let why = if links.is_empty() { "it has no link" } else { "it does not begin with its link" };
    let message = format!("{} is not read: {why}", Quoted(said));
    lister
        .report
        .add(Code::TextNotRead, item.cell.span, message)
        .help("write it as [title](link); if it is no entry, make a paragraph of it");
}

/// Whether most items of a page begin with a link into the web.
pub(super) fn is_list(document: &Document) -> bool {
    are_list(&items(document))
}

fn are_list(items: &[Item]) -> bool {
    let linked = items.iter().filter(|item| item.link.is_some()).count();
    let is_text = |item: &&Item| {
        item.link.is_none() && !item.has_items && item.cell.links.iter().all(leads_out)
    };
    let texts = items.iter().filter(|item| !item.is_in_entry()).filter(is_text).count();
    linked >= 2 && linked * 10 >= (linked + texts) * 6
}

/// All items in the order of the page.
fn items(document: &Document) -> Vec<Item<'_>> {
    let mut blocks: Vec<&Block> = document.blocks.iter().collect();
    // An item comes behind the items in it.
    blocks.sort_by_key(|block| start(block));
    let title = document.heading().map(|heading| heading.span);
    let mut headings: Vec<(HeadingLevel, &Cell<'static>)> = Vec::new();
    let mut open: Vec<(usize, &Cell<'static>)> = Vec::new();
    let mut items: Vec<Item> = Vec::new();
    for block in blocks {
        match block {
            Block::Heading { level, text } => {
                headings.retain(|(above, _)| above < level);
                headings.extend((Some(text.span) != title).then_some((*level, text)));
            }
            Block::Item(cell) => {
                open.retain(|(_, other)| cell.span.start < other.span.end);
                for (at, _) in &open {
                    items[*at].has_items = true;
                }
                let parents = open.iter().map(|(_, parent)| *parent).collect();
                let headings = headings.iter().map(|(_, heading)| *heading).collect();
                open.push((items.len(), cell));
                let link = link_of(cell);
                items.push(Item { cell, headings, parents, has_items: false, link });
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
    let first = item.links.iter().find(|link| leads_out(link));
    if let Some(link) = first.filter(|link| link.text.trim() != link.url) {
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

#[cfg(test)]
mod tests {
    use super::*;

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
