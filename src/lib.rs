//! Casebook explores a curated list: filter it, count it, chart it, share the view as a link.
//!
//! Data flows one way: a catalog becomes a library, a query asks the library, the outcome is shown, and
//! nothing comes back but the next query.

pub mod catalog;
pub mod facet;
pub mod query;
pub mod text;
