//! docs/faults.md tells of every kind of fault, and its examples say what it says that they say.
//!
//! `UPDATE_GOLDEN=1 cargo test --test host explained` writes anew what the examples say; read the
//! difference before you believe it.

use crate::support::{Folder, casebook, lines as joined, project, said_of, text_of};
use casebook::curate::{Built, Code, Config, Options, Problem, Source, build};
use std::fmt::Write;
use std::fs;

const PAGE: &str = "docs/faults.md";

/// What the page says of a kind of fault.
struct Section {
    title: String,
    severity: String,
    is_fixed: bool,
    /// The files of its example by their names.
    files: Vec<(String, Vec<u8>)>,
    config: String,
    says: String,
}

/// A block between fences: what stands behind the first one, and its text.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut lines = text.lines();
    let mut blocks = Vec::new();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let inside = lines.by_ref().take_while(|line| *line != "```");
        blocks.push((info.to_owned(), joined(inside)));
    }
    blocks
}

/// A text with its escapes read: `\u{a0}` a character, `\xe9` a byte.
fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("\\u{").into_iter().chain(rest.find("\\x")).min() {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        let (value, length) = match rest[at..].strip_prefix("\\u{") {
            Some(digits) => {
                let end = digits.find('}').unwrap();
                (u32::from_str_radix(&digits[..end], 16).unwrap(), end + 4)
            }
            None => (u32::from_str_radix(&rest[at + 2..at + 4], 16).unwrap(), 4),
        };
        if rest[at..].starts_with("\\x") {
            bytes.push(u8::try_from(value).unwrap());
        } else {
            let letter = char::from_u32(value).unwrap();
            bytes.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
        }
        rest = &rest[at + length..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}

fn section(page: &str, code: Code) -> Section {
    let start = page.find(&format!("## {code}: ")).unwrap_or_else(|| panic!("{PAGE} lacks {code}"));
    let text = &page[start..];
    let end = text[2..].find("\n## CB").map_or(text.len(), |end| end + 2);
    let mut lines = text[..end].lines();
    let title = lines.next().unwrap().split_once(": ").unwrap().1.to_owned();
    let (severity, mending) = lines.nth(1).unwrap().split_once(". ").unwrap();
    assert!(
        ["`casebook check --fix` repairs it.", "To be mended by hand."].contains(&mending),
        "{code}: {mending}"
    );
    let mut section = Section {
        title,
        severity: severity.to_lowercase(),
        is_fixed: mending.contains("--fix"),
        files: Vec::new(),
        config: String::new(),
        says: String::new(),
    };
    for (info, text) in blocks(&text[..end]) {
        match info.split_once(' ').map_or((&*info, ""), |(name, how)| (name, how)) {
            ("says", _) => section.says = text,
            ("casebook.toml", _) => section.config = text,
            (name, "escaped") => section.files.push((name.to_owned(), unescaped(&text))),
            (name, _) => section.files.push((name.to_owned(), text.into())),
        }
    }
    section
}

fn built(files: &[(String, Vec<u8>)], config: &str) -> Built {
    let options = Options {
        config: Config::parse(config).unwrap(),
        paths: files.iter().map(|(name, _)| name.clone()).collect(),
        is_folder: files.len() > 1,
        this_year: Some(2026),
        may_be_no_list: vec![files.len() > 1; files.len()],
        ..Options::default()
    };
    let sources = files.iter().map(|(name, bytes)| Source::new(name, bytes.clone()).unwrap());
    build(sources.collect(), &options)
}

/// What is said of the example; of one that no list can be made of, what the command says.
fn said(section: &Section) -> String {
    if !section.files.is_empty() {
        return said_of(&built(&section.files, &section.config));
    }
    let folder = Folder::new("explained");
    let mut arguments = vec!["check", "none.md"];
    if !section.config.is_empty() {
        folder.write("casebook.toml", &section.config);
        folder.write("none.md", "");
        arguments.extend(["--config", "casebook.toml"]);
    }
    let output = casebook(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let is_message =
        |line: &&str| line.starts_with("none.md:") || line.starts_with("casebook.toml:");
    joined(said.lines().filter(is_message))
}

#[test]
fn every_kind_of_fault_is_told_with_its_title() {
    let page = text_of(PAGE);
    assert_eq!(page.matches("\n## CB").count(), Code::ALL.len());
    let order: Vec<usize> =
        Code::ALL.iter().map(|code| page.find(&format!("\n## {code}: ")).unwrap()).collect();
    assert!(order.is_sorted());
    for &code in Code::ALL {
        let section = section(&page, code);
        assert_eq!(section.title, code.title(), "{code}");
        assert_eq!(section.severity, code.severity().to_string(), "{code}");
    }
}

#[test]
fn examples_say_what_the_page_says() {
    let mut page = text_of(PAGE);
    let mut wrong = String::new();
    for &code in Code::ALL {
        let section = section(&page, code);
        let said = said(&section);
        if !said.contains(&format!("[{code}]")) {
            writeln!(wrong, "{code} is not in its example, which says:\n{said}").unwrap();
        } else if said != section.says {
            writeln!(wrong, "{code} says:\n{said}").unwrap();
        }
        let start = page.find(&format!("## {code}: ")).unwrap();
        let at = start + page[start..].find("```says\n").unwrap() + "```says\n".len();
        page.replace_range(at..at + section.says.len(), &said);
    }
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(project(PAGE), page).unwrap();
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn what_is_said_to_be_repaired_has_a_repair() {
    let page = text_of(PAGE);
    for &code in Code::ALL {
        let section = section(&page, code);
        if section.files.is_empty() {
            assert!(!section.is_fixed, "{code}");
            continue;
        }
        let problems = built(&section.files, &section.config).problems;
        let of_code = problems.iter().filter(|problem| problem.code == code);
        for Problem { fix, help, .. } in of_code {
            assert_eq!(!fix.is_empty(), section.is_fixed, "{code}");
            let says_what_to_do = section.is_fixed || !help.is_empty();
            assert!(says_what_to_do || code == Code::Merged, "{code} does not help");
        }
    }
}

#[test]
fn every_kind_of_fault_can_be_silenced() {
    let page = text_of(PAGE);
    for &code in Code::ALL {
        let Section { mut files, config, .. } = section(&page, code);
        if files.is_empty() {
            continue;
        }
        let silent = |files: &[(String, Vec<u8>)], config: &str, how: &str| {
            let problems = built(files, config).problems;
            let is_silent = problems.iter().all(|problem| problem.code != code);
            assert!(is_silent, "{code} is not silenced {how}: {problems:?}");
        };
        silent(&files, &format!("{config}\n[faults]\n{code} = \"allow\"\n"), "by [faults]");
        let allow = format!("{config}\n[[allow]]\ncode = \"{code}\"\n");
        silent(&files, &allow, "by [[allow]]");
        if files.iter().any(|(name, _)| !name.contains(".md")) {
            continue;
        }
        let mut whole = files.clone();
        for (_, bytes) in &mut whole {
            bytes.extend_from_slice(format!("\n<!-- casebook: allow-file {code} -->\n").as_bytes());
        }
        silent(&whole, &config, "by a comment for the file");
        let built = built(&files, &config);
        for problem in built.problems.iter().filter(|problem| problem.code == code) {
            let file = problem.span.file as usize;
            let line = built.files[file].place(problem.span.range().start).line;
            comment(&mut files[file].1, line, code);
        }
        silent(&files, &config, "by a comment on the line");
    }
}

#[test]
fn what_has_no_line_is_silenced_by_the_configuration_or_not_at_all() {
    let folder = Folder::new("silence");
    folder.write("list.md", "# Cases\n\n| Case Study |\n|--|\n| [A](https://a.example/) |\n");
    let check = |config: &str, code: i32, says: &str| {
        folder.write("casebook.toml", config);
        let output = casebook(folder.path(), &["check", "list.md", "none.md"]);
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.code(), Some(code), "{config}\n{told}");
        assert!(told.contains(says), "{config}\n{told}");
        assert_eq!(told.contains("[CB001]"), says == "[CB001]", "{config}\n{told}");
    };
    check("", 1, "[CB001]");
    check("[faults]\nCB001 = \"allow\"\n", 0, "1 entry · 0 errors");
    check("[[allow]]\ncode = \"CB001\"\nfile = \"none.md\"\n", 0, "1 entry · 0 errors");
    check("[[allow]]\ncode = \"CB001\"\nfile = \"other.md\"\n", 1, "[CB001]");
    check("[faults]\nCB001 = \"allow\"\nCB007 = \"allow\"\n\n[nonsense]\n", 1, "[CB007]");
}

/// Allows a fault on a line: at its end, or in YAML on a line in front of it.
fn comment(bytes: &mut Vec<u8>, line: usize, code: Code) {
    let text = String::from_utf8(std::mem::take(bytes)).unwrap();
    let fences = text.lines().enumerate().filter(|(_, line)| *line == "---").map(|(at, _)| at + 1);
    let front_matter = if text.starts_with("---\n") { fences.max().unwrap_or(0) } else { 0 };
    for (at, content) in text.lines().enumerate() {
        let is_it = at + 1 == line;
        if is_it && line < front_matter {
            bytes.extend_from_slice(format!("# casebook: allow {code}\n").as_bytes());
        }
        bytes.extend_from_slice(content.as_bytes());
        if is_it && line >= front_matter {
            bytes.extend_from_slice(format!(" <!-- casebook: allow {code} -->").as_bytes());
        }
        bytes.push(b'\n');
    }
}

#[test]
fn the_command_explains_by_any_name_of_a_code() {
    let explain = |arguments: &[&str], code: i32| {
        let output = casebook(&project(""), &[&["explain"], arguments].concat());
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        let said = [output.stdout, output.stderr].concat();
        String::from_utf8(said).unwrap()
    };
    let told = explain(&["CB020"], 0);
    assert!(told.starts_with("CB020: a row or a table broken over lines\n\nWarning."), "{told}");
    assert!(!told.contains('\u{1b}') && !told.contains("```"), "{told}");
    for name in ["cb20", "20", "020"] {
        assert_eq!(explain(&[name], 0), told, "{name}");
    }
    let all = explain(&[], 0);
    assert!(Code::ALL.iter().all(|code| all.contains(&format!("{code}  "))), "{all}");
    let told = explain(&["CB090"], 2);
    assert!(told.contains("there is no fault CB090") && told.contains("CB020: "), "{told}");
    explain(&["nonsense"], 2);
}
