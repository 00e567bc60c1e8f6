//! Many strings in one allocation.

/// A column of strings: the texts one after the other, and where each ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// Adds a string at the end.
    pub fn push(&mut self, string: &str) {
        self.text.push_str(string);
        self.ends.push(self.text.len() as u32);
    }

    /// Puts something behind some of the strings, ascending by position; O(bytes), in place.
    pub(super) fn append(&mut self, tails: &[(usize, String)]) {
        let mut shift: usize = tails.iter().map(|(_, tail)| tail.len()).sum();
        let mut bytes = std::mem::take(&mut self.text).into_bytes();
        let mut end = bytes.len();
        bytes.resize(end + shift, 0);
        for (at, tail) in tails.iter().rev() {
            let place = self.ends[*at] as usize;
            bytes.copy_within(place..end, place + shift);
            shift -= tail.len();
            bytes[place + shift..][..tail.len()].copy_from_slice(tail.as_bytes());
            end = place;
        }
        // Strings between strings are strings.
        self.text = String::from_utf8(bytes).unwrap_or_default();
        let mut tails = tails.iter().peekable();
        for (at, end) in self.ends.iter_mut().enumerate() {
            let tail = tails.next_if(|(other, _)| *other == at);
            shift += tail.map_or(0, |(_, tail)| tail.len());
            *end += shift as u32;
        }
    }

    /// How many strings there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The string at a position.
    ///
    /// # Panics
    /// If there is none.
    pub fn get(&self, at: usize) -> &str {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.text[start as usize..self.ends[at] as usize]
    }

    /// The strings in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.get(at))
    }

    /// How many bytes the strings have together.
    pub fn bytes(&self) -> usize {
        self.text.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn tails_come_behind_their_strings(strings in prop::collection::vec(("\\PC{0,3}", "\\PC{0,3}"), 0..9)) {
            let mut all = Strings::default();
            for (string, _) in &strings {
                all.push(string);
            }
            let tails = strings.iter().map(|(_, tail)| tail.clone()).enumerate();
            all.append(&tails.filter(|(_, tail)| !tail.is_empty()).collect::<Vec<_>>());
            let expected: Vec<String> = strings.iter().map(|(a, b)| format!("{a}{b}")).collect();
            prop_assert!(all.iter().eq(expected.iter()));
        }
    }
}
