//! Writes a configuration.

use super::Suggestions;
use crate::catalog::slugify;
use crate::curate::config::{Allow, Config, FacetConfig, Level, MatchConfig};
use crate::curate::fault::Quoted;
use std::collections::BTreeMap;
use std::fmt::Write;

/// A configuration as TOML, with what else it could say as comments.
pub(super) fn write(config: &Config, suggestions: &Suggestions) -> String {
    let mut sections = vec![about(config, suggestions), columns(config, suggestions)];
    sections.extend(config.facets.iter().map(facet));
    let spellings = config.spellings.iter().filter(|(_, spellings)| !spellings.is_empty());
    sections.extend(spellings.map(|(key, all)| self::spellings(key, all, suggestions)));
    sections.push(faults(config));
    sections.extend(config.allow.iter().map(allow));
    sections.retain(|section| !section.is_empty());
    sections.join("\n")
}

fn about(config: &Config, suggestions: &Suggestions) -> String {
    let mut text = String::new();
    if suggestions.wants_title && config.title.is_none() {
        text.push_str("# title = \"What the list is called\"\n");
    }
    pair(&mut text, "title", config.title.as_deref());
    pair(&mut text, "description", config.description.as_deref());
    pair(&mut text, "updated", config.updated.as_deref());
    pair(&mut text, "link_base", config.link_base.as_deref());
    text
}

fn columns(config: &Config, suggestions: &Suggestions) -> String {
    let mut text = String::new();
    for (header, field) in &config.columns {
        pair(&mut text, header, Some(field));
    }
    if !suggestions.columns.is_empty() {
        text.push_str("# Columns that are not read: the key of a facet, or \"ignore\".\n");
    }
    for header in &suggestions.columns {
        text.push_str("# ");
        pair(&mut text, header, Some(&slugify(header)));
    }
    if text.is_empty() { text } else { format!("[columns]\n{text}") }
}

fn facet(facet: &FacetConfig) -> String {
    let mut text = "[[facets]]\n".to_owned();
    pair(&mut text, "key", Some(&facet.key));
    pair(&mut text, "label", facet.label.as_deref());
    _ = writeln!(text, "many = {}", facet.many);
    let matching = match facet.matching {
        MatchConfig::All => "all",
        MatchConfig::Any => "any",
    };
    pair(&mut text, "match", Some(matching));
    pair(&mut text, "separator", facet.separator.as_deref());
    text
}

fn spellings(
    facet: &str,
    spellings: &BTreeMap<String, Vec<String>>,
    suggestions: &Suggestions,
) -> String {
    let mut text = format!("[spellings.{}]\n", key(facet));
    let rows = |label: &String| suggestions.rows.get(&(facet.to_owned(), label.clone()));
    for (to, from) in spellings {
        let mut counts: Vec<_> = std::iter::once(to)
            .chain(from)
            .filter_map(|label| Some((rows(label)?, Quoted(label))))
            .collect();
        counts.sort_by(|a, b| b.0.cmp(a.0));
        for (at, (rows, label)) in counts.iter().enumerate() {
            _ = match at {
                0 => write!(text, "# rows: {label} {rows}"),
                _ => write!(text, ", {label} {rows}"),
            };
        }
        text.push_str(if counts.is_empty() { "" } else { "\n" });
        let from: Vec<String> = from.iter().map(|from| quoted(from)).collect();
        _ = writeln!(text, "{} = [{}]", key(to), from.join(", "));
    }
    text
}

fn faults(config: &Config) -> String {
    let mut text = String::new();
    for (code, level) in &config.faults {
        let level = match level {
            Level::Allow => "allow",
            Level::Note => "note",
            Level::Warning => "warning",
            Level::Error => "error",
        };
        pair(&mut text, code, Some(level));
    }
    if text.is_empty() { text } else { format!("[faults]\n{text}") }
}

fn allow(allow: &Allow) -> String {
    let mut text = "[[allow]]\n".to_owned();
    pair(&mut text, "code", Some(&allow.code));
    pair(&mut text, "file", allow.file.as_deref());
    pair(&mut text, "text", allow.text.as_deref());
    text
}

fn pair(text: &mut String, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        _ = writeln!(text, "{} = {}", key(name), quoted(value));
    }
}

/// A key, with quotes only where it needs them.
pub(in crate::curate) fn key(name: &str) -> String {
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    if !name.is_empty() && name.bytes().all(is_bare) { name.to_owned() } else { quoted(name) }
}

/// A text as TOML has it.
pub(in crate::curate) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            _ if letter.is_control() => _ = write!(quoted, "\\u{:04X}", u32::from(letter)),
            _ => quoted.push(letter),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_is_read_as_it_was(label in any::<String>(), other in any::<String>()) {
            // No value is nothing.
            let label = label + "x";
            let one = BTreeMap::from([(label, vec![other.clone()])]);
            let config = Config {
                title: Some(other),
                columns: [("a\nb".to_owned(), "c".to_owned())].into(),
                spellings: [("tag".to_owned(), one)].into(),
                ..Config::default()
            };
            let read = Config::parse(&write(&config, &Suggestions::default())).unwrap();
            prop_assert_eq!(read.title, config.title);
            prop_assert_eq!(read.columns, config.columns);
            prop_assert_eq!(read.spellings, config.spellings);
        }
    }
}
