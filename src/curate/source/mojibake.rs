//! Finds text that was UTF-8, was read as an encoding of one byte a character, and was saved as UTF-8
//! again: `‚Äô` (Mac Roman) and `â€™` (Windows-1252) → `’`.
//!
//! Undone character by character: what the other encoding made of the two to four bytes of a character
//! is mapped back to these bytes, and if they are UTF-8, replaced by that character. Three or four such
//! characters in this order do not occur in honest text taken for Mac Roman. Others do: `l’équipe` holds
//! `’é`, which could stand for an Armenian letter, and `« qualité »` holds `é`, a no-break space and `»`,
//! which in Windows-1252 are the bytes of 頻. Such a place is repaired only if the rest of the file is
//! proof that all of it went the same wrong way.

use super::repair::{Edit, RepairKind};
use super::scan::odd_letters;
use super::single_byte::{LATIN_1, MAC_ROMAN, SingleByte, WESTERN};
use std::ops::Range;

/// What UTF-8 was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TakenFor {
    MacRoman,
    /// Windows-1252 or, where that has no character, Latin-1.
    Western,
}

impl TakenFor {
    fn encoding(self) -> &'static SingleByte {
        match self {
            Self::MacRoman => &MAC_ROMAN,
            Self::Western => &WESTERN,
        }
    }

    /// The byte of a character, if it is one of the upper half.
    fn byte(self, letter: char) -> Option<u8> {
        let byte = self.encoding().byte(letter);
        let latin_1 = || LATIN_1.byte(letter).filter(|_| self == Self::Western);
        byte.or_else(latin_1)
    }

    /// What to call it, judging by what it made of the text.
    fn name(self, was: &str) -> &'static str {
        let only_latin_1 = |letter| self.encoding().byte(letter).is_none();
        if was.contains(only_latin_1) { LATIN_1.name } else { self.encoding().name }
    }
}

/// The places to repair, in order; O(length of the text). Where both ways explain a place, the one that
/// explains more of it is right.
pub(super) fn find(text: &str) -> Vec<Edit> {
    let mut found = taken_for(text, TakenFor::MacRoman);
    found.append(&mut taken_for(text, TakenFor::Western));
    // Stable, and hence fast for two sorted parts; of equals, the first wins.
    found.sort_by_key(|edit| edit.range.start);
    let mut edits: Vec<Edit> = Vec::with_capacity(found.len());
    for edit in found {
        match edits.last_mut() {
            Some(last) if last.range.end > edit.range.start => {
                if last.range.len() < edit.range.len() {
                    *last = edit;
                }
            }
            _ => edits.push(edit),
        }
    }
    edits
}

/// The places to repair if UTF-8 went one way.
fn taken_for(text: &str, taken_for: TakenFor) -> Vec<Edit> {
    let (mut suspects, rest_is_ascii) = suspects(text, taken_for);
    let proven = rest_is_ascii && suspects.iter().any(|suspect| suspect.certain);
    suspects.retain(|suspect| suspect.certain || proven);
    let edit = |Suspect { range, now, .. }: Suspect| {
        let taken_for = taken_for.name(&text[range.clone()]);
        Edit { range, now, kind: RepairKind::Mojibake { taken_for } }
    };
    suspects.into_iter().map(edit).collect()
}

/// A place that reads as UTF-8 when taken for misread.
struct Suspect {
    range: Range<usize>,
    now: String,
    /// Whether honest text would not have it.
    certain: bool,
}

/// The suspects in order, and whether all else is ASCII.
fn suspects(text: &str, taken_for: TakenFor) -> (Vec<Suspect>, bool) {
    let mut suspects: Vec<Suspect> = Vec::new();
    let mut rest_is_ascii = true;
    let mut end = 0;
    for (at, letter) in odd_letters(text) {
        if at < end {
            continue;
        }
        let Some((letter, length)) = misread(&text[at..], taken_for) else {
            rest_is_ascii &= letter.is_ascii();
            continue;
        };
        end = at + length;
        match suspects.last_mut() {
            Some(last) if last.range.end == at => {
                last.range.end = end;
                last.now.push(letter);
                last.certain = true;
            }
            _ => {
                let certain = is_certain(&text[..at], &text[at..end], &text[end..], taken_for);
                suspects.push(Suspect { range: at..end, now: letter.into(), certain });
            }
        }
    }
    (suspects, rest_is_ascii)
}

/// The character that a text begins with when it is taken for misread UTF-8, and how many bytes of the
/// text stand for it.
fn misread(text: &str, taken_for: TakenFor) -> Option<(char, usize)> {
    let mut letters = text.chars();
    let lead = taken_for.byte(letters.next()?)?;
    let count = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let mut bytes = [lead, 0, 0, 0];
    for byte in &mut bytes[1..count] {
        *byte = taken_for.byte(letters.next()?)?;
    }
    let letter = std::str::from_utf8(&bytes[..count]).ok()?.chars().next()?;
    // A control character of text that went wrong twice is half of a character.
    let is_sound = taken_for == TakenFor::Western || !letter.is_control();
    is_sound.then(|| (letter, text.len() - letters.as_str().len()))
}

/// Whether honest text would not have these characters between what is before and behind them.
fn is_certain(before: &str, was: &str, after: &str, taken_for: TakenFor) -> bool {
    let mut letters = was.chars();
    let (Some(lead), Some(next)) = (letters.next(), letters.next()) else { return false };
    let is_pair = letters.next().is_none();
    match taken_for {
        TakenFor::MacRoman => !is_pair || is_certain_mac_roman(before, lead, next),
        TakenFor::Western if is_pair => is_certain_western_pair(before, lead, next, after),
        TakenFor::Western => is_certain_western(was, lead, next),
    }
}

fn is_certain_mac_roman(before: &str, lead: char, next: char) -> bool {
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

/// Two characters of which the first is a capital (or `ß`, `×`), the second one that may end a word, or
/// a symbol.
fn is_certain_western_pair(before: &str, lead: char, next: char, after: &str) -> bool {
    let previous = before.chars().next_back().unwrap_or(' ');
    match lead {
        // Sums and diameters, `3×½` and `Ø½`; `groß…`.
        '×' | 'Ø' | 'ß' if !lead.is_uppercase() || !previous.is_lowercase() => false,
        // A capital within a word of small letters.
        _ if previous.is_lowercase() => true,
        // Half of all accented letters begin with these two; few words end in them: `IRMÔ, `AMANHÃ…`.
        'Â' | 'Ã' if !previous.is_uppercase() => true,
        'Â' | 'Ã' => is_no_end(next) || "©§¨´¡¿¶".contains(next),
        // Ångström has signs behind it.
        'Å' if "±¤".contains(next) => false,
        'Ä' | 'Å' if !previous.is_alphabetic() && after.starts_with(char::is_lowercase) => true,
        _ => is_no_end(next),
    }
}

/// Three or four characters of which the first is a small letter, the others such as may end a word, or
/// symbols, or letters.
fn is_certain_western(was: &str, lead: char, next: char) -> bool {
    let mut others = was.chars().skip(1);
    match lead {
        // Most marks and arrows. Only in Welsh is it a word, and may be quoted.
        'â' if !others.clone().all(|letter| "’‘”“…–—»«›‹\u{a0}®™°·".contains(letter)) => {
            true
        }
        // Pictures, and the byte order mark.
        'ð' if next == 'Ÿ' => true,
        'ï' if was == "ï»¿" => true,
        // Many Chinese characters begin with this letter, hardly a word ends with it.
        'æ' if others.clone().any(is_no_end) => true,
        // Behind a mark, prices and other marks are at home.
        _ => next.is_uppercase() || is_no_end(next) || others.any(is_lost),
    }
}

/// Whether a character does not stand behind a letter in honest text.
fn is_no_end(letter: char) -> bool {
    "€‚„‰¢£¥±µ¼½¾".contains(letter) || is_lost(letter)
}

/// Whether a character stands nowhere in honest text, but for the rare exception.
fn is_lost(letter: char) -> bool {
    "ƒˆ˜¤¦¬¯¸".contains(letter) || matches!(letter, '\u{80}'..='\u{9f}')
}

#[cfg(test)]
mod tests {
    use super::super::repair::Draft;
    use super::*;
    use proptest::prelude::*;

    fn mojibake(text: &str) -> String {
        MAC_ROMAN.decode(text.as_bytes())
    }

    fn western(text: &str) -> String {
        WESTERN.decode(text.as_bytes())
    }

    /// One time round.
    fn repair(text: &str) -> String {
        let mut draft = Draft { text: text.to_owned(), repairs: Vec::new() };
        draft.apply(find(text));
        draft.text
    }

    fn check(text: &str, expected: &str) {
        assert_eq!(repair(text), expected, "{text}");
    }

    #[test]
    fn repairs_what_the_wrong_way_made() {
        check("Netflix‚Äôs", "Netflix’s");
        check("## \u{f8ff}üìã Cases", "## 📋 Cases");
        check("caf√© 25¬∞C o√π ‚Ç¨5", "café 25°C où €5");
        check("wait‚Ä¶then", "wait…then");
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
    fn repairs_what_windows_made() {
        for text in [
            "Netflix’s “café” – où…",
            "Été à Zürich: ¿qué? 25°C, 5 €, ½",
            "Österreich, École, À bientôt",
            "łódź, Škoda, čeština",
            "Привет, мир",
            "日本語",
            "A → B",
            "📋 ok ✓",
        ] {
            check(&western(text), text);
        }
        check("Netflix\u{e2}\u{80}\u{99}s", "Netflix’s");
        check("ï»¿a ï¿½", "\u{feff}a \u{fffd}");
    }

    #[test]
    fn names_what_it_was_taken_for() {
        let check = |text: &str, taken_for, expected: &str| {
            let kinds = super::taken_for(text, taken_for).into_iter().map(|edit| edit.kind);
            let expected = match expected {
                "Mac Roman" => RepairKind::Mojibake { taken_for: "Mac Roman" },
                "ISO-8859-1" => RepairKind::Mojibake { taken_for: "ISO-8859-1" },
                _ => RepairKind::Mojibake { taken_for: "Windows-1252" },
            };
            assert_eq!(kinds.collect::<Vec<_>>(), [expected], "{text}");
        };
        check("‚Äô", TakenFor::MacRoman, "Mac Roman");
        check("â€™", TakenFor::Western, "Windows-1252");
        check("cafÃ©", TakenFor::Western, "Windows-1252");
        check("â\u{80}\u{99}", TakenFor::Western, "ISO-8859-1");
    }

    #[test]
    fn leaves_honest_western_text_alone() {
        for text in [
            "« qualité\u{a0}» et “café”…",
            "IRMÃ” — AMANHÃ… SÃO",
            "5 Å±0.2, Ø½, 3×½, groß…",
            "„víš…“",
            "DÉŠŤ, ÚŽASNÝ",
            "CAFÉ´S",
            "È… “È”",
            "på”…",
        ] {
            check(text, text);
        }
    }

    /// Words between typographic marks, no two accents side by side.
    const EUROPEAN: &str = "([«“‘’„—–…\u{a0} ]{0,2}([A-ZÀÂÇÉÖØ][a-z])?\
        ([a-z]|[ßàâäåæçèéêëíîñóôöøùûüœčšžőłąę][a-z]){1,6}[éàù]?[»”’‘…,. ]{1,2}){0,8}";
    const OTHER_SCRIPTS: &str = "[ -~а-яА-Яα-ωא-ת一-鿿ぁ-んァ-ン가-힣、。\u{1f300}-\u{1f5ff}]*";

    proptest! {
        #[test]
        fn what_went_the_wrong_way_comes_back(text in "\\PC{0,20}(’|é|日|🎉)\\PC{0,20}") {
            let mut draft = Draft { text: mojibake(&text), repairs: Vec::new() };
            draft.apply(taken_for(&draft.text, TakenFor::MacRoman));
            prop_assert_eq!(draft.text, text);
        }

        #[test]
        fn what_windows_made_comes_back(text in "[ -~]{0,20}(’|é|日|🎉|ü|”|Привет)[ -~]{0,20}") {
            prop_assert_eq!(repair(&western(&text)), text);
        }

        #[test]
        fn european_words_stay(text in EUROPEAN) {
            prop_assert_eq!(repair(&text), text);
        }

        #[test]
        fn text_of_other_scripts_stays(text in OTHER_SCRIPTS) {
            prop_assert_eq!(repair(&text), text);
        }
    }
}
