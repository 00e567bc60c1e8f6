//! The way from the bytes of a file to its text.

use super::Place;
use super::plausible::plausibility;
use super::repair::{Edit, RepairKind, push};
use super::single_byte::{LATIN_1, LATIN_9, MAC_ROMAN, SingleByte, WESTERN};
use encoding_rs::{UTF_16BE, UTF_16LE};
use memchr::memchr;

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

/// A file as text.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: Encoding,
    /// The places of bytes that are not UTF-8 in a file that is, read as what they stand for.
    pub(super) strays: Vec<Edit>,
}

/// Why bytes are no text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NoText {
    /// They are a file of a spreadsheet program.
    Spreadsheet,
    /// They are no text at all.
    Binary,
    /// They are text in an encoding unknown here; the first byte that is not UTF-8.
    Unknown { place: Place, byte: u8 },
}

/// Reads bytes as text; O(their number). UTF-8 is not copied.
pub(super) fn decode(mut bytes: Vec<u8>) -> Result<Decoded, NoText> {
    const UTF_8_BOM: &[u8] = "\u{feff}".as_bytes();
    const BEGINNING: usize = 8 << 10;
    refuse_by_beginning(&bytes)?;
    if let Some(decoded) = decode_utf16(&bytes) {
        return match memchr(0, decoded.text.as_bytes()) {
            Some(_) => Err(NoText::Binary),
            None => Ok(decoded),
        };
    }
    // Further on, it is a control character gone astray.
    if memchr(0, &bytes[..bytes.len().min(BEGINNING)]).is_some() {
        return Err(NoText::Binary);
    }
    let has_bom = bytes.starts_with(UTF_8_BOM);
    if has_bom {
        bytes.drain(..UTF_8_BOM.len());
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text, encoding: utf8(has_bom), strays: Vec::new() }),
        Err(error) => decode_other(error.as_bytes(), has_bom),
    }
}

fn utf8(has_bom: bool) -> Encoding {
    Encoding { name: "UTF-8", has_bom, is_utf8: true }
}

/// Refuses what says at its beginning that it is no text.
fn refuse_by_beginning(bytes: &[u8]) -> Result<(), NoText> {
    // ZIP (xlsx, ods, numbers), and what xls is a case of.
    const SPREADSHEETS: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"];
    const BINARIES: [&[u8]; 6] =
        [b"\x89PNG\r\n", b"\xff\xd8\xff", b"%PDF-", b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"\x7fELF"];
    let begins = |beginnings: &[&[u8]]| beginnings.iter().any(|&one| bytes.starts_with(one));
    match () {
        () if begins(&SPREADSHEETS) => Err(NoText::Spreadsheet),
        () if begins(&BINARIES) => Err(NoText::Binary),
        () => Ok(()),
    }
}

/// Reads UTF-16, if the bytes begin with its mark, or if every second one is plainly zero.
fn decode_utf16(bytes: &[u8]) -> Option<Decoded> {
    let has_bom = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let is_little = if has_bom { bytes[0] == 0xff } else { zeros_are_second(bytes)? };
    let (encoding, name) = if is_little { (UTF_16LE, "UTF-16LE") } else { (UTF_16BE, "UTF-16BE") };
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    let encoding = Encoding { name, has_bom, is_utf8: false };
    Some(Decoded { text: text.into_owned(), encoding, strays: Vec::new() })
}

/// Whether, of the pairs of bytes, the second is zero (the first, if false), and not the other.
fn zeros_are_second(bytes: &[u8]) -> Option<bool> {
    const LOOKED_AT: usize = 2048;
    let (pairs, rest) = bytes.as_chunks::<2>();
    let pairs = &pairs[..pairs.len().min(LOOKED_AT)];
    let zeros = |which: usize| pairs.iter().filter(|pair| pair[which] == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let plainly = |most: usize, least: usize| most * 10 >= pairs.len() * 7 && least == 0;
    match rest {
        [] if plainly(second, first) && second > 0 => Some(true),
        [] if plainly(first, second) && first > 0 => Some(false),
        _ => None,
    }
}

/// Reads what is not UTF-8, or not all of it: as UTF-8 if at least half of what is not ASCII is that.
fn decode_other(bytes: &[u8], has_bom: bool) -> Result<Decoded, NoText> {
    let (mut sound, mut strays) = (0, Vec::new());
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().bytes().filter(|&byte| is_lead(byte)).count();
        at += chunk.valid().len();
        strays.extend(at..at + chunk.invalid().len());
        at += chunk.invalid().len();
    }
    if has_bom || sound >= strays.len() {
        let (encoding, _) = likeliest(&[&WESTERN, &MAC_ROMAN], bytes, &strays);
        return Ok(decode_mixed(bytes, encoding, has_bom));
    }
    let controls = bytes.iter().filter(|&&byte| byte < b' ' && !byte.is_ascii_whitespace());
    if controls.count() > 3 + bytes.len() / 100 {
        return Err(NoText::Binary);
    }
    let upper = (0..bytes.len()).filter(|&at| !bytes[at].is_ascii()).take(LOOKED_AT);
    let upper: Vec<usize> = upper.collect();
    let (encoding, fit) = likeliest(&[&WESTERN, &LATIN_9, &MAC_ROMAN], bytes, &upper);
    if fit < 0 {
        return Err(unknown(bytes, strays.first().copied().unwrap_or_default()));
    }
    // Windows-1252 without what Windows added.
    let is_latin_1 =
        encoding.name == WESTERN.name && !bytes.iter().any(|byte| matches!(byte, 0x80..=0x9f));
    let name = if is_latin_1 { LATIN_1.name } else { encoding.name };
    let encoding_info = Encoding { name, has_bom, is_utf8: false };
    Ok(Decoded { text: encoding.decode(bytes), encoding: encoding_info, strays: Vec::new() })
}

fn unknown(bytes: &[u8], at: usize) -> NoText {
    let sound = String::from_utf8_lossy(&bytes[..at]);
    let line = sound.matches('\n').count() + 1;
    let column = sound.chars().rev().take_while(|&letter| letter != '\n').count() + 1;
    NoText::Unknown { place: Place { line, column }, byte: bytes[at] }
}

/// How many bytes it takes to tell encodings apart.
const LOOKED_AT: usize = 100_000;

fn is_lead(byte: u8) -> bool {
    byte >= 0xc2
}

/// The encoding that makes the most plausible text of the bytes at some offsets, and how plausible it is;
/// the first of equals.
fn likeliest<'a>(
    encodings: &[&'a SingleByte],
    bytes: &[u8],
    offsets: &[usize],
) -> (&'a SingleByte, i32) {
    let looked_at = &offsets[..offsets.len().min(LOOKED_AT)];
    let mut best = (encodings[0], i32::MIN);
    for &encoding in encodings {
        let fit = looked_at.iter().map(|&at| fit(encoding, bytes, at)).sum();
        if fit > best.1 {
            best = (encoding, fit);
        }
    }
    best
}

/// How plausible what an encoding makes of one byte is.
fn fit(encoding: &SingleByte, bytes: &[u8], at: usize) -> i32 {
    const NEAR: usize = 10;
    let before = encoding.decode(&bytes[at.saturating_sub(NEAR)..at]);
    let after = encoding.decode(&bytes[at + 1..bytes.len().min(at + 1 + NEAR)]);
    plausibility(&before, encoding.letter(bytes[at]), &after)
}

/// Reads UTF-8 with stray bytes of another encoding.
fn decode_mixed(bytes: &[u8], other: &SingleByte, has_bom: bool) -> Decoded {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let mut strays = Vec::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for &byte in chunk.invalid() {
            let letter = other.letter(byte);
            let range = text.len()..text.len() + letter.len_utf8();
            text.push(letter);
            push(&mut strays, Edit { range, now: letter.into(), kind: RepairKind::StrayByte });
        }
    }
    Decoded { text, encoding: utf8(has_bom), strays }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(bytes: &[u8], name: &str, text: &str) {
        let decoded = decode(bytes.to_vec()).unwrap();
        assert_eq!((decoded.encoding.name, decoded.text.as_str()), (name, text));
    }

    fn written(encoding: &SingleByte, text: &str) -> Vec<u8> {
        let byte = |letter| encoding.byte(letter).unwrap_or_else(|| u8::try_from(letter).unwrap());
        text.chars().map(byte).collect()
    }

    #[test]
    fn utf8_and_utf16_with_and_without_a_mark() {
        check("é\r\n".as_bytes(), "UTF-8", "é\r\n");
        check("\u{feff}é".as_bytes(), "UTF-8", "é");
        let text = "Company,Café — 日本\r\n";
        let pairs = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect();
        let (little, big): (Vec<u8>, Vec<u8>) = (pairs(u16::to_le_bytes), pairs(u16::to_be_bytes));
        check(&little, "UTF-16LE", text);
        check(&big, "UTF-16BE", text);
        check(&[b"\xff\xfe", little.as_slice()].concat(), "UTF-16LE", text);
        check(&[b"\xfe\xff", big.as_slice()].concat(), "UTF-16BE", text);
        check(b"\xff\xfea\x00\x00\xd8b\x00", "UTF-16LE", "a\u{fffd}b");
        check(b"", "UTF-8", "");
    }

    #[test]
    fn one_byte_a_character_by_what_is_plausible() {
        let texts = [
            "# Café\n",
            "Netflix’s “recommender” – how it works…",
            "| Müller | Größe übertrifft alles | 2024 |",
            "El país más grande, según la información del año",
            "L’équipe a créé « où » et “là”",
            "Não há solução",
            "25°C in Malmö",
        ];
        for text in texts {
            for encoding in [&*WESTERN, &*MAC_ROMAN] {
                let bytes = written(encoding, text);
                let name = match encoding.name {
                    "Windows-1252" if !bytes.iter().any(|b| matches!(b, 0x80..=0x9f)) => {
                        "ISO-8859-1"
                    }
                    name => name,
                };
                check(&bytes, name, text);
            }
        }
        check(b"caf\xe9: 5 \xa4", "ISO-8859-15", "café: 5 €");
        check(b"the c\xbdur", "ISO-8859-15", "the cœur");
    }

    #[test]
    fn stray_bytes_in_utf8() {
        let decoded = decode(b"\xc3\xa9 Netflix\x92s \xc3\xa9 caf\xe9".to_vec()).unwrap();
        assert_eq!(decoded.text, "é Netflix’s é café");
        assert!(decoded.encoding.is_utf8);
        let places = decoded.strays.iter().map(|edit| (edit.range.clone(), edit.now.as_str()));
        assert_eq!(places.collect::<Vec<_>>(), [(10..13, "’"), (21..23, "é")]);
        check(b"\xc3\xa9 Netflix\xd5s caf\x8e \xc3\xa9", "UTF-8", "é Netflix’s café é");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let check = |bytes: &[u8], expected| {
            assert_eq!(decode(bytes.to_vec()).unwrap_err(), expected, "{bytes:?}");
        };
        check(b"PK\x03\x04\x14\x00", NoText::Spreadsheet);
        check(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", NoText::Spreadsheet);
        check(b"\x89PNG\r\n\x1a\n\0", NoText::Binary);
        check(b"abc\0\0\0def", NoText::Binary);
        check(b"\xff\xfe\0\0a\0\0\0", NoText::Binary);
        let unknown = |line, column, byte| NoText::Unknown { place: Place { line, column }, byte };
        check(b"\xcf\xf0\xe8\xe2\xe5\xf2 \xec\xe8\xf0", unknown(1, 1, 0xcf));
        check(b"a\n# \x83\x66\x81\x5b\x83\x5e \x93\xfa\x96\x7b", unknown(2, 3, 0x83));
        check(b"\xa4\xa4\xa4\xe5\xbb\xd2\xc6\x57", unknown(1, 1, 0xa4));
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            _ = decode(bytes);
        }

        #[test]
        fn utf8_stays(text in "\\PC{1,30}") {
            prop_assert_eq!(decode(text.clone().into_bytes()).unwrap().text, text.trim_start_matches('\u{feff}'));
        }
    }
}
