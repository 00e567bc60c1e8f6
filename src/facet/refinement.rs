//! What a reader asked of one facet.

use super::ValueId;

/// How several chosen values of one facet work together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Match {
    /// Conjunctive: an entry must have all of them; each choice narrows.
    All,
    /// Disjunctive: an entry must have one of them; each further choice widens.
    #[default]
    Any,
}

impl Match {
    /// The other way.
    pub fn flipped(self) -> Self {
        match self {
            Self::All => Self::Any,
            Self::Any => Self::All,
        }
    }
}

/// The values of one facet that are chosen or excluded.
///
/// 1. Both lists are ascending and name a value once.
/// 2. No value is in both.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Refinement {
    matching: Match,
    chosen: Vec<ValueId>,
    excluded: Vec<ValueId>,
}

impl Refinement {
    /// Nothing chosen, nothing excluded.
    pub fn new(matching: Match) -> Self {
        Self { matching, ..Self::default() }
    }

    /// Whether it lets every entry through.
    pub fn is_empty(&self) -> bool {
        self.chosen.is_empty() && self.excluded.is_empty()
    }

    /// How the chosen values work together.
    pub fn matching(&self) -> Match {
        self.matching
    }

    /// The chosen values, ascending.
    pub fn chosen(&self) -> &[ValueId] {
        &self.chosen
    }

    /// The excluded values, ascending.
    pub fn excluded(&self) -> &[ValueId] {
        &self.excluded
    }

    /// Whether a value is chosen.
    pub fn is_chosen(&self, value: ValueId) -> bool {
        self.chosen.binary_search(&value).is_ok()
    }

    /// Whether a value is excluded.
    pub fn is_excluded(&self, value: ValueId) -> bool {
        self.excluded.binary_search(&value).is_ok()
    }

    /// Sets how the chosen values work together.
    pub fn set_matching(&mut self, matching: Match) {
        self.matching = matching;
    }

    /// Chooses a value; it is no longer excluded.
    pub fn choose(&mut self, value: ValueId) {
        self.release(value);
        insert(&mut self.chosen, value);
    }

    /// Excludes a value; it is no longer chosen.
    pub fn exclude(&mut self, value: ValueId) {
        self.release(value);
        insert(&mut self.excluded, value);
    }

    /// Neither chosen nor excluded any more.
    pub fn release(&mut self, value: ValueId) {
        remove(&mut self.chosen, value);
        remove(&mut self.excluded, value);
    }

    /// Nothing chosen any more; the exclusions stay.
    pub fn release_chosen(&mut self) {
        self.chosen.clear();
    }

    /// Nothing chosen, nothing excluded any more; the way of matching stays.
    pub fn clear(&mut self) {
        self.chosen.clear();
        self.excluded.clear();
    }
}

fn insert(values: &mut Vec<ValueId>, value: ValueId) {
    if let Err(at) = values.binary_search(&value) {
        values.insert(at, value);
    }
}

fn remove(values: &mut Vec<ValueId>, value: ValueId) {
    if let Ok(at) = values.binary_search(&value) {
        values.remove(at);
    }
}
