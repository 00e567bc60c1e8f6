//! Reads JSON, with comments and commas behind the last value; and JSON Lines, one value a line.

use super::node::{DEEPEST, Key, Kind, Malformed, Node};
use crate::curate::fault::Span;
use jsonc_parser::ast::{ObjectPropName, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

const OPTIONS: ParseOptions = ParseOptions {
    allow_comments: true,
    allow_loose_object_property_names: false,
    allow_trailing_commas: true,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// The values of a text: one, or one a line; and the lines that cannot be read.
pub(super) fn parse(file: usize, text: &str) -> (Vec<Node<'_>>, Vec<Malformed>) {
    match parse_part(file, text, 0) {
        Ok(node) => (node.into_iter().collect(), Vec::new()),
        Err(_) if is_lines(file, text) => parse_lines(file, text),
        Err(error) => (Vec::new(), vec![error]),
    }
}

/// Whether one of the first two lines is a map by itself.
fn is_lines(file: usize, text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let is_map = |line: &str| {
        let node = parse_part(file, line, 0);
        matches!(node, Ok(Some(Node { kind: Kind::Map(_), .. })))
    };
    text.trim_start().starts_with('{') && lines.by_ref().take(2).any(is_map)
}

fn parse_lines(file: usize, text: &str) -> (Vec<Node<'_>>, Vec<Malformed>) {
    let (mut nodes, mut bad) = (Vec::new(), Vec::new());
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        match parse_part(file, line.trim_end(), start) {
            Ok(node) => nodes.extend(node),
            Err(error) => bad.push(error),
        }
        start += line.len();
    }
    (nodes, bad)
}

/// The value of a piece of a text that begins at an offset; `None` if there is nothing but comments.
pub(super) fn parse_part(
    file: usize,
    part: &str,
    start: usize,
) -> Result<Option<Node<'_>>, Malformed> {
    let reading = Reading { file, start };
    let parsed = parse_to_ast(part, &CollectOptions::default(), &OPTIONS)
        .map_err(|error| reading.malformed(&error))?;
    parsed.value.map(|value| reading.node(value, 0)).transpose()
}

/// Where a value is that is being read.
struct Reading {
    file: usize,
    /// What places in the parsed text are relative to.
    start: usize,
}

impl Reading {
    fn span(&self, of: &impl Ranged) -> Span {
        Span::new(self.file, self.start + of.start()..self.start + of.end())
    }

    /// A text's place without its quotes.
    fn inside(&self, of: &impl Ranged) -> Span {
        Span::new(self.file, self.start + of.start() + 1..self.start + of.end() - 1)
    }

    fn node<'t>(&self, value: Value<'t>, depth: usize) -> Result<Node<'t>, Malformed> {
        let span = self.span(&value);
        if depth > DEEPEST {
            return Err(Malformed::too_deep(span));
        }
        let (span, kind) = match value {
            Value::NullKeyword(_) => (span, Kind::Nothing),
            Value::StringLit(text) => (self.inside(&text), Kind::Text(text.value)),
            Value::NumberLit(number) => (span, Kind::Text(number.value.into())),
            Value::BooleanLit(truth) => {
                (span, Kind::Text(if truth.value { "true" } else { "false" }.into()))
            }
            Value::Array(array) => {
                let items = array.elements.into_iter().map(|item| self.node(item, depth + 1));
                (span, Kind::List(items.collect::<Result<_, _>>()?))
            }
            Value::Object(object) => {
                let pair = |property: jsonc_parser::ast::ObjectProp<'t>| {
                    let key = self.key(property.name);
                    Ok((key, self.node(property.value, depth + 1)?))
                };
                let pairs = object.properties.into_iter().map(pair);
                (span, Kind::Map(pairs.collect::<Result<_, _>>()?))
            }
        };
        Ok(Node { span, kind })
    }

    fn key<'t>(&self, name: ObjectPropName<'t>) -> Key<'t> {
        match name {
            ObjectPropName::String(text) => Key { span: self.inside(&text), text: text.value },
            ObjectPropName::Word(word) => Key { span: self.span(&word), text: word.value.into() },
        }
    }

    fn malformed(&self, error: &ParseError) -> Malformed {
        let span = self.span(&error.range());
        if matches!(error.kind(), ParseErrorKind::NestingDepthExceeded) {
            return Malformed::too_deep(span);
        }
        let (reason, help) = reason(error.kind());
        Malformed { span, message: format!("this is not JSON: {reason}"), help }
    }
}

/// What is wrong, in plain words, and what to do.
fn reason(kind: &ParseErrorKind) -> (String, &'static str) {
    use ParseErrorKind as Kind;
    let (reason, help) = match kind {
        Kind::ExpectedComma => ("there is no comma between two values", ""),
        Kind::ExpectedColonAfterObjectKey => ("there is no colon behind a key", ""),
        Kind::ExpectedObjectValue => ("there is no value behind a key", ""),
        Kind::ExpectedStringObjectProperty => {
            ("a key is not in quotes", "put it between double quotes")
        }
        Kind::SingleQuotedStringsNotAllowed => {
            ("a text is between single quotes", "put it between double quotes")
        }
        Kind::NonFiniteNumbersNotAllowed => ("NaN and Infinity are no numbers", "write null"),
        Kind::MultipleRootJsonValues => (
            "there is a second value behind the first",
            "put both into a list, or each on a line of its own",
        ),
        Kind::UnexpectedWord => ("a text is not in quotes", "put it between double quotes"),
        Kind::UnexpectedCloseBrace => ("nothing is open that this `}` closes", ""),
        Kind::UnexpectedCloseBracket => ("nothing is open that this `]` closes", ""),
        Kind::UnterminatedArray => ("this list has no `]`", "the file may be cut off"),
        Kind::UnterminatedObject => ("this map has no `}`", "the file may be cut off"),
        other => {
            let mut reason = other.to_string();
            reason.get_mut(..1).into_iter().for_each(str::make_ascii_lowercase);
            return (reason, "");
        }
    };
    (reason.to_owned(), help)
}
