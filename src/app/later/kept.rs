//! What the browser keeps of a reader, for this page alone. Nothing of it leaves the browser, and the page works
//! where the browser keeps nothing.

use crate::facet::EntryId;
use crate::query::{Library, Visit};
use leptos::prelude::{location, window};
use web_sys::Storage;

/// The reading list, as the query string of a link to it.
pub(super) const LIST: &str = "list";
/// The record of what the reader has met.
pub(super) const VISIT: &str = "visit";
/// The record of the visit before, while this one lasts: until the tab is closed.
pub(super) const BEFORE: &str = "before";

/// What is kept; empty where nothing is, `None` where the browser does not say.
pub(super) fn get(what: &str) -> Option<String> {
    Some(store(what)?.get_item(&key(what)).ok()?.unwrap_or_default())
}

/// Keeps something, or where it is empty, nothing; whether the browser does.
pub(super) fn set(what: &str, text: &str) -> bool {
    let Some(store) = store(what) else { return false };
    let key = key(what);
    if text.is_empty() { store.remove_item(&key) } else { store.set_item(&key, text) }.is_ok()
}

/// Whether something is kept.
pub(super) fn has(what: &str) -> bool {
    get(what).is_some_and(|text| !text.is_empty())
}

/// The entries that have come since the reader was here before, in the curator's order. From now on the browser
/// remembers what there is now, and until the tab is closed what there was before.
pub(super) fn new_entries(library: &Library) -> Option<Vec<EntryId>> {
    let (visit, now) = (get(VISIT)?, Visit::new(library)?.encode());
    let before = get(BEFORE).filter(|before| !before.is_empty()).unwrap_or_else(|| visit.clone());
    if visit != now {
        set(VISIT, &now);
    }
    let new = Visit::decode(&before)?.new_entries(library);
    if !new.is_empty() {
        set(BEFORE, &before);
    }
    Some(new)
}

fn store(what: &str) -> Option<Storage> {
    if what == BEFORE { window().session_storage() } else { window().local_storage() }.ok()?
}

/// Other pages of the same host have others.
fn key(what: &str) -> String {
    format!("casebook {} {what}", location().pathname().unwrap_or_default())
}
