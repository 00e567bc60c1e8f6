//! Where a text has the words of a query, for marking them.

use super::fold::{each_word, fold, fold_char};
use std::ops::Range;

/// The places in a text, in bytes of the text as it is, that begin a word as a word of the query does;
/// ascending and apart. What folding makes of one letter is marked as a whole, with the marks that follow.
///
/// ```
/// use casebook::text::matches;
///
/// assert_eq!(matches("Größe zählt", "grosse z"), [0..7, 8..9]);
/// ```
pub fn matches(text: &str, query: &str) -> Vec<Range<usize>> {
    let query = fold(query);
    let mut asked = Vec::new();
    each_word(&query, &mut |word| asked.push(word));
    if asked.is_empty() {
        return Vec::new();
    }
    let (mut folded, mut origins) = (String::with_capacity(text.len()), Vec::new());
    for (at, letter) in text.char_indices() {
        fold_char(letter, &mut folded);
        origins.resize(folded.len(), at);
    }
    let mut found = Vec::new();
    each_word(&folded, &mut |word| {
        let longest =
            asked.iter().filter(|asked| word.starts_with(**asked)).map(|it| it.len()).max();
        if let Some(len) = longest {
            let start = word.as_ptr() as usize - folded.as_ptr() as usize;
            let last = origins[start + len - 1];
            found.push(origins[start]..end_of_letter(text, last));
        }
    });
    found
}

/// Where the letter at a place ends, with the marks that folding drops.
fn end_of_letter(text: &str, at: usize) -> usize {
    let mut letters = text[at..].chars();
    let first = letters.next().map_or(0, char::len_utf8);
    at + first
        + letters
            .take_while(|it| ('\u{300}'..='\u{36f}').contains(it))
            .map(char::len_utf8)
            .sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::words;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn marks_the_beginnings_of_the_words_that_match(
            text in "[abßéÉ\u{301}中İŒ .-]{0,16}",
            query in "[abseœ中 ]{0,5}",
        ) {
            let (folded, asked) = (fold(&text), fold(&query));
            let matching = words(&folded).filter_map(|word| {
                let asked = words(&asked).filter(|asked| word.starts_with(*asked));
                asked.max_by_key(|asked| asked.len())
            });
            let found = matches(&text, &query);
            let marked: Vec<String> = found.iter().map(|range| fold(&text[range.clone()])).collect();
            let matching: Vec<&str> = matching.collect();
            prop_assert_eq!(marked.len(), matching.len());
            for (marked, asked) in marked.iter().zip(matching) {
                // A letter that folds to two is marked as a whole.
                prop_assert!(marked.starts_with(asked) && marked.len() <= asked.len() + 1);
            }
            prop_assert!(found.is_sorted_by(|a, b| a.end <= b.start));
            let marks = |range: &Range<usize>| !text[range.end..].starts_with('\u{301}');
            prop_assert!(found.iter().all(marks));
        }
    }

    #[test]
    fn places_are_those_of_the_text_as_it_is() {
        let check = |text: &str, query: &str, expected: &[&str]| {
            let found = matches(text, query);
            assert_eq!(found.iter().map(|it| &text[it.clone()]).collect::<Vec<_>>(), expected);
        };
        check("Straßen in Straßburg", "stras", &["Straß", "Straß"]);
        check("cafe\u{301}s CAFÉ", "cafe", &["cafe\u{301}", "CAFÉ"]);
        check("机器学习", "学", &["学"]);
        check("Feature stores at Netflix", "store netflix stores", &["stores", "Netflix"]);
        check("unmarked", "·", &[]);
    }
}
