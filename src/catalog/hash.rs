//! One hash for tables in memory and for what links and readers keep: the same on every machine, for ever.

/// Eight bytes at a time, by multiplication as in Firefox's hash, with a last stir.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let hash =
        words.iter().fold(bytes.len() as u64, |hash, &it| stir(hash, u64::from_le_bytes(it)));
    let last = rest.iter().fold(0, |word, &byte| word << 8 | u64::from(byte));
    let hash = stir(hash, last);
    stir(hash, hash >> 29)
}

/// Adds a word to a hash.
pub(super) fn stir(hash: u64, word: u64) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    (hash.rotate_left(23) ^ word).wrapping_mul(FACTOR)
}
