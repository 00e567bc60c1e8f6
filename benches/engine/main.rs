//! How long answers take: `cargo bench --bench engine`.
//!
//! For lists of 10,000, 100,000 and 1,000,000 entries it first prints what one of some 170 answers takes, in the
//! middle and of the slow ones, since that is what a reader notices; each is the counts of every value and
//! the newest 50 entries. Then criterion measures whole sessions, and what must be done before the first
//! question. The figures that no load on the machine changes are those of `engine_instructions`.

mod workload;

use casebook::facet::EntryId;
use casebook::query::{Axis, Evaluator, Library, Pairs, Query, Rank, compare, evaluate, similar};
use criterion::{BatchSize, BenchmarkGroup, Criterion, measurement::WallTime};
use std::hint::black_box;
use std::time::{Duration, Instant};

const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

fn main() {
    let mut criterion = Criterion::default().configure_from_args().sample_size(10);
    for entries in SIZES {
        let library = Library::new(workload::catalog(entries));
        while library.text_step().is_some() {}
        let asked = workload::session(&library);
        print_answers(&library, &asked);
        let mut group = criterion.benchmark_group(entries.to_string());
        bench_answers(&mut group, &library, &asked);
        bench_insights(&mut group, &library);
        bench_index(&mut group, &library);
        group.finish();
    }
    criterion.final_summary();
}

/// What the answers of a session take one by one.
fn print_answers(library: &Library, asked: &[Query]) {
    let mut evaluator = Evaluator::new(library);
    let mut times: Vec<Duration> = asked
        .iter()
        .map(|query| {
            let start = Instant::now();
            black_box(evaluator.answer(query).hits.page(0..50));
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    let (median, slow) = (times[times.len() / 2], times[times.len() * 95 / 100]);
    println!(
        "{} entries: an answer takes {median:.1?}, a slow one {slow:.1?}",
        library.catalog().len()
    );
}

fn bench_answers(group: &mut BenchmarkGroup<'_, WallTime>, library: &Library, asked: &[Query]) {
    group.bench_function("session", |bencher| {
        bencher.iter(|| {
            let mut evaluator = Evaluator::new(library);
            for query in asked {
                black_box(evaluator.answer(query).hits.page(0..50));
            }
        });
    });
    group.bench_function("session from scratch", |bencher| {
        bencher.iter(|| {
            for query in asked {
                black_box(evaluate(library, query).hits.page(0..50));
            }
        });
    });
}

/// What charts and an entry's own view take besides an answer; of all entries, which is the most there can be.
fn bench_insights(group: &mut BenchmarkGroup<'_, WallTime>, library: &Library) {
    let hits = evaluate(library, &Query::new(library)).hits;
    let tag = 1;
    let tags = || Axis::frequent(library, &hits, tag, 20);
    let years = || Axis::years(library, &hits, 20);
    group.bench_function("20 tags of 20 years", |bencher| {
        bencher.iter(|| Pairs::new(library, &hits, tags(), years()));
    });
    group.bench_function("20 tags of 20 tags", |bencher| {
        bencher.iter(|| Pairs::new(library, &hits, tags(), tags()));
    });
    let pairs = Pairs::new(library, &hits, tags(), tags());
    group.bench_function("what goes with a tag", |bencher| {
        bencher.iter(|| pairs.companions(0, Rank::Lift, 5));
    });
    let first = (tag, library.values(tag)[0]);
    let other = evaluate(library, &Query::new(library).toggled(first.0, first.1)).hits;
    group.bench_function("a comparison", |bencher| {
        bencher.iter(|| compare(library, &hits, &other));
    });
    let mut at = 0;
    group.bench_function("similar entries", |bencher| {
        bencher.iter(|| {
            at = (at + 97) % library.catalog().len();
            similar(library, EntryId::new(at), 5)
        });
    });
}

fn bench_index(group: &mut BenchmarkGroup<'_, WallTime>, library: &Library) {
    let catalog = || library.catalog().clone();
    group.bench_function("facets", |bencher| {
        bencher.iter_batched(catalog, Library::new, BatchSize::LargeInput);
    });
    let facets = || Library::new(catalog());
    let words = |library: Library| {
        while library.text_step().is_some() {}
        library
    };
    group.bench_function("words", |bencher| {
        bencher.iter_batched(facets, words, BatchSize::LargeInput);
    });
}
