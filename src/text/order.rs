//! The order of texts.

/// The places of texts in ascending order of their bytes, equal ones as they come; `text` gives the text at
/// a place. By four bytes at a time (a radix sort whose digits are sorted by comparison): no text is read
/// further than it takes to tell it from others, and all sorting is of numbers, one piece of code for all.
pub(crate) fn order<'a>(texts: usize, text: &dyn Fn(u32) -> &'a [u8]) -> Vec<u32> {
    let mut keys: Vec<u64> = (0..texts as u64).collect();
    sort(&mut keys, text, 0);
    keys.iter().map(|&key| key as u32).collect()
}

/// Sorts places, whose texts are the same up to a byte; a key has bytes of the text above the place.
fn sort<'a>(keys: &mut [u64], text: &dyn Fn(u32) -> &'a [u8], from: usize) {
    let mut longer = false;
    for key in &mut *keys {
        let rest = text(*key as u32).get(from..).unwrap_or_default();
        longer |= rest.len() > 4;
        let mut first = 0;
        for at in 0..4 {
            first = first << 8 | u64::from(rest.get(at).copied().unwrap_or(0));
        }
        *key = first << 32 | *key & u64::from(u32::MAX);
    }
    keys.sort_unstable();
    if longer {
        for same in keys.chunk_by_mut(|a, b| a >> 32 == b >> 32) {
            if same.len() > 1 {
                sort(same, text, from + 4);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn order_is_that_of_a_stable_sort(texts in prop::collection::vec("[ab]{0,9}|[é中a]{0,4}", 0..20)) {
            let mut expected: Vec<u32> = (0..texts.len() as u32).collect();
            expected.sort_by_key(|&at| &texts[at as usize]);
            prop_assert_eq!(order(texts.len(), &|at| texts[at as usize].as_bytes()), expected);
        }
    }
}
