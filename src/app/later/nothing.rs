//! What is said where nothing matches.

use super::super::dom::{Keyed, element, set_flag, with, with_text};
use super::super::explorer::Explorer;
use crate::words::nothing as words;
use web_sys::Element;

/// Nothing matches: which filters to drop.
pub(super) fn nothing(explorer: Explorer) -> Element {
    let heading = with_text(element("p", &[("class", "state-title")]), words::NOTHING);
    let ways = element("ul", &[]);
    let nothing = element("div", &[("class", "state nothing"), ("hidden", "")]);
    let mut list = Keyed::new(ways.clone());
    let shown = nothing.clone();
    explorer.follow(move |query, outcome| {
        set_flag(&shown, "hidden", "", !outcome.hits.is_empty());
        // Each way out is new with every query that finds nothing.
        list.show(&[], &mut |_, _| element("li", &[]));
        // One by one, or where none of them would help, all.
        if !outcome.hits.is_empty() {
            return;
        }
        let found = explorer.ways_out();
        let ways = found.len().max(1);
        list.show(&(0..ways as u64).collect::<Vec<_>>(), &mut |at, _| {
            let (text, next) = if let Some(way) = found.get(at) {
                let step = way.step.describe(explorer.library, query);
                (words::drop(&step, way.hits), query.without(way.step))
            } else {
                let all = explorer.library.catalog().len();
                (words::clear(all), query.cleared())
            };
            with(element("li", &[]), &[&explorer.link("", &next, &text)])
        });
    });
    with(nothing, &[&heading, &ways])
}
