//! Drafts of entries, made for a million of them: texts stay where they are in the files.

use super::blocks::Blocks;
use crate::curate::fault::Span;
use crate::curate::source::Source;
use std::ops::Range;

/// A text of a draft: a piece of its file, or one that was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::curate) struct Piece {
    start: u32,
    /// In bytes; with [`MADE`](Self::MADE) if it was made.
    length: u32,
}

impl Piece {
    /// The bit of a length that no text has, since files are smaller.
    const MADE: u32 = 1 << 31;

    fn new(range: Range<usize>, is_made: bool) -> Self {
        let made = if is_made { Self::MADE } else { 0 };
        Self { start: range.start as u32, length: range.len() as u32 | made }
    }

    fn is_made(self) -> bool {
        self.length & Self::MADE != 0
    }

    /// Where in its file it is, unless it was made.
    pub(in crate::curate) fn in_file(self) -> Option<Range<usize>> {
        (!self.is_made()).then(|| self.range())
    }

    fn range(self) -> Range<usize> {
        let start = self.start as usize;
        start..start + (self.length & !Self::MADE) as usize
    }

    pub(in crate::curate) fn is_empty(self) -> bool {
        self.range().is_empty()
    }
}

/// An entry to be: a row of the list that has no error.
#[derive(Clone, Debug, Default)]
pub(in crate::curate) struct Draft {
    /// Where its row is.
    pub(in crate::curate) row: Span,
    pub(in crate::curate) id: Piece,
    pub(in crate::curate) title: Piece,
    pub(in crate::curate) url: Piece,
    pub(in crate::curate) page: Piece,
    pub(in crate::curate) summary: Piece,
    pub(in crate::curate) year: Option<u16>,
    /// One more than the number of the file that is this case study's page; 0 if none is.
    pub(in crate::curate) page_file: u32,
    pub(super) values: (u32, u32),
}

impl Draft {
    /// Whether it links to anything.
    pub(super) fn leads_somewhere(&self) -> bool {
        !self.url.is_empty() || !self.page.is_empty() || self.page_file != 0
    }
}

/// A value that a draft has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::curate) struct Held {
    /// The position of the facet.
    pub(in crate::curate) facet: u32,
    /// The number of the label.
    pub(in crate::curate) label: u32,
}

/// All drafts, in the order they were read in.
#[derive(Debug, Default)]
pub(in crate::curate) struct Drafts {
    pub(in crate::curate) all: Blocks<Draft>,
    pub(in crate::curate) values: Blocks<Held>,
    made: String,
}

impl Drafts {
    /// Makes room for about so many drafts, if there is that much, so that those that are there need not be moved.
    pub(in crate::curate) fn reserve(&mut self, drafts: usize) {
        self.all.reserve(drafts);
    }

    pub(in crate::curate) fn add(&mut self, mut draft: Draft, values: &[Held]) {
        if self.values.room() < values.len() {
            // As much as there will be if those to come are like those that are there.
            let of_each = self.values.len().div_ceil(self.all.len().max(1));
            self.values.reserve(self.all.room().saturating_mul(of_each));
        }
        let start = self.values.len() as u32;
        self.values.extend(values);
        draft.values = (start, self.values.len() as u32);
        self.all.extend(&[draft]);
    }

    /// The values of a draft, in the order they were read in.
    pub(in crate::curate) fn values(&self, draft: &Draft) -> &[Held] {
        self.values.slice(draft.values.0 as usize..draft.values.1 as usize)
    }

    /// Takes other drafts behind these; for each facet, for each of their labels, its number here.
    pub(in crate::curate) fn append(&mut self, mut others: Self, numbers: &[Vec<u32>]) {
        let (values, made) = (self.values.len() as u32, self.made.len() as u32);
        self.made.push_str(&others.made);
        let renumber =
            |held: &mut Held| held.label = numbers[held.facet as usize][held.label as usize];
        let renew = |draft: &mut Draft| {
            let Draft { id, title, url, page, summary, .. } = draft;
            for piece in [id, title, url, page, summary].into_iter().filter(|piece| piece.is_made())
            {
                piece.start += made;
            }
            draft.values = (draft.values.0 + values, draft.values.1 + values);
        };
        rayon::join(
            || others.values.iter_mut().for_each(renumber),
            || others.all.iter_mut().for_each(renew),
        );
        self.values.append(others.values);
        self.all.append(others.all);
    }

    /// Puts other labels in the place of some, as [`Facets::settle`](super::Facets::settle) says.
    pub(in crate::curate) fn settle(&mut self, settled: &[Option<Vec<u32>>]) {
        for held in self.values.iter_mut() {
            if let Some(settled) = &settled[held.facet as usize] {
                held.label = settled[held.label as usize];
            }
        }
    }

    /// Keeps a text: by its place, if it is a piece of the file's text, else by itself.
    pub(in crate::curate) fn keep(&mut self, file_text: &str, text: &str) -> Piece {
        if let Some(range) = piece_of(file_text, text) {
            return Piece::new(range, false);
        }
        let start = self.made.len();
        self.made.push_str(text);
        Piece::new(start..self.made.len(), true)
    }

    /// Where a text of a draft stands: itself where it was found word for word, else the whole row.
    pub(in crate::curate) fn place(&self, draft: &Draft, piece: Piece, files: &[Source]) -> Span {
        let (file, row) = (draft.row.file(), draft.row.range());
        let range = if piece.is_made() {
            let text = self.text(piece, files, file);
            let at = files[file].text()[row.clone()].find(text);
            at.map(|at| row.start + at..row.start + at + text.len())
        } else {
            Some(piece.range())
        };
        let range = range.filter(|range| !range.is_empty());
        range.map_or(draft.row, |range| Span::new(file, range))
    }

    /// A text that was kept.
    pub(in crate::curate) fn text<'t>(
        &'t self,
        piece: Piece,
        files: &'t [Source],
        file: usize,
    ) -> &'t str {
        let whole = if piece.is_made() { &*self.made } else { files[file].text() };
        &whole[piece.range()]
    }
}

/// Where in a text a slice of it is; `None` for the text of anything else.
fn piece_of(whole: &str, part: &str) -> Option<Range<usize>> {
    let start = (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)?;
    let end = start + part.len();
    (end <= whole.len() && !part.is_empty()).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_kept_by_place_where_they_have_one() {
        let file = Source::new("x", b"one two".to_vec()).unwrap();
        let mut drafts = Drafts::default();
        let there = drafts.keep(file.text(), &file.text()[4..]);
        let made = drafts.keep(file.text(), &String::from("two"));
        let empty = drafts.keep(file.text(), "");
        let files = [file];
        assert_eq!((drafts.text(there, &files, 0), there.is_made()), ("two", false));
        assert_eq!((drafts.text(made, &files, 0), made.is_made()), ("two", true));
        let draft = Draft { row: Span::new(0, 3..7), ..Draft::default() };
        assert_eq!(drafts.place(&draft, there, &files), Span::new(0, 4..7));
        assert_eq!(drafts.place(&draft, made, &files), Span::new(0, 4..7));
        assert_eq!(drafts.place(&draft, empty, &files), draft.row);
        assert!(empty.is_empty());
    }
}
