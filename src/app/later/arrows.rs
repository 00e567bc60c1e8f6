//! The focus goes through the links that lie below one another.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Puts the focus on the link below another, or above it: of the next row, or of the next value of a panel;
/// from what excludes a value to what excludes the next one. Beside the first and the last there is none.
pub(super) fn go(link: &Element, down: bool) {
    _ = next(link, down).map(|next| next.focus());
}

fn next(link: &Element, down: bool) -> Option<HtmlElement> {
    let (list, like) = match link.closest(".values").ok()? {
        Some(values) if link.class_list().contains("exclude") => (values, ".exclude"),
        Some(values) => (values, ".choose"),
        // A title that leads nowhere cannot have the focus.
        None => (link.closest(".cases").ok()??, "tbody .title a[href]"),
    };
    let links = list.query_selector_all(like).ok()?;
    let is_here = |at: &u32| links.get(*at).as_ref() == Some(link.as_ref());
    let here = (0..links.length()).find(is_here)?;
    let next = if down { here + 1 } else { here.checked_sub(1)? };
    links.get(next)?.dyn_into().ok()
}
