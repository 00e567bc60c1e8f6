//! The layers that the compiler cannot hold: which module may name what.

use std::fs;
use std::path::{Path, PathBuf};

/// A word, the one place where it may stand, and why.
const KEPT: [(&str, &[&str], &str); 12] = [
    ("std::fs", &["curate"], "only the command touches files"),
    ("clap", &["curate"], "only the command has arguments"),
    ("pulldown_cmark", &["curate", "export"], "only the command reads Markdown"),
    ("serde", &["catalog", "curate"], "only the catalog and its curators know formats of files"),
    (
        "serde_json",
        &["catalog", "curate"],
        "only the catalog and its curators know formats of files",
    ),
    ("leptos", &["app", "view/browser.rs"], "only the page has views"),
    ("web_sys", &["app", "view/browser.rs"], "only the page names the browser"),
    ("fetch_with_str", &["app/load.rs"], "only loading uses the network"),
    ("push_state_with_url", &["app/navigate.rs"], "only navigation writes the address"),
    ("local_storage", &["app/later/kept.rs"], "only that keeps something of a reader"),
    ("session_storage", &["app/later/kept.rs"], "only that keeps something of a reader"),
    ("replace_state_with_url", &["app/navigate.rs"], "only navigation writes the address"),
];

/// What a module may import of ours.
const IMPORTS: [(&str, &[&str]); 11] = [
    ("words", &[]),
    ("facet", &[]),
    ("text", &["facet"]),
    ("chart", &[]),
    ("catalog", &["facet", "text", "words"]),
    ("query", &["catalog", "facet", "text", "words"]),
    ("export", &["catalog", "chart", "facet"]),
    ("plot", &["catalog", "chart", "facet", "query"]),
    ("view", &["catalog", "facet", "query", "text", "words"]),
    ("site", &["catalog", "chart", "export", "facet", "query", "view", "words"]),
    ("curate", &["catalog", "export", "facet", "query", "site", "text"]),
];

#[test]
fn what_belongs_in_one_place_is_nowhere_else() {
    for (path, code) in sources() {
        for (word, places, why) in KEPT {
            let allowed = places.iter().any(|place| path.starts_with(place));
            assert!(allowed || !names(&code, word), "src/{} names {word}: {why}", path.display());
        }
    }
}

#[test]
fn modules_import_only_what_is_below_them() {
    for (path, code) in sources() {
        // A folder, or a file of its own.
        let module = path
            .components()
            .next()
            .map(|part| part.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned());
        let Some((_, below)) = IMPORTS.iter().find(|(name, _)| Some(*name) == module.as_deref())
        else {
            continue;
        };
        for (other, _) in IMPORTS.iter().chain(&[("app", &[][..])]) {
            let own = Some(*other) == module.as_deref();
            let allowed = own || below.contains(other) || !names(&code, &format!("crate::{other}"));
            assert!(allowed, "src/{} imports {other}", path.display());
        }
    }
}

/// Whether code, tests and comments apart, has a word as a whole.
fn names(code: &str, word: &str) -> bool {
    let code = code.split("#[cfg(test)]\nmod tests {").next().unwrap_or(code);
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines
        .flat_map(|line| line.match_indices(word).map(move |(at, _)| &line[at + word.len()..]))
        .any(|after| !after.starts_with(|next: char| next.is_alphanumeric() || next == '_'))
}

/// Every module file, by its path under src, but for the tests that are files of their own.
pub(super) fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs")
            {
                let code = fs::read_to_string(&path).unwrap();
                found.push((path.strip_prefix(&root).unwrap().to_owned(), code));
            }
        }
    }
    assert!(found.len() > 20);
    found
}
