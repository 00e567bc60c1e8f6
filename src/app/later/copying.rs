//! Copies texts.

use super::super::dom::{element, on, with};
use super::super::explorer::Explorer;
use crate::view;
use crate::words::{common, page};
use leptos::prelude::{location, window};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;

/// Copies the address; where the browser has no clipboard for the page, shows it to be copied by hand.
pub(super) fn copy_link(explorer: Explorer) -> Element {
    let said = element("span", &[("aria-live", "polite")]);
    let button = view::button(page::COPY, &[]);
    let copied = Rc::new(RefCell::new(false));
    let (says, has_copied) = (said.clone(), Rc::clone(&copied));
    on(&button, "click", move |_| {
        explorer.navigator.settle();
        let address = location().href().unwrap_or_default();
        let (says, has_copied) = (says.clone(), Rc::clone(&has_copied));
        spawn_local(async move {
            if write_clipboard(&address).await {
                says.set_text_content(Some(common::COPIED));
                has_copied.replace(true);
            } else {
                _ = window().prompt_with_message_and_default(common::LINK, &address);
            }
        });
    });
    // What was copied for another view says nothing of this one.
    let says = said.clone();
    explorer.follow(move |_, _| {
        if copied.replace(false) {
            says.set_text_content(None);
        }
    });
    with(element("div", &[("class", "copy")]), &[&said, &button])
}

/// Copies a text; whether the browser let it.
pub(super) async fn write_clipboard(text: &str) -> bool {
    let navigator = window().navigator();
    // Absent on pages that did not come over a secure connection.
    let present =
        js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|it| it.is_object());
    present && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}
