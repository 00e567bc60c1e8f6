//! Pairs, companions, comparisons and similar entries, against going through the entries.

use super::*;
use crate::facet::Pair;
use crate::query::similar::{self, Reason, similar};

fn has(library: &Library, entry: EntryId, facet: usize, value: ValueId) -> bool {
    library.values_of(facet, entry).contains(&value)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_cell_is_the_hits_that_have_both(
        rows in rows(), changes in changes(), facets in (0_usize..5, 0_usize..5), most in 1_usize..8,
    ) {
        let library = Library::new(catalog(&rows));
        let query = query(&library, &changes);
        let hits = evaluate(&library, &query).hits;
        let axis = |facet| match facet {
            YEAR_FACET => Axis::years(&library, &hits, most),
            _ => Axis::frequent(&library, &hits, facet, most),
        };
        let pairs = Pairs::new(&library, &hits, axis(facets.0), axis(facets.1));
        for (row, &one) in pairs.rows().values.iter().enumerate() {
            for (column, &other) in pairs.columns().values.iter().enumerate() {
                let count = |is: &dyn Fn(EntryId) -> bool| hits.iter().filter(|&it| is(it)).count() as u32;
                let has_one = |it| has(&library, it, facets.0, one);
                let has_other = |it| has(&library, it, facets.1, other);
                let pair = pairs.pair(row, column);
                prop_assert_eq!(pair.of, hits.len() as u32);
                prop_assert_eq!(pair.one, count(&has_one));
                prop_assert_eq!(pair.other, count(&has_other));
                prop_assert_eq!(pair.both, count(&|it| has_one(it) && has_other(it)));
                prop_assert_eq!(pairs.is_diagonal(row, column), facets.0 == facets.1 && one == other);

                let cell = pairs.query(&library, &query, row, column);
                let shown = rows_of(&library, &cell).len() as u32;
                if is_told_by_a_query(&library, &query, [(facets.0, one), (facets.1, other)]) {
                    prop_assert_eq!(shown, pair.both);
                } else {
                    prop_assert!(shown >= pair.both);
                }
            }
        }
    }

    #[test]
    fn an_axis_has_the_most_frequent(rows in rows(), changes in changes(), facet in 0_usize..5, most in 1_usize..6) {
        let library = Library::new(catalog(&rows));
        let hits = evaluate(&library, &query(&library, &changes)).hits;
        let count = |value| hits.iter().filter(|&it| has(&library, it, facet, value)).count() as u32;
        let values = library.values(facet).iter().copied();
        let mut values: Vec<(ValueId, u32)> = values.map(|value| (value, count(value))).collect();
        values.retain(|&(value, count)| count > 0 && !library.is_none(facet, value));
        values.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        values.truncate(most);
        let axis = Axis::frequent(&library, &hits, facet, most);
        prop_assert!(axis.values.into_iter().zip(axis.counts).eq(values));

        let axis = Axis::years(&library, &hits, most);
        prop_assert!(axis.values.is_sorted() && axis.values.len() <= most);
        let latest = axis.values.last().copied();
        let years = hits.iter().flat_map(|it| library.facets()[YEAR_FACET].values.values(it));
        prop_assert_eq!(latest, years.max().copied());
    }

    #[test]
    fn what_goes_with_a_value(
        rows in rows(), changes in changes(), of in (0_usize..5, 0_usize..4), other in 0_usize..5, least in 0_u32..4,
        by_lift in any::<bool>(),
    ) {
        let library = Library::new(catalog(&rows));
        let hits = evaluate(&library, &query(&library, &changes)).hits;
        let rank = if by_lift { Rank::Lift } else { Rank::Count };
        let (rows, columns) =
            (Axis::frequent(&library, &hits, of.0, 9), Axis::frequent(&library, &hits, other, 9));
        let pairs = Pairs::new(&library, &hits, rows.clone(), columns.clone());
        let Some(&value) = rows.values.get(of.1) else { return Ok(()) };
        let pair = |it: ValueId| {
            let count = |is: &dyn Fn(EntryId) -> bool| hits.iter().filter(|&it| is(it)).count() as u32;
            let one = |entry| has(&library, entry, of.0, value);
            let two = |entry| has(&library, entry, other, it);
            Pair { both: count(&|it| one(it) && two(it)), one: count(&one), other: count(&two), of: hits.len() as u32 }
        };
        let mut expected: Vec<usize> = (0..columns.values.len()).collect();
        expected.retain(|&at| {
            let it = columns.values[at];
            pair(it).both >= least.max(1) && (of.0, value) != (other, it)
        });
        expected.sort_by_key(|&at| {
            let pair = pair(columns.values[at]);
            let (count, lift) = (pair.both, pair.lift());
            std::cmp::Reverse(if by_lift { (lift, count) } else { (count, lift) })
        });
        prop_assert_eq!(pairs.companions(of.1, rank, least), expected);
    }

    #[test]
    fn a_comparison_is_both_lists_counted(rows in rows(), changes in [changes(), changes()]) {
        let library = Library::new(catalog(&rows));
        let queries = changes.map(|changes| query(&library, &changes));
        let hits = queries.map(|query| evaluate(&library, &query).hits);
        let found = compare(&library, &hits[0], &hits[1]);
        prop_assert_eq!(found.hits, [hits[0].len() as u32, hits[1].len() as u32]);
        prop_assert_eq!(found.both as usize, hits[0].iter().filter(|&it| hits[1].contains(it)).count());
        for (facet, found) in found.facets.iter().enumerate() {
            let count = |hits: &Hits, value| hits.iter().filter(|&it| has(&library, it, facet, value)).count() as u32;
            let counted = library.values(facet).iter().map(|&value| Compared {
                value,
                counts: [count(&hits[0], value), count(&hits[1], value)],
            });
            let expected: Vec<_> = counted.filter(|it| it.counts != [0, 0]).collect();
            prop_assert_eq!(found, &expected);
        }
        for (side, compared) in [0, 1].into_iter().flat_map(|side| found.facets.iter().flatten().map(move |it| (side, *it))) {
            let share = f64::from(compared.counts[side]) * 100.0 / f64::from(found.hits[side].max(1));
            prop_assert!((f64::from(found.percent(side, compared)) - share).abs() <= 0.5);
        }
        let swapped = compare(&library, &hits[1], &hits[0]);
        for (one, other) in found.facets.iter().flatten().zip(swapped.facets.iter().flatten()) {
            prop_assert_eq!(one.only(), other.only().map(|side| 1 - side));
        }
    }

    #[test]
    fn similar_entries_are_those_that_share_most(rows in rows(), at in 0_usize..24, most in 0_usize..6) {
        let library = Library::new(catalog(&rows));
        let Some(entry) = library.catalog().entries().nth(at) else { return Ok(()) };
        let found = similar(&library, entry, most);
        let mut expected: Vec<(EntryId, u32)> = library.catalog().entries()
            .filter(|&other| other != entry)
            .map(|other| (other, shared(&library, entry, other).iter().map(|it| it.1).sum()))
            .filter(|&(_, score)| score >= similar::LEAST)
            .collect();
        expected.sort_by_key(|&(_, score)| std::cmp::Reverse(score));
        expected.truncate(most);
        let scored: Vec<_> = found.iter().map(|it| (it.entry, it.score)).collect();
        prop_assert_eq!(scored, expected);
        for similar in &found {
            let shared = shared(&library, entry, similar.entry);
            let weight = |reason: &Reason| shared.iter().find(|it| it.0 == *reason).map(|it| it.1);
            let weights: Vec<_> = similar.reasons.iter().map(weight).collect();
            prop_assert!(weights.is_sorted_by(|a, b| a >= b) && weights.iter().all(Option::is_some));
            let mut strongest: Vec<_> = shared.iter().map(|it| Some(it.1)).collect();
            strongest.sort_unstable_by(|a, b| b.cmp(a));
            strongest.truncate(3);
            prop_assert_eq!(weights, strongest);
        }
    }
}

/// Whether the hits that have some values can be asked for; see `Query::narrowed`.
fn is_told_by_a_query(library: &Library, query: &Query, values: [(usize, ValueId); 2]) -> bool {
    let mut query = query.clone();
    values.iter().all(|&(facet, value)| {
        let asked = query.refinement(facet).clone();
        query = query.narrowed(library, facet, value);
        let chosen = asked.chosen();
        asked.matching() == Match::All
            || chosen.is_empty()
            || asked.is_chosen(value)
            || chosen.len() == 1 && library.facets()[facet].many
    })
}

/// What two entries share and what it counts for, said as plainly as it can be.
fn shared(library: &Library, one: EntryId, other: EntryId) -> Vec<(Reason, u32)> {
    let (catalog, all) = (library.catalog(), library.catalog().len() as u32);
    let mut shared = Vec::new();
    let weight = |having: &dyn Fn(EntryId) -> bool| {
        let total = catalog.entries().filter(|&entry| having(entry)).count() as u32;
        similar::bits(all) - similar::bits(total)
    };
    for (facet, factor) in [(TAG, 4), (COMPANY, 1), (INDUSTRY, 4)] {
        for &value in library.facets()[facet].values.values(one) {
            let has =
                |entry: EntryId| library.facets()[facet].values.values(entry).contains(&value);
            if has(other) {
                shared.push((Reason::Value(facet, value), factor * weight(&has)));
            }
        }
    }
    let of = |entry| fields(library, entry);
    let [title, labels, summary] = of(one);
    let (mut told, mut taken) = (vec![], 0);
    for text in [&title, &summary] {
        for word in words(text) {
            let is_stopped = word.len() < 3 || ["the", "and", "how"].contains(&word);
            if is_stopped || words(&labels).any(|label| label == word) || told.contains(&word) {
                continue;
            }
            told.push(word);
            taken += 1;
            let has = |entry: EntryId| {
                let [title, _, summary] = of(entry);
                words(&title).chain(words(&summary)).any(|it| it == word)
            };
            if has(other) {
                shared.push((Reason::Word(word.to_owned()), weight(&has)));
            }
        }
    }
    shared.retain(|shared| shared.1 > 0);
    assert!(taken < 50);
    shared
}

#[test]
fn a_query_is_compared_with_something_else() {
    let json = br#"{ "format": 1, "facets": [{ "key": "industry", "label": "Industry" }, { "key": "company", "label": "Company" }],
      "entries": [{ "id": "a", "title": "A", "industry": "film", "company": "Ay" },
                  { "id": "b", "title": "B", "industry": "film", "company": "Bee" },
                  { "id": "c", "title": "C", "industry": "film", "company": "Bee" }] }"#;
    let library = Library::new(crate::catalog::decode(json).unwrap());
    let check = |asked: &str, expected: &str| {
        let found = counterpart(&library, &decode(asked, &library));
        assert_eq!(encode(&found, &library), expected, "{asked}");
    };
    check("", "company=bee");
    check("company=bee", "");
    check("q=x&sort=title", "sort=title");
    let link = Link::decode("company=ay&vs=company%3Dbee&case=a&chart=heat", &library);
    let swapped = link.swapped();
    assert_eq!(swapped.encode(&library), "company=bee&vs=company%3Day&chart=heat");
    assert_eq!(swapped.swapped(), link.showing(None));
    assert_eq!(link.comparing(None).encode(&library), "company=ay&chart=heat");
}
