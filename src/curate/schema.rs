//! The JSON Schemas of catalogs and of configurations, made from types.
//!
//! A catalog is decoded by a visitor, into columns, so no type of the program has its form. The types
//! here have it, and are nothing but that form; tests hold them against what the decoder takes.
#![allow(dead_code, reason = "the types are read by schemars, not by the program")]

use super::config::Config;
use crate::catalog::{FORMAT, RESERVED_KEYS};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, json_schema};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A curated list: what it says of itself, the facets it can be refined by, and its entries.
#[derive(JsonSchema)]
#[schemars(title = "Casebook catalog")]
struct Catalog {
    /// The version of this format.
    #[schemars(schema_with = "format")]
    format: u64,
    /// The heading.
    title: Option<String>,
    /// A sentence or two, plain text.
    description: Option<String>,
    /// The day of the last change, as in 2025-03-08.
    #[schemars(regex(pattern = r"^([0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?$"))]
    updated: Option<String>,
    /// What relative links of entries are relative to; absent: to the page.
    #[schemars(regex(pattern = r"^([Hh][Tt][Tt][Pp][Ss]?://.*)?$"))]
    link_base: Option<String>,
    /// The fields to refine by, in the order they are shown. The year is one without being declared.
    facets: Vec<Facet>,
    /// In the curator's order.
    entries: Vec<Entry>,
}

/// A field to refine by.
#[derive(JsonSchema)]
#[schemars(extend(
    "if" = { "properties": { "match": { "const": "all" } }, "required": ["match"] },
    "then" = { "properties": { "many": { "const": true } }, "required": ["many"] }
))]
struct Facet {
    /// Its name in entries and links.
    #[schemars(regex(pattern = r"^[\p{Ll}\p{Lo}\p{N}]+(-[\p{Ll}\p{Lo}\p{N}]+)*$"), transform = not_reserved)]
    key: String,
    /// Its name for readers.
    label: String,
    /// Whether an entry may have several values.
    #[serde(default)]
    many: bool,
    /// Whether entries must have all chosen values or any of them, until the reader says otherwise.
    #[serde(default)]
    r#match: Match,
    /// Values without an entry, or whose slug is not made from their label.
    #[serde(default)]
    values: Vec<FacetValue>,
}

#[derive(Default, JsonSchema, serde::Serialize)]
#[serde(rename_all = "lowercase")]
enum Match {
    All,
    #[default]
    Any,
}

/// A value of a facet.
#[derive(JsonSchema)]
struct FacetValue {
    /// What readers see.
    label: String,
    /// What stands for it in links.
    #[serde(default)]
    slug: String,
    /// Other names that links may use.
    #[serde(default)]
    aliases: Vec<String>,
}

/// One case study.
#[derive(JsonSchema)]
struct Entry {
    /// Its stable name, unique in the list.
    #[schemars(regex(pattern = r"\S"))]
    id: String,
    /// Plain text.
    #[schemars(regex(pattern = r"\S"))]
    title: String,
    /// Where the thing itself is: http, https, or relative; anything else is not made a link.
    #[schemars(regex(pattern = r"^([Hh][Tt][Tt][Pp][Ss]?:|[^:]*([/?#]|$))"))]
    url: Option<String>,
    /// Where the list describes it, by the same rule.
    #[schemars(regex(pattern = r"^([Hh][Tt][Tt][Pp][Ss]?:|[^:]*([/?#]|$))"))]
    page: Option<String>,
    /// A sentence or two, plain text.
    summary: Option<String>,
    /// Of the thing itself.
    #[schemars(range(min = 1, max = 9999))]
    year: Option<u16>,
    /// What it has of the facet with this key: a label, or several.
    #[serde(flatten)]
    values: BTreeMap<String, Labels>,
}

#[derive(JsonSchema)]
#[serde(untagged)]
enum Labels {
    One(Option<String>),
    Several(Vec<String>),
}

fn format(_: &mut schemars::SchemaGenerator) -> Schema {
    json_schema!({ "const": FORMAT })
}

fn not_reserved(schema: &mut Schema) {
    schema.insert("not".to_owned(), json!({ "enum": RESERVED_KEYS }));
}

/// The schema of catalogs.
pub fn catalog() -> String {
    printed::<Catalog>()
}

/// The schema of configurations.
pub fn config() -> String {
    printed::<Config>()
}

fn printed<T: JsonSchema>() -> String {
    let schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>();
    let mut text = serde_json::to_string_pretty(&Value::from(schema)).unwrap_or_default();
    text.push('\n');
    text
}
