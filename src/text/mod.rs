//! Full-text search: folding, words, and an index of word prefixes; it knows nothing of what it indexes.
//!
//! ```
//! use casebook::text::TextIndex;
//!
//! let index = TextIndex::new(["Recommending for Members · Netflix", "Música at Spotify"], |text, add| {
//!     add(text);
//! });
//! assert_eq!(index.search("recomm netfl"), Some(vec![0]));
//! assert_eq!(index.search("musica"), Some(vec![1]));
//! assert_eq!(index.search("  "), None); // nothing asked
//! ```

mod fold;
mod index;
mod matches;

pub use fold::{fold, words};
pub use index::TextIndex;
pub use matches::matches;
