//! Elements of the browser.

use crate::text::shown;
use leptos::prelude::document;
use wasm_bindgen::UnwrapThrowExt;
pub(crate) use web_sys::Element;

/// A new element. Names are ours and no text of a list, so that the browser has nothing to refuse.
pub(crate) fn element(tag: &str, attributes: &[(&str, &str)]) -> Element {
    let element = document().create_element(tag).unwrap_throw();
    for (name, value) in attributes {
        _ = element.set_attribute(name, value);
    }
    element
}

/// Puts elements at the end of another, which is given back.
pub(crate) fn with(parent: Element, children: &[&Element]) -> Element {
    for child in children {
        _ = parent.append_child(child);
    }
    parent
}

/// Gives an element a text for its content, as far as it can be shown, and gives it back.
pub(crate) fn with_text(element: Element, text: &str) -> Element {
    element.set_text_content(Some(&shown(text)));
    element
}

/// A link relative to a base, as the browser follows it.
pub(crate) fn join(base: &str, url: &str) -> Option<String> {
    Some(web_sys::Url::new_with_base(url, base).ok()?.href())
}
