//! The parts of a Markdown page that a list is made of: its first heading, its paragraphs, its tables.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// A page by its parts. Offsets count from the start of the whole text.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub(super) heading: Option<Text>,
    pub(super) paragraphs: Vec<Text>,
    pub(super) tables: Vec<Table>,
}

/// Plain text, and where it begins.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub(super) at: usize,
    pub(super) text: String,
}

/// A table; each row has as many cells as its header, whatever is written.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) at: usize,
    pub(super) header: Vec<Cell>,
    pub(super) rows: Vec<Row>,
}

/// A row below the header.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) at: usize,
    pub(super) cells: Vec<Cell>,
    /// How many cells are written.
    pub(super) written: usize,
}

/// A cell, from every side that a column may want.
#[derive(Debug, Default)]
pub(super) struct Cell {
    pub(super) at: usize,
    /// All its text.
    pub(super) text: String,
    /// Its text without what is in links.
    pub(super) outside_links: String,
    /// Its text without what is in code spans.
    pub(super) outside_code: String,
    pub(super) links: Vec<Link>,
    pub(super) code: Vec<Text>,
}

/// A link of a cell.
#[derive(Debug, Default)]
pub(super) struct Link {
    pub(super) at: usize,
    pub(super) text: String,
    pub(super) url: String,
}

/// Reads a page from an offset on; O(length).
pub(super) fn parse(text: &str, start: usize) -> Document {
    let mut reading = Reading { text, ..Reading::default() };
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for (event, range) in Parser::new_ext(&text[start..], options).into_offset_iter() {
        let range = range.start + start..range.end + start;
        match event {
            Event::Start(tag) => reading.open(&tag, range),
            Event::End(tag) => reading.close(tag),
            Event::Code(code) => reading.code(&code, range.start),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                reading.words(&text, true);
            }
            Event::SoftBreak | Event::HardBreak => reading.words(" ", true),
            _ => {}
        }
    }
    reading.document
}

/// A page half read.
#[derive(Default)]
struct Reading<'a> {
    text: &'a str,
    document: Document,
    prose: Option<Text>,
    cell: Option<Cell>,
    in_link: bool,
}

impl Reading<'_> {
    fn open(&mut self, tag: &Tag, range: Range<usize>) {
        let at = range.start;
        match tag {
            Tag::Heading { .. } | Tag::Paragraph => {
                self.prose = Some(Text { at, text: String::new() });
            }
            Tag::Table(_) => self.document.tables.push(Table { at, ..Table::default() }),
            Tag::TableRow => {
                let row = Row { at, cells: Vec::new(), written: cells_in(&self.text[range]) };
                if let Some(table) = self.document.tables.last_mut() {
                    table.rows.push(row);
                }
            }
            Tag::TableCell => {
                let padding = self.text[range].chars().take_while(|&c| c == ' ' || c == '\t');
                self.cell = Some(Cell { at: at + padding.count(), ..Cell::default() });
            }
            Tag::Link { dest_url, .. } => {
                self.in_link = true;
                if let Some(cell) = &mut self.cell {
                    cell.links.push(Link { at, text: String::new(), url: dest_url.to_string() });
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => {
                let heading = self.prose.take().filter(|_| level == HeadingLevel::H1);
                self.document.heading = self.document.heading.take().or(heading);
            }
            TagEnd::Paragraph => self.document.paragraphs.extend(self.prose.take()),
            TagEnd::TableCell => {
                let (Some(cell), Some(table)) = (self.cell.take(), self.document.tables.last_mut())
                else {
                    return;
                };
                let row = table.rows.last_mut().map(|row| &mut row.cells);
                row.unwrap_or(&mut table.header).push(cell);
            }
            TagEnd::Link => self.in_link = false,
            _ => {}
        }
    }

    fn code(&mut self, code: &str, at: usize) {
        self.words(code, false);
        if let Some(cell) = &mut self.cell {
            cell.code.push(Text { at, text: code.to_owned() });
        }
    }

    fn words(&mut self, words: &str, outside_code: bool) {
        if let Some(prose) = &mut self.prose {
            prose.text.push_str(words);
        }
        let Some(cell) = &mut self.cell else { return };
        cell.text.push_str(words);
        if outside_code {
            cell.outside_code.push_str(words);
        }
        match cell.links.last_mut().filter(|_| self.in_link) {
            Some(link) => link.text.push_str(words),
            None => cell.outside_links.push_str(words),
        }
    }
}

/// How many cells a row is written with: one more than the bars between them, of which one at either end
/// is none, nor one behind a backslash.
fn cells_in(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let end = row.strip_suffix('|').filter(|rest| !rest.ends_with('\\'));
    let row = end.unwrap_or(row);
    let bars = row.match_indices('|').filter(|(at, _)| !row[..*at].ends_with('\\'));
    bars.count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_by_its_parts() {
        let text = "# A *b*\n\n> C `d`\n> e [f](g)\n\n# H\n\n| x | Y |\n|--|--|\n| 1 |\n";
        let page = parse(text, 0);
        assert_eq!(page.heading.unwrap().text, "A b");
        let paragraphs: Vec<_> = page.paragraphs.iter().map(|p| (&*p.text, p.at)).collect();
        assert_eq!(paragraphs, [("C d e f", 11)]);
        let [table] = &page.tables[..] else { panic!("{:?}", page.tables) };
        let header: Vec<_> = table.header.iter().map(|cell| (&*cell.text, cell.at)).collect();
        assert_eq!(header, [("x", 36), ("Y", 40)]);
        assert_eq!((table.rows.len(), table.rows[0].written, table.rows[0].cells.len()), (1, 1, 2));
    }

    #[test]
    fn a_cell_from_every_side() {
        let text = "|a|\n|-|\n| x `y` [[V] \\| &amp; `z`](u \"t\"), <b>w |\n";
        let page = parse(text, 0);
        let cell = &page.tables[0].rows[0].cells[0];
        assert_eq!(cell.text, "x y [V] | & z, <b>w");
        assert_eq!(cell.outside_links, "x y , <b>w");
        assert_eq!(cell.outside_code, "x  [V] | & , <b>w");
        assert_eq!((&*cell.links[0].text, &*cell.links[0].url), ("[V] | & z", "u"));
        assert_eq!(&text[cell.links[0].at..][..4], "[[V]");
        assert_eq!(cell.code.iter().map(|code| &*code.text).collect::<Vec<_>>(), ["y", "z"]);
    }

    #[test]
    fn cells_are_counted_as_written() {
        let check = |row, expected| assert_eq!(cells_in(row), expected, "{row}");
        check("| a | b |\n", 2);
        check("a | b", 2);
        check("| a | b", 2);
        check("| a \\| b |", 1);
        check("| a | b \\|", 2);
        check("|| a ||", 3);
        check("| `a | b` |", 2);
    }
}
