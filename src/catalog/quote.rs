//! Texts as JSON writes them, in a form that YAML reads as well.

use std::fmt::Write;

/// A text in double quotes, for JSON and for YAML.
pub fn quoted(text: &str) -> String {
    let mut json = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            '\r' => json.push_str("\\r"),
            '\t' => json.push_str("\\t"),
            // The last three: YAML takes them for line ends, or for the start of a file.
            _ if letter.is_control() || "\u{2028}\u{2029}\u{feff}".contains(letter) => {
                _ = write!(json, "\\u{:04x}", letter as u32);
            }
            _ => json.push(letter),
        }
    }
    json.push('"');
    json
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_parser_reads_the_text_back(text in any::<String>()) {
            prop_assert_eq!(serde_json::from_str::<String>(&quoted(&text)).unwrap(), text);
        }
    }
}
