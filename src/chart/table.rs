//! A chart in words and numbers.

use super::Numbers;

/// What a chart shows as a table: the first column names the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What the columns are called.
    pub head: Vec<String>,
    /// The cells of each row, as many as there are columns.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new(head: [&str; 3]) -> Self {
        Self { head: head.map(str::to_owned).into(), rows: Vec::new() }
    }

    pub(super) fn row(&mut self, label: &str, counts: [u32; 2], numbers: Numbers) {
        let [part, total] = counts.map(numbers.count);
        self.rows.push(vec![label.to_owned(), part, total]);
    }
}
