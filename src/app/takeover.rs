//! What a reader has begun in the list of `index.html` before the page takes over from it.

use super::scroll::{bottom, top};
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, HtmlInputElement};

/// The list of `index.html`.
const PLAIN: &str = ".plain";
const SEARCH: &str = "#search";

/// How many rows of it are shown: none where the link asks for more, or where there is no such list.
pub(super) fn rows() -> usize {
    let rows = document().query_selector(".plain tbody").ok().flatten();
    let shown = rows.filter(|rows| bottom(rows) > top(rows));
    shown.map_or(0, |rows| rows.child_element_count() as usize)
}

/// What was typed into its search box.
pub(super) fn typed() -> Option<String> {
    let search = document().query_selector(PLAIN).ok()??.query_selector(SEARCH).ok()??;
    let search: HtmlInputElement = search.dyn_into().ok()?;
    Some(search.value()).filter(|text| !text.is_empty())
}

/// Where the focus is.
pub(super) struct Focus {
    /// What finds it, and others like it.
    selector: String,
    href: Option<String>,
}

impl Focus {
    /// Where it is now; `None` if nothing has it.
    pub(super) fn now() -> Option<Self> {
        let focused = document().active_element()?;
        focused.closest(PLAIN).ok()??;
        let href = focused.get_attribute("href");
        let row = focused.closest("[aria-rowindex]").ok()?;
        let selector = match row.and_then(|row| row.get_attribute("aria-rowindex")) {
            Some(row) => format!("[aria-rowindex=\"{row}\"] a"),
            None if href.is_some() => "thead a".to_owned(),
            None => SEARCH.to_owned(),
        };
        Some(Self { selector, href })
    }

    /// Puts it where it was, once the page shows its rows.
    pub(super) fn restore(self) -> Option<()> {
        let found = document().query_selector_all(&self.selector).ok()?;
        let found = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<Element>().ok());
        let found = found.into_iter().find(|it| it.get_attribute("href") == self.href)?;
        let without_scrolling = FocusOptions::new();
        without_scrolling.set_prevent_scroll(true);
        found.dyn_into::<HtmlElement>().ok()?.focus_with_options(&without_scrolling).ok()
    }
}
