//! The files that a list is read from: named one by one, or found in folders.

use super::source::Source;
use clap::ValueEnum;
use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// Tables, pages of case studies, lists of links, the same in HTML.
    Markdown,
    /// Values with commas, semicolons or tabs between them.
    Csv,
    /// Values with tabs between them.
    Tsv,
    /// A list of entries, or a map that has one.
    Yaml,
    /// A list of entries, or a catalog.
    Json,
}

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Input {
    /// Where it is, and what messages call it.
    pub(super) path: PathBuf,
    /// Whether it was named, rather than found in a folder.
    pub(super) is_named: bool,
}

/// All files of the inputs, each once, in the order of their paths: the same files give the same list,
/// in whatever order they are named. A folder that cannot be read is among them, as what it is.
pub(super) fn find(inputs: &[PathBuf]) -> Vec<Input> {
    let mut found = Vec::new();
    for path in inputs {
        if path.is_dir() {
            look_into(path, &mut found);
        } else {
            found.push(Input { path: path.clone(), is_named: true });
        }
    }
    // `is_named` first, so that a file that is both stays the named one.
    found.sort_by_cached_key(|input| (key(&input.path), !input.is_named));
    found.dedup_by(|a, b| key(&a.path) == key(&b.path));
    found
}

/// Adds the files of a folder, or the folder itself, so that whoever tries to read it says why it cannot
/// be read.
fn look_into(folder: &Path, found: &mut Vec<Input>) {
    if walk(folder, found).is_err() {
        found.push(Input { path: folder.to_owned(), is_named: true });
    }
}

/// A path without `.`, by which the same file is known.
fn key(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != Component::CurDir).collect()
}

/// Adds the files of a folder that may be lists, and those of the folders in it.
fn walk(folder: &Path, found: &mut Vec<Input>) -> io::Result<()> {
    const NOT_LISTS: [&str; 7] = [
        // What a list becomes; it may well be written beside it.
        "catalog.json",
        "node_modules",
        "target",
        "package.json",
        "package-lock.json",
        "tsconfig.json",
        "mkdocs.yml",
    ];
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(['.', '_']) || NOT_LISTS.contains(&&*name) {
            continue;
        }
        let path = entry.path();
        let kind = entry.file_type()?;
        if kind.is_dir() {
            look_into(&path, found);
        } else if by_extension(&path).is_some() && path.is_file() {
            found.push(Input { path, is_named: false });
        }
    }
    Ok(())
}

/// Reads a file, or standard input if it is called `-`.
pub(super) fn read(input: &Input) -> Result<Source, super::source::ReadError> {
    if input.path.as_os_str() != "-" {
        return Source::read(&input.path);
    }
    let mut bytes = Vec::new();
    let name = "standard input".to_owned();
    match io::stdin().lock().read_to_end(&mut bytes) {
        Ok(_) => Source::new(&name, bytes),
        Err(error) => Err(super::source::ReadError::Unreadable { name, error }),
    }
}

/// The folder that all inputs are in.
pub(super) fn root(inputs: &[PathBuf]) -> PathBuf {
    let folder = |path: &PathBuf| {
        if path.is_dir() { key(path) } else { path.parent().map(key).unwrap_or_default() }
    };
    let mut folders = inputs.iter().map(folder);
    let first = folders.next().unwrap_or_default();
    folders.fold(first, |common, folder| {
        common
            .components()
            .zip(folder.components())
            .take_while(|(a, b)| a == b)
            .map(|(a, _)| a)
            .collect()
    })
}

/// The path of a file below a folder, with `/` between its parts.
pub(super) fn path_below(root: &Path, path: &Path) -> String {
    let path = key(path);
    let below = path.strip_prefix(key(root)).unwrap_or(&path);
    let parts = below.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
    parts.collect::<Vec<_>>().join("/")
}

/// The form of a file, by its name or else by what is in it.
pub(super) fn form(path: &Path, text: &str) -> Form {
    by_extension(path).unwrap_or_else(|| by_content(text))
}

fn by_extension(path: &Path) -> Option<Form> {
    Some(match path.extension()?.to_string_lossy().to_ascii_lowercase().as_str() {
        "md" | "markdown" | "mdx" | "mkd" => Form::Markdown,
        "csv" => Form::Csv,
        "tsv" | "tab" => Form::Tsv,
        "yaml" | "yml" => Form::Yaml,
        "json" | "jsonl" | "ndjson" | "jsonc" => Form::Json,
        _ => return None,
    })
}

fn by_content(text: &str) -> Form {
    let start = text.trim_start();
    let first = start.lines().next().unwrap_or_default();
    let second = start.lines().nth(1).unwrap_or_default();
    if start.starts_with('{') || (start.starts_with('[') && !first.contains("](")) {
        Form::Json
    } else if start.starts_with('<')
        || first.starts_with('|')
        || first.starts_with('#')
        || first == "---"
        || second.contains("--|")
        || second.contains("|--")
    {
        Form::Markdown
    } else if first.contains('\t') {
        Form::Tsv
    } else if (first.starts_with("- ") || first.ends_with(':')) && !first.contains("](") {
        Form::Yaml
    } else if first.matches([',', ';']).count() > 0
        && first.matches([',', ';']).count()
            == second.matches([',', ';']).count().min(first.matches([',', ';']).count())
    {
        Form::Csv
    } else {
        Form::Markdown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told_by_name_and_content() {
        let check = |path: &str, text: &str, expected| {
            assert_eq!(form(Path::new(path), text), expected, "{path} {text}");
        };
        check("a.MD", "", Form::Markdown);
        check("a.csv", "# A", Form::Csv);
        check("a.yml", "", Form::Yaml);
        check("a.jsonl", "", Form::Json);
        check("-", "{\"a\": 1}", Form::Json);
        check("-", "[\n{}]", Form::Json);
        check("-", "[x](y)\n", Form::Markdown);
        check("-", "a\tb\n1\t2\n", Form::Tsv);
        check("-", "a,b\n1,2\n", Form::Csv);
        check("-", "a;b\n1;2\n", Form::Csv);
        check("-", "- title: x\n", Form::Yaml);
        check("-", "a | b\n--|--\n", Form::Markdown);
        check("a.html", "<!DOCTYPE html>\t<p>\n", Form::Markdown);
    }

    #[test]
    fn the_root_is_the_folder_of_all() {
        let check = |paths: &[&str], expected: &str| {
            let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
            assert_eq!(root(&paths), Path::new(expected), "{paths:?}");
        };
        check(&["none/a.md"], "none");
        check(&["none/a.md", "none/b/c.md"], "none");
        check(&["./none/a.md", "other/b.md"], "");
        check(&["/none/x/a.md", "/none/y/b.md"], "/none");
        assert_eq!(path_below(Path::new("./a"), Path::new("a/b/c.md")), "b/c.md");
        assert_eq!(path_below(Path::new(""), Path::new("./c.md")), "c.md");
    }
}
