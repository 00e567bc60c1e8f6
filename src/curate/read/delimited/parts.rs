//! Reads the parts of a large table side by side.

use super::{Cell, Reader, Table};
use crate::curate::lister::Lister;
use memchr::{memchr, memchr_iter};
use rayon::prelude::*;

/// Below this, a part is not worth a thread.
pub(super) const LEAST: usize = 1 << 20;

/// What was read of a part.
struct Part<'t> {
    /// Where its first record starts.
    start: usize,
    /// Where the first record behind it starts.
    end: usize,
    lister: Lister<'t>,
}

impl<'t> Reader<'t> {
    /// Reads all rows from here on, in parts that begin with a line. A line may begin inside of a value:
    /// then what was read of that part is forgotten, and it is read again from where the one before ends.
    pub(super) fn rows_in_parts(
        &mut self,
        table: &Table,
        header: &[Cell],
        least: usize,
        lister: &mut Lister<'t>,
    ) {
        let starts = self.starts(least);
        let end_of = |part: usize| starts.get(part).copied().unwrap_or(self.text.len());
        lister.drafts.reserve(self.rows_in(end_of(0) - self.records.at()));
        let forks = starts.iter().enumerate();
        let fork = |(at, &start): (usize, &usize)| {
            let (end, mut lister) = (end_of(at + 1), lister.fork());
            lister.drafts.reserve(self.rows_in(end - start));
            (self.moved(start), end, lister)
        };
        let forks: Vec<_> = forks.map(fork).collect();
        let first_end = end_of(0);
        let read = |(mut reader, end, mut lister): (Self, usize, Lister<'t>)| {
            let start = reader.records.start();
            reader.rows_until(end, table, header, &mut lister);
            (end, Part { start, end: reader.records.start(), lister })
        };
        let ((), parts) = rayon::join(
            || self.rows_until(first_end, table, header, lister),
            || forks.into_par_iter().map(read).collect::<Vec<_>>(),
        );
        for (end, part) in parts {
            if part.start == self.records.start() {
                lister.join(part.lister);
                self.records.move_to(part.end);
            } else {
                self.rows_until(end, table, header, lister);
            }
        }
    }

    /// How many rows there may be in so many bytes, by those that come next; rather too many.
    fn rows_in(&self, bytes: usize) -> usize {
        const SAMPLE: usize = 64 << 10;
        let rest = &self.text.as_bytes()[self.records.at()..];
        let sample = &rest[..rest.len().min(SAMPLE)];
        let lines = memchr_iter(b'\n', sample).count() + 1;
        bytes / (sample.len() / lines + 1) * 17 / 16
    }

    /// Where parts may start: behind the end of a line.
    fn starts(&self, least: usize) -> Vec<usize> {
        let (from, length) = (self.records.at(), self.text.len() - self.records.at());
        let parts = rayon::current_num_threads().min(length / least);
        let line_behind = |at: usize| Some(at + memchr(b'\n', &self.text.as_bytes()[at..])? + 1);
        let mut starts: Vec<usize> =
            (1..parts).filter_map(|part| line_behind(from + length / parts * part)).collect();
        starts.dedup();
        starts
    }

    /// Reads the rows that start before an offset.
    fn rows_until(&mut self, end: usize, table: &Table, header: &[Cell], lister: &mut Lister<'t>) {
        while self.records.start() < end {
            let Some(record) = self.next() else { break };
            self.row(table, header, &record, lister);
        }
    }

    /// The same reader somewhere else.
    fn moved(&self, to: usize) -> Self {
        let mut records = self.records.clone();
        records.move_to(to);
        Self { records, fields: Vec::new(), cells: Vec::new(), ..*self }
    }
}

#[cfg(test)]
mod tests {
    use super::super::read_in_parts;
    use super::*;
    use crate::curate::site::Site;
    use crate::curate::{Config, Form, Source};
    use proptest::prelude::*;

    /// All that is read of a table, when no part is smaller than that.
    fn read(text: &str, least: usize) -> String {
        let files = [Source::new("list.csv", text.into()).unwrap()];
        let (config, site) = (Config::default(), Site::default());
        let mut lister = Lister::new(&files, &config, &site, 2030);
        let is_list = read_in_parts(0, Form::Csv, false, least, &mut lister);
        let Lister { report, facets, drafts, rows, .. } = &lister;
        let labels: Vec<_> = facets.declared().map(|(_, facet)| &facet.labels.all).collect();
        format!("{is_list} {report:#?} {labels:#?} {drafts:#?} {rows:?}")
    }

    proptest! {
        #[test]
        fn parts_make_no_difference(
            rows in "((\"?[a-c]{1,3}|\"a\nb\"|\" ?\"\"|),(x|y; x|),(2024|z|),(https://a\\.example/|b|\"|)(,|,x)?\n){0,20}",
        ) {
            let text = format!("Title,Tags,Year,Link\n{rows}");
            prop_assert_eq!(read(&text, 20), read(&text, usize::MAX));
        }
    }
}
