//! Writes the site of a list, and takes away what is left of an earlier one.

use super::arguments::{Publishing, Reading};
use super::{Stop, app, count, fail, lists, say};
use crate::catalog::{Catalog, decode, encode};
use crate::query::Library;
use crate::site::{App, File, files, single_file};
use std::collections::HashSet;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Component, Path};
use url::Url;

/// Names the files of a site that we wrote, a line each, so that nothing else is ever taken away.
const WRITTEN: &str = ".casebook-files";

/// All that a site is made with, but for its list.
pub(super) struct Publisher {
    app: App,
    address: Option<Url>,
}

impl Publisher {
    /// What the arguments name. Known before a long list is read.
    pub(super) fn new(publishing: &Publishing, reading: &Reading) -> Result<Self, Stop> {
        let app = app::find(publishing.app.as_deref())?;
        let address = publishing.site_url.clone().or_else(|| lists::site_url(reading));
        // Of a folder, whether or not that was written.
        let folder = |url: String| if url.ends_with('/') { url } else { url + "/" };
        let address = address.and_then(|url| Url::parse(&folder(url)).ok());
        Ok(Self { app, address })
    }

    /// The site of a list, one file after the other.
    pub(super) fn each(
        &self,
        library: &Library,
        file: impl FnMut(File) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        files(&self.app, library, self.address.as_ref()).try_for_each(file)
    }
}

/// A list as the page reads it, so that values have the same numbers.
pub(super) fn library(catalog: Catalog) -> Library {
    Library::new(decode(encode(&catalog).as_bytes()).unwrap_or(catalog))
}

/// Writes the site of a catalog into a folder, into a file, or both.
pub(super) fn write(
    publisher: &Publisher,
    catalog: Catalog,
    folder: Option<&Path>,
    single: Option<&Path>,
) -> Result<(), Stop> {
    let library = library(catalog);
    let entries = count(library.catalog().len(), "entry", "entries");
    if let Some(folder) = folder {
        let pages = count(write_folder(publisher, &library, folder)?, "page", "pages");
        say(format_args!("casebook: wrote {}: {entries}, {pages}", folder.display()));
    }
    if let Some(path) = single {
        super::write(&single_file(&publisher.app, &library), Some(path))?;
        say(format_args!("casebook: wrote {}: {entries}", path.display()));
    }
    Ok(())
}

/// Writes the site of a list in place of an earlier one; how many pages it has.
fn write_folder(publisher: &Publisher, library: &Library, folder: &Path) -> Result<usize, Stop> {
    let cannot = |path: &str, error: io::Error| {
        fail(format_args!("{}: error: cannot write it: {error}", folder.join(path).display()))
    };
    let before = written(folder);
    fs::create_dir_all(folder).map_err(|error| cannot("", error))?;
    // Told before it is written, so that who breaks off can go on.
    let told = OpenOptions::new().create(true).append(true).open(folder.join(WRITTEN));
    let mut told = told.map_err(|error| cannot(WRITTEN, error))?;
    let mut now = Vec::new();
    publisher.each(library, |File { path, content }| {
        let place = folder.join(&path);
        if !before.contains(&path) && place.symlink_metadata().is_ok() {
            return Err(fail(format_args!(
                "{}: error: this is no file that casebook wrote; name another folder, or remove it",
                place.display()
            )));
        }
        writeln!(told, "{path}").map_err(|error| cannot(WRITTEN, error))?;
        let parent = place.parent().map_or(Ok(()), fs::create_dir_all);
        parent.and_then(|()| fs::write(&place, content)).map_err(|error| cannot(&path, error))?;
        now.push(path);
        Ok(())
    })?;
    let still: HashSet<&String> = now.iter().collect();
    let mut stale = before.iter().filter(|path| !still.contains(path));
    stale.try_for_each(|path| remove(folder, path)).map_err(|error| cannot("", error))?;
    fs::write(folder.join(WRITTEN), now.join("\n") + "\n")
        .map_err(|error| cannot(WRITTEN, error))?;
    let is_page = |path: &&String| Path::new(path).extension().is_some_and(|end| end == "html");
    Ok(now.iter().filter(is_page).count())
}

/// The files of a site that we wrote.
fn written(folder: &Path) -> HashSet<String> {
    let list = fs::read_to_string(folder.join(WRITTEN)).unwrap_or_default();
    // Somebody may have edited it: what leads out of the folder is not ours.
    let is_within =
        |path: &&str| Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    list.lines().filter(|path| !path.is_empty()).filter(is_within).map(str::to_owned).collect()
}

/// Removes a file, and its folder if nothing else is in that.
fn remove(folder: &Path, path: &str) -> io::Result<()> {
    let place = folder.join(path);
    match fs::remove_file(&place) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    if let Some(parent) = place.parent().filter(|parent| *parent != folder) {
        // It refuses if there is something in it.
        _ = fs::remove_dir(parent);
    }
    Ok(())
}
