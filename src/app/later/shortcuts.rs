//! What the keys do.

use super::super::dom::{element, set, with, with_text};
use super::super::explorer::Explorer;
use super::options::close_button;
use crate::query::{Query, YearRange, bar};
use crate::words::{common, shortcuts as words};
use web_sys::Element;

/// The content of the dialog.
pub(super) fn view(explorer: Explorer, dialog: &Element) {
    set(dialog, "aria-label", common::SHORTCUTS);
    let list = element("dl", &[]);
    for (keys, does) in words::KEYS {
        add(&list, keys, does);
    }
    for (text, means) in examples(explorer) {
        add(&list, &[&text], means);
    }
    let heading = with_text(element("h2", &[]), common::SHORTCUTS);
    _ = with(dialog.clone(), &[&heading, &list, &close_button()]);
}

fn add(list: &Element, keys: &[&str], does: &str) {
    let keys: Vec<Element> = keys.iter().map(|key| with_text(element("kbd", &[]), key)).collect();
    let term = with(element("dt", &[("dir", "auto")]), &keys.iter().collect::<Vec<_>>());
    _ = with(list.clone(), &[&term, &with_text(element("dd", &[]), does)]);
}

/// What may be typed into the search box of this list, and what it means.
fn examples(explorer: Explorer) -> Vec<(String, &'static str)> {
    let library = explorer.library;
    let all = Query::new(library);
    let mut examples = Vec::new();
    let mut add = |query: Query, means| examples.push((bar::write(&query, library), means));
    let years = library.year_facet();
    // The last facet before the years is what entries have several of, if there is such a one.
    let last = years.checked_sub(1).map(|facet| (facet, library.values(facet)));
    if let Some((facet, [first, rest @ ..])) = last {
        add(all.choosing(facet, *first), words::HAS);
        let other = rest.first().unwrap_or(first);
        add(all.excluding(facet, *other), words::HAS_NOT);
    }
    if let Some(last) = library.years().last() {
        add(all.with_years(YearRange::new(Some(last), None)), words::FROM);
    }
    examples
}
