//! Query → text.

use super::token::head;
use crate::catalog::YEAR;
use crate::facet::ValueId;
use crate::query::link::encode_years;
use crate::query::{Library, Query};

/// Writes a query: words first, then filters as the chips come, then what the catalog lacks. Values are called
/// by their labels, or by their slugs where a label has quotes or is not the name of this value alone.
pub fn write(query: &Query, library: &Library) -> String {
    let mut text = String::new();
    for piece in query.text.trim().split_inclusive(char::is_whitespace) {
        if piece.starts_with('\\') || head(piece, library).is_some() {
            text.push('\\');
        }
        text.push_str(piece);
    }
    for (facet, asked) in query.refinements().iter().enumerate() {
        for (values, excluded) in [(asked.chosen(), false), (asked.excluded(), true)] {
            for &value in values {
                push_value(&mut text, library, (facet, value), excluded);
            }
        }
    }
    if let Some(years) = query.years {
        push_filter(&mut text, YEAR, &encode_years(years), false);
    }
    for unknown in &query.unknown {
        if library.facet(&unknown.key).is_some() {
            let excluded = unknown.value.strip_prefix('-');
            let name = excluded.unwrap_or(&unknown.value);
            push_filter(&mut text, &unknown.key, name, excluded.is_some());
        }
    }
    text
}

/// Appends the filter of a value, behind a space.
pub(super) fn push_value(
    text: &mut String,
    library: &Library,
    (facet, value): (usize, ValueId),
    excluded: bool,
) {
    let label = library.label(facet, value);
    // A box of one line drops control characters.
    let plain = !label.contains(|letter: char| letter == '"' || letter.is_control());
    let name = if plain && label.trim() == label && library.find(facet, label) == Some(value) {
        label
    } else {
        library.slug(facet, value)
    };
    push_filter(text, &library.facets()[facet].key, name, excluded);
}

fn push_filter(text: &mut String, key: &str, name: &str, excluded: bool) {
    if !text.is_empty() {
        text.push(' ');
    }
    if excluded {
        text.push('-');
    }
    text.push_str(key);
    text.push(':');
    let quotes = |letter: char| letter == '"' || letter.is_whitespace();
    if name.is_empty() || name.starts_with('-') || name.contains(quotes) {
        text.push('"');
        for (at, part) in name.split('"').enumerate() {
            text.push_str(if at == 0 { "" } else { "\"\"" });
            text.push_str(part);
        }
        text.push('"');
    } else {
        text.push_str(name);
    }
}
