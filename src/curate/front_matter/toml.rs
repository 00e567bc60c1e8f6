//! Front matter in TOML, as Hugo writes it.

use crate::curate::fault::{Code, Report, Span};
use crate::curate::read::structured::{Key, Kind, Map, Node};
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// The fields of a piece of a text that begins at an offset.
pub(super) fn read(file: usize, inner: &str, start: usize, report: &mut Report) -> Map<'static> {
    let reading = Reading { file, inner, start };
    match DeTable::parse(inner) {
        Ok(table) => reading.map(table.get_ref()),
        Err(error) => {
            let message = format!("this is not TOML: {}", error.message());
            let span = reading.span(error.span().unwrap_or(0..0));
            report.add(Code::FrontMatter, span, message);
            Map::new()
        }
    }
}

/// Where a value is that is being read.
struct Reading<'t> {
    file: usize,
    inner: &'t str,
    start: usize,
}

impl Reading<'_> {
    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, self.start + range.start..self.start + range.end)
    }

    /// The pairs of a table, in the order they are written in.
    fn map(&self, table: &DeTable) -> Map<'static> {
        let pair = |(key, value): (&toml::Spanned<_>, &toml::Spanned<DeValue>)| {
            let text: &std::borrow::Cow<str> = key.get_ref();
            let key = Key { span: self.span(key.span()), text: text.to_string().into() };
            (key, self.node(value.get_ref(), value.span()))
        };
        let mut map: Map = table.iter().map(pair).collect();
        map.sort_by_key(|(key, _)| key.span);
        map
    }

    fn node(&self, value: &DeValue, range: Range<usize>) -> Node<'static> {
        let (range, kind) = match value {
            DeValue::String(text) => (self.inside(range), Kind::Text(text.to_string().into())),
            DeValue::Array(items) => {
                let items = items.iter().map(|item| self.node(item.get_ref(), item.span()));
                (range, Kind::List(items.collect()))
            }
            DeValue::Table(table) => (range, Kind::Map(self.map(table))),
            // Numbers, days and truth values are what is written.
            _ => (range.clone(), Kind::Text(self.inner[range].to_owned().into())),
        };
        Node { span: self.span(range), kind }
    }

    /// The place of a text without its quotes.
    fn inside(&self, range: Range<usize>) -> Range<usize> {
        let raw = &self.inner[range.clone()];
        let quotes = if raw.starts_with("\"\"\"") || raw.starts_with("'''") { 3 } else { 1 };
        range.start + quotes..(range.end - quotes).max(range.start + quotes)
    }
}
