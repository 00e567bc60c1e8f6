//! `casebook serve`: the site of a list on this machine, made anew whenever the list has changed.

mod http;

use super::arguments::{Reading, Serve};
use super::site::{Publisher, library};
use super::{Stop, build, count, fail, lists, say};
use crate::site::File;
use http::Answer;
use std::collections::HashMap;
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How often the files of the list are looked at.
const PAUSE: Duration = Duration::from_millis(400);
/// Where pages of the preview ask which site there is, and the script by which they do. No list has such files.
const VERSION: &str = ".casebook-version";
const RELOAD: &str = ".casebook-reload.js";
const SCRIPT: &str = "<script src=\"/.casebook-reload.js\"></script>";
/// What is shown until there is a list.
const NOTHING: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>Casebook</title>\
    <p>This list has errors; the terminal tells which. It is shown here as soon as it has none.</p>";

/// A site as it was made last.
#[derive(Default)]
struct Preview {
    files: HashMap<String, Vec<u8>>,
    /// Tells it from any other, also from those of earlier runs.
    version: u128,
}

pub(super) fn run(arguments: &Serve) -> Result<(), Stop> {
    let Serve { reading, publishing, port } = arguments;
    let publisher = Publisher::new(publishing, reading)?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).map_err(|error| {
        fail(format_args!("port {port}: error: {error}; another one is chosen with --port"))
    })?;
    let address = listener.local_addr().map_err(fail)?;
    let shown = Arc::new(RwLock::new(Preview::default()));
    let seen = stamps(reading);
    refresh(&publisher, reading, &shown);
    say(format_args!("casebook: the list is at http://{address}/ (Ctrl-C ends it)"));
    let answered = shown.clone();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let shown = answered.clone();
            // Whoever went away needs no answer.
            thread::spawn(move || {
                _ = http::answer(&stream, |path| {
                    find(&shown.read().unwrap_or_else(PoisonError::into_inner), path)
                });
            });
        }
    });
    watch(&publisher, reading, &shown, seen)
}

/// Makes the site anew whenever a file of the list has changed.
fn watch(
    publisher: &Publisher,
    reading: &Reading,
    shown: &RwLock<Preview>,
    mut seen: Vec<Stamp>,
) -> ! {
    loop {
        thread::sleep(PAUSE);
        let now = stamps(reading);
        if now != seen {
            seen = now;
            refresh(publisher, reading, shown);
        }
    }
}

/// Makes the site of the list as it is now. Of one with errors they are said, and what was shown stays.
fn refresh(publisher: &Publisher, reading: &Reading, shown: &RwLock<Preview>) {
    let mut files = HashMap::new();
    let made = build::read(reading, false, true).and_then(|read| {
        let library = library(read.catalog);
        let entries = count(library.catalog().len(), "entry", "entries");
        publisher.each(&library, |File { path, content }| {
            // A browser would keep what is only a preview, for whatever comes to this port later.
            if path != "worker.js" {
                files.insert(path, content.into_owned());
            }
            Ok(())
        })?;
        Ok(entries)
    });
    match made {
        Ok(entries) => {
            let version = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            let preview = Preview { files, version: version.as_nanos() };
            *shown.write().unwrap_or_else(PoisonError::into_inner) = preview;
            say(format_args!("casebook: shows {entries}"));
        }
        Err(_) => say("casebook: what was shown stays until that is mended"),
    }
}

/// What is at a path of the preview.
fn find(preview: &Preview, path: &str) -> Answer {
    let index = if path.is_empty() || path.ends_with('/') { "index.html" } else { "" };
    let path = format!("{path}{index}");
    let content = match &*path {
        VERSION => preview.version.to_string().into_bytes(),
        RELOAD => include_bytes!("reload.js").to_vec(),
        _ => match preview.files.get(&path) {
            Some(page) if http::kind(&path) == http::HTML => reloading(page),
            Some(file) => file.clone(),
            None if path == "index.html" => reloading(NOTHING.as_bytes()),
            None => {
                let (status, kind) = ("404 Not Found", "text/plain; charset=utf-8");
                return Answer { status, kind, content: b"There is no such file.".to_vec() };
            }
        },
    };
    Answer::found(&path, content)
}

/// A page that loads itself again.
fn reloading(page: &[u8]) -> Vec<u8> {
    let page = String::from_utf8_lossy(page);
    let (page, end) = page.split_at(page.rfind("</body>").unwrap_or(page.len()));
    [page, SCRIPT, end].concat().into_bytes()
}

/// A file, when it was changed, and how long it is.
type Stamp = (PathBuf, Option<(SystemTime, u64)>);

fn stamps(reading: &Reading) -> Vec<Stamp> {
    let stamp = |path: PathBuf| {
        let file = path.metadata().ok();
        let stamp = file.and_then(|file| Some((file.modified().ok()?, file.len())));
        (path, stamp)
    };
    lists::paths(reading).into_iter().map(stamp).collect()
}
