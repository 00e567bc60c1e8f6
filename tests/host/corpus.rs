//! What fuzzing has made once: every file of `fuzz/corpus` through the properties that it was made for.

use crate::support::project;
use std::fs;

#[path = "../../fuzz/properties/mod.rs"]
#[allow(unreachable_pub, reason = "it is a library for the fuzz targets")]
mod properties;

/// What holds for an input; it panics where that does not.
type Property = fn(&[u8]);

/// Every target, with what holds for each of its inputs.
const TARGETS: [(&str, Property); 8] = [
    ("bar", properties::bar),
    ("catalog", properties::catalog),
    ("csv", properties::csv),
    ("encoding", properties::encoding),
    ("link", properties::link),
    ("markdown", properties::markdown),
    ("repairs", properties::repairs),
    ("structured", properties::structured),
];

/// The names in a folder, in order.
fn names(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(project(folder)).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn what_fuzzing_found_holds() {
    for (target, check) in TARGETS {
        let folder = format!("fuzz/corpus/{target}");
        let inputs = names(&folder);
        assert!(inputs.len() > 10, "{folder}");
        for input in inputs {
            // What fails is named last.
            println!("{folder}/{input}");
            check(&fs::read(project(&folder).join(input)).unwrap());
        }
    }
}

#[test]
fn every_target_has_a_corpus() {
    let targets = TARGETS.map(|(target, _)| target);
    let folders = names("fuzz/corpus").into_iter().filter(|name| !name.starts_with('.'));
    assert_eq!(folders.collect::<Vec<_>>(), targets);
    assert_eq!(names("fuzz/fuzz_targets"), targets.map(|target| format!("{target}.rs")));
}
