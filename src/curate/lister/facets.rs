//! The facets of the list being read, and their values.

use super::super::config::{Config, FacetConfig, MatchConfig};
use crate::catalog::{Declaration, DeclaredValue, RESERVED_KEYS, slugify};
use crate::curate::fault::Span;
use crate::curate::resemble::{TOLD_BY_ENDS, ends, hash};
use crate::facet::Match;
use hashbrown::HashTable;
use std::collections::HashMap;

/// The facets of the list being read. The first three are there of themselves; their positions do not
/// change when a configuration or a file declares them otherwise.
#[derive(Debug)]
pub(in crate::curate) struct Facets {
    facets: Vec<Facet>,
    /// How many declarations were made; the order of the declared ones.
    declarations: usize,
}

/// A facet, and the labels that were read.
#[derive(Clone, Debug)]
pub(in crate::curate) struct Facet {
    pub(in crate::curate) key: String,
    pub(in crate::curate) label: String,
    pub(in crate::curate) many: bool,
    pub(in crate::curate) matching: Match,
    pub(in crate::curate) separator: Option<String>,
    /// Values that a file declares.
    pub(in crate::curate) values: Vec<DeclaredValue>,
    /// Other spellings of labels, as the configuration has them.
    pub(in crate::curate) spellings: HashMap<String, String>,
    /// Where it stands among those that were declared by a list; `None` if it is there of itself.
    declared: Option<usize>,
    pub(in crate::curate) labels: Labels,
}

/// Labels, interned in order of appearance.
#[derive(Clone, Debug, Default)]
pub(in crate::curate) struct Labels {
    /// The numbers of all, found by the hash of the text.
    numbers: HashTable<Known>,
    pub(in crate::curate) all: Vec<Label>,
    /// How many bytes the longest has: what is longer, such as several in one cell, need not be looked for.
    longest: usize,
}

/// What a text is known by as a label, so that most need not be looked up to be compared.
#[derive(Clone, Debug)]
struct Known {
    ends: (u64, u64),
    length: u32,
    number: u32,
}

/// A label of a facet.
#[derive(Clone, Debug)]
pub(in crate::curate) struct Label {
    pub(in crate::curate) text: Box<str>,
    /// Where it was first.
    pub(in crate::curate) first: Span,
    /// How many rows have it.
    pub(in crate::curate) rows: usize,
    /// Whether only headings have it, which begin with a capital whatever they name.
    is_from_heading: bool,
    /// Whether a cell of just that text has this value, and no fault.
    is_cell: bool,
}

impl Labels {
    /// The number of a label, and one row more that has it.
    pub(in crate::curate) fn intern(&mut self, text: &str, at: Span, is_from_heading: bool) -> u32 {
        if let Some(number) = self.find(text, is_from_heading) {
            return number;
        }
        let number = self.all.len() as u32;
        self.longest = self.longest.max(text.len());
        let text_of = Box::from(text);
        self.all.push(Label { text: text_of, first: at, rows: 1, is_from_heading, is_cell: false });
        let hash_of = |known: &Known| hash(self.all[known.number as usize].text.as_bytes());
        let known = Known { ends: ends(text.as_bytes()), length: text.len() as u32, number };
        self.numbers.insert_unique(hash(text.as_bytes()), known, hash_of);
        number
    }

    /// The same for a label that is known.
    pub(super) fn find(&mut self, text: &str, is_from_heading: bool) -> Option<u32> {
        self.number(text).inspect(|&number| self.add_row(number, is_from_heading))
    }

    /// The same for one that is known to be all that a cell of this text says.
    pub(super) fn find_cell(&mut self, text: &str) -> Option<u32> {
        let number = self.number(text).filter(|&number| self.all[number as usize].is_cell);
        number.inspect(|&number| self.add_row(number, false))
    }

    fn number(&self, text: &str) -> Option<u32> {
        if text.len() > self.longest {
            return None;
        }
        let text_ends = ends(text.as_bytes());
        let is_it = |known: &Known| {
            (known.ends, known.length as usize) == (text_ends, text.len())
                && (text.len() <= TOLD_BY_ENDS || *self.all[known.number as usize].text == *text)
        };
        self.numbers.find(hash(text.as_bytes()), is_it).map(|known| known.number)
    }

    fn add_row(&mut self, number: u32, is_from_heading: bool) {
        let label = &mut self.all[number as usize];
        label.rows += 1;
        label.is_from_heading &= is_from_heading;
    }

    /// Notes that a cell of some text has only this value, if it is that text, and no fault.
    pub(super) fn know_cell(&mut self, number: u32, text: &str) {
        let label = &mut self.all[number as usize];
        label.is_cell |= *label.text == *text;
    }

    /// Takes the labels of others, which stand behind all that were read here. For each, its number here.
    fn take(&mut self, others: Self) -> Vec<u32> {
        let others = others.all.into_iter().map(|label| {
            let number = self.intern(&label.text, label.first, label.is_from_heading);
            let known = &mut self.all[number as usize];
            known.rows += label.rows;
            known.rows -= 1;
            known.is_cell |= label.is_cell;
            number
        });
        others.collect()
    }

    /// How many values all rows have together.
    pub(in crate::curate) fn rows(&self) -> usize {
        self.all.iter().map(|label| label.rows).sum()
    }

    /// The labels that a row has, with their numbers.
    pub(in crate::curate) fn used(&self) -> impl Iterator<Item = (usize, &Label)> {
        self.all.iter().enumerate().filter(|(_, label)| label.rows > 0)
    }

    /// For each label, the one that stands for it: that of a cell with the same slug, for one that only
    /// headings have. `None` if each stands for itself. The others count as unused from then on.
    fn settle(&mut self) -> Option<Vec<u32>> {
        if !self.all.iter().any(|label| label.is_from_heading) {
            return None;
        }
        let mut firm: HashMap<String, u32> = HashMap::new();
        for (label, number) in self.all.iter().zip(0..).filter(|(label, _)| !label.is_from_heading)
        {
            firm.entry(slugify(&label.text)).or_insert(number);
        }
        let settled = self.all.iter().zip(0..).map(|(label, number)| {
            let other = || firm.get(&slugify(&label.text)).copied();
            if label.is_from_heading { other().unwrap_or(number) } else { number }
        });
        let settled: Vec<u32> = settled.collect();
        for (from, &to) in settled.iter().enumerate().filter(|(from, to)| *from != **to as usize) {
            let rows = std::mem::take(&mut self.all[from].rows);
            self.all[to as usize].rows += rows;
        }
        Some(settled)
    }
}

/// The position of Company.
pub(in crate::curate) const COMPANY: usize = 0;
/// The position of Industry.
pub(in crate::curate) const INDUSTRY: usize = 1;
/// The position of Tags.
pub(in crate::curate) const TAG: usize = 2;

/// Whether a facet may be called so.
pub(in crate::curate) fn is_facet_key(key: &str) -> bool {
    !key.is_empty() && slugify(key) == key && !RESERVED_KEYS.contains(&key)
}

impl Facets {
    pub(in crate::curate) fn new(config: &Config) -> Self {
        let facets = vec![
            Facet::new("company", "Company", false, Match::Any),
            Facet::new("industry", "Industry", true, Match::Any),
            Facet::new("tag", "Tags", true, Match::All),
        ];
        let mut facets = Self { facets, declarations: 0 };
        for facet in &config.facets {
            facets.configure(facet);
        }
        for (key, spellings) in &config.spellings {
            let Some(facet) = facets.find_or_declare(key) else { continue };
            let pairs =
                spellings.iter().flat_map(|(to, from)| from.iter().map(move |from| (from, to)));
            facets.facets[facet]
                .spellings
                .extend(pairs.map(|(from, to)| (from.clone(), to.clone())));
        }
        facets
    }

    fn configure(&mut self, config: &FacetConfig) {
        let Some(at) = self.find_or_declare(&config.key) else { return };
        let facet = &mut self.facets[at];
        if let Some(label) = &config.label {
            facet.label.clone_from(label);
        }
        facet.many = config.many;
        facet.separator.clone_from(&config.separator);
        facet.matching = match config.matching {
            MatchConfig::All => Match::All,
            MatchConfig::Any => Match::Any,
        };
    }

    /// Declares a facet as a file says.
    ///
    /// # Errors
    /// If no facet can have this key.
    pub(in crate::curate) fn declare(&mut self, declaration: Declaration) -> Result<(), String> {
        let Declaration { key, label, many, matching, values } = declaration;
        let Some(at) = self.find_or_declare(&key) else {
            return Err(format!(
                "no facet can be called `{key}`: use small letters, digits and hyphens, and none of the keys that entries have"
            ));
        };
        self.declarations += 1;
        let facet = &mut self.facets[at];
        if facet.declared.is_none() {
            (facet.label, facet.many, facet.matching) = (label, many, matching);
            facet.declared = Some(self.declarations);
        }
        for value in values {
            if !facet.values.iter().any(|other| other.label == value.label) {
                facet.values.push(value);
            }
        }
        Ok(())
    }

    /// The position of a facet; one that is not there is declared with what is usual. `None` if no facet
    /// can have this key.
    pub(in crate::curate) fn find_or_declare(&mut self, key: &str) -> Option<usize> {
        if let Some(at) = self.find(key) {
            return Some(at);
        }
        if !is_facet_key(key) {
            return None;
        }
        let mut label = key.replace('-', " ");
        if let Some(first) = label.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        self.facets.push(Facet::new(key, &label, true, Match::Any));
        Some(self.facets.len() - 1)
    }

    /// The position of the facet with a key.
    pub(in crate::curate) fn find(&self, key: &str) -> Option<usize> {
        self.facets.iter().position(|facet| facet.key == key)
    }

    pub(in crate::curate) fn get(&self, at: usize) -> &Facet {
        &self.facets[at]
    }

    pub(in crate::curate) fn get_mut(&mut self, at: usize) -> &mut Facet {
        &mut self.facets[at]
    }

    /// The same facets, of whose labels none was read.
    pub(super) fn without_labels(&self) -> Self {
        let without = |facet: &Facet| Facet { labels: Labels::default(), ..facet.clone() };
        let facets = self.facets.iter().map(without).collect();
        Self { facets, declarations: self.declarations }
    }

    /// Takes the labels of the same facets that were read elsewhere. For each facet, for each of them, its
    /// number here.
    pub(super) fn take_labels(&mut self, others: Self) -> Vec<Vec<u32>> {
        let both = self.facets.iter_mut().zip(others.facets);
        both.map(|(facet, other)| facet.labels.take(other.labels)).collect()
    }

    /// For each facet, what stands for its labels, where that is not always themselves.
    pub(in crate::curate) fn settle(&mut self) -> Vec<Option<Vec<u32>>> {
        self.facets.iter_mut().map(|facet| facet.labels.settle()).collect()
    }

    /// All facets with their positions.
    pub(in crate::curate) fn declared(&self) -> impl Iterator<Item = (usize, &Facet)> {
        self.facets.iter().enumerate()
    }

    /// The positions of the facets that the catalog has, in its order: what files declare, in their
    /// order, then the others that have a value.
    pub(in crate::curate) fn in_order(&self) -> Vec<usize> {
        let is_there = |at: &usize| {
            let facet = &self.facets[*at];
            facet.declared.is_some() || !facet.labels.all.is_empty()
        };
        let mut order: Vec<usize> = (0..self.facets.len()).filter(is_there).collect();
        order.sort_by_key(|&at| self.facets[at].declared.unwrap_or(usize::MAX));
        order
    }
}

impl Facet {
    fn new(key: &str, label: &str, many: bool, matching: Match) -> Self {
        Self {
            key: key.to_owned(),
            label: label.to_owned(),
            many,
            matching,
            separator: None,
            values: Vec::new(),
            spellings: HashMap::new(),
            declared: None,
            labels: Labels::default(),
        }
    }

    /// Whether a list declares it.
    pub(in crate::curate) fn is_declared(&self) -> bool {
        self.declared.is_some()
    }

    /// The spelling that the configuration wants for a label.
    pub(in crate::curate) fn canonical(&self, label: &str) -> Option<&str> {
        self.spellings.get(label).map(String::as_str)
    }
}
