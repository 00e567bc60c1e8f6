//! What a link or a visit brings with it: how the list has changed since, and whose reading list is shown.

use super::super::dom::{element, on, set, with, with_text};
use super::super::explorer::Explorer;
use super::{kept, reading_list};
use crate::facet::EntryId;
use crate::query::{Link, Query, Visit};
use crate::view;
use crate::words::{common, notices as words};
use leptos::prelude::GetUntracked;
use std::rc::Rc;
use web_sys::Element;

/// The content of its place.
pub(super) fn view(explorer: Explorer, place: &Element) {
    reading_list::read(explorer);
    let (pinned, listed) = (element("div", &[]), element("div", &[]));
    _ = with(place.clone(), &[&pinned, &listed]);
    if let Some(news) = news(explorer) {
        _ = place.append_child(&news);
    }
    let mut shown: Option<Link> = None;
    let place_of_list = listed.clone();
    explorer.follow(move |query, outcome| {
        let link = explorer.navigator.link().get_untracked().showing(None);
        if shown.as_ref() == Some(&link) {
            return;
        }
        pinned.set_text_content(None);
        let says = link.beside.pin.and_then(|pin| pin.since(explorer.library, outcome));
        if let Some(says) = says {
            let mut rest = link.clone();
            rest.beside.pin = None;
            let dismiss = view::filter_link(
                "dismiss",
                &view::href(explorer.library, &rest),
                common::CLOSE_SIGN,
            );
            set(&dismiss, "aria-label", &common::dismiss(words::CHANGES));
            _ = pinned.append_child(&notice(&says, &[&dismiss]));
        }
        show_listed(explorer, query, &reading_list::list(explorer), &place_of_list);
        shown = Some(link);
    });
    reading_list::tell(explorer, move |list| {
        let query = explorer.navigator.link().get_untracked().query;
        show_listed(explorer, &query, list, &listed);
    });
}

/// A notice, and what may be done about it.
pub(super) fn notice(says: &str, parts: &[&Element]) -> Element {
    let says = with_text(element("span", &[("dir", "auto")]), says);
    let notice = with(element("p", &[("class", "notice")]), &[&says]);
    with(notice, parts)
}

/// Says of a reading list whose it is, and offers to make it the reader's own.
fn show_listed(explorer: Explorer, query: &Query, own: &Query, place: &Element) {
    place.set_text_content(None);
    let listed = query.listed().to_vec();
    if listed.is_empty() {
        return;
    }
    let other = |entry: &&EntryId| own.listed().binary_search(entry).is_err();
    let notice = match listed.iter().filter(other).count() {
        0 if listed == own.listed() => notice(words::OWN_LIST, &[]),
        0 => notice(words::ALL_LISTED, &[]),
        others => {
            let says = words::not_listed(others);
            let add = with_text(element("button", &[("class", "button")]), words::ADD);
            on(&add, "click", move |_| {
                reading_list::change_list(explorer, |own| {
                    listed.iter().fold(own.clone(), |own, &entry| own.listing(entry, true))
                });
            });
            notice(&says, &[&add])
        }
    };
    _ = place.append_child(&notice);
}

/// What has come since the reader was here before; from now on the browser remembers what there is now.
fn news(explorer: Explorer) -> Option<Element> {
    let library = explorer.library;
    let before = [kept::BEFORE, kept::VISIT].into_iter().find(|what| kept::has(what))?;
    let before = kept::get(before)?;
    kept::set(kept::VISIT, &Visit::new(library)?.encode());
    let new = Visit::decode(&before)?.new_entries(library);
    if new.is_empty() {
        return None;
    }
    kept::set(kept::BEFORE, &before);
    let says = words::new(new.len());
    let show = explorer.link("", &Query::new(library).with_list(&new), common::SHOW_THEM);
    let dismiss = with_text(element("button", &[("class", "dismiss")]), common::CLOSE_SIGN);
    set(&dismiss, "aria-label", &common::dismiss(words::NEWS));
    let notice = Rc::new(notice(&says, &[&show, &dismiss]));
    let shown = Rc::clone(&notice);
    on(&dismiss, "click", move |_| {
        kept::set(kept::BEFORE, "");
        shown.remove();
    });
    Some((*notice).clone())
}
