//! What is told below a heading, or in an item.

use super::above::Above;
use super::bullets::{self, Item};
use super::case_page::is_part;
use super::facts::{self, Fact};
use super::parse::{Block, Document};
use crate::curate::config::Config;
use crate::curate::lister::{is_address, is_way};
use crate::curate::read::{Cell, Link};
use pulldown_cmark::HeadingLevel;

/// A heading, and what is told below it.
pub(super) struct Told {
    pub(super) heading: Cell<'static>,
    /// Its own link, and where in its text the link's is.
    pub(super) link: Option<(Link, usize)>,
    pub(super) facts: Vec<Fact>,
    pub(super) summary: Option<Cell<'static>>,
    /// A link that leads to the entry, by what it is called: `[Read more](…)`.
    pub(super) way: Option<Link>,
    pub(super) above: Vec<Cell<'static>>,
    pub(super) is_about_page: bool,
    pub(super) is_empty: bool,
}

/// What may be an entry: a heading, or an item with items in it.
pub(super) struct Head<'d> {
    pub(super) level: Option<HeadingLevel>,
    cell: &'d Cell<'static>,
    above: Vec<&'d Cell<'static>>,
    body: Vec<&'d Block>,
}

impl Told {
    pub(super) fn new(
        head: &Head,
        file: usize,
        text: &str,
        document: &Document,
        config: &Config,
    ) -> Self {
        let link = head.level.and_then(|_| bullets::link_of(head.cell, document));
        let mut told = Self {
            heading: head.cell.clone(),
            link,
            facts: Vec::new(),
            summary: None,
            way: None,
            above: head.above.iter().copied().cloned().collect(),
            is_about_page: bullets::are_about_page(&head.above)
                || bullets::are_about_page(&[head.cell])
                || is_part(head.cell),
            is_empty: head.body.is_empty(),
        };
        for block in &head.body {
            match block {
                Block::Paragraph(cell) => {
                    let (facts, others) = facts::lines(cell, file, text, config);
                    told.facts.extend(facts);
                    told.take_text(&others);
                }
                Block::Item(cell) => match Fact::find(cell) {
                    Some(fact) => told.facts.push(fact),
                    None => told.take_text(std::slice::from_ref(cell)),
                },
                Block::Table(rows) if rows.body.len() == 1 => {
                    let pairs = rows.header.iter().zip(&rows.body[0].cells);
                    let fact = |(label, value): (&Cell<'static>, &Cell<'static>)| Fact {
                        label: label.clone(),
                        value: value.clone(),
                    };
                    told.facts.extend(pairs.map(fact));
                }
                _ => {}
            }
        }
        told
    }

    /// Takes what is no fact: a way to the entry, or what it is about.
    fn take_text(&mut self, texts: &[Cell<'static>]) {
        for cell in texts {
            if let Some(address) = address(cell) {
                self.way = self.way.take().or(Some(address));
                continue;
            }
            let is_way = |link: &&Link| bullets::leads_out(link) && is_way(&link.text);
            let is_all_links = !cell.beside_links().contains(char::is_alphanumeric);
            if let Some(way) = cell.links.iter().find(is_way).filter(|_| is_all_links) {
                self.way.get_or_insert_with(|| way.clone());
                continue;
            }
            // What leads to the entry is the last that is said of it; a link in a sentence is anything.
            let whole = cell.text.trim_end().trim_end_matches(['.', ')', ']', '→', '»', ' ']);
            let is_last =
                |link: &&Link| whole.ends_with(link.text.trim_end_matches(['.', '→', '»', ' ']));
            let ways = || cell.links.iter().filter(is_way).filter(is_last);
            let without = |said: String, link: &Link| said.replacen(&link.text, "", 1);
            let said = ways().fold(cell.text.to_string(), without);
            self.way = self.way.take().or_else(|| ways().next().cloned());
            let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
            let said = said.trim_end_matches(|letter: char| "([ |·•-–—".contains(letter));
            if self.summary.is_none() && said.contains(char::is_alphanumeric) {
                self.summary = Some(Cell::plain(cell.span, said.to_owned()));
            }
        }
    }

    /// Whether it says where it leads: by its own link, or below.
    pub(super) fn leads_somewhere(&self, config: &Config) -> bool {
        !self.is_about_page
            && (self.link.is_some()
                || self.way.is_some()
                || self.facts.iter().any(|fact| fact.is_link(config)))
    }
}

/// The link that a text is, if it is nothing but a web address.
fn address(cell: &Cell) -> Option<Link> {
    let text = cell.text.trim();
    let is_alone = is_address(text) && !text.contains(char::is_whitespace);
    let (text, url) = (text.to_owned(), text.to_owned());
    is_alone.then_some(Link { span: cell.span, text, url })
}

impl Head<'_> {
    /// Whether what is below has links of its own, so that these may be the entries.
    pub(super) fn has_entries(&self, document: &Document, config: &Config) -> bool {
        let is_entry = |block: &&Block| match block {
            Block::Item(cell) => is_entry(cell, bullets::link_of(cell, document), config),
            _ => false,
        };
        self.body.iter().any(is_entry)
    }
}

/// Whether an item may be an entry of its own: it has a link, and is no fact of another entry.
fn is_entry(item: &Cell<'static>, link: Option<(Link, usize)>, config: &Config) -> bool {
    let is_fact = || Fact::find(item).is_some_and(|fact| fact.is_known(config));
    link.is_some_and(|(link, _)| !is_way(&link.text)) && !is_fact()
}

/// How many items of a page may be entries, by what they are and stand under.
pub(super) fn count_listed(document: &Document, config: &Config) -> usize {
    let items = bullets::items(document).into_iter();
    let items = items.filter(|item| !bullets::are_about_page(&item.headings));
    items.filter(|item| is_entry(item.cell, item.link.clone(), config)).count()
}

impl Fact {
    /// Whether it says where an entry leads.
    pub(super) fn is_link(&self, config: &Config) -> bool {
        let has_address = !self.value.links.is_empty() || self.value.text.contains("://");
        has_address && self.is_known(config)
    }
}

/// All headings of a page but its title, and all items with items in them.
pub(super) fn heads(document: &Document) -> Vec<Head<'_>> {
    let mut blocks: Vec<&Block> = document.blocks.iter().collect();
    blocks.sort_by_key(|block| bullets::start(block));
    let title = document.heading().map(|heading| heading.span);
    let mut heads: Vec<Head> = Vec::new();
    let mut above = Above::new(document);
    let mut is_below = false;
    for block in blocks {
        above.pass(block);
        match block {
            Block::Heading { level, text } => {
                above.leave(*level);
                is_below = Some(text.span) != title;
                if is_below {
                    heads.push(Head {
                        level: Some(*level),
                        cell: text,
                        above: above.cells(),
                        body: Vec::new(),
                    });
                    above.enter(*level, text);
                }
            }
            Block::Rule => is_below = false,
            block => {
                if let Some(head) = heads.last_mut().filter(|_| is_below) {
                    head.body.push(block);
                }
            }
        }
    }
    let items = bullets::items(document);
    // A day such as `[2025-01-29]` is no title.
    let is_named = |item: &&Item| item.cell.text.contains(char::is_alphabetic);
    let with_items = items.iter().filter(|item| item.has_items && item.link.is_none());
    let with_items = with_items.filter(is_named);
    heads.extend(with_items.map(|item| Head {
        level: None,
        cell: item.cell,
        above: item.headings.iter().chain(&item.parents).copied().collect(),
        body: item.items(&items).map(|below| below.block).collect(),
    }));
    heads
}
