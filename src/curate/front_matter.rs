//! What a list says of itself in front: lines of `key: value` between two lines of `---`.
//!
//! That much of YAML, and no more: one line a field, plain or in quotes.

use super::fault::{Code, Quoted, Report, Span};

/// The keys a list may use.
const KEYS: [&str; 9] = [
    "title",
    "description",
    "updated",
    "link_base",
    "company",
    "industry",
    "tag",
    "tags",
    "facets",
];

/// One field.
pub(super) struct Field {
    pub(super) key: String,
    pub(super) value: String,
    /// Where its line begins.
    pub(super) at: usize,
}

/// The fields in front of a text, and where the rest begins. A text without them is all rest.
pub(super) fn split(file: usize, text: &str, report: &mut Report) -> (Vec<Field>, usize) {
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
                let (key, value) = (key.trim().to_owned(), unquoted(value.trim()));
                let field = Field { key, value, at: start };
                current_is_ours = KEYS.contains(&&*field.key);
                add(file, &mut fields, field, report);
            }
            _ => {
                let message = format!("{} is no front matter", Quoted(line.trim()));
                let span = Span::new(file, start..start + line.trim_end().len());
                report.add(Code::FrontMatter, span, message).help("write `key: value` on one line");
            }
        }
    }
    (fields, at)
}

fn add(file: usize, fields: &mut Vec<Field>, field: Field, report: &mut Report) {
    let span = Span::new(file, field.at..field.at + field.key.len());
    if !KEYS.contains(&&*field.key) {
        let message = format!("{} is not read", Quoted(&field.key));
        let help = format!("a list has {}", KEYS.join(", "));
        report.add(Code::FrontMatter, span, message).help(help);
    } else if fields.iter().any(|other| other.key == field.key) {
        let message = format!("{} is there already", Quoted(&field.key));
        report.add(Code::FrontMatter, span, message).help("keep one");
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
        serde_json::from_str(value)
            .unwrap_or_else(|_| text.replace("\\\"", "\"").replace("\\\\", "\\"))
    } else {
        value.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::curate::Source;
    use crate::curate::fault::Allowed;

    fn check(text: &str, fields: &[(&str, &str)], rest: &str, problems: &[&str]) {
        let mut report = Report::default();
        let (found, body) = split(0, text, &mut report);
        let found: Vec<_> = found.iter().map(|field| (&*field.key, &*field.value)).collect();
        assert_eq!((found.as_slice(), &text[body..]), (fields, rest), "{text}");
        let files = [Source::new("x", text.into()).unwrap()];
        let found = report.finish(&files, &Allowed::default());
        assert_eq!(found.len(), problems.len(), "{found:?}");
        for (problem, expected) in found.iter().zip(problems) {
            let place = files[0].place(problem.span.range().start);
            let message = format!("{place}: {}", problem.message);
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
