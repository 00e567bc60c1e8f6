//! Words that differ by one slip of the keyboard.

/// The beginning of a term that a word may have been meant to be.
#[derive(Clone, Debug)]
pub struct Near<'a> {
    /// Whether it is all of the term.
    pub is_whole: bool,
    /// In how many texts terms begin so, each term counted for itself.
    pub weight: u32,
    /// The beginning itself.
    pub found: &'a str,
}

impl Near<'_> {
    /// Whether it is more likely meant than another: a whole word before the beginning of one, then the
    /// longer, then what more texts have, then the first in the alphabet.
    pub(super) fn is_better(&self, other: &Self) -> bool {
        let key = |near: &Self| (near.is_whole, near.found.len(), near.weight);
        let (mine, theirs) = (key(self), key(other));
        mine > theirs || mine == theirs && self.found < other.found
    }
}

/// The longest beginning of a term that is one edit away from a word: a letter more, a letter less,
/// another letter, or two neighbours the other way round (Damerau, 1964). `None` where there is none.
///
/// Up to the first letter that differs there was no edit, and after it there is none, so that no table
/// of distances is needed.
pub(super) fn near<'a>(word: &[char], term: &'a str) -> Option<&'a str> {
    let mut letters = term.char_indices();
    let mut same = 0;
    let (at, letter) = loop {
        // A word that is longer than the term by its last letter, or else by too many.
        let Some((at, letter)) = letters.next() else {
            return (word.len() == same + 1).then_some(term);
        };
        if word.get(same) != Some(&letter) {
            break (at, letter);
        }
        same += 1;
    };
    let after = at + letter.len_utf8();
    let (rest, here, next) = (word.get(same..)?, &term[at..], &term[after..]);
    let swapped = || match rest {
        [a, b, rest @ ..] if *b == letter && next.starts_with(*a) => {
            begins(&next[a.len_utf8()..], rest).map(|len| after + a.len_utf8() + len)
        }
        _ => None,
    };
    let more = begins(next, rest).map(|len| after + len);
    let other = || begins(next, rest.get(1..)?).map(|len| after + len);
    let less = || begins(here, rest.get(1..)?).map(|len| at + len);
    more.or_else(swapped).or_else(other).or_else(less).map(|end| &term[..end])
}

/// How many bytes of a text the letters are that it begins with; `None` where it begins otherwise.
fn begins(text: &str, letters: &[char]) -> Option<usize> {
    let mut found = text.chars();
    let same = letters.iter().all(|letter| found.next() == Some(*letter));
    same.then(|| text.len() - found.as_str().len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The distance of optimal string alignment, by its definition.
    fn distance(a: &[char], b: &[char]) -> usize {
        match (a, b) {
            ([], rest) | (rest, []) => rest.len(),
            ([x, a1 @ ..], [y, b1 @ ..]) => {
                let mut least = distance(a1, b1) + usize::from(x != y);
                least = least.min(distance(a1, b) + 1).min(distance(a, b1) + 1);
                if let ([x2, a2 @ ..], [y2, b2 @ ..]) = (a1, b1)
                    && (x, x2) == (y2, y)
                {
                    least = least.min(distance(a2, b2) + 1);
                }
                least
            }
        }
    }

    proptest! {
        #[test]
        fn finds_the_longest_beginning_that_is_one_edit_away(word in "[abé]{1,5}", term in "[abé]{0,6}") {
            let letters: Vec<char> = word.chars().collect();
            prop_assume!(!term.starts_with(&word));
            let ends = term.char_indices().map(|(at, _)| at).chain([term.len()]);
            let beginnings = ends.map(|end| &term[..end]).collect::<Vec<_>>();
            let one = |beginning: &&str| {
                distance(&letters, &beginning.chars().collect::<Vec<_>>()) == 1
            };
            prop_assert_eq!(near(&letters, &term), beginnings.into_iter().rev().find(one));
        }
    }
}
