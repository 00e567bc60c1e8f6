//! What is asked, in words: the search box, the sentence and the chips.

use super::dom::{Keyed, change, change_text, element, on, with, with_text};
use super::explorer::Explorer;
use super::takeover;
use crate::query::{Query, Step};
use crate::{view, words};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

/// The search box, with what was typed in that of `index.html`. What is in it is read by the query bar, which comes
/// with the rest of the page.
pub(super) fn search() -> Element {
    let form = view::search();
    if let (Some(input), Some(typed)) = (form.first_element_child(), takeover::typed()) {
        input.unchecked_ref::<HtmlInputElement>().set_value(&typed);
    }
    on(&form, "submit", |submit| submit.prevent_default());
    form
}

/// The sentence of what is shown, and the chosen filters as chips. What the rest of the page says comes below.
pub(super) fn summary(explorer: Explorer, results: &Element) {
    let sentence = view::sentence();
    let summary = view::summary(explorer.library, &sentence, &[]);
    for part in [&summary, &chips(explorer), &explorer.notices] {
        _ = results.append_child(part);
    }
    let mut said = String::new();
    explorer.follow(move |query, outcome| {
        let says = outcome.sentence(explorer.library, query);
        if says != said {
            _ = with_text(sentence.clone(), &says);
            said = says;
        }
    });
}

/// How many entries there are, and one chip per filter with how many it leaves: 44 → tag nlp: 6 → 2022: 3. The
/// link of a chip is the query without it.
fn chips(explorer: Explorer) -> Element {
    let chips = element("ul", &[("class", "chips"), ("aria-label", words::chips::CHOSEN)]);
    let mut list = Keyed::new(chips.clone());
    let all = words::number(explorer.library.catalog().len());
    let place = chips.clone();
    explorer.follow(move |query, _| {
        let steps = query.steps();
        let mut keys: Vec<u64> = steps.iter().map(|&step| key(step)).collect();
        if !keys.is_empty() {
            keys.insert(0, ALL);
            keys.push(CLEAR);
        }
        let chip = |at: usize| chip(explorer, query, steps.get(at - 1).copied());
        list.show(&keys, &mut |at, key| {
            let item = element("li", &[]);
            if key == ALL {
                return with_text(item, &all);
            }
            let Chip { class, text, next } = chip(at);
            let link = explorer.link(class, &next, &text);
            name_chip(&link, class, &text);
            let item = with(item, &[&link]);
            if key == CLEAR { item } else { with(item, &[&element("span", &[])]) }
        });
        for (at, (_, item)) in list.children().iter().enumerate().skip(1) {
            let Some(link) = item.first_element_child() else { continue };
            let Chip { class, text, next } = chip(at);
            change(&link, "href", &explorer.href(&next));
            if change_text(&link, &text) {
                name_chip(&link, class, &text);
            }
        }
        count(explorer, &place);
    });
    chips
}

/// Says behind each chip how many entries are left.
fn count(explorer: Explorer, chips: &Element) {
    let mut item = chips.first_element_child();
    for left in explorer.left() {
        item = item.and_then(|item| item.next_element_sibling());
        let Some(item) = &item else { return };
        item.set_class_name(if left.is_some() { "" } else { "or" });
        let left = left.map(words::number).unwrap_or_default();
        if let Some(shown) = item.last_element_child() {
            change_text(&shown, &left);
        }
    }
}

/// A link that takes filters away.
struct Chip {
    class: &'static str,
    text: String,
    next: Query,
}

/// The chip of a filter, or behind the last one the link that clears all.
fn chip(explorer: Explorer, query: &Query, step: Option<Step>) -> Chip {
    match step {
        Some(step) => Chip {
            class: "chip",
            text: step.describe(explorer.library, query),
            next: query.without(step),
        },
        None => {
            Chip { class: "clear", text: words::chips::CLEAR.to_owned(), next: query.cleared() }
        }
    }
}

fn name_chip(link: &Element, class: &str, text: &str) {
    if class == "chip" {
        change(link, "aria-label", &words::command::remove(text));
    }
}

/// The keys of what is before the first filter and behind the last one.
const ALL: u64 = u64::MAX - 1;
const CLEAR: u64 = u64::MAX;

/// What tells a filter from every other.
fn key(step: Step) -> u64 {
    let key = |facet: usize, value: usize, excluded: u64| {
        2 + (((facet as u64) << 33) | ((value as u64) << 1) | excluded)
    };
    match step {
        Step::Text => 0,
        Step::Years => 1,
        Step::Listed => u64::MAX - 2,
        Step::Chosen(facet, value) => key(facet, value.index(), 0),
        // All values but one: no list has so many.
        Step::Either(facet) => key(facet, u32::MAX as usize, 0),
        Step::Excluded(facet, value) => key(facet, value.index(), 1),
    }
}
