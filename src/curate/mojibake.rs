//! Repairs text that was UTF-8, was read as Mac Roman, and was saved as UTF-8 again: `‚Äô` → `’`.
//!
//! Undone character by character: what Mac Roman made of the two to four bytes of a character is mapped
//! back to these bytes, and if they are UTF-8, replaced by that character. Three or four such characters
//! in this order do not occur in honest text. Two do: `l’équipe` holds `’é`, which could stand for an
//! Armenian letter. A place of one such pair is repaired only if the rest of the file is proof that all
//! of it went the same wrong way.

use encoding_rs::MACINTOSH;
use std::ops::Range;
use std::sync::LazyLock;

/// One repaired place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Repair {
    /// Where [`now`](Self::now) begins, in bytes of the repaired text.
    pub(super) at: usize,
    /// What stood there.
    pub(super) was: String,
    /// What stands there now.
    pub(super) now: String,
}

impl Repair {
    /// How many characters fewer there are now.
    pub(super) fn shrinkage(&self) -> usize {
        self.was.chars().count() - self.now.chars().count()
    }
}

/// Repairs a text; O(its length). Sound text comes back as it is.
pub(super) fn repair(text: String) -> (String, Vec<Repair>) {
    let (mut suspects, rest_is_ascii) = suspects(&text);
    let proven = rest_is_ascii && suspects.iter().any(|suspect| suspect.certain);
    suspects.retain(|suspect| suspect.certain || proven);
    if suspects.is_empty() {
        return (text, Vec::new());
    }
    let mut repaired = String::with_capacity(text.len());
    let mut repairs = Vec::with_capacity(suspects.len());
    let mut end = 0;
    for Suspect { range, now, .. } in suspects {
        repaired.push_str(&text[end..range.start]);
        end = range.end;
        let at = repaired.len();
        repaired.push_str(&now);
        repairs.push(Repair { at, was: text[range].to_owned(), now });
    }
    repaired.push_str(&text[end..]);
    (repaired, repairs)
}

/// A place that reads as UTF-8 when taken for Mac Roman.
struct Suspect {
    range: Range<usize>,
    now: String,
    /// Whether honest text would not have it.
    certain: bool,
}

/// The suspects in order, and whether all else is ASCII.
fn suspects(text: &str) -> (Vec<Suspect>, bool) {
    let mut suspects: Vec<Suspect> = Vec::new();
    let mut rest_is_ascii = true;
    let mut at = 0;
    while let Some(gap) = text[at..].find(|letter: char| !letter.is_ascii()) {
        at += gap;
        let Some((letter, length)) = misread(&text[at..]) else {
            rest_is_ascii = false;
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        match suspects.last_mut() {
            Some(last) if last.range.end == at => {
                last.range.end += length;
                last.now.push(letter);
                last.certain = true;
            }
            _ => {
                let range = at..at + length;
                let certain = is_certain(&text[..at], &text[range.clone()]);
                suspects.push(Suspect { range, now: letter.into(), certain });
            }
        }
        at += length;
    }
    (suspects, rest_is_ascii)
}

/// The character that a text begins with when it is taken for misread UTF-8, and how many bytes of the
/// text stand for it.
fn misread(text: &str) -> Option<(char, usize)> {
    let mut letters = text.chars();
    let lead = mac_roman(letters.next()?)?;
    let count = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let mut bytes = [lead, 0, 0, 0];
    for byte in &mut bytes[1..count] {
        *byte = mac_roman(letters.next()?)?;
    }
    let letter = std::str::from_utf8(&bytes[..count]).ok()?.chars().next()?;
    (!letter.is_control()).then(|| (letter, text.len() - letters.as_str().len()))
}

/// Whether honest text would not have these characters behind what is before them.
fn is_certain(before: &str, was: &str) -> bool {
    let mut letters = was.chars();
    let (Some(lead), Some(next), None) = (letters.next(), letters.next(), letters.next()) else {
        return true;
    };
    match lead {
        // Root and approximation are at home before symbols and prices, but not inside a word.
        '√' | '≈' if "πΩ∑∏∫∂µ∞£¥¢".contains(next) => {
            before.ends_with(char::is_alphabetic)
        }
        // Accented Latin letters and Greek, which come one at a time, begin with these.
        '¬' | '√' | 'ƒ' | '≈' | 'Œ' | 'œ' => true,
        _ => false,
    }
}

/// The byte of a character in Mac Roman, if it is one of the upper half.
fn mac_roman(letter: char) -> Option<u8> {
    static UPPER_HALF: LazyLock<Vec<(char, u8)>> = LazyLock::new(|| {
        let bytes: Vec<u8> = (0x80..=0xff).collect();
        let (letters, _) = MACINTOSH.decode_without_bom_handling(&bytes);
        let mut table: Vec<(char, u8)> = letters.chars().zip(bytes.iter().copied()).collect();
        table.sort_unstable();
        table
    });
    let at = UPPER_HALF.binary_search_by_key(&letter, |&(letter, _)| letter).ok()?;
    Some(UPPER_HALF[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mojibake(text: &str) -> String {
        MACINTOSH.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    fn check(text: &str, expected: &str) {
        assert_eq!(repair(text.to_owned()).0, expected, "{text}");
    }

    #[test]
    fn repairs_what_the_wrong_way_made() {
        check("Netflix‚Äôs", "Netflix’s");
        check("## \u{f8ff}üìã Cases", "## 📋 Cases");
        check("caf√© 25¬∞C o√π ‚Ç¨5", "café 25°C où €5");
        check("Œ±-divergence", "α-divergence");
        check(&mojibake("Привет"), "Привет");
        // A sound letter beside the place, and a pair that is proven by the rest.
        check("é‚Äôé", "é’é");
        check("—ç ‚Äô", "э ’");
    }

    #[test]
    fn leaves_honest_text_alone() {
        for text in [
            "plain",
            "é",
            "Größe",
            "l’équipe",
            "“Été” à Paris — «là» …à",
            "日本語、東京",
            "Привет",
            "2√π ≈ 3.5",
            "≈£5",
            "—él",
            "“Kindle”™",
            "ÄÖÜ",
            "√",
            "‚",
            "‚Ä",
        ] {
            check(text, text);
        }
        // Mixed files are repaired in part.
        check("x‚Äôs l’équipe à", "x’s l’équipe à");
    }

    #[test]
    fn repairs_know_their_places() {
        let (text, repairs) = repair("a ‚Äòb‚Äô".into());
        assert_eq!(text, "a ‘b’");
        let place = |repair: &Repair| (repair.at, repair.was.clone(), repair.now.clone());
        let expected = [(2, "‚Äò".into(), "‘".into()), (6, "‚Äô".into(), "’".into())];
        assert_eq!(repairs.iter().map(place).collect::<Vec<_>>(), expected);
        assert_eq!(repairs[0].shrinkage(), 2);
    }

    /// Words between typographic marks, no two accents side by side.
    const EUROPEAN: &str = "([«“‘’„—–…\u{a0} ]{0,2}([A-ZÀÂÇÉÖØ][a-z])?\
        ([a-z]|[ßàâäåæçèéêëíîñóôöøùûüœčšžőłąę][a-z]){1,6}[éàù]?[»”’‘…,. ]{1,2}){0,8}";
    const OTHER_SCRIPTS: &str = "[ -~а-яА-Яα-ωא-ת一-鿿ぁ-んァ-ン가-힣、。\u{1f300}-\u{1f5ff}]*";

    proptest! {
        #[test]
        fn what_went_the_wrong_way_comes_back(text in "\\PC{0,20}(’|é|日|🎉)\\PC{0,20}") {
            prop_assert_eq!(repair(mojibake(&text)).0, text);
        }

        #[test]
        fn european_words_stay(text in EUROPEAN) {
            prop_assert_eq!(repair(text.clone()).0, text);
        }

        #[test]
        fn text_of_other_scripts_stays(text in OTHER_SCRIPTS) {
            prop_assert_eq!(repair(text.clone()).0, text);
        }
    }
}
