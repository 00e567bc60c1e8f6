//! That a browser answers as this machine does: all answers of a session in one number, which
//! `tests/browser.rs` makes, too.

#[path = "../../benches/engine/workload.rs"]
mod workload;

use casebook::query::{
    Axis, Column, Evaluator, Library, Outcome, Pairs, Query, Rank, Reason, evaluate, similar,
};
use casebook::text::matches;

/// What [`digest`] is. Another way of ranking or correcting changes it; another machine may not.
pub(crate) const DIGEST: u32 = 3_356_900_546;

/// Words as they are typed: beginnings, several, mistyped, of letters that fold, and none.
const TYPED: [&str; 8] =
    ["r", "reta co", "mocore", "mocroe", "mooreta", "SATÁ pér", "zzzzzz", "· "];

/// The answers to a session and to words in every order, in one number (FNV-1a).
pub(crate) fn digest() -> u32 {
    let library = Library::new(workload::catalog(1000));
    let mut evaluator = Evaluator::new(&library);
    let mut digest = 0x811c_9dc5;
    let mut add = |outcome: &Outcome, query: &Query| {
        let words = outcome.correction.as_deref().unwrap_or(&query.text);
        let hits = outcome.hits.iter().map(|entry| entry.index() as u32);
        let counts = outcome.counts.iter().flat_map(|counts| counts.iter().copied());
        let marks = outcome.hits.page(0..9).into_iter().flat_map(|entry| {
            let marks = matches(library.catalog().title(entry), words).into_iter();
            marks.flat_map(|mark| [mark.start as u32, mark.end as u32])
        });
        for number in hits.chain(counts).chain(marks).chain(words.bytes().map(u32::from)) {
            digest = (digest ^ number).wrapping_mul(0x0100_0193);
        }
    };
    for query in workload::session(&library) {
        add(&evaluator.answer(&query), &query);
    }
    for typed in TYPED {
        let ranked = Query::new(&library).with_text(typed.to_owned());
        let titled = ranked.sorted_by_next(Column::Title);
        for query in [ranked, titled.sorted_by_next(Column::Title), titled] {
            add(&evaluator.answer(&query), &query);
        }
    }
    digest
}

/// What [`insights`] is; as [`DIGEST`].
pub(crate) const INSIGHTS: u32 = 4_055_225_094;

/// What goes together, and what is alike, in one number (FNV-1a).
pub(crate) fn insights() -> u32 {
    let library = Library::new(workload::catalog(1000));
    let hits = evaluate(&library, &Query::new(&library)).hits;
    let (tag, mut numbers) = (1, Vec::new());
    let axis = Axis::frequent(&library, &hits, tag, 20);
    let pairs = Pairs::new(&library, &hits, axis.clone(), axis.clone());
    for row in 0..axis.values.len() {
        numbers.extend((0..axis.values.len()).map(|column| pairs.pair(row, column).lift()));
        let found = pairs.companions(row, Rank::Lift, 3);
        numbers.extend(found.iter().map(|&column| axis.values[column].index() as u32));
    }
    for similar in library.catalog().entries().flat_map(|entry| similar(&library, entry, 5)) {
        numbers.extend([similar.entry.index() as u32, similar.score]);
        for reason in similar.reasons {
            match reason {
                Reason::Value(facet, value) => numbers.extend([facet as u32, value.index() as u32]),
                Reason::Word(word) => numbers.extend(word.bytes().map(u32::from)),
            }
        }
    }
    numbers.iter().fold(0x811c_9dc5, |digest, &it| (digest ^ it).wrapping_mul(0x0100_0193))
}

#[cfg(not(target_arch = "wasm32"))]
#[test]
fn answers_are_those_of_any_machine() {
    assert_eq!(digest(), DIGEST);
    assert_eq!(insights(), INSIGHTS);
}
