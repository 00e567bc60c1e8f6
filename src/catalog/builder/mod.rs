//! Makes a catalog, row by row.

#[cfg(not(target_arch = "wasm32"))]
mod columns;

#[cfg(not(target_arch = "wasm32"))]
pub use columns::Columns;

use super::{About, Catalog, Facet, RESERVED_KEYS, Strings, Vocabulary, YEAR, YEARS, slugify};
use crate::facet::{EntryId, ForwardIndex, Match, ValueId};
use crate::words::page;

/// How many entries a catalog may have; their ids, and one more, are of 32 bits.
const MOST: usize = u32::MAX as usize - 1;

/// How a catalog declares a facet.
#[derive(Clone, Debug, Default)]
pub struct Declaration {
    /// Its name in entries and links; of the form that [`slugify`] makes, and none of [`RESERVED_KEYS`].
    pub key: String,
    /// Its name for readers.
    pub label: String,
    /// Whether an entry may have several values.
    pub many: bool,
    /// How several chosen values work together.
    pub matching: Match,
    /// Values that are there even without an entry, or whose slug is not made from the label.
    pub values: Vec<DeclaredValue>,
}

/// A value of a [`Declaration`].
#[derive(Clone, Debug, Default)]
pub struct DeclaredValue {
    /// What readers see.
    pub label: String,
    /// What stands for it in links; empty: made from the label.
    pub slug: String,
    /// Other names that links may use.
    pub aliases: Vec<String>,
}

/// The texts that every entry has; absent ones are empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextField {
    /// Its stable name, unique in the list.
    Id,
    /// What readers see.
    Title,
    /// Where the thing itself is.
    Url,
    /// Where the list describes it.
    Page,
    /// A sentence or two.
    Summary,
}

impl TextField {
    /// All of them, in order.
    pub const ALL: [Self; 5] = [Self::Id, Self::Title, Self::Url, Self::Page, Self::Summary];
}

/// Makes a [`Catalog`]: declare facets, then for each entry put what it has and commit it.
///
/// What is put goes where it stays, so that an entry costs no allocation, and no text is copied twice.
#[derive(Debug, Default)]
pub struct Builder {
    /// What the list says of itself; may be set at any time.
    pub about: About,
    facets: Vec<Facet>,
    slugs: Vec<Vec<(ValueId, String)>>,
    aliases: Vec<Vec<(String, ValueId)>>,
    texts: [Strings; TextField::ALL.len()],
    /// Of the entry being made.
    year: Option<u16>,
    years: Years,
}

/// The years of entries, as a facet that is being made.
#[derive(Debug, Default)]
struct Years {
    /// In the order in which they were met.
    values: ForwardIndex,
    met: Met,
}

/// Which years were met.
#[derive(Debug, Default)]
struct Met {
    /// By year, one more than its value; 0 where no entry is of it.
    of_year: Vec<u32>,
    count: u32,
}

impl Builder {
    /// Declares the next facet, before the first entry.
    ///
    /// # Errors
    /// Says what is wrong with the declaration.
    pub fn declare(&mut self, declared: Declaration) -> Result<(), String> {
        let Declaration { key, label, many, matching, values } = declared;
        if key.is_empty() || slugify(&key) != key {
            return Err(format!("facet key `{key}`: use lower-case letters, digits and hyphens"));
        }
        if RESERVED_KEYS.contains(&&*key) {
            return Err(format!("facet key `{key}` means something else already: choose another"));
        }
        if self.facets.iter().any(|facet| facet.key == key) {
            return Err(format!("facet `{key}` is declared twice"));
        }
        if matching == Match::All && !many {
            return Err(format!("facet `{key}`: \"match\": \"all\" needs \"many\": true"));
        }
        let mut vocabulary = Vocabulary::default();
        let (mut slugs, mut aliases) = (Vec::new(), Vec::new());
        for value in values {
            let id = vocabulary.intern(&value.label);
            if !value.slug.is_empty() {
                slugs.push((id, value.slug));
            }
            aliases.extend(value.aliases.iter().map(|alias| (slugify(alias), id)));
        }
        let values = ForwardIndex::default();
        self.facets.push(Facet { key, label, many, matching, vocabulary, values });
        self.slugs.push(slugs);
        self.aliases.push(aliases);
        Ok(())
    }

    /// How many entries were committed.
    pub fn len(&self) -> usize {
        self.texts[0].len()
    }

    /// Whether no entry was committed.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Puts something behind the ids of entries that were committed, ascending by entry.
    pub fn append_to_ids(&mut self, tails: &[(usize, String)]) {
        self.texts[TextField::Id as usize].append(tails);
    }

    /// The facet with a key, by its position.
    pub fn facet(&self, key: &str) -> Option<usize> {
        self.facets.iter().position(|facet| facet.key == key)
    }

    /// Gives the entry being made a text, instead of the one that it has.
    pub fn put(&mut self, field: TextField, text: &str) {
        self.texts[field as usize].put(text);
    }

    /// Gives the entry being made a year, from 1 to 9999, or none.
    pub fn put_year(&mut self, year: Option<u16>) {
        self.year = year;
    }

    /// Forgets the values that the entry being made has in a facet.
    ///
    /// # Panics
    /// If there is no such facet.
    pub fn clear_values(&mut self, facet: usize) {
        self.facets[facet].values.clear();
    }

    /// Gives the entry being made a value; an empty label is none, the same one twice is one.
    ///
    /// # Errors
    /// If the facet has one value an entry, and the entry has another already.
    ///
    /// # Panics
    /// If there is no such facet.
    pub fn add_value(&mut self, facet: usize, label: &str) -> Result<(), String> {
        if is_blank(label) {
            return Ok(());
        }
        let value = self.intern(facet, label);
        self.add(facet, value)
    }

    /// The value of a facet with a label, added where it is new; so that whoever meets a label often
    /// looks it up once.
    ///
    /// # Panics
    /// If there is no such facet.
    pub fn intern(&mut self, facet: usize, label: &str) -> ValueId {
        self.facets[facet].vocabulary.intern(label)
    }

    /// Gives the entry being made a value of [`intern`](Self::intern).
    ///
    /// # Errors
    /// If the facet has one value an entry, and the entry has another already.
    ///
    /// # Panics
    /// If there is no such facet.
    pub fn add(&mut self, facet: usize, value: ValueId) -> Result<(), String> {
        let Facet { key, many, values, .. } = &mut self.facets[facet];
        if !*many && values.open().iter().any(|&other| other != value) {
            return Err(format!(
                "`{key}` has more than one value: declare the facet with \"many\": true"
            ));
        }
        values.add(value);
        Ok(())
    }

    /// Adds the entry being made, and starts the next.
    ///
    /// # Errors
    /// If it has no id or no title, a year out of range, or is more than 32 bits can count; it can be made
    /// better then, or [`discard`](Self::discard)ed.
    pub fn commit(&mut self) -> Result<(), String> {
        self.check()?;
        for text in &mut self.texts {
            text.end();
        }
        for facet in &mut self.facets {
            facet.values.end();
        }
        self.years.push(self.year.take());
        Ok(())
    }

    /// Forgets what the entry being made has.
    pub fn discard(&mut self) {
        for field in TextField::ALL {
            self.put(field, "");
        }
        (0..self.facets.len()).for_each(|facet| self.clear_values(facet));
        self.year = None;
    }

    /// What is wrong with the entry being made.
    fn check(&self) -> Result<(), String> {
        let number = self.len() + 1;
        let lacks = |field: TextField| is_blank(self.texts[field as usize].open());
        if lacks(TextField::Title) {
            return Err(format!("entry {number} has no `title`"));
        }
        if lacks(TextField::Id) {
            return Err(format!("entry {number} has no `id`"));
        }
        if self.year.is_some_and(|year| !YEARS.contains(&year)) {
            return Err(format!("entry {number}: a year is a number from 1 to 9999"));
        }
        if number > MOST || !self.texts.iter().all(Strings::has_room) {
            return Err(format!("entry {number} is one too many"));
        }
        Ok(())
    }

    /// What makes a catalog of the first entries alone. O(entries asked for).
    pub(super) fn first(&self, entries: usize) -> Self {
        let mut first = Self { about: self.about.clone(), ..Self::default() };
        for (facet, slugs) in self.facets.iter().zip(&self.slugs) {
            let declared = |(value, slug): &(ValueId, String)| DeclaredValue {
                label: facet.vocabulary.label(*value).to_owned(),
                slug: slug.clone(),
                aliases: Vec::new(),
            };
            // What was declared once can be declared again.
            _ = first.declare(Declaration {
                key: facet.key.clone(),
                label: facet.label.clone(),
                many: facet.many,
                matching: facet.matching,
                values: slugs.iter().map(declared).collect(),
            });
        }
        for at in 0..entries.min(self.len()) {
            for field in TextField::ALL {
                first.put(field, self.texts[field as usize].get(at));
            }
            first.put_year(self.years.get(at));
            for (facet, of) in self.facets.iter().enumerate() {
                for &value in of.values.values(EntryId::new(at)) {
                    _ = first.add_value(facet, of.vocabulary.label(value));
                }
            }
            _ = first.commit();
        }
        first
    }

    /// The catalog of all that was committed.
    pub fn finish(mut self) -> Catalog {
        self.texts.iter_mut().for_each(Strings::shrink);
        for (at, facet) in self.facets.iter_mut().enumerate() {
            facet.vocabulary.assign_slugs(&self.slugs[at], std::mem::take(&mut self.aliases[at]));
        }
        self.facets.push(self.years.finish());
        Catalog { about: self.about, facets: self.facets, texts: self.texts }
    }
}

impl Years {
    fn push(&mut self, year: Option<u16>) {
        if let Some(year) = year {
            self.values.add(self.met.value(usize::from(year)));
        }
        self.values.end();
    }

    /// The year of an entry.
    fn get(&self, entry: usize) -> Option<u16> {
        let value = self.values.values(EntryId::new(entry)).first()?;
        let year = self.met.of_year.iter().position(|&of| of as usize == value.index() + 1)?;
        Some(year as u16)
    }

    /// The year as a facet like any other, its values ascending.
    fn finish(mut self) -> Facet {
        let mut vocabulary = Vocabulary::default();
        let mut ascending = vec![ValueId::new(0); self.met.count as usize];
        for (year, &value) in self.met.of_year.iter().enumerate().filter(|(_, value)| **value != 0)
        {
            ascending[value as usize - 1] = vocabulary.intern(&year.to_string());
        }
        vocabulary.assign_slugs(&[], Vec::new());
        self.values.rename(&ascending);
        let (key, label) = (YEAR.into(), page::YEAR.into());
        let matching = Match::Any;
        Facet { key, label, many: false, matching, vocabulary, values: self.values }
    }
}

impl Met {
    /// The value of a year, the next one if it was not met before.
    fn value(&mut self, year: usize) -> ValueId {
        if self.of_year.len() <= year {
            self.of_year.resize(year + 1, 0);
        }
        let value = &mut self.of_year[year];
        if *value == 0 {
            self.count += 1;
            *value = self.count;
        }
        ValueId::new(*value as usize - 1)
    }
}

/// Whether there is nothing to see in a text.
fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declaration(key: &str, many: bool) -> Declaration {
        Declaration { key: key.into(), label: key.into(), many, ..Declaration::default() }
    }

    #[test]
    fn rows_become_columns() {
        let mut builder = Builder::default();
        builder.declare(declaration("tag", true)).unwrap();
        for (id, year, tags) in
            [("a", Some(2024), "x y x"), ("b", None, ""), ("c", Some(2018), "y")]
        {
            builder.put(TextField::Id, id);
            builder.put(TextField::Title, "not this");
            builder.put(TextField::Title, &id.to_uppercase());
            builder.put_year(year);
            for tag in tags.split(' ') {
                builder.add_value(0, tag).unwrap();
            }
            builder.commit().unwrap();
        }
        let catalog = builder.finish();
        let tags = |entry| {
            let facet = &catalog.facets[0];
            let labels = facet.values.values(EntryId::new(entry)).iter();
            labels.map(|&value| facet.vocabulary.label(value)).collect::<Vec<_>>()
        };
        assert_eq!([tags(0), tags(1), tags(2)], [vec!["x", "y"], vec![], vec!["y"]]);
        let years = &catalog.year().vocabulary;
        assert_eq!(years.values().map(|v| years.label(v)).collect::<Vec<_>>(), ["2018", "2024"]);
        assert_eq!(catalog.year().values.values(EntryId::new(1)), []);
        assert_eq!(catalog.title(EntryId::new(2)), "C");
    }

    #[test]
    fn declarations_that_cannot_work_are_refused() {
        let mut builder = Builder::default();
        builder.declare(declaration("tag", true)).unwrap();
        for key in ["tag", "", "Tag", "q", "year", "any", "a b", "-x"] {
            assert!(builder.declare(declaration(key, true)).is_err(), "{key}");
        }
        let all = Declaration { matching: Match::All, ..declaration("company", false) };
        assert!(builder.declare(all).is_err());
    }

    #[test]
    fn entries_that_cannot_work_are_refused() {
        let mut builder = Builder::default();
        builder.declare(declaration("company", false)).unwrap();
        assert!(builder.commit().unwrap_err().contains("title"));
        builder.put(TextField::Title, "A");
        assert!(builder.commit().unwrap_err().contains("id"));
        builder.add_value(0, "x").unwrap();
        builder.add_value(0, "x").unwrap();
        assert!(builder.add_value(0, "y").unwrap_err().contains("many"));
        builder.discard();
        builder.put(TextField::Id, "b");
        builder.put(TextField::Title, "B");
        builder.commit().unwrap();
        let catalog = builder.finish();
        assert_eq!((catalog.len(), catalog.id(EntryId::new(0))), (1, "b"));
        assert!(catalog.facets[0].values.values(EntryId::new(0)).is_empty());
    }
}
