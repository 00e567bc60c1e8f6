//! Where a text has the words of a query, for marking them.

use super::fold::{fold, fold_char, words};
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
    let asked: Vec<&str> = words(&query).collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let (mut folded, mut origins) = (String::with_capacity(text.len()), Vec::new());
    for (at, letter) in text.char_indices() {
        fold_char(letter, &mut folded);
        origins.resize(folded.len(), at);
    }
    let mut found = Vec::new();
    for word in words(&folded) {
        let longest =
            asked.iter().filter(|asked| word.starts_with(**asked)).map(|it| it.len()).max();
        if let Some(len) = longest {
            let start = word.as_ptr() as usize - folded.as_ptr() as usize;
            let last = origins[start + len - 1];
            found.push(origins[start]..end_of_letter(text, last));
        }
    }
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
