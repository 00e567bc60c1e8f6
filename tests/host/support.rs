//! What several tests need.

use casebook::curate::Built;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs, process};

pub(crate) const LINK_BASE: &str = "https://github.com/themanojdesai/genai-llm-ml-case-studies/blob/main/case-studies/by-industry/";

/// A file of the project.
pub(crate) fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The text of a file of the project.
pub(crate) fn text_of(path: &str) -> String {
    fs::read_to_string(project(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The page that the list was taken from, where it is at hand.
pub(crate) fn seed() -> Option<PathBuf> {
    let path = project("../shared/seeds/media-and-streaming.md");
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} is not here", path.display());
    None
}

/// A row of a list as a person reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) company: String,
    pub(crate) title: String,
    pub(crate) link: String,
    pub(crate) year: String,
    pub(crate) tags: Vec<String>,
}

/// The rows of a list, by cutting lines at bars: less than the command can, and nothing in common.
pub(crate) fn rows(list: &str) -> Vec<Row> {
    let lines = list.lines().filter(|line| line.starts_with("| ") && line.contains("]("));
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [company, case_study, year, tags] = cells[..] else { panic!("{line}") };
        let inner = case_study.strip_prefix('[').and_then(|rest| rest.strip_suffix(')'));
        let (title, link) = inner.and_then(|inner| inner.split_once("](")).expect(line);
        let tags = tags.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        let [company, title, link, year] = [company, title, link, year].map(str::to_owned);
        Row { company, title, link, year, tags }
    };
    lines.map(row).collect()
}

/// Runs the command in a folder.
pub(crate) fn casebook(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().expect("casebook runs")
}

/// The command in a folder, to be run.
pub(crate) fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_casebook"));
    command.current_dir(folder).args(arguments);
    command
}

/// What the command says to standard error.
pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What the command prints to standard output.
pub(crate) fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A folder of a test's own, gone with the test.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(test: &str) -> Self {
        let path = env::temp_dir().join(format!("casebook-{test}-{}", process::id()));
        fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.0.join(name);
        let folder = path.parent().expect("a folder of the file");
        fs::create_dir_all(folder).expect("a folder in a temporary folder");
        fs::write(path, content).expect("a file in a temporary folder");
    }

    pub(crate) fn read(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.0.join(name)).ok()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        _ = fs::remove_dir_all(&self.0);
    }
}

/// Texts, each on a line of its own.
pub(crate) fn lines<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    texts.flat_map(|text| [text, "\n"]).collect()
}

/// The problems of a list, each on a line as the command says it first.
pub(crate) fn said_of(built: &Built) -> String {
    let mut said = String::new();
    for problem in &built.problems {
        let file = &built.files[problem.span.file as usize];
        let place = file.place(problem.span.range().start);
        let (severity, code, message) = (problem.severity, problem.code, &problem.message);
        writeln!(said, "{}:{place}: {severity}[{code}]: {message}", file.name()).unwrap();
    }
    said
}
