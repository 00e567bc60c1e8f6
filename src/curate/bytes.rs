//! Looks at the bytes of short texts, sixteen at a time.

use wide::u8x16;

/// How many bytes are looked at together.
pub(super) const LANES: usize = 16;

/// Whether a byte of a text, with the one behind it, is so; behind the last one is a 0. What is asked gives a byte with
/// all bits for each that is so, and 0 for the others.
pub(super) fn any_pair(text: &[u8], is_so: impl Fn(u8x16, u8x16) -> u8x16) -> bool {
    let Some((&last, before)) = text.split_last() else { return false };
    let behind = &text[1..];
    let ask = |a: &[u8; LANES], b: &[u8; LANES]| is_so(u8x16::new(*a), u8x16::new(*b)).any();
    let (mut a, mut b) = ([last; LANES], [0; LANES]);
    let (Some(last_a), Some(last_b)) = (before.last_chunk(), behind.last_chunk()) else {
        a[..before.len()].copy_from_slice(before);
        b[..behind.len()].copy_from_slice(behind);
        return ask(&a, &b);
    };
    // The last ones twice, rather than one by one.
    ask(&a, &b)
        || ask(last_a, last_b)
        || before.as_chunks().0.iter().zip(behind.as_chunks().0).any(|(a, b)| ask(a, b))
}

/// Whether a byte of a text is so.
pub(super) fn any(text: &[u8], is_so: impl Fn(u8x16) -> u8x16) -> bool {
    any_pair(text, |byte, _| is_so(byte))
}

/// Which bytes are one of several that follow each other.
pub(super) fn are_within(bytes: u8x16, first: u8, last: u8) -> u8x16 {
    let from_first = bytes - u8x16::splat(first);
    from_first.min(u8x16::splat(last - first)).simd_eq(from_first)
}

/// Which bytes are this one.
pub(super) fn are(bytes: u8x16, byte: u8) -> u8x16 {
    bytes.simd_eq(u8x16::splat(byte))
}

/// Which bytes are letters, after they were made small.
pub(super) fn are_letters(bytes: u8x16) -> u8x16 {
    are_within(bytes | u8x16::splat(0x20), b'a', b'z')
}

/// Which bytes are digits.
pub(super) fn are_digits(bytes: u8x16) -> u8x16 {
    are_within(bytes, b'0', b'9')
}

#[cfg(test)]
mod tests {
    use super::{any, any_pair, are, are_digits, are_letters, are_within};
    use proptest::{prop_assert_eq, proptest};
    use wide::u8x16;

    proptest! {
        #[test]
        fn finds_what_a_plain_search_finds(text in "[a-z]{0,40}[ab]{0,3}[a-z]{0,40}") {
            let text = text.as_bytes();
            let pairs = |a: u8, b: u8| text.windows(2).any(|pair| pair == [a, b]);
            prop_assert_eq!(any_pair(text, |a, b| are(a, b'a') & are(b, b'b')), pairs(b'a', b'b'));
            prop_assert_eq!(any(text, |byte| are(byte, b'b')), text.contains(&b'b'));
            prop_assert_eq!(any_pair(text, |a, b| are(a, b'a') & are(b, 0)), text.ends_with(b"a"));
        }
    }
    #[test]
    fn kinds_of_bytes_are_those_of_ascii() {
        for byte in 0..=u8::MAX {
            let holds = |mask: u8x16| mask.any();
            let all = u8x16::splat(byte);
            assert_eq!(holds(are_letters(all)), byte.is_ascii_alphabetic(), "{byte}");
            assert_eq!(holds(are_digits(all)), byte.is_ascii_digit(), "{byte}");
            assert_eq!(holds(are_within(all, b'!', b'~')), byte.is_ascii_graphic(), "{byte}");
        }
    }
}
