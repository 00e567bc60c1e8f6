//! What the link named and the catalog lacks, and what was found instead of misspelt words.

use super::super::dom::{element, set, set_flag, with, with_text};
use super::super::explorer::Explorer;
use crate::query::{Query, Unknown};
use crate::text::isolated;
use crate::words::{common, notices, unknown as said};
use web_sys::Element;

/// How many things that a link had too much are shown one by one.
const UNKNOWN_SHOWN: usize = 5;

/// Says so in a place, from now on.
pub(super) fn view(explorer: Explorer, notices: &Element) {
    let corrected = element("p", &[("class", "notice"), ("dir", "auto"), ("hidden", "")]);
    let unknown = element("div", &[]);
    let (correction, place) = (corrected.clone(), unknown.clone());
    let mut shown: Vec<Unknown> = Vec::new();
    explorer.follow(move |query, outcome| {
        set_flag(&correction, "hidden", "", outcome.correction.is_none());
        if let Some(words) = &outcome.correction {
            let text = said::corrected(&isolated(query.text.trim()), &isolated(words));
            _ = with_text(correction.clone(), &text);
        }
        if !query.unknown.is_empty() || !shown.is_empty() {
            shown.clone_from(&query.unknown);
            place.set_text_content(None);
            if let Some(says) = query.missing_in_words() {
                let rest = query.with_list(query.listed());
                _ = place.append_child(&dismissible(explorer, &rest, &says, notices::LIST));
            }
            let values = query.unknown.iter().filter(|unknown| !unknown.is_entry());
            for unknown in values.take(UNKNOWN_SHOWN) {
                _ = place.append_child(&notice(explorer, query, unknown));
            }
        }
    });
    _ = with(notices.clone(), &[&corrected, &unknown]);
}

fn notice(explorer: Explorer, query: &Query, unknown: &Unknown) -> Element {
    let rest = query.without_unknown(unknown);
    let name: String = unknown.value.trim_start_matches('-').chars().take(80).collect();
    let text = said::missing(&isolated(&unknown.key), &isolated(&name));
    let notice = dismissible(explorer, &rest, &text, &name);
    if let Some((facet, value, excluded)) = explorer.library.suggestion(unknown) {
        let next =
            if excluded { rest.excluding(facet, value) } else { rest.choosing(facet, value) };
        let text = said::meant(&isolated(explorer.library.label(facet, value)));
        let meant = explorer.link("", &next, &text);
        _ = notice.insert_before(&meant, notice.last_child().as_ref());
    }
    notice
}

/// A notice, and what takes it away: the query without what it is about.
fn dismissible(explorer: Explorer, rest: &Query, text: &str, name: &str) -> Element {
    let dismiss = explorer.link("dismiss", rest, common::CLOSE_SIGN);
    set(&dismiss, "aria-label", &common::dismiss(name));
    super::notices::notice(text, &[&dismiss])
}
