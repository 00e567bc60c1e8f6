//! JSON out: by rows, one entry a line, because people read and diff it.

use super::{Catalog, DeclaredValue, FORMAT, Facet, quoted};
use crate::facet::{EntryId, Match};

/// How many entries are in a piece.
const PIECE: usize = 256;

/// Writes a catalog as JSON, the same bytes for the same catalog; [`decode`](super::decode) reads it
/// back. Absent texts are left out.
pub fn encode(catalog: &Catalog) -> String {
    let mut json = String::new();
    for piece in 0..pieces(catalog) {
        encode_piece(catalog, piece, &mut json);
    }
    json
}

/// In how many pieces a catalog may be written, so that nobody needs room for all of it, or waits until
/// all is done.
pub fn pieces(catalog: &Catalog) -> usize {
    catalog.len().div_ceil(PIECE).max(1)
}

/// Appends a piece. All of them, one after the other, are what [`encode`] writes.
pub fn encode_piece(catalog: &Catalog, piece: usize, json: &mut String) {
    if piece == 0 {
        push_head(json, catalog);
    }
    let end = catalog.len().min((piece + 1) * PIECE);
    for entry in piece * PIECE..end {
        start_item(json, entry);
        push_entry(json, catalog, EntryId::new(entry));
    }
    if end == catalog.len() {
        json.push_str("\n]\n}\n");
    }
}

/// The declared facets as [`encode`] writes them, on one line.
pub fn encode_facets(catalog: &Catalog) -> String {
    let mut json = String::new();
    push_list(&mut json, catalog.declared(), push_facet);
    json
}

/// Some entries as [`encode`] writes them, in the order given.
pub fn encode_entries(catalog: &Catalog, entries: impl Iterator<Item = EntryId>) -> String {
    let mut json = String::from("[");
    for (at, entry) in entries.enumerate() {
        start_item(&mut json, at);
        push_entry(&mut json, catalog, entry);
    }
    json.push_str("\n]\n");
    json
}

/// All before the first entry.
fn push_head(json: &mut String, catalog: &Catalog) {
    let about = &catalog.about;
    json.push_str("{\n\"format\": ");
    json.push_str(&FORMAT.to_string());
    let head = [
        ("title", &about.title),
        ("description", &about.description),
        ("updated", &about.updated),
        ("link_base", &about.link_base),
    ];
    for (key, text) in head {
        if !text.is_empty() {
            json.extend([",\n\"", key, "\": "]);
            push_text(json, text);
        }
    }
    json.push_str(",\n\"facets\": [");
    for (at, facet) in catalog.declared().iter().enumerate() {
        start_item(json, at);
        push_facet(json, facet);
    }
    json.push_str("\n],\n\"entries\": [");
}

/// Each item of a long list is on a line of its own.
fn start_item(json: &mut String, at: usize) {
    json.push_str(if at == 0 { "\n" } else { ",\n" });
}

fn push_facet(json: &mut String, facet: &Facet) {
    json.extend(["{\"key\":\"", &facet.key, "\""]);
    push_field(json, "label", &facet.label);
    if facet.many {
        json.push_str(",\"many\":true");
    }
    if facet.matching == Match::All {
        json.push_str(",\"match\":\"all\"");
    }
    let values = facet.declaration().values;
    if !values.is_empty() {
        json.push_str(",\"values\":");
        push_list(json, &values, push_value);
    }
    json.push('}');
}

fn push_value(json: &mut String, value: &DeclaredValue) {
    json.push('{');
    if !value.aliases.is_empty() {
        json.push_str("\"aliases\":");
        push_list(json, &value.aliases, |json, alias| push_text(json, alias));
        json.push(',');
    }
    json.push_str("\"label\":");
    push_text(json, &value.label);
    if !value.slug.is_empty() {
        push_field(json, "slug", &value.slug);
    }
    json.push('}');
}

fn push_entry(json: &mut String, catalog: &Catalog, entry: EntryId) {
    json.push_str("{\"id\":");
    push_text(json, catalog.id(entry));
    let texts = [
        ("title", catalog.title(entry)),
        ("url", catalog.url(entry)),
        ("page", catalog.page(entry)),
    ];
    for (key, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        push_field(json, key, text);
    }
    if let [year] = catalog.year().values.values(entry) {
        json.extend([",\"year\":", catalog.year().vocabulary.label(*year)]);
    }
    for facet in catalog.declared() {
        let push_label = |json: &mut String, value: &_| {
            push_text(json, facet.vocabulary.label(*value));
        };
        let values = facet.values.values(entry);
        if !values.is_empty() {
            json.extend([",\"", &facet.key, "\":"]);
        }
        match values {
            [value] if !facet.many => push_label(json, value),
            [] => {}
            values => push_list(json, values, push_label),
        }
    }
    if !catalog.summary(entry).is_empty() {
        push_field(json, "summary", catalog.summary(entry));
    }
    json.push('}');
}

fn push_list<T>(json: &mut String, items: &[T], push: impl Fn(&mut String, &T)) {
    json.push('[');
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            json.push(',');
        }
        push(json, item);
    }
    json.push(']');
}

/// A field that is not the first. Keys are slugs or our own, and need no escape.
fn push_field(json: &mut String, key: &str, text: &str) {
    json.extend([",\"", key, "\":"]);
    push_text(json, text);
}

fn push_text(json: &mut String, text: &str) {
    // A fold, which looks at many bytes at a time, because most texts are plain to their end.
    let special = |byte: u8| u32::from(byte < b' ' || byte == b'"' || byte == b'\\');
    if text.bytes().fold(0, |found, byte| found | special(byte)) == 0 {
        json.extend(["\"", text, "\""]);
    } else {
        json.push_str(&quoted(text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Builder, Declaration, DeclaredValue, TextField, decode};
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
            builder.put(TextField::Id, &at.to_string());
            builder.put(TextField::Title, &title);
            builder.put(TextField::Url, &url);
            builder.put_year(year);
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
            prop_assert_eq!(encode(&again), json.clone());
            let value: serde_json::Value = serde_json::from_str(&json).unwrap();
            let texts = |value: &serde_json::Value| value["title"].as_str().map(str::to_owned);
            prop_assert_eq!(texts(&value), Some(again.about.title.clone()));
        }
    }

    #[test]
    fn pieces_are_the_whole() {
        let row = |at: usize| (format!("{at} \"\u{1}\\"), String::new(), None, Vec::new(), None);
        for count in [0, 1, PIECE, PIECE + 1] {
            let catalog = catalog((0..count).map(row).collect());
            let json = encode(&catalog);
            let entries: serde_json::Value = serde_json::from_str(&json).unwrap();
            assert_eq!(entries["entries"].as_array().unwrap().len(), count);
            assert_eq!(json.lines().count(), count + 10);
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
