//! Answers one after the other, and their order: by words, by column, by page.

use super::*;

/// How far from best an entry matches words: where the one that is found worst is found best.
fn tier(library: &Library, asked: &str, entry: EntryId) -> usize {
    let fields = fields(library, entry);
    let best = |asked: &str| {
        let found = fields.iter().enumerate().flat_map(|(at, field)| {
            let words = words(field).filter(|word| word.starts_with(asked));
            words.map(move |word| 2 * at + usize::from(word != asked))
        });
        found.min().unwrap_or(6)
    };
    words(&fold(asked)).map(best).max().unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn answers_that_build_on_others_are_those_from_scratch(
        rows in rows(),
        changes in prop::collection::vec(changes(), 1..8),
    ) {
        let library = Library::new(catalog(&rows));
        let mut evaluator = Evaluator::new(&library);
        let mut query = Query::new(&library);
        let mut asked = Vec::new();
        for (at, changes) in changes.iter().enumerate() {
            query = match (at % 4, asked.last()) {
                (2, Some(before)) => Query::clone(before),
                (3, _) => query.cleared(),
                _ => changed(&library, query, changes),
            };
            prop_assert_eq!(&*evaluator.answer(&query), &evaluate(&library, &query));
            asked.push(query.clone());
        }
        for query in asked.iter().rev() {
            prop_assert_eq!(&*evaluator.answer(query), &evaluate(&library, query));
        }
    }

    #[test]
    fn each_stage_of_a_funnel_is_the_answer_to_the_filters_so_far(
        rows in rows(),
        changes in changes(),
    ) {
        let library = Library::new(catalog(&rows));
        let query = query(&library, &changes);
        let steps = query.narrowing();
        let stages = Evaluator::new(&library).funnel(&query);
        prop_assert_eq!(stages.iter().map(|stage| stage.step).collect::<Vec<_>>(), steps.clone());
        let mut before = rows.len();
        for (at, stage) in stages.iter().enumerate() {
            let later = steps[at + 1..].iter();
            let so_far = later.fold(query.clone(), |query, &step| query.without(step));
            let left = evaluate(&library, &so_far).hits.len();
            prop_assert_eq!(stage.hits as usize, left);
            prop_assert!(left <= before);
            before = left;
        }
        prop_assert_eq!(before, evaluate(&library, &query).hits.len());

        // The same by the steps that readers see: a value that the next one widens leaves nothing alone.
        let left = Evaluator::new(&library).left(&query);
        let seen = query.steps();
        prop_assert_eq!(left.len(), seen.len());
        prop_assert!(left.iter().flatten().eq(stages.iter().map(|stage| &stage.hits)));
        for (at, _) in left.iter().enumerate().filter(|(_, left)| left.is_none()) {
            let facet = |step: Option<&Step>| match step {
                Some(&Step::Chosen(facet, _)) => Some(facet),
                _ => None,
            };
            prop_assert!(facet(seen.get(at)).is_some());
            prop_assert_eq!(facet(seen.get(at)), facet(seen.get(at + 1)));
        }
    }

    #[test]
    fn words_rank_by_field_and_closeness(rows in rows(), text in "[abx中]{1,2}( [abé]{1,2})?") {
        let library = Library::new(catalog(&rows));
        let query = Query::new(&library).with_text(text.clone());
        let mut expected = rows_of(&library, &query);
        expected.sort_by_key(|&entry| tier(&library, &text, entry));
        let hits: Vec<EntryId> = evaluate(&library, &query).hits.iter().collect();
        prop_assert_eq!(hits, expected);
    }

    #[test]
    fn words_that_are_nowhere_are_corrected_by_one_edit(
        titles in prop::collection::vec("[abé]{4,7}( [abc]{4,7})?", 1..8),
        word in "[abc]{4,6}",
    ) {
        let rows: Vec<Row> = titles.iter().map(|title| titled(title)).collect();
        let library = Library::new(catalog(&rows));
        let outcome = evaluate(&library, &Query::new(&library).with_text(word.clone()));
        let folded = fold(&titles.join(" "));
        let begins = |begin: &str| words(&folded).filter(|word| word.starts_with(begin)).count();
        let beginnings = words(&folded).flat_map(|it| (0..=it.len()).map(move |end| &it[..end]));
        let near = beginnings.filter(|begin| strsim::osa_distance(begin, &word) == 1);
        let best = near.max_by_key(|near| {
            let is_whole = words(&folded).any(|it| it == *near);
            let texts = titles.iter().map(|title| {
                let title = fold(title);
                let mut all: Vec<_> = words(&title).filter(|it| it.starts_with(near)).collect();
                all.sort_unstable();
                all.dedup();
                all.len()
            });
            (is_whole, near.len(), texts.sum::<usize>(), std::cmp::Reverse(*near))
        });
        let expected = best.filter(|_| word.len() >= 5 && begins(&word) == 0);
        prop_assert_eq!(outcome.correction.as_deref(), expected);
        let found = expected.unwrap_or(&word);
        let having = |title: &&String| words(&fold(title)).any(|it| it.starts_with(found));
        prop_assert_eq!(outcome.hits.len(), titles.iter().filter(having).count());
    }

    #[test]
    fn a_library_made_in_steps_is_the_same(rows in rows(), changes in changes(), steps in 0_usize..3) {
        let library = Library::new(catalog(&rows));
        let mut indexing = Indexing::new(catalog(&rows));
        while indexing.step().is_some_and(|progress| progress.done < progress.of) {}
        let stepped = indexing.finish();
        let query = query(&library, &changes);
        // Words have no effect before they can be found.
        let wordless = query.with_text(String::new());
        prop_assert_eq!(evaluate(&stepped, &query), evaluate(&library, &wordless));
        prop_assert!(stepped.text_step().is_none() && !stepped.is_searchable());
        prop_assert!(stepped.make_searchable() && !stepped.make_searchable());
        for _ in 0..steps {
            stepped.text_step();
            stepped.title_step();
        }
        let by_title = query.sorted_by_next(Column::Title);
        for query in [query, by_title] {
            prop_assert_eq!(evaluate(&stepped, &query), evaluate(&library, &query));
        }
        while stepped.text_step().is_some_and(|progress| progress.done <= progress.of) {}
        prop_assert!(stepped.text_step().is_none());
        while stepped.title_step().is_some_and(|progress| progress.done <= progress.of) {}
        prop_assert!(stepped.title_step().is_none());
    }

    #[test]
    fn pages_are_pieces_of_the_whole(
        rows in rows(),
        changes in changes(),
        (start, end) in (0_usize..30, 0_usize..30),
    ) {
        let library = Library::new(catalog(&rows));
        let hits = evaluate(&library, &query(&library, &changes)).hits;
        let all: Vec<EntryId> = hits.iter().collect();
        let expected = all.iter().skip(start).take(end.saturating_sub(start));
        prop_assert_eq!(hits.page(start..end), expected.copied().collect::<Vec<_>>());
        for (at, entry) in hits.iter().enumerate() {
            prop_assert_eq!(hits.position(entry), Some(at));
        }
        for entry in library.catalog().entries() {
            prop_assert_eq!(hits.contains(entry), all.contains(&entry));
        }
    }

    #[test]
    fn sorting_is_stable_and_keeps_those_without_a_value_last(rows in rows(), column in 0_usize..6) {
        let library = Library::new(catalog(&rows));
        let column = if column == 5 { Column::Title } else { Column::Facet(column) };
        let rank = |entry: &EntryId| library.order(column).rank(*entry);
        let up = Query::new(&library).sorted_by_next(column);
        for (query, descending) in [(up.clone(), false), (up.sorted_by_next(column), true)] {
            let hits: Vec<EntryId> = evaluate(&library, &query).hits.iter().collect();
            prop_assert_eq!(hits.len(), rows.len());
            for pair in hits.windows(2) {
                let (a, b) = (rank(&pair[0]), rank(&pair[1]));
                let ordered = match (a, b) {
                    (None, Some(_)) => false,
                    (Some(_), None) => true,
                    _ if a == b => pair[0] < pair[1],
                    _ => (a < b) != descending,
                };
                prop_assert!(ordered, "{:?} {:?}", a, b);
            }
        }
        prop_assert_eq!(up.sorted_by_next(column).sorted_by_next(column).sort, None);
    }
}
