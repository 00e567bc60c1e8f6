//! The range of years as two boxes.

use super::super::dom::on;
use super::super::explorer::Explorer;
use crate::query::YearRange;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

/// Reads the boxes for the first and the last year from now on, and what was written there before.
pub(super) fn read(explorer: Explorer, boxes: Vec<Element>) {
    let boxes: Vec<HtmlInputElement> = boxes.into_iter().map(JsCast::unchecked_into).collect();
    let ask = move |boxes: &[HtmlInputElement]| {
        let year = |at: usize| boxes.get(at)?.value().parse().ok().filter(|year| *year > 0);
        let (query, years) = (explorer.asked(), YearRange::new(year(0), year(1)));
        if query.years != years {
            explorer.navigator.go(query.with_years(years));
        }
    };
    for year in &boxes {
        let boxes = boxes.clone();
        on(year, "change", move |_| ask(&boxes));
    }
    ask(&boxes);
}
