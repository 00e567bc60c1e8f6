//! One hash for tables in memory and for what links and readers keep: the same on every machine, for ever.

/// Eight bytes at a time, by multiplication as in Firefox's hash, with a last stir.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks();
    let (mut hash, mut last) = (bytes.len() as u64, 0);
    for word in words {
        hash = stir(hash, u64::from_le_bytes(*word));
    }
    for byte in rest {
        last = last << 8 | u64::from(*byte);
    }
    hash = stir(hash, last);
    stir(hash, hash >> 29)
}

/// Adds a word to a hash.
pub(super) fn stir(hash: u64, word: u64) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    (hash.rotate_left(23) ^ word).wrapping_mul(FACTOR)
}
