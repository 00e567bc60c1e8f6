//! How long answers take: `cargo bench --bench engine [-- 100000]`.
//!
//! For each size, what a session of some 200 questions costs, one after the other, and what must be done
//! before the first. For figures without noise, see `engine_instructions`.

mod workload;

use casebook::query::{Evaluator, Library};
use std::hint::black_box;
use std::time::Instant;

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|size| size.parse().ok()).collect();
    for &size in if sizes.is_empty() { &[10_000, 100_000, 1_000_000][..] } else { &sizes } {
        let catalog = workload::catalog(size);
        let start = Instant::now();
        let library = Library::new(catalog);
        let facets = start.elapsed();
        let start = Instant::now();
        while library.text_step().is_some() {}
        println!("{size} rows: facets {facets:.1?}, words {:.1?}", start.elapsed());
        let asked = workload::session(&library);
        let mut evaluator = Evaluator::new(&library);
        let mut times = Vec::new();
        let detail = std::env::var("DETAIL").is_ok();
        for query in &asked {
            let start = Instant::now();
            let outcome = evaluator.answer(query);
            black_box(outcome.hits.page(0..50));
            times.push(start.elapsed());
            if detail {
                println!(
                    "{:9.1?} {:7} {:?}",
                    start.elapsed(),
                    outcome.hits.len(),
                    outcome.sentence(&library, query)
                );
            }
        }
        times.sort_unstable();
        let at = |percent: usize| times[times.len() * percent / 100];
        println!(
            "{} answers: median {:.1?}, 95 % {:.1?}, all {:.1?}",
            times.len(),
            at(50),
            at(95),
            times.iter().sum::<std::time::Duration>()
        );
    }
}
