//! Full-text search: folding, words, an index of words and their beginnings, and marking what was found;
//! it knows nothing of what it indexes. Texts are numbered as the entries of a facet are, and so are words.
//!
//! ```
//! use casebook::{facet::{Bitmap, EntryId}, text::{TextIndex, fold}};
//!
//! let index = TextIndex::new(["Recommending for Members", "Música"]);
//! let mut found = Bitmap::empty(2);
//! index.add_prefixed(&fold("MUS"), &mut found);
//! assert!(found.iter().eq([EntryId::new(1)]));
//! ```

mod fold;
mod index;
mod isolate;
mod lower;
mod matches;
mod near;
mod order;
mod shown;

pub(crate) use fold::{each_word, fold_into};
pub use fold::{fold, words};
pub use index::{TextIndex, TextIndexBuilder};
pub use isolate::isolated;
pub use matches::matches;
pub use near::Near;
pub(crate) use order::order;
pub(crate) use shown::shown;
