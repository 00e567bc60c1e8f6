//! What a link or a visit brings with it: how the list has changed since, and whose reading list is shown.

use super::super::dom::{element, on, set, with, with_text};
use super::super::explorer::Explorer;
use super::{kept, reading_list};
use crate::facet::EntryId;
use crate::query::{Link, Query};
use crate::view;
use crate::words::{common, notices as words};
use leptos::prelude::GetUntracked;
use web_sys::Element;

/// The content of its place; these entries are new to the reader.
pub(super) fn view(explorer: Explorer, place: &Element, new: &[EntryId]) {
    reading_list::read(explorer);
    let (pinned, listed) = (element("div", &[]), element("div", &[]));
    _ = with(place.clone(), &[&pinned, &listed]);
    if !new.is_empty() {
        _ = place.append_child(&news(explorer, new));
    }
    let mut shown: Option<Link> = None;
    let place_of_list = listed.clone();
    explorer.follow(move |query, outcome| {
        let link = explorer.navigator.link().get_untracked().showing(None);
        if shown.as_ref() == Some(&link) {
            return;
        }
        pinned.set_text_content(None);
        let pin = link.beside.pin.as_ref();
        let says = pin.and_then(|pin| Some((pin, pin.since(explorer.library, outcome)?)));
        if let Some((pin, says)) = says {
            let mut rest = link.clone();
            rest.beside.pin = None;
            let dismiss = view::filter_link(
                "dismiss",
                &view::href(explorer.library, &rest),
                common::CLOSE_SIGN,
            );
            set(&dismiss, "aria-label", &common::dismiss(words::CHANGES));
            let new = pin.new_hits(explorer.library, outcome);
            let notice = notice(&says, &[]);
            if !new.is_empty() {
                _ = notice.append_child(&show_them(explorer, &new));
            }
            _ = pinned.append_child(&with(notice, &[&dismiss]));
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

/// Says what has come since the reader was here before.
fn news(explorer: Explorer, new: &[EntryId]) -> Element {
    let show = show_them(explorer, new);
    let dismiss = with_text(element("button", &[("class", "dismiss")]), common::CLOSE_SIGN);
    set(&dismiss, "aria-label", &common::dismiss(words::NEWS));
    let notice = notice(&words::new(new.len()), &[&show, &dismiss]);
    let shown = notice.clone();
    on(&dismiss, "click", move |_| {
        kept::set(kept::BEFORE, "");
        shown.remove();
    });
    notice
}

/// A link to just these entries.
fn show_them(explorer: Explorer, entries: &[EntryId]) -> Element {
    let list = Query::new(explorer.library).with_list(entries);
    explorer.link("", &list, common::SHOW_THEM)
}
