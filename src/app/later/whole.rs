//! All of the page but the list, its filters and its sentence: what its buttons do, what keys do, what lies beside
//! the list, and what is said besides the sentence.

use super::super::dom::{each, element, on, on_window, set, with};
use super::super::explorer::Explorer;
use super::{
    bar, beside, bounds, copying, focus, kept, keys, nothing, notices, reading_list, unknown,
};
use crate::view;
use crate::words::page;
use js_sys::{Array, Date, Intl::DateTimeFormat, Object, Reflect};
use leptos::prelude::{WithUntracked, document, location};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

/// Puts it all in its place, once, and does what the reader asked for before it was there.
pub(super) fn wire(explorer: Explorer) {
    if !explorer.is_whole.replace(true) {
        _ = fill(explorer, &explorer.notices);
    }
}

/// `None` only if the page is not as it was made.
fn fill(explorer: Explorer, said: &Element) -> Option<()> {
    let results = said.parent_element()?;
    let summary = results.first_element_child()?;
    let page = results.parent_element()?;
    let before = all(&summary, ":scope > .button, .copy .button");
    let links = all(&summary, "nav a");

    let compare = view::button(page::COMPARE, &[]);
    on(&compare, "click", move |_| beside::compare(explorer));
    let copy = copying::copy_link(explorer);
    let [list, listed] = menu(explorer, reading_list::view, page::READING_LIST, "reading-list");
    let [take_away, menu_of_files] =
        menu(explorer, super::take_away::view, page::TAKE_AWAY, "take-away");
    let search = page.query_selector("#search").ok()??;
    let ([commands, dialog], press) = keys::commands(explorer, search);
    let commands_before = page.query_selector(".bar > .button:not(.filters-button)").ok()??;

    let place = summary.query_selector(".copy").ok()??;
    let buttons = [&compare, &copy.last_element_child()?, &list, &take_away, &commands];
    let pairs: Vec<(Element, &Element)> =
        before.into_iter().chain([commands_before]).zip(buttons).collect();
    let focused = document().active_element();
    for (old, new) in &pairs {
        let (old, new) = if place.contains(Some(old)) { (&place, &copy) } else { (old, *new) };
        _ = old.replace_with_with_node_1(new);
    }
    _ = list.after_with_node_1(&listed);
    _ = take_away.after_with_node_1(&menu_of_files);
    _ = page.append_child(&dialog);
    write_day();
    bar::take_over(explorer, &page.query_selector(".search").ok()??);
    bounds::read(explorer, all(&page, ".years input"));
    beside::follow_charts(explorer, links);
    _ = said.before_with_node_1(&printed_address());
    say(explorer, said);
    _ = results.append_child(&nothing::nothing(explorer));
    reading_list::wait(explorer, &listed);
    beside::views(explorer, &results, &results.query_selector(".cases").ok()??);
    focus::keep(explorer, summary.first_element_child()?);

    if let Some((_, new)) = pairs.iter().find(|(old, _)| focused.as_ref() == Some(old)) {
        _ = new.unchecked_ref::<HtmlElement>().focus();
    }
    answer(&explorer.pending.take()?, &pairs, &*press)
}

/// Does what the reader asked for.
fn answer(event: &Event, pairs: &[(Element, &Element)], press: &keys::Press) -> Option<()> {
    if event.has_type::<KeyboardEvent>() {
        press(event);
        return None;
    }
    let target: Element = event.target()?.dyn_into().ok()?;
    let button = target.closest("button").ok()??;
    let new = pairs.iter().find(|(old, _)| *old == button).map_or(&button, |(_, new)| new);
    let new: &HtmlElement = new.unchecked_ref();
    // What had it may be gone: the button to try again.
    _ = new.focus();
    new.click();
    None
}

/// What the link had too much, what has changed, and whose list is shown.
fn say(explorer: Explorer, place: &Element) {
    let [unknown, news] = [(); 2].map(|()| element("div", &[]));
    unknown::view(explorer, &unknown);
    let mut new = kept::new_entries(explorer.library).unwrap_or_default();
    let told = news.clone();
    explorer.follow(move |query, _| {
        let has_pin = explorer.navigator.link().with_untracked(|link| link.beside.pin.is_some());
        if (!new.is_empty() || has_pin || !query.listed().is_empty()) && !told.has_child_nodes() {
            notices::view(explorer, &told, &std::mem::take(&mut new));
        }
    });
    _ = with(place.clone(), &[&unknown, &news]);
}

/// Writes the day of the list as the reader's browser does.
fn write_day() -> Option<()> {
    let day = document().query_selector(".updated time").ok()??;
    let written = day_in_words(&day.get_attribute("datetime")?)?;
    day.set_text_content(Some(&written));
    None
}

/// A day in the reader's own way, `8 March 2025`; `None` where it is no day.
fn day_in_words(day: &str) -> Option<String> {
    let day = Date::new(&JsValue::from_str(day));
    // What is a day here must not be the one before west of Greenwich.
    let how = Object::new();
    for (name, value) in [("dateStyle", "long"), ("timeZone", "UTC")] {
        Reflect::set(&how, &name.into(), &value.into()).ok()?;
    }
    if day.get_time().is_nan() {
        return None;
    }
    // Not in the language that the browser says it has, which may be none: it is "C" on a machine that has none.
    let format = DateTimeFormat::new(&Array::new(), &how).format();
    format.call1(&JsValue::UNDEFINED, &day).ok()?.as_string()
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
fn menu(explorer: Explorer, make: fn(Explorer, &Element), name: &str, id: &str) -> [Element; 2] {
    let button = view::button(name, &[("popovertarget", id)]);
    let attributes = [("id", id), ("class", "menu"), ("popover", ""), ("role", "group")];
    let menu = element("div", &attributes);
    set(&menu, "aria-label", name);
    set(&menu, "tabindex", "-1");
    let place = menu.clone();
    on(&menu, "beforetoggle", move |_| {
        if !place.has_child_nodes() {
            make(explorer, &place);
        }
    });
    [button, menu]
}

fn all(within: &Element, selector: &str) -> Vec<Element> {
    let mut found = Vec::new();
    each(within, selector, |element| found.push(element.clone()));
    found
}
