//! Looks at the bytes of short texts, many at a time.

/// How many bytes the compiler looks at together.
pub(super) const LANES: usize = 16;

/// Whether a byte of a text, with the one behind it, is so; behind the last one is a 0. What is asked must take no
/// branch (`|` instead of `||`), and all bytes are asked, the last ones twice rather than one by one.
pub(super) fn any_pair(text: &[u8], is_so: impl Fn(u8, u8) -> bool) -> bool {
    let Some((&last, before)) = text.split_last() else { return false };
    let behind = &text[1..];
    let mut found = [0; LANES];
    if let (Some(a), Some(b)) = (before.last_chunk(), behind.last_chunk()) {
        look(&mut found, a, b, &is_so);
        for (a, b) in before.as_chunks().0.iter().zip(behind.as_chunks().0) {
            look(&mut found, a, b, &is_so);
        }
    } else {
        for (found, (&a, &b)) in found.iter_mut().zip(before.iter().zip(behind)) {
            *found = u8::from(is_so(a, b));
        }
    }
    u128::from_ne_bytes(found) != 0 || is_so(last, 0)
}

/// Marks the places of pairs that are so.
#[inline]
#[allow(clippy::needless_range_loop, reason = "iterators may stay calls")]
fn look(
    found: &mut [u8; LANES],
    a: &[u8; LANES],
    b: &[u8; LANES],
    is_so: &impl Fn(u8, u8) -> bool,
) {
    for at in 0..LANES {
        found[at] |= u8::from(is_so(a[at], b[at]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_what_a_plain_search_finds(text in "[a-z]{0,40}[ab]{0,3}[a-z]{0,40}") {
            let text = text.as_bytes();
            let pairs = |a: u8, b: u8| text.windows(2).any(|pair| pair == [a, b]);
            prop_assert_eq!(any_pair(text, |a, b| a == b'a' && b == b'b'), pairs(b'a', b'b'));
            prop_assert_eq!(any_pair(text, |a, _| a == b'b'), text.contains(&b'b'));
            prop_assert_eq!(any_pair(text, |a, b| a == b'a' && b == 0), text.ends_with(b"a"));
        }
    }
}
