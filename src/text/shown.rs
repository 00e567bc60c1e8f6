//! Texts beyond all measure.

use std::borrow::Cow;

/// The most bytes of a text that are shown: some ten pages. Browsers take time with the square of the length to break
/// a text that runs from right to left into lines, half a minute for a megabyte.
const MOST: usize = 20_000;

/// As much of a text as can be shown without making the browser stall; what is missing leaves an ellipsis.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    if text.len() <= MOST {
        return Cow::Borrowed(text);
    }
    Cow::Owned(format!("{}…", &text[..text.floor_char_boundary(MOST)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_ends_between_two_letters() {
        let text = "a".to_owned() + &"א".repeat(MOST);
        assert_eq!(shown(&text), format!("{}…", &text[..MOST - 1]));
        assert_eq!(shown(&text[..MOST - 1]), text[..MOST - 1]);
    }
}
