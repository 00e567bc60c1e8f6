//! Where in the page a reader is, so that Back returns there.

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, NodeList};

/// Where a reader is to be once the rows have changed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Place {
    /// Where they are.
    Stay,
    /// At the head of the table, if they are below it: the first rows are the answer to a click in it.
    Table,
    /// Where they were: so far down the page, with this row so far below its upper edge, in pixels. Rows
    /// count from 1; 0 where the table began below the edge.
    At { y: i32, row: usize, offset: i32 },
}

impl Place {
    /// Where the reader is now.
    pub(super) fn now() -> Self {
        let y = window().scroll_y().unwrap_or(0.0) as i32;
        let (row, offset) = if y > 0 { upper_row() } else { None }.unwrap_or((0, 0));
        Self::At { y, row, offset }
    }

    /// For the browser's history.
    pub(super) fn encode(self) -> String {
        match self {
            Self::At { y, row, offset } => format!("{y} {row} {offset}"),
            Self::Stay | Self::Table => String::new(),
        }
    }

    /// From the browser's history; the top of the page where nothing was kept.
    pub(super) fn decode(kept: &str) -> Self {
        let mut numbers = kept.split(' ').map(|number| number.parse::<i32>().unwrap_or(0));
        let mut next = || numbers.next().unwrap_or(0);
        let (y, row, offset) = (next(), next(), next());
        Self::At { y, row: usize::try_from(row).unwrap_or(0), offset }
    }
}

/// The row at the upper edge of the window, by its position from 1, and how far below the edge it begins.
fn upper_row() -> Option<(usize, i32)> {
    let (_, body) = at_edge(&document().query_selector_all("table tbody").ok()?)?;
    let (at, row) = at_edge(&body.query_selector_all("tr").ok()?)?;
    let offset = top(&row);
    let index = row.get_attribute("aria-rowindex")?.parse::<usize>().ok()?.checked_sub(1)?;
    (at > 0 || index > 1 || offset < 0).then_some((index, offset))
}

/// The first of some elements, one below the other, that ends below the upper edge.
fn at_edge(elements: &NodeList) -> Option<(u32, Element)> {
    let element = |at| elements.get(at).map(JsCast::unchecked_into::<Element>);
    let (mut low, mut high) = (0, elements.length());
    while low < high {
        let middle = u32::midpoint(low, high);
        if bottom(&element(middle)?) <= 0 { low = middle + 1 } else { high = middle }
    }
    Some((low, element(low)?))
}

/// How far below the upper edge of what the reader sees an element begins, in pixels.
pub(super) fn top(element: &Element) -> i32 {
    element.get_bounding_client_rect().top() as i32
}

/// How far below that edge it ends.
pub(super) fn bottom(element: &Element) -> i32 {
    element.get_bounding_client_rect().bottom() as i32
}
