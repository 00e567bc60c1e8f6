//! Words of two alphabets: `Сlassify` that begins with a Cyrillic letter, so that no search finds it.
//!
//! Greek letters stand in Latin words as symbols, as in `kΩ`, `Δt` and `β-VAE`; only those that look like
//! a Latin letter are taken for a slip.

use super::repair::{Edit, RepairKind, push};
use std::ops::Range;

/// The alphabets that have letters in common, to the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    /// The Latin letters that are as wide as a Chinese character.
    Fullwidth,
}

/// Letters that look alike: Latin, Greek, Cyrillic; a dot stands for none.
#[rustfmt::skip]
const ALIKE: [[char; 3]; 38] = [
    ['A', 'Α', 'А'], ['B', 'Β', 'В'], ['C', '.', 'С'], ['E', 'Ε', 'Е'], ['H', 'Η', 'Н'], ['I', 'Ι', 'І'],
    ['J', '.', 'Ј'], ['K', 'Κ', 'К'], ['M', 'Μ', 'М'], ['N', 'Ν', '.'], ['O', 'Ο', 'О'], ['P', 'Ρ', 'Р'],
    ['S', '.', 'Ѕ'], ['T', 'Τ', 'Т'], ['X', 'Χ', 'Х'], ['Y', 'Υ', 'У'], ['Z', 'Ζ', '.'], ['Y', '.', 'Ү'],
    ['a', '.', 'а'], ['c', '.', 'с'], ['d', '.', 'ԁ'], ['e', '.', 'е'], ['h', '.', 'һ'], ['i', '.', 'і'],
    ['j', '.', 'ј'], ['o', 'ο', 'о'], ['p', '.', 'р'], ['q', '.', 'ԛ'], ['s', '.', 'ѕ'], ['w', '.', 'ԝ'],
    ['x', '.', 'х'], ['y', '.', 'у'], ['y', '.', 'ү'], ['ï', '.', 'ї'], ['Ï', '.', 'Ї'], ['ë', '.', 'ё'],
    ['Ë', '.', 'Ё'], ['l', '.', 'ӏ'],
];

fn script(letter: char) -> Option<Script> {
    match letter {
        '×' | '÷' => None,
        'a'..='z' | 'A'..='Z' | 'À'..='ɏ' | 'Ḁ'..='ỿ' => Some(Script::Latin),
        'Ͱ'..='Ͽ' | 'ἀ'..='῾' if letter.is_alphabetic() => Some(Script::Greek),
        'Ѐ'..='ԯ' if letter.is_alphabetic() => Some(Script::Cyrillic),
        'Ա'..='և' if letter.is_alphabetic() => Some(Script::Armenian),
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' => Some(Script::Fullwidth),
        _ => None,
    }
}

/// Looks at the word around a character and adds what is wrong with it; where the word ends.
pub(super) fn look(text: &str, at: usize, edits: &mut Vec<Edit>) -> usize {
    let letter = text[at..].chars().next().unwrap_or(' ');
    if matches!(script(letter), None | Some(Script::Latin)) {
        return at + letter.len_utf8();
    }
    let is_other = |letter| script(letter).is_none();
    let start = text[..at].trim_end_matches(|letter| !is_other(letter)).len();
    let end = text[at..].find(is_other).map_or(text.len(), |length| at + length);
    look_at_word(text, start..end, edits);
    end
}

fn look_at_word(text: &str, range: Range<usize>, edits: &mut Vec<Edit>) {
    let word = &text[range.clone()];
    let count = |wanted| word.chars().filter(|&letter| script(letter) == Some(wanted)).count();
    let letters = word.chars().count();
    let [latin, greek, cyrillic, fullwidth] =
        [Script::Latin, Script::Greek, Script::Cyrillic, Script::Fullwidth].map(count);
    if [latin, greek, cyrillic, fullwidth].contains(&letters) {
        return;
    }
    let main = match () {
        () if (latin + fullwidth) * 2 > letters && latin > 0 => Some(Script::Latin),
        () if greek * 2 > letters && greek > 2 => Some(Script::Greek),
        () if cyrillic * 2 > letters => Some(Script::Cyrillic),
        () => None,
    };
    let odd = |letter: char| script(letter) != main;
    let repaired =
        |main| word.chars().filter(|&letter| odd(letter)).all(|l| twin(l, main).is_some());
    match main.filter(|&main| repaired(main)) {
        Some(main) => replace(word, range.start, main, edits),
        None if latin + greek == letters || count(Script::Armenian) == letters => {}
        None => {
            edits.push(Edit { range, now: word.to_owned(), kind: RepairKind::MixedScript });
        }
    }
}

fn replace(word: &str, start: usize, main: Script, edits: &mut Vec<Edit>) {
    for (at, letter) in word.char_indices().filter(|&(_, letter)| script(letter) != Some(main)) {
        let range = start + at..start + at + letter.len_utf8();
        let now = twin(letter, main).unwrap_or(letter).into();
        push(edits, Edit { range, now, kind: RepairKind::MixedScript });
    }
}

/// The letter of an alphabet that looks like one of another.
fn twin(letter: char, wanted: Script) -> Option<char> {
    const FULLWIDTH: u32 = 'Ａ' as u32 - 'A' as u32;
    let column = |script| match script {
        Script::Latin => Some(0),
        Script::Greek => Some(1),
        Script::Cyrillic => Some(2),
        Script::Armenian | Script::Fullwidth => None,
    };
    match script(letter)? {
        Script::Fullwidth if wanted == Script::Latin => {
            char::from_u32(u32::from(letter) - FULLWIDTH)
        }
        from => {
            let (from, to) = (column(from)?, column(wanted)?);
            let twins = ALIKE.iter().find(|twins| twins[from] == letter)?;
            Some(twins[to]).filter(|&twin| twin != '.')
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::repair::Draft;
    use super::*;

    fn check(word: &str, expected: &str, edits: usize) {
        let mut found = Vec::new();
        let mut at = 0;
        while at < word.len() {
            at = look(word, at, &mut found);
        }
        assert_eq!(found.len(), edits, "{word}");
        let mut draft = Draft { text: word.into(), repairs: Vec::new() };
        draft.apply(found);
        assert_eq!(draft.text, expected, "{word}");
    }

    #[test]
    fn lookalikes_become_letters_of_their_word() {
        check("\u{421}lassify", "Classify", 1);
        check("Net\u{441}li\u{445}", "Netclix", 2);
        check("\u{39d}etflix", "Netflix", 1);
        check("M\u{43e}\u{441}\u{43a}\u{432}\u{430}", "\u{41c}осква", 1);
        check("Ｎetflix", "Netflix", 1);
        check("ＮＥＴFlix", "NETFlix", 1);
        check("A\u{3b8}\u{3ae}\u{3bd}\u{3b1}", "\u{391}θήνα", 1);
    }

    #[test]
    fn honest_words_stay() {
        for word in [
            "café",
            "Москва",
            "Αθήνα",
            "kΩ",
            "µs",
            "Δt",
            "βeta",
            "ΔΣ",
            "Ｎｅｔ",
            "Հայ",
            "naïve",
            "3×4",
        ] {
            check(word, word, 0);
        }
    }

    #[test]
    fn what_has_no_twin_is_told() {
        check("Яndex", "Яndex", 1);
        check("lՎquipe", "lՎquipe", 1);
        check("Zавтра", "Zавтра", 1);
    }
}
