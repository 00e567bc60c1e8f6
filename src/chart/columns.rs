//! Columns of years: what is shown, over all there is. Years without any are gaps.

use super::figure::{TEXT, WIDTH, scaled, width};
use super::{Anchor, Area, Figure, Projection, Table, Tone};

/// Where the columns stand.
const PLOT: Area = Area { x: 44, y: 12, width: WIDTH - 64, height: 164 };
const HEIGHT: u32 = 200;
/// The most years that are named below the columns.
const NAMED: u32 = 12;

/// A year of [`Columns`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The year.
    pub year: u16,
    /// How many are shown.
    pub part: u32,
    /// How many there are.
    pub total: u32,
}

/// Counts of years over their totals. A brush for a range of years is laid over them with the same
/// [`Projection`].
///
/// ```
/// use casebook::chart::{Column, Columns};
///
/// let year = |year, part| Column { year, part, total: 9 };
/// let columns = Columns { years: vec![year(2018, 3), year(2020, 9)] };
/// let line = columns.projection();
/// let gap = line.area(2019, 2019, 0, 1);
/// assert!(columns.figure().boxes.iter().all(|it| it.area.x + it.area.width <= gap.x || gap.x + gap.width <= it.area.x));
/// assert_eq!(line.year(gap.x), 2019);
/// assert_eq!(columns.table(["Year", "Shown", "All"]).rows[1], ["2019", "0", "0"]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// Ascending by year; a year that is not there has nothing.
    pub years: Vec<Column>,
}

impl Columns {
    /// Where the columns stand in the figure: what a brush is as high as.
    pub fn plot(&self) -> Area {
        PLOT
    }

    /// The places of the years.
    pub fn projection(&self) -> Projection {
        let year = |column: Option<&Column>| column.map_or(0, |column| column.year);
        let (first, last) = (year(self.years.first()), year(self.years.last()));
        let width = if self.years.is_empty() { 0 } else { PLOT.width };
        Projection::new(first, last, PLOT.x, width)
    }

    /// The columns, as high as their counts; the highest total takes all the room.
    pub fn figure(&self) -> Figure {
        let mut figure = Figure { width: WIDTH, height: HEIGHT, ..Figure::default() };
        let line = self.projection();
        let highest = self.years.iter().map(|column| column.total).max().unwrap_or(0);
        let gap = (PLOT.width / line.years() / 8).min(8);
        for (at, column) in self.years.iter().enumerate() {
            let area = |count: u32| {
                let height = scaled(PLOT.height, count, highest);
                let year =
                    line.area(column.year, column.year, PLOT.y + PLOT.height - height, height);
                // Even where a year takes less than a unit, it shows.
                let width = (year.width - gap.min(year.width)).max(1);
                Area { x: (year.x + gap / 2).min(WIDTH - width), width, ..year }
            };
            figure.mark(at, Tone::Total, area(column.total));
            figure.mark(at, Tone::Part, area(column.part.min(column.total)));
        }
        self.name(&mut figure, line, highest);
        figure
    }

    /// Names years, evenly spaced and the last one always, and the greatest count.
    fn name(&self, figure: &mut Figure, line: Projection, highest: u32) {
        let Some(last) = self.years.last() else { return };
        let base = PLOT.y + PLOT.height;
        let step = line.years().div_ceil(NAMED).max(1);
        let back = (0..line.years()).step_by(step as usize);
        for year in back.map_while(|back| last.year.checked_sub(back as u16)) {
            let middle = u32::midpoint(line.x(year), line.end(year));
            figure.text((middle, base + TEXT + 4), Anchor::Middle, year.to_string());
        }
        let (number, x) = (highest.to_string(), PLOT.x - 6);
        let x = x.max(width(&number));
        figure.text((x, PLOT.y + TEXT - 2), Anchor::End, number);
        figure.text((PLOT.x - 6, base), Anchor::End, "0".to_owned());
    }

    /// The same as a table, the years of gaps up to 100 in a row included; `head` names years, counts and totals.
    pub fn table(&self, head: [&str; 3]) -> Table {
        let mut table = Table::new(head);
        let mut next = None;
        for column in &self.years {
            let gap = next.unwrap_or(column.year)..column.year;
            if gap.len() <= 100 {
                gap.for_each(|year| table.row(&year.to_string(), 0, 0));
            }
            table.row(&column.year.to_string(), column.part, column.total);
            next = column.year.checked_add(1);
        }
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
        fn columns_stay_in_their_place(
            years in prop::collection::btree_map(prop_oneof![1990_u16..2030, any::<u16>()], any::<(u32, u32)>(), 0..30),
        ) {
            let years = years.into_iter().map(|(year, (part, total))| Column { year, part, total });
            let columns = Columns { years: years.collect() };
            let figure = columns.figure();
            check(&figure);
            let line = columns.projection();
            for mark in &figure.boxes {
                // Where there is room, a column stands where its year is.
                let year = columns.years[mark.of].year;
                if line.end(year) - line.x(year) > 1 {
                    prop_assert_eq!(line.year(mark.area.x), year);
                    prop_assert_eq!(line.year(mark.area.x + mark.area.width - 1), year);
                }
            }
            let table = columns.table(["", "", ""]);
            let shown = table.rows.iter().filter(|row| row[2] != "0").count();
            prop_assert_eq!(shown, columns.years.iter().filter(|column| column.total > 0).count());
            prop_assert!(table.rows.is_sorted_by_key(|row| row[0].parse::<u16>().unwrap()));
        }

        #[test]
        fn years_in_no_order_do_no_harm(years: Vec<(u16, u32, u32)>) {
            let years = years.into_iter().map(|(year, part, total)| Column { year, part, total });
            let columns = Columns { years: years.collect() };
            check(&columns.figure());
            columns.table(["", "", ""]);
        }
    }
}
