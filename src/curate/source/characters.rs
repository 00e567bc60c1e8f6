//! Finds characters that nobody sees or that mislead, each with what belongs there.
//!
//! What has a function stays: the no-break spaces of French, joiners in emoji and in the scripts of the
//! Arabs and of India, variation selectors behind emoji, marks of direction beside Hebrew.

use super::repair::{Edit, RepairKind, push};
use super::scan::odd_letters;
use super::script;

/// The places, in order; O(length of the text). Where nothing can be done, a place is replaced by itself.
pub(super) fn find(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut line = Line::default();
    let mut word_end = 0;
    for (at, letter) in odd_letters(text) {
        let near = Near { text, at, end: at + letter.len_utf8() };
        if let Some((now, kind)) = replacement(letter, &near, &mut line) {
            push(&mut edits, Edit { range: at..near.end, now: now.into(), kind });
        } else if at >= word_end {
            word_end = script::look(text, at, &mut edits);
        }
    }
    edits
}

/// What belongs in the place of a character, and why; nothing if it may stay.
fn replacement(letter: char, near: &Near, line: &mut Line) -> Option<(&'static str, RepairKind)> {
    let (now, kind, stays) = match letter {
        '\u{a0}' | '\u{202f}' => (" ", RepairKind::NoBreakSpace, near.is_french()),
        '\u{3000}' => (" ", RepairKind::NoBreakSpace, near.is_between_cjk()),
        '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{205f}' => (" ", RepairKind::NoBreakSpace, false),
        '\u{200c}' => ("", RepairKind::ZeroWidth, near.joins_letters()),
        '\u{200d}' => ("", RepairKind::ZeroWidth, near.joins_letters() || near.joins_emoji()),
        '\u{ad}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => {
            ("", RepairKind::ZeroWidth, false)
        }
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => {
            ("", RepairKind::ZeroWidth, near.has_variants())
        }
        '\u{e0000}'..='\u{e007f}' => ("", RepairKind::ZeroWidth, near.is_in_flag()),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => ("", RepairKind::Bidi, false),
        '\u{200e}' | '\u{200f}' | '\u{61c}' => {
            ("", RepairKind::Bidi, line.is_right_to_left(near.text, near.at))
        }
        '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => (" ", RepairKind::Control, false),
        _ if letter.is_control() => ("", RepairKind::Control, false),
        '\u{fffd}' => ("\u{fffd}", RepairKind::Lost, false),
        _ => return None,
    };
    (!stays).then_some((now, kind))
}

/// A character and what is beside it.
struct Near<'a> {
    text: &'a str,
    at: usize,
    end: usize,
}

impl Near<'_> {
    fn previous(&self) -> char {
        self.text[..self.at].chars().next_back().unwrap_or('\n')
    }

    fn next(&self) -> char {
        self.text[self.end..].chars().next().unwrap_or('\n')
    }

    /// Whether a space is one that must not break in French.
    fn is_french(&self) -> bool {
        self.previous() == '«' || ":;!?»%".contains(self.next())
    }

    fn is_between_cjk(&self) -> bool {
        let is_edge = |letter| letter == '\n' || letter == '\r';
        let (previous, next) = (self.previous(), self.next());
        (is_cjk(previous) || is_edge(previous)) && (is_cjk(next) || is_edge(next))
    }

    /// Whether the letters before and behind change their form where they meet.
    fn joins_letters(&self) -> bool {
        is_joining(self.previous()) && (is_joining(self.next()) || !self.next().is_alphanumeric())
    }

    fn joins_emoji(&self) -> bool {
        is_emoji(self.previous()) && is_emoji(self.next())
    }

    /// Whether the character before has several forms: pictures, signs, the digits of key caps,
    /// Chinese and Mongolian letters.
    fn has_variants(&self) -> bool {
        let previous = self.previous();
        match previous {
            '0'..='9' | '#' | '*' => self.next() == '\u{20e3}',
            _ if previous.is_ascii() || previous.is_whitespace() => false,
            _ => {
                let is_picture = is_emoji(previous) && !is_selector(previous);
                is_picture || is_cjk(previous) || is_joining(previous) || !previous.is_alphabetic()
            }
        }
    }

    /// Whether it spells, behind a black flag, whose flag it is.
    fn is_in_flag(&self) -> bool {
        let is_tag = |letter| matches!(letter, '\u{e0020}'..='\u{e007f}');
        let before = &self.text[..self.at];
        // No flag has more letters than these.
        let flag = before.chars().rev().take(8).find(|&letter| !is_tag(letter));
        flag == Some('\u{1f3f4}')
    }
}

fn is_cjk(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// Letters that are joined to their neighbours: Arabic, Syriac, Indic, Mongolian and others.
fn is_joining(letter: char) -> bool {
    matches!(letter, '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{109f}' | '\u{1700}'..='\u{1cff}'
        | '\u{a800}'..='\u{abff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10a00}'..='\u{11fff}')
}

fn is_selector(letter: char) -> bool {
    matches!(letter, '\u{fe00}'..='\u{fe0f}')
}

/// Pictures and signs, and what follows them in their sequences.
fn is_emoji(letter: char) -> bool {
    matches!(letter, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}') || is_selector(letter)
}

/// The line last looked at, so that one of many marks is read once.
#[derive(Default)]
struct Line {
    end: usize,
    is_right_to_left: bool,
}

impl Line {
    /// Whether the line of an offset has letters of scripts that run from right to left.
    fn is_right_to_left(&mut self, text: &str, at: usize) -> bool {
        if at >= self.end {
            let start = text[..at].rfind('\n').unwrap_or(0);
            self.end = text[at..].find('\n').map_or(text.len(), |length| at + length);
            self.is_right_to_left = text[start..self.end].contains(|letter| {
                matches!(letter, '\u{590}'..='\u{61b}' | '\u{61d}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}'
                    | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
            });
        }
        self.is_right_to_left
    }
}

#[cfg(test)]
mod tests {
    use super::super::repair::Draft;
    use super::*;
    use proptest::prelude::*;

    fn repaired(text: &str) -> String {
        let mut draft = Draft { text: text.into(), repairs: Vec::new() };
        draft.apply(find(text));
        draft.text
    }

    fn check(text: &str, expected: &str) {
        assert_eq!(repaired(text), expected, "{text:?}");
    }

    #[test]
    fn odd_spaces_become_plain() {
        check("a\u{a0}b\u{2009}c\u{202f}d\u{3000}e", "a b c d e");
        let french = "«\u{a0}oui\u{a0}»\u{202f}! 5\u{a0}%";
        check(french, french);
        check("東京\u{3000}大阪", "東京\u{3000}大阪");
    }

    #[test]
    fn what_nobody_sees_goes() {
        check("a\u{200b}b\u{feff}c\u{ad}d\u{2060}e\u{200d}f\u{200c}g\u{fe0f}", "abcdefg");
        check("x\u{e0041}\u{e0042}y", "xy");
        for text in [
            "👩\u{200d}💻 ❤\u{fe0f}\u{200d}🔥 👩🏽\u{200d}🚀 1\u{fe0f}\u{20e3} ©\u{fe0f}",
            "می\u{200c}خواهم",
            "क\u{94d}\u{200d}ष",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "葛\u{e0100}",
        ] {
            check(text, text);
        }
    }

    #[test]
    fn controls_and_directions() {
        check("a\u{1}b\u{7f}c\u{9b}d\u{2028}e\u{85}f\u{c}g", "abcd e f g");
        check("a\tb\r\nc", "a\tb\r\nc");
        check("a\u{202e}b\u{2066}c\u{200f}d", "abcd");
        let hebrew = "שלום\u{200f}!";
        check(hebrew, hebrew);
        check("\u{200f}a\nשלום\u{200f}!\n\u{200e}b", "a\nשלום\u{200f}!\nb");
    }

    #[test]
    fn what_is_lost_is_found() {
        let edits = find("a\u{fffd}\u{fffd}b \u{fffd}");
        let places = edits.iter().map(|edit| (edit.range.clone(), edit.kind.clone()));
        assert_eq!(
            places.collect::<Vec<_>>(),
            [(1..7, RepairKind::Lost), (9..12, RepairKind::Lost)]
        );
    }

    proptest! {
        #[test]
        fn honest_text_stays(text in "([a-zA-Zßàâäåæçèéêëíîïñóôöøùûüœčšžőłąę]{1,8}|[а-яА-ЯёіїєґЄҐ]{1,9}|[α-ωά-ώ]{1,8}|[א-ת]{1,5}|[ء-ي]{1,5}|[一-鿿ぁ-んァ-ン가-힣]{1,5}|[ .,;:!?’“”«»…–—0-9]{1,3}){0,1}([ ,.][a-zé]{1,5}|[ ,.][а-я]{1,5}|、[ぁ-ん]{1,3}){0,9}") {
            prop_assert_eq!(repaired(&text), text);
        }
    }
}
