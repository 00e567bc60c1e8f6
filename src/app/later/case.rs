//! An entry of its own: all that the list says of it, and the entries most like it.

use super::super::dom::{change, element, on, set_flag, with, with_text};
use super::super::explorer::Explorer;
use super::copying;
use crate::facet::EntryId;
use crate::query::{Hits, Library, Link, Similar, counterpart, similar};
use crate::text::isolated;
use crate::view;
use crate::words::{case as words, common};
use leptos::prelude::{GetUntracked, document};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Url};

/// How many similar entries are shown.
const SIMILAR: usize = 6;
/// How many values of a facet have links.
const LINKED: usize = 1000;

/// The content of its place, a dialog.
pub(super) fn view(explorer: Explorer, place: &Element) {
    let close = with_text(element("button", &[("class", "button close")]), common::CLOSE);
    on(&close, "click", move |_| {
        explorer.navigator.open(explorer.navigator.link().get_untracked().showing(None));
    });
    let ways = element("nav", &[("class", "ways"), ("aria-label", words::OTHERS)]);
    let bar = with(element("div", &[("class", "case-bar")]), &[&ways, &close]);
    let heading = element("h2", &[("tabindex", "-1"), ("dir", "auto")]);
    let told = element("div", &[]);
    let save = with_text(element("button", &[("class", "button save")]), words::SAVE);
    let acts = element("div", &[("class", "ways")]);
    let acts = with(acts, &[&save, &copying::copy_link(explorer)]);
    for part in [&bar, &heading, &acts, &told] {
        _ = place.append_child(part);
    }
    let (dialog, list_title) = (place.clone(), document().title());
    let mut shown: Option<Link> = None;
    explorer.follow(move |_, outcome| {
        let link = explorer.navigator.link().get_untracked();
        if shown.as_ref() == Some(&link) {
            return;
        }
        told.set_text_content(None);
        ways.set_text_content(None);
        let Some(id) = &link.beside.case else {
            if shown.take().is_some() {
                document().set_title(&list_title);
            }
            return;
        };
        let entry = explorer.library.catalog().find(id);
        let title = entry.map_or(words::NONE, |entry| explorer.library.catalog().title(entry));
        _ = with_text(heading.clone(), title);
        change(&dialog, "aria-label", title);
        document().set_title(&format!("{title} – {list_title}"));
        set_flag(&save, "hidden", "", entry.is_none());
        match entry {
            Some(entry) => {
                change(&save, "value", id);
                change(&save, "aria-pressed", explorer.saved.borrow().is_saved(entry));
                neighbours(explorer, &link, &outcome.hits, entry, &ways);
                tell(explorer, &link, entry, &told);
            }
            None => unknown(explorer, &link, id, &told),
        }
        dialog.set_scroll_top(0);
        _ = heading.unchecked_ref::<HtmlElement>().focus();
        shown = Some(link);
    });
}

/// A link to the view of a case, or out of it.
fn case_link(
    explorer: Explorer,
    class: &str,
    from: &Link,
    case: Option<&str>,
    text: &str,
) -> Element {
    let link = from.showing(case.map(str::to_owned));
    view::filter_link(class, &view::href(explorer.library, &link), text)
}

/// The list has no such entry: what that may mean, and the way to the list.
fn unknown(explorer: Explorer, link: &Link, id: &str, told: &Element) {
    let why = with_text(element("p", &[("dir", "auto")]), &words::unknown(&isolated(id)));
    let out = with(element("p", &[]), &[&case_link(explorer, "", link, None, words::TO_LIST)]);
    _ = with(told.clone(), &[&why, &out]);
}

/// The hits before and after an entry, where it is one.
fn neighbours(explorer: Explorer, link: &Link, hits: &Hits, entry: EntryId, ways: &Element) {
    let position = hits.position(entry);
    set_flag(ways, "hidden", "", position.is_none());
    let Some(position) = position else { return };
    let way = |name: &str, at: Option<usize>| {
        let hit = at.and_then(|at| hits.page(at..at + 1).first().copied());
        let Some(hit) = hit else {
            return with_text(
                element("a", &[("class", "button"), ("aria-disabled", "true")]),
                name,
            );
        };
        case_link(explorer, "button", link, Some(explorer.library.catalog().id(hit)), name)
    };
    let place = words::position(position + 1, hits.len());
    let place = with_text(element("span", &[]), &place);
    let before = way(words::PREVIOUS, position.checked_sub(1));
    _ = with(ways.clone(), &[&before, &place, &way(words::NEXT, Some(position + 1))]);
}

/// All that the list says of an entry, and what is like it.
fn tell(explorer: Explorer, link: &Link, entry: EntryId, told: &Element) {
    let library = explorer.library;
    let summary = library.catalog().summary(entry);
    if !summary.is_empty() {
        _ = told.append_child(&with_text(element("p", &[("dir", "auto")]), summary));
    }
    if let Some(compare) = compare(explorer, entry) {
        _ = told.append_child(&with(element("p", &[]), &[&compare]));
    }
    let fields = element("dl", &[]);
    sources(library, entry, &fields);
    values(explorer, link, entry, &fields);
    field(&fields, words::ID, &[with_text(element("code", &[]), library.catalog().id(entry))]);
    let heading = with_text(element("h3", &[]), words::SIMILAR);
    let like = similar(library, entry, SIMILAR);
    let like = if like.is_empty() {
        with_text(element("p", &[]), words::NONE_SIMILAR)
    } else {
        let items: Vec<_> = like.iter().map(|like| similar_case(explorer, link, like)).collect();
        with(element("ol", &[("class", "similar")]), &items.iter().collect::<Vec<_>>())
    };
    _ = with(told.clone(), &[&fields, &heading, &like]);
}

/// A link that compares all of whoever did it with everybody's.
fn compare(explorer: Explorer, entry: EntryId) -> Option<Element> {
    let library = explorer.library;
    let tells = |facet: &usize| !library.facets()[*facet].many && library.values(*facet).len() > 1;
    let facet = (0..library.year_facet()).find(tells)?;
    let value = *library.values_of(facet, entry).first()?;
    let nothing = Link::new(library);
    let query = nothing.query.choosing(facet, value);
    let versus = counterpart(library, &query);
    let href = view::href(library, &nothing.to(query).comparing(Some(versus)));
    Some(view::filter_link("", &href, &words::compare(&isolated(library.label(facet, value)))))
}

/// Adds a field to a list of them.
fn field(fields: &Element, label: &str, values: &[Element]) {
    let value = with(element("dd", &[("dir", "auto")]), &values.iter().collect::<Vec<_>>());
    let label = with_text(element("dt", &[("dir", "auto")]), label);
    _ = with(fields.clone(), &[&label, &value]);
}

/// Where an entry leads to, as far as it may be followed.
fn sources(library: &Library, entry: EntryId, fields: &Element) {
    let catalog = library.catalog();
    let links = [(words::SOURCE, catalog.url(entry)), (words::PAGE, catalog.page(entry))];
    for (label, url) in links {
        let Some(url) = view::resolve(url, &catalog.about.link_base) else { continue };
        // The host says whose it is; a relative link leads to beside the page.
        let text = Url::new(&url).map_or_else(|_| url.clone(), |url| url.host());
        let link = element("a", &[("rel", "noreferrer"), ("href", &url)]);
        field(fields, label, &[with_text(link, &text)]);
    }
}

/// The values of an entry, each a link that adds it to what is asked.
fn values(explorer: Explorer, link: &Link, entry: EntryId, fields: &Element) {
    let library = explorer.library;
    for (at, facet) in library.facets().iter().enumerate() {
        let (values, others) = view::first_values(library, (at, entry), LINKED);
        let values = values.iter().copied().filter(|&value| !library.is_none(at, value));
        let values = values.map(|value| {
            let next = link.query.choosing(at, value);
            explorer.link("tag", &next, library.label(at, value))
        });
        let values: Vec<_> = values.chain(others).collect();
        if !values.is_empty() {
            field(fields, &facet.label, &values);
        }
    }
}

/// An entry that is like the one shown, and why.
fn similar_case(explorer: Explorer, link: &Link, like: &Similar) -> Element {
    let catalog = explorer.library.catalog();
    let (id, title) = (catalog.id(like.entry), catalog.title(like.entry));
    let shared = words::shares(&like.describe(explorer.library));
    let shared = with_text(element("p", &[("class", "entry-summary"), ("dir", "auto")]), &shared);
    with(element("li", &[]), &[&case_link(explorer, "", link, Some(id), title), &shared])
}
