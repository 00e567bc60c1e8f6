//! The parts of a Markdown page that a list is made of: headings, paragraphs, items, tables.

mod html_blocks;

use super::html::{self, Inline};
use super::mend::cells_in;
use crate::catalog::slugify;
use crate::curate::fault::Span;
use crate::curate::read::{Cell, Link, Text};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::collections::HashMap;
use std::ops::Range;

/// A page, part by part.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub(super) blocks: Vec<Block>,
    /// What is bold, in order.
    bold: Vec<Text>,
    /// Where what can be folded away ends, by where its summary is.
    folds: HashMap<u32, u32>,
}

/// A part of a page. Its text is a [`Cell`], whatever it is in.
#[derive(Debug)]
pub(super) enum Block {
    Heading {
        level: HeadingLevel,
        text: Cell<'static>,
    },
    Paragraph(Cell<'static>),
    /// An item of a list, without the items in it.
    Item(Cell<'static>),
    Table(Rows),
    /// A line across the page.
    Rule,
    /// Markup that is not read, where it begins.
    Html(Span),
}

/// A table; each row has as many cells as its header, whatever is written.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) span: Span,
    pub(super) header: Vec<Cell<'static>>,
    pub(super) body: Vec<Row>,
}

/// A row below the header.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) span: Span,
    pub(super) cells: Vec<Cell<'static>>,
    /// How many cells are written.
    pub(super) written: usize,
}

/// What stands for a bar that is part of a cell, so that all offsets stay: clean text has none.
pub(super) const BAR: char = '\u{1}';

impl Document {
    /// The first heading of the first level, or else the first one in front of all tables that is not
    /// that of a list of contents, and has none above it; none, if it and others like it have lists right below.
    pub(super) fn heading(&self) -> Option<&Cell<'static>> {
        let heading = |block: &'_ Block| match block {
            Block::Heading { level, .. } => Some(*level),
            _ => None,
        };
        let is_about_the_list = |block: &Block| match block {
            Block::Heading { text, .. } => !slugify(&text.text).ends_with("contents"),
            _ => false,
        };
        let first = self.blocks.iter().find(|block| heading(block) == Some(HeadingLevel::H1));
        let before = self.blocks.iter().take_while(|block| !matches!(block, Block::Table(_)));
        let is_highest =
            |block: &&Block| heading(block) == self.blocks.iter().filter_map(heading).min();
        let told = || before.into_iter().find(|block| is_about_the_list(block));
        match first.or_else(|| told().filter(is_highest))? {
            Block::Heading { level, text } => Some(text).filter(|_| !self.is_of_part(*level, text)),
            _ => None,
        }
    }

    /// Whether a heading is that of a part of the page, as others of its level are: they have lists right below.
    fn is_of_part(&self, level: HeadingLevel, heading: &Cell) -> bool {
        let (mut above, mut parts) = (None, Vec::new());
        for block in &self.blocks {
            match block {
                Block::Heading { level, text } => above = Some((*level, text.span)),
                Block::Item(cell) if !cell.links.iter().any(|link| link.url.contains("://")) => {}
                Block::Item(_) | Block::Table(_) => parts.extend(above.take()),
                _ => {}
            }
        }
        parts.retain(|(other, _)| *other == level);
        parts.len() > 1 && parts.contains(&(level, heading.span))
    }

    /// The first text in a piece of the page that is bold.
    pub(super) fn bold_in(&self, text: &Cell) -> Option<&Text> {
        let from = self.bold.partition_point(|bold| bold.span.start < text.span.start);
        self.bold[from..].first().filter(|bold| bold.span.end <= text.span.end)
    }

    /// Where what can be folded away ends, if a heading is the summary of that.
    pub(super) fn fold_end(&self, heading: &Cell) -> Option<u32> {
        self.folds.get(&heading.span.start).copied()
    }

    /// Whether all of a piece of the page is bold.
    pub(super) fn is_bold(&self, text: &Cell) -> bool {
        let whole = text.text.trim();
        !whole.is_empty() && self.bold_in(text).is_some_and(|bold| bold.text.trim() == whole)
    }

    pub(super) fn paragraphs(&self) -> impl Iterator<Item = &Cell<'static>> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(text) => Some(text),
            _ => None,
        })
    }
}

/// Reads a page from an offset on; O(length).
pub(super) fn parse(file: usize, text: &str, start: usize) -> Document {
    let mut reading = Reading {
        file,
        text,
        document: Document::default(),
        table: None,
        open: Vec::new(),
        links: 0,
        is_html_link: false,
        is_bold: false,
        images: 0,
        skipped: 0..0,
        last_table_end: None,
        open_folds: Vec::new(),
    };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS;
    for (event, range) in Parser::new_ext(&text[start..], options).into_offset_iter() {
        reading.take(event, range.start + start..range.end + start);
    }
    reading.document
}

/// A page half read.
struct Reading<'a> {
    file: usize,
    text: &'a str,
    document: Document,
    table: Option<Rows>,
    /// The texts that are open, the inner ones last: an item may hold items and paragraphs.
    open: Vec<Open>,
    /// How many links are open.
    links: usize,
    /// Whether a link in HTML is open.
    is_html_link: bool,
    /// Whether a bold text is open, which is the last of the document's.
    is_bold: bool,
    /// How many images are open.
    images: usize,
    /// What was read already, as part of a table in HTML.
    skipped: Range<usize>,
    /// Where the last table in HTML ends, once that was asked.
    last_table_end: Option<usize>,
    /// The summaries of what can be folded away and has not ended yet, by where they are.
    open_folds: Vec<Option<u32>>,
}

/// A text half read.
struct Open {
    cell: Cell<'static>,
    text: String,
    kind: Kind,
    /// What stands for the images in it, which is its text if it has no other.
    alt: String,
}

/// What a text is of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A heading, a paragraph.
    Text,
    Item,
    Cell,
}

impl Reading<'_> {
    fn take(&mut self, event: Event, range: Range<usize>) {
        if self.skipped.contains(&range.start) {
            return;
        }
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Code(code) => self.code(&code, range),
            Event::Text(words) => self.words(&words),
            Event::InlineHtml(tag) => self.tag(&tag, range),
            Event::SoftBreak => self.words(" "),
            Event::HardBreak => self.words("\n"),
            Event::Rule => self.document.blocks.push(Block::Rule),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag, range: Range<usize>) {
        match tag {
            Tag::Heading { .. } => self.open(range, Kind::Text),
            Tag::TableCell => self.open(self.within_row(range), Kind::Cell),
            // The text of an item may come in a paragraph; it is the item's all the same.
            Tag::Paragraph if !self.is_in_item() => self.open(range, Kind::Text),
            Tag::Item => self.open(range, Kind::Item),
            Tag::HtmlBlock => self.html(range),
            Tag::Image { .. } => self.images += 1,
            Tag::Table(_) => {
                self.table = Some(Rows { span: self.span(range), ..Rows::default() });
            }
            Tag::TableRow => {
                let written = cells_in(&self.text[range.clone()]);
                let row = Row { span: self.span(range), cells: Vec::new(), written };
                if let Some(table) = &mut self.table {
                    table.body.push(row);
                }
            }
            Tag::Link { dest_url, .. } => self.link(dest_url, range),
            Tag::Strong if !self.is_bold => {
                self.is_bold = true;
                let span = self.span(range);
                self.document.bold.push(Text { span, text: String::new() });
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => {
                if let Some(text) = self.close() {
                    self.document.blocks.push(Block::Heading { level, text });
                }
            }
            TagEnd::Paragraph if self.is_in_item() => self.words(" "),
            TagEnd::Paragraph => {
                let text = self.close();
                self.document.blocks.extend(text.map(Block::Paragraph));
            }
            TagEnd::Item => {
                let text = self.close();
                self.document.blocks.extend(text.map(Block::Item));
            }
            TagEnd::TableCell => {
                let (Some(cell), Some(table)) = (self.close(), &mut self.table) else { return };
                let row = table.body.last_mut().map(|row| &mut row.cells);
                row.unwrap_or(&mut table.header).push(cell);
            }
            TagEnd::Table => self.document.blocks.extend(self.table.take().map(Block::Table)),
            TagEnd::Link => self.end_link(),
            TagEnd::Strong => self.is_bold = false,
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            _ => {}
        }
    }

    fn span(&self, range: Range<usize>) -> Span {
        let trimmed = self.text[range.clone()].trim_end_matches(['\n', '\r']);
        Span::new(self.file, range.start..range.start + trimmed.len())
    }

    /// Where a cell is: one that is not written, at the end of its row.
    fn within_row(&self, cell: Range<usize>) -> Range<usize> {
        let row = self.table.as_ref().and_then(|table| table.body.last());
        let end = row.map_or(cell.end, |row| row.span.range().end);
        cell.start.min(end)..cell.end.min(end)
    }

    fn is_in_item(&self) -> bool {
        self.open.last().is_some_and(|open| open.kind == Kind::Item)
    }

    fn open(&mut self, range: Range<usize>, kind: Kind) {
        let raw = &self.text[range.clone()];
        let start = range.start + (raw.len() - raw.trim_start_matches([' ', '\t']).len());
        let end = range.start + raw.trim_end().len();
        let cell = Cell { span: Span::new(self.file, start..end.max(start)), ..Cell::default() };
        // What of an item is in front of the items in it is all of its own text.
        self.open.push(Open { cell, text: String::new(), kind, alt: String::new() });
    }

    fn close(&mut self) -> Option<Cell<'static>> {
        let Open { mut cell, mut text, kind, alt } = self.open.pop()?;
        (self.links, self.is_html_link) = (0, false);
        if kind == Kind::Cell {
            if text.trim().is_empty() && cell.links.is_empty() {
                text = alt;
            }
            // Markup that is gone may leave spaces which nobody wrote around the text.
            text.truncate(text.trim_end().len());
            text.drain(..text.len() - text.trim_start().len());
        }
        cell.text = text.into();
        Some(cell)
    }

    fn link(&mut self, url: &str, range: Range<usize>) {
        self.links += 1;
        let link = Link { span: Span::new(self.file, range), text: String::new(), url: bars(url) };
        if let Some(open) = self.open.last_mut() {
            open.alt.clear();
            open.cell.links.push(link);
        }
    }

    fn end_link(&mut self) {
        // A picture in a heading or a paragraph is a badge.
        let alt = self.open.last_mut().filter(|open| open.kind != Kind::Text).and_then(|open| {
            // And so is one behind the link of an item.
            let is_badge = open.kind == Kind::Item && open.cell.links.len() > 1;
            let link = open.cell.links.last().filter(|_| !is_badge)?;
            link.text.trim().is_empty().then(|| std::mem::take(&mut open.alt))
        });
        if let Some(alt) = alt {
            self.words(&alt);
        }
        self.links = self.links.saturating_sub(1);
    }

    /// Takes a tag inside of a text.
    fn tag(&mut self, tag: &str, range: Range<usize>) {
        match html::inline(tag) {
            Inline::Break => self.words("\n"),
            Inline::Link(url) => {
                self.is_html_link = true;
                self.link(&url, range);
            }
            Inline::LinkEnd if self.is_html_link => {
                self.is_html_link = false;
                if let Some(link) = self.open.last_mut().and_then(|open| open.cell.links.last_mut())
                {
                    link.span.end = range.end as u32;
                }
                self.end_link();
            }
            Inline::LinkEnd | Inline::Looks => {}
            Inline::Text => self.words(tag),
        }
    }

    fn code(&mut self, code: &str, range: Range<usize>) {
        let text = bars(code);
        let span = Span::new(self.file, range);
        let Some(open) = self.open.last_mut() else { return };
        open.text.push_str(&text);
        if self.links == 0 {
            open.cell.beside_links.push_str(&text);
        } else if let Some(link) = open.cell.links.last_mut() {
            link.text.push_str(&text);
        }
        open.cell.parts.push(Text { span, text });
    }

    fn words(&mut self, words: &str) {
        let Some(open) = self.open.last_mut() else { return };
        let words = without_shortcodes(&bars(words));
        if self.images > 0 {
            open.alt.push_str(&words);
            return;
        }
        open.text.push_str(&words);
        open.cell.beside_parts.push_str(&words);
        if let Some(bold) = self.document.bold.last_mut().filter(|_| self.is_bold) {
            bold.text.push_str(&words);
        }
        match open.cell.links.last_mut().filter(|_| self.links > 0) {
            Some(link) => link.text.push_str(&words),
            None => open.cell.beside_links.push_str(&words),
        }
    }
}

/// A text without the names of pictures that some sites draw, `:star:`, and the space that parts one from the
/// words.
fn without_shortcodes(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(':') {
        kept.push_str(before);
        let name = behind.split_once(':').map_or("", |(name, _)| name);
        let is_name = !name.is_empty()
            && name.bytes().all(|byte| {
                byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_+-".contains(&byte)
            })
            && (name.contains(|letter: char| letter.is_ascii_lowercase())
                || ["+1", "-1"].contains(&name));
        let after = behind.get(name.len() + 1..).unwrap_or_default();
        let is_apart = |letter: Option<char>| {
            letter.is_none_or(|letter| !letter.is_alphanumeric() && letter != ':')
        };
        if is_name && is_apart(kept.chars().next_back()) && is_apart(after.chars().next()) {
            let is_first = kept.trim_end().is_empty();
            rest = if is_first { after.trim_start() } else { after };
            if rest.is_empty() && !is_first {
                kept.truncate(kept.trim_end().len());
            } else if kept.ends_with(' ') && rest.starts_with(' ') {
                kept.pop();
            }
        } else {
            kept.push(':');
            rest = behind;
        }
    }
    kept.push_str(rest);
    kept
}

/// A text with its bars back.
fn bars(text: &str) -> String {
    text.replace(BAR, "|")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(document: &Document) -> Vec<String> {
        let text = |block: &Block| match block {
            Block::Heading { level, text } => format!("{level} {}", text.text),
            Block::Paragraph(text) => format!("p {}", text.text),
            Block::Item(text) => format!("li {}", text.text.trim()),
            Block::Table(table) => format!("table {}", table.body.len()),
            Block::Rule => "hr".into(),
            Block::Html(_) => "html".into(),
        };
        document.blocks.iter().map(text).collect()
    }

    fn table(page: &Document) -> &Rows {
        let table = page.blocks.iter().find_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        table.unwrap()
    }

    #[test]
    fn a_page_by_its_parts() {
        let text = "# A *b*\n\n> C `d`\n> e [f](g)\n\n- **x**: 1\n  - y\n- z\n\n  w\n\n| x | Y |\n|--|--|\n| 1 |\n\n<table>\nhttp://x\n</table>\n<table></table>\n";
        let page = parse(0, text, 0);
        let expected = ["h1 A b", "p C d e f", "li y", "li x: 1", "li z w", "table 1", "html"];
        let mut found = texts(&page);
        found[2..4].sort_by_key(|item| !item.contains('y'));
        assert_eq!(found, expected);
        let table = table(&page);
        let at = |cell: &Cell| text[cell.span.range()].to_owned();
        assert_eq!(table.header.iter().map(at).collect::<Vec<_>>(), ["x", "Y"]);
        assert_eq!((table.body.len(), table.body[0].written, table.body[0].cells.len()), (1, 1, 2));
    }

    #[test]
    fn names_of_pictures_are_no_text() {
        let check = |text, expected| assert_eq!(without_shortcodes(text), expected, "{text}");
        check(":star: Search", "Search");
        check("Search :fire:", "Search");
        check("Search :fire: in :+1: a week", "Search in a week");
        check(":star:", "");
        check("at 10:30:20, std::vec::Vec, a:b:c", "at 10:30:20, std::vec::Vec, a:b:c");
        check("tag:rag: x: y: z", "tag:rag: x: y: z");
        check("a: b", "a: b");
    }

    #[test]
    fn a_cell_from_every_side() {
        let text = "|a|\n|-|\n| x `y` [[V] \\| &amp; \u{1} `z`](u \"t\"), <b>w |\n";
        let page = parse(0, text, 0);
        let cell = &table(&page).body[0].cells[0];
        assert_eq!(cell.text, "x y [V] | & | z, w");
        assert_eq!(cell.beside_links(), "x y , w");
        assert_eq!(cell.beside_parts(), "x  [V] | & | , w");
        assert_eq!((&*cell.links[0].text, &*cell.links[0].url), ("[V] | & | z", "u"));
        assert!(text[cell.links[0].span.range()].starts_with("[[V]"));
        assert_eq!(cell.parts.iter().map(|code| &*code.text).collect::<Vec<_>>(), ["y", "z"]);
    }
}
