//! How problems are printed, for people and for programs.

use crate::support::{Folder, casebook, command, printed, said};
use boon::{Compiler, Schemas};
use serde_json::Value;

const LIST: &str = "# Cases\n\n| Company | Case Study | Year | Tags |\n|--|--|--|--|\n\
    | Ä | [ First](https://a.example/) | 2024 | `t` |\n\
    | B | [Second](data:x) | 2024 | `t` |\n";

/// What the command prints about the list in a form, and its exit code.
fn check(form: &str) -> String {
    let folder = Folder::new(&format!("report-{form}"));
    folder.write("a b.md", LIST);
    let output = casebook(folder.path(), &["check", "./a b.md", "--format", form]);
    assert_eq!((output.status.code(), said(&output)), (Some(1), String::new()));
    printed(&output)
}

#[test]
fn for_people() {
    let expected = "\
./a b.md:5:7: warning[CB015]: spaces around `First`
  |
5 | | Ä | [ First](https://a.example/) | 2024 | `t` |
  |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: take them out
./a b.md:6:7: error[CB031]: no page may link to `data:x`
  |
6 | | B | [Second](data:x) | 2024 | `t` |
  |       ^^^^^^^^^^^^^^^^
  |
  = help: use http, https, or a relative link
1 error[CB031]   a link that no page may have
1 warning[CB015] spaces around a text; --fix repairs it
casebook: 2 rows: 1 entry, 1 lost · 1 error, 1 warning
";
    assert_eq!(check("text"), expected);
}

#[test]
fn for_github() {
    let expected = "\
::warning file=a b.md,line=5,endLine=5,col=7,endColumn=35,title=CB015 spaces around a text::spaces around `First`%0Atake them out
::error file=a b.md,line=6,endLine=6,col=7,endColumn=23,title=CB031 a link that no page may have::no page may link to `data:x`%0Ause http, https, or a relative link
casebook: 2 rows: 1 entry, 1 lost · 1 error, 1 warning
";
    assert_eq!(check("github"), expected);
}

#[test]
fn for_programs() {
    let json: Value = serde_json::from_str(&check("json")).unwrap();
    let keys: Vec<&String> = json.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["problems", "rows", "summary", "version"]);
    let problem = serde_json::json!({
        "code": "CB015", "severity": "warning", "title": "spaces around a text",
        "message": "spaces around `First`", "help": "take them out",
        "path": "a b.md", "line": 5, "column": 7, "end_line": 5, "end_column": 35,
        "fix": [{ "path": "a b.md", "line": 5, "column": 8, "end_line": 5, "end_column": 9, "text": "" }],
        "other": null,
    });
    assert_eq!(json["problems"][0], problem);
    assert_eq!(
        json["rows"],
        serde_json::json!({ "read": 2, "entries": 1, "merged": 0, "lost": 1 })
    );
    assert_eq!(
        (&json["summary"]["errors"], &json["summary"]["codes"][1]["fixable"]),
        (&1.into(), &1.into())
    );
}

#[test]
fn for_code_scanning() {
    let sarif: Value = serde_json::from_str(&check("sarif")).unwrap();
    let run = &sarif["runs"][0];
    assert_eq!(
        (&sarif["version"], &run["columnKind"]),
        (&"2.1.0".into(), &"unicodeCodePoints".into())
    );
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let [padded, unsafe_link] = &run["results"].as_array().unwrap()[..] else { panic!("{sarif}") };
    for result in [padded, unsafe_link] {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
    }
    let place = &padded["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "a%20b.md");
    let region =
        serde_json::json!({ "startLine": 5, "startColumn": 7, "endLine": 5, "endColumn": 35 });
    assert_eq!(place["region"], region);
    let replacement = &padded["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "");
    assert_eq!((&unsafe_link["level"], &unsafe_link["fixes"]), (&"error".into(), &Value::Null));
}

/// The schema of OASIS is not ours to keep a copy of; whoever has it names it.
#[test]
fn the_schema_of_sarif_holds_where_it_is_at_hand() {
    let Ok(path) = std::env::var("SARIF_SCHEMA") else { return };
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let sarif: Value = serde_json::from_str(&check("sarif")).unwrap();
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("sarif.json", schema).unwrap();
    let index = compiler.compile("sarif.json", &mut schemas).unwrap();
    schemas.validate(&sarif, index).unwrap_or_else(|error| panic!("{error:#}"));
}

#[test]
fn unreadable_files_are_faults_among_others() {
    let folder = Folder::new("unreadable");
    folder.write("a.md", LIST);
    let output = casebook(folder.path(), &["check", "none.md", "a.md", "-q"]);
    assert_eq!(output.status.code(), Some(1));
    let text = printed(&output);
    assert!(text.contains("none.md:1:1: error[CB001]: cannot read it: "), "{text}");
    assert!(text.contains("a.md:6:7: error[CB031]") && !text.contains("a.md:5:7"), "{text}");
    folder.write("casebook.toml", "title = 1");
    let output = casebook(folder.path(), &["check", "a.md", "--format", "github"]);
    assert!(
        printed(&output).starts_with("::error file=casebook.toml,line=1,"),
        "{}",
        printed(&output)
    );
}

#[test]
fn whoever_has_seen_enough_is_let_go() {
    use std::process::Stdio;
    let folder = Folder::new("pipe");
    folder.write("a.md", format!("{LIST}{}", "| A | [x](data:x) | 2024 | |\n".repeat(9999)));
    let mut child = command(folder.path(), &["check", "a.md"]);
    let mut child = child.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), said(&output)), (Some(1), String::new()));
}

#[test]
fn what_is_suggested_settles_the_spelling() {
    let folder = Folder::new("suggest");
    let row =
        |number: u8, tag: &str| format!("| A | [{number}](https://{number}) | 2024 | `{tag}` |\n");
    let rows: String =
        (0..).zip(["c++", "c plus plus", "c++"]).map(|(at, tag)| row(at, tag)).collect();
    folder.write(
        "list.md",
        format!("# T\n\n| Company | Case Study | Year | Tags |\n|-|-|-|-|\n{rows}"),
    );
    let build =
        || casebook(folder.path(), &["build", "list.md", "-o", "catalog.json"]).status.code();
    assert_eq!(build(), Some(1));
    let output = casebook(folder.path(), &["check", "list.md", "--suggest-config"]);
    assert_eq!((output.status.code(), said(&output)), (Some(0), String::new()));
    folder.write("casebook.toml", printed(&output));
    assert_eq!(build(), Some(0));
    let catalog = folder.read("catalog.json").unwrap();
    assert!(catalog.contains("\"c++\"") && !catalog.contains("\"c plus plus\""), "{catalog}");
}

#[test]
fn shells_are_told_what_there_is() {
    let folder = Folder::new("shells");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = casebook(folder.path(), &["completions", shell]);
        assert!(output.status.success() && printed(&output).contains("suggest-config"), "{shell}");
    }
    let output = casebook(folder.path(), &["completions", "--help"]);
    assert!(printed(&output).contains("~/.config/fish/completions/casebook.fish"));
}
