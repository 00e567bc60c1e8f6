//! A curator's first steps: a list that is set up, previewed, and published as one file.

use crate::site::with_app;
use crate::support::{Folder, casebook, command, said};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

/// `casebook serve`, ended with the test.
struct Preview {
    process: Child,
    /// What it says, line by line.
    said: Receiver<String>,
    address: String,
}

impl Preview {
    fn start(folder: &Folder) -> Self {
        let mut command =
            command(folder.path(), &["serve", "list.md", "--app", "app", "--port", "0"]);
        let mut process = command.stderr(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(process.stderr.take().unwrap()).lines();
        let (tell, said) = mpsc::channel();
        thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| tell.send(line)));
        let mut preview = Self { process, said, address: String::new() };
        let line = preview.wait_for("casebook: the list is at ");
        let (_, address) = line.split_once("http://").unwrap();
        preview.address.push_str(address.split('/').next().unwrap());
        preview
    }

    /// The next line with a text in it.
    fn wait_for(&self, text: &str) -> String {
        let next = || self.said.recv_timeout(Duration::from_secs(20));
        loop {
            let line = next().unwrap_or_else(|_| panic!("it never says {text}"));
            if line.contains(text) {
                return line;
            }
        }
    }

    /// The head and the body of an answer.
    fn get(&self, path: &str) -> (String, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET /{path} HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.to_owned(), body.to_owned())
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        _ = self.process.kill();
        _ = self.process.wait();
    }
}

fn list(title: &str) -> String {
    format!(
        "# {title}\n\n| Case Study | Tags |\n|--|--|\n| [A](https://a.example/) | x |\n| [B](https://b.example/) | x |\n"
    )
}

#[test]
fn a_preview_follows_the_list_and_keeps_the_last_good_one() {
    let folder = with_app("preview");
    folder.write("list.md", list("First"));
    let preview = Preview::start(&folder);
    let (head, page) = preview.get("");
    assert!(head.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/html"), "{head}");
    assert!(page.contains("<title>First</title>"));
    assert!(page.contains("<script src=\"/.casebook-reload.js\"></script></body>"));
    assert!(preview.get("tag/x.html?a").1.contains("<title>x · First</title>"));
    assert!(preview.get(".casebook-reload.js").1.contains("/.casebook-version"));
    let version = preview.get(".casebook-version").1;

    folder.write("list.md", list("Second, with a longer title"));
    preview.wait_for("casebook: shows 2 entries");
    assert!(preview.get("index.html").1.contains("<title>Second, with a longer title</title>"));
    assert_ne!(preview.get(".casebook-version").1, version);

    folder.write("list.md", "| Case Study | Year |\n|--|--|\n| [A](javascript:x) | soon |\n");
    assert!(preview.wait_for("error[CB031]").starts_with("list.md:3:3"));
    preview.wait_for("what was shown stays");
    assert!(preview.get("").1.contains("<title>Second"));

    for outside in ["../list.md", "..%2flist.md", "list.md", "tag"] {
        assert!(preview.get(outside).0.starts_with("HTTP/1.1 404"), "{outside}");
    }
}

#[test]
fn a_list_with_errors_is_shown_as_soon_as_it_has_none() {
    let folder = with_app("preview-of-errors");
    folder.write("list.md", "");
    let preview = Preview::start(&folder);
    let (_, page) = preview.get("");
    assert!(
        page.contains("This list has errors") && page.contains(".casebook-reload.js"),
        "{page}"
    );
    folder.write("list.md", list("Mended"));
    preview.wait_for("casebook: shows 2 entries");
    assert!(preview.get("").1.contains("<title>Mended</title>"));
}

#[test]
fn a_new_list_is_sound_and_nothing_is_overwritten() {
    let folder = with_app("new");
    let new = |arguments: &[&str]| casebook(folder.path(), &[&["new"], arguments].concat());
    let output = new(&["notes", "--repository", "somebody/casebook"]);
    assert!(output.status.success(), "{}", said(&output));
    let output =
        casebook(folder.path(), &["build", "notes/list.md", "--site", "out", "--app", "app"]);
    assert_eq!(said(&output), "casebook: wrote out: 2 entries, 3 pages\n");
    let workflow = folder.read("notes/.github/workflows/pages.yml").unwrap();
    assert!(workflow.contains("repository: somebody/casebook\n"), "{workflow}");
    let parsed = <saphyr::Yaml as saphyr::LoadableYamlNode>::load_from_str(&workflow).unwrap();
    assert_eq!(parsed.len(), 1);

    folder.write("notes/list.md", "mine");
    let output = new(&["notes"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).starts_with("notes/list.md: error: there is one already"));
    assert_eq!(folder.read("notes/list.md").unwrap(), "mine");
    // Nothing of it is written where one part is there.
    folder.write("other/casebook.toml", "");
    assert_eq!(new(&["other"]).status.code(), Some(1));
    assert!(folder.read("other/list.md").is_none());
    assert_eq!(new(&["x", "--repository", "a/b/c; rm"]).status.code(), Some(2));
}

#[test]
fn one_file_has_all_of_the_site() {
    let folder = with_app("single");
    folder.write("list.md", list("One </script> file"));
    let arguments = ["build", "list.md", "--single-file", "one.html", "--app", "app"];
    let output = casebook(folder.path(), &arguments);
    assert_eq!(said(&output), "casebook: wrote one.html: 2 entries\n");
    let page = folder.read("one.html").unwrap();
    assert!(
        page.contains("<style>p{}</style>") && page.contains("<script type=module>go()</script>")
    );
    assert!(page.contains("One \\u003c/script> file") && !page.contains("src=./"));
    assert!(!page.contains("href=\"catalog.json\"") && !page.contains("feed.xml"));
}
