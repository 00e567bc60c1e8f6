//! What is shown when there is no list to show. While it loads, `index.html` speaks for itself.

use super::dom::{element, on, with, with_text};
use super::load::{CATALOG, LoadError};
use crate::catalog::Fault;
use crate::words::loading as words;
use web_sys::Element;

/// There is no catalog: what happened, where, and what to do.
pub(super) fn failed(error: LoadError, retry: impl FnMut() + 'static) -> Element {
    let (what, advice) = explain(error);
    let heading = element("h1", &[("class", "state-title")]);
    let heading = with_text(heading, words::FAILED);
    let what = with_text(element("p", &[]), &what);
    let state = element("div", &[("class", "state"), ("role", "alert")]);
    offer(with(state, &[&heading, &what]), advice, Box::new(retry))
}

/// Adds to what is said of a failure what to do, with a button to try again.
pub(super) fn offer(said: Element, advice: &str, mut retry: Box<dyn FnMut()>) -> Element {
    let advice = with_text(element("p", &[("class", "state-advice")]), advice);
    let again = with_text(element("button", &[("class", "button")]), words::AGAIN);
    on(&again, "click", move |_| retry());
    with(said, &[&advice, &again])
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
                Fault::NotJson | Fault::Shape => words::MEND_IT,
            },
        ),
    }
}
