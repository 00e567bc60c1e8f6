//! Texts of others within a sentence of ours.

/// A text as it may stand within another: one in a script that runs from right to left, or with characters that turn
/// text around, is kept apart from its neighbours ([UAX #9](https://www.unicode.org/reports/tr9/), isolates), and
/// turns none of them. Any other stays as it is.
///
/// ```
/// use casebook::text::isolated;
///
/// assert_eq!(isolated("naïve"), "naïve");
/// assert_eq!(isolated("עברית"), "\u{2068}עברית\u{2069}");
/// assert_eq!(isolated("\u{202e}a\u{2069}b"), "\u{2068}ab\u{2069}");
/// ```
pub fn isolated(text: &str) -> String {
    let (mut apart, mut is_turned) = (String::from('\u{2068}'), false);
    for letter in text.chars() {
        match letter {
            // What turns those behind it, or ends that.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => is_turned = true,
            letter => {
                // With some that run from left to right in between, which it does no harm.
                is_turned |= matches!(letter, '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{fb1d}'..='\u{feff}'
                    | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
                apart.push(letter);
            }
        }
    }
    if !is_turned {
        return text.to_owned();
    }
    apart.push('\u{2069}');
    apart
}
