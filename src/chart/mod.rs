//! The layout of charts in integers; no drawing.
//!
//! A chart is a plain value: [`Bars`], [`Columns`] or a [`Matrix`]. Each has a [`Figure`], which is boxes and
//! texts with their places, and a [`Table`], which says the same in words and numbers. Who draws a figure goes
//! through its boxes and texts, whichever chart it is of, and does no arithmetic.
//!
//! ```
//! use casebook::chart::{Bar, Bars, Numbers, Tone, WIDTH};
//!
//! let bars = Bars { bars: vec![Bar { label: "nlp".into(), part: 1, total: 4 }] };
//! let figure = bars.figure(WIDTH, Numbers::PLAIN);
//! let [total, part] = &figure.boxes[..] else { panic!() };
//! assert_eq!((total.tone, part.tone), (Tone::Total, Tone::Part));
//! assert_eq!(total.area.width, 4 * part.area.width);
//! assert_eq!(bars.table(["Tag", "Shown", "All"], Numbers::PLAIN).rows, [["nlp", "1", "4"]]);
//! ```

mod bars;
mod columns;
mod figure;
mod matrix;
mod numbers;
mod projection;
mod table;

pub use bars::{Bar, Bars};
pub use columns::{Column, Columns};
pub use figure::{Anchor, Area, Figure, Mark, Text, Tone, WIDTH};
pub use matrix::{Cell, Heading, LEVELS, Matrix, Note, level, level_of_lift};
pub use numbers::Numbers;
pub use projection::Projection;
pub use table::Table;

/// A length as thousandths of the longest one: 0 to 1000, rounded, but 0 only for nothing. A whole of 0
/// and parts beyond it are clamped.
///
/// ```
/// use casebook::chart::permille;
/// assert_eq!(permille(7, 14), 500);
/// assert_eq!(permille(1, 1_000_000), 1);
/// assert_eq!(permille(3, 0), 1000);
/// assert_eq!(permille(0, 0), 0);
/// ```
pub fn permille(part: u32, whole: u32) -> u32 {
    if part == 0 {
        return 0;
    }
    if part >= whole {
        return 1000;
    }
    let rounded = (u64::from(part) * 1000 + u64::from(whole) / 2) / u64::from(whole);
    (rounded as u32).max(1)
}
