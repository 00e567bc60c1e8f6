//! What is shown when there is no list to show. While it loads, `index.html` speaks for itself.

use super::dom::{element, on, with, with_text};
use super::load::{CATALOG, LoadError};
use crate::catalog::Fault;
use web_sys::Element;

/// What to do when nothing came.
pub(super) const CHECK: &str = "Check the connection, then try again.";

/// There is no catalog: what happened, where, and what to do.
pub(super) fn failed(error: LoadError, retry: impl FnMut() + 'static) -> Element {
    let (what, advice) = explain(error);
    let heading = element("h1", &[("class", "state-title")]);
    let heading = with_text(heading, "The list could not be loaded");
    let what = with_text(element("p", &[]), &what);
    let state = element("div", &[("class", "state"), ("role", "alert")]);
    offer(with(state, &[&heading, &what]), advice, Box::new(retry))
}

/// Adds to what is said of a failure what to do, with a button to try again.
pub(super) fn offer(said: Element, advice: &str, mut retry: Box<dyn FnMut()>) -> Element {
    let advice = with_text(element("p", &[("class", "state-advice")]), advice);
    let again = with_text(element("button", &[("class", "button")]), "Try again");
    on(&again, "click", move |_| retry());
    with(said, &[&advice, &again])
}

fn explain(error: LoadError) -> (String, &'static str) {
    match error {
        LoadError::Network => {
            (format!("{CATALOG} did not arrive: the connection failed or broke off."), CHECK)
        }
        LoadError::Status(404 | 410) => (
            format!("{CATALOG} is missing: the server has no such file beside this page."),
            "If this is your site, put the file there: `casebook build` makes it.",
        ),
        LoadError::Status(status) => (
            format!("{CATALOG} did not arrive: the server answered with status {status}."),
            "Try again in a while.",
        ),
        LoadError::Unreadable(error) => (
            format!("{CATALOG} cannot be read: {error}."),
            match error.fault {
                Fault::CutOff => "It may not have arrived whole. Try again.",
                Fault::Format => {
                    "The page and the list are of different versions. Reload the page."
                }
                Fault::NotJson | Fault::Shape => {
                    "If this is your list, mend it there, or make it anew with `casebook build`."
                }
            },
        ),
    }
}
