//! A file as it was read: its text, repaired, and the way from there back to what is on disk.
//!
//! [`encoding`] makes text of the bytes. Then [`mojibake`] and [`mixup`] find what went through a wrong
//! encoding before, [`characters`] what nobody sees. Each of them tells what to change; [`repair`] changes
//! it and knows what was there.

mod characters;
mod disk;
mod encoding;
mod error;
mod mixup;
mod mojibake;
mod plausible;
mod repair;
mod scan;
mod script;
mod single_byte;

pub use encoding::Encoding;
pub use error::ReadError;
pub use repair::{Repair, RepairKind};

use disk::Index;
use encoding::{Decoded, NoText};
use repair::{Draft, Edit};
use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::{Arc, OnceLock};
use std::{fmt, path::Path};

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
/// 3. Line endings stay as they are. Carriage returns end lines only in a file without line feeds.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: Arc<String>,
    encoding: Encoding,
    repairs: Vec<Repair>,
    /// Where lines and repairs begin; made when first asked for.
    index: OnceLock<Index>,
}

impl Source {
    /// Reads a file.
    ///
    /// # Errors
    /// If it cannot be read, or is no text in a known encoding.
    pub fn read(path: &Path) -> Result<Self, ReadError> {
        let name = path.display().to_string();
        match read(path) {
            Ok(bytes) => Self::new(&name, bytes),
            Err(error) => Err(ReadError::Unreadable { name, error }),
        }
    }

    /// Takes the bytes of a file; a byte order mark in front is dropped.
    ///
    /// # Errors
    /// If they are no text in a known encoding.
    pub fn new(name: &str, bytes: Vec<u8>) -> Result<Self, ReadError> {
        let name = name.to_owned();
        let decoded = match encoding::decode(bytes) {
            Ok(decoded) => decoded,
            Err(NoText::Spreadsheet) => return Err(ReadError::Spreadsheet { name }),
            Err(NoText::Binary) => return Err(ReadError::NotText { name }),
            Err(NoText::Unknown { place, byte }) => {
                return Err(ReadError::NotUtf8 { name, place, byte });
            }
        };
        let Decoded { text, encoding, strays } = decoded;
        let mut draft = Draft { text, repairs: Vec::new() };
        draft.apply(strays);
        clean(&mut draft);
        let Draft { text, repairs } = draft;
        Ok(Self { name, text: Arc::new(text), encoding, repairs, index: OnceLock::new() })
    }

    /// A file that cannot be read: nothing is known of it but its name.
    pub(super) fn unreadable(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            text: Arc::default(),
            encoding: Encoding { name: "UTF-8", has_bom: false, is_utf8: true },
            repairs: Vec::new(),
            index: OnceLock::new(),
        }
    }

    /// What to call the file in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The repaired text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The repaired text, to be kept where pieces of it are.
    pub(super) fn shared_text(&self) -> &Arc<String> {
        &self.text
    }

    /// What was repaired, in order of place; they do not overlap.
    pub fn repairs(&self) -> &[Repair] {
        &self.repairs
    }

    /// How the file is written.
    pub fn encoding(&self) -> &Encoding {
        &self.encoding
    }
}

/// A file of so many bytes is worth two threads.
const LARGE: usize = 16 << 20;

/// Reads a file; a large one in two halves side by side, since most of that is to get memory for it.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let length = usize::try_from(fs::metadata(path)?.len()).unwrap_or(usize::MAX);
    if length < LARGE {
        return fs::read(path);
    }
    let mut bytes = vec![0; length];
    let (first, second) = bytes.split_at_mut(length / 2);
    let read = |start: u64, into: &mut [u8]| {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(start))?;
        file.read_exact(into)
    };
    let behind = first.len() as u64;
    let (first, second) = rayon::join(|| read(0, first), || read(behind, second));
    first.and(second).map(|()| bytes)
}

/// Repairs a text until nothing more is found; a repair can bring to light another one.
fn clean(draft: &mut Draft) {
    const ROUNDS: usize = 4;
    if is_plain(draft.text.as_bytes()) {
        return;
    }
    for round in 1..=ROUNDS {
        undo_mojibake(draft);
        let found = characters::find(&draft.text);
        let changes = |edit: &Edit| edit.now != draft.text[edit.range.clone()];
        let (changes, notes): (Vec<Edit>, Vec<Edit>) = found.into_iter().partition(changes);
        if changes.is_empty() || round == ROUNDS {
            draft.apply(notes);
            return;
        }
        draft.apply(changes);
    }
}

/// Whether a text has nothing that is worth a closer look.
fn is_plain(text: &[u8]) -> bool {
    let is_plain = |text: &[u8]| scan::next_odd(text, 0).is_none();
    if text.len() < LARGE {
        return is_plain(text);
    }
    let (first, second) = text.split_at(text.len() / 2);
    let (first, second) = rayon::join(|| is_plain(first), || is_plain(second));
    first && second
}

/// Undoes wrong encodings, of which there may be one on top of the other.
fn undo_mojibake(draft: &mut Draft) {
    const LAYERS: usize = 3;
    for _ in 0..LAYERS {
        if !draft.apply(mojibake::find(&draft.text)) {
            break;
        }
    }
    draft.apply(mixup::find(&draft.text));
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(bytes: impl Into<Vec<u8>>, expected: &str) -> Source {
        let source = Source::new("x", bytes.into()).unwrap();
        assert_eq!(source.text(), expected);
        source
    }

    fn kinds(source: &Source) -> Vec<RepairKind> {
        source.repairs().iter().map(|repair| repair.kind.clone()).collect()
    }

    fn gone_wrong(text: &str, encoding: &single_byte::SingleByte, times: usize) -> String {
        (0..times).fold(text.to_owned(), |text, _| encoding.decode(text.as_bytes()))
    }

    #[test]
    fn one_repair_can_bring_another_to_light() {
        for encoding in [&*single_byte::WESTERN, &*single_byte::LATIN_1, &*single_byte::MAC_ROMAN] {
            for text in ["Netflix’s “café”", "日本語", "Привет", "# 📋 où"] {
                for times in 0..=3 {
                    check(gone_wrong(text, encoding, times), text);
                }
            }
        }
        let source = check("ï»¿Netflix\u{200b}â€™s", "Netflix’s");
        let mojibake = RepairKind::Mojibake { taken_for: "Windows-1252" };
        assert_eq!(kinds(&source), [mojibake.clone(), RepairKind::ZeroWidth, mojibake]);
        assert_eq!(source.disk_text(), "ï»¿Netflix\u{200b}â€™s");
    }

    #[test]
    fn what_is_not_replaced_is_told_once() {
        let source = check("Яndex lost \u{fffd}\u{200b} caf\u{e9}", "Яndex lost \u{fffd} café");
        let expected = [RepairKind::MixedScript, RepairKind::Lost, RepairKind::ZeroWidth];
        assert_eq!(kinds(&source), expected);
    }

    #[test]
    fn the_encoding_is_told() {
        let encoding = |bytes: &[u8]| Source::new("x", bytes.to_vec()).unwrap().encoding().clone();
        let expected = Encoding { name: "UTF-8", has_bom: true, is_utf8: true };
        assert_eq!(encoding(b"\xef\xbb\xbfa\xe9"), expected);
        let expected = Encoding { name: "ISO-8859-1", has_bom: false, is_utf8: false };
        assert_eq!(encoding(b"caf\xe9"), expected);
    }

    proptest! {
        #[test]
        fn honest_text_needs_no_repair(
            text in "(([«“‘„(]?([A-Z]?[a-z]{1,4}[éèàùçöäüßñóíłżśąęčšžőåøæ]?[a-z]{0,4}|[А-Я]?[а-я]{1,8}|[א-ת]{1,6}|[一-鿿ぁ-ん]{1,6})[’”»“…,.!?)]{0,2} (– |— |[0-9]{1,4} )?){0,6}\r?\n){0,3}",
        ) {
            // `aakís` and `donít` are apostrophes that went wrong: see `mixup`.
            let ends = ["s", "t", "re", "ve", "ll", "m"];
            prop_assume!(!text.split('í').skip(1).any(|after| ends.contains(&plausible::word_behind(after))));
            let source = Source::new("x", text.clone().into()).unwrap();
            prop_assert_eq!(source.text(), text);
            prop_assert_eq!(source.repairs(), []);
        }
    }
}
