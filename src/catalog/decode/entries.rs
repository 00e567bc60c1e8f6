//! The entries, each straight into the builder's columns.

use super::json::{Read, Reader};
use crate::catalog::{Builder, TextField, YEARS};

/// So many keys are remembered at most; entries with more are read the longer way.
const MOST: usize = 32;

/// The keys that entries have had, as they are written, up to the value. Entries are much alike: the next
/// key is nearly always the one that came next before, and one comparison tells.
#[derive(Debug, Default)]
pub(super) struct Keys {
    written: Vec<(Vec<u8>, Field)>,
    /// Which comes next.
    next: usize,
}

/// What a key stands for.
#[derive(Clone, Copy, Debug)]
enum Field {
    Text(TextField),
    Year,
    Facet(usize),
    Unknown,
}

/// Reads a list of entries.
pub(super) fn all(reader: &mut Reader, builder: &mut Builder) -> Read<()> {
    if !reader.take(b'[')? {
        return reader.unexpected("a list of entries");
    }
    let (mut first, mut keys) = (true, Keys::default());
    while reader.member(b']', &mut first)? {
        entry(reader, builder, &mut keys)?;
    }
    Ok(())
}

/// Reads an entry. Where the bytes end within it, it can be read again when there are more: what is set
/// again is replaced.
pub(super) fn entry(reader: &mut Reader, builder: &mut Builder, keys: &mut Keys) -> Read<()> {
    if !reader.take(b'{')? {
        return reader.unexpected(&format!("an entry (number {}): an object", builder.len() + 1));
    }
    let mut first = true;
    keys.next = 0;
    while reader.member(b'}', &mut first)? {
        match keys.read(reader, builder)? {
            Field::Text(field) => {
                let text = reader.string_or_null("a text")?;
                builder.put(field, text.unwrap_or_default());
            }
            Field::Year => builder.put_year(year(reader)?),
            Field::Facet(facet) => values(reader, builder, facet)?,
            Field::Unknown => reader.skip()?,
        }
    }
    builder.commit().or_else(|message| reader.shape(message))
}

impl Keys {
    /// Reads a key, up to its value.
    fn read(&mut self, reader: &mut Reader, builder: &Builder) -> Read<Field> {
        for _ in 0..self.written.len() {
            if self.next >= self.written.len() {
                self.next = 0;
            }
            let (written, field) = &self.written[..][self.next];
            self.next += 1;
            if reader.take_all(written) {
                return Ok(*field);
            }
        }
        let start = reader.at();
        let field = match reader.key()? {
            "id" => Field::Text(TextField::Id),
            "title" => Field::Text(TextField::Title),
            "url" => Field::Text(TextField::Url),
            "page" => Field::Text(TextField::Page),
            "summary" => Field::Text(TextField::Summary),
            "year" => Field::Year,
            key => builder.facet(key).map_or(Field::Unknown, Field::Facet),
        };
        let written = reader.since(start);
        // Lines are counted where they are gone through byte by byte.
        if self.written.len() < MOST && !written.contains(&b'\n') {
            self.written.push((written.to_vec(), field));
            self.next = self.written.len();
        }
        Ok(field)
    }
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
        return value(reader, builder, facet, "a text or a list of texts").map(drop);
    }
    let mut first = true;
    while reader.member(b']', &mut first)? {
        if !value(reader, builder, facet, "a text")? {
            return reader.shape("expected a text, found null".to_owned());
        }
    }
    Ok(())
}

/// A value, or null; which of them.
fn value(reader: &mut Reader, builder: &mut Builder, facet: usize, wanted: &str) -> Read<bool> {
    let Some(label) = reader.string_or_null(wanted)? else { return Ok(false) };
    match builder.add_value(facet, label) {
        Ok(()) => Ok(true),
        Err(message) => reader.shape(message),
    }
}
