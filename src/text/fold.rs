//! Folding: one spelling for letters that differ only in case or accent, and words out of it.

use super::lower::lower;

/// The letters of U+00C0 to U+017F without their accents, in order. `_` marks the ones that are no
/// letter, `*` those that fold to two.
const LATIN: &str = "\
    aaaaaa*ceeeeiiiidnooooo_ouuuuy**\
    aaaaaa*ceeeeiiiidnooooo_ouuuuy*y\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkkllllllllll\
    nnnnnnnnnoooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

/// Appends a letter in folded form: lower case, without accents. Combining marks vanish.
pub(super) fn fold_char(letter: char, into: &mut String) {
    match letter {
        '\u{300}'..='\u{36f}' => {}
        '\0'..='\u{bf}' => into.push(letter.to_ascii_lowercase()),
        'Æ' | 'æ' => into.push_str("ae"),
        'Œ' | 'œ' => into.push_str("oe"),
        'Ĳ' | 'ĳ' => into.push_str("ij"),
        'Þ' | 'þ' => into.push_str("th"),
        'ß' | 'ẞ' => into.push_str("ss"),
        '\u{c0}'..='\u{17f}' => {
            match LATIN.as_bytes().get(letter as usize - 0xc0).copied().map(char::from) {
                Some(base @ 'a'..='z') => into.push(base),
                _ => into.push(letter),
            }
        }
        // The sign for ångström is one more capital of `å`.
        '\u{212b}' => into.push('a'),
        _ => into.push(lower(letter)),
    }
}

/// A text in folded form: lower case, Latin letters without accents. `Größe` → `grosse`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends a text in folded form.
pub(crate) fn fold_into(text: &str, folded: &mut String) {
    if text.is_ascii() {
        let start = folded.len();
        folded.push_str(text);
        folded[start..].make_ascii_lowercase();
    } else {
        text.chars().for_each(|letter| fold_char(letter, folded));
    }
}

/// The words of a folded text: runs of letters and digits. A letter of a script that is written without
/// spaces is a word of its own.
pub fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|letter: char| !letter.is_alphanumeric()).flat_map(split_unspaced)
}

/// Visits the [`words`] of a folded text: one piece of code, wherever it is called from.
pub(crate) fn each_word<'a>(folded: &'a str, visit: &mut dyn FnMut(&'a str)) {
    words(folded).for_each(visit);
}

fn split_unspaced(run: &str) -> impl Iterator<Item = &str> {
    let mut rest = run;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = if is_unspaced(first) {
            first.len_utf8()
        } else {
            rest.find(is_unspaced).unwrap_or(rest.len())
        };
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

/// Whether a letter is of Han, Hiragana or Katakana.
fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

    #[test]
    fn latin_letters_lose_case_and_accent_as_unicode_decomposes_them() {
        for letter in '\u{c0}'..='\u{17f}' {
            let folded = fold(&letter.to_string());
            let base: String =
                letter.to_lowercase().nfkd().filter(|&c| !is_combining_mark(c)).collect();
            // Letters with a stroke or a hook have no decomposition; the table goes further than Unicode.
            if base.is_ascii() && letter != 'ŉ' && letter != 'Ŀ' && letter != 'ŀ' {
                assert_eq!(folded, base, "{letter}");
            } else {
                assert!(folded.is_ascii() || matches!(letter, '×' | '÷'), "{letter} → {folded}");
            }
        }
    }

    #[test]
    fn folding() {
        let check = |text: &str, expected: &str| assert_eq!(fold(text), expected);
        check("Größe ŒUVRE Þór", "grosse oeuvre thor");
        check("cafe\u{301}", "cafe");
        check("ΑΘΗΝΑ Москва 中文", "αθηνα москва 中文");
        check("łódź Ŀl", "lodz ll");
        check("\u{212b}\u{212a}", "ak");
        check("", "");
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(words(text).collect::<Vec<_>>(), expected);
        };
        check("netflix’s long-term, 2024!", &["netflix", "s", "long", "term", "2024"]);
        check("  ", &[]);
        check("ml学习ok", &["ml", "学", "习", "ok"]);
    }

    proptest::proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC*") {
            let once = fold(&text);
            proptest::prop_assert_eq!(fold(&once), once);
        }
    }
}
