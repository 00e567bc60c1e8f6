//! The command as people run it: exit codes, what is said, what is written.

use crate::support::{
    Folder, LINK_BASE, casebook, command, lines, printed, project, said, seed, text_of,
};
use std::fs::{self, File};

const LIST: &str = "# Cases\n\n| Company | Case Study | Year | Tags |\n|--|--|--|--|\n\
    | Acme | [First](https://a.example/) | 2024 | `x` |\n";

#[test]
fn a_sound_list_gives_its_catalog() {
    let folder = Folder::new("sound");
    folder.write("list.md", LIST);
    let output = casebook(folder.path(), &["build", "list.md", "-o", "catalog.json"]);
    assert!(output.status.success() && output.stdout.is_empty());
    let summary = "casebook: wrote catalog.json: 1 row: 1 entry · 0 errors, 0 warnings\n";
    assert_eq!(said(&output), summary);
    let written = folder.read("catalog.json").unwrap();
    assert!(written.contains(r#""id":"acme-first","title":"First","url":"https://a.example/""#));
    let output = casebook(folder.path(), &["build", "list.md"]);
    assert_eq!(
        (String::from_utf8_lossy(&output.stdout), said(&output)),
        (written.into(), String::new())
    );
}

#[test]
fn a_hyphen_is_standard_input_and_standard_output() {
    let folder = Folder::new("hyphen");
    folder.write("list.md", LIST);
    let check = |arguments: &[&str], of_file: &[&str]| {
        let list = File::open(folder.path().join("list.md")).unwrap();
        let output = command(folder.path(), arguments).stdin(list).output().unwrap();
        assert_eq!((output.status.code(), said(&output)), (Some(0), String::new()));
        assert_eq!(printed(&output), printed(&casebook(folder.path(), of_file)), "{arguments:?}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "{arguments:?}");
    };
    check(&["build", "-", "-o", "-"], &["build", "list.md"]);
    check(&["export", "-", "--to", "csv", "-o", "-"], &["export", "list.md", "--to", "csv"]);
    check(&["build", "list.md", "--output=-"], &["build", "list.md"]);
}

#[test]
fn the_project_is_rebuilt_from_its_own_folder() {
    let output = casebook(&project(""), &["build", "data/media-and-streaming.md"]);
    assert_eq!((output.status.code(), said(&output)), (Some(0), String::new()));
    assert_eq!(String::from_utf8_lossy(&output.stdout), text_of("public/catalog.json"));
}

#[test]
fn repairs_are_warnings_with_line_and_column() {
    let Some(seed) = seed() else { return };
    let folder = Folder::new("repairs");
    let arguments =
        ["build", &seed.display().to_string(), "--link-base", LINK_BASE, "-o", "catalog.json"];
    let output = casebook(folder.path(), &arguments);
    assert!(output.status.success());
    let seed = seed.display();
    let because = "it had been taken for Mac Roman";
    let expected = format!(
        "{seed}:5:4: warning[CB003]: `\\u{{f8ff}}üìã` is read as `📋`: {because}\n\
         {seed}:11:39: warning[CB003]: `‚Äô` is read as `’`: {because}\n\
         {seed}:41:27: warning[CB003]: `‚Äò` is read as `‘`: {because}\n\
         {seed}:41:40: warning[CB003]: `‚Äô` is read as `’`: {because}\n\
         {seed}:54:4: warning[CB003]: `\\u{{f8ff}}üîç` is read as `🔍`: {because}\n\
         casebook: wrote catalog.json: 44 rows: 44 entries · 0 errors, 5 warnings, 2 notes\n"
    );
    let said = said(&output);
    let own = |line: &&str| line.starts_with(&seed.to_string()) || line.starts_with("casebook");
    assert_eq!(lines(said.lines().filter(own)), expected);
}

#[test]
fn errors_come_all_at_once_and_nothing_is_written() {
    let folder = Folder::new("errors");
    folder.write("list.md", format!("{LIST}| Acme | [Second](data:x) | 24 | x |\n"));
    folder.write("catalog.json", "old");
    let output = casebook(folder.path(), &["build", "list.md", "-o", "catalog.json"]);
    assert_eq!(output.status.code(), Some(1));
    let expected = "\
list.md:6:10: error[CB031]: no page may link to `data:x`
  |
6 | | Acme | [Second](data:x) | 24 | x |
  |          ^^^^^^^^^^^^^^^^
  |
  = help: use http, https, or a relative link
list.md:6:29: error[CB061]: `24` is not a year
  |
6 | | Acme | [Second](data:x) | 24 | x |
  |                             ^^
  |
  = help: write four digits, or leave it empty
casebook: 2 rows: 1 entry, 1 lost · 2 errors, 0 warnings; nothing is written
";
    assert_eq!(said(&output), expected);
    assert_eq!(folder.read("catalog.json").unwrap(), "old");
    let output = casebook(folder.path(), &["build", "list.md"]);
    assert!(output.stdout.is_empty());
}

#[test]
fn what_is_no_list_is_refused() {
    let folder = Folder::new("refused");
    folder.write("latin1.md", b"# Caf\xe9\n");
    folder.write("russian.md", b"\xcf\xf0\xe8\xe2\xe5\xf2\n");
    folder.write("list.xlsx", b"PK\x03\x04\x14\x00");
    folder.write("picture.md", b"\x89PNG\r\n\x1a\n\0");
    folder.write("empty.md", "");
    let check = |arguments: &[&str], code, message: &str| {
        let output = casebook(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert!(said(&output).contains(message), "{arguments:?}: {}", said(&output));
        assert!(output.stdout.is_empty(), "{arguments:?}");
    };
    check(&["build", "none.md"], 1, "none.md:1:1: error[CB001]: cannot read it: No such file");
    check(&["build", "latin1.md"], 1, "latin1.md:1:1: warning[CB002]: the file is not UTF-8");
    check(&["build", "russian.md"], 1, "russian.md:1:1: error[CB001]: byte 0xcf at 1:1 is");
    check(&["build", "list.xlsx"], 1, "own file: export it as CSV");
    check(&["build", "picture.md"], 1, "picture.md:1:1: error[CB001]: this is not text");
    check(&["build", "empty.md"], 1, "empty.md:1:1: error[CB005]: there is no list");
    check(&["build", "empty.md", "--link-base", "x"], 2, "write a web address");
    check(&["build"], 2, "Usage: casebook build");
    check(&["bild"], 2, "build");
}

#[test]
fn a_catalog_that_cannot_be_written_is_an_error() {
    let folder = Folder::new("unwritable");
    folder.write("list.md", LIST);
    let output = casebook(folder.path(), &["build", "list.md", "-o", "none/catalog.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).starts_with("none/catalog.json: error: cannot write it: "));
}

#[test]
fn what_is_read_is_not_written_over() {
    let folder = Folder::new("over");
    folder.write("cases/list.md", LIST);
    let check = |arguments: &[&str], path: &str| {
        let before = folder.read(path).unwrap();
        let output = casebook(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert_eq!(said(&output), format!("{path}: error: this is read; write to another file\n"));
        assert_eq!(folder.read(path).unwrap(), before, "{arguments:?}");
    };
    check(&["build", "cases/list.md", "-o", "./cases/list.md"], "cases/list.md");
    check(&["export", "cases/list.md", "--to", "md", "-o", "cases/list.md"], "cases/list.md");
    check(&["export", "cases", "--to", "csv", "-o", "cases/list.md"], "cases/list.md");
    // A catalog is none of what a folder's list is read from.
    let build = ["build", "cases", "-o", "cases/catalog.json"];
    assert!((0..2).all(|_| casebook(folder.path(), &build).status.success()));
    let catalog = "cases/catalog.json";
    check(&["export", catalog, "--to", "json", "-o", catalog], catalog);
}

#[test]
fn help_shows_an_example() {
    let output = casebook(&project(""), &["build", "--help"]);
    let help = String::from_utf8_lossy(&output.stdout);
    assert!(help.contains("casebook build data/list.md -o public/catalog.json"), "{help}");
}

#[test]
fn stats_tell_what_is_in_a_list() {
    let output = casebook(&project(""), &["stats", "data/media-and-streaming.md", "--top", "2"]);
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{}", said(&output));
    assert!(text.contains("\n44 rows: 44 entries · 0 errors, 0 warnings"), "{text}");
    assert!(text.contains("\nCompany: 10 values\n  Netflix  14  ███"), "{text}");
    assert!(text.contains("\n  … and 8 more\n"), "{text}");
    assert!(text.contains("\n  2019   0\n  2020   2  ███"), "{text}");
}

#[test]
fn the_list_that_is_shipped_goes_out_and_comes_back() {
    let folder = Folder::new("export");
    let catalog = project("public/catalog.json").display().to_string();
    let export = |format: &str, file: &str| {
        let output = casebook(folder.path(), &["export", &catalog, "--to", format, "-o", file]);
        assert!(output.status.success(), "{}", said(&output));
        folder.read(file).unwrap()
    };
    let list = export("md", "list.md");
    assert!(list.contains("\n- **recommender system**: 14 case studies\n"), "{list}");
    let output = casebook(folder.path(), &["build", "list.md"]);
    assert_eq!(said(&output), "");
    assert_eq!(String::from_utf8_lossy(&output.stdout), text_of("public/catalog.json"));
    assert_eq!(export("json", "again.json"), text_of("public/catalog.json"));
    for (format, start) in [("csv", "id,title,"), ("bibtex", "@online{"), ("atom", "<?xml")] {
        assert!(export(format, "x").starts_with(start), "{format}");
    }
}

#[test]
fn an_export_says_what_is_wrong_with_a_catalog() {
    let folder = Folder::new("export-faults");
    folder.write("catalog.json", "{ \"format\": 2, \"facets\": [], \"entries\": [] }");
    let output = casebook(folder.path(), &["export", "catalog.json", "--to", "csv"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).starts_with("catalog.json:1:"), "{}", said(&output));
    let output = casebook(folder.path(), &["export", "catalog.json", "--to", "doc"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn the_order_of_the_inputs_does_not_matter() {
    let folder = Folder::new("order");
    folder.write("a.md", LIST);
    folder.write("b/c.md", LIST.replace("First", "Second").replace("a.example", "b.example"));
    folder.write("b/d.md", LIST.replace("`x`", "`y`"));
    let build = |inputs: &[&str]| {
        let arguments = [&["build"][..], inputs].concat();
        let output = casebook(folder.path(), &arguments);
        assert!(output.status.success(), "{}", said(&output));
        String::from_utf8(output.stdout).unwrap()
    };
    let catalog = build(&["a.md", "b/c.md", "b/d.md"]);
    assert!(catalog.contains(r#""tag":["x","y"]"#), "{catalog}");
    for inputs in [
        &["b/d.md", "a.md", "b/c.md"][..],
        &["b", "a.md"],
        &["."],
        &["./b", "b/c.md", "a.md", "./a.md"],
    ] {
        assert_eq!(build(inputs), catalog, "{inputs:?}");
    }
}

#[test]
fn what_is_read_by_programs_has_no_colours() {
    for arguments in [
        &["explain"][..],
        &["explain", "cb52"],
        &["check", "data/media-and-streaming.md"],
        &["--help"],
    ] {
        let output = casebook(&project(""), arguments);
        assert!(output.status.success() && !output.stdout.contains(&0x1b), "{arguments:?}");
    }
}
