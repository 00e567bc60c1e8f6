//! Catalogs by chance: written anyhow, cut anywhere and damaged, held against `serde_json`.

use super::*;
use crate::catalog::{Builder, Declaration, TextField, encode};
use proptest::prelude::*;
use serde::de::IgnoredAny;
use serde_json::Value;
use std::fmt::Write;

const HEAD: &str = r#"{"format":1,"facets":[{"key":"tag","label":"Tags","many":true}],"#;

/// Decodes a text in pieces of those lengths, over and over.
fn by_pieces(json: &[u8], lengths: &[usize]) -> Result<Catalog, DecodeError> {
    let mut decoder = Decoder::new();
    let mut rest = json;
    for length in lengths.iter().cycle() {
        let (piece, after) = rest.split_at(rest.len().min(*length));
        decoder.push(piece)?;
        rest = after;
        if rest.is_empty() {
            break;
        }
    }
    decoder.finish()
}

#[test]
fn the_first_entries_are_a_catalog_of_their_own() {
    let entry = |at: usize| {
        let year = 2020 + at % 3;
        format!(
            r#"{{"id":"{at}","title":"T{at}","year":{year},"tag":["Tag {}","tag-{at}"]}}"#,
            at + 1
        )
    };
    let text = |count: usize| {
        let entries = (0..count).map(entry).collect::<Vec<_>>().join(",");
        format!("{HEAD}\"entries\":[{entries}]}}")
    };
    let whole = text(3000);
    let mut decoder = Decoder::new();
    decoder.push(HEAD.as_bytes()).unwrap();
    assert_eq!(decoder.preview(9), None);
    decoder.push(&whole.as_bytes()[HEAD.len()..whole.len() / 2]).unwrap();
    let preview = decoder.preview(1500).unwrap();
    let expected = decode(text(preview.len()).as_bytes()).unwrap();
    assert_eq!(preview, expected);
    decoder.push(&whole.as_bytes()[whole.len() / 2..]).unwrap();
    assert_eq!(decoder.preview(2).unwrap(), decode(text(2).as_bytes()).unwrap());
    assert_eq!(decoder.finish().unwrap(), decode(whole.as_bytes()).unwrap());
}

/// A JSON text of a value, its spaces, escapes and the order of its keys by chance.
fn written(value: &Value, chance: &mut impl FnMut() -> usize) -> String {
    let space = ["", "", " ", "\n", "\t\r\n "][chance() % 5];
    let written = match value {
        Value::String(text) => quoted(text, chance),
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| written(item, chance)).collect();
            format!("[{space}{}]", items.join(","))
        }
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields
                .iter()
                .map(|(key, value)| {
                    format!("{}{space}:{}", quoted(key, chance), written(value, chance))
                })
                .collect();
            let by = chance() % fields.len().max(1);
            fields.rotate_left(by);
            format!("{{{space}{}}}", fields.join(&format!("{space},")))
        }
        scalar => scalar.to_string(),
    };
    format!("{space}{written}{space}")
}

fn quoted(text: &str, chance: &mut impl FnMut() -> usize) -> String {
    let mut json = String::from('"');
    for letter in text.chars() {
        if chance().is_multiple_of(8) {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                write!(json, "\\u{unit:04x}").unwrap();
            }
        } else {
            let plain = serde_json::to_string(&letter).unwrap();
            json.push_str(&plain[1..plain.len() - 1]);
        }
    }
    json + "\""
}

fn label() -> impl Strategy<Value = Value> {
    prop_oneof!["[a-cA-C!]{0,2}", "\\PC{0,12}"].prop_map(Value::from)
}

fn entry() -> impl Strategy<Value = Value> {
    let text = || prop::option::of(prop_oneof![Just(Value::Null), ".{0,20}".prop_map(Value::from)]);
    let year = prop::option::of(prop_oneof![Just(Value::Null), (1..=9999).prop_map(Value::from)]);
    let tags = prop::option::of(prop_oneof![
        label(),
        prop::collection::vec(label(), 0..6).prop_map(Value::from)
    ]);
    let other = prop::option::of(prop_oneof![
        label(),
        Just(serde_json::json!({"a": [1, -0.5e3, [true, {}]], "b": null}))
    ]);
    let title = "x.{0,20}".prop_map(Value::from);
    (title, text(), text(), year, tags, prop::option::of(label()), other).prop_map(
        |(title, url, summary, year, tag, company, other)| {
            let fields = [
                ("title", Some(title)),
                ("url", url),
                ("summary", summary),
                ("year", year),
                ("tag", tag),
                ("company", company),
                ("other", other),
            ];
            let present =
                fields.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
            Value::Object(present.collect())
        },
    )
}

fn document() -> impl Strategy<Value = Value> {
    prop::collection::vec(entry(), 0..20).prop_map(|mut entries| {
        for (at, entry) in entries.iter_mut().enumerate() {
            entry["id"] = at.to_string().into();
        }
        serde_json::json!({
            "format": 1, "title": "T", "unknown": {"x": []}, "entries": entries,
            "facets": [{"key": "tag", "many": true, "values": [{"label": "b", "slug": "bee"}]}, {"key": "company"}],
        })
    })
}

/// What a catalog ought to be, made of a whole document in memory.
fn reference(document: &Value) -> Catalog {
    let mut builder = Builder::default();
    builder.about.title = document["title"].as_str().unwrap_or_default().to_owned();
    let bee =
        crate::catalog::DeclaredValue { label: "b".into(), slug: "bee".into(), aliases: vec![] };
    let tag = Declaration { many: true, values: vec![bee], ..facet("tag") };
    builder.declare(tag).unwrap();
    builder.declare(facet("company")).unwrap();
    for entry in document["entries"].as_array().unwrap() {
        for (field, key) in
            TextField::ALL.into_iter().zip(["id", "title", "url", "page", "summary"])
        {
            builder.put(field, entry[key].as_str().unwrap_or_default());
        }
        builder.put_year(entry["year"].as_u64().map(|year| year as u16));
        for (at, key) in ["tag", "company"].into_iter().enumerate() {
            let list = entry[key].as_array().cloned().unwrap_or_else(|| vec![entry[key].clone()]);
            for label in list {
                builder.add_value(at, label.as_str().unwrap_or_default()).unwrap();
            }
        }
        builder.commit().unwrap();
    }
    builder.finish()
}

fn facet(key: &str) -> Declaration {
    Declaration { key: key.into(), label: key.into(), ..Declaration::default() }
}

proptest! {
    #[test]
    fn however_it_is_written_and_cut_it_is_the_same_catalog(
        document in document(),
        chances in prop::collection::vec(0_usize..1000, 40),
        lengths in prop::collection::vec(1_usize..200, 1..8),
    ) {
        let mut chances = chances.into_iter().cycle();
        let json = written(&document, &mut || chances.next().unwrap());
        let whole = decode(json.as_bytes()).unwrap();
        prop_assert_eq!(&whole, &reference(&document));
        prop_assert_eq!(&by_pieces(json.as_bytes(), &lengths).unwrap(), &whole);
        prop_assert_eq!(encode(&decode(encode(&whole).as_bytes()).unwrap()), encode(&whole));
    }

    #[test]
    fn what_is_json_is_what_others_take_for_json(
        document in document(),
        chances in prop::collection::vec(0_usize..1000, 40),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..3, any::<u8>(), 0_usize..16), 1..4),
        lengths in prop::collection::vec(1_usize..200, 1..8),
    ) {
        let mut chances = chances.into_iter().cycle();
        let mut json = written(&document, &mut || chances.next().unwrap()).into_bytes();
        for (at, kind, byte, sign) in changes {
            let at = at.index(json.len());
            match kind {
                0 => json[at] = b"\"\\{}[],:0-.eEtn\n"[sign],
                1 => json[at] = byte,
                _ => _ = json.remove(at),
            }
        }
        let whole = decode(&json);
        prop_assert_eq!(&by_pieces(&json, &lengths), &whole);
        match whole.map_err(|error| error.fault) {
            Ok(_) => {
                let text = std::str::from_utf8(&json).unwrap();
                prop_assert!(serde_json::from_str::<IgnoredAny>(text).is_ok());
            }
            Err(Fault::NotJson | Fault::WebPage | Fault::CutOff) => {
                prop_assert!(serde_json::from_slice::<Value>(&json).is_err());
            }
            Err(Fault::Shape | Fault::Format) => {}
        }
    }
}
