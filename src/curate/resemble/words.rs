//! Folded words, as titles and labels are compared by.

use crate::curate::bytes::{LANES, are, are_digits, are_letters};
use crate::text::fold;
use std::hash::BuildHasher;
use wide::u8x16;

/// The folded words of a text, one after the other in a buffer that the next text uses again.
///
/// Words are as in [`crate::text::words`], with what tells names apart: `C++`, `C#` and `Disney+` keep
/// their signs, `&` is the word `and`, an apostrophe joins (`don’t` is one word).
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// UTF-8, and beyond the last word what an earlier text has left.
    letters: Vec<u8>,
    /// Where in `letters` each word ends, and [`DIGIT`] if it has one; beyond `count`, leavings too.
    ends: Vec<u32>,
    count: usize,
    /// Room for a text in small letters, and for where its words begin and end.
    folded: Vec<u8>,
    edges: Vec<u32>,
}

/// The bit of an end that tells that its word has a digit.
const DIGIT: u32 = 1 << 31;

/// The bit that an ASCII letter has and a digit lacks.
const LETTER: u8 = 0x40;

/// What a byte below 128 does to words; any other value is the letter that it folds to.
const BREAK: u8 = 0;
const JOIN: u8 = 1;
const SIGN: u8 = 2;
const AND: u8 = 3;

const FOLDED: [u8; 256] = {
    let mut table = [BREAK; 256];
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
        self.count = 0;
        if !text.is_ascii() {
            self.read_letters(&fold(text));
        } else if self.find_edges(text.as_bytes()) {
            self.copy_words();
        } else {
            self.read_ascii(text.as_bytes());
        }
    }

    /// Finds where words begin and end. Whether letters, digits and what parts them is all there is.
    fn find_edges(&mut self, text: &[u8]) -> bool {
        let Self { folded, edges, .. } = self;
        folded.clear();
        folded.extend_from_slice(text);
        // A space behind the last word, and so much more that what is copied of it is there.
        folded.resize((text.len() + 1).next_multiple_of(LANES) + LANES, b' ');
        edges.resize(folded.len().max(edges.len()), 0);
        let (mut signs, mut count, mut last) = (u8x16::default(), 0, 0);
        for (chunk, lanes) in folded.as_chunks_mut::<LANES>().0.iter_mut().enumerate() {
            let bytes = u8x16::new(*lanes);
            signs |= are(bytes, b'\'') | are(bytes, b'`') | are(bytes, b'&');
            signs |= are(bytes, b'+') | are(bytes, b'#');
            let (letters, digits) = (are_letters(bytes), are_digits(bytes));
            *lanes = (bytes | (letters & u8x16::splat(0x20))).to_array();
            let inside = (letters | digits).to_bitmask();
            let mut found = (inside ^ (inside << 1 | last)) & ((1 << LANES) - 1);
            last = inside >> (LANES - 1);
            while found != 0 {
                edges[count] = (chunk * LANES) as u32 + found.trailing_zeros();
                count += 1;
                found &= found - 1;
            }
        }
        self.count = count / 2;
        !signs.any()
    }

    /// Puts the words one behind the other. Each is copied by sixteen letters: the next goes over what was too many.
    fn copy_words(&mut self) {
        self.make_room(self.folded.len() + LANES);
        let Self { letters, ends, count, folded, edges } = self;
        let mut at = 0;
        for (edge, end) in edges.as_chunks::<2>().0[..*count].iter().zip(&mut ends[..*count]) {
            let word = edge[0] as usize..edge[1] as usize;
            let (mut from, mut to, mut digit) = (word.start, at, 0);
            while from < word.end {
                let Some(lanes) = folded[from..].first_chunk::<LANES>() else { break };
                let Some(room) = letters[to..].first_chunk_mut::<LANES>() else { break };
                *room = *lanes;
                let behind = (from + LANES).saturating_sub(word.end) as u32;
                let of_word = u32::MAX >> (behind + LANES as u32);
                let bytes = u8x16::new(*lanes);
                // The bit that a letter has becomes the one that a mask is made of.
                digit |= !(bytes + bytes).to_bitmask() & of_word;
                (from, to) = (from + LANES, to + LANES);
            }
            at += word.len();
            *end = at as u32 | u32::from(digit != 0) << 31;
        }
    }

    /// Every byte is written, and then counted if it is a letter: that takes one branch for most.
    fn read_ascii(&mut self, text: &[u8]) {
        // An `&` is written as three letters.
        self.make_room(text.len() * 3);
        let end = |at: usize, all: u8| at as u32 | if all & LETTER == 0 { DIGIT } else { 0 };
        // As slices, because a vector could be anywhere after each byte that is written.
        let (letters, word_ends) = (&mut self.letters[..], &mut self.ends[..]);
        let (mut at, mut count, mut last, mut all) = (0, 0, 0, LETTER);
        for (place, &byte) in text.iter().enumerate() {
            let folded = FOLDED[usize::from(byte)];
            letters[at] = folded;
            if folded > AND {
                at += 1;
                all &= folded;
                continue;
            }
            if folded == JOIN || folded == SIGN && at > last && ends_word(text, place) {
                letters[at] = byte;
                at += usize::from(folded == SIGN);
                continue;
            }
            word_ends[count] = end(at, all);
            count += usize::from(at > last);
            (last, all) = (at, LETTER);
            if folded == AND {
                letters[at..at + 3].copy_from_slice(b"and");
                (at, last) = (at + 3, at + 3);
                word_ends[count] = at as u32;
                count += 1;
            }
        }
        word_ends[count] = end(at, all);
        self.count = count + usize::from(at > last);
    }

    fn make_room(&mut self, letters: usize) {
        if self.letters.len() <= letters {
            self.letters.resize(letters + 1, 0);
            self.ends.resize(letters + 1, 0);
        }
    }

    fn read_letters(&mut self, text: &str) {
        let mut word = String::new();
        for (at, letter) in text.char_indices() {
            match letter {
                '+' | '#' if !word.is_empty() && ends_word(text.as_bytes(), at) => {
                    word.push(letter);
                }
                '&' => {
                    self.push(&mut word);
                    word.push_str("and");
                    self.push(&mut word);
                }
                _ if is_invisible(letter) => {}
                _ if breaks(letter) => self.push(&mut word),
                _ => word.push(letter),
            }
        }
        self.push(&mut word);
    }

    /// Adds a word, unless it is empty, and empties it.
    fn push(&mut self, word: &mut String) {
        if word.is_empty() {
            return;
        }
        let start = self.letters().len();
        self.make_room(start + word.len());
        self.letters[start..start + word.len()].copy_from_slice(word.as_bytes());
        let digit = u32::from(word.bytes().any(|byte| byte.is_ascii_digit()));
        self.ends[self.count] = (start + word.len()) as u32 | digit << 31;
        self.count += 1;
        word.clear();
    }

    pub(super) fn len(&self) -> usize {
        self.count
    }

    fn end(&self, at: usize) -> usize {
        (self.ends[at] & !DIGIT) as usize
    }

    #[inline]
    pub(super) fn bytes(&self, at: usize) -> &[u8] {
        let start = if at == 0 { 0 } else { self.end(at - 1) };
        &self.letters[start..self.end(at)]
    }

    pub(super) fn get(&self, at: usize) -> &str {
        std::str::from_utf8(self.bytes(at)).unwrap_or_default()
    }

    pub(super) fn has_digit(&self, at: usize) -> bool {
        self.ends[at] & DIGIT != 0
    }

    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        (0..self.len()).map(|at| self.get(at))
    }

    /// All words run together: what stays when spaces are put elsewhere.
    pub(super) fn letters(&self) -> &[u8] {
        if self.count == 0 { &[] } else { &self.letters[..self.end(self.count - 1)] }
    }

    /// The words that have a digit, in order.
    pub(super) fn numbers(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter(|&at| self.has_digit(at)).map(|at| self.get(at))
    }

    /// How many words at the start both have, and then how many at the end.
    pub(super) fn common_ends(&self, other: &Self) -> (usize, usize) {
        let most = self.len().min(other.len());
        let start = (0..most).take_while(|&at| self.bytes(at) == other.bytes(at)).count();
        let from_end =
            |at: &usize| self.bytes(self.len() - 1 - at) == other.bytes(other.len() - 1 - at);
        (start, (0..most - start).take_while(from_end).count())
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

/// A hash that is the same in every run, so that every run reports the same. Short words, which most
/// are, are read as two numbers (as in Wang Yi's wyhash); 2 ns each.
#[inline]
pub(in crate::curate) fn hash(bytes: &[u8]) -> u64 {
    const STATE: foldhash::fast::FixedState = foldhash::fast::FixedState::with_seed(0x0ca5_eb00);
    if bytes.len() > TOLD_BY_ENDS {
        return STATE.hash_one(bytes);
    }
    let (first, last) = ends(bytes);
    mix(mix(first, last), bytes.len() as u64)
}

/// Of how many bytes both [`ends`] and the number are all that there is to know.
pub(in crate::curate) const TOLD_BY_ENDS: usize = 16;

/// The first bytes and the last ones, eight where there are so many.
#[inline]
pub(in crate::curate) fn ends(bytes: &[u8]) -> (u64, u64) {
    let long = || {
        Some((u64::from_le_bytes(*bytes.first_chunk()?), u64::from_le_bytes(*bytes.last_chunk()?)))
    };
    let short = || {
        let ends = (bytes.first_chunk()?, bytes.last_chunk()?);
        Some((u32::from_le_bytes(*ends.0).into(), u32::from_le_bytes(*ends.1).into()))
    };
    match bytes {
        [] => (0, 0),
        [a] => (u64::from(*a), 0),
        [a, b] => (u64::from(*a), u64::from(*b)),
        [a, b, c] => (u64::from(*a), u64::from(*b) << 8 | u64::from(*c)),
        _ => long().or_else(short).unwrap_or_default(),
    }
}

/// One number from two, each of whose bits depends on all of theirs (as in Wang Yi's wyhash).
#[inline]
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
        fn ascii_is_read_as_other_text_is(text in "[ -~]{0,40}|([a-zA-Z0-9]{0,40}[ -%(-*,-/]{0,3}){0,6}") {
            let mut slow = Words::default();
            slow.read_letters(&fold(&text));
            prop_assert!(Words::of(&text).iter().eq(slow.iter()), "{:?}", slow);
            prop_assert!(Words::of(&text).numbers().eq(slow.numbers()));
        }

        #[test]
        fn any_text_has_words_without_gaps(text in "\\PC*") {
            let words = Words::of(&text);
            prop_assert!(words.iter().flat_map(str::bytes).eq(words.letters().iter().copied()));
            prop_assert!(words.iter().all(|word| !word.is_empty()));
        }
    }
}
