//! Many strings in few allocations.

/// How many strings share an allocation.
const BLOCK: usize = 1024;

/// A column of strings, in blocks that hold one text after the other.
///
/// 1. Every block but the last has as many strings as any other, and no more room than they need.
/// 2. No block ever moves, so that growing costs no second copy of all strings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strings {
    blocks: Vec<String>,
    /// Where each string ends in its block.
    ends: Vec<u32>,
}

impl Strings {
    /// Adds a string at the end; the strings of a block are 4 GiB at most, see [`Strings::has_room`].
    pub fn push(&mut self, string: &str) {
        let at = self.len() / BLOCK;
        if at == self.blocks.len() {
            if let Some(full) = self.blocks.last_mut() {
                full.shrink_to_fit();
            }
            let room = self.blocks.last().map_or(0, |block| block.len() + block.len() / 16);
            self.blocks.push(String::with_capacity(room));
        }
        let block = &mut self.blocks[at];
        block.push_str(string);
        self.ends.push(block.len() as u32);
    }

    /// Whether a string may be added: ends are counted in 32 bits.
    pub(super) fn has_room(&self, string: &str) -> bool {
        let known = self.blocks.last().map_or(0, String::len);
        u32::try_from(known + string.len()).is_ok()
    }

    /// Gives back the room that is kept for more strings.
    pub(super) fn shrink(&mut self) {
        if let Some(block) = self.blocks.last_mut() {
            block.shrink_to_fit();
        }
        self.ends.shrink_to_fit();
    }

    /// Puts something behind some of the strings, ascending by position; O(bytes of their blocks).
    pub(super) fn append(&mut self, tails: &[(usize, String)]) {
        for tails in tails.chunk_by(|(a, _), (b, _)| a / BLOCK == b / BLOCK) {
            self.append_within(tails[0].0 / BLOCK, tails);
        }
    }

    /// The same within one block, so that no more than that is there twice.
    fn append_within(&mut self, block: usize, tails: &[(usize, String)]) {
        let first = block * BLOCK;
        let last = self.len().min(first + BLOCK);
        let before = std::mem::take(&mut self.blocks[block]);
        let more: usize = tails.iter().map(|(_, tail)| tail.len()).sum();
        let mut now = String::with_capacity(before.len() + more);
        let (mut tails, mut start) = (tails.iter().peekable(), 0);
        for (at, end) in (first..last).zip(&mut self.ends[first..last]) {
            now.push_str(&before[start..*end as usize]);
            if let Some((_, tail)) = tails.next_if(|(other, _)| *other == at) {
                now.push_str(tail);
            }
            start = *end as usize;
            *end = now.len() as u32;
        }
        self.blocks[block] = now;
    }

    /// How many strings there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The string at a position.
    ///
    /// # Panics
    /// If there is none.
    pub fn get(&self, at: usize) -> &str {
        let start = if at.is_multiple_of(BLOCK) { 0 } else { self.ends[at - 1] };
        &self.blocks[at / BLOCK][start as usize..self.ends[at] as usize]
    }

    /// The strings in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.get(at))
    }

    /// How many bytes the strings have together.
    pub fn bytes(&self) -> usize {
        self.blocks.iter().map(String::len).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
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
            assert!(strings.has_room(&string(at)));
            strings.push(&string(at));
        }
        assert!(strings.iter().eq((0..=3 * BLOCK).map(string)));
        assert_eq!(strings.bytes(), (0..=3 * BLOCK).map(|at| string(at).len()).sum::<usize>());
        let tailed = [0, BLOCK - 1, BLOCK, 3 * BLOCK];
        strings.append(&tailed.map(|at| (at, "-2".to_owned())));
        let tail = |at: usize| if tailed.contains(&at) { "-2" } else { "" };
        assert!(strings.iter().eq((0..=3 * BLOCK).map(|at| string(at) + tail(at))));
    }
}
