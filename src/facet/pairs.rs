//! Counts over any set of entries: of the values of a facet, and of pairs of values.

use super::{Bitmap, Facets, ValueId};

/// How often two values occur among some entries, alone and together.
///
/// ```
/// use casebook::facet::Pair;
///
/// let pair = Pair { both: 3, one: 6, other: 4, of: 24 };
/// assert_eq!(pair.lift(), 3000); // three times as often as chance would have it
/// assert_eq!(pair.share(), 750); // of those that have the other
/// assert!(!pair.is_white_spot());
/// assert!(Pair { both: 0, ..pair }.is_white_spot());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// How many entries have both.
    pub both: u32,
    /// How many have the one.
    pub one: u32,
    /// How many have the other.
    pub other: u32,
    /// How many entries there are.
    pub of: u32,
}

impl Pair {
    /// By how much more often both occur together than if they had nothing to do with each other,
    /// P(both) / (P(one) · P(other)) in thousandths (Brin et al., 1997); 0 where one of them does not occur.
    pub fn lift(self) -> u32 {
        // Beyond 10⁸ entries it would saturate before it is divided.
        let found = (u64::from(self.both) * u64::from(self.of)).saturating_mul(1000);
        let chance = u64::from(self.one) * u64::from(self.other);
        let rounded = found.saturating_add(chance / 2).checked_div(chance).unwrap_or(0);
        u32::try_from(rounded).unwrap_or(u32::MAX)
    }

    /// How many of those that have the other have the one too, in thousandths; 0 where none has it.
    pub fn share(self) -> u32 {
        let (both, other) = (u64::from(self.both), u64::from(self.other));
        (both.min(other) * 1000 + other / 2).checked_div(other).unwrap_or(0) as u32
    }

    /// Whether no entry has both, though chance would bring at least one.
    pub fn is_white_spot(self) -> bool {
        self.both == 0
            && self.of > 0
            && u64::from(self.one) * u64::from(self.other) >= u64::from(self.of)
    }
}

impl Facets {
    /// How many entries of a set have each value of a facet; "no value" last.
    /// O(values of the entries of the set, or of those outside it, whichever are fewer).
    ///
    /// ```
    /// use casebook::facet::{Bitmap, EntryId, FacetIndex, Facets, ForwardIndex, ValueId};
    ///
    /// let mut tags = ForwardIndex::default();
    /// tags.push(&[ValueId::new(0)]);
    /// tags.push(&[ValueId::new(0), ValueId::new(1)]);
    /// let facets = Facets::new(vec![FacetIndex::new(&tags, 2)], &[&tags]);
    /// assert_eq!(facets.counts(0, &Bitmap::of(&[EntryId::new(1)], 2)), [1, 1]);
    /// ```
    ///
    /// # Panics
    /// If there is no such facet.
    pub fn counts(&self, facet: usize, set: &Bitmap) -> Vec<u32> {
        let mut counts = self.table().nothing();
        let place = self.table().values(facet);
        let mut known = Bitmap::empty(self.entries());
        if set.count() as usize * 2 > self.entries() {
            known = Bitmap::full(self.entries());
            counts[place.clone()].copy_from_slice(self.indexes()[facet].totals());
        }
        self.table().recount(&mut counts, (&known, set), Some(facet));
        counts[place].to_vec()
    }

    /// How many entries of a set have both of two values: for each value of one facet, in the order given, one
    /// after the other those of another facet, or of the same.
    /// O(values × values × entries of the list / 64), less for values that few entries have.
    ///
    /// ```
    /// use casebook::facet::{Bitmap, FacetIndex, Facets, ForwardIndex, ValueId};
    ///
    /// let [a, b] = [0, 1].map(ValueId::new);
    /// let mut tags = ForwardIndex::default();
    /// [&[a][..], &[a, b], &[a, b]].map(|values| tags.push(values));
    /// let facets = Facets::new(vec![FacetIndex::new(&tags, 2)], &[&tags]);
    /// assert_eq!(facets.pairs(&Bitmap::full(3), (0, &[a, b]), (0, &[a, b])), [3, 2, 2, 2]);
    /// ```
    ///
    /// # Panics
    /// If there is no such facet or value.
    pub fn pairs(
        &self,
        set: &Bitmap,
        (rows, row_values): (usize, &[ValueId]),
        (columns, column_values): (usize, &[ValueId]),
    ) -> Vec<u32> {
        let rows = self.indexes()[rows].postings();
        let columns = self.indexes()[columns].postings();
        let mut counts = Vec::with_capacity(row_values.len() * column_values.len());
        for &row in row_values {
            let mut having = set.clone();
            rows.keep_in(row, &mut having);
            counts.extend(column_values.iter().map(|&column| columns.count_in(column, &having)));
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facet::{EntryId, FacetIndex, ForwardIndex};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_pair_is_what_its_fractions_are(of in 1_u32..5000, cuts in [0_u32..5000, 0..5000, 0..5000]) {
            let (one, other) = (cuts[0] % (of + 1), cuts[1] % (of + 1));
            let both = cuts[2] % (one.min(other) + 1);
            let pair = Pair { both, one, other, of };
            let [both, one, other, of] = [both, one, other, of].map(f64::from);
            if one * other > 0.0 {
                let lift = both / of / (one / of * (other / of));
                prop_assert!((f64::from(pair.lift()) - lift * 1000.0).abs() <= 0.501);
                let share = both / other;
                prop_assert!((f64::from(pair.share()) - share * 1000.0).abs() <= 0.501);
            }
            prop_assert_eq!(pair.is_white_spot(), both == 0.0 && one * other / of >= 1.0);
        }

        #[test]
        fn no_pair_is_too_large_or_too_odd(numbers in any::<[u32; 4]>()) {
            let [both, one, other, of] = numbers;
            for of in [of, 0, u32::MAX] {
                let pair = Pair { both, one, other, of };
                _ = (pair.lift(), pair.is_white_spot(), Pair { other: 0, ..pair }.lift());
                prop_assert_eq!(Pair { other: 0, ..pair }.share(), 0);
            }
        }

        #[test]
        fn counts_are_those_of_going_through_the_entries(
            rows in prop::collection::vec(
                (prop::collection::vec(0_usize..9, 0..6), 0_usize..5, any::<bool>()), 1..120),
            all in any::<bool>(),
        ) {
            let (mut tags, mut years) = (ForwardIndex::default(), ForwardIndex::default());
            for (tagged, year, _) in &rows {
                tags.push(&tagged.iter().map(|&at| ValueId::new(at)).collect::<Vec<_>>());
                // The last one is of no year.
                years.push(&(0..4).filter(|at| at == year).map(ValueId::new).collect::<Vec<_>>());
            }
            let forwards = [&tags, &years];
            let indexes = vec![FacetIndex::new(&tags, 9), FacetIndex::new(&years, 4)];
            let facets = Facets::new(indexes, &forwards);
            let entries = (0..rows.len()).filter(|&at| all || rows[at].2).map(EntryId::new);
            let entries: Vec<EntryId> = entries.collect();
            let set = Bitmap::of(&entries, rows.len());

            let has = |facet: usize, value: ValueId, entry: EntryId| {
                match forwards[facet].values(entry) {
                    [] => facets.indexes()[facet].none() == Some(value),
                    values => values.contains(&value),
                }
            };
            let values = [0, 1].map(|at| facets.indexes()[at].values().collect::<Vec<_>>());
            for (facet, of_facet) in values.iter().enumerate() {
                let having = |&value| {
                    entries.iter().filter(|&&entry| has(facet, value, entry)).count() as u32
                };
                let expected: Vec<u32> = of_facet.iter().map(having).collect();
                prop_assert_eq!(facets.counts(facet, &set), expected);
            }
            for (one, other) in [(0, 0), (0, 1), (1, 0)] {
                let counts = facets.pairs(&set, (one, &values[one]), (other, &values[other]));
                let mut counts = counts.into_iter();
                for &row in &values[one] {
                    for &column in &values[other] {
                        let both = |entry: &&EntryId| has(one, row, **entry) && has(other, column, **entry);
                        let expected = entries.iter().filter(both).count() as u32;
                        prop_assert_eq!(counts.next(), Some(expected));
                    }
                }
                prop_assert_eq!(counts.next(), None);
            }
        }
    }
}
