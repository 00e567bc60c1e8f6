//! How many case studies have each value of a facet, over how many there are.

use super::super::super::dom::{Keyed, change, element, on_window, with, with_text};
use super::super::super::explorer::{Explorer, set_current};
use super::choice::facet_choice;
use super::drawing::Drawing;
use super::frame::{Frame, NUMBERS, Plotted};
use super::{Draw, say};
use crate::chart::{Bar, Bars, WIDTH};
use crate::facet::ValueId;
use crate::plot;
use crate::query::Chart;
use crate::text::isolated;
use crate::words::charts as words;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::Element;

/// The most values of a facet.
const VALUES: usize = 20;

/// Draws them. Over each bar lies a link that filters by its value.
pub(super) fn draw(explorer: Explorer, frame: Frame) -> Draw {
    let library = explorer.library;
    if Chart::Bars.facets(library).is_empty() {
        say(&frame, words::NO_FACET);
        return Box::new(|_, _, _| {});
    }
    let drawing = Drawing::new();
    let links = element("ul", &[("class", "bar-links")]);
    let drawn = element("div", &[("class", "drawing")]);
    let drawn = with(drawn, &[drawing.svg(), &links]);
    let legend = with_text(element("p", &[("class", "legend")]), words::BARS_SAY);
    _ = with(frame.drawn().clone(), &[&drawn, &legend]);
    let mut show_facet = facet_choice(explorer, &frame, Chart::Bars);
    let mut links: Keyed<Element> = Keyed::new(links);
    let shown = Rc::new(RefCell::new((drawing, Bars::default())));
    let resized = (drawn.clone(), Rc::clone(&shown));
    on_window(&drawn, "resize", move |_| lay_out(&resized.0, &mut resized.1.borrow_mut()));
    Box::new(move |query, outcome, look| {
        show_facet(look);
        let Some(facet) = look.facet(Chart::Bars, library) else { return };
        let (bars, label) =
            (plot::bars(library, outcome, facet, VALUES), &library.facets()[facet].label);
        let mut drawing = shown.borrow_mut();
        drawing.1 = bars.clone();
        lay_out(&drawn, &mut drawing);
        let key = |value: &ValueId| (facet as u64) << 32 | value.index() as u64;
        let values = library.values(facet).iter().take(bars.bars.len());
        let keys: Vec<u64> = values.map(key).collect();
        links.show(&keys, &mut |_, key| {
            let value = ValueId::new((key & u64::from(u32::MAX)) as usize);
            let link = explorer.value_link("", (facet, value), "");
            with(element("li", &[]), &[&link])
        });
        let items = links.children().iter().zip(library.values(facet)).zip(&bars.bars);
        for (((_, item), &value), Bar { label, part, total }) in items {
            let Some(link) = item.first_element_child() else { continue };
            change(&link, "aria-label", &words::bar(&isolated(label), *part, *total));
            set_current(&link, query.refinement(facet).is_chosen(value));
        }
        let sentence = outcome.sentence(library, query);
        let plotted = Plotted::Bars(bars, label.clone());
        frame.show(&words::by_count(&isolated(label)), sentence, plotted, look.table);
    })
}

/// Draws bars as wide as there is room for.
fn lay_out(drawn: &Element, (drawing, bars): &mut (Drawing, Bars)) {
    let room = drawn.client_width();
    // While it is hidden it has no width.
    let width = if room > 0 { room.unsigned_abs() } else { WIDTH };
    drawing.show(bars.figure(width, NUMBERS), &|_| false);
}
