//! Charts as links have them: which, of which facet, and how it is shown.

use super::{Library, Rank};
use crate::words::charts;

/// The chart as a table, and by lift. No facet is called so, since slugs have no underscore.
const TABLE: &str = "_table";
const LIFT: &str = "_lift";

/// A chart that may be open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chart {
    /// Entries by year.
    Years,
    /// Values by count.
    Bars,
    /// Values by year.
    Heat,
    /// Values that go together.
    Pairs,
}

impl Chart {
    /// All of them, in the order of links.
    pub const ALL: [Self; 4] = [Self::Years, Self::Bars, Self::Heat, Self::Pairs];

    /// What links call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Years => "years",
            Self::Bars => "bars",
            Self::Heat => "heat",
            Self::Pairs => "pairs",
        }
    }

    /// The one with a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|chart| chart.name() == name)
    }

    /// What readers call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Years => charts::YEARS,
            Self::Bars => charts::BARS,
            Self::Heat => charts::HEAT,
            Self::Pairs => charts::PAIRS,
        }
    }

    /// The facets that it may be of, by position: tags first, then those of which an entry has several values, then
    /// the others; of those with one value, no two go together. None for the chart of years.
    pub fn facets(self, library: &Library) -> Vec<usize> {
        let (mut facets, mut of_one) = (Vec::new(), Vec::new());
        for (at, facet) in library.catalog().declared().iter().enumerate() {
            match (facet.many, &*facet.key) {
                (true, "tag") => facets.insert(0, at),
                (true, _) => facets.push(at),
                (false, _) => of_one.push(at),
            }
        }
        match self {
            Self::Years => Vec::new(),
            Self::Bars | Self::Heat => [facets, of_one].concat(),
            Self::Pairs => facets,
        }
    }
}

/// How a chart is shown: by default as a drawing, of the first of its facets, by count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// As a table.
    pub table: bool,
    /// What pairs are shaded and ordered by; of no other chart.
    pub rank: Rank,
    /// Another facet than the first.
    facet: Option<usize>,
}

impl Look {
    /// The facet that a chart is of; `None` if it is of none.
    pub fn facet(self, chart: Chart, library: &Library) -> Option<usize> {
        self.facet.or_else(|| chart.facets(library).first().copied())
    }

    /// The same of another facet, if the chart may be of it.
    #[must_use]
    pub fn of(self, chart: Chart, library: &Library, facet: usize) -> Self {
        match chart.facets(library).iter().position(|&other| other == facet) {
            Some(0) => Self { facet: None, ..self },
            Some(_) => Self { facet: Some(facet), ..self },
            None => self,
        }
    }

    /// A chart as a link names it: `heat`, `pairs.industry._lift._table`.
    pub(super) fn encode(self, chart: Chart, library: &Library) -> String {
        let facet = self.facet.map(|facet| &*library.facets()[facet].key);
        let lift = (self.rank == Rank::Lift).then_some(LIFT);
        let parts = [Some(chart.name()), facet, lift, self.table.then_some(TABLE)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(".")
    }

    /// Reads that; what means nothing here is left out.
    pub(super) fn decode(text: &str, library: &Library) -> Option<(Chart, Self)> {
        let mut parts = text.split('.');
        let chart = Chart::named(parts.next()?)?;
        let mut look = Self::default();
        for part in parts {
            match part {
                TABLE => look.table = true,
                LIFT if chart == Chart::Pairs => look.rank = Rank::Lift,
                key => {
                    if let Some(facet) = library.facet(key) {
                        look = look.of(chart, library, facet);
                    }
                }
            }
        }
        Some((chart, look))
    }
}
