//! Folded words, as titles and labels are compared by.

use crate::text::fold;
use std::hash::BuildHasher;

/// The folded words of a text, one after the other in a buffer that the next text uses again.
///
/// Words are as in [`crate::text::words`], with what tells names apart: `C++`, `C#` and `Disney+` keep
/// their signs, `&` is the word `and`, an apostrophe joins (`don’t` is one word).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    letters: String,
    /// Where in `letters` each word ends.
    ends: Vec<u32>,
}

/// What a byte below 128 does to words; any other value is the letter that it folds to.
const BREAK: u8 = 0;
const JOIN: u8 = 1;
const SIGN: u8 = 2;
const AND: u8 = 3;

const FOLDED: [u8; 128] = {
    let mut table = [BREAK; 128];
    let mut byte = 0;
    while byte < 128 {
        let letter = byte as u8;
        table[byte] = match letter {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => letter.to_ascii_lowercase(),
            b'\'' | b'`' => JOIN,
            b'+' | b'#' => SIGN,
            b'&' => AND,
            _ => BREAK,
        };
        byte += 1;
    }
    table
};

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let mut words = Self::default();
        words.read(text);
        words
    }

    /// Takes the words of another text. About 1 ns a byte, without allocating, where all is ASCII.
    pub(super) fn read(&mut self, text: &str) {
        self.ends.clear();
        self.letters.clear();
        if text.is_ascii() {
            self.read_ascii(text.as_bytes());
        } else {
            self.read_letters(&fold(text));
        }
        self.end_word();
    }

    fn read_ascii(&mut self, text: &[u8]) {
        // As bytes, because pushing a `char` asks each time how long it is.
        let mut letters = std::mem::take(&mut self.letters).into_bytes();
        let mut last = 0;
        for (at, &byte) in text.iter().enumerate() {
            let folded = FOLDED[usize::from(byte & 127)];
            if folded > AND {
                letters.push(folded);
                continue;
            }
            if folded == JOIN || (folded == SIGN && letters.len() > last && ends_word(text, at)) {
                letters.extend((folded == SIGN).then_some(byte));
                continue;
            }
            if letters.len() > last {
                last = letters.len();
                self.ends.push(last as u32);
            }
            if folded == AND {
                letters.extend_from_slice(b"and");
                last = letters.len();
                self.ends.push(last as u32);
            }
        }
        self.letters = String::from_utf8(letters).unwrap_or_default();
    }

    fn read_letters(&mut self, text: &str) {
        for (at, letter) in text.char_indices() {
            match letter {
                '+' | '#' => {
                    if self.in_word() && ends_word(text.as_bytes(), at) {
                        self.letters.push(letter);
                    } else {
                        self.end_word();
                    }
                }
                '&' => {
                    self.end_word();
                    self.letters.push_str("and");
                    self.end_word();
                }
                _ if is_invisible(letter) => {}
                _ if breaks(letter) => self.end_word(),
                _ => self.letters.push(letter),
            }
        }
    }

    fn in_word(&self) -> bool {
        self.letters.len() as u32 > self.ends.last().copied().unwrap_or(0)
    }

    fn end_word(&mut self) {
        if self.in_word() {
            self.ends.push(self.letters.len() as u32);
        }
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn get(&self, at: usize) -> &str {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.letters[start as usize..self.ends[at] as usize]
    }

    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        (0..self.len()).map(|at| self.get(at))
    }

    /// All words run together: what stays when spaces are put elsewhere.
    pub(super) fn letters(&self) -> &str {
        &self.letters
    }

    /// The words that have a digit, in order.
    pub(super) fn numbers(&self) -> impl Iterator<Item = &str> {
        self.iter().filter(|word| has_digit(word))
    }

    /// How many words at the start both have, and then how many at the end.
    pub(super) fn common_ends(&self, other: &Self) -> (usize, usize) {
        let start = self.iter().zip(other.iter()).take_while(|(a, b)| a == b).count();
        let rest = self.len().min(other.len()) - start;
        let pairs = self.iter().rev().zip(other.iter().rev());
        (start, pairs.take(rest).take_while(|(a, b)| a == b).count())
    }

    /// The one word that two texts differ in, where they do.
    pub(super) fn one_different<'a>(&'a self, other: &'a Self) -> Option<(&'a str, &'a str)> {
        if self.len() != other.len() {
            return None;
        }
        let (start, end) = self.common_ends(other);
        (start + end + 1 == self.len()).then(|| (self.get(start), other.get(start)))
    }
}

/// Whether no letter or digit follows.
fn ends_word(text: &[u8], at: usize) -> bool {
    text.get(at + 1).is_none_or(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric())
}

pub(super) fn has_digit(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}

fn is_invisible(letter: char) -> bool {
    matches!(letter, '\'' | '`' | '‘' | '’' | 'ʼ' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Whether a letter ends a word. Signs that other scripts write within words, and emoji, do not.
fn breaks(letter: char) -> bool {
    !letter.is_alphanumeric()
        && matches!(letter, '\0'..='\u{2ff}' | '\u{2000}'..='\u{2bff}' | '\u{3000}'..='\u{303f}'
            | '\u{ff00}'..='\u{ff65}')
}

/// A hash that is the same in every run, so that every run reports the same.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    const STATE: foldhash::fast::FixedState = foldhash::fast::FixedState::with_seed(0x0ca5_eb00);
    STATE.hash_one(bytes)
}

/// One number from two, each of whose bits depends on all of theirs (as in Wang Yi's wyhash).
pub(super) fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a ^ 0x9e37_79b9_7f4a_7c15) * u128::from(b ^ 0xe703_7ed1_a0b4_28db);
    (product >> 64) as u64 ^ product as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_keep_what_tells_names_apart() {
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(Words::of(text).iter().collect::<Vec<_>>(), expected, "{text}");
        };
        check("Ad ranking / targeting", &["ad", "ranking", "targeting"]);
        check("C++, C# and C", &["c++", "c#", "and", "c"]);
        check("R&D — Zürich+", &["r", "and", "d", "zurich+"]);
        check("a+b + #1", &["a", "b", "1"]);
        check("don't DON’T", &["dont", "dont"]);
        check("ＡＢ 机器学习 🎉", &["ａｂ", "机器学习", "🎉"]);
        check("Foo™ soft\u{ad}hyphen", &["foo", "softhyphen"]);
        check(" — ", &[]);
    }

    #[test]
    fn one_word_of_difference() {
        let check = |a, b, expected| {
            assert_eq!(Words::of(a).one_different(&Words::of(b)), expected, "{a} · {b}");
        };
        check("a b c", "a x c", Some(("b", "x")));
        check("a", "b", Some(("a", "b")));
        check("a a", "a", None);
        check("a b", "a b", None);
        check("a b c", "x b y", None);
        check("", "", None);
    }

    proptest! {
        #[test]
        fn ascii_is_read_as_other_text_is(text in "[ -~]{0,40}") {
            let mut slow = Words::default();
            slow.read_letters(&fold(&text));
            slow.end_word();
            prop_assert_eq!(Words::of(&text), slow);
        }

        #[test]
        fn any_text_has_words_without_gaps(text in "\\PC*") {
            let words = Words::of(&text);
            prop_assert_eq!(words.iter().collect::<String>(), words.letters());
            prop_assert!(words.iter().all(|word| !word.is_empty()));
        }
    }
}
