//! The published JSON Schema: it takes what the project writes, and no more than the page can read.

use crate::support::{project, text_of};
use boon::{Compiler, SchemaIndex, Schemas};
use casebook::catalog::{RESERVED_KEYS, decode};
use casebook::curate::schema;
use serde_json::{Value, json};

/// The schema, ready to judge.
struct Judge {
    schemas: Schemas,
    schema: SchemaIndex,
}

impl Judge {
    fn new() -> Self {
        let mut schemas = Schemas::new();
        let path = project("public/catalog.schema.json");
        let compiled = Compiler::new().compile(&path.display().to_string(), &mut schemas);
        let schema = compiled.unwrap_or_else(|error| panic!("{error:#}"));
        Self { schemas, schema }
    }

    fn check(&self, catalog: &Value, expected: bool) {
        let verdict = self.schemas.validate(catalog, self.schema);
        assert_eq!(verdict.is_ok(), expected, "{catalog:#}\n{verdict:#?}");
    }
}

#[test]
fn the_schemas_are_those_of_the_types() {
    let advice =
        "run: cargo run -- schema catalog > public/catalog.schema.json, and the same for config";
    assert!(text_of("public/catalog.schema.json") == schema::catalog(), "{advice}");
    assert!(text_of("public/config.schema.json") == schema::config(), "{advice}");
}

fn catalog() -> Value {
    json!({
        "format": 1,
        "title": "Cases",
        "facets": [{ "key": "tag", "label": "Tags", "many": true, "match": "all", "values": [
            { "label": "C++", "slug": "cpp", "aliases": ["see"] }
        ] }],
        "entries": [{ "id": "a", "title": "A", "url": "../a.md", "year": 2024, "tag": ["C++"] }],
    })
}

/// The catalog with one part replaced or added.
fn with(pointer: &str, value: Value) -> Value {
    let mut catalog = catalog();
    if let Some(part) = catalog.pointer_mut(pointer) {
        *part = value;
    } else {
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        catalog.pointer_mut(parent).unwrap()[key] = value;
    }
    catalog
}

#[test]
fn the_catalog_that_is_shipped_is_valid() {
    let json: Value = serde_json::from_str(&text_of("public/catalog.json")).unwrap();
    Judge::new().check(&json, true);
}

#[test]
fn what_the_schema_takes_the_page_can_read() {
    let judge = Judge::new();
    for sound in [
        catalog(),
        with("/facets", json!([])),
        with("/entries", json!([])),
        with("/note", json!({ "of": "somebody" })),
        with("/entries/0/url", json!("HTTPS://a.example/b:c")),
        with("/entries/0/url", json!("a?b=c:d")),
        with("/entries/0/url", Value::Null),
        with("/entries/0/year", Value::Null),
        with("/entries/0/tag", json!("C++")),
    ] {
        judge.check(&sound, true);
        decode(sound.to_string().as_bytes()).unwrap_or_else(|error| panic!("{error}: {sound:#}"));
    }
}

#[test]
fn what_the_page_cannot_read_the_schema_refuses() {
    let judge = Judge::new();
    let mut faulty = vec![
        json!([]),
        json!({}),
        with("/format", json!(2)),
        with("/title", json!(1)),
        with("/facets", Value::Null),
        with("/facets/0/key", json!("Tag")),
        with("/facets/0/key", json!("-tag")),
        with("/facets/0/many", json!(false)),
        with("/facets/0/match", json!("some")),
        with("/facets/0/values", json!(["C++"])),
        with("/entries", json!({})),
        with("/entries/0", json!({ "id": "a" })),
        with("/entries/0", json!({ "title": "A" })),
        with("/entries/0/title", json!(" ")),
        with("/entries/0/year", json!("2024")),
        with("/entries/0/year", json!(10_000)),
        with("/entries/0/tag", json!([1])),
        with("/entries/0/summary", json!([])),
    ];
    faulty.extend(RESERVED_KEYS.map(|key| with("/facets/0/key", json!(key))));
    for faulty in faulty {
        judge.check(&faulty, false);
        assert!(decode(faulty.to_string().as_bytes()).is_err(), "{faulty:#}");
    }
}

#[test]
fn the_schema_also_refuses_what_the_page_would_only_put_up_with() {
    let judge = Judge::new();
    for faulty in [
        with("/facets/0", json!({ "key": "tag" })),
        with("/entries/0/url", json!("javascript:alert(1)")),
        with("/updated", json!("March 8")),
        with("/updated", json!("2025-13-01")),
        with("/link_base", json!("../list/")),
    ] {
        judge.check(&faulty, false);
    }
}
