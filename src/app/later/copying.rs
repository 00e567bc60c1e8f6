//! Copies texts.

use super::super::dom::{element, on, with, with_text};
use super::super::explorer::Explorer;
use crate::view;
use crate::words::{common, page};
use leptos::prelude::{location, window};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Element;

/// The button that copies the address, and what it says.
pub(super) fn copy_link(explorer: Explorer) -> Element {
    let said = element("span", &[("aria-live", "polite")]);
    let button = view::button(page::COPY, &[]);
    let copied = Rc::new(RefCell::new(false));
    let (says, has_copied) = (said.clone(), Rc::clone(&copied));
    on(&button, "click", move |_| {
        let (says, has_copied) = (says.clone(), Rc::clone(&has_copied));
        spawn_local(async move {
            has_copied.replace(copy_address(explorer, &says).await);
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

/// Copies the address; whether the browser let it.
pub(super) async fn copy_address(explorer: Explorer, says: &Element) -> bool {
    // What is being typed belongs to the address, too.
    explorer.navigator.settle();
    copy(&location().href().unwrap_or_default(), common::LINK, says).await
}

/// Copies a text, and says so; whether the browser let it. Where it has no clipboard for the page, it shows the
/// text to be copied by hand.
pub(super) async fn copy(text: &str, what: &str, says: &Element) -> bool {
    let copied = write_clipboard(text).await;
    if copied {
        // Another element each time: it goes after a while.
        says.set_text_content(None);
        let said = with_text(element("span", &[("class", "copied")]), common::COPIED);
        _ = with(says.clone(), &[&said]);
    } else {
        _ = window().prompt_with_message_and_default(what, text);
    }
    copied
}

async fn write_clipboard(text: &str) -> bool {
    let navigator = window().navigator();
    // Absent on pages that did not come over a secure connection.
    let present =
        js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|it| it.is_object());
    present && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}
