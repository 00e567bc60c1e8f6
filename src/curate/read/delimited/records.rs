//! Records of values with a sign between them (RFC 4180), and where in the text each value stands.
//!
//! The grammar is that of the `csv` crate, with which the tests compare it; that one copies the values
//! and forgets their places. Two things are read otherwise, since people write them by hand: spaces
//! around a quoted value are not part of it, and quotes that do not enclose a whole value are text.

use memchr::{memchr, memchr_iter, memchr2, memchr3};
use std::borrow::Cow;
use std::ops::Range;

/// Comments with this are about faults; they are no records.
const ALLOW: &str = "casebook: allow";

/// A value that goes on for more lines than this has lost its closing quote.
const MOST_LINES: usize = 500;

/// A value of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Field {
    /// All that stands between the separators.
    pub(super) whole: Range<usize>,
    /// The text, without the quotes around it.
    pub(super) text: Range<usize>,
    /// Whether quotes in the text are doubled.
    pub(super) is_doubled: bool,
}

impl Field {
    /// What the field says, borrowed where it stands there word for word.
    pub(super) fn text<'t>(&self, whole: &'t str) -> Cow<'t, str> {
        let text = &whole[self.text.clone()];
        if self.is_doubled { Cow::Owned(text.replace("\"\"", "\"")) } else { Cow::Borrowed(text) }
    }

    /// Whether there are quotes around it.
    pub(super) fn is_quoted(&self) -> bool {
        self.whole != self.text
    }

    /// Whether nothing stands there.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// A record: a row of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Record {
    /// Without the line end behind it.
    pub(super) range: Range<usize>,
    /// Where a quote opens that nothing closes; the record then ends with that line.
    pub(super) open_quote: Option<usize>,
}

/// Reads a text record by record; O(its length), whatever quotes are in it.
#[derive(Clone, Debug)]
pub(super) struct Records<'t> {
    text: &'t str,
    at: usize,
    delimiter: u8,
}

/// How a field that begins with a quote goes on.
enum Quoted {
    Closed {
        text: Range<usize>,
        end: usize,
        is_doubled: bool,
    },
    /// Something stands behind the closing quote, which is here.
    Stray(usize),
    Open,
}

impl<'t> Records<'t> {
    /// From an offset on, which is the start of a line. The delimiter is ASCII, and no space.
    pub(super) fn new(text: &'t str, at: usize, delimiter: u8) -> Self {
        Self { text, at, delimiter }
    }

    /// Reads the next record into its fields; empty lines and comments on faults are none.
    pub(super) fn next(&mut self, fields: &mut Vec<Field>) -> Option<Record> {
        fields.clear();
        self.skip_lines();
        let start = self.at;
        if start == self.text.len() {
            return None;
        }
        loop {
            let (field, is_open) = self.field();
            let end = field.whole.end;
            let open = is_open.then_some(field.whole.start);
            fields.push(field);
            self.at = end;
            if self.byte(end) != Some(self.delimiter) || is_open {
                return Some(Record { range: start..end, open_quote: open });
            }
            self.at += 1;
        }
    }

    /// Where to read on.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Where the next record starts; the end of the text if there is none.
    pub(super) fn start(&mut self) -> usize {
        self.skip_lines();
        self.at
    }

    /// Reads on from somewhere else.
    pub(super) fn move_to(&mut self, to: usize) {
        self.at = to;
    }

    /// Goes back to the line end behind an offset of the record read last.
    pub(super) fn go_back(&mut self, to: usize) {
        self.at = self.line_end(to);
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn line_end(&self, from: usize) -> usize {
        let rest = &self.text.as_bytes()[from..];
        memchr2(b'\n', b'\r', rest).map_or(self.text.len(), |gap| from + gap)
    }

    fn skip_lines(&mut self) {
        while let Some(byte) = self.byte(self.at) {
            match byte {
                b'\n' | b'\r' => self.at += 1,
                b'#' if self.text[self.at..self.line_end(self.at)].contains(ALLOW) => {
                    self.at = self.line_end(self.at);
                }
                _ => break,
            }
        }
    }

    /// The field that begins here, and whether it has a quote that nothing closes.
    fn field(&self) -> (Field, bool) {
        let (start, mut open) = (self.at, self.at);
        if self.byte(open) == Some(b' ') {
            open += self.spaces(open);
        }
        if self.byte(open) != Some(b'"') {
            return (self.bare(start, start), false);
        }
        match self.quoted(open) {
            Quoted::Closed { text, end, is_doubled } => {
                (Field { whole: start..end, text, is_doubled }, false)
            }
            Quoted::Stray(close) => (self.bare(start, close), false),
            // Behind a space, a quote is more likely the sign for inches than a broken value.
            Quoted::Open if open > start => (self.bare(start, start), false),
            Quoted::Open => {
                let whole = start..self.line_end(start);
                (Field { text: whole.clone(), whole, is_doubled: false }, true)
            }
        }
    }

    /// A field without quotes around it, the end of which is sought from an offset on.
    fn bare(&self, start: usize, from: usize) -> Field {
        let rest = &self.text.as_bytes()[from..];
        let end = memchr3(self.delimiter, b'\n', b'\r', rest).map_or(self.text.len(), |n| from + n);
        Field { whole: start..end, text: start..end, is_doubled: false }
    }

    fn quoted(&self, open: usize) -> Quoted {
        let bytes = self.text.as_bytes();
        let mut at = open + 1;
        let mut is_doubled = false;
        let close = loop {
            let Some(gap) = memchr(b'"', &bytes[at..]) else { return Quoted::Open };
            let quote = at + gap;
            if self.byte(quote + 1) != Some(b'"') {
                break quote;
            }
            is_doubled = true;
            at = quote + 2;
        };
        let text = open + 1..close;
        let lines = memchr_iter(b'\n', &bytes[text.clone()]).take(MOST_LINES).count();
        let end = close + 1 + self.spaces(close + 1);
        let is_end = matches!(self.byte(end), None | Some(b'\n' | b'\r'))
            || self.byte(end) == Some(self.delimiter);
        match (is_end, lines) {
            (true, 0..MOST_LINES) => Quoted::Closed { text, end, is_doubled },
            (false, 0) => Quoted::Stray(close),
            _ => Quoted::Open,
        }
    }

    /// How many spaces stand at an offset.
    fn spaces(&self, at: usize) -> usize {
        self.text.as_bytes()[at..].iter().take_while(|byte| **byte == b' ').count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use csv::{QuoteStyle, ReaderBuilder, WriterBuilder};
    use proptest::prelude::*;

    fn read(text: &str, delimiter: u8) -> Vec<Vec<String>> {
        let mut records = Records::new(text, 0, delimiter);
        let mut fields = Vec::new();
        let mut all = Vec::new();
        while records.next(&mut fields).is_some() {
            all.push(fields.iter().map(|field| field.text(text).into_owned()).collect());
        }
        all
    }

    fn check(text: &str, expected: &[&[&str]]) {
        assert_eq!(read(text, b','), expected, "{text}");
    }

    #[test]
    fn records() {
        check("", &[]);
        check("a,b\r\nc,\r\n\r\n,\"d\"", &[&["a", "b"], &["c", ""], &["", "d"]]);
        check("\"a,\n\"\"b\"\"\",c\rd", &[&["a,\n\"b\"", "c"], &["d"]]);
        check("\"\",\"\"\"\"\n", &[&["", "\""]]);
    }

    #[test]
    fn records_written_by_hand() {
        check("a, \"b, c\" ,d \n", &[&["a", "b, c", "d "]]);
        check("5\" disk,\"RAG\" and \"LLM\",x", &[&["5\" disk", "\"RAG\" and \"LLM\"", "x"]]);
        check("a, \"b\nc,d", &[&["a", " \"b"], &["c", "d"]]);
        check("# casebook: allow CB042\na\n# b", &[&["a"], &["# b"]]);
    }

    #[test]
    fn an_open_quote_ends_with_its_line() {
        let check = |text: &str, places: &[Option<usize>]| {
            let (mut records, mut fields) = (Records::new(text, 0, b','), Vec::new());
            let record = || records.next(&mut fields).map(|record| record.open_quote);
            assert_eq!(std::iter::from_fn(record).collect::<Vec<_>>(), places, "{text}");
        };
        check("a,\"b\nc,d\n", &[Some(2), None]);
        check("a,\"b\nc,\"d\"\n", &[Some(2), None]);
        check("a,\"b\nc,d\"\n", &[None]);
        check(&format!("\"{}\"", "\n".repeat(MOST_LINES - 1)), &[None]);
        check(&format!("\"{}\"", "\n".repeat(MOST_LINES)), &[Some(0), Some(501)]);
    }

    fn written(rows: &[Vec<String>], delimiter: u8, style: QuoteStyle) -> String {
        let mut builder = WriterBuilder::new();
        builder.delimiter(delimiter).quote_style(style).flexible(true);
        let mut writer = builder.from_writer(Vec::new());
        for row in rows {
            writer.write_record(row).unwrap();
        }
        String::from_utf8(writer.into_inner().unwrap()).unwrap()
    }

    const STYLES: [QuoteStyle; 3] =
        [QuoteStyle::Necessary, QuoteStyle::Always, QuoteStyle::NonNumeric];

    proptest! {
        #[test]
        fn what_the_csv_crate_writes_is_read_cell_for_cell(
            rows in prop::collection::vec(
                prop::collection::vec("([ a,;|\t\"\r\n0]|\\PC){0,8}", 1..5), 0..6),
            delimiter in prop::sample::select(b",;\t|".to_vec()),
            style in prop::sample::select(STYLES.to_vec()),
        ) {
            let text = written(&rows, delimiter, style);
            prop_assert_eq!(read(&text, delimiter), rows);
        }

        #[test]
        fn sound_text_is_read_as_the_csv_crate_does(
            text in "(([a é]{1,3}|\"([a, \n]|\"\"){0,5}\"|)(,|\n|\r|\r\n)){0,12}",
        ) {
            let mut reader = ReaderBuilder::new();
            reader.has_headers(false).flexible(true);
            let records = reader.from_reader(text.as_bytes()).into_records();
            let records: Vec<Vec<String>> =
                records.map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
            prop_assert_eq!(read(&text, b','), records);
        }

        #[test]
        fn fields_and_separators_are_all_there_is(text in "([ a,\"\r\n]|é){0,40}") {
            let (mut records, mut fields) = (Records::new(&text, 0, b','), Vec::new());
            let mut end = 0;
            while let Some(record) = records.next(&mut fields) {
                prop_assert!(text[end..record.range.start].bytes().all(|b| b == b'\n' || b == b'\r'));
                let mut at = record.range.start;
                for field in &fields {
                    prop_assert_eq!(field.whole.start, at);
                    prop_assert!(text[field.whole.clone()].contains(&text[field.text.clone()]));
                    at = field.whole.end + 1;
                }
                prop_assert_eq!(at, record.range.end + 1);
                end = record.range.end;
            }
            prop_assert!(text[end..].bytes().all(|b| b == b'\n' || b == b'\r'));
        }
    }
}
