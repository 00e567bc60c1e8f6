//! Years ↔ places on a line.

use super::Area;

/// Years beside each other, each as wide as the next, and back. A year is not a point: it has a width, and every
/// place of the line is of one year.
///
/// ```
/// use casebook::chart::Projection;
///
/// let line = Projection::new(2018, 2024, 40, 700);
/// assert_eq!((line.x(2018), line.x(2020), line.end(2024)), (40, 240, 740));
/// assert_eq!((line.year(240), line.year(339), line.year(340)), (2020, 2020, 2021));
/// assert_eq!((line.year(0), line.year(9999)), (2018, 2024)); // what is outside is clamped
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Projection {
    first: u16,
    last: u16,
    left: u32,
    width: u32,
}

impl Projection {
    /// The years from the first to the last, both included and whichever comes first, on a line that begins at
    /// `left` and is so wide; of no width, if so.
    pub fn new(first: u16, last: u16, left: u32, width: u32) -> Self {
        // Places are compared with one added.
        let width = width.min(u32::MAX - 1 - left.min(u32::MAX - 1));
        Self { first: first.min(last), last: first.max(last), left, width }
    }

    /// How many years there are; at least 1.
    pub fn years(&self) -> u32 {
        u32::from(self.last - self.first) + 1
    }

    /// Where a year begins; years outside are clamped.
    pub fn x(&self, year: u16) -> u32 {
        self.edge(u32::from(year.clamp(self.first, self.last) - self.first))
    }

    /// Where a year ends, which is where the next one begins.
    pub fn end(&self, year: u16) -> u32 {
        self.edge(u32::from(year.clamp(self.first, self.last) - self.first) + 1)
    }

    /// The year at a place: where years are narrower than places, the last that begins there. Places outside
    /// are clamped.
    pub fn year(&self, x: u32) -> u16 {
        if self.width == 0 {
            return self.first;
        }
        // The greatest year with edge(year) <= x is the greatest one with year · width / years < x + 1.
        let x = u64::from(x.saturating_sub(self.left).min(self.width - 1));
        let year = ((x + 1) * u64::from(self.years())).div_ceil(u64::from(self.width)) - 1;
        self.first + year as u16
    }

    /// What a range of years takes of the line, between `y` and `y + height`.
    pub fn area(&self, from: u16, to: u16, y: u32, height: u32) -> Area {
        let (from, to) = (from.min(to), from.max(to));
        Area { x: self.x(from), y, width: self.end(to) - self.x(from), height }
    }

    fn edge(&self, years: u32) -> u32 {
        self.left + (u64::from(years) * u64::from(self.width) / u64::from(self.years())) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn both_ways_lead_back(first: u16, last: u16, left in 0_u32..200, width in 0_u32..2000, year: u16, x in 0_u32..3000) {
            let line = Projection::new(first, last, left, width);
            let (first, last) = (first.min(last), first.max(last));
            let year = year.clamp(first, last);
            // Every year is found at its place where it has one.
            if line.end(year) > line.x(year) {
                for x in [line.x(year), line.end(year) - 1] {
                    prop_assert_eq!(line.year(x), year);
                }
            }
            // Every place is of the year that it is said to be of.
            if width > 0 {
                let x = x.clamp(left, left + width - 1);
                prop_assert!(line.x(line.year(x)) <= x && x < line.end(line.year(x)));
            }
            prop_assert_eq!((line.x(first), line.end(last)), (left, left + width));
        }

        #[test]
        fn nothing_is_too_odd(numbers: [u16; 4], left: u32, width: u32, x: u32, y: u32) {
            let [first, last, from, to] = numbers;
            let line = Projection::new(first, last, left, width);
            let year = line.year(x);
            prop_assert!(first.min(last) <= year && year <= first.max(last));
            let area = line.area(from, to, y, 1);
            prop_assert!(left <= area.x && u64::from(area.width) <= u64::from(width));
        }
    }
}
