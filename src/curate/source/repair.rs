//! What was changed about a text so that it can be read, one change on top of the other.

use std::fmt;
use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

/// One repaired place, or, where `was` and `now` are equal, one that is only worth a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// Where [`now`](Self::now) begins, in bytes of the repaired text.
    pub at: usize,
    /// What stood there.
    pub was: String,
    /// What stands there now.
    pub now: String,
    /// What was wrong.
    pub kind: RepairKind,
}

/// What is wrong with a place of a file, apart from what it says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RepairKind {
    /// Bytes of one encoding that were read as another and written down so.
    Mojibake {
        /// The other encoding.
        taken_for: &'static str,
    },
    /// A byte that is not UTF-8 in a file that is; `was` and `now` are what it stands for.
    StrayByte,
    /// An odd space where a plain one belongs.
    NoBreakSpace,
    /// A character without width or function.
    ZeroWidth,
    /// A control character.
    Control,
    /// A character that turns the direction of the text.
    Bidi,
    /// A word of two alphabets. Repaired if the odd letters look like letters of the other alphabet,
    /// else `was` and `now` are the word.
    MixedScript,
    /// U+FFFD, which stands for a character that is lost; `was` and `now` are the same.
    Lost,
}

impl RepairKind {
    /// Whether only the bytes on disk show it, and not the text that they stand for.
    pub(in crate::curate) fn is_of_encoding(&self) -> bool {
        *self == Self::StrayByte
    }
}

impl fmt::Display for RepairKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Mojibake { taken_for } => return write!(f, "it had been taken for {taken_for}"),
            Self::StrayByte => "its byte is not UTF-8",
            Self::NoBreakSpace => "it is an odd space",
            Self::ZeroWidth => "nobody sees it",
            Self::Control => "it is a control character",
            Self::Bidi => "it turns the direction of the text",
            Self::MixedScript => "it is a letter of another alphabet",
            Self::Lost => "it stands for a character that is lost",
        })
    }
}

/// A change to make, in bytes of the text as it is; never of nothing.
#[derive(Debug)]
pub(super) struct Edit {
    pub(super) range: Range<usize>,
    pub(super) now: String,
    pub(super) kind: RepairKind,
}

/// Adds an edit behind the others; neighbours of one kind become one.
pub(super) fn push(edits: &mut Vec<Edit>, edit: Edit) {
    match edits.last_mut() {
        Some(last) if last.range.end == edit.range.start && last.kind == edit.kind => {
            last.range.end = edit.range.end;
            last.now.push_str(&edit.now);
        }
        _ => edits.push(edit),
    }
}

/// A text under repair.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) text: String,
    /// What was done so far, in order; they do not overlap.
    pub(super) repairs: Vec<Repair>,
}

impl Draft {
    /// Makes changes, which are in order and do not overlap. Those that meet an earlier repair become one
    /// with it, so that a repair always leads back to what stood there at first. Whether there were any.
    pub(super) fn apply(&mut self, edits: Vec<Edit>) -> bool {
        if edits.is_empty() {
            return false;
        }
        let mut text = String::with_capacity(self.text.len());
        let mut repairs = Vec::with_capacity(self.repairs.len() + edits.len());
        let mut earlier = std::mem::take(&mut self.repairs).into_iter().peekable();
        let mut edits = edits.into_iter().peekable();
        let mut end = 0;
        while let Some(group) = Group::next(&mut earlier, &mut edits) {
            text.push_str(&self.text[end..group.range.start]);
            end = group.range.end;
            let (at, was, now) = (text.len(), group.was(&self.text), group.now(&self.text));
            text.push_str(&now);
            repairs.extend(group.kind().map(|kind| Repair { at, was, now, kind }));
        }
        text.push_str(&self.text[end..]);
        (self.text, self.repairs) = (text, repairs);
        true
    }
}

/// Earlier repairs and new edits that overlap.
#[derive(Default)]
struct Group {
    range: Range<usize>,
    earlier: Vec<Repair>,
    edits: Vec<Edit>,
}

impl Group {
    fn next(
        earlier: &mut Peekable<IntoIter<Repair>>,
        edits: &mut Peekable<IntoIter<Edit>>,
    ) -> Option<Self> {
        let old = earlier.peek().map(Repair::range);
        let new = edits.peek().map(|edit| edit.range.clone());
        let range = old.into_iter().chain(new).min_by_key(|range| (range.start, range.end))?;
        let mut group = Self { range, ..Self::default() };
        if group.range.is_empty() {
            // Where something was taken away is nothing left that could overlap.
            group.earlier.extend(earlier.next());
            return Some(group);
        }
        loop {
            let end = group.range.end;
            if let Some(repair) = earlier.next_if(|repair| repair.at < end) {
                group.range.end = end.max(repair.range().end);
                group.earlier.push(repair);
            } else if let Some(edit) = edits.next_if(|edit| edit.range.start < end) {
                group.range.end = end.max(edit.range.end);
                group.edits.push(edit);
            } else {
                return Some(group);
            }
        }
    }

    fn was(&self, text: &str) -> String {
        let pieces = self.earlier.iter().map(|repair| (repair.range(), repair.was.as_str()));
        replaced(text, self.range.clone(), pieces)
    }

    fn now(&self, text: &str) -> String {
        let pieces = self.edits.iter().map(|edit| (edit.range.clone(), edit.now.as_str()));
        replaced(text, self.range.clone(), pieces)
    }

    /// What went wrong first explains the rest.
    fn kind(&self) -> Option<RepairKind> {
        let earlier = self.earlier.iter().map(|repair| &repair.kind);
        earlier.chain(self.edits.iter().map(|edit| &edit.kind)).next().cloned()
    }
}

impl Repair {
    /// The bytes of the repaired text that it is about.
    pub(super) fn range(&self) -> Range<usize> {
        self.at..self.at + self.now.len()
    }
}

/// A range of a text with pieces of it replaced.
pub(super) fn replaced<'a>(
    text: &str,
    range: Range<usize>,
    pieces: impl Iterator<Item = (Range<usize>, &'a str)>,
) -> String {
    let mut replaced = String::with_capacity(range.len());
    let mut end = range.start;
    for (piece, other) in pieces {
        replaced.push_str(&text[end..piece.start]);
        replaced.push_str(other);
        end = piece.end;
    }
    replaced.push_str(&text[end..range.end]);
    replaced
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn undone(draft: &Draft) -> String {
        let pieces = draft.repairs.iter().map(|repair| (repair.range(), repair.was.as_str()));
        replaced(&draft.text, 0..draft.text.len(), pieces)
    }

    #[test]
    fn repairs_on_top_of_repairs_lead_back_to_the_first() {
        let mut draft = Draft { text: "abcdef".into(), repairs: Vec::new() };
        let edit = |range, now: &str| Edit { range, now: now.into(), kind: RepairKind::Control };
        draft.apply(vec![edit(1..2, "XYZ"), edit(4..5, "")]);
        assert_eq!(draft.text, "aXYZcdf");
        draft.apply(vec![edit(3..5, "-")]);
        assert_eq!((draft.text.as_str(), undone(&draft)), ("aXY-df", "abcdef".into()));
        let places = draft.repairs.iter().map(|r| (r.at, r.was.as_str(), r.now.as_str()));
        assert_eq!(places.collect::<Vec<_>>(), [(1, "bc", "XY-"), (5, "e", "")]);
    }

    proptest! {
        #[test]
        fn undoing_gives_what_was_there_first(
            rounds in prop::collection::vec(prop::collection::vec((0usize..6, 1usize..4, "[x-z]{0,3}"), 0..5), 0..5),
        ) {
            let first = "abcdefghijklmnopqrst";
            let mut draft = Draft { text: first.into(), repairs: Vec::new() };
            for round in rounds {
                let mut end = 0;
                let mut edits = Vec::new();
                for (gap, length, now) in round {
                    let range = end + gap..end + gap + length;
                    end = range.end;
                    if end <= draft.text.len() {
                        edits.push(Edit { range, now, kind: RepairKind::Control });
                    }
                }
                draft.apply(edits);
                prop_assert_eq!(undone(&draft), first);
                for repair in &draft.repairs {
                    prop_assert_eq!(&draft.text[repair.range()], &repair.now);
                    prop_assert!(!repair.was.is_empty());
                }
            }
        }
    }
}
