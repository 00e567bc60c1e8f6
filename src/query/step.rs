//! The filters of a query one by one, and what readers call them.

use super::{Library, Outcome, Query, YearRange};
use crate::facet::{Match, ValueId};

/// One filter of a query; facets by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The words searched for.
    Text,
    /// A chosen value.
    Chosen(usize, ValueId),
    /// An excluded value.
    Excluded(usize, ValueId),
    /// The range of years.
    Years,
}

impl Step {
    /// What readers call it, as `tag nlp`, `not tag ops`, `2022`, `2022–2024`, `“feature store”`.
    pub fn describe(self, library: &Library, query: &Query) -> String {
        match self {
            Self::Text => format!("“{}”", query.text.trim()),
            Self::Chosen(facet, value) => named(library, facet, library.label(facet, value)),
            Self::Excluded(facet, value) => {
                format!("not {}", named(library, facet, library.label(facet, value)))
            }
            Self::Years => query.years.map(describe_years).unwrap_or_default(),
        }
    }
}

impl Outcome {
    /// What is shown, in a sentence: `3 of 44 case studies · tag nlp · 2022`.
    pub fn sentence(&self, library: &Library, query: &Query) -> String {
        let (hits, all) = (self.hits.len(), library.catalog().len());
        let mut sentence = format!("{hits} of {all} case studies");
        for step in query.steps() {
            match step {
                Step::Chosen(facet, value) if is_alternative(query, facet, value) => {
                    sentence.push_str(" or ");
                    sentence.push_str(library.label(facet, value));
                }
                _ => {
                    sentence.push_str(" · ");
                    sentence.push_str(&step.describe(library, query));
                }
            }
        }
        sentence
    }
}

/// Whether a chosen value widens what another of its facet lets through.
fn is_alternative(query: &Query, facet: usize, value: ValueId) -> bool {
    let asked = query.refinement(facet);
    asked.matching() == Match::Any && asked.chosen().first() != Some(&value)
}

/// A value with the facet it is of, but for years, which speak for themselves.
fn named(library: &Library, facet: usize, label: &str) -> String {
    if facet == library.year_facet() && label.parse::<u16>().is_ok() {
        return label.to_owned();
    }
    format!("{} {label}", library.facets()[facet].key)
}

fn describe_years(years: YearRange) -> String {
    match (years.from(), years.to()) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => format!("{from}–{to}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(to)) => format!("until {to}"),
        (None, None) => String::new(),
    }
}
