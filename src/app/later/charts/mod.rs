//! The charts of what is found, each with what every chart has: a way to close it, the same as a table, and
//! as a file.

mod bars;
mod brush;
mod cells;
mod choice;
mod companions;
mod drawing;
mod frame;
mod matrix;
mod years;

use super::super::dom::{element, set_flag, with, with_text};
use super::super::explorer::Explorer;
use crate::query::{Chart, Look, Outcome, Query};
use frame::Frame;
use leptos::prelude::WithUntracked;
use std::sync::Arc;
use web_sys::Element;

/// What draws a chart of what is asked and found, as the link has it.
type Draw = Box<dyn FnMut(&Query, &Arc<Outcome>, Look)>;

/// A figure for each chart, drawn while it is open.
pub(super) fn view(explorer: Explorer, place: &Element) {
    for chart in Chart::ALL {
        let frame = Frame::new(explorer, chart);
        _ = place.append_child(frame.element());
        let figure = frame.element().clone();
        let mut draw: Draw = match chart {
            Chart::Years => years::draw(explorer, frame),
            Chart::Bars => bars::draw(explorer, frame),
            Chart::Heat | Chart::Pairs => matrix::draw(explorer, frame, chart),
        };
        explorer.follow(move |query, outcome| {
            let link = explorer.navigator.link();
            let look = link.with_untracked(|link| link.beside.look(chart));
            set_flag(&figure, "hidden", "", look.is_none());
            if let Some(look) = look {
                draw(query, outcome, look);
            }
        });
    }
}

/// Says why there is nothing to draw.
fn say(frame: &Frame, why: &str) {
    _ = with(frame.drawn().clone(), &[&with_text(element("p", &[]), why)]);
}
