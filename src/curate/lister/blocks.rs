//! Many items in a few blocks, so that those read side by side are put together without a copy.

use std::fmt;
use std::ops::{Index, Range};

/// Items in order; what was added at once stands in one block.
pub(in crate::curate) struct Blocks<T> {
    /// Each with the number of its first item. There is always one, and only the last may be empty.
    blocks: Vec<(usize, Vec<T>)>,
}

impl<T> Blocks<T> {
    fn last(&self) -> &(usize, Vec<T>) {
        &self.blocks[self.blocks.len() - 1]
    }

    fn last_mut(&mut self) -> &mut Vec<T> {
        let last = self.blocks.len() - 1;
        &mut self.blocks[last].1
    }

    pub(in crate::curate) fn len(&self) -> usize {
        let (start, items) = self.last();
        start + items.len()
    }

    /// How many items can be added before some have to be moved.
    pub(super) fn room(&self) -> usize {
        let items = &self.last().1;
        items.capacity() - items.len()
    }

    /// Makes room for so many more, if there is that much.
    pub(super) fn reserve(&mut self, more: usize) {
        _ = self.last_mut().try_reserve(more);
    }

    /// Adds items, which [`slice`](Self::slice) gives back together.
    pub(super) fn extend(&mut self, items: &[T])
    where
        T: Clone,
    {
        self.last_mut().extend_from_slice(items);
    }

    /// Takes others behind these.
    pub(super) fn append(&mut self, others: Self) {
        for (_, items) in others.blocks {
            match self.len() {
                0 => *self = Self { blocks: vec![(0, items)] },
                start if !items.is_empty() => self.blocks.push((start, items)),
                _ => {}
            }
        }
    }

    /// The block that an item is in, and its place there.
    fn place(&self, at: usize) -> (&[T], usize) {
        let mut blocks = self.blocks.iter().rev();
        let (start, items) = blocks.find(|(start, _)| *start <= at).unwrap_or(&self.blocks[0]);
        (items, at - start)
    }

    /// Items that were added at once.
    pub(in crate::curate) fn slice(&self, range: Range<usize>) -> &[T] {
        let (items, start) = self.place(range.start);
        &items[start..start + range.len()]
    }

    /// The blocks, in order.
    pub(in crate::curate) fn blocks(&self) -> impl Iterator<Item = &[T]> {
        self.blocks.iter().map(|(_, items)| &items[..])
    }

    pub(in crate::curate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.blocks().flatten()
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.blocks.iter_mut().flat_map(|(_, items)| items)
    }
}

impl<T> Default for Blocks<T> {
    fn default() -> Self {
        Self { blocks: vec![(0, Vec::new())] }
    }
}

impl<T> Index<usize> for Blocks<T> {
    type Output = T;

    fn index(&self, at: usize) -> &T {
        let (items, at) = self.place(at);
        &items[at]
    }
}

/// As a list; how it is parted is nobody's business.
impl<T: fmt::Debug> fmt::Debug for Blocks<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn blocks_are_as_one(parts in prop::collection::vec(prop::collection::vec(0..99_u8, 0..4), 0..6)) {
            let mut all = Blocks::default();
            let mut at = Vec::new();
            for part in &parts {
                at.push(all.len()..all.len() + part.len());
                let mut block = Blocks::default();
                block.extend(part);
                all.append(block);
            }
            let expected = parts.concat();
            prop_assert_eq!(all.len(), expected.len());
            prop_assert!(all.iter().eq(&expected));
            prop_assert!((0..all.len()).all(|at| all[at] == expected[at]));
            prop_assert!(at.iter().zip(&parts).all(|(at, part)| all.slice(at.clone()) == part));
            all.iter_mut().for_each(|item| *item += 1);
            prop_assert!(all.iter().zip(&expected).all(|(new, old)| *new == old + 1));
        }
    }
}
