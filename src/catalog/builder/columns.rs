//! Entries made by column, of which a builder takes many at a time.

use super::{Builder, TextField};
use crate::catalog::Strings;
use crate::facet::{ForwardIndex, ValueId};
use rayon::prelude::*;

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
    /// Makes room for entries, and for so many values in each facet, so that those that are there need not be moved.
    pub fn reserve(&mut self, entries: usize, values: impl Fn(usize) -> usize) {
        self.years.values.reserve(entries, entries);
        for (at, facet) in self.facets.iter_mut().enumerate() {
            facet.values.reserve(entries, values(at));
        }
    }

    /// Adds the entries of several columns in order, and the labels of their values in the order in which the entries
    /// have them; one facet beside the other. O(values), and of texts O(blocks) behind whole blocks.
    pub fn extend<'l>(
        &mut self,
        parts: Vec<Columns>,
        label: impl Fn(usize, ValueId) -> &'l str + Sync,
    ) {
        let values = |facet: usize| parts.iter().map(move |part| &part.values[facet]);
        let years = &mut self.years;
        rayon::join(
            || {
                self.facets.par_iter_mut().enumerate().for_each(|(at, facet)| {
                    let name = |value| facet.vocabulary.intern(label(at, value));
                    facet.values.extend(values(at), name);
                });
            },
            || {
                let of_parts = parts.iter().map(|part| &part.years);
                years.values.extend(of_parts, |year| years.met.value(year.index()));
            },
        );
        for part in parts {
            for (text, more) in self.texts.iter_mut().zip(part.texts) {
                text.extend(more);
            }
        }
    }
}
