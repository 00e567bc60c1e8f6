//! Texts of a list inside of messages.

use std::fmt;

/// A text of the list in a message: on one line, not too long, and harmless to a terminal.
pub(in crate::curate) struct Quoted<'a>(pub(in crate::curate) &'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LONGEST: usize = 80;
        f.write_str("`")?;
        for letter in self.0.chars().take(LONGEST) {
            match letter {
                // Letters that nobody sees, or that turn the line round.
                '\u{a0}'
                | '\u{ad}'
                | '\u{2000}'..='\u{200f}'
                | '\u{2028}'..='\u{202f}'
                | '\u{205f}'..='\u{2069}'
                | '\u{3000}'
                | '\u{f8ff}'
                | '\u{feff}' => write!(f, "{}", letter.escape_unicode())?,
                _ if letter.is_control() => write!(f, "{}", letter.escape_default())?,
                _ => write!(f, "{letter}")?,
            }
        }
        f.write_str(if self.0.chars().nth(LONGEST).is_some() { "…`" } else { "`" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_list_says_is_quoted_harmlessly() {
        let check = |text: &str, expected: &str| assert_eq!(Quoted(text).to_string(), expected);
        check("Größe “日本”", "`Größe “日本”`");
        check("\u{1b}[31m\n\u{202e}x\u{200b}", "`\\u{1b}[31m\\n\\u{202e}x\\u{200b}`");
        check(&"é".repeat(81), &format!("`{}…`", "é".repeat(80)));
    }
}
