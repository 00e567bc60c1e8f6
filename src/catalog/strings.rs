//! Many strings in few allocations.

use super::pieces::Pieces;
#[cfg(not(target_arch = "wasm32"))]
use std::{ops::Range, sync::Arc};

/// How many strings share an allocation.
const BLOCK: usize = 1024;

/// A column of strings, in blocks that hold one text after the other.
///
/// 1. Every block but the last has as many strings as any other, and no more room than they need.
/// 2. No block ever moves, so that growing costs no second copy of all strings.
/// 3. Behind the last string there may be one that has not ended yet, so that whoever reads a row can put
///    it where it stays, and put another in its place as long as the row goes on.
#[derive(Clone, Debug, Default)]
pub struct Strings {
    blocks: Vec<Block>,
    /// How many strings the blocks before the last have.
    before: usize,
}

#[derive(Clone, Debug, Default)]
struct Block {
    text: String,
    /// Where each string ends.
    ends: Vec<u32>,
    /// Where the strings are, if they are no copies in a text of this block.
    pieces: Option<Pieces>,
}

impl Block {
    /// The string at a position.
    fn get(&self, at: usize) -> &str {
        let end = self.ends[..][at];
        match &self.pieces {
            Some(pieces) => pieces.get(at, end),
            None => &self.text[self.start(at)..end as usize],
        }
    }

    /// The string that has not ended.
    fn open(&self) -> &str {
        if self.pieces.is_some() { "" } else { &self.text[self.start(self.ends.len())..] }
    }

    fn put(&mut self, string: &str) {
        match self.pieces {
            Some(_) if string.is_empty() => return,
            Some(_) => self.copy(),
            None => {}
        }
        self.text.truncate(self.start(self.ends.len()));
        self.text.push_str(string);
    }

    /// Copies the strings that are pieces of another text.
    fn copy(&mut self) {
        let Some(pieces) = self.pieces.take() else { return };
        for (at, end) in self.ends.iter_mut().enumerate() {
            self.text.push_str(pieces.get(at, *end));
            *end = self.text.len() as u32;
        }
    }

    /// Where the string at a position begins; at the end, the one that has not ended.
    fn start(&self, at: usize) -> usize {
        if at == 0 { 0 } else { self.ends[..][at - 1] as usize }
    }

    /// Puts something behind some of the strings, ascending by position in the column.
    fn append(&mut self, tails: &[(usize, String)]) {
        let before = std::mem::take(&mut self.text);
        let more: usize = tails.iter().map(|(_, tail)| tail.len()).sum();
        self.text.reserve_exact(before.len() + more);
        let (mut tails, mut start) = (tails.iter().peekable(), 0);
        for (at, end) in self.ends.iter_mut().enumerate() {
            self.text.push_str(&before[start..*end as usize]);
            if let Some((_, tail)) = tails.next_if(|(other, _)| other % BLOCK == at) {
                self.text.push_str(tail);
            }
            start = *end as usize;
            *end = self.text.len() as u32;
        }
        self.text.push_str(&before[start..]);
    }
}

impl Strings {
    /// Adds a string at the end; the strings of a block are 4 GiB at most, see [`Strings::has_room`].
    pub fn push(&mut self, string: &str) {
        self.put(string);
        self.end();
    }

    /// Adds the strings of another column, the last of which has ended; O(blocks) behind a whole block, else
    /// O(bytes).
    pub fn extend(&mut self, others: Self) {
        if self.last().ends.is_empty() {
            self.blocks.pop();
            self.blocks.extend(others.blocks);
            self.before = self.blocks.len().saturating_sub(1) * BLOCK;
        } else {
            others.iter().for_each(|string| self.push(string));
        }
    }

    /// Adds a piece of a text of less than 4 GiB at the end. It is not copied where the strings around it are pieces
    /// of the same text.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn push_piece(&mut self, whole: &Arc<String>, piece: Range<usize>) {
        let block = self.last();
        if block.ends.is_empty() && block.text.is_empty() && block.pieces.is_none() {
            block.pieces = Some(Pieces::new(whole, BLOCK));
        }
        match &mut block.pieces {
            Some(pieces) if pieces.are_of(whole) => {
                pieces.push(piece.start as u32);
                block.ends.push(piece.end as u32);
                self.close_full();
            }
            _ => self.push(&whole[piece]),
        }
    }

    /// Puts a string behind the last one, in the place of the one that has not ended.
    pub(super) fn put(&mut self, string: &str) {
        self.last().put(string);
    }

    /// The string that has not ended; empty where there is none.
    pub(super) fn open(&self) -> &str {
        self.blocks.last().map_or("", Block::open)
    }

    /// Ends the string that was put last, which may be none: then it is empty.
    pub(super) fn end(&mut self) {
        let block = self.last();
        let end = block.pieces.as_mut().map_or(block.text.len() as u32, Pieces::push_empty);
        block.ends.push(end);
        self.close_full();
    }

    /// Starts the next block if the last one is full.
    fn close_full(&mut self) {
        let block = self.last();
        if block.ends.len() == BLOCK {
            block.text.shrink_to_fit();
            let room = block.text.len() + block.text.len() / 16;
            self.before += BLOCK;
            let (text, ends) = (String::with_capacity(room), Vec::with_capacity(BLOCK));
            self.blocks.push(Block { text, ends, pieces: None });
        }
    }

    /// The block that is being filled.
    fn last(&mut self) -> &mut Block {
        if self.blocks.is_empty() {
            self.blocks.push(Block::default());
        }
        let last = self.blocks.len() - 1;
        &mut self.blocks[..][last]
    }

    /// Whether the string that was put last may end: ends are counted in 32 bits.
    pub(super) fn has_room(&self) -> bool {
        self.blocks.last().is_none_or(|block| u32::try_from(block.text.len()).is_ok())
    }

    /// Gives back the room that is kept for more strings.
    pub(super) fn shrink(&mut self) {
        let block = self.last();
        block.text.truncate(block.start(block.ends.len()));
        block.text.shrink_to_fit();
        block.ends.shrink_to_fit();
    }

    /// Puts something behind some of the strings, ascending by position; O(bytes of their blocks).
    pub(super) fn append(&mut self, tails: &[(usize, String)]) {
        for tails in tails.chunk_by(|(a, _), (b, _)| a / BLOCK == b / BLOCK) {
            // One block at a time is there twice.
            let block = &mut self.blocks[tails[0].0 / BLOCK];
            block.copy();
            block.append(tails);
        }
    }

    /// How many strings there are.
    pub fn len(&self) -> usize {
        self.before + self.blocks.last().map_or(0, |block| block.ends.len())
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The string at a position.
    ///
    /// # Panics
    /// If there is none.
    pub fn get(&self, at: usize) -> &str {
        self.blocks[..][at / BLOCK].get(at % BLOCK)
    }

    /// The strings in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.get(at))
    }

    /// How many bytes the strings have together.
    pub fn bytes(&self) -> usize {
        self.iter().map(str::len).sum()
    }
}

impl PartialEq for Strings {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl Eq for Strings {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn pieces_are_strings(
            strings in prop::collection::vec((0..9_usize, 0..9_usize, 0..4_u8), 0..9),
            tail in "[a-c]?",
        ) {
            let wholes = [Arc::new("abcdefgh".to_owned()), Arc::new("ABCDEFGH".to_owned())];
            let (mut mixed, mut plain) = (Strings::default(), Strings::default());
            for &(from, to, kind) in &strings {
                let piece = from.min(to)..from.max(to);
                let piece = piece.start.min(8)..piece.end.min(8);
                let text = &wholes[usize::from(kind == 0)][piece.clone()];
                plain.push(if kind == 3 { "" } else { text });
                match kind {
                    0 | 1 => {
                        mixed.push_piece(&wholes[usize::from(kind == 0)], piece);
                        continue;
                    }
                    2 => mixed.put(text),
                    _ => mixed.put(""),
                }
                prop_assert_eq!(mixed.open(), plain.get(plain.len() - 1));
                mixed.end();
            }
            prop_assert_eq!(&mixed, &plain);
            prop_assert_eq!(mixed.bytes(), plain.bytes());
            mixed.shrink();
            if !strings.is_empty() {
                mixed.append(&[(0, tail.clone())]);
                plain.append(&[(0, tail)]);
            }
            prop_assert_eq!(mixed, plain);
        }

        #[test]
        fn tails_come_behind_their_strings(strings in prop::collection::vec(("\\PC{0,3}", "\\PC{0,3}"), 0..9)) {
            let mut all = Strings::default();
            for (string, _) in &strings {
                all.push(string);
            }
            let tails = strings.iter().map(|(_, tail)| tail.clone()).enumerate();
            all.append(&tails.filter(|(_, tail)| !tail.is_empty()).collect::<Vec<_>>());
            all.push("");
            let expected: Vec<String> = strings.iter().map(|(a, b)| format!("{a}{b}")).collect();
            prop_assert!(all.iter().eq(expected.iter().map(String::as_str).chain([""])));
        }
    }

    #[test]
    fn blocks_do_not_show() {
        let mut strings = Strings::default();
        let string = |at: usize| "é".repeat(at % 7);
        for at in 0..=3 * BLOCK {
            strings.put("instead");
            strings.push(&string(at));
            assert!(strings.has_room() && strings.open().is_empty());
        }
        assert!(strings.iter().eq((0..=3 * BLOCK).map(string)));
        assert_eq!(strings.bytes(), (0..=3 * BLOCK).map(|at| string(at).len()).sum::<usize>());
        for length in [0, 1, BLOCK, BLOCK + 1, 2 * BLOCK] {
            let (mut start, mut rest) = (Strings::default(), Strings::default());
            (0..length).for_each(|at| start.push(&string(at)));
            (length..=3 * BLOCK).for_each(|at| rest.push(&string(at)));
            start.extend(rest);
            start.extend(Strings::default());
            assert_eq!(start, strings, "{length}");
        }
        let tailed = [0, BLOCK - 1, BLOCK, 3 * BLOCK];
        strings.append(&tailed.map(|at| (at, "-2".to_owned())));
        let tail = |at: usize| if tailed.contains(&at) { "-2" } else { "" };
        assert!(strings.iter().eq((0..=3 * BLOCK).map(|at| string(at) + tail(at))));
    }
}
