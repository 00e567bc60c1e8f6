//! Whether words differ in number only.

use super::words::Words;

/// Words in -s whose form without it is another word.
const NO_PLURALS: [&str; 8] =
    ["arms", "canvas", "https", "lens", "logistics", "news", "statics", "windows"];

/// Whether two texts are one but for the number of some words: `recommender system` and `recommender
/// systems`, `embedding model` and `embeddings model`.
pub(super) fn differ_in_number(a: &Words, b: &Words) -> bool {
    let alike = |(a, b): (&str, &str)| a == b || one_number(a, b);
    a.len() == b.len() && a.letters() != b.letters() && a.iter().zip(b.iter()).all(alike)
}

/// Whether one of two folded words is the plural of the other.
pub(super) fn one_number(a: &str, b: &str) -> bool {
    is_plural(a, b) || is_plural(b, a)
}

fn is_plural(plural: &str, singular: &str) -> bool {
    if plural.ends_with("ss") || NO_PLURALS.contains(&plural) || !all_letters(singular) {
        return false;
    }
    let of = |ending: &str, without: &str| {
        let stem = singular.strip_suffix(without);
        stem.is_some_and(|stem| stem.len() > 2 && plural.strip_suffix(ending) == Some(stem))
    };
    let hisses = ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| singular.ends_with(end));
    // `ad` is the one word of two letters that lists of this kind use in both numbers; `ops`, `ios` and
    // `gps` are no plurals.
    of("s", "")
        || (plural, singular) == ("ads", "ad")
        || of("es", "") && hisses
        || of("ies", "y")
        || of("ices", "ex")
        || of("ices", "ix")
        || of("ses", "sis")
}

fn all_letters(word: &str) -> bool {
    word.chars().all(char::is_alphabetic)
}

/// What a word and its plural have in common: it without the letters that the endings are made of.
/// Others may share it, so it finds what to compare.
pub(super) fn stem(word: &str) -> &str {
    word.trim_end_matches(['s', 'e', 'i', 'y', 'c', 'x'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals() {
        let check = |a, b, expected: bool| {
            assert_eq!(one_number(a, b), expected, "{a} · {b}");
            assert_eq!(one_number(b, a), expected, "{b} · {a}");
            assert!(!expected || stem(a) == stem(b), "{a} · {b}");
        };
        for (a, b) in [
            ("system", "systems"),
            ("llm", "llms"),
            ("ad", "ads"),
            ("case", "cases"),
            ("database", "databases"),
            ("movie", "movies"),
            ("query", "queries"),
            ("class", "classes"),
            ("box", "boxes"),
            ("batch", "batches"),
            ("hero", "heroes"),
            ("video", "videos"),
            ("index", "indices"),
            ("matrix", "matrices"),
            ("analysis", "analyses"),
            ("bias", "biases"),
            ("schema", "schemas"),
        ] {
            check(a, b, true);
        }
        for (a, b) in [
            ("new", "news"),
            ("http", "https"),
            ("logistic", "logistics"),
            ("clas", "class"),
            ("op", "ops"),
            ("io", "ios"),
            ("gpt4", "gpt4s"),
            ("canva", "canvas"),
            ("cache", "caching"),
            ("system", "system"),
            ("", "s"),
        ] {
            check(a, b, false);
        }
    }

    #[test]
    fn texts_that_differ_in_number() {
        let check = |a, b, expected| {
            let (a, b) = (Words::of(a), Words::of(b));
            assert_eq!(differ_in_number(&a, &b), expected, "{a:?} · {b:?}");
            assert_eq!(differ_in_number(&b, &a), expected, "{b:?} · {a:?}");
        };
        check("recommender system", "Recommender Systems", true);
        check("embeddings model", "embedding models", true);
        check("embedding model", "embedding", false);
        check("embedding", "embedding", false);
        check("part 1", "part 2", false);
        check("", "", false);
    }
}
