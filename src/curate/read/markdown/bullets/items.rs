//! The items of a page, and the link that each is about.

use super::said::{first_sentence, venue_in_front};
use crate::curate::lister::{is_address, is_in_brackets, is_kind, is_way};
use crate::curate::read::markdown::above::Above;
use crate::curate::read::markdown::parse::{Block, Document};
use crate::curate::read::{Cell, Link, Text};
use crate::text;
use pulldown_cmark::HeadingLevel;
use std::borrow::Cow;

/// An item of the list, and what it stands under.
pub(in super::super) struct Item<'d> {
    pub(in super::super) block: &'d Block,
    pub(in super::super) cell: &'d Cell<'static>,
    /// The headings above it, the nearest one last, without that of the page.
    pub(in super::super) headings: Vec<&'d Cell<'static>>,
    levels: Vec<HeadingLevel>,
    /// The items that it is in, the nearest one last.
    pub(in super::super) parents: Vec<&'d Cell<'static>>,
    pub(in super::super) has_items: bool,
    /// Whether it stands in an item that is an entry.
    pub(in super::super) is_in_entry: bool,
    /// Its link into the web, and where the link's text is in the item's.
    pub(in super::super) link: Option<(Link, usize)>,
}

impl Item<'_> {
    /// Whether it is one of a list of contents, or leads back to that.
    fn is_of_contents(&self) -> bool {
        const CONTENTS: [&str; 4] = ["contents", "content", "toc", "目录"];
        let is_place = |link: &Link| link.url.contains('#');
        let leads_back = || text::fold(&self.cell.text).trim().starts_with("back to");
        let is_below = || {
            let heading = self.headings.last().map(|heading| text::fold(&heading.text));
            heading.is_some_and(|heading| CONTENTS.iter().any(|name| heading.ends_with(name)))
        };
        let links = &self.cell.links;
        !links.is_empty() && links.iter().all(is_place) && (leads_back() || is_below())
    }

    /// Whether two items stand under the same heading.
    pub(in super::super) fn is_beside(&self, other: &Item) -> bool {
        let heading = |item: &Item| item.headings.last().map(|heading| heading.span);
        heading(self) == heading(other)
    }
}

impl<'d> Item<'d> {
    /// What it stands under, the nearest last, each with how deep all of its kind are: headings, and items that it is
    /// in. One of these that is an entry itself is only so if it has a short name and several entries in it.
    pub(super) fn above(&self, all: &[Self]) -> Vec<(usize, Cow<'d, Cell<'static>>)> {
        const DEEPEST_HEADING: usize = 6;
        const MOST_WORDS: usize = 6;
        let name = |parent: &'d Cell<'static>| {
            let at = all.partition_point(|other| other.cell.span.start < parent.span.start);
            let item = all.get(at).filter(|item| item.cell.span == parent.span)?;
            let Some((link, _)) = &item.link else { return Some(Cow::Borrowed(parent)) };
            let entries = item.items(all).filter_map(|item| item.link.as_ref());
            let has_several = entries.filter(|(link, _)| !is_kind(&link.text)).nth(1).is_some();
            let is_name = has_several && link.text.split_whitespace().count() <= MOST_WORDS;
            is_name.then(|| Cow::Owned(Cell::plain(link.span, link.text.clone())))
        };
        let headings = self.levels.iter().zip(&self.headings);
        let headings = headings.map(|(level, heading)| (*level as usize, Cow::Borrowed(*heading)));
        let parents = self.parents.iter().enumerate();
        let parents =
            parents.filter_map(|(at, parent)| Some((DEEPEST_HEADING + 1 + at, name(parent)?)));
        headings.chain(parents).collect()
    }

    /// The items right in this one, of all items of the page.
    pub(in super::super) fn items<'i>(
        &self,
        all: &'i [Self],
    ) -> impl Iterator<Item = &'i Self> + use<'i, 'd> {
        let own = self.cell.span;
        let behind = all.partition_point(|other| other.cell.span.start <= own.start);
        let within = all[behind..].iter().take_while(move |other| other.cell.span.start < own.end);
        within.filter(move |other| other.parents.last().is_some_and(|parent| parent.span == own))
    }
}

/// All items in the order of the page.
pub(in super::super) fn items(document: &Document) -> Vec<Item<'_>> {
    listed(document, |block| match block {
        Block::Item(cell) => Some(cell),
        _ => None,
    })
}

/// All items in the order of the page, and paragraphs below a heading that are a link and nothing else: one entry
/// needs no list.
pub(super) fn items_and_links(document: &Document) -> Vec<Item<'_>> {
    let mut items = listed(document, |block| match block {
        Block::Item(cell) => Some(cell),
        Block::Paragraph(cell) => match &cell.links[..] {
            [link] if leads_out(link) && link.text.trim() == cell.text.trim() => Some(cell),
            _ => None,
        },
        _ => None,
    });
    items.retain(|item| matches!(item.block, Block::Item(_)) || !item.headings.is_empty());
    items
}

/// All paragraphs in the order of the page, from the first one with a link on: in some lists, entries have no
/// sign in front of them.
pub(super) fn paragraphs(document: &Document) -> Vec<Item<'_>> {
    let mut paragraphs = listed(document, |block| match block {
        Block::Paragraph(cell) => Some(cell),
        _ => None,
    });
    let first = paragraphs.iter().position(|paragraph| paragraph.link.is_some());
    paragraphs.drain(..first.unwrap_or(paragraphs.len()));
    paragraphs
}

/// The blocks that have an entry each, as items of a list.
fn listed<'d>(
    document: &'d Document,
    entry: fn(&'d Block) -> Option<&'d Cell<'static>>,
) -> Vec<Item<'d>> {
    let mut blocks: Vec<&Block> = document.blocks.iter().collect();
    // An item comes behind the items in it.
    blocks.sort_by_key(|block| start(block));
    let title = document.heading().map(|heading| heading.span);
    let mut above = Above::new(document);
    // Each with where it ends: what can be folded away below a title is of that.
    let mut open: Vec<(usize, &Cell<'static>, u32)> = Vec::new();
    let mut items: Vec<Item> = Vec::new();
    for block in blocks {
        above.pass(block);
        match block {
            Block::Heading { level, text } => {
                above.leave(*level);
                if Some(text.span) != title {
                    above.enter(*level, text);
                }
            }
            // What is bold from end to end is meant for a heading.
            Block::Paragraph(text) if text.links.is_empty() && document.is_bold(text) => {
                above.leave(HeadingLevel::H6);
                above.enter(HeadingLevel::H6, text);
            }
            block => {
                let Some(cell) = entry(block) else { continue };
                open.retain(|(_, _, end)| cell.span.start < *end);
                for (at, ..) in &open {
                    items[*at].has_items = true;
                }
                let parents = open.iter().map(|(_, parent, _)| *parent).collect();
                let headings = above.cells();
                let is_in_entry = open.iter().any(|(at, ..)| items[*at].link.is_some());
                let link = link_of(cell, document);
                open.push((items.len(), cell, document.fold_end(cell).unwrap_or(cell.span.end)));
                items.push(Item {
                    block,
                    cell,
                    headings,
                    levels: above.levels(),
                    parents,
                    has_items: false,
                    is_in_entry,
                    link,
                });
            }
        }
    }
    items.retain(|item| !item.is_of_contents());
    items
}

pub(in super::super) fn start(block: &Block) -> u32 {
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

pub(in super::super) fn leads_out(link: &Link) -> bool {
    is_address(&link.url)
}

/// The link that an item is about: its first one into the web, with little in front of it. Its text is the title,
/// unless that is only an address, or says what it leads to: then what is in front of it is.
pub(in super::super) fn link_of(
    item: &Cell<'static>,
    document: &Document,
) -> Option<(Link, usize)> {
    let named = |title: &str, url: &str| {
        let link = Link { span: item.span, text: title.to_owned(), url: url.to_owned() };
        Some((link, item.text.find(title)?))
    };
    let first = item.links.iter().find(|link| leads_out(link));
    if let Some(link) = first.filter(|link| link.text.trim() != link.url) {
        let text = link.text.trim();
        let at = place_of(item, text).filter(|_| !text.is_empty())?;
        let front = &item.text[..at];
        let is_last = !item.text[at + text.len()..].contains(char::is_alphanumeric);
        if is_way(text)
            && let Some(title) =
                title_in(front, document.bold_in(item), is_in_brackets(text), is_last)
        {
            // One that says what it leads to is nearer to it than `[[Scholar]](…)`.
            let kind = item.links.iter().find(|link| leads_out(link) && is_kind(&link.text));
            return named(title, &kind.unwrap_or(link).url);
        }
        return is_label(front).then(|| (link.clone(), at));
    }
    let at = item.text.find("https://").or_else(|| item.text.find("http://"))?;
    let url = item.text[at..].split_whitespace().next()?.trim_end_matches(['.', ',', ')', '>']);
    let title = item.text[..at].trim().trim_end_matches(is_between).trim();
    // With a space between its brackets, as in `[title] (link)`, a link is a text.
    let is_whole = |title: &&str| !title.contains(['[', ']']);
    let torn = title.strip_suffix('(').map(str::trim_end).and_then(|text| text.strip_suffix(']'));
    let torn = torn.and_then(|text| text.strip_prefix('[')).filter(is_whole);
    let title = torn.unwrap_or(title);
    if title.contains(char::is_alphanumeric) {
        return named(title, url);
    }
    Some((Link { span: item.span, text: url.to_owned(), url: url.to_owned() }, at))
}

/// Where in an item's text that of its first link is, which others in front of it may say as well: `Acme's way (Acme)`.
fn place_of(item: &Cell, link: &str) -> Option<usize> {
    let beside = |at: usize| item.beside_links.get(at..).unwrap_or_default();
    let mut places = item.text.match_indices(link).map(|(at, _)| at);
    places.find(|&at| !beside(at).starts_with(link)).or_else(|| item.text.find(link))
}

/// The title in what stands in front of a link that is called `paper` or the like: what is bold, what is quoted as a
/// sentence, or else the first sentence, if a sign or a bracket of its own parts it from the link, or nothing is behind
/// that.
fn title_in<'t>(
    front: &'t str,
    bold: Option<&'t Text>,
    is_in_brackets: bool,
    is_last: bool,
) -> Option<&'t str> {
    // Behind these, a link is a part of a sentence.
    const WITHIN: [&str; 20] = [
        "a", "an", "and", "at", "by", "for", "from", "in", "its", "my", "of", "on", "or", "our",
        "see", "the", "their", "this", "to", "with",
    ];
    let is_around = |letter: char| is_between(letter) || "([（【".contains(letter);
    let whole = front.trim_end().trim_end_matches(is_around);
    let mut words = whole.split_whitespace();
    let ends = words.next_back().is_some_and(|last| !WITHIN.contains(&&*last.to_lowercase()));
    let is_title = is_last && ends && words.next().is_some();
    let is_apart = is_in_brackets || is_title || front.trim_end().len() > whole.len();
    let title = match bold.filter(|bold| front.contains(&bold.text)) {
        Some(bold) => bold.text.trim().trim_end_matches(is_around),
        None if is_apart => quoted(whole).unwrap_or_else(|| first_sentence(whole)),
        None => return None,
    };
    let title = quoted(title).unwrap_or(title).trim();
    let title = venue_in_front(title).map_or(title, |(_, title)| title);
    title.contains(char::is_alphabetic).then_some(title)
}

/// What is quoted as in a bibliography, in front of all else or with its full stop: `Ann Bee. "How it went." Acme`.
fn quoted(text: &str) -> Option<&str> {
    let (before, behind) = text.split_once(['"', '“'])?;
    let (quoted, rest) = behind.split_once(['"', '”'])?;
    let is_first = before.trim().is_empty() && !rest.trim().is_empty();
    quoted.strip_suffix(['.', ',']).or(Some(quoted).filter(|_| is_first))
}

/// Whether a text in front of a link only labels it: `Acme:`, `[Paper]`, `🎥`, `2021 -`.
pub(super) fn is_label(text: &str) -> bool {
    let text = text.trim();
    !text.contains(char::is_alphanumeric)
        || (text.split_whitespace().count() <= 5
            && (text.ends_with(is_between) || text.ends_with([']', ')', '】', '）', '」', '》'])))
}

pub(super) fn is_between(letter: char) -> bool {
    letter.is_whitespace() || "-–—:|,.：，。、｜".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_short() {
        for text in ["", "🎥 ", "Acme: ", "[Paper] ", "2021 - ", "【论文】", "阿克米："] {
            assert!(is_label(text), "{text}");
        }
        for text in ["See also ", "As we have said in another place already: "] {
            assert!(!is_label(text), "{text}");
        }
    }
}
