//! Makes a catalog, row by row.

use super::{About, Catalog, Facet, RESERVED_KEYS, Strings, Vocabulary, YEAR, YEARS, slugify};
use crate::facet::{EntryId, ForwardIndex, Match, ValueId};

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

/// The entry being made. Setting a field again replaces it; absent texts are empty.
#[derive(Debug, Default)]
pub struct Row {
    /// Its stable name, unique in the list.
    pub id: String,
    /// What readers see.
    pub title: String,
    /// Where the thing itself is.
    pub url: String,
    /// Where the list describes it.
    pub page: String,
    /// A sentence or two.
    pub summary: String,
    /// Of the thing itself, from 1 to 9999.
    pub year: Option<u16>,
    values: Vec<Vec<ValueId>>,
}

/// Makes a [`Catalog`]: declare facets, then for each entry fill the [`Row`] and commit it.
///
/// The row is one scratch space for all entries, so that an entry costs no allocation of its own.
#[derive(Debug, Default)]
pub struct Builder {
    /// What the list says of itself; may be set at any time.
    pub about: About,
    facets: Vec<Facet>,
    slugs: Vec<Vec<(ValueId, String)>>,
    aliases: Vec<Vec<(String, ValueId)>>,
    row: Row,
    /// For each facet and value, whether the entry being made has it: a list of values would have to be
    /// searched for each further one.
    given: Vec<Vec<bool>>,
    ids: Strings,
    titles: Strings,
    urls: Strings,
    pages: Strings,
    summaries: Strings,
    /// 0 where unknown.
    years: Vec<u16>,
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
        self.row.values.push(Vec::new());
        self.given.push(Vec::new());
        Ok(())
    }

    /// How many entries were committed.
    pub fn len(&self) -> usize {
        self.titles.len()
    }

    /// Whether no entry was committed.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Puts something behind the ids of entries that were committed, ascending by entry.
    pub fn append_to_ids(&mut self, tails: &[(usize, String)]) {
        self.ids.append(tails);
    }

    /// The facet with a key, by its position.
    pub fn facet(&self, key: &str) -> Option<usize> {
        self.facets.iter().position(|facet| facet.key == key)
    }

    /// The entry being made.
    pub fn row(&mut self) -> &mut Row {
        &mut self.row
    }

    /// Forgets the values that the entry being made has in a facet.
    ///
    /// # Panics
    /// If there is no such facet.
    pub fn clear_values(&mut self, facet: usize) {
        for value in self.row.values[facet].drain(..) {
            self.given[facet][value.index()] = false;
        }
    }

    /// Gives the entry being made a value; an empty label is none, the same one twice is one.
    ///
    /// # Errors
    /// If the facet has one value an entry, and the entry has another already.
    ///
    /// # Panics
    /// If there is no such facet.
    pub fn add_value(&mut self, facet: usize, label: &str) -> Result<(), String> {
        if label.trim().is_empty() {
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
        let Facet { key, many, .. } = &self.facets[facet];
        let values = &mut self.row.values[facet];
        let given = &mut self.given[facet];
        if given.len() <= value.index() {
            given.resize(value.index() + 1, false);
        }
        if given[value.index()] {
            return Ok(());
        }
        if !*many && !values.is_empty() {
            return Err(format!(
                "`{key}` has more than one value: declare the facet with \"many\": true"
            ));
        }
        given[value.index()] = true;
        values.push(value);
        Ok(())
    }

    /// Adds the entry being made, and starts the next.
    ///
    /// # Errors
    /// If it has no id or no title, a year out of range, or is more than 32 bits can count.
    pub fn commit(&mut self) -> Result<(), String> {
        let row = &mut self.row;
        let number = self.titles.len() + 1;
        if row.title.trim().is_empty() {
            return Err(format!("entry {number} has no `title`"));
        }
        if row.id.trim().is_empty() {
            return Err(format!("entry {number} has no `id`"));
        }
        if row.year.is_some_and(|year| !YEARS.contains(&year)) {
            return Err(format!("entry {number}: a year is a number from 1 to 9999"));
        }
        let columns = [
            (&mut self.ids, &mut row.id),
            (&mut self.titles, &mut row.title),
            (&mut self.urls, &mut row.url),
            (&mut self.pages, &mut row.page),
            (&mut self.summaries, &mut row.summary),
        ];
        if number > MOST || !columns.iter().all(|(column, text)| column.has_room(text)) {
            return Err(format!("entry {number} is one too many"));
        }
        for (column, text) in columns {
            column.push(text);
            text.clear();
        }
        self.years.push(row.year.take().unwrap_or(0));
        for ((facet, values), given) in
            self.facets.iter_mut().zip(&mut row.values).zip(&mut self.given)
        {
            facet.values.push_different(values);
            for value in values.drain(..) {
                given[value.index()] = false;
            }
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
            let Row { id, title, url, page, summary, year, .. } = first.row();
            let texts = [id, title, url, page, summary];
            let columns = [&self.ids, &self.titles, &self.urls, &self.pages, &self.summaries];
            for (text, column) in texts.into_iter().zip(columns) {
                text.push_str(column.get(at));
            }
            *year = Some(self.years[at]).filter(|&year| year != 0);
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
        let columns =
            [&mut self.ids, &mut self.titles, &mut self.urls, &mut self.pages, &mut self.summaries];
        columns.into_iter().for_each(Strings::shrink);
        for (at, facet) in self.facets.iter_mut().enumerate() {
            facet.vocabulary.assign_slugs(&self.slugs[at], std::mem::take(&mut self.aliases[at]));
        }
        self.facets.push(year_facet(&self.years));
        Catalog {
            about: self.about,
            facets: self.facets,
            ids: self.ids,
            titles: self.titles,
            urls: self.urls,
            pages: self.pages,
            summaries: self.summaries,
        }
    }
}

/// The year as a facet like any other, its values ascending.
fn year_facet(years: &[u16]) -> Facet {
    // By year, its value; there is no year above the last.
    let mut of_year: Vec<Option<ValueId>> = vec![None; usize::from(*YEARS.end()) + 1];
    for &year in years.iter().filter(|&&year| year != 0) {
        of_year[usize::from(year)] = Some(ValueId::new(0));
    }
    let mut vocabulary = Vocabulary::default();
    for (year, value) in of_year.iter_mut().enumerate() {
        *value = value.map(|_| vocabulary.intern(&year.to_string()));
    }
    vocabulary.assign_slugs(&[], Vec::new());
    let mut values = ForwardIndex::default();
    for &year in years {
        values.push(of_year[usize::from(year)].as_slice());
    }
    let (key, label) = (YEAR.into(), "Year".into());
    Facet { key, label, many: false, matching: Match::Any, vocabulary, values }
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
            builder.row().id = id.into();
            builder.row().title = id.to_uppercase();
            builder.row().year = year;
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
        builder.row().title = "A".into();
        assert!(builder.commit().unwrap_err().contains("id"));
        builder.add_value(0, "x").unwrap();
        builder.add_value(0, "x").unwrap();
        assert!(builder.add_value(0, "y").unwrap_err().contains("many"));
    }
}
