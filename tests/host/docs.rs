//! The examples in the docs work.

use crate::support::text_of;
use casebook::catalog::decode;
use casebook::curate::{Options, Source, build};

/// The first block of a language in a page.
fn example(page: &str, language: &str) -> String {
    let text = text_of(page);
    let (_, rest) = text.split_once(&format!("```{language}\n")).expect(page);
    rest.split_once("```").expect(page).0.to_owned()
}

#[test]
fn the_list_in_the_docs_gives_a_catalog() {
    let source = Source::new("list.md", example("docs/list.md", "markdown").into()).unwrap();
    let built = build(vec![source], &Options::default());
    assert_eq!(built.problems, []);
    let catalog = built.catalog;
    let entry = catalog.entries().next().unwrap();
    assert_eq!(catalog.id(entry), "acme-search-in-a-week");
    assert_eq!(catalog.url(entry), "https://example.org/notes/acme/search.md");
}

#[test]
fn the_catalog_in_the_docs_can_be_read() {
    let catalog = decode(example("docs/catalog.md", "json").as_bytes()).unwrap();
    assert_eq!(catalog.len(), 1);
    let tags = &catalog.facets[1].vocabulary;
    assert_eq!(tags.find("cplusplus"), tags.find("C++"));
}
