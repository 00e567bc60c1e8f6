//! The filters of a query one by one, and what readers call them.

use super::link::LIST;
use super::{Library, Outcome, Query, Unknown, YearRange};
use crate::facet::ValueId;
use crate::text::isolated;
use crate::words::sentence;

/// One filter of a query; facets by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The reading list.
    Listed,
    /// The words searched for.
    Text,
    /// A chosen value.
    Chosen(usize, ValueId),
    /// All chosen values of a facet that matches any, where they are several: together one filter, since
    /// each further one widens.
    Either(usize),
    /// An excluded value.
    Excluded(usize, ValueId),
    /// The range of years.
    Years,
}

impl Step {
    /// What readers call it, as `tag nlp`, `company Netflix or Spotify`, `not tag ops`, `2022–2024`,
    /// `“feature store”`.
    pub fn describe(self, library: &Library, query: &Query) -> String {
        match self {
            Self::Listed => sentence::listed(query.listed().len()),
            Self::Text => sentence::words(&isolated(query.text.trim())),
            Self::Chosen(facet, value) => {
                named(library, facet, &isolated(library.label(facet, value)))
            }
            Self::Either(facet) => {
                let mut labels = String::new();
                for &value in query.refinement(facet).chosen() {
                    labels.push_str(if labels.is_empty() { "" } else { sentence::OR });
                    labels.push_str(&isolated(library.label(facet, value)));
                }
                named(library, facet, &labels)
            }
            Self::Excluded(facet, value) => {
                sentence::not(&named(library, facet, &isolated(library.label(facet, value))))
            }
            Self::Years => query.years.map(describe_years).unwrap_or_default(),
        }
    }
}

impl Outcome {
    /// What is shown, in a sentence: `3 of 44 case studies · tag nlp · 2022`.
    pub fn sentence(&self, library: &Library, query: &Query) -> String {
        let (hits, all) = (self.hits.len(), library.catalog().len());
        let mut says = sentence::found(hits, all);
        for step in query.narrowing() {
            says.push_str(sentence::AND);
            says.push_str(&step.describe(library, query));
        }
        says
    }
}

impl Query {
    /// What is to be said of the entries of the reading list that the catalog lacks, if there are any.
    pub fn missing_in_words(&self) -> Option<String> {
        let (missing, here) = (self.missing(), self.listed().len());
        (missing > 0).then(|| sentence::missing(missing, missing + here))
    }
}

impl Unknown {
    /// Whether it is an entry of a reading list.
    pub fn is_entry(&self) -> bool {
        self.key == LIST
    }
}

/// A value with the facet it is of, but for years, which speak for themselves.
fn named(library: &Library, facet: usize, label: &str) -> String {
    if facet == library.year_facet() && label.starts_with(|first: char| first.is_ascii_digit()) {
        return label.to_owned();
    }
    format!("{} {label}", library.facets()[facet].key)
}

fn describe_years(years: YearRange) -> String {
    match (years.from(), years.to()) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => sentence::years(from, to),
        (Some(from), None) => sentence::from(from),
        (None, Some(to)) => sentence::until(to),
        (None, None) => String::new(),
    }
}
