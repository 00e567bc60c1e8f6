//! Columns of years: what is shown, over all there is. Years without any are gaps.

use super::figure::{TEXT, scaled, width};
use super::{Anchor, Area, Figure, Numbers, Projection, Table, Tone};

/// What is beside, above and below the columns, for numbers and names: left, above, right, below.
const EDGES: [u32; 4] = [44, 18, 20, 24];
const HEIGHT: u32 = 200;
/// How much room the name of a year takes below the columns, at least.
const NAME: u32 = 48;

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
/// use casebook::chart::{Column, Columns, Numbers, WIDTH};
///
/// let year = |year, part| Column { year, part, total: 9 };
/// let columns = Columns { years: vec![year(2018, 3), year(2020, 9)] };
/// let line = columns.projection(WIDTH);
/// let gap = line.area(2019, 2019, 0, 1);
/// assert!(columns.figure(WIDTH, Numbers::PLAIN).boxes.iter().all(|it| it.area.x + it.area.width <= gap.x || gap.x + gap.width <= it.area.x));
/// assert_eq!(line.year(gap.x), 2019);
/// assert_eq!(columns.table(["Year", "Shown", "All"], Numbers::PLAIN).rows[1], ["2019", "0", "0"]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// Ascending by year; a year that is not there has nothing.
    pub years: Vec<Column>,
}

impl Columns {
    /// Where the columns stand in a figure of a width: what a brush is as high as.
    pub fn plot(&self, width: u32) -> Area {
        let [left, above, right, below] = EDGES;
        let width = width.clamp(left + right, u32::MAX / 2) - left - right;
        Area { x: left, y: above, width, height: HEIGHT - above - below }
    }

    /// The places of the years in a figure of a width.
    pub fn projection(&self, width: u32) -> Projection {
        let year = |column: Option<&Column>| column.map_or(0, |column| column.year);
        let (first, last) = (year(self.years.first()), year(self.years.last()));
        let plot = self.plot(width);
        let width = if self.years.is_empty() { 0 } else { plot.width };
        Projection::new(first, last, plot.x, width)
    }

    /// The columns, as high as their counts; the highest total takes all the room. As wide as there is room
    /// for, since a figure that was made smaller could not be read.
    pub fn figure(&self, width: u32, numbers: Numbers) -> Figure {
        let plot = self.plot(width);
        let width = plot.x + plot.width + EDGES[2];
        let mut figure = Figure { width, height: HEIGHT, ..Figure::default() };
        let line = self.projection(width);
        let highest = self.years.iter().map(|column| column.total).max().unwrap_or(0);
        let gap = (plot.width / line.years() / 8).min(8);
        for (at, column) in self.years.iter().enumerate() {
            let area = |count: u32| {
                let height = scaled(plot.height, count, highest);
                let year =
                    line.area(column.year, column.year, plot.y + plot.height - height, height);
                // Even where a year takes less than a unit, it shows.
                let wide = (year.width - gap.min(year.width)).max(1);
                Area { x: (year.x + gap / 2).min(width - wide), width: wide, ..year }
            };
            let total = area(column.total);
            figure.mark(at, Tone::Total, total);
            figure.mark(at, Tone::Part, area(column.part.min(column.total)));
            let number = (numbers.count)(column.part);
            if self::width(&number) <= total.width {
                let middle = total.x + total.width / 2;
                figure.text((middle, total.y - 4), Anchor::Middle, number);
            }
        }
        self.name(&mut figure, plot, &(numbers.count)(highest));
        figure
    }

    /// Names years, evenly spaced and the last one always, and the greatest count.
    fn name(&self, figure: &mut Figure, plot: Area, highest: &str) {
        let Some(last) = self.years.last() else { return };
        let line = self.projection(figure.width);
        let base = plot.y + plot.height;
        let step = line.years().div_ceil((plot.width / NAME).max(1)).max(1);
        let back = (0..line.years()).step_by(step as usize);
        for year in back.map_while(|back| last.year.checked_sub(back as u16)) {
            let middle = u32::midpoint(line.x(year), line.end(year));
            figure.text((middle, base + TEXT + 4), Anchor::Middle, year.to_string());
        }
        let x = (plot.x - 6).max(width(highest));
        figure.text((x, plot.y + TEXT - 2), Anchor::End, highest.to_owned());
        figure.text((plot.x - 6, base), Anchor::End, "0".to_owned());
    }

    /// The same as a table, the years of gaps up to 100 in a row included; `head` names years, counts and totals.
    pub fn table(&self, head: [&str; 3], numbers: Numbers) -> Table {
        let mut table = Table::new(head);
        let mut next = None;
        for column in &self.years {
            let gap = next.unwrap_or(column.year)..column.year;
            if gap.len() <= 100 {
                gap.for_each(|year| table.row(&year.to_string(), [0, 0], numbers));
            }
            table.row(&column.year.to_string(), [column.part, column.total], numbers);
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
            width in prop_oneof![0_u32..2000, any::<u32>()],
        ) {
            let years = years.into_iter().map(|(year, (part, total))| Column { year, part, total });
            let columns = Columns { years: years.collect() };
            let figure = columns.figure(width, Numbers::PLAIN);
            // A label may be wider than a figure that has no room for any column.
            if width > 100 {
                check(&figure);
            }
            let line = columns.projection(width);
            for mark in &figure.boxes {
                // Where there is room, a column stands where its year is.
                let year = columns.years[mark.of].year;
                if line.end(year) - line.x(year) > 1 {
                    prop_assert_eq!(line.year(mark.area.x), year);
                    prop_assert_eq!(line.year(mark.area.x + mark.area.width - 1), year);
                }
            }
            let table = columns.table(["", "", ""], Numbers::PLAIN);
            let shown = table.rows.iter().filter(|row| row[2] != "0").count();
            prop_assert_eq!(shown, columns.years.iter().filter(|column| column.total > 0).count());
            prop_assert!(table.rows.is_sorted_by_key(|row| row[0].parse::<u16>().unwrap()));
        }

        #[test]
        fn years_in_no_order_do_no_harm(years: Vec<(u16, u32, u32)>) {
            let years = years.into_iter().map(|(year, part, total)| Column { year, part, total });
            let columns = Columns { years: years.collect() };
            check(&columns.figure(640, Numbers::PLAIN));
            columns.table(["", "", ""], Numbers::PLAIN);
        }
    }
}
