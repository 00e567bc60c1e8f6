//! Cells of two lists of values: a heat map of shares, or which values go together.

use super::figure::{TEXT, WIDTH, fitted, width};
use super::{Anchor, Area, Figure, Numbers, Table, Text, Tone};

/// The darkest level of a cell; 0 is nothing.
pub const LEVELS: u8 = 6;

const LABELS: u32 = 200;
const GAP: u32 = 8;
const ROW: u32 = 24;
/// The narrowest and the widest column.
const COLUMN: (u32, u32) = (18, 56);
/// The room for labels above the columns, side by side and slanted.
const HEAD: (u32, u32) = (20, 120);
/// How long a slanted label may be: a text by 45 degrees takes √2 times less of the height.
const SLANTED: u32 = 138;
/// What a slanted label takes to the right, at most.
const OVERHANG: u32 = 100;

/// The level of a share, where the darkest one is that of the greatest share there is: 0 only for nothing.
///
/// ```
/// use casebook::chart::{LEVELS, level};
///
/// assert_eq!([0, 1, 250, 500].map(|share| level(share, 500)), [0, 1, 3, LEVELS]);
/// ```
pub fn level(share: u32, greatest: u32) -> u8 {
    let (share, greatest) = (u64::from(share.min(greatest)), u64::from(greatest.max(1)));
    (share * u64::from(LEVELS)).div_ceil(greatest) as u8
}

/// The level of a lift in thousandths: up to 2 less than by chance, 3 about as by chance, from 4 on more; 0
/// only for nothing.
///
/// ```
/// use casebook::chart::level_of_lift;
///
/// assert_eq!([0, 500, 1000, 3000].map(level_of_lift), [0, 1, 3, 5]);
/// ```
pub fn level_of_lift(lift: u32) -> u8 {
    const UP_TO: [u32; LEVELS as usize] = [0, 500, 800, 1250, 2000, 4000];
    UP_TO.iter().filter(|&&bound| bound < lift).count() as u8
}

/// A row or a column of a [`Matrix`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// What it is of.
    pub label: String,
    /// How many have it.
    pub total: u32,
}

/// A cell of a [`Matrix`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What it looks like.
    pub tone: Tone,
    /// How many are in it.
    pub count: u32,
    /// What else there is to say of it, unless it is empty.
    pub note: Note,
    /// The row and the column that it is of, as whoever counted it calls them; `None` where there is nothing to
    /// ask for.
    pub of: Option<(usize, usize)>,
}

/// What a cell says besides its count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// Nothing.
    None,
    /// Its share of the column.
    Percent(u32),
    /// How many tenths of what chance would bring.
    Times(u32),
    /// The same, and that it is what the cell is about: it is written into it in place of the count.
    ByTimes(u32),
}

impl Cell {
    /// What is written into it: nothing where there is nothing.
    pub fn short(&self, numbers: Numbers) -> String {
        match (self.count, self.note) {
            (0, _) => String::new(),
            (_, Note::ByTimes(tenths)) => (numbers.tenths)(tenths),
            (count, _) => (numbers.count)(count),
        }
    }

    /// What it says in a table, or to who does not see it.
    pub fn text(&self, numbers: Numbers) -> String {
        let count = (numbers.count)(self.count);
        match self.note {
            _ if self.count == 0 => count,
            Note::None => count,
            Note::Percent(percent) => format!("{count} ({percent}%)"),
            Note::Times(tenths) | Note::ByTimes(tenths) => {
                format!("{count} ({}×)", (numbers.tenths)(tenths))
            }
        }
    }
}

/// Cells of rows and columns.
///
/// There are as many cells as rows × columns; a figure leaves out what is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matrix {
    /// From top to bottom.
    pub rows: Vec<Heading>,
    /// From left to right.
    pub columns: Vec<Heading>,
    /// Row by row.
    pub cells: Vec<Cell>,
}

impl Matrix {
    /// The cells, all of one size. Labels of columns are slanted where they are wider than that.
    pub fn figure(&self, numbers: Numbers) -> Figure {
        let columns = self.columns.len() as u32;
        let cell = |overhang: u32| {
            let room = WIDTH - LABELS - GAP - overhang;
            (room / columns.max(1)).clamp(COLUMN.0, COLUMN.1)
        };
        let slanted = self.columns.iter().any(|column| width(&column.label) + 4 > cell(0));
        let (head, overhang) = if slanted { (HEAD.1, OVERHANG) } else { (HEAD.0, 0) };
        let cell = cell(overhang);
        let mut figure = Figure {
            width: (LABELS + GAP + overhang)
                .saturating_add(columns.saturating_mul(cell))
                .max(WIDTH),
            height: (self.rows.len() as u32).saturating_mul(ROW).saturating_add(head),
            ..Figure::default()
        };
        for (at, column) in self.columns.iter().enumerate() {
            let middle = LABELS + GAP + at as u32 * cell + cell / 2;
            let (y, anchor) = (head - 6, if slanted { Anchor::Start } else { Anchor::Middle });
            let room = if slanted { SLANTED } else { cell };
            let text = fitted(&column.label, room);
            figure.texts.push(Text { x: middle, y, anchor, slanted, text });
        }
        self.fill(&mut figure, head, cell, numbers);
        figure
    }

    fn fill(&self, figure: &mut Figure, head: u32, cell: u32, numbers: Numbers) {
        let columns = self.columns.len();
        for (row, heading) in self.rows.iter().enumerate() {
            let y = head + row as u32 * ROW;
            let base = y + u32::midpoint(ROW, TEXT) - 2;
            figure.text((LABELS, base), Anchor::End, fitted(&heading.label, LABELS));
            let cells = self.cells.iter().skip(row * columns).take(columns);
            for (column, content) in cells.enumerate() {
                let x = LABELS + GAP + column as u32 * cell;
                let area = Area { x: x + 1, y: y + 1, width: cell - 2, height: ROW - 2 };
                figure.mark(row * columns + column, content.tone, area);
                let short = content.short(numbers);
                if !short.is_empty() && width(&short) <= cell {
                    figure.text((x + cell / 2, base), Anchor::Middle, short);
                }
            }
        }
    }

    /// The same as a table; `corner` names the rows, and totals stand in parentheses.
    pub fn table(&self, corner: &str, numbers: Numbers) -> Table {
        let name =
            |heading: &Heading| format!("{} ({})", heading.label, (numbers.count)(heading.total));
        let head = std::iter::once(corner.to_owned()).chain(self.columns.iter().map(name));
        let columns = self.columns.len();
        let row = |(at, heading): (usize, &Heading)| {
            let cells = self.cells.iter().skip(at * columns).take(columns);
            std::iter::once(name(heading)).chain(cells.map(|cell| cell.text(numbers))).collect()
        };
        Table { head: head.collect(), rows: self.rows.iter().enumerate().map(row).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::figure::tests::check;
    use super::*;
    use proptest::prelude::*;

    fn headings() -> impl Strategy<Value = Vec<Heading>> {
        let heading =
            ("\\PC{0,40}", any::<u32>()).prop_map(|(label, total)| Heading { label, total });
        prop::collection::vec(heading, 0..12)
    }

    proptest! {
        #[test]
        fn cells_stay_in_their_place(
            rows in headings(), columns in headings(), cells in prop::collection::vec(any::<(u32, u32)>(), 0..150),
        ) {
            let cell = |(count, tenths)| Cell { tone: Tone::Level(1), count, note: Note::ByTimes(tenths), of: None };
            // There may be too few cells, and too many.
            let matrix = Matrix { rows, columns, cells: cells.into_iter().map(cell).collect() };
            let figure = matrix.figure(Numbers::PLAIN);
            check(&figure);
            let (rows, columns) = (matrix.rows.len(), matrix.columns.len());
            prop_assert_eq!(figure.boxes.len(), matrix.cells.len().min(rows * columns));
            for mark in &figure.boxes {
                let above = figure.boxes.iter().find(|other| other.of + columns == mark.of);
                prop_assert!(above.is_none_or(|it| it.area.x == mark.area.x && it.area.y < mark.area.y));
            }
            let table = matrix.table("", Numbers::PLAIN);
            prop_assert_eq!((table.rows.len(), table.head.len()), (rows, columns + 1));
        }

        #[test]
        fn levels_ascend(a: u32, b: u32, greatest: u32) {
            let (a, b) = (a.min(b), a.max(b));
            for level in [|it, greatest| level(it, greatest), |it, _| level_of_lift(it)] {
                prop_assert!(level(a, greatest) <= level(b, greatest) && level(b, greatest) <= LEVELS);
                prop_assert_eq!(level(b, greatest) == 0, b == 0 || (greatest == 0 && level(b, greatest) == 0));
            }
        }
    }
}
