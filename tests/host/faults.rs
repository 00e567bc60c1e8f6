//! Every fault of a list, where it is reported, and that nothing is lost in silence.

use casebook::catalog::encode;
use casebook::curate::{Built, Code, Options, Severity, Source, build};
use proptest::prelude::*;

const HEAD: &str = "# Cases\n\n| Company | Case Study | Year | Tags |\n|--|--|--|--|\n";

fn built(list: &str) -> Built {
    build(vec![Source::new("list.md", list.into()).unwrap()], &Options::default())
}

/// The problems of a list, each as its place, code and the start of its message.
fn check(list: &str, expected: &[&str]) {
    let built = built(list);
    let problem = |problem: &casebook::curate::Problem| {
        let place = built.files[0].place(problem.span.range().start);
        format!("{place} {}: {}", problem.code, problem.message)
    };
    let found: Vec<String> = built.problems.iter().map(problem).collect();
    assert_eq!(found.len(), expected.len(), "{list}\n{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "{list}\n{found}\nis not\n{expected}");
    }
    let rows = built.rows;
    assert_eq!(rows.read, rows.entries + rows.merged + rows.lost, "{list}\n{rows:?}");
}

fn check_rows(rows: &str, expected: &[&str]) {
    check(&format!("{HEAD}{rows}"), expected);
}

#[test]
fn rows_that_cannot_be_entries() {
    check_rows("| A | | 2024 | `t` |\n", &["5:1 CB025"]);
    check_rows("| A | [](https://u) | 2024 | |\n", &["5:7 CB025"]);
    check_rows("| A | [b](https://u) [c](https://v) | 2024 | |\n", &["5:7 CB034"]);
    check_rows("| A | [b](https://u) | 2024 | | |\n", &["5:1 CB021: 5 cells where"]);
    check_rows("| A | [b](https://u) | x | |\n", &["5:24 CB061: `x` is not a year"]);
    check_rows("| A | [b](javascript:alert\\(1\\)) | 2024 | |\n", &["5:7 CB031"]);
    check_rows("| A | [b](https://[x/) | 2024 | |\n", &["5:7 CB032"]);
}

#[test]
fn counts_in_headings_are_those_of_what_is_below() {
    let table =
        |title: &str| format!("| Case Study |\n|--|\n| [{title}](https://a.example/{title}) |\n\n");
    let list = |first, second, third| {
        format!(
            "# Studies ({first} case studies)\n\n## Media ({second} case studies)\n\n{}## Retail ({third} case studies)\n\n{}",
            table("one"),
            table("two"),
        )
    };
    check(&list(2, 1, 1), &[]);
    check(
        &list(44, 3, 2),
        &[
            "1:12 CB070: `Studies` is said to have 44, and has 2",
            "3:11 CB070: `Media` is said to have 3, and has 1",
            "9:12 CB070: `Retail` is said to have 2, and has 1",
        ],
    );
}

#[test]
fn places_are_those_of_what_is_wrong() {
    check_rows("| A | b c | 2024 | |\n", &["5:7 CB030"]);
    check_rows(
        "| A | [b](https://u/1) | 2024 | |\n| A | [c](https://u/1) | 2024 | |\n",
        &["6:11 CB040: `c` has the link of `b`"],
    );
    check_rows(
        "| 日本 | [Scaling our feature store](https://u/1) | 2024 | |\n\
         | 日本 | [Scaling our feature stores](https://u/2) | 2024 | |\n",
        &["6:9 CB042"],
    );
    check_rows("| A | [b](https://u/2021/05/b) | 2024 | |\n", &["5:11 CB063"]);
}

#[test]
fn tables_in_many_forms() {
    let check = |list: &str, expected: &str| {
        let Built { catalog, problems, .. } = built(list);
        assert_eq!(problems, [], "{list}");
        let json = encode(&catalog);
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
        let built = built(&list);
        // Two tags with one slug are an error of the list, not of a row.
        let is_error = |p: &&casebook::curate::Problem| {
            p.severity == Severity::Error && p.code != Code::SameSlug
        };
        let line = |p: &casebook::curate::Problem| built.files[0].place(p.span.range().start).line;
        let errors: Vec<usize> = built.problems.iter().filter(is_error).map(line).collect();
        prop_assert_eq!(built.rows.read, 1);
        prop_assert_eq!(built.rows.lost, usize::from(errors.contains(&5)), "{:?}", built.problems);
        prop_assert_eq!(built.catalog.len(), built.rows.entries);
    }

    #[test]
    fn no_text_makes_it_panic_or_waver(text in PAGE) {
        let (first, second) = (built(&text), built(&text));
        prop_assert_eq!(&first.problems, &second.problems);
        prop_assert_eq!(encode(&first.catalog), encode(&second.catalog));
        for problem in first.problems {
            prop_assert!(problem.span.range().end <= first.files[0].text().len());
        }
    }
}
