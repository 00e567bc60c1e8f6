//! Small lists of every form, and what is made of them: each folder of tests/host/golden holds a list,
//! its catalog.json and, if it has faults, its problems.txt. `UPDATE_GOLDEN=1 cargo test --test host
//! golden` writes both anew; read the difference before you believe it.

use crate::support::{project, said_of};
use casebook::catalog::encode;
use casebook::curate::{Built, Config, Options, Source, build};
use std::fs;
use std::path::Path;

/// What is expected, and so no part of the list.
const EXPECTED: [&str; 2] = ["catalog.json", "problems.txt"];

/// The files below a folder, by their paths from there.
fn files(folder: &Path, below: &str, found: &mut Vec<(String, Vec<u8>)>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(Result::unwrap).collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            files(&entry.path(), &format!("{name}/"), found);
        } else if !EXPECTED.contains(&name.as_str()) {
            found.push((name, fs::read(entry.path()).unwrap()));
        }
    }
}

/// What becomes of the list in a folder.
fn built(folder: &Path) -> Built {
    let mut found = Vec::new();
    files(folder, "", &mut found);
    let config = found.iter().position(|(name, _)| name == "casebook.toml");
    let config = config.map(|at| String::from_utf8(found.remove(at).1).unwrap());
    let config = config.map(|text| Config::parse(&text).unwrap()).unwrap_or_default();
    let options = Options {
        config,
        paths: found.iter().map(|(name, _)| name.clone()).collect(),
        is_folder: true,
        this_year: Some(2026),
        may_be_no_list: vec![true; found.len()],
        ..Options::default()
    };
    let sources = found.into_iter().map(|(name, bytes)| Source::new(&name, bytes).unwrap());
    build(sources.collect(), &options)
}

/// Holds a text against a file, or writes the file.
fn check_file(path: &Path, text: &str) {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        if text.is_empty() {
            _ = fs::remove_file(path);
        } else {
            fs::write(path, text).unwrap();
        }
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    assert!(text == expected, "{}: this is what there is now:\n{text}", path.display());
}

#[test]
fn lists_of_every_form_give_the_catalogs_that_they_should() {
    let root = project("tests/host/golden");
    let folders = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<_> = folders.filter(|path| path.is_dir()).collect();
    folders.sort();
    assert!(!folders.is_empty());
    for folder in folders {
        let built = built(&folder);
        let rows = built.rows;
        assert_eq!(rows.read, rows.entries + rows.merged + rows.lost, "{}", folder.display());
        check_file(&folder.join("catalog.json"), &encode(&built.catalog));
        check_file(&folder.join("problems.txt"), &said_of(&built));
    }
}
