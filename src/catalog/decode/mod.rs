//! JSON in: each entry goes straight into the builder's columns, and the bytes may come in pieces.

mod entries;
mod facets;
mod json;
/// The first byte of a piece that is no space of JSON.
fn first_of(piece: &[u8]) -> Option<u8> {
    piece.iter().copied().find(|byte| !b" \t\r\n".contains(byte))
}

#[cfg(test)]
mod properties;

use super::{Builder, Catalog, FORMAT};
use entries::Keys;
use json::{Failure, Kind, Line, Read, Reader, Stop};
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
    /// It is a web page instead, as of a server that wants a visitor to sign in.
    WebPage,
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
    let mut decoder = Decoder::new();
    decoder.push(json)?;
    decoder.finish()
}

/// Reads a catalog from JSON that comes in pieces, each as far as it goes.
///
/// ```
/// use casebook::catalog::Decoder;
///
/// let mut decoder = Decoder::new();
/// decoder.push(br#"{ "format": 1, "facets": [], "entries": [{ "id": "a", "ti"#).unwrap();
/// assert_eq!(decoder.len(), 0);
/// decoder.push(br#"tle": "First" }, { "id""#).unwrap();
/// assert_eq!(decoder.len(), 1);
/// decoder.push(br#": "b", "title": "Second" }] }"#).unwrap();
/// assert_eq!(decoder.finish().unwrap().len(), 2);
/// ```
#[derive(Debug)]
pub struct Decoder {
    builder: Builder,
    keys: Keys,
    /// What has come and is not read yet: less than an entry, as a rule.
    rest: Vec<u8>,
    /// Where the rest begins.
    line: Line,
    /// With fewer bytes than this, there is no use in reading the rest again.
    enough: usize,
    state: State,
    seen: Seen,
}

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    Start,
    /// A member of the catalog, and whether it is the first.
    Member(bool),
    /// An entry, and whether it is the first.
    Entry(bool),
    /// Nothing.
    End,
}

/// Which members have been read.
#[derive(Debug, Default)]
struct Seen {
    nothing_yet: bool,
    format: Option<u64>,
    facets: bool,
    entries: bool,
    /// The entries that came before the facets, and where.
    held: Option<(Vec<u8>, Line)>,
}

impl Decoder {
    /// Nothing has come yet.
    pub fn new() -> Self {
        Self {
            builder: Builder::default(),
            keys: Keys::default(),
            rest: Vec::new(),
            line: Line::FIRST,
            enough: 0,
            state: State::Start,
            seen: Seen { nothing_yet: true, ..Seen::default() },
        }
    }

    /// How many entries have been read.
    pub fn len(&self) -> usize {
        self.builder.len()
    }

    /// Whether no entry has been read.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads the next piece. O(bytes).
    ///
    /// # Errors
    /// Says what is wrong with what has come so far, and where.
    pub fn push(&mut self, piece: &[u8]) -> Result<(), DecodeError> {
        self.seen.nothing_yet &= piece.trim_ascii().is_empty();
        if self.rest.is_empty() {
            let read = self.read(piece)?;
            self.rest.extend_from_slice(&piece[read..]);
        } else {
            self.rest.extend_from_slice(piece);
            if self.rest.len() < self.enough {
                return Ok(());
            }
            let rest = std::mem::take(&mut self.rest);
            let read = self.read(&rest)?;
            self.rest = rest;
            self.rest.drain(..read);
        }
        // What needs more than all there is needs much more: no byte is read more than a few times.
        self.enough = self.rest.len() * 2;
        Ok(())
    }

    /// A catalog of the first entries that have come, for showing something soon; `None` before the
    /// first entry. O(entries asked for).
    pub fn preview(&self, entries: usize) -> Option<Catalog> {
        (!self.is_empty()).then(|| self.builder.first(entries).finish())
    }

    /// The catalog, when all pieces have come.
    ///
    /// # Errors
    /// Says what is wrong with the whole.
    pub fn finish(mut self) -> Result<Catalog, DecodeError> {
        if self.state != State::End {
            self.enough = 0;
            self.push(b"")?;
        }
        if self.state != State::End {
            let mut reader = Reader::new(&self.rest, self.line);
            reader.skip_all();
            let message = if self.seen.nothing_yet { "it is empty" } else { "it ends too early" };
            let (line, column) = reader.line().place();
            let message = message.to_owned();
            return Err(DecodeError { fault: Fault::CutOff, message, line, column });
        }
        if let Some((held, line)) = self.seen.held.take() {
            let mut reader = Reader::new(&held, line);
            _ = entries::all(&mut reader, &mut self.builder);
            if let Some(failure) = reader.failure() {
                return Err(self.explain(failure, &held));
            }
        }
        Ok(self.builder.finish())
    }

    /// Reads what is whole in a piece; how many bytes that is.
    fn read(&mut self, piece: &[u8]) -> Result<usize, DecodeError> {
        let mut reader = Reader::new(piece, self.line);
        loop {
            let mark = reader.mark();
            match self.step(&mut reader) {
                Ok(true) => {}
                Ok(false) => break,
                Err(Stop) => {
                    let failure = reader.failure().filter(|failure| failure.kind != Kind::End);
                    if let Some(failure) = failure {
                        return Err(self.explain(failure, piece));
                    }
                    reader.return_to(mark);
                    break;
                }
            }
        }
        self.line = reader.line();
        Ok(reader.at())
    }

    /// Reads the next whole thing; whether there was one.
    fn step(&mut self, reader: &mut Reader) -> Read<bool> {
        match self.state {
            State::Start => {
                if !reader.take(b'{')? {
                    const WANTED: &str =
                        "a catalog: an object with `format`, `facets` and `entries`";
                    return reader.unexpected(WANTED);
                }
                self.state = State::Member(true);
            }
            State::Member(mut first) => {
                if reader.member(b'}', &mut first)? {
                    self.state = self.member(reader)?;
                } else {
                    self.seen.complete(reader)?;
                    self.state = State::End;
                }
            }
            State::Entry(mut first) => {
                self.state = if reader.member(b']', &mut first)? {
                    entries::entry(reader, &mut self.builder, &mut self.keys)?;
                    State::Entry(false)
                } else {
                    State::Member(false)
                };
            }
            State::End => {
                if reader.peek() == 0 {
                    return Ok(false);
                }
                return reader.syntax("nothing after the catalog: there are trailing characters");
            }
        }
        Ok(true)
    }

    /// Reads a member of the catalog, the entries up to the first of them; what comes then.
    fn member(&mut self, reader: &mut Reader) -> Read<State> {
        let about = &mut self.builder.about;
        let key = reader.key()?;
        let text = match key {
            "title" => &mut about.title,
            "description" => &mut about.description,
            "updated" => &mut about.updated,
            "link_base" => &mut about.link_base,
            "format" => {
                let format = reader.whole("the number of a format")?;
                self.seen.format = Some(format);
                if format != FORMAT {
                    return reader.shape(format!(
                        "it is of format {format}, and this page reads format {FORMAT}"
                    ));
                }
                return Ok(State::Member(false));
            }
            "facets" => {
                // Read as a whole or not at all, since the bytes may end within.
                let mark = reader.mark();
                reader.skip()?;
                reader.return_to(mark);
                facets::facets(reader, &mut self.builder)?;
                self.keys = Keys::default();
                self.seen.facets = true;
                return Ok(State::Member(false));
            }
            "entries" => return self.entries(reader),
            _ => {
                reader.skip()?;
                return Ok(State::Member(false));
            }
        };
        read_text(reader, text)?;
        Ok(State::Member(false))
    }

    fn entries(&mut self, reader: &mut Reader) -> Read<State> {
        if self.seen.facets {
            if !reader.take(b'[')? {
                return reader.unexpected("a list of entries");
            }
            self.seen.entries = true;
            return Ok(State::Entry(true));
        }
        // Sorted keys put `entries` in front of the `facets` that say what to read from them.
        let (start, line) = (reader.at(), reader.line());
        reader.skip()?;
        self.seen.held = Some((reader.since(start).to_vec(), line));
        self.seen.entries = true;
        Ok(State::Member(false))
    }

    fn explain(&self, failure: Failure, piece: &[u8]) -> DecodeError {
        let Failure { kind, message, place: (line, column) } = failure;
        let (fault, message) = match kind {
            Kind::End => (Fault::CutOff, "it ends too early".to_owned()),
            Kind::Shape if self.seen.format.is_some_and(|format| format != FORMAT) => {
                (Fault::Format, message)
            }
            Kind::Shape => (Fault::Shape, message),
            Kind::Syntax if self.state == State::Start && first_of(piece) == Some(b'<') => {
                (Fault::WebPage, "it is a web page, not JSON".to_owned())
            }
            Kind::Syntax => (Fault::NotJson, format!("it is not JSON: {message}")),
        };
        DecodeError { fault, message, line, column }
    }
}

impl Default for Decoder {
    fn default() -> Self {
        Self::new()
    }
}

impl Seen {
    /// Whether the catalog has all that it must have.
    fn complete(&self, reader: &mut Reader) -> Read<()> {
        let missing =
            [("format", self.format.is_some()), ("facets", self.facets), ("entries", self.entries)];
        match missing.iter().find(|(_, seen)| !seen) {
            Some((key, _)) => reader.shape(format!("it has no `{key}`")),
            None => Ok(()),
        }
    }
}

/// Reads a text that may be null, into a string that keeps its allocation.
fn read_text(reader: &mut Reader, into: &mut String) -> Read<()> {
    into.clear();
    into.push_str(reader.string_or_null("a text")?.unwrap_or_default());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facet::EntryId;
    use proptest::prelude::*;
    use serde_json::Value;

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
        fails("<!doctype html>", Fault::WebPage, "web page", (1, 1));
        fails("\n <", Fault::WebPage, "web page", (2, 2));
        fails("\u{c}<", Fault::NotJson, "expected a value", (1, 1));
        fails("{\n oops", Fault::NotJson, "not JSON", (2, 2));
        fails(r#"{"format":2,"entries":[]}"#, Fault::Format, "format 2", (1, 11));
        fails("[]", Fault::Shape, "a catalog", (1, 2));
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

    /// JSON as other programs may write it: any keys in any order, any texts, odd spaces.
    fn document() -> impl Strategy<Value = String> {
        let text =
            prop_oneof!["\\PC{0,6}", "[a-c]{1,2}"].prop_map(|text| Value::from(text).to_string());
        let odd = prop_oneof![
            Just("null".to_owned()),
            Just("-1.5e+3".to_owned()),
            Just("[{},[true]]".to_owned()),
            Just(r#""\u00e9\ud83d\ude00\/\n""#.to_owned()),
            text.clone(),
        ];
        let tags = prop_oneof![
            prop::collection::vec(text.clone(), 0..4)
                .prop_map(|tags| format!("[{}]", tags.join(" ,\n"))),
            text.clone(),
            Just("null".to_owned()),
        ];
        let entry = (text.clone(), tags, 0_u16..2030, odd.clone()).prop_map(|(text, tags, year, odd)| {
            format!("{{\"x\":{odd}, \"id\":\"i\",\"tag\" : {tags},\n\"title\":\"T\",\"summary\":{text},\"year\":{year}}}")
        });
        let entries = prop::collection::vec(entry, 0..4)
            .prop_map(|all| format!("\"entries\":[ {}]", all.join(",")));
        let members = (entries, odd, text).prop_map(|(entries, odd, text)| {
            vec![
                "\"format\":1".to_owned(),
                entries,
                format!("\"else\":{odd}"),
                format!("\"title\":{text}"),
                r#""facets":[{"key":"tag","label":"Tags","many":true}]"#.to_owned(),
            ]
        });
        members.prop_shuffle().prop_map(|members| format!(" {{{}}}\n", members.join(",")))
    }

    fn decode_in(pieces: &[&[u8]]) -> Result<Catalog, DecodeError> {
        let mut decoder = Decoder::new();
        pieces.iter().try_for_each(|piece| decoder.push(piece))?;
        decoder.finish()
    }

    proptest! {
        #[test]
        fn pieces_give_what_the_whole_gives(document in document(), cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6), damage in any::<Option<(prop::sample::Index, u8)>>()) {
            let mut json = document.into_bytes();
            if let Some((at, byte)) = damage {
                let at = at.index(json.len());
                json[at] = byte;
            }
            let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(json.len())).collect();
            cuts.sort_unstable();
            let ends = cuts.iter().copied().chain([json.len()]);
            let starts = [0].into_iter().chain(cuts.iter().copied());
            let pieces: Vec<&[u8]> = starts.zip(ends).map(|(start, end)| &json[start..end]).collect();
            prop_assert_eq!(decode_in(&pieces), decode(&json));
        }

        #[test]
        fn what_is_read_is_json_that_says_the_same(document in document(), damage in any::<Option<(prop::sample::Index, u8)>>()) {
            let mut json = document.into_bytes();
            if let Some((at, byte)) = damage {
                let at = at.index(json.len());
                json[at] = byte;
            }
            let value = serde_json::from_slice::<Value>(&json);
            match decode(&json) {
                Err(error) => prop_assert!(value.is_err() || !matches!(error.fault, Fault::NotJson | Fault::WebPage), "{error}"),
                Ok(catalog) => {
                    let value = value.unwrap();
                    let entries = value["entries"].as_array().unwrap();
                    prop_assert_eq!(entries.len(), catalog.len());
                    for (at, entry) in catalog.entries().zip(entries) {
                        prop_assert_eq!(catalog.summary(at), entry["summary"].as_str().unwrap_or_default());
                        prop_assert_eq!(catalog.title(at), entry["title"].as_str().unwrap());
                    }
                }
            }
        }
    }

    #[test]
    fn the_first_entries_are_there_before_the_last() {
        let mut decoder = Decoder::new();
        decoder.push(format!("{HEAD}\"entries\":[").as_bytes()).unwrap();
        assert_eq!(decoder.preview(2), None);
        for id in ["a", "b", "c"] {
            let entry = format!(r#"{{"id":"{id}","title":"T","tag":["{id}"],"year":2020}},"#);
            decoder.push(entry.as_bytes()).unwrap();
        }
        let first = decoder.preview(2).unwrap();
        assert_eq!((first.len(), first.facets[0].vocabulary.len()), (2, 2));
        assert_eq!(first.id(EntryId::new(1)), "b");
    }

    #[test]
    fn what_is_nested_too_deeply_is_refused() {
        let deep = format!("{HEAD}\"x\":{}", "[".repeat(100_000));
        fails(&deep, Fault::NotJson, "less deeply", (1, HEAD.len() + 4 + 129));
    }
}
