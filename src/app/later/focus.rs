//! Where the focus goes when what had it is gone: else the keyboard would begin at the top of the page again.

use super::super::dom::on_window;
use super::super::explorer::Explorer;
use leptos::prelude::document;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, FocusOptions, HtmlElement};

/// From now on, puts it on the sentence that says what is shown, whatever has taken its place away: an answer, or
/// the button itself that was pushed. The page does not scroll for it.
pub(super) fn keep(explorer: Explorer, sentence: Element) {
    let had = Rc::new(RefCell::new(document().active_element()));
    let now = Rc::clone(&had);
    on_window(&sentence, "focusin", move |event| {
        *now.borrow_mut() = event.target().and_then(|target| target.dyn_into().ok());
    });
    let place = sentence.clone();
    let look = move || {
        let (had, sentence) = (Rc::clone(&had), sentence.clone());
        // Once everybody has done what they do about it.
        spawn_local(async move {
            let had = had.borrow().clone();
            if had.is_some_and(|had| is_gone(&had) && is_free(&had)) {
                let without_scrolling = FocusOptions::new();
                without_scrolling.set_prevent_scroll(true);
                let sentence: &HtmlElement = sentence.unchecked_ref();
                _ = sentence.focus_with_options(&without_scrolling);
            }
        });
    };
    let clicked = look.clone();
    on_window(&place, "click", move |_| clicked());
    explorer.follow(move |_, _| look());
}

fn is_gone(element: &Element) -> bool {
    !element.is_connected() || element.closest("[hidden]").is_ok_and(|hidden| hidden.is_some())
}

/// Whether nothing else has the focus. Browsers leave it at what is hidden until they draw.
fn is_free(had: &Element) -> bool {
    document().active_element().is_none_or(|it| it == *had || it.tag_name() == "BODY")
}
