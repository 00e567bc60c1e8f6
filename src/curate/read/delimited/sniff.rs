//! Which sign stands between the values of a table.

use super::records::{Field, Records};
use crate::curate::config::Config;
use crate::curate::lister::is_column_name;
use std::cmp::Reverse;

/// A record whose fields may name columns is sought among so many.
pub(super) const FIRST_RECORDS: usize = 12;

/// In order of preference.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The delimiter that a first line such as `sep=;` names, which Excel understands, and where the table
/// begins.
pub(super) fn named(text: &str) -> Option<(u8, usize)> {
    let end = text.find(['\r', '\n']).unwrap_or(text.len());
    let line = text[..end].trim_matches('"');
    let sign = line.get(..4).filter(|key| key.eq_ignore_ascii_case("sep="))?;
    match &line.as_bytes()[sign.len()..] {
        [delimiter] if !delimiter.is_ascii_alphanumeric() && !b" \"".contains(delimiter) => {
            Some((*delimiter, end))
        }
        _ => None,
    }
}

/// The delimiter with which a text looks most like a table: by which the first row names the most columns
/// that we know, and the most rows are as wide as that.
pub(super) fn delimiter(text: &str, config: &Config) -> u8 {
    let best = DELIMITERS
        .into_iter()
        .zip(0..)
        .max_by_key(|&(delimiter, place)| (Likeness::of(text, delimiter, config), Reverse(place)));
    best.map_or(b',', |(delimiter, _)| delimiter)
}

/// How much a text looks like a table; the first difference counts.
#[derive(Default, PartialEq, Eq, PartialOrd, Ord)]
struct Likeness {
    known_names: usize,
    rows_as_wide: usize,
    width: usize,
}

impl Likeness {
    fn of(text: &str, delimiter: u8, config: &Config) -> Self {
        const SAMPLE: usize = 50;
        let mut records = Records::new(text, 0, delimiter);
        let mut fields: Vec<Field> = Vec::new();
        let mut likeness = Self::default();
        for number in 0..SAMPLE {
            if records.next(&mut fields).is_none() {
                break;
            }
            let known = known_names(text, &fields, config);
            if number < FIRST_RECORDS && known > likeness.known_names || number == 0 {
                let width = fields.len();
                likeness = Self { known_names: known, rows_as_wide: 0, width };
            }
            likeness.rows_as_wide += usize::from(fields.len() == likeness.width);
        }
        likeness
    }
}

/// How many fields are names of columns.
pub(super) fn known_names(text: &str, fields: &[Field], config: &Config) -> usize {
    fields.iter().filter(|field| is_column_name(&field.text(text), config)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters() {
        let check = |text: &str, expected: char| {
            let found = char::from(delimiter(text, &Config::default()));
            assert_eq!(found, expected, "{text}");
        };
        check("title,tags\na,x;y\nb,x;y\n", ',');
        check("Title;Summary\na;b, c, d\ne;f, g\n", ';');
        check("Cases, all of them\n\nTitle\tYear\na, b\t2024\n", '\t');
        check("title|url\na|b\n", '|');
        check("title\nA, a story\nB\n", ';');
        check("foo;bar\n1,2;3\n4;5\n", ';');
        check("\"title, or name\";year\n", ';');
        check("", ',');
    }

    #[test]
    fn a_line_for_excel() {
        assert_eq!(named("sep=;\r\ntitle;url\n"), Some((b';', 5)));
        assert_eq!(named("\"SEP=|\"\n"), Some((b'|', 7)));
        assert_eq!(named("sep=\t"), Some((b'\t', 5)));
        for text in ["sep,title\n", "sep=\n", "sep=ab\n", "sep=é\n", "sep= \n", "sep=a\n"] {
            assert_eq!(named(text), None, "{text}");
        }
    }
}
