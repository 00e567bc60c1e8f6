//! The catalog with its index: built once, never changed.

use super::{Progress, Unknown};
use crate::catalog::{Catalog, Facet, YEAR, slugify};
use crate::facet::{EntryId, FacetIndex, ValueId};
use crate::text::{TextIndex, fold};
use std::cmp::Reverse;
use std::sync::OnceLock;

/// How "no value" is named for readers.
const NONE_LABEL: &str = "(none)";
/// How "no value" is named in links; no slug can be this, since slugs have no underscore.
const NONE_SLUG: &str = "_none";

/// A catalog made ready for questions.
#[derive(Debug)]
pub struct Library {
    catalog: Catalog,
    indexes: Vec<FacetIndex>,
    /// Made when first asked for.
    text: OnceLock<TextIndex>,
    /// For each facet, the values in the order that readers see them in.
    orders: Vec<Vec<ValueId>>,
    /// For each facet and value, its position among the labels.
    ranks: Vec<Vec<u32>>,
    /// For each entry, the position of its title; made when first asked for.
    title_ranks: OnceLock<Vec<u32>>,
}

impl Library {
    /// Indexes a catalog, but for its words. O(values).
    pub fn new(catalog: Catalog) -> Self {
        let indexes: Vec<FacetIndex> = catalog
            .facets
            .iter()
            .map(|facet| FacetIndex::new(&facet.values, facet.vocabulary.len()))
            .collect();
        let ranks: Vec<Vec<u32>> =
            catalog.facets.iter().zip(&indexes).map(|(facet, index)| ranks(facet, index)).collect();
        let orders = (0..indexes.len())
            .map(|at| order(&catalog.facets[at], &indexes[at], &ranks[at]))
            .collect();
        Self {
            catalog,
            indexes,
            text: OnceLock::new(),
            orders,
            ranks,
            title_ranks: OnceLock::new(),
        }
    }

    /// The list itself.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// The facets, the year last.
    pub fn facets(&self) -> &[Facet] {
        &self.catalog.facets
    }

    /// The position of the facet with a key.
    pub fn facet(&self, key: &str) -> Option<usize> {
        self.facets().iter().position(|facet| facet.key == key)
    }

    /// The position of the year's facet.
    pub fn year_facet(&self) -> usize {
        self.facets().len() - 1
    }

    /// The years that occur, ascending.
    pub fn years(&self) -> impl Iterator<Item = u16> + '_ {
        let years = &self.catalog.year().vocabulary;
        years.values().filter_map(|year| years.label(year).parse().ok())
    }

    /// A facet's values in the order that readers see them in, which no filter changes: by total, then
    /// by label; years newest first; "no value" last.
    pub fn values(&self, facet: usize) -> &[ValueId] {
        &self.orders[facet]
    }

    /// The values that an entry has in a facet, in the curator's order; "no value" where it has none.
    pub fn values_of(&self, facet: usize, entry: EntryId) -> &[ValueId] {
        self.indexes[facet].values_of(entry)
    }

    /// Whether a value stands for "no value".
    pub fn is_none(&self, facet: usize, value: ValueId) -> bool {
        self.indexes[facet].none() == Some(value)
    }

    /// What readers call a value.
    pub fn label(&self, facet: usize, value: ValueId) -> &str {
        if self.is_none(facet, value) {
            return NONE_LABEL;
        }
        self.facets()[facet].vocabulary.label(value)
    }

    /// What links call a value.
    pub fn slug(&self, facet: usize, value: ValueId) -> &str {
        if self.is_none(facet, value) {
            return NONE_SLUG;
        }
        self.facets()[facet].vocabulary.slug(value)
    }

    /// How many entries have a value when nothing is filtered.
    pub fn total(&self, facet: usize, value: ValueId) -> u32 {
        self.indexes[facet].total(value)
    }

    /// The value a person means by a name: slug, label in any case, or alias.
    pub fn find(&self, facet: usize, name: &str) -> Option<ValueId> {
        let name = name.trim();
        let is_none = [NONE_SLUG, NONE_LABEL].iter().any(|none| none.eq_ignore_ascii_case(name));
        if is_none {
            return self.indexes[facet].none();
        }
        self.facets()[facet].vocabulary.find(name)
    }

    /// What a link may have meant by something that the catalog lacks: the facet, the value whose name is
    /// nearest if any is near, and whether it was to be excluded. Near is within a third of the letters,
    /// by Levenshtein's distance.
    pub fn suggestion(&self, unknown: &Unknown) -> Option<(usize, ValueId, bool)> {
        let facet = self.facet(&unknown.key)?;
        let name = unknown.value.strip_prefix('-');
        // No name that a person mistypes is longer, and the comparison is quadratic.
        let slug = slugify(name.unwrap_or(&unknown.value)).chars().take(60).collect::<String>();
        let distance = |value: &ValueId| strsim::levenshtein(self.slug(facet, *value), &slug);
        let nearest = self.values(facet).iter().map(|value| (distance(value), *value)).min()?;
        (nearest.0 * 3 <= slug.chars().count()).then_some((facet, nearest.1, name.is_some()))
    }

    pub(super) fn indexes(&self) -> &[FacetIndex] {
        &self.indexes
    }

    /// Goes on a bit with the index of words, for when there is nothing else to do; `None` once it is
    /// complete. A query with words that comes earlier completes it at once.
    pub fn text_step(&self) -> Option<Progress> {
        self.text();
        None
    }

    pub(super) fn text(&self) -> &TextIndex {
        self.text.get_or_init(|| text_index(&self.catalog))
    }

    /// The position of an entry's first value among the labels; `None` where it has no value.
    pub(super) fn rank(&self, facet: usize, entry: EntryId) -> Option<u32> {
        let first = *self.values_of(facet, entry).first()?;
        (!self.is_none(facet, first)).then(|| self.ranks[facet][first.index()])
    }

    /// The position of an entry's title among the titles.
    pub(super) fn title_rank(&self, entry: EntryId) -> u32 {
        let ranks = self.title_ranks.get_or_init(|| {
            let titles = self.catalog.entries().map(|entry| fold(self.catalog.title(entry)));
            positions(&titles.collect::<Vec<_>>())
        });
        ranks[entry.index()]
    }
}

fn text_index(catalog: &Catalog) -> TextIndex {
    TextIndex::new(catalog.entries(), |entry, add| {
        add(catalog.title(entry));
        add(catalog.summary(entry));
        for facet in catalog.declared() {
            for &value in facet.values.values(entry) {
                add(facet.vocabulary.label(value));
            }
        }
    })
}

/// For each value its position when labels are ordered as readers expect; years by number.
fn ranks(facet: &Facet, index: &FacetIndex) -> Vec<u32> {
    if facet.key == YEAR {
        return (0..index.values().count() as u32).collect();
    }
    let labels = facet.vocabulary.values().map(|value| fold(facet.vocabulary.label(value)));
    positions(&labels.collect::<Vec<_>>())
}

fn positions(keys: &[String]) -> Vec<u32> {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by_key(|&at| &keys[at]);
    let mut positions = vec![0; keys.len()];
    for (position, pair) in (0..).zip(order.chunk_by(|&a, &b| keys[a] == keys[b])) {
        for &at in pair {
            positions[at] = position;
        }
    }
    positions
}

fn order(facet: &Facet, index: &FacetIndex, ranks: &[u32]) -> Vec<ValueId> {
    let mut values: Vec<ValueId> = index.values().collect();
    let is_none = |value: ValueId| index.none() == Some(value);
    if facet.key == YEAR {
        values.sort_by_key(|&value| (is_none(value), Reverse(value)));
    } else {
        values.sort_by_key(|&value| {
            (is_none(value), Reverse(index.total(value)), ranks.get(value.index()))
        });
    }
    values
}
