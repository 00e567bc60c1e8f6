//! Finds strings of a column by their text.

use super::Strings;
use super::hash::hash;

/// The positions of different strings of a column, found by their text: a hash table with open addresses,
/// at most half full. A `HashMap` would have to own the strings, or weigh more in the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    /// One more than a position, or 0; their number is a power of two.
    slots: Vec<u32>,
    len: usize,
}

impl Table {
    /// The position of a string; the column is the one that all were added from.
    pub(super) fn find(&self, column: &Strings, text: &str) -> Option<usize> {
        if self.slots.is_empty() {
            return None;
        }
        let (slots, mut slot) = (&self.slots[..], self.first_slot(text));
        while let Some(at) = (slots[slot] as usize).checked_sub(1) {
            if column.get(at) == text {
                return Some(at);
            }
            slot = (slot + 1) & (slots.len() - 1);
        }
        None
    }

    /// Adds the last string of the column, which is not there yet.
    pub(super) fn add_last(&mut self, column: &Strings) {
        if (self.len + 1) * 2 > self.slots.len() {
            self.slots = vec![0; (self.slots.len() * 2).max(8)];
            (0..self.len).for_each(|at| self.add(column, at));
        }
        self.add(column, self.len);
        self.len += 1;
    }

    fn add(&mut self, column: &Strings, at: usize) {
        let mut slot = self.first_slot(column.get(at));
        while self.slots[slot] != 0 {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        self.slots[slot] = at as u32 + 1;
    }

    fn first_slot(&self, text: &str) -> usize {
        // The upper bits are the ones that all bytes have had a say in.
        (hash(text.as_bytes()) >> 32) as usize & (self.slots.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_what_searching_finds(texts in prop::collection::vec("[a-c]{0,9}", 0..60), other in "[a-c]{0,9}") {
            let (mut column, mut table) = (Strings::default(), Table::default());
            for text in &texts {
                if table.find(&column, text).is_none() {
                    column.push(text);
                    table.add_last(&column);
                }
            }
            for text in texts.iter().chain([&other]) {
                prop_assert_eq!(table.find(&column, text), column.iter().position(|it| it == text));
            }
        }
    }
}
