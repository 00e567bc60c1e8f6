//! Labels of one facet that are probably spellings of one.

use super::plural::{differ_in_number, stem};
use super::typo::{Edit, edit, is_wordy};
use super::words::{Words, hash, mix};
use std::cmp::Reverse;

/// A label that is probably another one, spelled differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::curate) struct Alike {
    /// The label to change, as an index.
    pub(in crate::curate) from: usize,
    /// The label to change it to; never itself the `from` of another.
    pub(in crate::curate) to: usize,
    /// Why they are one; surer reasons come first.
    pub(in crate::curate) reason: Reason,
}

/// What makes two labels one, from the surest to the least sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::curate) enum Reason {
    /// Upper and lower case: `Linkedin`, `LinkedIn`.
    Case,
    /// Spaces, hyphens and other signs between words, or `&` for `and`: `e-commerce`, `ecommerce`.
    Spacing,
    /// Accents: `Nestlé`, `Nestle`.
    Accents,
    /// The number of a word: `recommender system`, `recommender systems`.
    Plural,
    /// One letter of one word: `item classificatiion`.
    Typo,
    /// A leading article: `The Guardian`, `Guardian`.
    Article,
    /// A legal form behind a name: `Acme`, `Acme Inc.`
    Suffix,
}

/// Finds the labels that are probably one. Each label comes with how many entries have it; no two are
/// equal. In order of `from`, each of which comes once. O(letters × log letters).
///
/// The canonical label is the one that more entries have. Where as many have each, it is the one in the
/// case that the vocabulary has most (`LinkedIn` before `Linkedin`, `search` before `Search` among tags),
/// the singular, the one with the commoner words, or the first in order of letters.
///
/// A typo is found where the other words are equal, word for word; two typos, or a typo and a plural, are
/// not. A short word takes evidence too: eight times as many entries with the other label. Of the labels
/// that share a hash each is compared with the 16 most canonical.
pub(in crate::curate) fn alike(labels: &[(&str, usize)]) -> Vec<Alike> {
    let mut labels = Labels::new(labels);
    labels.join_equal();
    labels.rank();
    labels.join_near(Labels::numberless, Labels::differ_in_number);
    labels.join_near(Labels::with_a_letter_less, Labels::differ_by_typo);
    labels.join_near(Labels::bare, |labels, a, b| Some(labels.trimmings_apart(a, b)));
    labels.resolve()
}

/// More labels than this with one hash are compared with the best of them only.
const CAP: usize = 16;

struct Label<'a> {
    text: &'a str,
    count: usize,
    words: Words,
    /// The words run together, with a space between digits.
    run: String,
    /// Of the labels with the same run, the canonical one.
    top: u32,
    /// Where it stands among all tops; the canonical of two has the lower rank.
    rank: u32,
    /// What it should be, and why.
    link: Option<(u32, Reason)>,
}

struct Labels<'a> {
    all: Vec<Label<'a>>,
    lower: bool,
    /// The hash of each word, once for each top that has it; ascending.
    used: Vec<u64>,
}

impl<'a> Labels<'a> {
    fn new(labels: &[(&'a str, usize)]) -> Self {
        let label = |(at, &(text, count)): (u32, &(&'a str, usize))| {
            let words = Words::of(text);
            let run = run(words.iter());
            Label { text, count, words, run, top: at, rank: 0, link: None }
        };
        let all: Vec<_> = (0..).zip(labels).map(label).collect();
        let lower = all.iter().filter(|label| !has_capital(label.text)).count();
        Self { lower: lower * 2 > all.len(), all, used: Vec::new() }
    }

    fn get(&self, at: u32) -> &Label<'a> {
        &self.all[at as usize]
    }

    fn ids(&self) -> impl Iterator<Item = u32> + use<> {
        0..self.all.len() as u32
    }

    /// Joins labels that are equal once case, accents and signs are gone.
    fn join_equal(&mut self) {
        let written = self.ids().filter(|&at| !self.get(at).run.is_empty());
        let mut hashes: Vec<_> =
            written.map(|at| (hash(self.get(at).run.as_bytes()), at)).collect();
        hashes.sort_unstable();
        for same in hashes.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
            let order = |at| {
                let label = self.get(at);
                (Reverse(label.count), self.style(label.text), label.text)
            };
            let Some(top) = same.iter().map(|&(_, at)| at).min_by_key(|&at| order(at)) else {
                continue;
            };
            for &(_, at) in same {
                let reason = written_apart(self.get(at).text, self.get(top).text);
                let label = &mut self.all[at as usize];
                label.top = top;
                label.link = (at != top).then_some((top, reason));
            }
        }
    }

    /// Puts the tops in order, the more canonical ones first.
    fn rank(&mut self) {
        let mut tops: Vec<u32> = self.ids().filter(|&at| self.get(at).top == at).collect();
        for &at in &tops {
            let mut words: Vec<u64> =
                self.get(at).words.iter().map(|w| hash(w.as_bytes())).collect();
            words.sort_unstable();
            words.dedup();
            self.used.extend(words);
        }
        self.used.sort_unstable();
        tops.sort_by_cached_key(|&at| {
            let label = self.get(at);
            let plurals = label.words.iter().filter(|word| seems_plural(word)).count();
            let rarest = label.words.iter().filter(|w| is_wordy(w)).map(|w| self.uses(w)).min();
            let rarest = rarest.unwrap_or(usize::MAX);
            let slips = slips(label.words.iter());
            (
                Reverse(label.count),
                plurals,
                Reverse(rarest),
                slips,
                self.style(label.text),
                label.text,
            )
        });
        for (rank, &at) in (0..).zip(&tops) {
            self.all[at as usize].rank = rank;
        }
    }

    /// In how many labels a word is used, spellings of one label counted once.
    fn uses(&self, word: &str) -> usize {
        let hash = hash(word.as_bytes());
        let start = self.used.partition_point(|&other| other < hash);
        self.used[start..].iter().take_while(|&&other| other == hash).count()
    }

    /// Joins tops of which labels have a hash in common and differ as told.
    fn join_near(
        &mut self,
        hashes: impl Fn(&Self, u32, &mut Vec<(u64, u32)>),
        differ: impl Fn(&Self, u32, u32) -> Option<Reason>,
    ) {
        let mut keys = Vec::new();
        for at in self.ids() {
            hashes(self, at, &mut keys);
        }
        let rank = |at: u32| (self.get(self.get(at).top).rank, self.get(at).text);
        keys.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| rank(a.1).cmp(&rank(b.1))));
        keys.dedup();
        let mut found = Vec::new();
        for same in keys.chunk_by(|a, b| a.0 == b.0) {
            for (place, &(_, from)) in same.iter().enumerate() {
                for &(_, to) in &same[..place.min(CAP)] {
                    let (from_top, to_top) = (self.get(from).top, self.get(to).top);
                    if from_top != to_top
                        && let Some(reason) = differ(self, from, to)
                    {
                        found.push((from_top, self.get(to_top).rank, reason, to_top));
                    }
                }
            }
        }
        found.sort_unstable();
        for (from, _, reason, to) in found {
            self.all[from as usize].link.get_or_insert((to, reason));
        }
    }

    fn numberless(&self, at: u32, into: &mut Vec<(u64, u32)>) {
        let stems = self.get(at).words.iter().map(stem);
        into.push((stems.fold(1, |sum, stem| mix(sum, hash(stem.as_bytes()))), at));
    }

    fn differ_in_number(&self, a: u32, b: u32) -> Option<Reason> {
        let (a, b) = (self.get(a), self.get(b));
        let names = is_short_name(a) || is_short_name(b);
        (!names && differ_in_number(&a.words, &b.words)).then_some(Reason::Plural)
    }

    /// The symmetric-delete neighbourhood at distance one (W. Garbe, `SymSpell`) of each longer word: two
    /// words that are one edit apart become the same by taking at most one letter from each.
    fn with_a_letter_less(&self, at: u32, into: &mut Vec<(u64, u32)>) {
        let words = &self.get(at).words;
        let hashes: Vec<u64> = (0..)
            .zip(words.iter())
            .map(|(place, word)| mix(hash(word.as_bytes()), place))
            .collect();
        let all = hashes.iter().fold(words.len() as u64, |sum, hash| sum.wrapping_add(*hash));
        let mut less = String::new();
        for (place, word) in words.iter().enumerate().filter(|(_, word)| is_wordy(word)) {
            let others = mix(all.wrapping_sub(hashes[place]), place as u64);
            into.push((mix(others, hash(word.as_bytes())), at));
            for (start, letter) in word.char_indices() {
                less.clear();
                less.push_str(&word[..start]);
                less.push_str(&word[start + letter.len_utf8()..]);
                into.push((mix(others, hash(less.as_bytes())), at));
            }
        }
    }

    fn differ_by_typo(&self, from: u32, to: u32) -> Option<Reason> {
        let (from, to) = (self.get(from), self.get(to));
        let (wrong, right) = from.words.one_different(&to.words)?;
        let (few, many) = (self.get(from.top).count, self.get(to.top).count);
        let times = |factor: usize| few.saturating_mul(factor) <= many;
        let found = match edit(wrong, right)? {
            Edit::Variant => is_long(wrong) || times(4) || few == 1 && many > 1,
            // A word that another label has too is a word, and so is one that several entries have,
            // unless they are next to none.
            Edit::Slip if self.uses(wrong) > 1 => false,
            Edit::Slip if few > 2 => times(64),
            Edit::Slip => is_long(wrong) || times(8),
        };
        found.then_some(Reason::Typo)
    }

    fn bare(&self, at: u32, into: &mut Vec<(u64, u32)>) {
        let words = &self.get(at).words;
        let (start, end) = trimmings(words);
        let bare = run(words.iter().take(words.len() - end).skip(start));
        if !bare.is_empty() {
            into.push((hash(bare.as_bytes()), at));
        }
    }

    fn trimmings_apart(&self, a: u32, b: u32) -> Reason {
        let (a, b) = (&self.get(a).words, &self.get(b).words);
        let (a_forms, b_forms) = (trimmings(a).1, trimmings(b).1);
        let same = a.iter().rev().take(a_forms).eq(b.iter().rev().take(b_forms));
        if same { Reason::Article } else { Reason::Suffix }
    }

    /// Follows the links to their ends. A top links to one of lower rank, all others link to a top.
    fn resolve(&self) -> Vec<Alike> {
        let mut order: Vec<u32> = self.ids().collect();
        order.sort_unstable_by_key(|&at| (self.get(at).top != at, self.get(at).rank));
        let mut ends: Vec<u32> = self.ids().collect();
        for at in order {
            if let Some((to, _)) = self.get(at).link {
                ends[at as usize] = ends[to as usize];
            }
        }
        let linked = self.all.iter().zip(ends).enumerate();
        linked
            .filter_map(|(from, (label, to))| {
                Some(Alike { from, to: to as usize, reason: label.link?.1 })
            })
            .collect()
    }

    /// How much a label's case speaks against it, from 0.
    fn style(&self, text: &str) -> u8 {
        if self.lower {
            return u8::from(has_capital(text));
        }
        let shouts = text.chars().count() > 5 && !text.chars().any(char::is_lowercase);
        match (shouts, has_inner_capital(text), has_capital(text)) {
            (true, ..) => 3,
            (_, true, _) => 0,
            (_, _, true) => 1,
            _ => 2,
        }
    }
}

/// Words one after the other, so that it does not matter where spaces are, except between digits.
fn run<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut run = String::new();
    for word in words {
        let digits = run.ends_with(char::is_numeric) && word.starts_with(char::is_numeric);
        run.extend(digits.then_some(' '));
        run.push_str(word);
    }
    run
}

/// What tells labels with the same run apart.
fn written_apart(a: &str, b: &str) -> Reason {
    if a.to_lowercase() == b.to_lowercase() {
        Reason::Case
    } else if crate::text::fold(a) == crate::text::fold(b) {
        Reason::Accents
    } else {
        Reason::Spacing
    }
}

fn has_capital(text: &str) -> bool {
    text.chars().any(char::is_uppercase)
}

fn has_inner_capital(text: &str) -> bool {
    let letters = text.chars().zip(text.chars().skip(1));
    letters.into_iter().any(|(before, letter)| before.is_alphanumeric() && letter.is_uppercase())
}

/// Whether a label is one short capitalised word. Names have no plural: `Uber` is not `Ubers`, though
/// `LLM` is `LLMs` and `tag` is `tags`.
fn is_short_name(label: &Label) -> bool {
    let text = label.text.strip_suffix('s').unwrap_or(label.text);
    label.words.len() == 1
        && text.len() < 5
        && has_capital(text)
        && text.chars().any(char::is_lowercase)
}

/// How many letters are there twice in a row that hardly any word has twice: the key was pressed once too often.
fn slips<'a>(words: impl Iterator<Item = &'a str>) -> usize {
    let is_slip = |pair: &[u8]| pair[0] == pair[1] && b"ahijkquvwxy".contains(&pair[0]);
    words.map(|word| word.as_bytes().windows(2).filter(|pair| is_slip(pair)).count()).sum()
}

fn seems_plural(word: &str) -> bool {
    word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end))
}

fn is_long(word: &str) -> bool {
    word.chars().count() >= 8
}

/// How many words at the start and at the end of a name are no part of it.
fn trimmings(words: &Words) -> (usize, usize) {
    const FORMS: [&str; 9] =
        ["inc", "incorporated", "llc", "ltd", "corp", "corporation", "gmbh", "plc", "pty"];
    let end = words.iter().rev().take_while(|word| FORMS.contains(word)).count();
    let end = end.min(words.len().saturating_sub(1));
    let start = usize::from(words.len() > end + 1 && words.get(0) == "the");
    (start, end)
}

#[cfg(test)]
mod tests;
