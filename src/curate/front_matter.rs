//! What a list says of itself in front: lines of `key: value` between two lines of `---`.
//!
//! That much of YAML, and no more: one line a field, plain or in quotes.

use super::problem::{Fault, Report};

/// The keys a list may use.
const KEYS: [&str; 5] = ["title", "description", "updated", "link_base", "industry"];

/// One field.
pub(super) struct Field<'a> {
    pub(super) key: &'a str,
    pub(super) value: String,
    /// Where its line begins.
    pub(super) at: usize,
}

/// The fields in front of a text, and where the rest begins. A text without them is all rest.
pub(super) fn split<'a>(text: &'a str, report: &mut Report) -> (Vec<Field<'a>>, usize) {
    let Some(lines) = between_fences(text) else { return (Vec::new(), 0) };
    let mut fields: Vec<Field> = Vec::new();
    let mut current_is_ours = true;
    let mut at = 0;
    for (number, line) in lines.iter().enumerate() {
        let start = at;
        at += line.len();
        let is_fence = number == 0 || number == lines.len() - 1;
        if is_fence || line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let continued = line.starts_with([' ', '\t', '-']);
        match line.split_once(':') {
            _ if continued && !current_is_ours => {}
            Some((key, value)) if !continued => {
                let field = Field { key: key.trim(), value: unquoted(value.trim()), at: start };
                current_is_ours = KEYS.contains(&field.key);
                add(&mut fields, field, report);
            }
            _ => report.add(start, Fault::NotAField { line: line.trim().to_owned() }),
        }
    }
    (fields, at)
}

fn add<'a>(fields: &mut Vec<Field<'a>>, field: Field<'a>, report: &mut Report) {
    let key = field.key.to_owned();
    if !KEYS.contains(&field.key) {
        report.add(field.at, Fault::UnknownKey { key });
    } else if fields.iter().any(|other| other.key == field.key) {
        report.add(field.at, Fault::FieldTwice { key });
    } else {
        fields.push(field);
    }
}

/// The lines of the front matter with both fences, line ends included.
fn between_fences(text: &str) -> Option<Vec<&str>> {
    let is_fence = |line: &str| line.trim_end() == "---";
    let mut lines = text.split_inclusive('\n');
    let mut taken = vec![lines.next().filter(|line| is_fence(line))?];
    for line in lines {
        taken.push(line);
        if is_fence(line) {
            return Some(taken);
        }
    }
    None
}

/// A value without its quotes, as YAML reads it.
fn unquoted(value: &str) -> String {
    let inside = |quote| value.strip_prefix(quote)?.strip_suffix(quote);
    if let Some(text) = inside('\'') {
        text.replace("''", "'")
    } else if let Some(text) = inside('"') {
        text.replace("\\\"", "\"").replace("\\\\", "\\")
    } else {
        value.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Source;
    use super::*;

    fn check(text: &str, fields: &[(&str, &str)], rest: &str, problems: &[&str]) {
        let source = Source::new("x", text.into()).unwrap();
        let mut report = Report::new(&source);
        let (found, body) = split(source.text(), &mut report);
        let found: Vec<_> = found.iter().map(|field| (field.key, &*field.value)).collect();
        assert_eq!((found.as_slice(), &text[body..]), (fields, rest), "{text}");
        let found = report.finish();
        assert_eq!(found.len(), problems.len(), "{found:?}");
        for (problem, expected) in found.iter().zip(problems) {
            let message = format!("{}: {}", problem.place, problem.fault);
            assert!(message.contains(expected), "{message}");
        }
    }

    #[test]
    fn fields_are_plain_or_in_quotes() {
        check(
            "---\r\ntitle: A: b\n\n# note\nupdated: '2025'\ndescription: \"say \\\"x\\\"\"\n---\nrest\n",
            &[("title", "A: b"), ("updated", "2025"), ("description", "say \"x\"")],
            "rest\n",
            &[],
        );
        check("---\n---", &[], "", &[]);
    }

    #[test]
    fn without_two_fences_there_is_none() {
        for text in ["", "# A\n---\nb: c\n---\n", "---\ntitle: A\n", " ---\ntitle: A\n---\n"] {
            check(text, &[], text, &[]);
        }
    }

    #[test]
    fn what_is_not_read_is_said() {
        let layout = "---\nlayout: page\nnav:\n  - a\n- b: c\ntitle: A\n---\n";
        check(layout, &[("title", "A")], "", &["2:1: `layout`", "3:1: `nav`"]);
        let folded = "---\ntitle: >\n  A\noops\ntitle: B\n---\n";
        check(folded, &[("title", ">")], "", &["3:1: `A` is no", "4:1: `oops`", "5:1: `title` is"]);
    }
}
