//! Links, from text and back.

use super::library::library;
use casebook::query::{Link, Query, decode, encode, evaluate};

/// No address is an error; what it says has one form, which says the same and is no longer than escaping makes
/// it; and what it asks can be answered. Whatever is typed into the search box, or is the id of an entry, comes
/// back from a link.
pub fn link(bytes: &[u8]) {
    let library = library();
    let text = String::from_utf8_lossy(bytes);
    let link = Link::decode(&text, library);
    let written = link.encode(library);
    assert!(written.bytes().all(|byte| byte.is_ascii_graphic()), "{written}");
    assert_eq!(Link::decode(&written, library), link, "{written}");
    // A sign is at most three bytes, each of which is escaped twice where a query is in a query.
    assert!(written.len() <= 64 + 16 * text.len(), "{written}");
    assert_eq!(decode(&written, library), link.query, "{written}");
    for query in [Some(&link.query), link.beside.versus.as_ref()].into_iter().flatten() {
        let asked = encode(query, library);
        assert_eq!(&decode(&asked, library), query, "{asked}");
        assert!(evaluate(library, query).hits.len() <= library.catalog().len());
    }
    let searched = Query::new(library).with_text(text.trim().to_owned());
    let case = (!text.is_empty()).then(|| text.to_string());
    let link = link.to(searched).showing(case);
    let written = link.encode(library);
    assert_eq!(Link::decode(&written, library), link, "{written}");
}
