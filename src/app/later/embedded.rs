//! What a frame in another page has besides the list or the chart: the way to the whole page.

use super::super::dom::{change, element, with, with_text};
use super::super::explorer::Explorer;
use crate::query::Link;
use crate::view;
use crate::words::take_away;
use leptos::prelude::WithUntracked;
use web_sys::Element;

/// A link to the same without a frame, which opens beside the page that has the frame.
pub(super) fn view(explorer: Explorer, place: &Element) {
    let attributes = [("class", "whole"), ("target", "_blank"), ("rel", "noopener")];
    let whole = with_text(element("a", &attributes), take_away::WHOLE);
    _ = with(place.clone(), &[&whole]);
    explorer.follow(move |_, _| {
        let mut link = explorer.navigator.link().with_untracked(Link::clone);
        link.beside.embed = false;
        change(&whole, "href", &view::href(explorer.library, &link));
    });
}
