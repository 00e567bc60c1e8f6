//! Whether one title is another with a small change.

use super::super::plural::one_number;
use super::super::typo::edit;
use super::super::words::Words;
use memchr::memrchr;

/// How many words a title has at least in front of the name of its company.
pub(super) const LEAST_HEAD: usize = 3;

/// How many words the name of a company has at most.
pub(super) const LONGEST_TAIL: usize = 3;

/// Words that say which of the words around them does what to which.
const DIRECTIONS: [&str; 19] = [
    "for", "with", "by", "to", "from", "of", "in", "on", "into", "over", "via", "as", "than", "vs",
    "versus", "before", "after", "without", "is",
];

/// Whether a word may be there or not.
#[inline]
pub(super) fn is_small(word: &[u8]) -> bool {
    word.len() <= 4 && small_kind(word).is_some()
}

/// Which kind of small word it is. One may stand for another of the kinds 0 and 1.
fn small_kind(word: &[u8]) -> Option<u8> {
    match word {
        b"a" | b"an" | b"the" | b"our" | b"your" | b"its" => Some(0),
        b"in" | b"on" | b"at" | b"of" => Some(1),
        b"and" | b"for" | b"with" | b"by" | b"to" | b"from" => Some(2),
        _ => None,
    }
}

/// A title with its words.
#[derive(Default)]
pub(super) struct Title<'a> {
    text: &'a str,
    words: Words,
}

/// Takes the words of a title, without `| Company` at its end.
pub(super) fn read(title: &str, words: &mut Words) {
    words.read(without_bar(title));
}

/// A title up to its last bar, if what follows is short and has no number, and what precedes is long.
fn without_bar(title: &str) -> &str {
    let bar = memrchr(b'|', title.as_bytes());
    let Some((head, tail)) = bar.map(|at| (&title[..at], &title[at + 1..])) else { return title };
    let words = |text: &str| text.split_whitespace().count();
    let is_name = (1..=LONGEST_TAIL).contains(&words(tail)) && may_be_name(&Words::of(tail), 0);
    if is_name && words(head) >= LEAST_HEAD { head } else { title }
}

/// Whether words from a place on may name a company: no number, and not `Part Two` or `at scale`.
fn may_be_name(words: &Words, start: usize) -> bool {
    const NO_NAMES: [&str; 9] =
        ["part", "scale", "home", "work", "one", "two", "three", "first", "second"];
    let is_name = |word: &str| word.len() > 1 && !NO_NAMES.contains(&word) && !is_roman(word);
    (start..words.len()).all(|at| !words.has_digit(at) && is_name(words.get(at)))
}

fn is_roman(word: &str) -> bool {
    word.bytes().all(|byte| b"ivx".contains(&byte))
}

impl<'a> Title<'a> {
    pub(super) fn read(&mut self, text: &'a str) {
        self.text = text;
        read(text, &mut self.words);
    }

    /// Whether this title is the other but for one change of those that [`super::near_duplicates`] lists.
    /// O(words), or O(words²) where they are the same in another order.
    pub(super) fn is_near(&self, other: &Self) -> bool {
        let (a, b) = (&self.words, &other.words);
        if self.text == other.text {
            return a.len() > 0;
        }
        if a.letters() == b.letters() {
            return a.len() > 0 && a.numbers().eq(b.numbers());
        }
        let (start, end) = a.common_ends(b);
        let (a_rest, b_rest) = (a.len() - start - end, b.len() - start - end);
        match (a_rest, b_rest) {
            (1, 1) => one_for_another(a.get(start), b.get(start), a.len()),
            (1, 0) => is_left_out(a, start),
            (0, 1) => is_left_out(b, start),
            (0, _) => is_tail(b, start),
            (_, 0) => is_tail(a, start),
            _ => is_reordered(a, b),
        }
    }

    /// Whether what separates them is as short as a typo or an ending. Cheaper than to look at words.
    pub(super) fn differs_in_a_letter(&self, other: &Self) -> bool {
        let (a, b) = (self.words.letters(), other.words.letters());
        if a.len().abs_diff(b.len()) > 3 {
            return false;
        }
        let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        let ends = a[start..].iter().rev().zip(b[start..].iter().rev());
        let end = ends.take_while(|(a, b)| a == b).count();
        a.len().max(b.len()) - start - end <= 4
    }
}

/// Whether one word may stand for the other in a title of some length.
fn one_for_another(a: &str, b: &str, words: usize) -> bool {
    if let (Some(a), Some(b)) = (small_kind(a.as_bytes()), small_kind(b.as_bytes())) {
        return a == b && a < 2;
    }
    let told_by_others = words >= 3 || a.len().max(b.len()) >= 8;
    told_by_others && (edit(a, b).is_some() || one_number(a, b))
}

/// Whether a word is small and no name. At the end it may be one: `Appendix A`.
fn is_left_out(words: &Words, at: usize) -> bool {
    is_small(words.bytes(at)) && at + 1 < words.len()
}

/// Whether words from a place on are `at Company`.
fn is_tail(words: &Words, start: usize) -> bool {
    let names = words.len() - start - 1;
    start >= LEAST_HEAD
        && names <= LONGEST_TAIL
        && words.get(start) == "at"
        && may_be_name(words, start + 1)
}

/// Whether three or more words are the same in another order, small ones aside. Words that say which of
/// those around them does what to which must stay between the same two, and numbers in their order.
fn is_reordered(a: &Words, b: &Words) -> bool {
    if a.len().abs_diff(b.len()) > 1 || !a.numbers().eq(b.numbers()) {
        return false;
    }
    let telling = |words| sorted(Words::iter(words).filter(|word| !is_small(word.as_bytes())));
    let (a_telling, b_telling) = (telling(a), telling(b));
    a_telling.len() >= 3 && a_telling == b_telling && sorted(directions(a)) == sorted(directions(b))
}

fn sorted<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut items: Vec<T> = items.collect();
    items.sort_unstable();
    items
}

/// The words that say which way round, each with the words around it.
fn directions(words: &Words) -> impl Iterator<Item = [&str; 3]> {
    let at = |place: usize| if place < words.len() { words.get(place) } else { "" };
    let around = move |place: usize| [at(place.wrapping_sub(1)), at(place), at(place + 1)];
    (0..words.len()).map(around).filter(|[_, word, _]| DIRECTIONS.contains(word))
}
