//! Front matter that is not quite YAML: each field by itself, and where that does not help, each line.

use super::KEYS;
use crate::curate::fault::{Code, Quoted, Report, Span};
use crate::curate::read::structured::{Key, Kind, Map, Node, parse_json, parse_yaml};

/// The fields of a piece of a text that begins at an offset.
pub(super) fn read<'t>(file: usize, inner: &'t str, start: usize, report: &mut Report) -> Map<'t> {
    let mut fields = Map::new();
    for (at, chunk) in chunks(inner) {
        let documents = parse_yaml(file, chunk, start + at).unwrap_or_default();
        match documents.into_iter().next() {
            Some(Node { kind: Kind::Map(map), .. }) => fields.extend(map),
            _ => fields.extend(by_line(file, chunk, start + at, report)),
        }
    }
    fields
}

/// A text in pieces that each begin with a key at the start of a line, and where they begin.
fn chunks(inner: &str) -> Vec<(usize, &str)> {
    let mut starts = vec![0];
    let mut at = 0;
    for line in inner.split_inclusive('\n') {
        let goes_on = line.starts_with([' ', '\t', '-', '#', ']', '}', '\n', '\r']);
        if !goes_on && at > 0 {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().copied().skip(1).chain([inner.len()]);
    starts.iter().zip(ends).map(|(&start, end)| (start, &inner[start..end])).collect()
}

/// A field whose value is the rest of its line. Lines that are no part of it are reported.
fn by_line<'t>(
    file: usize,
    chunk: &'t str,
    start: usize,
    report: &mut Report,
) -> Option<(Key<'t>, Node<'t>)> {
    let mut field: Option<(Key, Node)> = None;
    let mut at = start;
    for line in chunk.split_inclusive('\n') {
        let (begin, text) = (at, line.trim());
        at += line.len();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        match (&field, line.split_once(':')) {
            (None, Some((key, value))) if !line.starts_with([' ', '\t', '-']) => {
                let span = Span::new(file, begin..begin + key.trim_end().len());
                let before = line.len() - value.trim_start().len();
                let value = node(file, value.trim(), begin + before);
                field = Some((Key { span, text: key.trim().into() }, value));
            }
            // What belongs to a key that no list has is of no matter either.
            (Some((key, _)), _) if !KEYS.contains(&&*key.text) => {}
            _ => {
                let message = format!("{} is no front matter", Quoted(text));
                let span = Span::new(file, begin..begin + line.trim_end().len());
                report.add(Code::FrontMatter, span, message).help("write `key: value` on one line");
            }
        }
    }
    field
}

/// The rest of a line: JSON if it is that, else a text, without the quotes around it.
fn node(file: usize, value: &str, at: usize) -> Node<'_> {
    if value.starts_with(['[', '{', '"'])
        && let Some(node) = parse_json(file, value, at)
    {
        return node;
    }
    let inside = |quote| value.strip_prefix(quote)?.strip_suffix(quote);
    let (text, at) = match inside('\'').or_else(|| inside('"')) {
        Some(text) => (text, at + 1),
        None => (value, at),
    };
    Node { span: Span::new(file, at..at + text.len()), kind: Kind::Text(text.into()) }
}
