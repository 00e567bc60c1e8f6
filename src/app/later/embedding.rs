//! The way into another page: what to paste there.

use super::super::dom::{element, on, set_flag, with, with_text};
use super::super::explorer::Explorer;
use super::copying;
use crate::export::frame;
use crate::query::{Chart, Link};
use crate::view;
use crate::words::take_away as words;
use leptos::prelude::{WithUntracked, event_target_value, location};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlInputElement};

/// The button that shows what to paste, and what it shows.
pub(super) fn embedding(explorer: Explorer, said: &Element) -> [Element; 2] {
    let attributes = [("aria-expanded", "false"), ("aria-controls", "embedding")];
    let button = with_text(element("button", &attributes), words::EMBED);
    let attributes = [("id", "embedding"), ("class", "embedding"), ("hidden", "")];
    let place = element("div", &attributes);
    let select = element("select", &[("class", "button")]);
    let options = [("", words::TABLE)].into_iter();
    for (value, name) in options.chain(Chart::ALL.map(|chart| (chart.name(), chart.label()))) {
        _ = select.append_child(&with_text(element("option", &[("value", value)]), name));
    }
    let label = with(with_text(element("label", &[]), words::EMBED_WHAT), &[&select]);
    let attributes = [("readonly", ""), ("aria-label", words::HTML), ("spellcheck", "false")];
    let text = element("textarea", &attributes);
    let copy = with_text(element("button", &[]), words::COPY_HTML);
    let place = with(place, &[&label, &text, &copy]);
    // Its value is set as that of an input.
    let text: HtmlInputElement = text.unchecked_into();
    let chart = Rc::new(Cell::new(None));

    let (chosen, written) = (Rc::clone(&chart), text.clone());
    on(&select, "change", move |change| {
        chosen.set(Chart::named(&event_target_value(&change)));
        written.set_value(&html(explorer, chosen.get()));
    });
    let (shown, opens, chosen, written) =
        (place.clone(), button.clone(), Rc::clone(&chart), text.clone());
    on(&button, "click", move |_| {
        let open = shown.get_attribute("hidden").is_some();
        written.set_value(&html(explorer, chosen.get()));
        set_flag(&shown, "hidden", "", !open);
        _ = opens.set_attribute("aria-expanded", if open { "true" } else { "false" });
    });
    let (says, chosen) = (said.clone(), Rc::clone(&chart));
    on(&copy, "click", move |_| {
        let (says, html) = (says.clone(), html(explorer, chosen.get()));
        spawn_local(async move { _ = copying::copy(&html, words::HTML, &says).await });
    });
    explorer.follow(move |_, _| text.set_value(&html(explorer, chart.get())));
    [button, place]
}

/// What shows what is asked, as a table or as a chart.
fn html(explorer: Explorer, chart: Option<Chart>) -> String {
    let link = explorer.navigator.link().with_untracked(|link| Link {
        query: link.query.clone(),
        beside: link.beside.embedded(chart),
    });
    let base = location().href().unwrap_or_default();
    let address = view::join(&base, &view::href(explorer.library, &link)).unwrap_or_default();
    frame(&address, &explorer.library.catalog().about.title)
}
