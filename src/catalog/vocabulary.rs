//! The values of a facet: their labels, and the slugs that stand for them in links.

use super::table::Table;
use super::{Strings, slugify};
use crate::facet::ValueId;

/// A facet's values, interned: each label once, each with a slug of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    labels: Strings,
    slugs: Strings,
    /// Values by their labels.
    by_label: Table,
    /// Values by their slugs.
    by_slug: Table,
    /// Other names, as slugs: aliases, then the slugs that labels would have had where others were declared.
    others: Vec<(String, ValueId)>,
    /// How many of those are aliases.
    aliases: usize,
}

impl Vocabulary {
    /// How many values there are.
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// Every value, ascending.
    pub fn values(&self) -> impl Iterator<Item = ValueId> + use<> {
        (0..self.len()).map(ValueId::new)
    }

    /// What readers see.
    ///
    /// # Panics
    /// If there is no such value.
    pub fn label(&self, value: ValueId) -> &str {
        self.labels.get(value.index())
    }

    /// What stands for it in links; unique in the vocabulary, and in the form that [`slugify`] makes.
    ///
    /// # Panics
    /// If there is no such value.
    pub fn slug(&self, value: ValueId) -> &str {
        self.slugs.get(value.index())
    }

    /// The value a person means by a name: its slug, its label in any case, or an alias.
    pub fn find(&self, name: &str) -> Option<ValueId> {
        if name.trim().is_empty() {
            return None;
        }
        let by_slug = |slug: &str| self.by_slug.find(&self.slugs, slug).map(ValueId::new);
        let labelled = || self.by_label.find(&self.labels, name).map(ValueId::new);
        by_slug(name).or_else(labelled).or_else(|| {
            let slug = slugify(name);
            let other = || self.others.iter().find(|other| other.0 == slug).map(|other| other.1);
            by_slug(&slug).or_else(other)
        })
    }

    /// Aliases with the values they stand for.
    pub(super) fn aliases(&self) -> impl Iterator<Item = (&str, ValueId)> {
        self.others[..self.aliases].iter().map(|(alias, value)| (&**alias, *value))
    }

    /// The value with exactly this label, added where it is new. O(bytes of the label).
    pub(super) fn intern(&mut self, label: &str) -> ValueId {
        let found = self.by_label.find(&self.labels, label);
        ValueId::new(found.unwrap_or_else(|| {
            self.labels.push(label);
            self.by_label.add_last(&self.labels);
            self.labels.len() - 1
        }))
    }

    /// Gives every value its slug: the one declared, else one made from its label, with a number behind
    /// it where that is taken. To be called once, when all values are there; O(values).
    pub(super) fn assign_slugs(
        &mut self,
        given: &[(ValueId, String)],
        aliases: Vec<(String, ValueId)>,
    ) {
        self.aliases = aliases.len();
        self.others = aliases;
        let mut slugs: Vec<Option<&str>> = vec![None; self.len()];
        for (value, slug) in given {
            slugs[value.index()] = Some(slug);
        }
        // The last number behind the slug of a value; all below are taken.
        let mut numbers = vec![1_u32; self.len()];
        for (value, slug) in self.values().zip(slugs) {
            let own = slugify(self.label(value));
            let mut slug = slug.map_or_else(|| own.clone(), slugify);
            if slug != own {
                self.others.push((own, value));
            }
            if let Some(other) = self.by_slug.find(&self.slugs, &slug) {
                let (wanted, number) = (slug.clone(), &mut numbers[other]);
                while self.by_slug.find(&self.slugs, &slug).is_some() {
                    *number += 1;
                    slug = format!("{wanted}-{number}");
                }
            }
            self.slugs.push(&slug);
            self.by_slug.add_last(&self.slugs);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary(labels: &[&str]) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        for label in labels {
            vocabulary.intern(label);
        }
        vocabulary.assign_slugs(&[], Vec::new());
        vocabulary
    }

    #[test]
    fn a_label_is_interned_once() {
        let mut vocabulary = vocabulary(&["nlp", "cv"]);
        assert_eq!(vocabulary.intern("nlp"), ValueId::new(0));
        assert_eq!(vocabulary.len(), 2);
    }

    #[test]
    fn labels_that_share_a_slug_are_told_apart() {
        let vocabulary = vocabulary(&["NLP", "nlp", "nlp 2", "n/l/p"]);
        let slugs: Vec<_> = vocabulary.values().map(|v| vocabulary.slug(v)).collect();
        assert_eq!(slugs, ["nlp", "nlp-2", "nlp-2-2", "n-l-p"]);
        for value in vocabulary.values() {
            assert_eq!(vocabulary.find(vocabulary.slug(value)), Some(value));
        }
    }

    #[test]
    fn many_labels_of_one_slug_take_no_longer_than_others() {
        let labels: Vec<String> = (0..20_000)
            .map(|at| format!("{at:015b}a").replace('0', "!").replace('1', "?"))
            .collect();
        let vocabulary = vocabulary(&labels.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(vocabulary.slug(ValueId::new(19_999)), "a-20000");
    }

    #[test]
    fn names_are_found_by_slug_label_and_alias_in_any_case() {
        let mut vocabulary = Vocabulary::default();
        let ranking = vocabulary.intern("ad ranking / targeting");
        let cpp = vocabulary.intern("C++");
        vocabulary.assign_slugs(&[(cpp, "cpp".into())], vec![("see-plus-plus".into(), cpp)]);
        let check = |name: &str, expected| assert_eq!(vocabulary.find(name), expected, "{name}");
        check("Ad Ranking / Targeting", Some(ranking));
        check("AD-RANKING-TARGETING", Some(ranking));
        check("cpp", Some(cpp));
        check("c++", Some(cpp));
        check("See plus plus", Some(cpp));
        check("rust", None);
        check("", None);
    }
}
