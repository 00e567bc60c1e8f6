//! What a visit costs a server: requests and bytes, as nginx sends the site to a browser.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::driver::Session;
use super::generate::workload;
use crate::hosts::{self, Host};
use crate::page;
use crate::trouble::{Doing, Result, Trouble};

/// The list that ships.
const SHIPPED: u32 = 44;
/// Where a site is on its server.
const PATH: &str = "/list/";

/// What one visit took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Figures {
    pub(super) rows: u32,
    pub(super) visit: &'static str,
    pub(super) requests: u64,
    /// How many of them were answered with "not modified".
    pub(super) unchanged: u64,
    /// Of all answers, with their headers.
    pub(super) bytes: u64,
}

/// A visit by somebody who was never there.
pub(super) const FIRST: &str = "first";
/// A visit when nothing has changed.
pub(super) const REPEAT: &str = "again";

/// Makes visits to sites of so many rows each, with the app that was built last.
///
/// # Errors
/// When a site cannot be made, or a program is missing.
pub(super) fn measure(sizes: &[u32]) -> Result<Vec<Figures>> {
    hosts::ensure()?;
    let mut figures = Vec::new();
    for &rows in sizes {
        eprintln!("Visiting a list of {rows} rows.");
        figures.extend(visits(rows)?);
    }
    Ok(figures)
}

fn visits(rows: u32) -> Result<Vec<Figures>> {
    let list = if rows == SHIPPED {
        let list = crate::root().join("public/catalog.json");
        fs::read_to_string(list).doing(|| "read the list".to_owned())?
    } else {
        workload(rows as usize).catalog
    };
    let (root, site) = published("bench-visits", &list)?;
    let server = Host::nginx(&root, PATH)?;
    let mut seen = 0;
    let mut visit = |session: &Session, visit, path: &str| {
        session.open("about:blank")?;
        session.open(&format!("{}{path}", server.url()))?;
        // Until all is there that the page loads when it rests, and the service worker has looked for a newer one.
        session.promised("await new Promise((done) => setTimeout(done, 8000))")?;
        let answers = server.answers()?.split_off(seen);
        seen += answers.len();
        let unchanged = answers.iter().filter(|answer| answer.status == 304).count() as u64;
        let bytes = answers.iter().map(|answer| answer.bytes).sum();
        Ok::<_, Trouble>(Figures { rows, visit, requests: answers.len() as u64, unchanged, bytes })
    };
    let reader = Session::start()?;
    let first = visit(&reader, FIRST, "")?;
    let again = visit(&reader, REPEAT, "")?;
    publish(&without_last(&list)?, &root, &site)?;
    let updated = visit(&reader, "again, after the list has changed", "")?;
    let plain = visit(&Session::start()?, "first, of a plain page", &plain_page(&site)?)?;
    Ok(vec![first, again, updated, plain])
}

/// The site of a list with compressed files, in a folder of target/: that, and the folder of the site in it.
pub(super) fn published(name: &str, list: &str) -> Result<(PathBuf, PathBuf)> {
    let root = crate::root().join("target").join(name);
    let site = root.join(PATH.trim_matches('/'));
    if root.exists() {
        fs::remove_dir_all(&root).doing(|| format!("remove {}", root.display()))?;
    }
    fs::create_dir_all(&root).doing(|| format!("make {}", root.display()))?;
    publish(list, &root, &site)?;
    Ok((root, site))
}

fn publish(list: &str, root: &Path, site: &Path) -> Result<()> {
    let file = root.join("list.json");
    fs::write(&file, list).doing(|| format!("write {}", file.display()))?;
    page::publish_precompressed(&file, site)
}

fn without_last(list: &str) -> Result<String> {
    let fault = || Trouble::new("the list has no entries");
    let mut list: Value = serde_json::from_str(list).map_err(|_| fault())?;
    list["entries"].as_array_mut().ok_or_else(fault)?.pop();
    Ok(list.to_string())
}

/// The first page of a tag, relative to the site.
fn plain_page(site: &Path) -> Result<String> {
    let tags = fs::read_dir(site.join("tag")).doing(|| "read the pages of tags".to_owned())?;
    let names = tags.filter_map(|tag| tag.ok()?.file_name().into_string().ok());
    let is_page = |name: &String| Path::new(name).extension().is_some_and(|end| end == "html");
    let first = names.filter(is_page).min();
    first.map(|name| format!("tag/{name}")).ok_or_else(|| Trouble::new("no tag has a page"))
}
