//! A table with comma-separated values (RFC 4180), or tabs instead of commas.
//!
//! Several values stand in one cell, joined by `; `. A cell that would not be read back so, since a value
//! has a separator in it or begins like an array, is a JSON array of strings.

use super::{labels, year};
use crate::catalog::Catalog;
use crate::catalog::quoted;
use crate::facet::EntryId;

/// How a table is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dialect {
    /// Tabs stand between cells instead of commas.
    pub tabs: bool,
    /// For people who open it in a spreadsheet: a byte order mark, by which Excel knows that the text is
    /// UTF-8, and an apostrophe before text that it would run as a formula. This changes the data.
    pub for_spreadsheets: bool,
}

/// The entries as a table with a header; lines end with CR LF.
pub(super) fn write(catalog: &Catalog, entries: &[EntryId], dialect: Dialect) -> String {
    let facets = catalog.declared();
    let keys = facets.iter().map(|facet| &*facet.key);
    let mut table = Table::new(dialect);
    table.row(["id", "title", "url", "page", "year"].into_iter().chain(keys).chain(["summary"]));
    for &entry in entries {
        let values: Vec<String> = facets
            .iter()
            .map(|facet| {
                let labels: Vec<&str> = labels(facet, entry).collect();
                if facet.many { several(&labels) } else { labels.concat() }
            })
            .collect();
        let [id, title] = [catalog.id(entry), catalog.title(entry)];
        let [url, page] = [catalog.url(entry), catalog.page(entry)];
        let front = [id, title, url, page, year(catalog, entry)];
        let values = values.iter().map(|cell| &**cell);
        table.row(front.into_iter().chain(values).chain([catalog.summary(entry)]));
    }
    table.text
}

/// The values of one cell.
fn several(labels: &[&str]) -> String {
    let joined = labels.join("; ");
    let separator = if joined.contains(';') { ';' } else { ',' };
    let is_read_back = joined.split(separator).map(str::trim).eq(labels.iter().copied());
    // Where no semicolon says that it separates, readers try other signs, too; ours does.
    let is_plain = separator == ';' || !joined.contains(['|', '\n', '•', '·']);
    if labels.is_empty() || is_read_back && is_plain && !joined.starts_with(['[', '#']) {
        return joined;
    }
    let texts: Vec<String> = labels.iter().map(|label| quoted(label)).collect();
    format!("[{}]", texts.join(", "))
}

/// A table being written.
pub(super) struct Table {
    pub(super) text: String,
    dialect: Dialect,
}

impl Table {
    pub(super) fn new(dialect: Dialect) -> Self {
        let mark = if dialect.for_spreadsheets { "\u{feff}" } else { "" };
        Self { text: mark.to_owned(), dialect }
    }

    pub(super) fn row<'a>(&mut self, cells: impl Iterator<Item = &'a str>) {
        let separator = if self.dialect.tabs { '\t' } else { ',' };
        for (at, cell) in cells.enumerate() {
            if at > 0 {
                self.text.push(separator);
            }
            let guard = if self.dialect.for_spreadsheets && is_formula(cell) { "'" } else { "" };
            if cell.contains([separator, '"', '\r', '\n']) {
                self.text.extend(["\"", guard, &cell.replace('"', "\"\""), "\""]);
            } else {
                self.text.extend([guard, cell]);
            }
        }
        self.text.push_str("\r\n");
    }
}

/// Whether a spreadsheet may run a cell as a formula (OWASP, “CSV Injection”).
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::super::tests::{catalog, one, small};
    use super::super::{Format, export};
    use super::*;
    use ::csv::ReaderBuilder;
    use proptest::prelude::*;

    fn read(text: &str, dialect: Dialect) -> Vec<Vec<String>> {
        let delimiter = if dialect.tabs { b'\t' } else { b',' };
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .delimiter(delimiter)
            .from_reader(text.as_bytes());
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    /// The rule of the module, from the reader's side.
    fn values(cell: &str) -> Vec<String> {
        if cell.starts_with('[') {
            return serde_json::from_str(cell).unwrap();
        }
        let separator = if cell.contains(';') { ';' } else { ',' };
        let values = cell.split(separator).map(|value| value.trim().to_owned());
        values.filter(|value| !value.is_empty()).collect()
    }

    #[test]
    fn a_table() {
        let catalog = small();
        let text = export(&catalog, catalog.entries(), Format::Csv(Dialect::default()));
        assert_eq!(
            text,
            "id,title,url,page,year,company,industry,tag,summary\r\n\
            acme-search-in-a-week,Search in a week,https://a.example/search,,2023,Acme,,search; C++,\r\n\
            odd,\"The \"\"odd\"\" | one\",../odd (1).md,,2024,,,search,\"One team, one index.\"\r\n"
        );
    }

    #[test]
    fn several_values() {
        let check = |labels: &[&str], expected: &str| assert_eq!(several(labels), expected);
        check(&[], "");
        check(&["a", "b, c"], "a; b, c");
        check(&["a, b"], r#"["a, b"]"#);
        check(&["a; b", "\"c\""], r#"["a; b", "\"c\""]"#);
        check(&["[a]"], r#"["[a]"]"#);
        check(&["a|b"], r#"["a|b"]"#);
        check(&["a|b", "c"], "a|b; c");
    }

    #[test]
    fn spreadsheets_run_no_formulas() {
        let write = |dialect| {
            let catalog = one("=1+1", "", "@a", "-2");
            export(&catalog, catalog.entries(), Format::Csv(dialect))
        };
        let plain = Dialect::default();
        assert!(write(plain).ends_with("\r\none,=1+1,,,,,,@a,-2\r\n"));
        let text = write(Dialect { for_spreadsheets: true, ..plain });
        assert!(text.starts_with("\u{feff}id,"));
        assert!(text.ends_with("\r\none,'=1+1,,,,,,'@a,'-2\r\n"), "{text}");
    }

    proptest! {
        #[test]
        fn cells_are_read_back(rows in catalog(), tabs in any::<bool>()) {
            let catalog = rows.build();
            let dialect = Dialect { tabs, for_spreadsheets: false };
            let text = export(&catalog, catalog.entries(), Format::Csv(dialect));
            let read = read(&text, dialect);
            prop_assert_eq!(read.len(), catalog.len() + 1);
            for (row, entry) in read[1..].iter().zip(catalog.entries()) {
                prop_assert_eq!(&row[0], catalog.id(entry));
                prop_assert_eq!(&row[1], catalog.title(entry));
                prop_assert_eq!(&row[2], catalog.url(entry));
                prop_assert_eq!(&row[3], catalog.page(entry));
                prop_assert_eq!(&row[4], year(&catalog, entry));
                for (cell, facet) in row[5..].iter().zip(catalog.declared()) {
                    let found = if facet.many { values(cell) } else { vec![cell.clone()] };
                    let expected: Vec<&str> = labels(facet, entry).collect();
                    prop_assert!(found == expected || cell.is_empty() && expected.is_empty());
                }
                prop_assert_eq!(row.last().unwrap(), catalog.summary(entry));
            }
        }
    }
}
