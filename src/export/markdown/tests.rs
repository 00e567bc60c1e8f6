//! Lists as a whole, read back by the command.

use super::super::tests::{catalog, small};
use super::super::{Format, export};
use crate::catalog::{Catalog, decode, encode};
use crate::curate::{self, Source, build};
use crate::facet::EntryId;
use proptest::prelude::*;
use std::fs;

fn read_back(markdown: &str) -> Catalog {
    let source = Source::new("list.md", markdown.into()).unwrap();
    let built = build(vec![source], &curate::Options::default());
    built.catalog
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
facets: [{"key":"company","label":"Company"},{"key":"industry","label":"Industry","many":true},{"key":"tag","label":"Tags","many":true,"match":"all"}]
---

# Field & notes

How teams built: what they run.

**2 case studies** from 1 company

| Company | Case Study | Year | Tags | Summary | Id |
|---|---|---|---|---|---|
| Acme | [Search in a week](https://a.example/search) | 2023 | `search` `C++` | | acme-search-in-a-week |
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
        // What a list cannot say, such as two entries with one link, is settled by the first reading.
        let once = read_back(&whole(&rows.with_safe_links().build()));
        check_read_back(&once);
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
    check_read_back(&catalog);
}

#[test]
fn entries_with_one_link_stay_apart_by_their_ids() {
    let json = r#"{ "format": 1, "facets": [], "entries": [
        { "id": "mail", "title": "Mail", "url": "https://a.example/press" },
        { "id": "mail-pro", "title": "Mail Pro", "url": "https://a.example/press" }] }"#;
    check_read_back(&decode(json.as_bytes()).unwrap());
}
