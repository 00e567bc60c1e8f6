//! Every fault of a list, where it is reported, and that nothing is lost in silence.

use casebook::catalog::encode;
use casebook::curate::{Built, Problem, Severity, Source, build};
use proptest::prelude::*;

const HEAD: &str = "# Cases\n\n| Company | Case Study | Year | Tags |\n|--|--|--|--|\n";

fn built(list: &str) -> Built {
    build(&Source::new("list.md", list.into()).unwrap(), None)
}

/// The problems of a list, each as its place, severity and the start of its message.
fn check(list: &str, expected: &[&str]) {
    let Built { catalog, problems } = built(list);
    let errors = problems.iter().any(|problem| problem.fault.severity() == Severity::Error);
    assert_eq!(catalog.is_none(), errors, "{list}");
    let found: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(found.len(), expected.len(), "{list}\n{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "{list}\n{found}\nis not\n{expected}");
    }
}

fn check_rows(rows: &str, expected: &[&str]) {
    check(&format!("{HEAD}{rows}"), expected);
}

#[test]
fn rows_that_cannot_be_entries() {
    check_rows("| A | b | 2024 | `t` |\n", &["5:7: error: no link"]);
    check_rows("| A | | 2024 | `t` |\n", &["5:7: error: no link"]);
    check_rows(
        "| A | [](u) | 2024 | |\n",
        &["5:7: warning: `u` is relative", "5:7: error: the link to `u` has no text"],
    );
    check_rows("| A | [b]() | 2024 | |\n", &["5:7: error: `b` links to nothing"]);
    check_rows("| A | [b](https://u) [c](https://v) | | |\n", &["5:7: error: 2 links in one cell"]);
    check_rows("| A | [b](https://u) | 2024 |\n", &["5:1: error: 3 cells where the header has 4"]);
    check_rows("| A | [b](https://u) | 2024 | | |\n", &["5:1: error: 5 cells where"]);
    check_rows("| A | [b](https://u) | x | |\n", &["5:24: error: `x` is not a year"]);
    check_rows("| A | [b](https://u) | 0000 | |\n", &["5:24: error: `0000` is not a year"]);
    check_rows("| A | [b](https://u) | | `t`, u |\n", &["5:26: error: `u` is not a tag"]);
}

#[test]
fn links_that_no_page_may_have() {
    let javascript = ["5:7: error: no page may link to `javascript:alert(1)`: use http"];
    check_rows("| A | [b](javascript:alert\\(1\\)) | | |\n", &javascript);
    check_rows("| A | [b](&#106;avascript:alert\\(1\\)) | | |\n", &javascript);
    check_rows("| A | [b](mailto:a@b.example) | | |\n", &["5:7: error: no page may"]);
    check_rows(
        "| A | [b](https://[x/) | | |\n",
        &["5:7: error: `https://[x/` is not a link: invalid"],
    );
}

#[test]
fn a_row_broken_over_lines_is_two_errors() {
    let row = "| A | [b:\nc](https://u) | 2024 | `t` |\n";
    check_rows(row, &["5:1: error: 2 cells", "6:1: error: 3 cells"]);
}

#[test]
fn rows_behind_a_gap_are_not_lost() {
    let row = "| A | [b](https://u) | 2024 | `t` |\n";
    check_rows(&format!("{row}\n{row}"), &["7:1: error: a row outside of a table"]);
    check(
        "# A\n\n| Case Study |\n|--|--|\n| b |\n",
        &["1:1: error: there is no list", "3:1: error: a row"],
    );
}

#[test]
fn all_of_a_row_is_checked_at_once() {
    let row = "| A | [b](data:,x) | later | t |\n";
    check_rows(row, &["5:7: error: no page", "5:22: error: `later`", "5:30: error: `t`"]);
}

#[test]
fn entries_and_labels_that_are_there_already() {
    let first = "| A | [b](https://u) | | `NLP` |\n";
    check_rows(
        &format!("{first}| A | [B!](https://v) | | |\n"),
        &["6:1: error: `B!` of this company is there already, at 5:1"],
    );
    check_rows(
        &format!("{first}| a | [c](https://v) | | `nlp` |\n| a | [d](https://w) | | `nlp` |\n"),
        &[
            "6:3: error: `a` and `A` (at 5:3) would both be `a` in links",
            "6:26: error: `nlp` and `NLP` (at 5:26) would both be `nlp` in links",
        ],
    );
}

#[test]
fn what_is_not_read_is_said() {
    check_rows("| A | [b](https://u) (video) | | |\n", &["5:7: warning: `(video)` is not read"]);
    check_rows("| A | [b](u) | | |\n| A | [c](v) | | |\n", &["5:7: warning: `u` is relative"]);
    let columns =
        "# A\n\n| Stars | Case Study | Case Study |\n|--|--|--|\n| 1 | [b](https://u) | |\n";
    check(columns, &["3:3: warning: column `Stars`", "3:24: warning: column `Case Study`"]);
    let tables = format!("{HEAD}\n| Legend |\n|--|\n| x |\n");
    check(&tables, &["6:1: warning: this table (rows: 1) is not read"]);
    check(&HEAD.replace("# Cases", ""), &["1:1: warning: the list has no title"]);
}

#[test]
fn tables_in_many_forms() {
    let check = |list: &str, expected: &str| {
        let Built { catalog, problems } = built(list);
        assert_eq!(problems, [], "{list}");
        let json = encode(&catalog.unwrap());
        let first = json.lines().find(|line| line.starts_with("{\"id\"")).unwrap();
        assert_eq!(first, expected, "{list}");
    };
    let entry = r#"{"id":"a-b-c","title":"b | c","url":"https://u","year":2024,"company":"A","tag":["t","s"]}"#;
    check(&format!("{HEAD}| A | [b \\| c](https://u) | 2024 | `t` `s` |\n"), entry);
    check(&format!("{HEAD}A|[b &#124; `c`](https://u)|2024|`t`, `s`, `t`"), entry);
    check(
        "\u{feff}# A\r\n\r\n|TAGS | year|  case   study|company |\r\n|:--|--:|:-:|--|\r\n|`t`;`s`|2024|[**b** \\| c][1]|A|\r\n\r\n[1]: https://u\r\n",
        entry,
    );
    check(
        "# A\n\n> | Case Study |\n> |--|\n> | <https://u/v> |\n",
        r#"{"id":"https-u-v","title":"https://u/v","url":"https://u/v"}"#,
    );
}

const CELL: &str = "([-a-zA-Z0-9`*_~!<>&;,. \\\\\\[\\]()|]|é|‚Äô){0,12}";
const URL: &str = "[a-z:/.#?%\\[\\] ]{0,12}";
/// Pieces that Markdown gives a meaning, and any text.
const PAGE: &str =
    "(---\n|\\| |\\|--|\n|Case Study|[a-z]\\(|[\\[\\]()`*<>&#:\\\\é‚Äô]|[ -~]|\\PC){0,60}";

proptest! {
    #[test]
    fn each_row_is_an_entry_or_an_error_on_its_line(
        (company, title, url, year, tags) in (CELL, CELL, URL, "(2024|[0-9x]{0,5})", CELL),
    ) {
        let list = format!("{HEAD}| {company} | [{title}](<{url}>) | {year} | {tags} |\n");
        let Built { catalog, problems } = built(&list);
        let is_error = |p: &&Problem| p.fault.severity() == Severity::Error;
        let lines = problems.iter().filter(is_error).map(|problem| problem.place.line);
        let errors: Vec<usize> = lines.collect();
        match catalog {
            Some(catalog) => prop_assert_eq!((catalog.len(), errors), (1, vec![])),
            None => prop_assert!(errors.contains(&5), "{:?}", problems),
        }
    }

    #[test]
    fn no_text_makes_it_panic_or_waver(text in PAGE) {
        let (first, second) = (built(&text), built(&text));
        prop_assert_eq!(&first.problems, &second.problems);
        prop_assert_eq!(first.catalog.is_some(), second.catalog.is_some());
        for problem in first.problems {
            prop_assert!(problem.place.line <= text.matches('\n').count() + 1);
        }
    }
}
