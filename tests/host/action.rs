//! The GitHub Action, as far as it can be tried at home: what it is told, and the script that checks.

use crate::support::{Folder, casebook, project, text_of};
use saphyr::{LoadableYamlNode, Yaml};
use std::env;
use std::path::Path;
use std::process::{Command, Output};

const LIST: &str = "# Cases\n\n| Company | Case Study | Year |\n|--|--|--|\n\
    | Acme | [First](https://a.example/) | 2024 |\n";
const WITH_WARNING: &str = "# Cases\n\n| Company | Case Study | Year |\n|--|--|--|\n\
    | Acme | First | 2024 |\n";
const WITH_ERROR: &str = "# Cases\n\n| Company | Case Study | Year |\n|--|--|--|\n\
    | Acme | [First](https://a.example/) | soon |\n";

fn check_script() -> String {
    let text = text_of("action.yml");
    let yaml = Yaml::load_from_str(&text).unwrap();
    let steps = yaml[0]["runs"]["steps"].as_vec().unwrap();
    for step in steps {
        let run = step.as_mapping_get("run").and_then(Yaml::as_str).unwrap_or_default();
        assert!(!run.contains("${{"), "an input must not become part of a script: {run}");
        let uses = step.as_mapping_get("uses").is_some();
        assert!(uses || step.as_mapping_get("shell").is_some(), "{run}");
    }
    let inputs = yaml[0]["inputs"].as_mapping().unwrap();
    let last = steps.last().unwrap();
    for value in last["env"].as_mapping().unwrap().values() {
        let name = value.as_str().unwrap().trim_matches(['$', '{', '}', ' ']);
        let name = name.strip_prefix("inputs.").unwrap();
        assert!(inputs.keys().any(|key| key.as_str() == Some(name)), "{name}");
    }
    last["run"].as_str().unwrap().to_owned()
}

/// Runs the script as a runner would, with the command that was built for this test.
fn checked(folder: &Path, paths: &str, fail_on: &str) -> Output {
    let bin = Path::new(env!("CARGO_BIN_EXE_casebook")).parent().unwrap();
    let path = format!("{}:{}", bin.display(), env::var("PATH").unwrap());
    Command::new("bash")
        .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &check_script()])
        .current_dir(folder)
        .envs([("PATH", &*path), ("PATHS", paths), ("CONFIG", ""), ("LINK_BASE", "")])
        .env("FAIL_ON", fail_on)
        .output()
        .expect("bash runs")
}

#[test]
#[cfg(unix)]
fn the_step_fails_when_it_should() {
    let folder = Folder::new("action");
    folder.write("sound.md", LIST);
    folder.write("with warning.md", WITH_WARNING);
    folder.write("error.md", WITH_ERROR);
    let check = |paths: &str, fail_on: &str, code: i32, says: &str| {
        let output = checked(folder.path(), paths, fail_on);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.code(), Some(code), "{paths} {fail_on}: {said}");
        assert!(said.contains(says), "{paths} {fail_on}: {said}");
    };
    check("sound.md", "warning", 0, "");
    check("with warning.md\n", "error", 0, "::warning file=with warning.md,line=5");
    check("with warning.md", "warning", 1, "CB030");
    check("error.md\nsound.md", "error", 1, "::error file=error.md,line=5");
    check("error.md", "never", 0, "::error file=error.md");
    check("sound.md", "sometimes", 2, "::error::fail-on is");
    check("$(touch made); `touch made` && touch made", "error", 1, "");
    check("--fix", "error", 1, "");
    assert!(folder.read("made").is_none());
}

#[test]
fn the_flags_that_the_action_uses_are_there() {
    let output = casebook(&project(""), &["check", "--help"]);
    let help = String::from_utf8_lossy(&output.stdout);
    let script = check_script();
    let flags = script.split_whitespace().map(|word| word.trim_matches(['(', ')', '"']));
    let flags = flags.map(|word| word.trim_start_matches("arguments+=("));
    let flags: Vec<&str> = flags
        .filter_map(|word| word.rfind("--").map(|at| &word[at..]))
        .filter(|f| f.len() > 2)
        .collect();
    assert!(flags.len() >= 3, "{flags:?}");
    for flag in flags {
        assert!(help.contains(flag), "{flag}");
    }
    assert!(help.contains("- github:"));
}

#[test]
fn workflows_use_the_action_as_it_is() {
    for path in [".github/workflows/list.yml", "docs/curators.md"] {
        let text = text_of(path);
        let text =
            text.split("```yaml\n").nth(1).map_or(&*text, |rest| rest.split_once("```").unwrap().0);
        let yaml = Yaml::load_from_str(text).unwrap();
        let steps = yaml[0]["jobs"]["check"]["steps"].as_vec().unwrap();
        let with = steps.last().unwrap()["with"].as_mapping().unwrap();
        let action = text_of("action.yml");
        let action = Yaml::load_from_str(&action).unwrap();
        let inputs = action[0]["inputs"].as_mapping().unwrap();
        for key in with.keys() {
            assert!(inputs.contains_key(key), "{path}: {key:?}");
        }
    }
}
