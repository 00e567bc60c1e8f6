//! Casebook explores a curated list: filter it, count it, chart it, share the view as a link.
//!
//! Data flows one way: a catalog becomes a library, a query asks the library, the outcome is shown, and
//! nothing comes back but the next query.

#[cfg(target_arch = "wasm32")]
pub mod app;
pub mod catalog;
pub mod chart;
#[cfg(not(target_arch = "wasm32"))]
pub mod curate;
pub mod export;
pub mod facet;
pub mod plot;
pub mod query;
#[cfg(not(target_arch = "wasm32"))]
pub mod site;
pub mod text;
mod view;
#[cfg_attr(
    not(target_arch = "wasm32"),
    allow(dead_code, reason = "most of it is said by the page alone, in a browser")
)]
mod words;
