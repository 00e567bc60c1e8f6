//! Bars below each other: what is shown, over all there is.

use super::figure::{TEXT, fitted, scaled};
use super::{Anchor, Area, Figure, Numbers, Table, Tone};

/// How far bars are apart, from top to top.
const PITCH: u32 = 24;
const HEIGHT: u32 = 16;
/// The room for labels, before the bars.
const LABELS: u32 = 200;
/// The room for numbers, behind the bars.
const NUMBERS: u32 = 80;
const GAP: u32 = 8;
/// The narrowest figure.
const LEAST: u32 = 200;

/// A bar of [`Bars`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What it counts.
    pub label: String,
    /// How many are shown.
    pub part: u32,
    /// How many there are.
    pub total: u32,
}

/// Counts over totals, such as those of tags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bars {
    /// From top to bottom.
    pub bars: Vec<Bar>,
}

impl Bars {
    /// The bars, as long as their counts; the longest total takes all the room. As wide as there is room for, but
    /// for a least width.
    pub fn figure(&self, width: u32, numbers: Numbers) -> Figure {
        let height = (self.bars.len() as u32).saturating_mul(PITCH);
        let width = width.clamp(LEAST, u32::MAX / 2);
        let mut figure = Figure { width, height, ..Figure::default() };
        let longest = self.bars.iter().map(|bar| bar.total).max().unwrap_or(0);
        // Labels of a narrow figure leave room for the bars.
        let labels = LABELS.min(width * 2 / 5);
        let room = width - labels - NUMBERS - GAP;
        for (at, bar) in self.bars.iter().enumerate() {
            let top = at as u32 * PITCH;
            let area = |count: u32| {
                let (x, y) = (labels + GAP, top + (PITCH - HEIGHT) / 2);
                Area { x, y, width: scaled(room, count, longest), height: HEIGHT }
            };
            let (total, part) = (area(bar.total), area(bar.part.min(bar.total)));
            figure.mark(at, Tone::Total, total);
            figure.mark(at, Tone::Part, part);
            let base = top + u32::midpoint(PITCH, TEXT) - 2;
            figure.text((labels, base), Anchor::End, fitted(&bar.label, labels));
            let number = total.x + total.width + GAP;
            figure.text((number, base), Anchor::Start, (numbers.count)(bar.part));
        }
        figure
    }

    /// The same as a table; `head` names labels, counts and totals.
    pub fn table(&self, head: [&str; 3], numbers: Numbers) -> Table {
        let mut table = Table::new(head);
        self.bars.iter().for_each(|bar| table.row(&bar.label, [bar.part, bar.total], numbers));
        table
    }
}

#[cfg(test)]
mod tests {
    use super::super::figure::tests::check;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bars_stay_in_their_place(bars in prop::collection::vec(("\\PC{0,40}", any::<u32>(), any::<u32>()), 0..9), wide: u32) {
            let bars = Bars { bars: bars.into_iter().map(|(label, part, total)| Bar { label, part, total }).collect() };
            let figure = bars.figure(wide, Numbers::PLAIN);
            check(&figure);
            prop_assert_eq!(figure.boxes.len(), 2 * bars.bars.len());
            for boxes in figure.boxes.chunks(2) {
                prop_assert!(boxes[1].area.width <= boxes[0].area.width);
                prop_assert_eq!(boxes[0].of, boxes[1].of);
            }
        }
    }
}
