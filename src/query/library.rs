//! The catalog with its index: built once, never changed.

use super::order::{SortOrder, UNRANKED};
use super::search::{CatalogSearch, Search};
use super::{Column, Indexing, Progress, Unknown};
use crate::catalog::{Catalog, Facet, Strings, YEAR, slugify};
use crate::facet::{EntryId, FacetIndex, Facets, ValueId};
use crate::text::{self, fold};
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// How "no value" is named for readers.
const NONE_LABEL: &str = "(none)";
/// How "no value" is named in links; no slug can be this, since slugs have no underscore.
const NONE_SLUG: &str = "_none";

/// How many titles a step of their order takes: about a millisecond.
const STEP: usize = 2048;

/// Up to so many titles are put in order before anybody asks.
const SORTED_AHEAD: usize = 200_000;

/// A catalog made ready for questions.
#[derive(Debug)]
pub struct Library {
    catalog: Arc<Catalog>,
    indexed: Arc<Facets>,
    /// For each facet, the values in the order that readers see them in.
    values: Vec<Vec<ValueId>>,
    /// For each facet and value, its position among the labels.
    ranks: Vec<Vec<u32>>,
    /// For each facet and then for the title, the entries in order; made when first asked for.
    orders: Vec<OnceLock<Arc<SortOrder>>>,
    /// What finds words; none until [`Library::make_searchable`].
    search: OnceLock<Arc<dyn Search>>,
    /// Made when first asked for.
    fingerprint: OnceLock<u32>,
    /// The first titles, folded, for when they are put in order.
    titles: Mutex<Strings>,
}

impl Library {
    /// Indexes a catalog, but for its words, which follow when they are asked for.
    /// O(entries + values × log values).
    pub fn new(catalog: Catalog) -> Self {
        let library = Indexing::new(catalog).finish();
        library.make_searchable();
        library
    }

    /// A catalog with its facets indexed.
    pub(super) fn of(catalog: Catalog, ready: Facets) -> Self {
        let indexes = ready.indexes();
        let facets = || catalog.facets.iter().zip(indexes);
        let ranks: Vec<Vec<u32>> = facets().map(|(facet, index)| ranks(facet, index)).collect();
        let values = facets().zip(&ranks).map(|((facet, index), ranks)| order(facet, index, ranks));
        Self {
            values: values.collect(),
            ranks,
            orders: (0..=indexes.len()).map(|_| OnceLock::new()).collect(),
            indexed: Arc::new(ready),
            catalog: Arc::new(catalog),
            search: OnceLock::new(),
            fingerprint: OnceLock::new(),
            titles: Mutex::default(),
        }
    }

    /// The list itself.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// The catalog's [fingerprint](Catalog::fingerprint), made once.
    pub fn fingerprint(&self) -> u32 {
        *self.fingerprint.get_or_init(|| self.catalog.fingerprint())
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
        &self.values[facet]
    }

    /// The values that an entry has in a facet, in the curator's order; "no value" where it has none.
    pub fn values_of(&self, facet: usize, entry: EntryId) -> &[ValueId] {
        match self.facets()[facet].values.values(entry) {
            [] => self.indexed.indexes()[facet].values_of_none(),
            values => values,
        }
    }

    /// Whether a value stands for "no value".
    pub fn is_none(&self, facet: usize, value: ValueId) -> bool {
        self.indexed.indexes()[facet].none() == Some(value)
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
        self.indexed.indexes()[facet].totals()[value.index()]
    }

    /// The value a person means by a name: slug, label in any case, or alias.
    pub fn find(&self, facet: usize, name: &str) -> Option<ValueId> {
        let name = name.trim();
        let is_none = [NONE_SLUG, NONE_LABEL].iter().any(|none| none.eq_ignore_ascii_case(name));
        if is_none {
            return self.indexed.indexes()[facet].none();
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

    /// Has words found from now on; whether they were not before. Until then, as in a library fresh from
    /// [`Indexing`], the words of a query have no effect.
    pub fn make_searchable(&self) -> bool {
        let search = CatalogSearch::new(&self.catalog, &self.indexed);
        self.search.set(Arc::new(search)).is_ok()
    }

    /// Whether words are found.
    pub fn is_searchable(&self) -> bool {
        self.search.get().is_some()
    }

    /// Goes on a bit with the index of words, for when there is nothing else to do; `None` once it is
    /// complete. A query with words that comes earlier completes it at once.
    pub fn text_step(&self) -> Option<Progress> {
        self.search()?.step()
    }

    /// Where a text has words of a query; see [`crate::text::matches`].
    pub fn matches(&self, text: &str, query: &str) -> Vec<Range<usize>> {
        self.search().map(|search| search.matches(text, query)).unwrap_or_default()
    }

    /// Goes on a bit with the order of the titles, for when there is nothing else to do; `None` once it is
    /// there, and in lists so long that to put them in order takes longer than a moment.
    pub fn title_step(&self) -> Option<Progress> {
        let of = self.catalog.len();
        let at = self.facets().len();
        if of > SORTED_AHEAD || self.orders[at].get().is_some() {
            return None;
        }
        let done = self.fold_titles(&mut self.titles(), STEP);
        if done == of {
            self.order(Column::Title);
        }
        Some(Progress { done, of })
    }

    fn titles(&self) -> MutexGuard<'_, Strings> {
        self.titles.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Folds so many more titles, if there are; how many are folded.
    fn fold_titles(&self, folded: &mut Strings, more: usize) -> usize {
        for entry in self.catalog.entries().skip(folded.len()).take(more) {
            folded.push(&fold(self.catalog.title(entry)));
        }
        folded.len()
    }

    /// The facets made ready.
    pub(super) fn indexed(&self) -> &Facets {
        &self.indexed
    }

    /// What finds words.
    pub(super) fn search(&self) -> Option<&Arc<dyn Search>> {
        self.search.get()
    }

    /// The entries in the order of a column: by title, or by the labels of their first values.
    pub(super) fn order(&self, column: Column) -> &Arc<SortOrder> {
        let at = match column {
            Column::Facet(facet) => facet,
            Column::Title => self.facets().len(),
        };
        self.orders[at].get_or_init(|| {
            let (ranks, groups) = match column {
                Column::Title => self.title_ranks(),
                Column::Facet(facet) => (self.facet_ranks(facet), self.ranks[facet].len()),
            };
            Arc::new(SortOrder::new(ranks, groups))
        })
    }

    fn facet_ranks(&self, facet: usize) -> Vec<u32> {
        let rank =
            |values: &[ValueId]| values.first().map_or(UNRANKED, |v| self.ranks[facet][v.index()]);
        self.facets()[facet].values.iter().map(|(_, values)| rank(values)).collect()
    }

    /// For each entry, the position of its title among the titles, and how many positions there are.
    fn title_ranks(&self) -> (Vec<u32>, usize) {
        let mut folded = std::mem::take(&mut *self.titles());
        self.fold_titles(&mut folded, usize::MAX);
        let ranks = positions(&folded);
        let groups = ranks.iter().max().map_or(0, |last| *last as usize + 1);
        (ranks, groups)
    }
}

/// For each value its position when labels are ordered as readers expect; years by number.
fn ranks(facet: &Facet, index: &FacetIndex) -> Vec<u32> {
    if facet.key == YEAR {
        return (0..index.values().count() as u32).collect();
    }
    let mut folded = Strings::default();
    let labels = facet.vocabulary.values().map(|value| facet.vocabulary.label(value));
    labels.for_each(|label| folded.push(&fold(label)));
    positions(&folded)
}

/// For each folded text its position when all are in order; equal ones share one.
fn positions(folded: &Strings) -> Vec<u32> {
    let text = |at: u32| folded.get(at as usize).as_bytes();
    let mut positions = vec![0; folded.len()];
    let (mut position, mut last) = (0, None);
    for at in text::order(folded.len(), &text) {
        position += u32::from(last.is_some_and(|last| text(last) != text(at)));
        positions[at as usize] = position;
        last = Some(at);
    }
    positions
}

/// The values in the order that readers see them in.
fn order(facet: &Facet, index: &FacetIndex, ranks: &[u32]) -> Vec<ValueId> {
    // Largest first, and "no value" last.
    let descending = |value: ValueId, number: u32| match index.none() {
        Some(none) if none == value => u32::MAX,
        _ => u32::MAX - 1 - number,
    };
    let values: Vec<ValueId> = index.values().collect();
    if facet.key == YEAR {
        return sorted(&values, &|value| descending(value, value.index() as u32));
    }
    let rank = |value: ValueId| ranks.get(value.index()).copied().unwrap_or(u32::MAX);
    let by_label = sorted(&values, &rank);
    sorted(&by_label, &|value| descending(value, index.totals()[value.index()]))
}

/// Values ascending by a key, those of the same key as they come.
pub(super) fn sorted(values: &[ValueId], key: &dyn Fn(ValueId) -> u32) -> Vec<ValueId> {
    let places = (0_u64..).zip(values);
    let mut keys: Vec<u64> = places.map(|(at, &it)| u64::from(key(it)) << 32 | at).collect();
    keys.sort_unstable();
    keys.iter().map(|&key| values[(key & u64::from(u32::MAX)) as usize]).collect()
}
