//! Entries made by column, of which a builder takes many at a time.

use super::{Builder, TextField};
use crate::catalog::Strings;
use crate::facet::{ForwardIndex, ValueId};

/// Entries in columns of one length. They are taken as they are: each has an id and a title, and no year but one from 1
/// to 9999.
#[derive(Debug)]
pub struct Columns {
    /// The texts, by [`TextField`].
    pub texts: [Strings; TextField::ALL.len()],
    /// The years, each a value of that number.
    pub years: ForwardIndex,
    /// The values in each facet of the builder, numbered by whoever makes the columns.
    pub values: Vec<ForwardIndex>,
}

impl Columns {
    /// No entry, and room for the values of some facets.
    pub fn new(facets: usize) -> Self {
        Self {
            texts: Default::default(),
            years: ForwardIndex::default(),
            values: vec![ForwardIndex::default(); facets],
        }
    }

    /// The column of a text.
    pub fn text(&mut self, field: TextField) -> &mut Strings {
        &mut self.texts[field as usize]
    }
}

impl Builder {
    /// Adds entries, and the labels of their values in the order in which the entries have them. O(values), and of texts
    /// O(blocks) behind whole blocks.
    pub fn extend<'l>(&mut self, columns: Columns, label: impl Fn(usize, ValueId) -> &'l str) {
        for (text, more) in self.texts.iter_mut().zip(columns.texts) {
            text.extend(more);
        }
        for ((at, facet), more) in self.facets.iter_mut().enumerate().zip(&columns.values) {
            facet.values.extend(more, |value| facet.vocabulary.intern(label(at, value)));
        }
        let years = &mut self.years;
        years.values.extend(&columns.years, |year| years.met.value(year.index()));
    }
}
