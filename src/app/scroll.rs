//! Where in the page a reader is, so that Back returns there.

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlCollection};

/// Where a reader is to be once the rows have changed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Place {
    /// Where they are.
    Stay,
    /// At the head of the table, if they are below it: the first rows are the answer to a click in it.
    Table,
    /// Where they were: so far down the page, with this row so far below its upper edge, in pixels. Rows
    /// count from 1; 0 where the table began below the edge.
    At { y: f64, row: usize, offset: f64 },
}

impl Place {
    /// Where the reader is now.
    pub(super) fn now() -> Self {
        let y = window().scroll_y().unwrap_or(0.0);
        let (row, offset) = if y > 0.0 { upper_row() } else { None }.unwrap_or((0, 0.0));
        Self::At { y, row, offset }
    }

    /// For the browser's history.
    pub(super) fn encode(self) -> String {
        match self {
            Self::At { y, row, offset } => format!("{} {row} {}", y as i32, offset as i32),
            Self::Stay | Self::Table => String::new(),
        }
    }

    /// From the browser's history; the top of the page where nothing was kept.
    pub(super) fn decode(kept: &str) -> Self {
        let mut numbers = kept.split(' ').map(|number| number.parse::<i32>().unwrap_or(0));
        let mut next = || numbers.next().unwrap_or(0);
        let (y, row, offset) = (next(), next(), next());
        Self::At { y: y.into(), row: row.max(0) as usize, offset: offset.into() }
    }
}

/// The row at the upper edge of the window, by its position from 1, and how far below the edge it begins.
fn upper_row() -> Option<(usize, f64)> {
    let body = document().query_selector("table tbody:not(.space)").ok()??;
    let rows: HtmlCollection = body.children();
    let row = |at: u32| rows.item(at).map(|row| row.get_bounding_client_rect());
    let (mut low, mut high) = (0, rows.length());
    while low < high {
        let middle = u32::midpoint(low, high);
        if row(middle)?.bottom() <= 0.0 { low = middle + 1 } else { high = middle }
    }
    let offset = row(low)?.top();
    if low == 0 && offset >= 0.0 {
        return None;
    }
    let index = rows.item(low)?.unchecked_into::<Element>().get_attribute("aria-rowindex")?;
    Some((index.parse::<usize>().ok()?.checked_sub(1)?, offset))
}
