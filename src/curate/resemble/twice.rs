//! Which of many hashes come twice, in a fraction of the memory that they would take.

/// Notes hashes, then tells of each whether it was noted more than once: surely if it was, and
/// of about one in five if it was not. Two bits for each of the slots that hashes fall into, so a
/// Bloom filter of one function (B. Bloom, 1970) that counts to two.
pub(in crate::curate) struct Twice {
    /// 64 slots each: those noted, and those noted again. Side by side, for the sake of the cache.
    slots: Vec<[u64; 2]>,
}

impl Twice {
    /// Room for hashes with this many slots among them: four for each hash make one in five wrong.
    pub(in crate::curate) fn new(slots: usize) -> Self {
        Self { slots: vec![[0; 2]; slots / 64 + 1] }
    }

    /// Where a hash falls, by its upper half, without dividing (D. Lemire, 2019).
    fn slot(&self, hash: u64) -> (usize, u64) {
        let slot = (u128::from(hash) * (self.slots.len() as u128 * 64)) >> 64;
        ((slot / 64) as usize, 1 << (slot % 64))
    }

    pub(in crate::curate) fn note(&mut self, hash: u64) {
        let (at, bit) = self.slot(hash);
        let [once, again] = &mut self.slots[at];
        *again |= *once & bit;
        *once |= bit;
    }

    pub(in crate::curate) fn is_again(&self, hash: u64) -> bool {
        let (at, bit) = self.slot(hash);
        self.slots[at][1] & bit != 0
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::hash;
    use super::*;

    #[test]
    fn what_comes_twice_is_known_and_little_else() {
        let mut twice = Twice::new(4000);
        let hashes: Vec<u64> = (0..1000_u32).map(|number| hash(&number.to_le_bytes())).collect();
        hashes.iter().chain(&hashes[..100]).for_each(|&hash| twice.note(hash));
        assert!(hashes[..100].iter().all(|&hash| twice.is_again(hash)));
        let wrong = hashes[100..].iter().filter(|&&hash| twice.is_again(hash)).count();
        assert!(wrong < 300, "{wrong}");
    }

    #[test]
    fn no_room_is_room_for_some() {
        let mut twice = Twice::new(0);
        twice.note(u64::MAX);
        twice.note(0);
        twice.note(0);
        assert!(twice.is_again(0));
    }
}
