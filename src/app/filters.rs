//! What is asked, in words: the search box, the sentence, the chips, and what the link had too much.

use super::beside;
use super::dom::{Keyed, change, element, on, on_window, set, set_flag, with, with_text};
use super::explorer::Explorer;
use super::later::{self, View};
use super::{saved, takeover};
use crate::query::{Query, Step, Unknown};
use crate::view;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::{location, window};
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// How long what is left after each filter waits for the frame in which the rows change.
const COUNT: Duration = Duration::from_millis(30);
/// How many things that a link had too much are shown one by one.
const UNKNOWN_SHOWN: usize = 5;

/// What a search box says of what stands in it while nobody has read it but for words.
pub(super) const TYPED: &str = "data-typed";

/// The search box: a box for words, until it first has the focus and the query bar comes and takes it over.
pub(super) fn search(explorer: Explorer) -> Element {
    let form = view::search();
    let Some(input) = form.first_element_child() else { return form };
    let input: HtmlInputElement = input.unchecked_into();
    set_flag(&input, TYPED, "", takeover::typed().is_some());
    for event in ["focusin", "input"] {
        let (place, input) = (form.clone(), input.clone());
        on(&form, event, move |_| {
            if is_bar(&place) {
                return;
            }
            later::start(View::Bar, explorer, place.clone());
            let (asked, text) = (explorer.asked(), input.value());
            if asked.text != text {
                set(&input, TYPED, "");
                explorer.navigator.adjust(asked.with_text(text));
            }
        });
    }
    let place = form.clone();
    explorer.follow(move |query, _| {
        if !is_bar(&place) && input.value() != query.text {
            set_flag(&input, TYPED, "", false);
            input.set_value(&query.text);
        }
    });
    on(&form, "submit", |submit| submit.prevent_default());
    form
}

/// Whether the query bar is there, which puts its completions behind the box.
pub(super) fn is_bar(form: &Element) -> bool {
    form.child_element_count() > 1
}

/// The sentence of what is shown, the chosen filters as chips, and the notices.
pub(super) fn summary(explorer: Explorer, results: &Element) {
    let sentence = view::sentence();
    let summary = element("div", &[("class", "summary")]);
    let charts = beside::charts(explorer);
    let compare = view::button(view::COMPARE, &[]);
    on(&compare, "click", move |_| beside::compare(explorer));
    let [list, listed] = menu(explorer, View::ReadingList, view::READING_LIST, "reading-list");
    let [take_away, files] = menu(explorer, View::TakeAway, view::TAKE_AWAY, "take-away");
    saved::wait(explorer, listed.clone().unchecked_into());
    let copy = copy_link(explorer);
    let parts = [&sentence, &charts, &compare, &copy, &list, &listed, &take_away, &files];
    let summary = with(summary, &parts);
    for part in [summary, printed_address(), chips(explorer), notices(explorer)] {
        _ = results.append_child(&part);
    }
    let mut said = String::new();
    explorer.follow(move |query, outcome| {
        let says = outcome.sentence(explorer.library, query);
        if says != said {
            sentence.set_text_content(Some(&says));
            said = says;
        }
    });
}

/// On paper, where the list is; a link that is printed leads nowhere.
fn printed_address() -> Element {
    let printed = element("p", &[("class", "printed")]);
    let shown = printed.clone();
    on_window(&printed, "beforeprint", move |_| {
        shown.set_text_content(location().href().ok().as_deref());
    });
    printed
}

/// What opens a menu, and the menu. Its content comes when it is first opened.
fn menu(explorer: Explorer, view: View, name: &str, id: &str) -> [Element; 2] {
    let button = view::button(name, &[("popovertarget", id)]);
    let attributes = [
        ("id", id),
        ("class", "menu"),
        ("popover", ""),
        ("role", "group"),
        ("aria-label", name),
        ("tabindex", "-1"),
    ];
    let menu = element("div", &attributes);
    let place: HtmlElement = menu.clone().unchecked_into();
    on(&menu, "beforetoggle", move |_| later::show_once(view, explorer, &place));
    [button, menu]
}

/// How many entries there are, and one chip per filter with how many it leaves: 44 → tag nlp: 6 → 2022: 3. The
/// link of a chip is the query without it.
fn chips(explorer: Explorer) -> Element {
    let chips = element("ul", &[("class", "chips"), ("aria-label", "Chosen filters")]);
    let mut list = Keyed::new(chips.clone());
    let all = explorer.library.catalog().len().to_string();
    let (place, mut counting) = (chips.clone(), None::<TimeoutHandle>);
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
            if link.text_content().as_deref() != Some(&text) {
                link.set_text_content(Some(&text));
                name_chip(&link, class, &text);
            }
        }
        // The rows and the counts come first; but nothing is to move once a page has opened.
        let place = place.clone();
        let count = move || count(explorer, &place);
        match &counting {
            None => count(),
            Some(counting) => counting.clear(),
        }
        counting = set_timeout_with_handle(count, COUNT).ok();
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
        let left = left.map(|left| left.to_string()).unwrap_or_default();
        let shown = item.last_element_child();
        if let Some(shown) = shown.filter(|shown| shown.text_content().as_ref() != Some(&left)) {
            shown.set_text_content(Some(&left));
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
        None => Chip { class: "clear", text: "Clear all".to_owned(), next: query.cleared() },
    }
}

fn name_chip(link: &Element, class: &str, text: &str) {
    if class == "chip" {
        change(link, "aria-label", &format!("Remove {text}"));
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

/// What the link named and the catalog lacks, and what was found instead of misspelt words.
fn notices(explorer: Explorer) -> Element {
    let notices = element("div", &[("class", "notices")]);
    let corrected = element("p", &[("class", "notice"), ("dir", "auto"), ("hidden", "")]);
    let unknown = element("div", &[]);
    let (correction, place) = (corrected.clone(), unknown.clone());
    let mut shown: Vec<Unknown> = Vec::new();
    explorer.follow(move |query, outcome| {
        set_flag(&correction, "hidden", "", outcome.correction.is_none());
        if let Some(words) = &outcome.correction {
            let text = format!("Nothing has “{}”; these have “{words}”.", query.text.trim());
            correction.set_text_content(Some(&text));
        }
        if !query.unknown.is_empty() || !shown.is_empty() {
            shown.clone_from(&query.unknown);
            place.set_text_content(None);
            if let Some(says) = query.missing_in_words() {
                let rest = query.with_list(query.listed());
                _ = place.append_child(&dismissible(explorer, &rest, &says, "list"));
            }
            let values = query.unknown.iter().filter(|unknown| !unknown.is_entry());
            for unknown in values.take(UNKNOWN_SHOWN) {
                _ = place.append_child(&notice(explorer, query, unknown));
            }
        }
    });
    with(notices, &[&corrected, &unknown])
}

fn notice(explorer: Explorer, query: &Query, unknown: &Unknown) -> Element {
    let rest = query.without_unknown(unknown);
    let name: String = unknown.value.trim_start_matches('-').chars().take(80).collect();
    let text = format!("No {} “{name}” here.", unknown.key);
    let notice = dismissible(explorer, &rest, &text, &name);
    if let Some((facet, value, excluded)) = explorer.library.suggestion(unknown) {
        let next =
            if excluded { rest.excluding(facet, value) } else { rest.choosing(facet, value) };
        let text = format!("Did you mean {}?", explorer.library.label(facet, value));
        let meant = explorer.link("", &next, &text);
        _ = notice.insert_before(&meant, notice.last_child().as_ref());
    }
    notice
}

/// A notice, and what takes it away: the query without what it is about.
fn dismissible(explorer: Explorer, rest: &Query, text: &str, name: &str) -> Element {
    let says = with_text(element("span", &[("dir", "auto")]), text);
    let dismiss = explorer.link("dismiss", rest, "×");
    set(&dismiss, "aria-label", &format!("Dismiss {name}"));
    with(element("p", &[("class", "notice")]), &[&says, &dismiss])
}

/// Copies the address; where the browser has no clipboard for the page, shows it to be copied by hand.
pub(super) fn copy_link(explorer: Explorer) -> Element {
    let said = element("span", &[("aria-live", "polite")]);
    let button = view::button(view::COPY, &[]);
    let copied = Rc::new(RefCell::new(false));
    let (says, has_copied) = (said.clone(), Rc::clone(&copied));
    on(&button, "click", move |_| {
        explorer.navigator.settle();
        let address = location().href().unwrap_or_default();
        let (says, has_copied) = (says.clone(), Rc::clone(&has_copied));
        spawn_local(async move {
            if write_clipboard(&address).await {
                says.set_text_content(Some("Copied"));
                has_copied.replace(true);
            } else {
                _ = window().prompt_with_message_and_default("Link to this view", &address);
            }
        });
    });
    // What was copied for another view says nothing of this one.
    let says = said.clone();
    explorer.follow(move |_, _| {
        if copied.replace(false) {
            says.set_text_content(None);
        }
    });
    with(element("div", &[("class", "copy")]), &[&said, &button])
}

/// Copies a text; whether the browser let it.
pub(super) async fn write_clipboard(text: &str) -> bool {
    let navigator = window().navigator();
    // Absent on pages that did not come over a secure connection.
    let present =
        js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|it| it.is_object());
    present && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}
