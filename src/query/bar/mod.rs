//! The query bar: one line of text that says a whole query, read and written.
//!
//! Words stand as they are. A filter is the key or label of a facet, a colon, and the slug, label or alias of a
//! value, all in any case: `tag:rag`, `-tag:ops`, `company:"New York Times"`, `tag:(none)`; years may be a
//! range: `year:2020..2022`, `year:2022..`. Words and filters may come in any order; written, words come first
//! and filters as the chips do.
//!
//! - What has no facet before its colon is a word, as `https://example.org` is, and so is `-word`: words
//!   cannot be excluded.
//! - A value with spaces, or one that begins with a hyphen, is quoted; `""` in quotes is a quote. A quote that
//!   is not closed goes to the end.
//! - A backslash before a word that looks like a filter keeps it a word: `\tag:rag`.
//! - A value that the catalog lacks becomes an [`Unknown`](super::Unknown), as in links.
//!
//! The order of the hits, the ways of matching and the reading list are not in the text; they stay as they are.
//!
//! A view reads with [`parse_typing`] at each letter and with [`parse`] when the reader leaves the box, and asks
//! [`rewritten`] after each change of the query whether the box has to say something else. Typing never
//! rewrites what is typed, since what was read from a text is not written back to it.
//!
//! ```
//! use casebook::{catalog, query::{bar, Library, Query}};
//!
//! let json = br#"{ "format": 1, "facets": [{ "key": "company", "label": "Company" }, { "key": "tag", "label": "Tags", "many": true }],
//!   "entries": [{ "id": "a", "title": "A", "year": 2024, "company": "New York Times", "tag": ["nlp"] }] }"#;
//! let library = Library::new(catalog::decode(json).unwrap());
//! let query = bar::parse("Tags:NLP headlines year:2022.. -company:new-york-times", &library, &Query::new(&library));
//! let written = r#"headlines -company:"New York Times" tag:nlp year:2022.."#;
//! assert_eq!(bar::write(&query, &library), written);
//! assert_eq!(bar::parse(written, &library, &query), query);
//! ```

mod complete;
mod read;
mod token;
mod write;

pub use complete::{Completion, Completions, complete, parse_others};
pub use read::{parse, parse_typing, rewritten};
pub use write::write;

/// The byte of a text at a place that a browser counts in UTF-16, as the cursor of an input is.
pub fn byte_at(text: &str, utf16: usize) -> usize {
    let mut left = utf16;
    let after = text.char_indices().find(|(_, letter)| {
        let is_there = left < letter.len_utf16();
        left = left.saturating_sub(letter.len_utf16());
        is_there
    });
    after.map_or(text.len(), |(at, _)| at)
}

/// The place of a byte as a browser counts it; the inverse of [`byte_at`] at the beginning of a letter.
pub fn utf16_at(text: &str, byte: usize) -> usize {
    let before = text.char_indices().take_while(|(at, _)| *at < byte);
    before.map(|(_, letter)| letter.len_utf16()).sum()
}
