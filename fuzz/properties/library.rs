//! The list that links and the query bar ask: small, with labels that break careless code.

use casebook::catalog::decode;
use casebook::query::Library;
use std::sync::OnceLock;

/// A facet of each kind: with aliases, with one value an entry, without any value, with a label that is not
/// its key; labels with the signs of links, quotes and the bar, with other scripts, and with look-alikes.
const CATALOG: &str = r##"{ "format": 1,
  "facets": [
    { "key": "tag", "label": "Thème", "many": true, "match": "all",
      "values": [{ "label": "C++", "slug": "cpp", "aliases": ["see plus plus"] }] },
    { "key": "company", "label": "Company" },
    { "key": "industry", "label": "Industry", "many": true },
    { "key": "empty", "label": "Nothing here" }],
  "entries": [
    { "id": "a", "title": "Rank", "year": 2022, "company": "New York Times", "tag": ["nlp", "C++"] },
    { "id": "b&c", "title": "B+", "year": 2022, "company": "Netflix", "tag": ["nlp", "causal inference"] },
    { "id": " é+", "title": "中文", "year": 2024, "company": "\"quoted\"", "tag": ["taxonomy", "Café ops"] },
    { "id": "d", "title": "D", "tag": ["-minus", "say \"hi\"", "n l p"], "summary": "rank in a week" },
    { "id": "e", "title": "E", "year": 2019, "company": "_none", "industry": ["100%", "%2F", "a+b"] },
    { "id": "f", "title": "F", "year": 2024, "company": "(none)", "industry": ["a&b", "x=y", "#1"] },
    { "id": "g", "title": "G", "year": 1999, "company": "..", "industry": ["עברית", "\u202ertl", "🎉"] },
    { "id": "h", "title": "H", "company": "line\nbreak", "tag": ["ad ranking / targeting", "a:b", "\\x"] }] }"##;

/// The same for every input.
pub fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| Library::new(decode(CATALOG.as_bytes()).expect("a catalog")))
}
