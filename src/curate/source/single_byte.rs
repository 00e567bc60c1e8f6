//! The encodings of one byte a character that lists come in.

use encoding_rs::{ISO_8859_15, MACINTOSH, WINDOWS_1252};
use std::sync::LazyLock;

/// An encoding whose lower half is ASCII.
#[derive(Debug)]
pub(super) struct SingleByte {
    pub(super) name: &'static str,
    /// What the bytes from 0x80 on stand for.
    upper: [char; 128],
    /// The bytes of U+0080 to U+00FF, 0 for none: the most common ones, found at once.
    latin: [u8; 128],
    /// The bytes of the other characters, sorted by character.
    others: Vec<(char, u8)>,
}

/// Windows-1252; a byte that it leaves undefined is a control character, as browsers have it.
pub(super) static WESTERN: LazyLock<SingleByte> = LazyLock::new(|| {
    SingleByte::new("Windows-1252", |bytes| {
        WINDOWS_1252.decode_without_bom_handling(bytes).0.into()
    })
});

/// What Unix wrote before UTF-8.
pub(super) static LATIN_1: LazyLock<SingleByte> = LazyLock::new(|| {
    SingleByte::new("ISO-8859-1", |bytes| bytes.iter().copied().map(char::from).collect())
});

/// Latin-1 with the euro.
pub(super) static LATIN_9: LazyLock<SingleByte> = LazyLock::new(|| {
    SingleByte::new("ISO-8859-15", |bytes| ISO_8859_15.decode_without_bom_handling(bytes).0.into())
});

/// What Excel for Mac calls "CSV (Macintosh)".
pub(super) static MAC_ROMAN: LazyLock<SingleByte> = LazyLock::new(|| {
    SingleByte::new("Mac Roman", |bytes| MACINTOSH.decode_without_bom_handling(bytes).0.into())
});

impl SingleByte {
    fn new(name: &'static str, decode: impl Fn(&[u8]) -> String) -> Self {
        let bytes: Vec<u8> = (0x80..=0xff).collect();
        let mut encoding =
            Self { name, upper: ['\u{fffd}'; 128], latin: [0; 128], others: Vec::new() };
        for (letter, byte) in decode(&bytes).chars().zip(bytes) {
            encoding.upper[usize::from(byte - 0x80)] = letter;
            match u8::try_from(u32::from(letter)) {
                Ok(latin @ 0x80..) => encoding.latin[usize::from(latin - 0x80)] = byte,
                _ => encoding.others.push((letter, byte)),
            }
        }
        encoding.others.sort_unstable();
        encoding
    }

    /// The character of a byte.
    pub(super) fn letter(&self, byte: u8) -> char {
        byte.checked_sub(0x80).map_or(char::from(byte), |upper| self.upper[usize::from(upper)])
    }

    /// The byte of a character, if it is one of the upper half.
    pub(super) fn byte(&self, letter: char) -> Option<u8> {
        match u8::try_from(u32::from(letter)) {
            Ok(..0x80) => None,
            Ok(latin) => Some(self.latin[usize::from(latin - 0x80)]).filter(|&byte| byte != 0),
            // Most of what is written in other scripts.
            Err(_) if matches!(letter, '\u{2e80}'..='\u{efff}') => None,
            Err(_) => {
                let at = self.others.binary_search_by_key(&letter, |&(letter, _)| letter).ok()?;
                Some(self.others[at].1)
            }
        }
    }

    pub(super) fn decode(&self, bytes: &[u8]) -> String {
        bytes.iter().map(|&byte| self.letter(byte)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_characters_correspond() {
        for encoding in [&WESTERN, &LATIN_1, &LATIN_9, &MAC_ROMAN] {
            for byte in 0x80..=0xff {
                assert_eq!(encoding.byte(encoding.letter(byte)), Some(byte), "{}", encoding.name);
            }
            assert_eq!((encoding.letter(b'a'), encoding.byte('a')), ('a', None));
        }
        let apostrophe = [&WESTERN, &MAC_ROMAN].map(|encoding| encoding.byte('’'));
        assert_eq!(apostrophe, [Some(0x92), Some(0xd5)]);
        assert_eq!(LATIN_9.letter(0xa4), '€');
    }
}
