//! The query bar: reading, writing, completing.

use super::library::library;
use casebook::query::bar::{
    self, byte_at, parse, parse_others, parse_typing, rewritten, utf16_at, write,
};
use casebook::query::{Query, decode, evaluate};

/// No text is an error; what it asks is written so that it is read as the same, and is not rewritten while it is
/// typed; a completion asks for its value. The first byte says where the cursor is, and the second what the
/// bar was opened with.
pub fn bar(bytes: &[u8]) {
    let [place, opened_with, text @ ..] = bytes else { return };
    let library = library();
    let text = &*String::from_utf8_lossy(text);
    let cursor = usize::from(*place) % (text.len() + 1);
    let current = match opened_with % 2 {
        0 => Query::new(library),
        _ => decode(
            "q=old&tag=nlp&tag=gone&list=a&list=gone&any=tag&sort=-title&year=2020..",
            library,
        ),
    };

    let query = parse(text, library, &current);
    let written = write(&query, library);
    assert_eq!(parse(&written, library, &current), query, "{text} → {written}");
    assert_eq!(write(&parse(&written, library, &current), library), written);
    assert_eq!(rewritten(text, None, library, &query), None);

    let mut typing = parse_typing(text, cursor, library, &current);
    assert_eq!(rewritten(text, Some(cursor), library, &typing), None);
    let lacking = query.unknown.iter().filter(|it| !typing.unknown.contains(it));
    assert!(lacking.count() <= 1, "{text}");
    typing.unknown.clone_from(&query.unknown);
    assert_eq!(typing, query);

    complete(text, cursor, &current);

    let place = utf16_at(text, text.floor_char_boundary(cursor));
    assert_eq!(byte_at(text, place), text.floor_char_boundary(cursor));
}

/// What is offered at a place lies in the text, and asks for what it says.
fn complete(text: &str, cursor: usize, current: &Query) {
    let library = library();
    let others = parse_others(text, cursor, library, current);
    let outcome = evaluate(library, &others);
    let found = bar::complete(text, cursor, library, &outcome, &others);
    let (Some(before), Some(after)) = (text.get(..found.range.start), text.get(found.range.end..))
    else {
        panic!("{text}: {:?}", found.range);
    };
    for item in found.items {
        let next = [before, &item.text, after].concat();
        let Some(value) = item.value else { continue };
        assert_eq!(item.total, library.total(item.facet, value));
        let read = parse(&next, library, current);
        let asked = read.refinement(item.facet);
        let is_asked = asked.is_chosen(value) || asked.is_excluded(value);
        assert!(is_asked, "{text} → {next}: {:?}", item.label);
    }
}
