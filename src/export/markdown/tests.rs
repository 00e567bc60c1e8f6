//! Lists as a whole, read back by the rules of docs/list.md with as little code as that takes.

use super::super::tests::{catalog, small};
use super::super::{Format, export};
use super::front_matter::FACETS;
use crate::catalog::{Catalog, decode, encode, slugify};
use crate::curate::{Source, build};
use crate::facet::EntryId;
use proptest::prelude::*;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use serde_json::{Value, json};
use std::fs;

#[derive(Default)]
struct Cell {
    text: String,
    url: String,
    code: Vec<String>,
}

#[derive(Default)]
struct Page {
    heading: String,
    /// The first paragraph above the table.
    description: String,
    rows: Vec<Vec<Cell>>,
}

fn read_page(markdown: &str) -> Page {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let (mut page, mut words, mut in_cell) = (Page::default(), String::new(), false);
    for event in Parser::new_ext(markdown, options) {
        let cell = page.rows.last_mut().and_then(|row| row.last_mut()).filter(|_| in_cell);
        match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => page.rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => {
                in_cell = true;
                page.rows.last_mut().unwrap().push(Cell::default());
            }
            Event::End(TagEnd::TableCell) => in_cell = false,
            Event::Start(Tag::Link { dest_url, .. }) => cell.unwrap().url = dest_url.to_string(),
            Event::Start(Tag::Paragraph | Tag::Heading { .. }) => words.clear(),
            Event::Text(text) => match cell {
                Some(cell) => cell.text.push_str(&text),
                None => words.push_str(&text),
            },
            Event::Code(code) => cell.unwrap().code.push(code.trim().to_owned()),
            Event::End(TagEnd::Heading(HeadingLevel::H1)) => {
                page.heading.clone_from(&words);
            }
            Event::End(TagEnd::Paragraph)
                if page.rows.is_empty() && page.description.is_empty() =>
            {
                page.description.clone_from(&words);
            }
            _ => {}
        }
    }
    page
}

/// An entry of catalog.json.
fn entry(header: &[Cell], row: &[Cell], facets: &Value) -> Value {
    let mut entry = json!({});
    for (name, cell) in header.iter().zip(row) {
        let text = cell.text.trim();
        match &*name.text {
            "Case Study" => (entry["title"], entry["url"]) = (json!(text), json!(cell.url.trim())),
            "Year" if !text.is_empty() => entry["year"] = json!(text.parse::<u16>().unwrap()),
            "Year" => {}
            "Summary" | "Page" | "Id" => entry[name.text.to_lowercase()] = json!(text),
            name => {
                let facet = facets.as_array().unwrap().iter();
                let facet = { facet }.find(|facet| facet["label"] == name || facet["key"] == name);
                let facet = facet.unwrap_or_else(|| panic!("a column {name}"));
                let many = facet["many"] == true;
                let value = if many { json!(cell.code) } else { json!(text) };
                entry[facet["key"].as_str().unwrap()] = value;
            }
        }
    }
    if entry["id"].as_str().is_none_or(str::is_empty) {
        let words = |key: &str| entry[key].as_str().unwrap_or_default();
        entry["id"] = json!(slugify(&format!("{} {}", words("company"), words("title"))));
    }
    entry
}

fn read_back(markdown: &str) -> Catalog {
    let (front, body) = match markdown.strip_prefix("---\n") {
        Some(rest) => rest.split_once("\n---\n").unwrap(),
        None => ("", markdown),
    };
    let page = read_page(body);
    let facets: Value = serde_json::from_str(FACETS).unwrap();
    let mut catalog = json!({ "format": 1, "facets": facets });
    (catalog["title"], catalog["description"]) = (json!(page.heading), json!(page.description));
    for line in front.lines() {
        let (key, value) = line.split_once(": ").unwrap();
        let is_json = value.starts_with(['"', '[']);
        catalog[key] = if is_json { serde_json::from_str(value).unwrap() } else { json!(value) };
    }
    let [header, rows @ ..] = &page.rows[..] else { panic!("no table: {markdown}") };
    let entries = rows.iter().map(|row| entry(header, row, &catalog["facets"]));
    catalog["entries"] = entries.collect();
    decode(catalog.to_string().as_bytes()).unwrap()
}

#[track_caller]
fn check_read_back(catalog: &Catalog) {
    let markdown = whole(catalog);
    assert_eq!(encode(&read_back(&markdown)), encode(catalog), "{markdown}");
}

fn whole(catalog: &Catalog) -> String {
    export(catalog, catalog.entries(), Format::Markdown)
}

#[test]
fn a_list() {
    let expected = r#"---
title: Field & notes
description: "How teams built: what they run."
updated: 2025-03-08
link_base: https://a.example/list/
---

# Field & notes

How teams built: what they run.

**2 case studies** from 1 company

| Company | Case Study | Year | Tags | Summary | Id |
|---|---|---|---|---|---|
| Acme | [Search in a week](https://a.example/search) | 2023 | `search` `C++` | | |
| | [The "odd" \| one](<../odd (1).md>) | 2024 | `search` | One team, one index. | odd |

## Tags

- **search**: 2 case studies
- **C++**: 1 case study
"#;
    assert_eq!(whole(&small()), expected);
}

#[test]
fn the_list_that_is_shipped_is_read_back() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/public/catalog.json");
    let catalog = decode(&fs::read(path).unwrap()).unwrap();
    check_read_back(&catalog);
    let markdown = whole(&catalog);
    assert!(markdown.contains("\n**44 case studies** from 10 companies\n"));
    assert!(
        markdown.contains("\n## Tags\n\n- **recommender system**: 14 case studies\n- **product")
    );
}

#[test]
fn some_entries_are_counted_for_themselves() {
    let some = export(&small(), [EntryId::new(1)], Format::Markdown);
    assert!(some.contains("\n**1 case study**\n"), "{some}");
    assert!(some.contains("\n| Case Study | Year | Tags | Summary | Id |\n"), "{some}");
    assert!(some.ends_with("\n## Tags\n\n- **search**: 1 case study\n"), "{some}");
    let none = export(&small(), [], Format::Markdown);
    assert!(none.ends_with("\n**0 case studies**\n\n| Case Study |\n|---|\n"), "{none}");
}

#[test]
fn columns_of_one_name_go_by_their_keys() {
    let json = r#"{ "format": 1, "facets": [
        { "key": "a", "label": "Summary", "many": true },
        { "key": "team", "label": "Team" },
        { "key": "group", "label": "team" },
        { "key": "b", "label": "By" },
        { "key": "by", "label": "Who", "values": [{ "label": "Ann", "slug": "a" }] }],
        "entries": [{ "id": "x", "title": "X", "a": ["1|`\\"], "team": "2", "group": "3", "b": "4", "by": "Ann",
            "summary": "5", "page": "https://a.example/x" }] }"#;
    let catalog = decode(json.as_bytes()).unwrap();
    check_read_back(&catalog);
    let markdown = whole(&catalog);
    assert!(markdown.contains("| Case Study | a | team | group | b | Who | Summary | Page |\n"));
    assert!(
        markdown.contains("| X | ``1\\|`\\`` | 2 | 3 | 4 | Ann | 5 | <https://a.example/x> |\n")
    );
}

#[test]
fn a_link_that_may_not_be_followed_is_none() {
    let json = r#"{ "format": 1, "facets": [], "entries": [
        { "id": "x", "title": "X", "url": "javascript:alert(1)", "page": "data:x" }] }"#;
    let markdown = whole(&decode(json.as_bytes()).unwrap());
    assert!(markdown.contains("| Case Study |\n|---|\n| X |\n"), "{markdown}");
}

proptest! {
    #[test]
    fn lists_are_read_back(rows in catalog()) {
        check_read_back(&rows.with_safe_links().build());
    }
}

#[test]
fn the_command_reads_it_back() {
    let json = r##"{ "format": 1, "title": "# R&D: \\ \"1\" #", "description": "- a\\b", "updated": "2025-03-08",
        "link_base": "https://a.example/b/",
        "facets": [{ "key": "company", "label": "Company" },
            { "key": "industry", "label": "Industry", "many": true },
            { "key": "tag", "label": "Tags", "many": true, "match": "all" }],
        "entries": [
            { "id": "a-b-1-c", "title": "1 | `c` \\| *", "url": "https://a.example/(c|d)?e=1&amp;f",
              "company": "A|\\_b_", "tag": ["|`", "a\\|b \\", "`c``d`"] },
            { "id": "2", "title": "2", "url": "https://a.example/2", "tag": ["<e>"] }] }"##;
    let catalog = decode(json.as_bytes()).unwrap();
    let source = Source::new("list.md", whole(&catalog).into()).unwrap();
    let built = build(&source, None);
    assert_eq!(built.problems, [], "{}", whole(&catalog));
    assert_eq!(encode(&built.catalog.unwrap()), encode(&catalog));
}
