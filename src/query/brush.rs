//! A range of years in the reader's hands: two ends, and the window between them, moved by keys or pointer.

use super::{Library, Query, Step, YearRange};

/// What is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handle {
    /// The first year, never beyond the last one.
    From,
    /// The last year, never before the first one.
    To,
    /// Both, as far apart as they are.
    Window,
}

/// How it is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nudge {
    /// By so many years.
    By(i32),
    /// As far back as it goes.
    First,
    /// As far on as it goes.
    Last,
}

impl Nudge {
    /// What a key does, by the name that browsers have for it; of the arrows, Up is as Right.
    pub fn of_key(key: &str) -> Option<Self> {
        Some(match key {
            "ArrowLeft" | "ArrowDown" => Self::By(-1),
            "ArrowRight" | "ArrowUp" => Self::By(1),
            "PageDown" => Self::By(-5),
            "PageUp" => Self::By(5),
            "Home" => Self::First,
            "End" => Self::Last,
            _ => return None,
        })
    }
}

/// A range of years within the years of a list. `first <= from <= to <= last`, whatever comes in.
///
/// ```
/// use casebook::query::{Brush, Handle, Nudge, YearRange};
///
/// let brush = Brush::new(2018, 2024, YearRange::new(Some(2020), Some(2022)));
/// let brush = brush.moved(Handle::Window, Nudge::of_key("ArrowRight").unwrap());
/// assert_eq!((brush.from(), brush.to()), (2021, 2023));
/// // An end at the edge of the list is no bound: it lets years in that are still to come.
/// assert_eq!(brush.moved(Handle::To, Nudge::Last).range(), YearRange::new(Some(2021), None));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brush {
    first: u16,
    last: u16,
    from: u16,
    to: u16,
}

impl Brush {
    /// What is asked for, within the first and the last year of a list.
    pub fn new(first: u16, last: u16, asked: Option<YearRange>) -> Self {
        let (first, last) = (first.min(last), first.max(last));
        let asked = asked.unwrap_or_default();
        let bound = |year: Option<u16>, open: u16| year.unwrap_or(open).clamp(first, last);
        Self { first, last, from: bound(asked.from(), first), to: bound(asked.to(), last) }
    }

    /// The first year.
    pub fn from(self) -> u16 {
        self.from
    }

    /// The last year.
    pub fn to(self) -> u16 {
        self.to
    }

    /// What to ask for; `None` where all years are within.
    pub fn range(self) -> Option<YearRange> {
        let bound = |year: u16, edge: u16| (year != edge).then_some(year);
        YearRange::new(bound(self.from, self.first), bound(self.to, self.last))
    }

    /// What to ask for the years of the brush, whichever years were asked for before, by a range or one by one.
    #[must_use]
    pub fn query(self, library: &Library, query: &Query) -> Query {
        query.without(Step::Either(library.year_facet())).with_years(self.range())
    }

    /// The least and the greatest year that an end can be moved to; of the window, its first year.
    pub fn limits(self, handle: Handle) -> (u16, u16) {
        match handle {
            Handle::From => (self.first, self.to),
            Handle::To => (self.from, self.last),
            Handle::Window => (self.first, self.last - (self.to - self.from)),
        }
    }

    /// Moved by a key.
    #[must_use]
    pub fn moved(self, handle: Handle, nudge: Nudge) -> Self {
        let year = if handle == Handle::To { self.to } else { self.from };
        let (least, greatest) = self.limits(handle);
        self.dragged(
            handle,
            match nudge {
                Nudge::By(years) => {
                    let year = i32::from(year).saturating_add(years);
                    u16::try_from(year.max(0)).unwrap_or(u16::MAX)
                }
                Nudge::First => least,
                Nudge::Last => greatest,
            },
        )
    }

    /// Moved to a year, or as near to it as it goes; of the window, its first year.
    #[must_use]
    pub fn dragged(self, handle: Handle, year: u16) -> Self {
        let (least, greatest) = self.limits(handle);
        let year = year.clamp(least, greatest);
        match handle {
            Handle::From => Self { from: year, ..self },
            Handle::To => Self { to: year, ..self },
            Handle::Window => Self { from: year, to: year + (self.to - self.from), ..self },
        }
    }

    /// From one year to another, whichever comes first: a new window drawn with the pointer.
    #[must_use]
    pub fn drawn(self, one: u16, other: u16) -> Self {
        Self::new(self.first, self.last, YearRange::new(Some(one), Some(other)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HANDLES: [Handle; 3] = [Handle::From, Handle::To, Handle::Window];

    proptest! {
        #[test]
        fn it_stays_within_the_list_whatever_is_done(
            (first, last) in any::<(u16, u16)>(),
            asked in any::<(Option<u16>, Option<u16>)>(),
            moves in prop::collection::vec((0_usize..3, 0_usize..5, any::<i32>(), any::<u16>()), 0..8),
        ) {
            let mut brush = Brush::new(first, last, YearRange::new(asked.0, asked.1));
            let (first, last) = (first.min(last), first.max(last));
            for (handle, way, years, year) in moves {
                let (handle, before) = (HANDLES[handle], brush);
                brush = match way {
                    0 => brush.moved(handle, Nudge::First),
                    1 => brush.moved(handle, Nudge::Last),
                    2 => brush.moved(handle, Nudge::By(years)),
                    3 => brush.drawn(year, first),
                    _ => brush.dragged(handle, year),
                };
                prop_assert!(first <= brush.from && brush.from <= brush.to && brush.to <= last);
                if way != 3 {
                    prop_assert!(handle != Handle::From || brush.to == before.to);
                    prop_assert!(handle != Handle::To || brush.from == before.from);
                    let width = |it: Brush| it.to - it.from;
                    prop_assert!(handle != Handle::Window || width(brush) == width(before));
                }
                // What is asked for next leads back to the same.
                prop_assert_eq!(Brush::new(first, last, brush.range()), brush);
                for year in [first, last, year.clamp(first, last)] {
                    let within = brush.range().is_none_or(|range| range.contains(year));
                    prop_assert_eq!(within, brush.from <= year && year <= brush.to);
                }
            }
        }

        #[test]
        fn a_step_back_undoes_a_step(from in 2011_u16..2018, width in 0_u16..2, by in 1_i32..2) {
            let brush = Brush::new(2010, 2020, YearRange::new(Some(from), Some(from + width)));
            let there = brush.moved(Handle::Window, Nudge::By(by));
            prop_assert_eq!(there.from, from + 1);
            prop_assert_eq!(there.moved(Handle::Window, Nudge::By(-by)), brush);
        }
    }

    #[test]
    fn keys() {
        let check = |handle, key: &str, expected: (u16, u16)| {
            let brush = Brush::new(2010, 2020, YearRange::new(Some(2013), Some(2016)));
            let brush = brush.moved(handle, Nudge::of_key(key).unwrap());
            assert_eq!((brush.from(), brush.to()), expected, "{handle:?} {key}");
        };
        check(Handle::From, "ArrowLeft", (2012, 2016));
        check(Handle::From, "PageUp", (2016, 2016));
        check(Handle::From, "Home", (2010, 2016));
        check(Handle::From, "End", (2016, 2016));
        check(Handle::To, "ArrowUp", (2013, 2017));
        check(Handle::To, "PageDown", (2013, 2013));
        check(Handle::To, "End", (2013, 2020));
        check(Handle::Window, "ArrowDown", (2012, 2015));
        check(Handle::Window, "Home", (2010, 2013));
        check(Handle::Window, "End", (2017, 2020));
        assert_eq!(Nudge::of_key("Enter"), None);
    }
}
