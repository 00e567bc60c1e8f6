//! Lists of links: `- [Title](link) - what it is about`, under headings that say what they are of.

mod entry;
mod items;
mod said;

use super::about::without_signs;
use super::counts::is_count;
use super::given::is_year;
use super::parse::Document;
use crate::curate::fault::{Code, Quoted, Severity};
use crate::curate::lister::{Lister, is_kind, only_leads};
use crate::curate::read::{Cell, Link, Text};
use crate::text;
use entry::List;
use items::{is_between, is_label};
use url::Url;

pub(super) use entry::{Cells, given, read_label, title_cell};
pub(super) use items::{Item, items, leads_out, link_of, start};
pub(super) use said::{first_sentence, title_and_year, without_groups};

/// Whether headings are about the page, not of its list.
pub(super) fn are_about_page(headings: &[&Cell]) -> bool {
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
    headings.iter().any(|heading| {
        let folded = text::fold(&heading.text);
        text::words(&folded).any(|word| ABOUT_PAGES.contains(&word))
    })
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
    let Some(mut items) = listed(document, rows == 0) else { return false };
    if rows > 0 {
        items.retain(|item| !are_about_page(&item.headings) && !is_count(item.cell));
        if !outnumber(&items, rows, lister) {
            return false;
        }
    }
    let list = List::find(file, document, base, &items, lister);
    for item in &items {
        match item.link.clone().or_else(|| relative_link(item, &items)) {
            Some((link, _)) if item.is_in_entry && only_leads(&link.text) => {}
            Some((link, _)) if item.is_in_entry && is_kind(&link.text) => {
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
    let items = if given.is_empty() { Vec::new() } else { items(document) };
    let linked = |item: &Item| {
        let link = item.cell.links.first()?;
        let at = item.cell.text.find(link.text.trim())?;
        is_label(&item.cell.text[..at]).then(|| link.clone())
    };
    let to_page = |link: &Link| {
        lister.site.target(file, &link.url).is_some_and(|page| lister.is_case_page[page])
    };
    let linked: Vec<_> = items.iter().filter_map(|item| Some((item, linked(item)?))).collect();
    let (pages, others): (Vec<_>, Vec<_>) = linked.iter().partition(|(_, link)| to_page(link));
    // Beside links to pages, one that leads nowhere is meant to be one.
    let is_dead = |(item, link): &&&(&Item, Link)| {
        lister.site.misses(file, &link.url) && pages.iter().any(|(page, _)| page.is_beside(item))
    };
    let dead: Vec<_> = others.iter().filter(is_dead).copied().collect();
    let mut rows: Vec<_> = pages.into_iter().chain(dead).collect();
    rows.sort_by_key(|(item, _)| item.cell.span.start);
    for (item, link) in &rows {
        entry::read_page(file, item.cell, link, given, lister);
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

/// Whether half of the items that stand under the same heading as one are entries; any, if it leads somewhere as they
/// do.
fn is_among_entries(item: &Item, items: &[Item]) -> bool {
    let beside = || items.iter().filter(|other| !other.has_items && other.is_beside(item));
    let linked = beside().filter(|other| other.link.is_some()).count();
    let leads_out = item.cell.links.iter().any(leads_out);
    linked > 0 && (leads_out || linked * 2 >= beside().count())
}

/// Says that an item among entries has nothing to link to, or too much in front of its link, unless it tells
/// more of an entry.
fn check_linkless(item: &Item, items: &[Item], lister: &mut Lister) {
    let (said, links) = (item.cell.text.trim(), &item.cell.links);
    let may_be_entry = links.is_empty() || links.iter().any(leads_out);
    let is_text = said.contains(char::is_alphanumeric) && may_be_entry;
    if !is_text || item.has_items || item.is_in_entry || !is_among_entries(item, items) {
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

/// The items of a page if they are a list, or else its paragraphs, if these may be.
fn listed(document: &Document, may_be_paragraphs: bool) -> Option<Vec<Item<'_>>> {
    if is_list(document) {
        return Some(items::items_and_links(document));
    }
    let paragraphs = if may_be_paragraphs { items::paragraphs(document) } else { Vec::new() };
    // One or two texts may begin with a link by chance.
    (paragraphs.len() > 2 && are_list(&paragraphs)).then_some(paragraphs)
}

/// Where the first entry of a list of links begins.
pub(super) fn first_entry(document: &Document) -> Option<u32> {
    let items = listed(document, true)?;
    items.iter().find(|item| item.link.is_some()).map(|item| item.cell.span.start)
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
    let texts = items.iter().filter(|item| !item.is_in_entry).filter(is_text).count();
    linked >= 2 && linked * 10 >= (linked + texts) * 6
}
