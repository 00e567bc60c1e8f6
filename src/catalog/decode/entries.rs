//! The entries, each straight into the builder's columns by way of its one row.

use super::json::{Read, Reader};
use super::read_text;
use crate::catalog::{Builder, YEARS};

/// Reads a list of entries.
pub(super) fn all(reader: &mut Reader, builder: &mut Builder) -> Read<()> {
    if !reader.take(b'[')? {
        return reader.unexpected("a list of entries");
    }
    let mut first = true;
    while reader.member(b']', &mut first)? {
        entry(reader, builder)?;
    }
    Ok(())
}

/// Reads an entry. Where the bytes end within it, it can be read again when there are more: what is set
/// again is replaced.
pub(super) fn entry(reader: &mut Reader, builder: &mut Builder) -> Read<()> {
    if !reader.take(b'{')? {
        return reader.unexpected(&format!("an entry (number {}): an object", builder.len() + 1));
    }
    let mut first = true;
    while reader.member(b'}', &mut first)? {
        field(reader, builder)?;
    }
    builder.commit().or_else(|message| reader.shape(message))
}

fn field(reader: &mut Reader, builder: &mut Builder) -> Read<()> {
    let key = reader.key()?;
    let facet = builder.facet(key);
    let row = builder.row();
    let text = match key {
        "id" => &mut row.id,
        "title" => &mut row.title,
        "url" => &mut row.url,
        "page" => &mut row.page,
        "summary" => &mut row.summary,
        "year" => {
            row.year = year(reader)?;
            return Ok(());
        }
        _ => {
            return match facet {
                Some(facet) => values(reader, builder, facet),
                None => reader.skip(),
            };
        }
    };
    read_text(reader, text)
}

/// A year, or null.
fn year(reader: &mut Reader) -> Read<Option<u16>> {
    if reader.null()? {
        return Ok(None);
    }
    let year = reader.whole("a year: a number from 1 to 9999")?;
    match u16::try_from(year).ok().filter(|year| YEARS.contains(year)) {
        Some(year) => Ok(Some(year)),
        None => reader.shape("a year is a number from 1 to 9999".to_owned()),
    }
}

/// An entry's values of one facet: a label, a list of labels, or null.
fn values(reader: &mut Reader, builder: &mut Builder, facet: usize) -> Read<()> {
    builder.clear_values(facet);
    if !reader.take(b'[')? {
        return value(reader, builder, facet, "a text or a list of texts");
    }
    let mut first = true;
    while reader.member(b']', &mut first)? {
        if reader.null()? {
            return reader.shape("expected a text, found null".to_owned());
        }
        value(reader, builder, facet, "a text")?;
    }
    Ok(())
}

fn value(reader: &mut Reader, builder: &mut Builder, facet: usize, wanted: &str) -> Read<()> {
    let Some(label) = reader.string_or_null(wanted)? else { return Ok(()) };
    builder.add_value(facet, label).or_else(|message| reader.shape(message))
}
