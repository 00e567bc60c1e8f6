//! The list that the project ships, held against the page that it was taken from.

use crate::support::{LINK_BASE, Row, project, rows, seed, text_of};
use casebook::catalog::{Catalog, decode, encode};
use casebook::curate::{Options, Severity, Source, build};
use casebook::facet::EntryId;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const LIST: &str = "data/media-and-streaming.md";

/// What the page prints as its key use cases.
const PRINTED: [(&str, usize); 10] = [
    ("recommender system", 14),
    ("product feature", 11),
    ("nlp", 6),
    ("ops", 5),
    ("generative ai", 4),
    ("llm", 4),
    ("content personalization", 4),
    ("causality", 3),
    ("item classification", 3),
    ("cv", 2),
];

/// The tags that it leaves out there.
const NOT_PRINTED: [(&str, usize); 6] = [
    ("ad ranking / targeting", 2),
    ("customer support", 2),
    ("fraud detection", 1),
    ("rag", 2),
    ("search", 2),
    ("voice interface", 1),
];

fn built(path: &Path, link_base: Option<&str>) -> Catalog {
    let link_base = link_base.map(str::to_owned);
    let options = Options { link_base, ..Options::default() };
    let built = build(vec![Source::read(path).unwrap()], &options);
    assert!(built.is_sound(), "{:?}", built.problems);
    built.catalog
}

/// An entry's labels in a facet.
fn labels(catalog: &Catalog, entry: EntryId, facet: &str) -> Vec<String> {
    let facet = catalog.facets.iter().find(|other| other.key == facet).unwrap();
    let values = facet.values.values(entry).iter();
    values.map(|&value| facet.vocabulary.label(value).to_owned()).collect()
}

/// How many entries have each value of a facet.
fn counts(catalog: &Catalog, facet: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for label in catalog.entries().flat_map(|entry| labels(catalog, entry, facet)) {
        *counts.entry(label).or_default() += 1;
    }
    counts
}

fn as_row(catalog: &Catalog, entry: EntryId) -> Row {
    Row {
        company: labels(catalog, entry, "company").concat(),
        title: catalog.title(entry).to_owned(),
        link: catalog.url(entry).to_owned(),
        year: labels(catalog, entry, "year").concat(),
        tags: labels(catalog, entry, "tag"),
    }
}

/// The page's rows with the characters that it lost on the way to us put back by hand.
fn sound_rows(seed: &Path) -> Vec<Row> {
    let text = fs::read_to_string(seed).unwrap();
    rows(&text.replace("‚Äô", "’").replace("‚Äò", "‘"))
}

#[test]
fn the_list_has_the_rows_of_the_page_it_was_taken_from() {
    let Some(seed) = seed() else { return };
    let (ours, theirs) = (rows(&text_of(LIST)), sound_rows(&seed));
    assert_eq!(theirs.len(), 44);
    for (ours, theirs) in ours.iter().zip(&theirs) {
        assert_eq!(ours, theirs);
    }
    assert_eq!(ours.len(), theirs.len());
}

#[test]
fn the_page_itself_gives_the_same_entries() {
    let Some(seed) = seed() else { return };
    let (ours, theirs) = (built(&project(LIST), None), built(&seed, Some(LINK_BASE)));
    let entries = |catalog: &Catalog| {
        let json = encode(catalog);
        json[json.find("\"facets\"").unwrap()..].to_owned()
    };
    assert_eq!(entries(&theirs), entries(&ours));
    assert_eq!(theirs.about.title, "Media and streaming ML & LLM Case Studies");
    assert!(theirs.about.description.starts_with("This page collects real-world"));
    assert_eq!(theirs.about.updated, "2025-03-08");
}

#[test]
fn every_row_is_an_entry() {
    let catalog = built(&project(LIST), None);
    let expected = rows(&text_of(LIST)).into_iter().map(|row| {
        let by_company = row.link.strip_prefix("../").expect("a relative link");
        let link = LINK_BASE.replace("by-industry/", by_company);
        Row { link, ..row }
    });
    let found = catalog.entries().map(|entry| as_row(&catalog, entry));
    assert_eq!(found.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
}

#[test]
fn the_list_by_numbers() {
    let catalog = built(&project(LIST), None);
    assert_eq!(catalog.len(), 44);
    assert_eq!(catalog.about.updated, "2025-03-08");
    assert_eq!(counts(&catalog, "company").len(), 10);
    assert_eq!(counts(&catalog, "industry"), [("Media and streaming".into(), 44)].into());
    let years: Vec<String> = counts(&catalog, "year").into_keys().collect();
    assert_eq!(years, ["2018", "2020", "2021", "2022", "2023", "2024"]);
    let tags = PRINTED.iter().chain(&NOT_PRINTED).map(|&(tag, count)| (tag.to_owned(), count));
    assert_eq!(counts(&catalog, "tag"), tags.collect());
}

#[test]
fn the_page_prints_the_counts_that_are_expected_here() {
    let Some(seed) = seed() else { return };
    let text = fs::read_to_string(seed).unwrap();
    let printed = text.lines().filter_map(|line| {
        let (tag, count) = line.strip_prefix("- **")?.split_once("**: ")?;
        Some((tag, count.strip_suffix(" case studies")?.parse().unwrap()))
    });
    assert_eq!(printed.collect::<Vec<(&str, usize)>>(), PRINTED);
}

#[test]
fn the_catalog_is_the_one_made_from_the_list() {
    let source = Source::read(&project(LIST)).unwrap();
    let built = build(vec![source], &Options::default());
    assert_eq!(
        built.count(Severity::Warning) + built.count(Severity::Error),
        0,
        "{:?}",
        built.problems
    );
    let json = encode(&built.catalog);
    let checked_in = text_of("public/catalog.json");
    let advice = "run: cargo run -- build data/media-and-streaming.md -o public/catalog.json";
    assert!(json == checked_in, "public/catalog.json is not what {LIST} gives; {advice}");
    assert_eq!(encode(&decode(json.as_bytes()).unwrap()), json);
}
