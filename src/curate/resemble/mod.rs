//! What resembles what: labels that are one, titles that are one, links that lead to one page.
//!
//! Pure functions over borrowed text, for finding faults: they suggest, the curator decides. So they
//! would rather miss a pair than report one that is none, and each says what it misses. All are near-linear:
//! whatever may resemble something gets the same hash as that, hashes are sorted, and only neighbours
//! are compared.
//!
//! - [`alike`] finds the labels of a facet that are spellings of one (`Linkedin`, `LinkedIn`);
//! - [`near_duplicates`] finds titles that are the same but for a typo, a small word or their order;
//! - [`link_key`] gives links to one page one key; [`without_tracking`] cleans a link;
//! - [`dated`] reads the year that a link carries.

mod dated;
mod links;
mod plural;
mod spelling;
mod titles;
mod tracking;
mod twice;
mod typo;
mod words;

pub(in crate::curate) use dated::{dated, is_preprint};
pub(in crate::curate) use links::link_key;
pub(in crate::curate) use spelling::{Alike, Reason, alike};
pub(in crate::curate) use titles::near_duplicates;
pub(in crate::curate) use tracking::without_tracking;
pub(in crate::curate) use twice::Twice;
pub(in crate::curate) use words::{TOLD_BY_ENDS, ends, hash};
