//! What a list says of itself in front: lines of `key: value` between two lines of `---`.

use crate::catalog::quoted;
use crate::catalog::{Catalog, encode_facets};
use std::fmt::Write;

/// The facets that a list has without declaring them, as far as an entry has a value of them.
const FACETS: [(&str, &str); 3] = [
    ("company", r#"{"key":"company","label":"Company"}"#),
    ("industry", r#"{"key":"industry","label":"Industry","many":true}"#),
    ("tag", r#"{"key":"tag","label":"Tags","many":true,"match":"all"}"#),
];

/// The front matter and an empty line; empty if there is nothing to say.
pub(super) fn write(catalog: &Catalog) -> String {
    let about = &catalog.about;
    let mut lines = String::new();
    let fields = [
        ("title", &about.title),
        ("description", &about.description),
        ("updated", &about.updated),
        ("link_base", &about.link_base),
    ];
    for (key, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
        let is_day = key == "updated" && value.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        let value = if is_day || is_plain(value) { value.clone() } else { quoted(value) };
        _ = writeln!(lines, "{key}: {value}");
    }
    let facets = encode_facets(catalog);
    if facets != usual_facets(catalog) {
        _ = writeln!(lines, "facets: {facets}");
    }
    if lines.is_empty() { lines } else { format!("---\n{lines}---\n\n") }
}

/// What the facets are where none is declared.
fn usual_facets(catalog: &Catalog) -> String {
    let has_value = |key: &str| {
        catalog.declared().iter().any(|facet| facet.key == key && !facet.vocabulary.is_empty())
    };
    let used = FACETS.iter().filter(|(key, _)| has_value(key)).map(|(_, json)| *json);
    format!("[{}]", used.collect::<Vec<_>>().join(","))
}

/// Whether YAML takes a value without quotes for the text that it is.
fn is_plain(value: &str) -> bool {
    const OTHERS: [&str; 9] = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    let is_quiet = |c: char| c.is_alphanumeric() || " ,.;/-_()?!'’“”&%+=~:".contains(c);
    value.starts_with(char::is_alphabetic)
        && value.chars().all(is_quiet)
        && !value.contains(": ")
        && !value.ends_with([':', ' '])
        && !OTHERS.contains(&&*value.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::decode;

    fn check(catalog: &str, expected: &str) {
        let json = format!("{{ \"format\": 1, {catalog} }}");
        assert_eq!(write(&decode(json.as_bytes()).unwrap()), expected, "{catalog}");
    }

    /// The facets that lists usually have, tags with some more keys, and one entry with these values.
    fn usual(more: &str, values: &str) -> String {
        let facets = FACETS.map(|(_, json)| json).join(",");
        let tags = r#""key":"tag","label":"Tags","many":true,"match":"all""#;
        let facets = facets.replace(tags, &format!("{tags}{more}"));
        format!(r#""facets": [{facets}], "entries": [{{ "id": "a", "title": "A"{values} }}]"#)
    }

    const VALUES: &str = r#", "company": "B", "industry": ["C"], "tag": ["D"]"#;

    #[test]
    fn a_list_with_nothing_to_say_has_none() {
        check(&usual("", VALUES), "");
        check(r#""facets": [], "entries": []"#, "");
    }

    #[test]
    fn values_are_in_quotes_where_they_have_to_be() {
        let check = |title: &str, expected: &str| {
            let title = format!("\"title\": {}, {}", quoted(title), usual("", VALUES));
            check(&title, &format!("---\ntitle: {expected}\n---\n\n"));
        };
        check("Field notes, 2024: the best", "\"Field notes, 2024: the best\"");
        check("Field notes (R&D), 50% more", "Field notes (R&D), 50% more");
        check("https://a.example/b?c", "https://a.example/b?c");
        check("2024", "\"2024\"");
        check("No", "\"No\"");
        check("- a", "\"- a\"");
        check("say \"x\" \\ # y\n---", "\"say \\\"x\\\" \\\\ # y\\n---\"");
        check("a ", "\"a \"");
    }

    #[test]
    fn facets_are_declared_where_they_are_not_the_usual_ones() {
        let declared = |catalog: &str| {
            let json = format!("{{ \"format\": 1, {catalog} }}");
            let facets = encode_facets(&decode(json.as_bytes()).unwrap());
            check(catalog, &format!("---\nfacets: {facets}\n---\n\n"));
        };
        declared(&usual(r#","values":[{"label":"C++","slug":"cpp","aliases":["see"]}]"#, VALUES));
        declared(&usual("", r#", "company": "B", "tag": ["D"]"#));
        declared(r#""facets": [{"key":"company","label":"Firm"}], "entries": []"#);
    }
}
