//! The same work done by several, timed by criterion, and what came of it side by side.

use criterion::Criterion;
use std::fmt::Debug;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// All that is measured.
pub(crate) struct Contests {
    criterion: Criterion,
    entries: usize,
    lines: Vec<String>,
}

/// One kind of work.
pub(crate) struct Contest<'a, T> {
    contests: &'a mut Contests,
    name: &'a str,
    /// What the first contender found, how long it took, and how many bytes it needs.
    first: Option<(T, Duration, usize)>,
}

impl Default for Contests {
    fn default() -> Self {
        let criterion = Criterion::default()
            .sample_size(20)
            .warm_up_time(Duration::from_millis(200))
            .measurement_time(Duration::from_secs(1));
        Self { criterion: criterion.configure_from_args(), entries: 0, lines: Vec::new() }
    }
}

impl Contests {
    /// What follows is of a list of so many entries.
    pub(crate) fn of(&mut self, entries: usize) {
        self.entries = entries;
    }

    /// A kind of work that nobody has done yet.
    pub(crate) fn about<'a, T: PartialEq + Debug>(&'a mut self, name: &'a str) -> Contest<'a, T> {
        Contest { contests: self, name, first: None }
    }

    /// Prints all of it once more, as a table.
    pub(crate) fn finish(self) {
        self.criterion.final_summary();
        println!("\n| entries | work | by | µs | of ours | bytes | of ours |");
        println!("|--:|:--|:--|--:|--:|--:|--:|");
        for line in self.lines {
            println!("{line}");
        }
    }
}

impl<T: PartialEq + Debug> Contest<'_, T> {
    /// Has a contender do the work; the first one is ours. `bytes` is what it keeps in memory for it, if it was asked.
    ///
    /// # Panics
    /// If it finds anything but what the first one found.
    pub(crate) fn enter(&mut self, by: &str, bytes: usize, mut work: impl FnMut() -> T) {
        let found = work();
        self.enter_timed(by, bytes, found, move |times| {
            let start = Instant::now();
            for _ in 0..times {
                black_box(work());
            }
            start.elapsed()
        });
    }

    /// The same for work that uses up what has to be made before, which is not timed.
    pub(crate) fn enter_with<S>(
        &mut self,
        by: &str,
        bytes: usize,
        mut make: impl FnMut() -> S,
        mut work: impl FnMut(&mut S) -> T,
    ) {
        let found = work(&mut make());
        self.enter_timed(by, bytes, found, move |times| {
            let mut took = Duration::ZERO;
            for _ in 0..times {
                let mut given = make();
                let start = Instant::now();
                black_box(work(&mut given));
                took += start.elapsed();
            }
            took
        });
    }

    /// Times work that is done so many times. Whatever disturbs adds to the time, so that the least is what counts.
    fn enter_timed(
        &mut self,
        by: &str,
        bytes: usize,
        found: T,
        mut time: impl FnMut(u64) -> Duration,
    ) {
        if let Some((expected, ..)) = &self.first {
            assert_eq!(&found, expected, "{}: {by}", self.name);
        }
        let id = format!("{}/{}/{by}", self.contests.entries, self.name);
        let mut least = Duration::MAX;
        self.contests.criterion.bench_function(&id, |bencher| {
            bencher.iter_custom(|times| {
                let took = time(times);
                least = least.min(took / times as u32);
                took
            });
        });
        if least == Duration::MAX {
            return; // Another was asked for.
        }
        self.contests.lines.push(self.line(by, least, bytes));
        self.first.get_or_insert((found, least, bytes));
    }

    fn line(&self, by: &str, took: Duration, bytes: usize) -> String {
        let (first, name) = match &self.first {
            Some((_, first, kept)) => ((*first, *kept), ""),
            None => ((took, bytes), self.name),
        };
        let entries = if name.is_empty() { "" } else { &self.contests.entries.to_string() };
        let micros = took.as_nanos() as f64 / 1e3;
        let ratio = took.as_nanos() as f64 / first.0.as_nanos().max(1) as f64;
        let kept = match bytes {
            0 => " – | – ".to_owned(),
            bytes => format!(" {bytes} | {:.2} ", bytes as f64 / first.1 as f64),
        };
        format!("| {entries} | {name} | {by} | {micros:.1} | {ratio:.2} |{kept}|")
    }
}
