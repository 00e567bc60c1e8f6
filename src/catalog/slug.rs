//! Slugs: the names that values have in links.

use crate::text;

/// A label as a short, plain name for links: folded, words joined by hyphens, never empty, never with a
/// hyphen at either end. `ad ranking / targeting` → `ad-ranking-targeting`, `C++` → `c-plus-plus`.
///
/// Signs that tell names apart are spelled out; a label of nothing but signs becomes their code points.
pub fn slugify(label: &str) -> String {
    let mut slug = String::with_capacity(label.len());
    for letter in text::fold(label).chars() {
        match letter {
            '+' => push_word(&mut slug, "plus"),
            '#' => push_word(&mut slug, "sharp"),
            '&' => push_word(&mut slug, "and"),
            '\'' | '’' => {}
            _ if letter.is_alphanumeric() => slug.push(letter),
            _ => end_word(&mut slug),
        }
    }
    if slug.ends_with('-') {
        slug.pop();
    }
    if slug.is_empty() { code_points(label) } else { slug }
}

fn push_word(slug: &mut String, word: &str) {
    end_word(slug);
    slug.push_str(word);
    slug.push('-');
}

fn end_word(slug: &mut String) {
    if !slug.is_empty() && !slug.ends_with('-') {
        slug.push('-');
    }
}

fn code_points(label: &str) -> String {
    let mut slug = String::from("u");
    for letter in label.chars() {
        for shift in (0..6).rev().map(|digit| digit * 4) {
            let rest = letter as u32 >> shift;
            if rest != 0 {
                slug.extend(char::from_digit(rest & 15, 16));
            }
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn slugs() {
        let check = |label: &str, expected: &str| assert_eq!(slugify(label), expected, "{label}");
        check("ad ranking / targeting", "ad-ranking-targeting");
        check("C++", "c-plus-plus");
        check("C#", "c-sharp");
        check("R&D", "r-and-d");
        check("New York Times", "new-york-times");
        check("  Café — Zürich ", "cafe-zurich");
        check("机器 学习", "机器-学习");
        check("🎉", "u1f389");
        check("-rag", "rag");
        check("McDonald’s", "mcdonalds");
        check("", "u");
    }

    proptest! {
        #[test]
        fn slugs_are_their_own_slugs_and_need_no_quoting(label in "\\PC*") {
            let slug = slugify(&label);
            prop_assert_eq!(slugify(&slug), slug.clone());
            prop_assert!(!slug.is_empty() && !slug.starts_with('-') && !slug.ends_with('-'));
            prop_assert!(slug.chars().all(|c| c == '-' || c.is_alphanumeric()), "{}", slug);
        }
    }
}
