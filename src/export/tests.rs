//! Catalogs for the tests of every format, and what holds for all of them.

use super::{Format, export};
use crate::catalog::{Builder, Catalog, Declaration, TextField, decode, encode, is_safe, slugify};
use crate::facet::{EntryId, Match};
use proptest::prelude::*;

/// The facets that a list has without saying so.
fn builder() -> Builder {
    let facet = |key: &str, label: &str| Declaration {
        key: key.into(),
        label: label.into(),
        ..Declaration::default()
    };
    let mut builder = Builder::default();
    builder.declare(facet("company", "Company")).unwrap();
    builder.declare(Declaration { many: true, ..facet("industry", "Industry") }).unwrap();
    let tags = Declaration { many: true, matching: Match::All, ..facet("tag", "Tags") };
    builder.declare(tags).unwrap();
    builder
}

/// Two entries: a plain one, and one that needs some care.
pub(super) fn small() -> Catalog {
    let json = r#"{ "format": 1, "title": "Field & notes", "description": "How teams built: what they run.",
        "updated": "2025-03-08", "link_base": "https://a.example/list/",
        "facets": [{ "key": "company", "label": "Company" },
            { "key": "industry", "label": "Industry", "many": true },
            { "key": "tag", "label": "Tags", "many": true, "match": "all" }],
        "entries": [
            { "id": "acme-search-in-a-week", "title": "Search in a week", "year": 2023,
              "url": "https://a.example/search", "company": "Acme", "tag": ["search", "C++"] },
            { "id": "odd", "title": "The \"odd\" | one", "year": 2024, "url": "../odd (1).md",
              "tag": ["search"], "summary": "One team, one index." }] }"#;
    decode(json.as_bytes()).unwrap()
}

/// A catalog of one entry, which has little but these.
pub(super) fn one(title: &str, url: &str, tag: &str, summary: &str) -> Catalog {
    let row = TestRow {
        title: title.into(),
        url: url.into(),
        summary: summary.into(),
        ..TestRow::default()
    };
    let mut builder = builder();
    fill(&mut builder, "one", &TestRow { tags: vec![tag.into()], ..row });
    builder.finish()
}

/// A catalog as a list could have it: no text with control characters, nor with spaces around it.
#[derive(Clone, Debug)]
pub(super) struct TestRows {
    about: [String; 2],
    rows: Vec<TestRow>,
}

#[derive(Clone, Debug, Default)]
struct TestRow {
    title: String,
    url: String,
    page: String,
    summary: String,
    year: Option<u16>,
    company: String,
    tags: Vec<String>,
}

impl TestRows {
    /// The same without the links that no list may have.
    pub(super) fn with_safe_links(mut self) -> Self {
        for link in self.rows.iter_mut().flat_map(|row| [&mut row.url, &mut row.page]) {
            if !is_safe(link) {
                link.clear();
            }
        }
        self
    }

    pub(super) fn build(&self) -> Catalog {
        let mut builder = builder();
        [builder.about.title, builder.about.description] = self.about.clone();
        for (at, row) in self.rows.iter().enumerate() {
            let given = format!("{at} {}", row.title);
            let made = slugify(&format!("{} {}", row.company, row.title));
            fill(&mut builder, if at % 2 == 0 { given.trim() } else { &made }, row);
        }
        builder.finish()
    }
}

fn fill(builder: &mut Builder, id: &str, row: &TestRow) {
    let TestRow { title, url, page, summary, year, company, tags } = row.clone();
    builder.add_value(0, &company).unwrap();
    for tag in tags {
        builder.add_value(2, &tag).unwrap();
    }
    let title = if title.trim().is_empty() { "Untitled".into() } else { title };
    for (field, text) in TextField::ALL.into_iter().zip([id, &title, &url, &page, &summary]) {
        builder.put(field, text);
    }
    builder.put_year(year);
    builder.commit().unwrap();
}

/// Text of what the formats take for their own, and of what no format should mind.
pub(super) fn text() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "a",
        "1",
        "é",
        "机器",
        "שלום",
        "🎉",
        " ",
        "|",
        "\\",
        "`",
        "``",
        "*",
        "**",
        "_",
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "<b>",
        "</b>",
        "<!--",
        "&",
        "&amp;",
        "&copy",
        "&#124;",
        ";",
        "; ",
        ",",
        "~",
        "~~",
        "#",
        "!",
        "![",
        "](",
        "-",
        "+",
        "=",
        "@",
        "'",
        "\"",
        "{",
        "}",
        "%",
        "$",
        "^",
        ":",
        "://",
        "https://a.example/",
        ".",
        "\u{202e}",
        "\u{200d}",
        "\u{a0}",
        "www.a.example",
    ]);
    let built = prop::collection::vec(parts, 0..9).prop_map(|parts| parts.concat());
    prop_oneof![built, "\\PC{0,12}"].prop_map(|text| text.trim().to_owned())
}

/// Links as a list could have them, among others.
fn url() -> impl Strategy<Value = String> {
    prop_oneof![text(), text().prop_map(|path| format!("https://a.example/{path}"))]
}

/// Catalogs of a few entries.
pub(super) fn catalog() -> impl Strategy<Value = TestRows> {
    let tags = prop::collection::vec(text(), 0..4);
    let year = prop::option::of(1_u16..=9999);
    let row = (text(), url(), url(), text(), year, text(), tags).prop_map(
        |(title, url, page, summary, year, company, tags)| TestRow {
            title,
            url,
            page,
            summary,
            year,
            company,
            tags,
        },
    );
    ([text(), text()], prop::collection::vec(row, 0..5))
        .prop_map(|(about, rows)| TestRows { about, rows })
}

#[test]
fn every_name_is_that_of_a_format() {
    for name in Format::NAMES {
        assert!(Format::from_name(name).is_some(), "{name}");
    }
    assert_eq!(Format::from_name("xls"), None);
}

#[test]
fn json_is_the_catalog_or_some_of_its_entries() {
    let catalog = small();
    let json = |entries: &[usize]| {
        export(&catalog, entries.iter().copied().map(EntryId::new), Format::Json)
    };
    assert_eq!(json(&[0, 1]), encode(&catalog));
    assert_eq!(
        json(&[1]),
        "[\n{\"id\":\"odd\",\"title\":\"The \\\"odd\\\" | one\",\"url\":\"../odd (1).md\",\"year\":2024,\
        \"tag\":[\"search\"],\"summary\":\"One team, one index.\"}\n]\n"
    );
    let ids: serde_json::Value = serde_json::from_str(&json(&[1, 0])).unwrap();
    assert_eq!(ids[1]["id"], "acme-search-in-a-week");
    assert_eq!(json(&[]), "[\n]\n");
}

#[test]
fn a_catalog_without_anything_has_every_format() {
    let catalog = Builder::default().finish();
    for name in Format::NAMES {
        let text = export(&catalog, [], Format::from_name(name).unwrap());
        assert!(text.is_empty() == (name == "bibtex"), "{name}: {text}");
    }
}
