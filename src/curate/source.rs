//! A file as it was read: its text, repaired, and the way from there back to lines and columns.

use super::mojibake::{self, Repair};
use std::{fmt, fs, io, ops::Range, path::Path};

/// A position in a file as people count: both from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
}

/// A text file whose encoding is repaired.
///
/// 1. Offsets are bytes of the repaired text; a [`Place`] is always one of the file as it is on disk.
/// 2. A repair neither adds nor takes a line.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: String,
    repairs: Vec<Repair>,
    encoding: Encoding,
    /// Where each line starts.
    lines: Vec<usize>,
}

/// How a file is written, so that it can be written again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// What it is called.
    pub name: &'static str,
    /// Whether the file begins with a byte order mark.
    pub has_bom: bool,
    /// Whether it is UTF-8, stray bytes aside.
    pub is_utf8: bool,
}

impl Source {
    /// Reads a file.
    ///
    /// # Errors
    /// If it cannot be read, or is not UTF-8.
    pub fn read(path: &Path) -> Result<Self, ReadError> {
        let name = path.display().to_string();
        match fs::read(path) {
            Ok(bytes) => Self::new(&name, bytes),
            Err(error) => Err(ReadError::Unreadable { name, error }),
        }
    }

    /// Takes the bytes of a file; a byte order mark in front is dropped.
    ///
    /// # Errors
    /// If they are not UTF-8.
    pub fn new(name: &str, mut bytes: Vec<u8>) -> Result<Self, ReadError> {
        const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();
        let has_bom = bytes.starts_with(BYTE_ORDER_MARK);
        let encoding = Encoding { name: "UTF-8", has_bom, is_utf8: true };
        if has_bom {
            bytes.drain(..BYTE_ORDER_MARK.len());
        }
        let name = name.to_owned();
        let text = String::from_utf8(bytes).map_err(|error| {
            let (sound, rest) = error.as_bytes().split_at(error.utf8_error().valid_up_to());
            let sound = String::from_utf8_lossy(sound);
            let line = sound.matches('\n').count() + 1;
            let column = sound.chars().rev().take_while(|&letter| letter != '\n').count() + 1;
            let byte = rest.first().copied().unwrap_or_default();
            ReadError::NotUtf8 { name: name.clone(), place: Place { line, column }, byte }
        })?;
        let (text, repairs) = mojibake::repair(text);
        let starts = text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(starts).collect();
        Ok(Self { name, text, repairs, encoding, lines })
    }

    /// A file that cannot be read: nothing is known of it but its name.
    pub(super) fn unreadable(name: &str) -> Self {
        let encoding = Encoding { name: "UTF-8", has_bom: false, is_utf8: true };
        let (text, repairs) = (String::new(), Vec::new());
        Self { name: name.to_owned(), text, repairs, encoding, lines: vec![0] }
    }

    /// What to call the file in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The repaired text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What was repaired, in order of place.
    pub(super) fn repairs(&self) -> &[Repair] {
        &self.repairs
    }

    /// How the file is written.
    pub fn encoding(&self) -> &Encoding {
        &self.encoding
    }

    /// A line, from 1, as it is on disk, without its ending; empty if there is none.
    pub fn disk_line(&self, line: usize) -> String {
        let text = self.disk_text();
        let line = text.split('\n').nth(line.saturating_sub(1)).unwrap_or_default();
        line.strip_suffix('\r').unwrap_or(line).to_owned()
    }

    /// Where a range of the repaired text begins on disk, and how many characters of that line it covers.
    pub fn disk_columns(&self, range: Range<usize>) -> (Place, usize) {
        let place = self.place(range.start);
        let disk = self.disk_text();
        let covered = &disk[self.disk_range(range)];
        (place, covered.lines().next().unwrap_or_default().chars().count())
    }

    /// The whole text as it is on disk, without byte order mark.
    pub fn disk_text(&self) -> String {
        let mut text = String::new();
        let mut end = 0;
        for repair in &self.repairs {
            text.push_str(&self.text[end..repair.at]);
            text.push_str(&repair.was);
            end = repair.at + repair.now.len();
        }
        text + &self.text[end..]
    }

    /// The bytes of [`disk_text`](Self::disk_text) that a range of the repaired text stands for.
    pub fn disk_range(&self, range: Range<usize>) -> Range<usize> {
        let grown = |at: usize| {
            let before = self.repairs.iter().take_while(|repair| repair.at < at);
            at + before.map(|repair| repair.was.len() - repair.now.len()).sum::<usize>()
        };
        grown(range.start)..grown(range.end)
    }

    /// Where an offset of the text is in the file; O(length of the line).
    pub fn place(&self, at: usize) -> Place {
        let line = self.lines.partition_point(|&start| start <= at);
        let start = self.lines[line - 1];
        let text = self.text.get(start..at).unwrap_or_default();
        let first = self.repairs.partition_point(|repair| repair.at < start);
        let before = self.repairs[first..].iter().take_while(|repair| repair.at < at);
        let grown: usize = before.map(Repair::shrinkage).sum();
        Place { line, column: text.chars().count() + grown + 1 }
    }
}

/// Why a file cannot be read.
#[derive(Debug)]
pub enum ReadError {
    /// Name another file, or make it readable.
    Unreadable {
        /// What to call the file.
        name: String,
        /// What the system says.
        error: io::Error,
    },
    /// Save it as UTF-8.
    NotUtf8 {
        /// What to call the file.
        name: String,
        /// Where it first goes wrong.
        place: Place,
        /// The byte there.
        byte: u8,
    },
}

impl ReadError {
    /// What to call the file.
    pub fn name(&self) -> &str {
        match self {
            Self::Unreadable { name, .. } | Self::NotUtf8 { name, .. } => name,
        }
    }

    /// Why, and what to do.
    pub fn reason(&self) -> String {
        match self {
            Self::Unreadable { error, .. } if error.kind() == io::ErrorKind::IsADirectory => {
                "this is a folder: name a file in it".into()
            }
            Self::Unreadable { error, .. } => format!("cannot read it: {error}"),
            Self::NotUtf8 { place, byte, .. } => {
                format!("byte {byte:#04x} at {place} is not UTF-8: save the file as UTF-8")
            }
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: error: {}", self.name(), self.reason())
    }
}

impl std::error::Error for ReadError {}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_file_on_disk() {
        let source = Source::new("x", "a‚Äôb\nc ‚Äòd‚Äô e".into()).unwrap();
        assert_eq!(source.text(), "a’b\nc ‘d’ e");
        let check = |letter, line, column| {
            let at = source.text().find(letter).unwrap();
            assert_eq!(source.place(at), Place { line, column }, "{letter}");
        };
        check('’', 1, 2);
        check('b', 1, 5);
        check('c', 2, 1);
        check('d', 2, 6);
        check('e', 2, 11);
        assert_eq!(source.place(source.text().len()), Place { line: 2, column: 12 });
    }

    #[test]
    fn a_byte_order_mark_is_dropped_and_bad_bytes_are_placed() {
        assert_eq!(Source::new("x", "\u{feff}a".into()).unwrap().text(), "a");
        let error = Source::new("x.md", b"one\n\xc3\xa9t\xe9".into()).unwrap_err();
        let message = "x.md: error: byte 0xe9 at 2:3 is not UTF-8: save the file as UTF-8";
        assert_eq!(error.to_string(), message);
    }
}
