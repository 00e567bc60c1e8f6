//! What is shown when there is no list to show. While it loads, `index.html` speaks for itself.

use super::dom::{element, on, with, with_text};
use super::load::{CATALOG, LoadError};
use crate::catalog::Fault;
use crate::words::loading as words;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// There is no catalog: what happened, where, and what to do.
pub(super) fn failed(error: LoadError, retry: impl FnOnce() + 'static) -> Element {
    let (what, advice) = explain(error);
    let heading = element("h1", &[("class", "state-title")]);
    let heading = with_text(heading, words::FAILED);
    let what = with_text(element("p", &[]), &what);
    let state = element("div", &[("class", "state"), ("role", "alert")]);
    offer(with(state, &[&heading, &what]), advice, Box::new(retry))
}

/// Adds to what is said of a failure what to do, with a button to try again, once. It keeps the focus until what comes
/// then is there.
pub(super) fn offer(said: Element, advice: &str, retry: Box<dyn FnOnce()>) -> Element {
    let advice = with_text(element("p", &[("class", "state-advice")]), advice);
    let again = with_text(element("button", &[("class", "button")]), words::AGAIN);
    let (pushed, mut retry) = (again.clone(), Some(retry));
    on(&again, "click", move |_| {
        if let Some(retry) = retry.take() {
            pushed.set_text_content(Some(words::PART));
            retry();
        }
    });
    with(said, &[&advice, &again])
}

/// Shows a failure in a place, ahead of what else is there; one that was shown before is gone, and its focus goes
/// to the new button.
pub(super) fn show(place: &Element, failed: &Element) {
    let had_focus = take_away(place);
    _ = place.prepend_with_node_1(failed);
    if had_focus && let Some(again) = failed.last_element_child() {
        _ = again.unchecked_ref::<HtmlElement>().focus();
    }
}

/// Takes away the failure that is shown in a place, if there is one; whether it had the focus.
pub(super) fn take_away(place: &Element) -> bool {
    let Ok(Some(failed)) = place.query_selector("[role=alert]") else { return false };
    // Not by `:focus-within`, which WebKit says of no window but the one in front.
    let had_focus = failed.contains(document().active_element().as_deref());
    failed.remove();
    had_focus
}

fn explain(error: LoadError) -> (String, &'static str) {
    match error {
        LoadError::Network => (words::broke_off(CATALOG), words::CHECK),
        LoadError::Search => (words::broke_off(words::SEARCH), words::CHECK),
        LoadError::Status(404 | 410) => (words::missing(CATALOG), words::PUT_IT_THERE),
        LoadError::Status(status) => (words::refused(CATALOG, status), words::IN_A_WHILE),
        LoadError::Unreadable(error) => (
            words::unreadable(CATALOG, &error),
            match error.fault {
                Fault::CutOff => words::CUT_OFF,
                Fault::Format => words::OTHER_VERSION,
                Fault::WebPage => words::SIGN_IN,
                Fault::NotJson | Fault::Shape => words::MEND_IT,
            },
        ),
    }
}
