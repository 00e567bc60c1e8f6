//! From characters to bytes, for a parser that counts characters.

/// Where in a text its characters are. Making it is one pass; asking it is a few steps.
#[derive(Debug)]
pub(super) struct Places {
    /// The byte that every [`STEP`]th character begins at; empty if each is one byte.
    marks: Vec<u32>,
}

const STEP: usize = 128;

impl Places {
    pub(super) fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { marks: Vec::new() };
        }
        let marks = text.char_indices().step_by(STEP).map(|(at, _)| at as u32);
        Self { marks: marks.collect() }
    }

    /// The byte that a character begins at; the end of the text if it has fewer.
    pub(super) fn byte(&self, text: &str, index: usize) -> usize {
        if self.marks.is_empty() {
            return index.min(text.len());
        }
        let Some(&mark) = self.marks.get(index / STEP) else { return text.len() };
        let rest = &text[mark as usize..];
        let within = rest.char_indices().nth(index % STEP);
        mark as usize + within.map_or(rest.len(), |(at, _)| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn characters_are_found((text, index) in ("(a|é|日|🎉){0,300}", 0_usize..320)) {
            let expected = text.char_indices().nth(index).map_or(text.len(), |(at, _)| at);
            prop_assert_eq!(Places::new(&text).byte(&text, index), expected);
        }
    }
}
