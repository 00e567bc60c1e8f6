//! Sets of entries, posting lists, and what is counted over them.

use crate::contest::Contests;
use casebook::catalog::Catalog;
use casebook::facet::{
    Bitmap, EntryId, FacetIndex, Facets, ForwardIndex, Memory, Refinement, ValueId, answer,
};
use fixedbitset::FixedBitSet;
use roaring::RoaringBitmap;

/// The facet of tags, as the workload declares it.
const TAG: usize = 1;

/// The same lists by everybody.
struct Lists {
    entries: usize,
    facets: Facets,
    /// By facet, then by value.
    bits: Vec<Vec<FixedBitSet>>,
    roaring: Vec<Vec<RoaringBitmap>>,
    /// Tags, the most frequent first.
    tags: Vec<ValueId>,
    /// How many bytes our cells take: two for each value that any entry has.
    cells: usize,
}

/// The same set by everybody.
struct Hits {
    ours: Bitmap,
    bits: FixedBitSet,
    roaring: RoaringBitmap,
}

/// Holds ours against others.
pub(crate) fn hold(contests: &mut Contests, catalog: &Catalog) {
    let lists = Lists::new(catalog);
    let (many, some) = (lists.hits(0), lists.hits(1));
    both(contests, &many, &some);
    go_through(contests, &many);
    narrow(contests, "narrowed by each of 8 frequent tags", &lists, &many, 2..10);
    narrow(contests, "narrowed by each of 100 rare tags", &lists, &many, 200..300);
    widen(contests, "entries of any of 100 rare tags", &lists, 200..300);
    count(contests, "counts of all values over a third of the entries", &lists, &many);
    count(contests, "counts of all values over a hundredth", &lists, &lists.hits(40));
}

impl Lists {
    fn new(catalog: &Catalog) -> Self {
        let forwards: Vec<&ForwardIndex> = catalog.facets.iter().map(|it| &it.values).collect();
        let of = |facet: usize| catalog.facets[facet].vocabulary.len();
        let indexes = (0..forwards.len()).map(|at| FacetIndex::new(forwards[at], of(at)));
        let facets = Facets::new(indexes.collect(), &forwards);
        let (mut bits, mut roaring) = (Vec::new(), Vec::new());
        for (at, forward) in forwards.iter().enumerate() {
            let mut lists = vec![Vec::new(); of(at)];
            for (entry, values) in forward.iter() {
                for value in values {
                    lists[value.index()].push(entry.index() as u32);
                }
            }
            bits.push(lists.iter().map(|list| bitset(list, catalog.len())).collect());
            roaring.push(lists.into_iter().map(RoaringBitmap::from_iter).collect());
        }
        let totals = facets.indexes()[TAG].totals();
        let mut tags: Vec<ValueId> = (0..totals.len()).map(ValueId::new).collect();
        tags.sort_by_key(|tag| u32::MAX - totals[tag.index()]);
        let most = |forward: &&ForwardIndex| forward.iter().map(|(_, values)| values.len()).max();
        let cells = forwards.iter().filter_map(most).sum::<usize>() * 2 * catalog.len();
        Self { entries: catalog.len(), facets, bits, roaring, tags, cells }
    }

    /// The entries of a tag, by how frequent it is.
    fn hits(&self, rank: usize) -> Hits {
        let tag = self.tags[rank];
        let mut ours = Bitmap::empty(self.entries);
        self.facets.indexes()[TAG].postings().add_to(tag, tag.next(), &mut ours);
        let (bits, roaring) = (&self.bits[TAG], &self.roaring[TAG]);
        Hits { ours, bits: bits[tag.index()].clone(), roaring: roaring[tag.index()].clone() }
    }

    /// What the lists of some values take: ours a list of 4 bytes an entry or a bitmap, whichever is shorter.
    fn bytes(&self, facet: usize, values: &[ValueId]) -> [usize; 3] {
        let totals = self.facets.indexes()[facet].totals();
        let bitmap = self.entries.div_ceil(64) * 8;
        let ours = values.iter().map(|it| (totals[it.index()] as usize * 4).min(bitmap) + 4);
        let roaring = values.iter().map(|it| bytes(&self.roaring[facet][it.index()]));
        [ours.sum(), bitmap * values.len(), roaring.sum()]
    }

    /// What the lists of all values take.
    fn bytes_of_all(&self) -> [usize; 3] {
        let mut all = [0; 3];
        for (facet, index) in self.facets.indexes().iter().enumerate() {
            let bytes = self.bytes(facet, &index.values().collect::<Vec<_>>());
            all.iter_mut().zip(bytes).for_each(|(all, bytes)| *all += bytes);
        }
        all
    }
}

impl Hits {
    fn bytes(&self) -> [usize; 3] {
        let bitmap = self.bits.len().div_ceil(64) * 8;
        [bitmap, bitmap, bytes(&self.roaring)]
    }
}

fn bitset(entries: &[u32], len: usize) -> FixedBitSet {
    let mut set = FixedBitSet::with_capacity(len);
    for &entry in entries {
        set.insert(entry as usize);
    }
    set
}

/// Lists of 2 bytes an entry, bitmaps of 8 KiB, and 32 bytes for each of either; what roaring itself says of them takes
/// bits for bytes.
fn bytes(set: &RoaringBitmap) -> usize {
    let known = set.statistics();
    let (lists, bitmaps) = (known.n_values_array_containers, known.n_bitset_containers);
    known.n_containers as usize * 32 + lists as usize * 2 + bitmaps as usize * (8 << 10)
}

fn both(contests: &mut Contests, a: &Hits, b: &Hits) {
    let bytes = a.bytes();
    let mut contest = contests.about("two sets, and how many are in both");
    contest.enter("ours", bytes[0], || {
        let mut both = a.ours.clone();
        both.and(&b.ours);
        both.count()
    });
    contest.enter("fixedbitset", bytes[1], || {
        let mut both = a.bits.clone();
        both.intersect_with(&b.bits);
        both.count_ones(..) as u32
    });
    contest.enter("roaring", bytes[2], || (&a.roaring & &b.roaring).len() as u32);
}

fn go_through(contests: &mut Contests, hits: &Hits) {
    let bytes = hits.bytes();
    let mut contest = contests.about("all entries of a set, one by one");
    contest.enter("ours", bytes[0], || hits.ours.iter().map(EntryId::index).sum::<usize>());
    contest.enter("fixedbitset", bytes[1], || hits.bits.ones().sum());
    contest.enter("roaring", bytes[2], || hits.roaring.iter().map(|at| at as usize).sum());
}

fn narrow(
    contests: &mut Contests,
    name: &str,
    lists: &Lists,
    hits: &Hits,
    ranks: std::ops::Range<usize>,
) {
    let tags = &lists.tags[ranks];
    let bytes = lists.bytes(TAG, tags);
    let mut contest = contests.about(name);
    contest.enter("ours", bytes[0], || {
        let left = tags.iter().map(|&tag| {
            let mut left = hits.ours.clone();
            lists.facets.indexes()[TAG].postings().keep_in(tag, &mut left);
            left.count()
        });
        left.collect::<Vec<u32>>()
    });
    contest.enter("fixedbitset", bytes[1], || {
        let left = tags.iter().map(|tag| {
            let mut left = hits.bits.clone();
            left.intersect_with(&lists.bits[TAG][tag.index()]);
            left.count_ones(..) as u32
        });
        left.collect()
    });
    contest.enter("roaring", bytes[2], || {
        let lists = &lists.roaring[TAG];
        tags.iter().map(|tag| (&hits.roaring & &lists[tag.index()]).len() as u32).collect()
    });
}

fn widen(contests: &mut Contests, name: &str, lists: &Lists, ranks: std::ops::Range<usize>) {
    let tags = &lists.tags[ranks];
    let bytes = lists.bytes(TAG, tags);
    let mut contest = contests.about(name);
    contest.enter("ours", bytes[0], || {
        let mut any = Bitmap::empty(lists.entries);
        for &tag in tags {
            lists.facets.indexes()[TAG].postings().add_to(tag, tag.next(), &mut any);
        }
        any.count()
    });
    contest.enter("fixedbitset", bytes[1], || {
        let mut any = FixedBitSet::with_capacity(lists.entries);
        for tag in tags {
            any.union_with(&lists.bits[TAG][tag.index()]);
        }
        any.count_ones(..) as u32
    });
    contest.enter("roaring", bytes[2], || {
        use roaring::MultiOps;
        let any: RoaringBitmap = tags.iter().map(|tag| &lists.roaring[TAG][tag.index()]).union();
        any.len() as u32
    });
}

/// Ours goes through the entries and remembers nothing of earlier answers; the crates have sets of the values, each of
/// which they hold against the entries.
fn count(contests: &mut Contests, name: &str, lists: &Lists, hits: &Hits) {
    let asked = vec![Refinement::default(); lists.facets.indexes().len()];
    let bytes = lists.bytes_of_all();
    let mut contest = contests.about(name);
    let memory = || Memory::new(&lists.facets);
    contest.enter_with("ours", bytes[0] + lists.cells, memory, |memory| {
        let counts = answer(&lists.facets, &asked, &hits.ours, memory).counts;
        counts.iter().map(|counts| counts.to_vec()).collect::<Vec<Vec<u32>>>()
    });
    contest.enter("fixedbitset", bytes[1], || {
        let counts = lists.bits.iter().map(|lists| {
            let counts = lists.iter().map(|set| set.intersection_count(&hits.bits) as u32);
            counts.collect()
        });
        counts.collect()
    });
    contest.enter("roaring", bytes[2], || {
        let counts = lists.roaring.iter().map(|lists| {
            let counts = lists.iter().map(|set| set.intersection_len(&hits.roaring) as u32);
            counts.collect()
        });
        counts.collect()
    });
}
