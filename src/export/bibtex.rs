//! A bibliography for `biber`, which reads UTF-8.

use super::{labels, link, maker, year};
use crate::catalog::Catalog;
use crate::facet::EntryId;
use std::fmt::Write;

/// An item for each entry: `@online` where it leads somewhere, else `@misc`.
pub(super) fn write(catalog: &Catalog, entries: &[EntryId]) -> String {
    let mut text = String::new();
    for (at, &entry) in entries.iter().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        item(&mut text, catalog, entry);
    }
    text
}

fn item(text: &mut String, catalog: &Catalog, entry: EntryId) {
    let url = link::of(catalog, entry);
    let kind = if url.is_some() { "online" } else { "misc" };
    _ = writeln!(text, "@{kind}{{{},", key(catalog.id(entry)));
    // A second pair of braces keeps capitals as they are, and a name from being cut into names.
    field(text, "title", &braced(catalog.title(entry)));
    let makers = maker(catalog).into_iter().flat_map(|facet| labels(facet, entry));
    field(text, "author", &makers.map(braced).collect::<Vec<_>>().join(" and "));
    field(text, "year", year(catalog, entry));
    // The one field that is taken as it is, so `_` and `%` need no escape; it has no braces any more.
    field(text, "url", &url.unwrap_or_default());
    let many = catalog.declared().iter().filter(|facet| facet.many);
    let keywords: Vec<String> = many.flat_map(|facet| labels(facet, entry)).map(keyword).collect();
    field(text, "keywords", &keywords.join(", "));
    field(text, "note", &escaped(catalog.summary(entry)));
    text.push_str("}\n");
}

fn field(text: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        _ = writeln!(text, "  {name} = {{{value}}},");
    }
}

/// The id in ASCII. Any other letter is its code point, so that keys differ wherever ids do.
fn key(id: &str) -> String {
    let mut key = String::with_capacity(id.len());
    for letter in id.chars() {
        if letter.is_ascii_alphanumeric() || letter == '-' {
            key.push(letter);
        } else {
            _ = write!(key, "_{:x}_", letter as u32);
        }
    }
    key
}

fn braced(text: &str) -> String {
    format!("{{{}}}", escaped(text))
}

/// A keyword; commas stand between them.
fn keyword(label: &str) -> String {
    if label.contains(',') { braced(label) } else { escaped(label) }
}

/// Text as LaTeX. Braces are named, since `BibTeX` counts those behind a backslash too.
fn escaped(text: &str) -> String {
    let mut latex = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => latex.push_str("\\textbackslash{}"),
            '{' => latex.push_str("\\textbraceleft{}"),
            '}' => latex.push_str("\\textbraceright{}"),
            '^' => latex.push_str("\\textasciicircum{}"),
            '~' => latex.push_str("\\textasciitilde{}"),
            '%' | '&' | '#' | '$' | '_' => latex.extend(['\\', letter]),
            // An empty line would end a paragraph where there must be none.
            _ if letter.is_control() => latex.push(' '),
            _ => latex.push(letter),
        }
    }
    latex
}

#[cfg(test)]
mod tests {
    use super::super::tests::{catalog, one, small};
    use super::super::{Format, export};
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    #[test]
    fn a_bibliography() {
        let catalog = small();
        let text = export(&catalog, catalog.entries(), Format::Bibtex);
        assert_eq!(
            text,
            "@online{acme-search-in-a-week,\n  title = {{Search in a week}},\n  \
            author = {{Acme}},\n  year = {2023},\n  url = {https://a.example/search},\n  \
            keywords = {search, C++},\n}\n\n\
            @online{odd,\n  title = {{The \"odd\" | one}},\n  year = {2024},\n  \
            url = {https://a.example/odd%20(1).md},\n  keywords = {search},\n  \
            note = {One team, one index.},\n}\n"
        );
    }

    #[test]
    fn what_latex_would_take_for_its_own_is_escaped() {
        let catalog = one("50% of {R&D} is #1_a~b^c\\d $e 机器", "javascript:x", "a, b", "");
        let text = export(&catalog, catalog.entries(), Format::Bibtex);
        assert_eq!(
            text,
            "@misc{one,\n  title = {{50\\% of \\textbraceleft{}R\\&D\\textbraceright{} is \
            \\#1\\_a\\textasciitilde{}b\\textasciicircum{}c\\textbackslash{}d \\$e 机器}},\n  \
            keywords = {{a, b}},\n}\n"
        );
    }

    #[test]
    fn keys_are_ascii_and_differ() {
        assert_eq!(key("acme-c-3"), "acme-c-3");
        assert_eq!(key("é_-1"), "_e9__5f_-1");
        assert_ne!(key("e9"), key("é"));
    }

    /// How deep braces are nested at the end, and whether they ever close what is not open. A backslash
    /// protects none of them.
    fn depth(text: &str) -> Option<usize> {
        text.chars().try_fold(0_usize, |depth, letter| match letter {
            '{' => Some(depth + 1),
            '}' => depth.checked_sub(1),
            _ => Some(depth),
        })
    }

    proptest! {
        #[test]
        fn braces_are_balanced_on_every_line_but_the_first_and_last(rows in catalog()) {
            let catalog = rows.build();
            let text = export(&catalog, catalog.entries(), Format::Bibtex);
            for line in text.lines().filter(|line| line.starts_with(' ')) {
                prop_assert_eq!(depth(line), Some(0), "{}", line);
            }
            prop_assert_eq!(depth(&text), Some(0));
            let items = text.lines().filter(|line| line.starts_with('@')).count();
            let ends = text.lines().filter(|line| *line == "}").count();
            prop_assert_eq!((items, ends), (catalog.len(), catalog.len()));
        }

        #[test]
        fn what_is_no_link_has_nothing_that_latex_takes_for_its_own(rows in catalog()) {
            let catalog = rows.build();
            let text = export(&catalog, catalog.entries(), Format::Bibtex);
            for line in text.lines().filter(|line| line.starts_with("  ") && !line.starts_with("  url")) {
                let mut before = ' ';
                for letter in line.chars() {
                    prop_assert!(!"%&#$_".contains(letter) || before == '\\', "{}", line);
                    prop_assert!(!"^~".contains(letter), "{}", line);
                    before = letter;
                }
            }
            let keys = text.lines().filter(|line| line.starts_with('@'));
            let keys: Vec<&str> = keys.filter_map(|line| line.split(['{', ',']).nth(1)).collect();
            // As many as there are ids, of which these random lists may have one twice.
            let ids: HashSet<&str> = catalog.entries().map(|entry| catalog.id(entry)).collect();
            prop_assert_eq!(keys.len(), catalog.len());
            prop_assert_eq!(keys.iter().collect::<HashSet<_>>().len(), ids.len());
        }

        #[test]
        fn keys_are_unique(a in any::<String>(), b in any::<String>()) {
            prop_assert_eq!(key(&a) == key(&b), a == b);
            prop_assert!(key(&a).is_ascii());
        }
    }
}
