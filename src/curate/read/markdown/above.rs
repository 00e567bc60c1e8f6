//! The headings that a part of a page stands under.

use super::bullets::start;
use super::parse::{Block, Document};
use crate::curate::read::Cell;
use pulldown_cmark::HeadingLevel;

/// The headings above a place that moves down a page, the nearest one last.
///
/// The summary of what can be folded away is above all headings in that, whatever their levels, and above nothing
/// behind it.
pub(super) struct Above<'d> {
    document: &'d Document,
    open: Vec<Heading<'d>>,
}

struct Heading<'d> {
    level: HeadingLevel,
    cell: &'d Cell<'static>,
    /// Where the fold ends that it is the summary of.
    fold_end: Option<u32>,
}

impl<'d> Above<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self { document, open: Vec::new() }
    }

    /// Moves to a block: folds that end in front of it are left, with all headings in them.
    pub(super) fn pass(&mut self, block: &Block) {
        let at = start(block);
        let has_ended = |heading: &Heading| heading.fold_end.is_some_and(|end| end <= at);
        if let Some(ended) = self.open.iter().position(has_ended) {
            self.open.truncate(ended);
        }
    }

    /// Moves to a heading: those above it that are as deep are left.
    pub(super) fn leave(&mut self, level: HeadingLevel) {
        self.open.retain(|above| above.level < level || above.fold_end.is_some());
    }

    /// Moves below a heading.
    pub(super) fn enter(&mut self, level: HeadingLevel, cell: &'d Cell<'static>) {
        self.open.push(Heading { level, cell, fold_end: self.document.fold_end(cell) });
    }

    pub(super) fn cells(&self) -> Vec<&'d Cell<'static>> {
        self.open.iter().map(|heading| heading.cell).collect()
    }

    pub(super) fn levels(&self) -> Vec<HeadingLevel> {
        self.open.iter().map(|heading| heading.level).collect()
    }
}
