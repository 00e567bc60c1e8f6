//! JSON in: a streaming visitor that puts each entry straight into the builder's columns.

mod entries;
mod facets;

use super::{Builder, Catalog, FORMAT};
use entries::Entries;
use facets::Facets;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::error::Category;
use std::fmt;

/// Why a catalog cannot be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// What kind of fault it is.
    pub fault: Fault,
    /// What is wrong, in words.
    pub message: String,
    /// From 1; 0 where no line is at fault.
    pub line: usize,
    /// From 1, in bytes.
    pub column: usize,
}

/// The kinds of fault, by what a person can do about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The file ends too early: load it again.
    CutOff,
    /// It is not JSON: is it the right file?
    NotJson,
    /// It is of a format this page does not know: the page or the file is too old.
    Format,
    /// It is JSON of another shape: mend the file.
    Shape,
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match self.line {
            0 => Ok(()),
            line => write!(f, " (line {line}, column {})", self.column),
        }
    }
}

impl std::error::Error for DecodeError {}

/// Reads a catalog from JSON. Unknown keys are ignored; the order of keys does not matter.
///
/// # Errors
/// Says what is wrong and where. Nothing of a faulty catalog is kept.
pub fn decode(json: &[u8]) -> Result<Catalog, DecodeError> {
    let mut reading = Reading::default();
    read(json, &mut reading)?;
    if reading.entries == Progress::Skipped {
        // Sorted keys put `entries` in front of the `facets` that say what to read from them.
        reading.facets_first = true;
        read(json, &mut reading)?;
    }
    Ok(reading.builder.finish())
}

fn read(json: &[u8], reading: &mut Reading) -> Result<(), DecodeError> {
    let mut source = serde_json::Deserializer::from_slice(json);
    let result = Top(reading).deserialize(&mut source).and_then(|()| source.end());
    result.map_err(|error| explain(&error, json, reading))
}

fn explain(error: &serde_json::Error, json: &[u8], reading: &Reading) -> DecodeError {
    let (line, column) = (error.line(), error.column());
    let text = error.to_string();
    let detail = text.rsplit_once(" at line ").map_or(&*text, |(detail, _)| detail);
    let (fault, message) = match error.classify() {
        Category::Eof if json.trim_ascii().is_empty() => (Fault::CutOff, "it is empty".to_owned()),
        Category::Eof => (Fault::CutOff, "it ends too early".to_owned()),
        Category::Data if reading.format.is_some_and(|format| format != FORMAT) => {
            (Fault::Format, detail.to_owned())
        }
        // serde quotes a text by `Debug`, which says nothing in a page that is built for size.
        Category::Data => (Fault::Shape, detail.replace("string , ", "string, ")),
        _ if json.trim_ascii().starts_with(b"<") => {
            (Fault::NotJson, "it is a web page, not JSON".to_owned())
        }
        _ => (Fault::NotJson, format!("it is not JSON: {detail}")),
    };
    DecodeError { fault, message, line, column }
}

/// What has been read so far.
#[derive(Default)]
struct Reading {
    builder: Builder,
    format: Option<u64>,
    facets_seen: bool,
    entries: Progress,
    /// The second pass: the facets are known, only the entries are wanted.
    facets_first: bool,
}

#[derive(Default, PartialEq)]
enum Progress {
    #[default]
    NotSeen,
    /// They came before the facets.
    Skipped,
    Read,
}

/// The whole document.
struct Top<'a>(&'a mut Reading);

impl<'de> DeserializeSeed<'de> for Top<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Top<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a catalog: an object with `format`, `facets` and `entries`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let reading = self.0;
        while let Some(key) = map.next_key::<String>()? {
            match &*key {
                "entries" if reading.facets_seen => {
                    map.next_value_seed(Entries(&mut reading.builder))?;
                    reading.entries = Progress::Read;
                }
                "entries" => {
                    map.next_value::<IgnoredAny>()?;
                    reading.entries = Progress::Skipped;
                }
                _ if reading.facets_first => _ = map.next_value::<IgnoredAny>()?,
                "format" => read_format(reading, &mut map)?,
                "facets" => {
                    map.next_value_seed(Facets(&mut reading.builder))?;
                    reading.facets_seen = true;
                }
                "title" => map.next_value_seed(Text(&mut reading.builder.about.title))?,
                "description" => {
                    map.next_value_seed(Text(&mut reading.builder.about.description))?;
                }
                "updated" => map.next_value_seed(Text(&mut reading.builder.about.updated))?,
                "link_base" => map.next_value_seed(Text(&mut reading.builder.about.link_base))?,
                _ => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        let missing = |key| Err(Error::custom(format_args!("it has no `{key}`")));
        match reading {
            Reading { format: None, .. } => missing("format"),
            Reading { facets_seen: false, .. } => missing("facets"),
            Reading { entries: Progress::NotSeen, .. } => missing("entries"),
            _ => Ok(()),
        }
    }
}

fn read_format<'de, A: MapAccess<'de>>(reading: &mut Reading, map: &mut A) -> Result<(), A::Error> {
    let format: u64 = map.next_value()?;
    reading.format = Some(format);
    if format != FORMAT {
        return Err(Error::custom(format_args!(
            "it is of format {format}, and this page reads format {FORMAT}"
        )));
    }
    Ok(())
}

/// A text that may be absent or null, into a string that keeps its allocation.
struct Text<'a>(&'a mut String);

impl<'de> DeserializeSeed<'de> for Text<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_any(self)
    }
}

impl Visitor<'_> for Text<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.0.clear();
        self.0.push_str(text);
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.0.clear();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facet::EntryId;

    const HEAD: &str = r#"{"format":1,"facets":[{"key":"tag","label":"Tags","many":true}],"#;

    fn fails(json: &str, fault: Fault, message: &str, place: (usize, usize)) {
        let error = decode(json.as_bytes()).unwrap_err();
        assert_eq!((error.fault, (error.line, error.column)), (fault, place), "{error}: {json}");
        assert!(error.message.contains(message), "{error}: {json}");
    }

    #[test]
    fn faults_are_told_apart_and_placed() {
        fails("", Fault::CutOff, "empty", (1, 0));
        fails(&format!("{HEAD}\n\"entries\":[{{\"id\":\"a\""), Fault::CutOff, "too early", (2, 20));
        fails("<!doctype html>", Fault::NotJson, "web page", (1, 1));
        fails("{\n oops", Fault::NotJson, "not JSON", (2, 2));
        fails(r#"{"format":2,"entries":[]}"#, Fault::Format, "format 2", (1, 11));
        fails("[]", Fault::Shape, "a catalog", (1, 0));
        fails("{}", Fault::Shape, "no `format`", (1, 2));
        fails(r#"{"format":1,"facets":[]}"#, Fault::Shape, "no `entries`", (1, 24));
        let entries = |json: &str| format!("{HEAD}\n\"entries\":[\n{json}]}}");
        fails(&entries(r#"{"id":"a"}"#), Fault::Shape, "entry 1 has no `title`", (3, 10));
        fails(&entries(r#"{"id":1}"#), Fault::Shape, "expected a text", (3, 7));
        fails(&entries(r#"{"tag":[1]}"#), Fault::Shape, "expected a text", (3, 9));
        fails(&entries(r#"{"year":"x"}"#), Fault::Shape, "expected a year", (3, 11));
        fails(&entries(r#"{"year":99999}"#), Fault::Shape, "from 1 to 9999", (3, 13));
        fails(&entries("7"), Fault::Shape, "number 1", (3, 1));
        fails(&(entries("") + "x"), Fault::NotJson, "trailing", (3, 3));
    }

    #[test]
    fn keys_in_any_order_nulls_and_unknown_keys() {
        let json = r#"{"entries":[{"x":[{}],"tag":null,"year":null,"title":"A","id":"a","title":"B"},
            {"id":"c","title":"C","tag":["x","","x"],"url":null}],
            "facets":[{"key":"tag","label":"Tags","many":true,"match":"all"}],"format":1,"y":1}"#;
        let catalog = decode(json.as_bytes()).unwrap();
        assert_eq!(catalog.len(), 2);
        assert_eq!(catalog.title(EntryId::new(0)), "B");
        assert_eq!(catalog.facets[0].values.values(EntryId::new(1)).len(), 1);
        assert_eq!(catalog.url(EntryId::new(1)), "");
    }
}
