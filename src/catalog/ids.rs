//! Entries by what outlives a catalog: their ids, and numbers made from what they say.

use super::hash::{hash, stir};
use super::table::Table;
use super::{Catalog, Strings};
use crate::facet::EntryId;

impl Catalog {
    /// The entry with an id. O(entries); [`Catalog::select`] is for many.
    pub fn find(&self, id: &str) -> Option<EntryId> {
        self.entries().find(|&entry| self.id(entry) == id)
    }

    /// The entries with some ids, ascending, and the ids that no entry has; each once.
    /// O(entries + bytes of the ids), and nothing where there is no id.
    ///
    /// ```
    /// use casebook::{catalog::{self, Strings}, facet::EntryId};
    ///
    /// let json = br#"{ "format": 1, "facets": [], "entries": [{ "id": "a", "title": "A" }, { "id": "b", "title": "B" }] }"#;
    /// let catalog = catalog::decode(json).unwrap();
    /// let mut ids = Strings::default();
    /// ["b", "x", "a", "x"].into_iter().for_each(|id| ids.push(id));
    /// let (found, missing) = catalog.select(&ids);
    /// assert_eq!(found, [EntryId::new(0), EntryId::new(1)]);
    /// assert_eq!(missing, ["x"]);
    /// ```
    pub fn select(&self, ids: &Strings) -> (Vec<EntryId>, Vec<String>) {
        let (mut wanted, mut table) = (Strings::default(), Table::default());
        for id in (0..ids.len()).map(|at| ids.get(at)) {
            if table.find(&wanted, id).is_none() {
                wanted.push(id);
                table.add_last(&wanted);
            }
        }
        let mut is_missing = vec![true; wanted.len()];
        let mut found = Vec::new();
        for entry in self.entries() {
            // Most queries name no entry, and then none need be gone through.
            if found.len() == wanted.len() {
                break;
            }
            if let Some(at) = table.find(&wanted, self.id(entry))
                && std::mem::take(&mut is_missing[at])
            {
                found.push(entry);
            }
        }
        let mut missing = Vec::new();
        for (at, is_missing) in is_missing.into_iter().enumerate() {
            if is_missing {
                missing.push(wanted.get(at).to_owned());
            }
        }
        (found, missing)
    }

    /// A number for all that the entries say: another for another list, the same on every machine.
    /// O(bytes).
    pub fn fingerprint(&self) -> u32 {
        let mut print = 0;
        for column in &self.texts {
            for text in column.iter() {
                print = stir(print, hash(text.as_bytes()));
            }
        }
        for facet in &self.facets {
            print = stir(print, hash(facet.key.as_bytes()));
            let labels =
                facet.vocabulary.values().map(|it| hash(facet.vocabulary.label(it).as_bytes()));
            let labels: Vec<u64> = labels.collect();
            for (_, values) in facet.values.iter() {
                print = stir(print, values.len() as u64);
                for value in values {
                    print = stir(print, labels[value.index()]);
                }
            }
        }
        (print >> 32) as u32
    }

    /// A number for an entry's id: the same on every machine, and for different ids most likely another.
    pub fn id_hash(&self, entry: EntryId) -> u32 {
        (hash(self.id(entry).as_bytes()) >> 32) as u32
    }
}

#[cfg(test)]
mod tests {
    use crate::catalog::{Catalog, decode};

    fn catalog(entries: &str) -> Catalog {
        let json = format!(
            r#"{{ "format": 1, "facets": [{{ "key": "tag", "label": "Tags", "many": true }}], "entries": [{entries}] }}"#
        );
        decode(json.as_bytes()).unwrap()
    }

    /// Links and readers' browsers keep these numbers: they must never change.
    #[test]
    fn numbers_are_for_ever() {
        let list =
            catalog(r#"{ "id": "a", "title": "First", "year": 2024, "tag": ["nlp", "ops"] }"#);
        assert_eq!(format!("{:08x}", list.fingerprint()), "6a18d96b");
        assert_eq!(list.id_hash(crate::facet::EntryId::new(0)), 3_706_071_660);
        assert_eq!(catalog("").fingerprint(), 3_655_458_972);
    }

    #[test]
    fn a_fingerprint_tells_lists_apart() {
        let lists = [
            "",
            r#"{ "id": "a", "title": "b" }"#,
            r#"{ "id": "b", "title": "a" }"#,
            r#"{ "id": "a", "title": "b", "summary": "c" }"#,
            r#"{ "id": "a", "title": "b", "url": "c" }"#,
            r#"{ "id": "a", "title": "b", "year": 2024 }"#,
            r#"{ "id": "a", "title": "b", "tag": ["c"] }"#,
            r#"{ "id": "a", "title": "b", "tag": ["c", "d"] }"#,
            r#"{ "id": "a", "title": "b", "tag": ["d", "c"] }"#,
            r#"{ "id": "a", "title": "b" }, { "id": "c", "title": "d" }"#,
            r#"{ "id": "c", "title": "d" }, { "id": "a", "title": "b" }"#,
        ];
        let mut prints: Vec<u32> = lists.iter().map(|list| catalog(list).fingerprint()).collect();
        prints.sort_unstable();
        prints.dedup();
        assert_eq!(prints.len(), lists.len());
    }
}
