//! JSON out: by rows, one entry a line, because people read and diff it.

use super::{Catalog, FORMAT, Facet, Vocabulary, slugify};
use crate::facet::{EntryId, Match, ValueId};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Value, json};
use std::fmt::Write;

/// Writes a catalog as JSON, the same bytes for the same catalog; [`decode`](super::decode) reads it
/// back. Absent texts are left out.
pub fn encode(catalog: &Catalog) -> String {
    let about = &catalog.about;
    let mut json = format!("{{\n\"format\": {FORMAT},\n");
    let head = [
        ("title", &about.title),
        ("description", &about.description),
        ("updated", &about.updated),
        ("link_base", &about.link_base),
    ];
    for (key, text) in head {
        if !text.is_empty() {
            _ = writeln!(json, "\"{key}\": {},", Value::from(&**text));
        }
    }
    json.push_str("\"facets\": ");
    list(&mut json, catalog.declared().iter().map(FacetJson));
    json.push_str(",\n\"entries\": ");
    list(&mut json, catalog.entries().map(|entry| EntryJson(catalog, entry)));
    json.push_str("\n}\n");
    json
}

/// The declared facets as [`encode`] writes them, on one line.
pub fn encode_facets(catalog: &Catalog) -> String {
    let facets: Vec<FacetJson> = catalog.declared().iter().map(FacetJson).collect();
    serde_json::to_string(&facets).unwrap_or_default()
}

/// Some entries as [`encode`] writes them, in the order given.
pub fn encode_entries(catalog: &Catalog, entries: impl Iterator<Item = EntryId>) -> String {
    let mut json = String::new();
    list(&mut json, entries.map(|entry| EntryJson(catalog, entry)));
    json.push('\n');
    json
}

fn list(json: &mut String, items: impl Iterator<Item = impl Serialize>) {
    json.push('[');
    for (at, item) in items.enumerate() {
        json.push_str(if at == 0 { "\n" } else { ",\n" });
        // Writing to a string cannot fail, and no key is anything but a string.
        json.push_str(&serde_json::to_string(&item).unwrap_or_default());
    }
    json.push_str("\n]");
}

struct FacetJson<'a>(&'a Facet);

impl Serialize for FacetJson<'_> {
    fn serialize<S: Serializer>(&self, target: S) -> Result<S::Ok, S::Error> {
        let Facet { key, label, many, matching, vocabulary, .. } = self.0;
        let mut map = target.serialize_map(None)?;
        map.serialize_entry("key", key)?;
        map.serialize_entry("label", label)?;
        if *many {
            map.serialize_entry("many", many)?;
        }
        if *matching == Match::All {
            map.serialize_entry("match", "all")?;
        }
        let values: Vec<Value> =
            vocabulary.values().filter_map(|value| value_json(self.0, vocabulary, value)).collect();
        if !values.is_empty() {
            map.serialize_entry("values", &values)?;
        }
        map.end()
    }
}

/// A value that has to be declared: its slug is not made from its label, it has aliases, or no entry.
fn value_json(facet: &Facet, vocabulary: &Vocabulary, value: ValueId) -> Option<Value> {
    let (label, slug) = (vocabulary.label(value), vocabulary.slug(value));
    let aliases: Vec<&str> =
        vocabulary.aliases().filter(|(_, of)| *of == value).map(|(alias, _)| alias).collect();
    let mut json = json!({ "label": label });
    if slug != slugify(label) {
        json["slug"] = slug.into();
    }
    if !aliases.is_empty() {
        json["aliases"] = aliases.into();
    }
    let used = || facet.values.iter().any(|(_, values)| values.contains(&value));
    (json.as_object().is_some_and(|json| json.len() > 1) || !used()).then_some(json)
}

struct EntryJson<'a>(&'a Catalog, EntryId);

impl Serialize for EntryJson<'_> {
    fn serialize<S: Serializer>(&self, target: S) -> Result<S::Ok, S::Error> {
        let Self(catalog, entry) = *self;
        let mut map = target.serialize_map(None)?;
        let year = catalog.year();
        let text = |map: &mut S::SerializeMap, key, text: &str| {
            if text.is_empty() { Ok(()) } else { map.serialize_entry(key, text) }
        };
        text(&mut map, "id", catalog.id(entry))?;
        text(&mut map, "title", catalog.title(entry))?;
        text(&mut map, "url", catalog.url(entry))?;
        text(&mut map, "page", catalog.page(entry))?;
        if let [value] = year.values.values(entry) {
            map.serialize_entry("year", &year.vocabulary.label(*value).parse::<u16>().ok())?;
        }
        for facet in catalog.declared() {
            let label = |value: &ValueId| facet.vocabulary.label(*value);
            match facet.values.values(entry) {
                [] => {}
                [value] if !facet.many => map.serialize_entry(&facet.key, label(value))?,
                values => {
                    let labels: Vec<&str> = values.iter().map(label).collect();
                    map.serialize_entry(&facet.key, &labels)?;
                }
            }
        }
        text(&mut map, "summary", catalog.summary(entry))?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Builder, Declaration, DeclaredValue, decode};
    use proptest::prelude::*;

    type Row = (String, String, Option<u16>, Vec<String>, Option<String>);

    fn catalog(rows: Vec<Row>) -> Catalog {
        let mut builder = Builder::default();
        builder.about.title = "“Quotes”, \\ and \u{202e}bidi".into();
        let spare = DeclaredValue { label: "spare \"1\"".into(), ..DeclaredValue::default() };
        let tags = Declaration { many: true, matching: Match::All, ..facet("tag") };
        builder.declare(Declaration { values: vec![spare], ..tags }).unwrap();
        builder.declare(facet("company")).unwrap();
        for (at, (title, url, year, tags, company)) in rows.into_iter().enumerate() {
            let row = builder.row();
            (row.id, row.title, row.url, row.year) = (at.to_string(), title, url, year);
            for tag in tags {
                builder.add_value(0, &tag).unwrap();
            }
            builder.add_value(1, &company.unwrap_or_default()).unwrap();
            builder.commit().unwrap();
        }
        builder.finish()
    }

    fn facet(key: &str) -> Declaration {
        Declaration { key: key.into(), label: key.to_uppercase(), ..Declaration::default() }
    }

    proptest! {
        #[test]
        fn decoding_gives_back_what_was_encoded(rows in prop::collection::vec(
            (".*x", ".*", prop::option::of(1_u16..=9999), prop::collection::vec(".{0,3}", 0..4),
                prop::option::of("[aA ]{1,3}")),
            0..12,
        )) {
            let json = encode(&catalog(rows));
            let again = decode(json.as_bytes()).unwrap();
            prop_assert_eq!(encode(&again), json);
        }
    }

    #[test]
    fn declared_values_keep_slug_aliases_and_order() {
        let mut builder = Builder::default();
        let value = |label: &str, slug: &str, aliases: &[&str]| DeclaredValue {
            label: label.into(),
            slug: slug.into(),
            aliases: aliases.iter().map(ToString::to_string).collect(),
        };
        let values = vec![value("C++", "cpp", &["see"]), value("Rust", "", &[])];
        builder.declare(Declaration { values, ..facet("language") }).unwrap();
        let json = encode(&builder.finish());
        let again = decode(json.as_bytes()).unwrap();
        let languages = &again.facets[0].vocabulary;
        assert_eq!(languages.find("see"), languages.find("cpp"));
        assert_eq!(languages.len(), 2);
        assert_eq!(encode(&again), json);
    }
}
