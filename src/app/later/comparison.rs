//! What is shown held against something else: both counted, and what only one has.

use super::super::dom::{change, element, on, set, with, with_text};
use super::super::explorer::Explorer;
use crate::facet::ValueId;
use crate::query::{Compared, Comparison, Library, Link, Outcome, Query, compare, evaluate};
use crate::text::isolated;
use crate::view;
use crate::words::{common, comparison as words, facets, page, sentence};
use leptos::prelude::{GetUntracked, event_target_value};
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlSelectElement};

/// How many values of a facet can be picked, the most frequent.
const PICKED: usize = 100;
/// How many values are compared in a facet before the reader asks for all.
const COMPARED: usize = 12;
/// How many it shows at most.
const MOST: usize = 1000;
/// How many values are named that one side alone has.
const NAMED: usize = 50;
/// The pick that stands for the whole list.
const ALL: &str = "all";

/// Both sides of a comparison: what is asked of each, and what they are called.
struct Sides {
    queries: [Query; 2],
    sentences: [String; 2],
    found: Comparison,
}

/// The content of its place.
pub(super) fn view(explorer: Explorer, place: &Element) {
    set(place, "aria-label", words::COMPARISON);
    let library = explorer.library;
    let heading = with_text(element("h2", &[]), words::COMPARISON);
    let swap = view::filter_link("button", "", words::SWAP);
    let close = view::filter_link("button close", "", common::CLOSE);
    set(&close, "aria-label", words::CLOSE);
    let bar = with(element("div", &[("class", "case-bar")]), &[&heading, &swap, &close]);
    let picks = [0, 1].map(|side| pick(explorer, side));
    let [left, right] = picks.each_ref().map(|(_, label)| label);
    let picking = with(element("div", &[("class", "sides")]), &[left, right]);
    let told = element("div", &[]);
    _ = with(place.clone(), &[&bar, &picking, &told]);
    let mut shown: Option<Link> = None;
    explorer.follow(move |_, outcome| {
        let now = explorer.navigator.link().get_untracked().showing(None);
        if shown.as_ref() == Some(&now) {
            return;
        }
        if let Some(sides) = sides(library, &now, outcome) {
            change(&swap, "href", &view::href(library, &now.swapped()));
            change(&close, "href", &view::href(library, &now.comparing(None)));
            for ((select, _), sentence) in picks.iter().zip(&sides.sentences) {
                if let Some(first) = select.first_element_child() {
                    _ = with_text(first, sentence);
                }
                select.unchecked_ref::<HtmlSelectElement>().set_selected_index(0);
            }
            told.set_text_content(None);
            tell(explorer, &now, &sides, &told);
        }
        shown = Some(now);
    });
}

impl Sides {
    /// What a side is called in short: its filters, `company Netflix`.
    fn name(&self, side: usize) -> &str {
        self.sentences[side].split_once(sentence::AND).map_or(words::WHOLE, |(_, filters)| filters)
    }
}

/// What a link compares; `None` where it compares nothing.
fn sides(library: &Library, link: &Link, left: &Arc<Outcome>) -> Option<Sides> {
    let versus = link.beside.versus.as_ref()?;
    let right = evaluate(library, versus);
    let sentences = [left.sentence(library, &link.query), right.sentence(library, versus)];
    let found = compare(library, &left.hits, &right.hits);
    Some(Sides { queries: [link.query.clone(), versus.clone()], sentences, found })
}

/// What a side is made another by: the box, and its label with it.
fn pick(explorer: Explorer, side: usize) -> (Element, Element) {
    let library = explorer.library;
    let name = words::SIDES[side];
    let select = element("select", &[("class", "button"), ("aria-label", name), ("dir", "auto")]);
    let option = |value: &str, text: &str| with_text(element("option", &[("value", value)]), text);
    _ = with(select.clone(), &[&option("", ""), &option(ALL, words::WHOLE)]);
    for (at, facet) in library.facets().iter().enumerate() {
        let values = library.values(at);
        if values.len() < 2 {
            continue;
        }
        let group = element("optgroup", &[("label", &words::by(&isolated(&facet.label)))]);
        for &value in values.iter().take(PICKED) {
            let picked = format!("{at}:{}", value.index());
            _ = group.append_child(&option(&picked, library.label(at, value)));
        }
        _ = select.append_child(&group);
    }
    on(&select, "change", move |change| {
        let link = explorer.navigator.link().get_untracked();
        let Some(versus) = &link.beside.versus else { return };
        let asked = if side == 0 { &link.query } else { versus };
        let Some(query) = picked(asked, &event_target_value(&change)) else { return };
        explorer.navigator.open(match side {
            0 => link.to(query),
            _ => link.comparing(Some(query)),
        });
    });
    let label = element("div", &[]);
    let label = with(label, &[&with_text(element("span", &[("class", "updated")]), name), &select]);
    (select, label)
}

/// What a side is to be: everything, or what it was with another value of a facet.
fn picked(asked: &Query, pick: &str) -> Option<Query> {
    if pick == ALL {
        return Some(asked.cleared());
    }
    let (facet, value) = pick.split_once(':')?;
    Some(asked.choosing_only(facet.parse().ok()?, ValueId::new(value.parse().ok()?)))
}

/// How both sides count, facet by facet.
fn tell(explorer: Explorer, link: &Link, sides: &Sides, told: &Element) {
    let library = explorer.library;
    let both = words::both(sides.found.both);
    _ = told.append_child(&with_text(element("p", &[("class", "updated")]), &both));
    let tables = element("div", &[("class", "compared")]);
    for (facet, values) in sides.found.facets.iter().enumerate() {
        // Where a side is one value of those that entries have one of, there is nothing to compare.
        let is_asked =
            sides.queries.iter().any(|query| !query.refinement(facet).chosen().is_empty());
        let is_single = !library.facets()[facet].many;
        if library.values(facet).len() > 1 && !values.is_empty() && !(is_asked && is_single) {
            _ = tables.append_child(&table(explorer, link, sides, facet));
        }
    }
    _ = told.append_child(&tables);
}

/// The values of a facet, counted on both sides.
fn table(explorer: Explorer, link: &Link, sides: &Sides, facet: usize) -> Element {
    let library = explorer.library;
    let label = &library.facets()[facet].label;
    let caption = with_text(element("caption", &[("dir", "auto")]), label);
    let head = |text: &str| with_text(element("th", &[("scope", "col"), ("dir", "auto")]), text);
    let cells = [&head(words::VALUE), &head(sides.name(0)), &head(sides.name(1))];
    let heads = with(element("tr", &[]), &cells);
    let heads = with(element("thead", &[]), &[&heads]);
    let body = element("tbody", &[]);
    let values = &sides.found.facets[facet];
    let row = |value: &Compared| row(explorer, link, sides, facet, *value);
    // The reader's own years are in order, and all of them.
    let shown = if facet == library.year_facet() { values.len() } else { COMPARED };
    let rows: Vec<_> = values.iter().take(MOST).map(row).collect();
    for (at, row) in rows.iter().enumerate() {
        if at >= shown {
            set(row, "hidden", "");
        }
        _ = body.append_child(row);
    }
    let table = with(element("table", &[]), &[&caption, &heads, &body]);
    let table = with(element("div", &[]), &[&table]);
    for side in 0..2 {
        let only = values.iter().filter(|value| value.only() == Some(side));
        let only: Vec<_> = only.map(|only| only.value).collect();
        if library.facets()[facet].many && !only.is_empty() {
            let named = only.iter().take(NAMED);
            let mut named: Vec<_> =
                named.map(|&value| isolated(library.label(facet, value))).collect();
            if only.len() > NAMED {
                named.push(page::others(only.len() - NAMED));
            }
            let text = words::only(sides.name(side), &named.join(", "));
            let says = element("p", &[("class", "entry-summary"), ("dir", "auto")]);
            _ = table.append_child(&with_text(says, &text));
        }
    }
    let made = rows.len();
    if made > shown {
        let text = facets::all(rows.len());
        let more = with_text(element("button", &[("class", "more")]), &text);
        let button = more.clone();
        on(&more, "click", move |_| {
            for row in &rows {
                _ = row.remove_attribute("hidden");
            }
            // What comes in its place has the focus.
            let first = rows.get(shown).and_then(|row| row.query_selector("a").ok().flatten());
            _ = first.map(|link| link.unchecked_into::<HtmlElement>().focus());
            button.remove();
        });
        _ = table.append_child(&more);
    }
    if values.len() > made {
        let others = page::others(values.len() - made);
        _ = table.append_child(&with_text(element("p", &[]), &others));
    }
    table
}

fn row(
    explorer: Explorer,
    link: &Link,
    sides: &Sides,
    facet: usize,
    compared: Compared,
) -> Element {
    let label = explorer.library.label(facet, compared.value);
    let name = with_text(element("th", &[("scope", "row"), ("dir", "auto")]), label);
    let row = with(element("tr", &[]), &[&name]);
    for side in 0..2 {
        _ = row.append_child(&count(explorer, link, sides, side, (facet, compared)));
    }
    if let Some(side) = compared.only() {
        set(&row, "class", ["only-left", "only-right"][side]);
    }
    row
}

/// How many of a side have a value, as the link to those.
fn count(
    explorer: Explorer,
    link: &Link,
    sides: &Sides,
    side: usize,
    (facet, compared): (usize, Compared),
) -> Element {
    let cell = element("td", &[]);
    let number = compared.counts[side];
    if number == 0 {
        return with_text(cell, words::NONE);
    }
    let percent = sides.found.percent(side, compared);
    let query = sides.queries[side].narrowed(explorer.library, facet, compared.value);
    let href = view::href(explorer.library, &link.comparing(None).to(query));
    let text = words::count(number, percent);
    let label = explorer.library.label(facet, compared.value);
    let name = format!("{label}, {}: {text}", sides.name(side));
    let link = view::filter_link("tag", &href, &text);
    set(&link, "aria-label", &name);
    let style = cell.unchecked_ref::<HtmlElement>().style();
    _ = style.set_property("--share", &format!("{percent}%"));
    with(cell, &[&link])
}
