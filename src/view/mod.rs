//! The parts of the page that stay when the query changes, and how it looks before one is asked: made by
//! the page in a browser, and by [`crate::site`] as text on the host, so that the two cannot drift.
//!
//! What an [`Element`] is depends on the target: the browser's, or its markup.

#[cfg(target_arch = "wasm32")]
mod browser;
mod frame;
#[cfg(not(target_arch = "wasm32"))]
mod markup;
mod row;
mod table;

#[cfg(target_arch = "wasm32")]
pub(crate) use browser::{Element, element, join, with, with_text};
#[cfg(target_arch = "wasm32")]
pub(crate) use frame::{FACETS, button};
pub(crate) use frame::{
    bar, commands_button, filters_button, layout, page, results, search, sentence, summary,
};
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use markup::{Element, element, join, with, with_text};
#[cfg(target_arch = "wasm32")]
pub(crate) use row::resolve;
pub(crate) use row::{
    LINKED, actions, cell, chart_link, details, filter_link, first_values, href, row, save_name,
    title, value_link,
};
pub(crate) use table::{columns, header, label, shell};
