//! Whether one word is another, mistyped.
//!
//! A dictionary would know; a list of names and technical words is mostly outside of it. What is
//! left is the shape of the change, and words that are known to be meant. Both were read off the
//! one-edit neighbours among the 17,000 words that twelve or more summaries of npm's and `PyPI`'s packages
//! have.

use std::sync::LazyLock;

/// How a word differs from another by one edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edit {
    /// A letter doubled or an s for a z: `modelling`, `tokenisation`. Two spellings of one word, each of
    /// which may be common.
    Variant,
    /// A letter too many, too few, another, or two swapped. The rarer word is the wrong one.
    Slip,
}

/// Shorter words have too many neighbours that are words (`Meta`, `Metal`).
pub(super) const SHORTEST: usize = 5;

/// How one folded word is probably the other by one edit. The same for both directions; O(letters).
///
/// `None` where the edit makes another word more often than not:
/// - another first letter (`ranking`, `banking`), or a letter before the first except a consonant before a
///   long word (`evaluation`, `valuation`);
/// - another last letter (`recommender`, `recommended`), a letter behind the last of a short word, or one
///   of `s d r y e t n` (but `-ion` for `-io`);
/// - another letter in a word of five (`stack`, `slack`);
/// - a digit, a number in words or in Roman numerals;
/// - both are well-known words ([`is_known`]).
pub(super) fn edit(a: &str, b: &str) -> Option<Edit> {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > 4 || !is_wordy(short) || !is_wordy(long) {
        return None;
    }
    let change = Change::between(short, long)?;
    let edit = change.edit(short.chars().count())?;
    let both_known = is_known(short) && is_known(long);
    (!both_known && !is_number(short) && !is_number(long)).then_some(edit)
}

/// What is left of two words without the ends that they share.
struct Change<'a> {
    short: &'a str,
    long: &'a str,
    /// The letter before the change; `None` at the start of the word.
    before: Option<char>,
    at_end: bool,
}

impl<'a> Change<'a> {
    fn between(short: &'a str, long: &'a str) -> Option<Self> {
        let same: usize = (short.chars().zip(long.chars()))
            .take_while(|(a, b)| a == b)
            .map(|(letter, _)| letter.len_utf8())
            .sum();
        let before = short[..same].chars().next_back();
        let (short, long) = (&short[same..], &long[same..]);
        let end: usize = (short.chars().rev().zip(long.chars().rev()))
            .take_while(|(a, b)| a == b)
            .map(|(letter, _)| letter.len_utf8())
            .sum();
        let (short, long) = (&short[..short.len() - end], &long[..long.len() - end]);
        (!long.is_empty()).then_some(Self { short, long, before, at_end: end == 0 })
    }

    fn edit(&self, letters: usize) -> Option<Edit> {
        let (mut short, mut long) = (self.short.chars(), self.long.chars());
        match (short.next(), short.next(), long.next(), long.next()) {
            (None, _, Some(extra), None) => self.inserted(extra, letters),
            (Some(a), None, Some(b), None) => self.substituted(a, b, letters),
            (Some(a), Some(b), Some(c), Some(d)) if (a, b) == (d, c) => {
                (short.next().is_none() && long.next().is_none()).then_some(Edit::Slip)
            }
            _ => None,
        }
    }

    fn inserted(&self, extra: char, letters: usize) -> Option<Edit> {
        match self.before {
            Some(before) if before == extra => Some(Edit::Variant),
            None => (letters >= 9 && !matches!(extra, 'a' | 'e')).then_some(Edit::Slip),
            Some(before) if self.at_end => {
                let inflects = matches!(extra, 's' | 'd' | 'r' | 'y' | 'e' | 't' | 'n');
                let cut_off = before == 'o' && extra == 'n';
                (letters >= 8 && (cut_off || !inflects)).then_some(Edit::Slip)
            }
            Some(_) => Some(Edit::Slip),
        }
    }

    fn substituted(&self, a: char, b: char, letters: usize) -> Option<Edit> {
        if self.before.is_none() || self.at_end || letters <= SHORTEST {
            return None;
        }
        let same_sound = matches!((a, b), ('s', 'z') | ('z', 's'));
        Some(if same_sound { Edit::Variant } else { Edit::Slip })
    }
}

/// Whether a word is long enough and all letters, of a script where a letter is not a word.
pub(super) fn is_wordy(word: &str) -> bool {
    let is_letter = |letter: char| letter.is_alphabetic() && letter < '\u{2e80}';
    word.chars().all(is_letter) && word.chars().count() >= SHORTEST
}

fn is_number(word: &str) -> bool {
    const IN_WORDS: [&str; 26] = [
        "three",
        "seven",
        "eight",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "fourth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
    ];
    IN_WORDS.contains(&word) || word.bytes().all(|byte| b"ivxlcdm".contains(&byte))
}

/// Words that are one edit from another word and are meant as they are: `content` and `context`.
static KNOWN: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("known-words.txt").split_ascii_whitespace().collect());

fn is_known(word: &str) -> bool {
    KNOWN.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn edits_that_make_no_other_word() {
        let check = |a, b, expected| {
            assert_eq!(edit(a, b), expected, "{a} · {b}");
            assert_eq!(edit(b, a), expected, "{b} · {a}");
        };
        for (a, b) in [
            ("modeling", "modelling"),
            ("labeled", "labelled"),
            ("classificatiion", "classification"),
            ("recomendation", "recommendation"),
            ("tokenisation", "tokenization"),
        ] {
            check(a, b, Some(Edit::Variant));
        }
        for (a, b) in [
            ("recomemnder", "recommender"),
            ("laerning", "learning"),
            ("classificstion", "classification"),
            ("ecommendation", "recommendation"),
            ("classificatio", "classification"),
            ("behavior", "behaviour"),
            ("serch", "search"),
            ("личнось", "личность"),
        ] {
            check(a, b, Some(Edit::Slip));
        }
    }

    #[test]
    fn edits_that_make_another_word() {
        for (a, b) in [
            ("ranking", "banking"),    // another first letter
            ("learning", "earning"),   // a letter less before the first
            ("selection", "election"), // the same, a vowel
            ("interest", "pinterest"), // the same, and too short
            ("recommender", "recommended"),
            ("device", "devices"), // a plural is for `plural` to see
            ("discover", "discovery"),
            ("stack", "slack"),
            ("metal", "meta"),
            ("training", "trading"), // two edits
            ("research", "search"),
            ("causality", "casualty"),
            ("train", "training"),
            ("causal", "casual"), // both are words
            ("content", "context"),
            ("shopping", "shipping"),
            ("seventh", "seventy"),
            ("xviii", "xxiii"),
            ("gpt3x", "gpt4x"),
            ("model2", "model22"),
            ("机器学习一", "机器学习二"),
            ("equal", "equal"),
            ("", "x"),
        ] {
            assert_eq!(edit(a, b), None, "{a} · {b}");
            assert_eq!(edit(b, a), None, "{b} · {a}");
        }
    }

    #[test]
    fn known_words_are_sorted_and_each_is_an_edit_from_another() {
        assert!(KNOWN.is_sorted_by(|a, b| a < b));
        for word in KNOWN.iter() {
            let near = |other: &&&str| {
                let (short, long) =
                    if word.len() <= other.len() { (word, *other) } else { (*other, word) };
                let shape = Change::between(short, long);
                shape.is_some_and(|change| change.edit(short.len()).is_some())
            };
            assert!(KNOWN.iter().any(|other| near(&other)), "{word}");
        }
    }

    proptest! {
        #[test]
        fn edits_are_symmetric_and_never_panic(a in "[abié]{4,7}|\\PC*", b in "[abié]{4,7}|\\PC*") {
            prop_assert_eq!(edit(&a, &b), edit(&b, &a));
            prop_assert_eq!(edit(&a, &a), None);
        }
    }
}
