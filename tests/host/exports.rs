//! What is taken away of a list by somebody who means harm: no program takes a text for something else.

use crate::hostile;
use casebook::catalog::{Catalog, decode, encode, is_safe};
use casebook::export::{Dialect, Format, export, frame};
use csv::ReaderBuilder;
use pulldown_cmark::{Event, Options, Parser, Tag};
use roxmltree::Document;

fn catalog() -> Catalog {
    decode(hostile::catalog().as_bytes()).unwrap()
}

fn written(catalog: &Catalog, format: Format) -> String {
    export(catalog, catalog.entries(), format)
}

#[test]
fn a_spreadsheet_runs_nothing() {
    let catalog = catalog();
    let written = written(&catalog, Format::Csv(Dialect { tabs: false, for_spreadsheets: true }));
    let mut reader = ReaderBuilder::new().has_headers(false).from_reader(written.as_bytes());
    let rows: Vec<_> = reader.records().map(|row| row.unwrap()).collect();
    assert_eq!(rows.len(), catalog.len() + 1);
    let runs = |cell: &str| cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let bad: Vec<&str> = rows.iter().flatten().filter(|cell| runs(cell)).collect();
    assert_eq!(bad, [] as [&str; 0]);
    let is_kept =
        |text: &&str| rows.iter().flatten().any(|cell| cell.strip_prefix('\'') == Some(text));
    let formulas = hostile::TEXTS.iter().filter(|text| runs(text));
    assert!(formulas.clone().count() >= 3 && formulas.clone().all(is_kept));
}

#[test]
fn markdown_has_no_element_and_no_link_that_may_not_be_followed() {
    let written = written(&catalog(), Format::Markdown);
    let options = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
    let mut links = 0;
    for event in Parser::new_ext(&written, options) {
        match event {
            Event::Html(it) | Event::InlineHtml(it) => panic!("{it}"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                assert!(is_safe(&dest_url), "{dest_url}");
                links += 1;
            }
            Event::Start(Tag::Image { dest_url, .. }) => panic!("{dest_url}"),
            _ => {}
        }
    }
    assert!(links > hostile::ODD.len());
}

#[test]
fn a_bibliography_has_an_item_for_each_entry() {
    let catalog = catalog();
    let written = written(&catalog, Format::Bibtex);
    // BibTeX counts braces, and reads no escapes: an item is what stands between two.
    let (mut depth, mut items) = (0, 0);
    for letter in written.chars() {
        match letter {
            '@' if depth == 0 => items += 1,
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        assert!(depth >= 0);
    }
    assert_eq!((depth, items), (0, catalog.len()));
}

#[test]
fn a_feed_has_no_link_that_may_not_be_followed() {
    let catalog = catalog();
    let written = written(&catalog, Format::Atom);
    let feed = Document::parse(&written).unwrap();
    let links: Vec<&str> = feed.descendants().filter_map(|it| it.attribute("href")).collect();
    assert!(
        links.len() > hostile::ODD.len() && links.iter().all(|link| is_safe(link)),
        "{links:?}"
    );
}

#[test]
fn a_catalog_is_read_back() {
    let written = written(&catalog(), Format::Json);
    assert_eq!(encode(&decode(written.as_bytes()).unwrap()), written);
}

#[test]
fn a_frame_is_one_element() {
    for text in hostile::TEXTS.iter().chain(&hostile::UNSAFE).chain(&hostile::ODD) {
        let html = frame(&format!("https://example.org/?q={text}"), text);
        assert_eq!(html.matches('<').count(), 2, "{html}");
        assert_eq!(html.matches('"').count(), 12, "{html}");
    }
}
