//! How well a character fits where it stands: what tells one encoding of a byte from another.
//!
//! Knows no words, only what is usual in the European languages that these encodings were made for:
//! small letters inside of words, capitals in front, quotation marks around, dashes between.

/// Would be a mistake: no language writes it so.
pub(super) const IMPLAUSIBLE: i32 = -3;

/// What English puts behind an apostrophe.
const CONTRACTIONS: [&str; 7] = ["s", "t", "d", "m", "re", "ll", "ve"];
/// What French and Italian put before one.
const ELISIONS: [&str; 13] =
    ["l", "d", "j", "m", "t", "s", "c", "n", "qu", "dell", "all", "nell", "un"];

/// How well a letter fits between two texts, of which only the next few characters matter; from
/// [`IMPLAUSIBLE`] or less to 3.
pub(super) fn plausibility(before: &str, letter: char, after: &str) -> i32 {
    let around = Around { before, after };
    let (p, n) = (around.previous(), around.next());
    let inside = p.is_alphabetic() && n.is_alphabetic();
    match letter {
        'ª' | 'º' | 'ƒ' | 'ı' | 'ﬁ' | 'ﬂ' | 'µ' | 'π' | 'Ω' => {
            i32::from(p.is_ascii_digit())
        }
        _ if letter.is_alphabetic() => around.letter(letter),
        '’' => around.apostrophe(),
        '‘' | '“' | '‚' | '„' => around.opening(),
        '”' if inside => IMPLAUSIBLE,
        '”' if !p.is_whitespace() && !n.is_alphabetic() => 3,
        '–' | '—' if p == ' ' && n == ' ' || p.is_ascii_digit() && n.is_ascii_digit() => 3,
        '…' if p.is_alphabetic() && !n.is_alphabetic() => 2,
        '—' | '\u{a0}' | '”' | '·' => i32::from(p.is_alphabetic() == n.is_alphabetic()),
        '–' | '…' | '«' | '»' | '‹' | '›' => 0,
        '¿' | '¡' if n.is_alphabetic() && !p.is_alphanumeric() => 2,
        // Often enough, a space is forgotten before them.
        '¿' | '¡' | '™' | '®' | '©' if inside => -2,
        '™' | '®' | '©' | '¼' | '½' | '¾' if !inside => 1,
        '§' if n == ' ' || n.is_ascii_digit() => 1,
        '°' if p.is_ascii_digit() && (!n.is_alphanumeric() || matches!(n, 'C' | 'F')) => 2,
        '€' | '£' | '¥' if !inside && (n.is_ascii_digit() || p.is_ascii_digit()) => 2,
        '\u{80}'..='\u{9f}' => -4,
        _ if inside || p.is_ascii_digit() && "¡¿".contains(letter) => IMPLAUSIBLE,
        _ if p.is_alphabetic() || n.is_alphabetic() || "¤¦¨´¸".contains(letter) => -1,
        _ => 0,
    }
}

struct Around<'a> {
    before: &'a str,
    after: &'a str,
}

impl Around<'_> {
    fn previous(&self) -> char {
        self.before.chars().next_back().unwrap_or('\n')
    }

    fn next(&self) -> char {
        self.after.chars().next().unwrap_or('\n')
    }

    fn letter(&self, letter: char) -> i32 {
        let (p, n) = (self.previous(), self.next());
        let is_accented = |letter: char| !letter.is_ascii() && letter.is_alphabetic();
        match (p.is_alphabetic(), n.is_alphabetic()) {
            (true, true) if is_accented(p) && is_accented(n) => -4,
            (true, _) | (_, true) if is_accented(p) || is_accented(n) => 0,
            (true, _) if letter.is_uppercase() && p.is_lowercase() => IMPLAUSIBLE,
            (true, true) => 2,
            (true, false) | (false, true) => 1,
            (false, false) if p.is_ascii_digit() && n.is_ascii_digit() => IMPLAUSIBLE,
            // `à`, `é`, `ó` and others are words; the ones that stand where dashes and quotes do are not.
            (false, false) => -i32::from(letter.is_uppercase() || "ñìîë".contains(letter)),
        }
    }

    fn apostrophe(&self) -> i32 {
        match (self.previous().is_alphanumeric(), self.next().is_alphabetic()) {
            (true, true) if self.is_contraction() => 3,
            (true, false) => 2,
            (false, true) => 1,
            _ => 0,
        }
    }

    /// Whether an apostrophe between two letters is at home here.
    fn is_contraction(&self) -> bool {
        let is = |words: &[&str], found: &str| words.iter().any(|w| found.eq_ignore_ascii_case(w));
        is(&CONTRACTIONS, word_behind(self.after)) || is(&ELISIONS, word_before(self.before))
    }

    /// An opening quotation mark; `“` and `‘` close in German and Polish.
    fn opening(&self) -> i32 {
        let (p, n) = (self.previous(), self.next());
        match (p.is_alphanumeric(), n.is_alphanumeric()) {
            (true, true) => IMPLAUSIBLE,
            (false, true) => 3,
            (true, false) => 1,
            (false, false) => 0,
        }
    }
}

/// How many characters of a word are looked at.
const LONGEST_WORD: usize = 12;

/// The end of a text as far as it is a word.
pub(super) fn word_before(text: &str) -> &str {
    let letters = text.char_indices().rev().take(LONGEST_WORD);
    let first = letters.take_while(|(_, letter)| letter.is_alphabetic()).last();
    &text[first.map_or(text.len(), |(at, _)| at)..]
}

/// The beginning of a text as far as it is a word.
pub(super) fn word_behind(text: &str) -> &str {
    let letters = text.char_indices().take(LONGEST_WORD);
    let last = letters.take_while(|(_, letter)| letter.is_alphabetic()).last();
    &text[..last.map_or(0, |(at, letter)| at + letter.len_utf8())]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sets one reading of `_` against another.
    fn check(text: &str, better: char, worse: char) {
        let (before, after) = text.split_once('_').unwrap();
        let [better_fits, worse_fits] =
            [better, worse].map(|letter| plausibility(before, letter, after));
        assert!(better_fits > worse_fits, "{text}: {better} {better_fits}, {worse} {worse_fits}");
    }

    #[test]
    fn tells_readings_apart() {
        check("caf_", 'é', 'Ž');
        check("caf_", 'é', 'È');
        check("Netflix_s", '’', 'Õ');
        check("Netflix_s", '’', 'í');
        check("The _quoted word", '“', 'ì');
        check("the quoted_ word", '”', 'Ó');
        check("espa_ol", 'ñ', '–');
        check("informaci_n", 'ó', '—');
        check("2010_2015", '–', 'ñ');
        check("one _ two", '–', 'Ð');
        check("Stra_e", 'ß', '§');
        check("25_C", '°', '¡');
        check("wait_ then", '…', 'É');
    }
}
