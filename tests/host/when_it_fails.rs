//! docs/when-it-fails.md and the tests that hold it.

use crate::support::text_of;
use std::collections::BTreeSet;

/// The tests that the rows of its tables name, one in each.
fn named(page: &str) -> Vec<String> {
    let rows = page.lines().filter(|line| line.starts_with('|') && !line.starts_with("|--"));
    let rows = rows.filter(|row| !row.ends_with("| Test |"));
    let name = |row: &str| {
        let cell = row.trim_end_matches(" |").rsplit("| ").next().unwrap();
        cell.strip_prefix('`').and_then(|cell| cell.strip_suffix('`')).expect(row).to_owned()
    };
    rows.map(name).collect()
}

/// The tests of a module of the end-to-end tests.
fn tests(module: &str) -> Vec<String> {
    let path = format!("tests/e2e/tests/page/{}.rs", module.replace("::", "/"));
    let text = text_of(&path);
    let functions = text.split("#[test]\nfn ").skip(1);
    functions.map(|it| format!("{module}::{}", it.split('(').next().unwrap())).collect()
}

#[test]
fn every_row_has_its_test_and_every_test_of_a_fault_its_row() {
    let page = text_of("docs/when-it-fails.md");
    let named = named(&page);
    let rows: BTreeSet<&str> = named.iter().map(String::as_str).collect();
    assert_eq!(rows.len(), named.len(), "a test is named twice");
    for name in &named {
        let (module, _) = name.rsplit_once("::").expect(name);
        assert!(tests(module).contains(name), "there is no test {name}");
    }
    for module in ["faults::list", "faults::parts", "faults::browser", "versions"] {
        for test in tests(module) {
            assert!(rows.contains(&*test), "docs/when-it-fails.md has no row for {test}");
        }
    }
}
