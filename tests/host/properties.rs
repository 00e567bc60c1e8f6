//! What holds for every list: no row is lost in silence, the order of the inputs does not matter, a catalog
//! is built into itself, and a list that was written out is read back.

use crate::support::{Folder, casebook};
use casebook::catalog::encode;
use casebook::curate::{Built, Options, Source, build};
use casebook::export::{Format, export};
use proptest::prelude::*;
use std::fmt::Write;

/// Few of everything, so that rows share links, titles, companies and tags.
const TITLE: &str = "(Search|Ranking|Fraud \\| risk|\\[Talk\\] Search|A \\*b\\* \\_c\\_|Größe & co) ?(in a week|at scale|2)?";
const COMPANY: &str = "(Acme|acme|Größe GmbH|Li\\_Mo|)";
const LINK: &str = "(https://a\\.example/[a-c]|https://www\\.a\\.example/a/|\\.\\./[ab]\\.md|https://b\\.example/\\?utm_source=x&q=[12]|)";
const YEAR: &str = "(2022|2023|2024|24|n/a|)";
const TAGS: &str = "(`nlp`|`NLP`|`a / b` `a/b`|nlp, ops|nlp; a, b|`c` d|)";

#[derive(Clone, Debug)]
struct Row(String, String, String, String, String);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (COMPANY, TITLE, LINK, YEAR, TAGS)
        .prop_map(|(company, title, link, year, tags)| Row(company, title, link, year, tags));
    prop::collection::vec(row, 0..8)
}

/// A page with a table, or with the columns in another order.
fn page(heading: &str, rows: &[Row], turned: bool) -> String {
    let mut page = format!("# {heading}\n\n");
    page.push_str(if turned {
        "| Tags | Year | Case Study | Company |\n|---|---|---|---|\n"
    } else {
        "| Company | Case Study | Year | Tags |\n|---|---|---|---|\n"
    });
    for Row(company, title, link, year, tags) in rows {
        let study = if link.is_empty() {
            title.trim().to_owned()
        } else {
            format!("[{}]({link})", title.trim())
        };
        let mut cells = [&**company, &study, year, tags];
        if turned {
            cells.reverse();
        }
        _ = writeln!(page, "| {} |", cells.join(" | "));
    }
    page
}

fn built(files: &[(&str, String)]) -> Built {
    let sources = files.iter().map(|(name, text)| Source::new(name, text.clone().into()).unwrap());
    let paths = files.iter().map(|(name, _)| (*name).to_owned()).collect();
    let options = Options { paths, ..Options::default() };
    build(sources.collect(), &options)
}

fn check_rows(built: &Built) {
    let rows = built.rows;
    assert_eq!(rows.read, rows.entries + rows.merged + rows.lost, "{rows:?}");
    assert_eq!(built.catalog.len(), rows.entries);
}

/// The same rows as a table of values.
fn table(rows: &[Row]) -> String {
    let mut table = "Company,Title,Link,Year,Tags\n".to_owned();
    for Row(company, title, link, year, tags) in rows {
        _ = writeln!(table, "{company},{},{link},{year},\"{tags}\"", title.trim());
    }
    table
}

/// What the command prints of some inputs, to either stream, and its exit code.
fn run(folder: &Folder, inputs: &[&str]) -> (Option<i32>, Vec<u8>, Vec<u8>) {
    let output = casebook(folder.path(), &[&["build", "--partial"], inputs].concat());
    (output.status.code(), output.stdout, output.stderr)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_order_of_the_inputs_does_not_matter(
        rows in prop::array::uniform5(rows()),
        order in Just(["a.md", "b", "c.csv", "d/e.md", "d/f.md"]).prop_shuffle(),
        again in 0..5_usize,
    ) {
        let folder = Folder::new("any-order");
        let [a, b, c, d, e] = &rows;
        folder.write("a.md", page("A", a, false));
        folder.write("b/1.md", page("B - Case Studies", b, true));
        folder.write("b/2.csv", table(b));
        folder.write("c.csv", table(c));
        folder.write("d/e.md", page("D", d, false));
        folder.write("d/f.md", page("E", e, true));
        let sorted = run(&folder, &["a.md", "b", "c.csv", "d/e.md", "d/f.md"]);
        prop_assert_eq!(&run(&folder, &order), &sorted, "{:?}", order);
        // What is named twice is read once.
        prop_assert_eq!(run(&folder, &[&order[..], &[order[again]]].concat()), sorted);
    }
}

proptest! {
    #[test]
    fn a_catalog_is_built_into_itself(a in rows(), b in rows()) {
        let files = [("a.md", page("A", &a, false)), ("b.csv", table(&b))];
        let once = built(&files);
        let json = encode(&once.catalog);
        prop_assert_eq!(&encode(&built(&files).catalog), &json);
        let again = built(&[("catalog.json", json.clone())]);
        prop_assert_eq!(encode(&again.catalog), json, "{:?}", again.problems);
        prop_assert_eq!(again.rows.read, once.rows.entries);
    }

    #[test]
    fn each_row_is_an_entry_or_merged_or_lost_with_a_reason(a in rows(), b in rows()) {
        let built = built(&[("a.md", page("A", &a, false)), ("b/c.md", page("B", &b, true))]);
        check_rows(&built);
        prop_assert_eq!(built.rows.read, a.len() + b.len());
        if built.rows.lost > 0 {
            prop_assert!(!built.is_sound());
        }
    }

    #[test]
    fn a_list_that_was_written_out_is_read_back(a in rows(), b in rows()) {
        let once = built(&[("a.md", page("A", &a, false)), ("b.md", page("B", &b, true))]);
        let json = encode(&once.catalog);
        let list = export(&once.catalog, once.catalog.entries(), Format::Markdown);
        let again = built(&[("list.md", list.clone())]);
        prop_assert_eq!(encode(&again.catalog), json, "{}\n{:?}", list, again.problems);
        prop_assert_eq!(again.rows.read, once.rows.entries);
    }
}
