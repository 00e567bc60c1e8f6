//! Finds characters of one byte that were read as another encoding of one byte a character:
//! `NetflixÕs` (Mac Roman taken for Windows-1252) and `Netflixís` (the other way) → `Netflix’s`.
//!
//! Every such character could be honest, so it is repaired only if it is implausible where it stands and
//! what it stands for is plausible; if English is plain; or if the line is proof: quotation marks that
//! open and close, or a certain place and no other character that speaks against it. `país` stays.

use super::plausible::{IMPLAUSIBLE, plausibility, word_before, word_behind};
use super::repair::{Edit, RepairKind};
use super::scan::odd_letters;
use super::single_byte::{LATIN_1, MAC_ROMAN, SingleByte, WESTERN};
use memchr::memchr;

/// What an encoding was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mixup {
    /// Windows-1252 taken for Latin-1, where its typographic marks are control characters.
    WesternForLatin1,
    /// Mac Roman taken for Windows-1252.
    MacRomanForWestern,
    /// Windows-1252 taken for Mac Roman.
    WesternForMacRoman,
}

impl Mixup {
    fn taken_for(self) -> &'static SingleByte {
        match self {
            Self::WesternForLatin1 => &LATIN_1,
            Self::MacRomanForWestern => &WESTERN,
            Self::WesternForMacRoman => &MAC_ROMAN,
        }
    }

    /// What a character was before.
    fn truth(self, letter: char) -> Option<char> {
        let byte = self.taken_for().byte(letter)?;
        match self {
            Self::WesternForLatin1 => (byte < 0xa0).then(|| WESTERN.letter(byte)),
            Self::MacRomanForWestern => Some(MAC_ROMAN.letter(byte)),
            Self::WesternForMacRoman => Some(WESTERN.letter(byte)),
        }
    }

    /// The other reading of a character that is implausible where it stands.
    fn rival(self) -> Self {
        match self {
            Self::MacRomanForWestern => Self::WesternForMacRoman,
            Self::WesternForLatin1 | Self::WesternForMacRoman => Self::MacRomanForWestern,
        }
    }
}

/// The places to repair, in order; O(length of the text).
pub(super) fn find(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut line: Vec<(usize, char)> = Vec::new();
    let mut is_worth_a_look = false;
    for (at, letter) in odd_letters(text) {
        let last = line.last().map_or(at, |&(last, _)| last);
        if memchr(b'\n', &text.as_bytes()[last..at]).is_some() {
            if is_worth_a_look {
                look_at_line(text, &line, &mut edits);
            }
            line.clear();
            is_worth_a_look = false;
        }
        line.push((at, letter));
        is_worth_a_look = is_worth_a_look || is_doubtful(text, at, letter);
    }
    if is_worth_a_look {
        look_at_line(text, &line, &mut edits);
    }
    edits
}

/// Whether a character can be proof of a mix-up. Nearly all of honest text goes no further.
fn is_doubtful(text: &str, at: usize, letter: char) -> bool {
    const OPENING_OR_ENGLISH: [char; 5] = ['Ò', 'Ô', 'ì', 'ë', 'í'];
    let is_known = || WESTERN.byte(letter).or_else(|| MAC_ROMAN.byte(letter)).is_some();
    let after = || &text[at + letter.len_utf8()..];
    matches!(letter, '\u{80}'..='\u{9f}')
        || OPENING_OR_ENGLISH.contains(&letter)
        || is_known() && is_out_of_place(&text[..at], letter, after())
}

/// Tries each mix-up on a line; the first to explain a character has it.
fn look_at_line(text: &str, letters: &[(usize, char)], edits: &mut Vec<Edit>) {
    const MIXUPS: [Mixup; 3] =
        [Mixup::WesternForLatin1, Mixup::MacRomanForWestern, Mixup::WesternForMacRoman];
    let earlier = edits.len();
    for mixup in MIXUPS {
        let mut line = Line::default();
        for &(at, letter) in letters {
            if edits[earlier..].binary_search_by_key(&at, |edit| edit.range.start).is_err() {
                line.look(text, at, letter, mixup);
            }
        }
        line.finish(mixup, edits);
        edits[earlier..].sort_by_key(|edit| edit.range.start);
    }
}

/// What a line tells of a mix-up.
#[derive(Default)]
struct Line {
    suspects: Vec<Suspect>,
    /// Whether another character speaks against it.
    contradicted: bool,
}

struct Suspect {
    at: usize,
    was: char,
    now: char,
    /// How well `now` fits.
    fit: i32,
    /// Whether honest text would not have it.
    certain: bool,
}

impl Line {
    fn look(&mut self, text: &str, at: usize, was: char, mixup: Mixup) {
        let Some(now) = mixup.truth(was) else {
            self.contradicted |= !was.is_ascii();
            return;
        };
        if now == was {
            return;
        }
        let (before, after) = (&text[..at], &text[at + was.len_utf8()..]);
        let fit = plausibility(before, now, after);
        if fit < 1 {
            self.contradicted = true;
            return;
        }
        let certain = is_certain(before, was, after, fit, mixup)
            || now == '’' && was == 'í' && is_english(before, after);
        self.suspects.push(Suspect { at, was, now, fit, certain });
    }

    fn finish(&self, mixup: Mixup, edits: &mut Vec<Edit>) {
        let proven = !self.contradicted && self.suspects.iter().any(|suspect| suspect.certain);
        let paired = [('“', '”'), ('‘', '’')].map(|(open, close)| self.pair(open, close));
        for (number, suspect) in self.suspects.iter().enumerate() {
            let is_paired = paired.iter().flatten().any(|pair| pair.contains(&number));
            if suspect.certain || proven || is_paired {
                let kind = RepairKind::Mojibake { taken_for: mixup.taken_for().name };
                let range = suspect.at..suspect.at + suspect.was.len_utf8();
                edits.push(Edit { range, now: suspect.now.into(), kind });
            }
        }
    }

    /// The first opening mark that stands as one should, and the next closing one behind it.
    fn pair(&self, open: char, close: char) -> Option<[usize; 2]> {
        let stands = |mark: char, fit: i32| {
            move |suspect: &Suspect| suspect.now == mark && suspect.fit >= fit
        };
        let opening = self.suspects.iter().position(stands(open, 3))?;
        let behind = &self.suspects[opening..];
        let closing = behind.iter().position(stands(close, 2))?;
        Some([opening, opening + closing])
    }
}

fn is_certain(before: &str, was: char, after: &str, fit: i32, mixup: Mixup) -> bool {
    let rival = mixup.rival().truth(was).map_or(0, |other| plausibility(before, other, after));
    is_out_of_place(before, was, after) && fit > rival
}

/// Whether a character is a mistake where it stands, whatever the language.
fn is_out_of_place(before: &str, was: char, after: &str) -> bool {
    let ends_in = |is: fn(char) -> bool| before.ends_with(is);
    let may_be = match was {
        // Some names are written so: `CafÉ`. Quotation marks lack their spaces in code, and are letters
        // in Uzbek: `Farg‘ona`.
        'É' | '‘' | '’' | '“' | '”' | '‚' | '„' => false,
        // A capital among capitals may be Polish, `ŻÓŁĆ`, and a letter between digits a number.
        _ if was.is_uppercase() => ends_in(char::is_lowercase),
        _ if was.is_lowercase() => ends_in(|letter| letter.is_ascii_digit()),
        _ => true,
    };
    may_be && plausibility(before, was, after) <= IMPLAUSIBLE
}

/// Whether an apostrophe between these can only be English.
fn is_english(before: &str, after: &str) -> bool {
    const NEGATED: &[&str] = &[
        "don", "doesn", "didn", "isn", "wasn", "aren", "weren", "won", "can", "couldn", "wouldn",
        "shouldn", "hasn", "haven", "hadn", "ain",
    ];
    const PERSONS: &[&str] = &["i", "you", "we", "they", "he", "she", "it", "that", "there"];
    const BEINGS: &[&str] = &["it", "that", "what", "here", "there", "he", "she", "who", "let"];
    let (word, ending) = (word_before(before), word_behind(after));
    let is = |words: &[&str]| words.iter().any(|other| word.eq_ignore_ascii_case(other));
    match ending {
        "t" => is(NEGATED),
        "re" | "ve" | "ll" | "m" => is(PERSONS),
        // No language that writes `ís` has these in front of it.
        "s" => is(BEINGS) || word.len() > 2 && word.ends_with(['g', 'k', 'q', 'w', 'x', 'y']),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::repair::Draft;
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut draft = Draft { text: text.to_owned(), repairs: Vec::new() };
        draft.apply(find(text));
        assert_eq!(draft.text, expected, "{text}");
    }

    #[test]
    fn mac_roman_taken_for_windows() {
        check("NetflixÕs ÒquotedÓ text", "Netflix’s “quoted” text");
        check("fŸr Stra§e 25¡C tr\u{8f}s", "für Straße 25°C très");
        check("lÕaccord, donÕt", "l’accord, don’t");
    }

    #[test]
    fn windows_taken_for_mac_roman() {
        check("Netflixís ìquotedî text, donít", "Netflix’s “quoted” text, don’t");
        check("ëquotedí", "‘quoted’");
        check("cafÈ, espaÒol, franÁais, naÔve", "café, español, français, naïve");
        check("f‰hrt schˆn f¸r", "fährt schön für");
    }

    #[test]
    fn windows_taken_for_latin_1() {
        check("Netflix\u{92}s \u{93}quoted\u{94} \u{96} ok\u{85}", "Netflix’s “quoted” – ok…");
    }

    #[test]
    fn leaves_honest_text_alone() {
        for text in [
            "El país más grande, París, raíz y Perú; Luís, creíste",
            "São Paulo: não há solução",
            "L’équipe a créé « où » À Ô Éa",
            "Õpetaja, eÕpik, Õ, võõrsõna, öö",
            "Ísland, hafís, Það",
            "Ètica, Òpera, Àlex i col·lecció",
            "a coborî, Îmi, è, così",
            "iPod™s, CafÉ, hola¿qué",
            "inﬂuence",
            "αβγ привет 日本",
            "Zażółć gęślą jaźń, ŻÓŁĆ",
            "āáǎàēéěèōóǒòīíǐìūúǔùüǘǚǜńň",
            "Farg‘ona, println!(“x”), a“b”c",
            "12Ä34",
            "10 – 20 — “quoted” ‘quoted’ it’s",
            "Größe, ÄÖÜ, Straße",
            "Það er ís; „tilvitnun“",
        ] {
            check(text, text);
        }
    }
}
