//! What is said while a list is still coming: how far it is.

use super::dom::set_flag;
use super::load::Progress;
use crate::words::loading as words;
use leptos::prelude::location;
use web_sys::{Element, HtmlElement};

/// The place of the page while it loads: the list of `index.html`, or where the link asks for more than that,
/// or there is none, its loading state.
pub(super) struct Loading {
    says: Option<Element>,
    /// What was said before.
    said: Option<String>,
}

impl Loading {
    pub(super) fn new(place: &HtmlElement) -> Self {
        let asked = location().search().is_ok_and(|search| !search.is_empty());
        let selector = if asked { ".state-title" } else { ".sentence, .state-title" };
        let says = place.query_selector(selector).ok().flatten();
        Self { said: says.as_ref().and_then(|says| says.text_content()), says }
    }

    pub(super) fn show(&self, progress: &Progress) {
        self.say(Some(&sentence(progress)), true);
    }

    /// Says what was said before.
    pub(super) fn end(&self) {
        self.say(self.said.as_deref(), false);
    }

    /// What changes many times a second is for who sees it: read out, it would never end.
    fn say(&self, sentence: Option<&str>, is_busy: bool) {
        if let Some(says) = &self.says {
            set_flag(says, "aria-busy", "true", is_busy);
            says.set_text_content(sentence);
        }
    }
}

/// How far it is: `Loading the list… 34 %, 120000 rows`.
fn sentence(progress: &Progress) -> String {
    let Progress { bytes, of, read } = *progress;
    let Some(decoder) = read else { return words::INDEXING.to_owned() };
    let rows = decoder.len();
    match of {
        Some(of) if of > 0 => words::percent(bytes as u64 * 100 / of as u64, rows),
        _ => words::megabytes(bytes / 1_000_000, rows),
    }
}
