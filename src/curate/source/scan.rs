//! Finds the few bytes of a text that are worth a closer look.

/// Where the next byte from `from` on is that is neither printable ASCII, tab nor line ending; several
/// gigabytes a second.
pub(super) fn next_odd(bytes: &[u8], from: usize) -> Option<usize> {
    const CHUNK: usize = 64;
    let rest = bytes.get(from..)?;
    if is_odd(*rest.first()?) {
        return Some(from);
    }
    let (chunks, tail) = rest.as_chunks::<CHUNK>();
    // No early exit within a chunk, so that the compiler looks at many bytes at once.
    let has_odd = |chunk: &[u8; CHUNK]| chunk.iter().fold(false, |odd, &byte| odd | is_odd(byte));
    let (start, last) = match chunks.iter().position(has_odd) {
        Some(number) => (number * CHUNK, chunks[number].as_slice()),
        None => (rest.len() - tail.len(), tail),
    };
    last.iter().position(|&byte| is_odd(byte)).map(|at| from + start + at)
}

fn is_odd(byte: u8) -> bool {
    byte >= 0x7f || (byte < 0x20 && byte != b'\t' && byte != b'\n' && byte != b'\r')
}

/// The characters of a text that are no plain ASCII, each with its offset.
pub(super) fn odd_letters(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = next_odd(text.as_bytes(), from)?;
        let letter = text[at..].chars().next()?;
        from = at + letter.len_utf8();
        Some((at, letter))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_what_a_plain_search_finds(text in "([ -~\t\r\n]{0,90}(\\PC|\u{0}|\u{1f}|\u{7f}|\u{80})){0,4}[a-z]{0,70}") {
            let plain = |letter: char| matches!(letter, ' '..='~' | '\t' | '\r' | '\n');
            let expected: Vec<_> = text.char_indices().filter(|&(_, letter)| !plain(letter)).collect();
            prop_assert_eq!(odd_letters(&text).collect::<Vec<_>>(), expected);
        }
    }
}
