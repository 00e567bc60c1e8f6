//! What a chart has to choose, which the link has, too.

use super::super::super::dom::{element, on, with, with_text};
use super::super::super::explorer::Explorer;
use super::frame::Frame;
use crate::query::{Chart, Link, Look};
use crate::words::charts as words;
use leptos::prelude::{WithUntracked, event_target_value};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

/// Has a chart that is open shown in another way: one history entry.
pub(super) fn look(explorer: Explorer, chart: Chart, change: impl FnOnce(&mut Look)) {
    let next = explorer.navigator.link().with_untracked(|link| {
        let beside = &link.beside;
        let mut look = beside.look(chart).unwrap_or_default();
        change(&mut look);
        Link { query: link.query.clone(), beside: beside.looking(chart, look) }
    });
    explorer.navigator.open(next);
}

/// A list to choose from among the tools of a chart; what is given back shows what is chosen.
pub(super) fn choice(
    frame: &Frame,
    name: &str,
    options: &[&str],
    mut choose: Box<dyn FnMut(usize)>,
) -> impl FnMut(usize) + use<> {
    let select = element("select", &[("class", "button")]);
    for (at, option) in options.iter().enumerate() {
        let option = with_text(element("option", &[("value", &at.to_string())]), option);
        _ = select.append_child(&option);
    }
    on(&select, "change", move |change| {
        choose(event_target_value(&change).parse().unwrap_or(0));
    });
    let label: Element = with_text(element("label", &[]), name);
    _ = frame.tools().append_child(&with(label, &[&select]));
    // Its value is set as that of an input.
    let select: HtmlInputElement = select.unchecked_into();
    move |at| {
        let value = at.to_string();
        if select.value() != value {
            select.set_value(&value);
        }
    }
}

/// The choice of a facet, where there are several.
pub(super) fn facet_choice(
    explorer: Explorer,
    frame: &Frame,
    chart: Chart,
) -> impl FnMut(Look) + use<> {
    let library = explorer.library;
    let facets = chart.facets(library);
    let labels: Vec<&str> = facets.iter().map(|&facet| &*library.facets()[facet].label).collect();
    let offered = facets.clone();
    let mut show = (facets.len() > 1).then(|| {
        let choose = move |at: usize| {
            if let Some(&facet) = offered.get(at) {
                look(explorer, chart, |look| *look = look.of(chart, library, facet));
            }
        };
        choice(frame, words::FACET, &labels, Box::new(choose))
    });
    move |look| {
        let facet = look.facet(chart, library);
        let at = facets.iter().position(|&other| Some(other) == facet);
        if let (Some(show), Some(at)) = (&mut show, at) {
            show(at);
        }
    }
}
