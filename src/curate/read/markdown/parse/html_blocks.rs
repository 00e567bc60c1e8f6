//! What pages write in HTML, as the same parts of a page: tables, headings, paragraphs, items.

use super::{Block, Kind, Reading, Row, Rows};
use crate::curate::fault::Span;
use crate::curate::read::Cell;
use crate::curate::read::markdown::html;
use pulldown_cmark::HeadingLevel;
use std::ops::Range;

impl Reading<'_> {
    /// Takes what a block of HTML says. An empty line ends the block, but not a table that is open in it.
    pub(super) fn html(&mut self, range: Range<usize>) {
        let mut at = range.start;
        let text = self.text;
        let last = *self.last_table_end.get_or_insert_with(|| html::last_table_end(text));
        while let Some(table) = html::next_table(text, at..range.end, last) {
            self.html_parts(at..table.start);
            let span = self.span(table.clone());
            let rows = html::table(&text[table.clone()]);
            let rows = rows.map(|rows| self.html_table(&rows, table.start));
            // A table that leads nowhere only puts a text in its place.
            let may_be_list = text[table.clone()].contains("http");
            let not_read = may_be_list.then_some(Block::Html(span));
            self.document.blocks.extend(rows.map(Block::Table).or(not_read));
            at = table.end;
        }
        self.skipped = range.end..at.max(range.end);
        self.html_parts(at..range.end.max(at));
    }

    fn html_parts(&mut self, range: Range<usize>) {
        for part in html::parts(&self.text[range.clone()]) {
            let at = range.start + part.range.start..range.start + part.range.end;
            let text = Cell::plain(Span::new(self.file, at.clone()), part.text);
            let block = match part.kind {
                // What stands in an item is of it; what more of that can be unfolded is no heading.
                html::Kind::Paragraph if self.is_in_item() => {
                    self.html_words(at);
                    continue;
                }
                html::Kind::Summary if self.is_in_item() => continue,
                html::Kind::Fold => {
                    self.open_folds.push(None);
                    continue;
                }
                html::Kind::FoldEnd => {
                    let summary = self.open_folds.pop().flatten();
                    self.document.folds.extend(summary.map(|summary| (summary, text.span.start)));
                    continue;
                }
                html::Kind::Summary => {
                    let cell = self.html_cell(at).unwrap_or(text);
                    if let Some(fold) = self.open_folds.last_mut() {
                        *fold = Some(cell.span.start);
                    }
                    // One that leads somewhere is an entry, of which more is told in the fold.
                    if cell.links.iter().any(|link| link.url.starts_with("http")) {
                        Block::Item(cell)
                    } else {
                        Block::Heading { level: HeadingLevel::H6, text: cell }
                    }
                }
                html::Kind::Heading(level) => match HeadingLevel::try_from(usize::from(level)) {
                    Ok(level) => Block::Heading { level, text },
                    Err(_) => Block::Paragraph(text),
                },
                html::Kind::Paragraph => Block::Paragraph(text),
                html::Kind::Item => Block::Item(self.html_cell(at).unwrap_or(text)),
            };
            self.document.blocks.push(block);
        }
    }

    /// Takes a table in HTML, which begins at an offset.
    fn html_table(&mut self, table: &html::Table, start: usize) -> Rows {
        let moved = |range: &Range<usize>| range.start + start..range.end + start;
        let mut rows = Rows::default();
        for (place, (row, cells)) in table.rows.iter().enumerate() {
            let span = Span::new(self.file, moved(row));
            let written = cells.len();
            let mut cells: Vec<_> =
                cells.iter().filter_map(|cell| self.html_cell(moved(cell))).collect();
            if place == 0 {
                (rows.span, rows.header) = (span, cells);
                continue;
            }
            cells.resize(rows.header.len(), Cell::plain(span, String::new()));
            rows.body.push(Row { span, cells, written });
        }
        rows
    }

    fn html_cell(&mut self, range: Range<usize>) -> Option<Cell<'static>> {
        self.open(range.clone(), Kind::Cell);
        self.html_words(range);
        self.close()
    }

    /// Takes the words, links and code of a piece of HTML into the text that is open.
    fn html_words(&mut self, range: Range<usize>) {
        let text = self.text;
        let start = range.start;
        let mut is_code = false;
        for token in html::tokens(&text[range]) {
            match token {
                html::Token::Tag(tag) => {
                    let tag = tag.start + start..tag.end + start;
                    is_code = text[tag.clone()].starts_with("<code");
                    self.tag(&text[tag.clone()], tag);
                }
                html::Token::Text(words) => {
                    let words = words.start + start..words.end + start;
                    let decoded = html::decoded(&text[words.clone()]);
                    if is_code { self.code(&decoded, words) } else { self.words(&decoded) }
                }
            }
        }
    }
}
