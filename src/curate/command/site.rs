//! Writes the site of a list, and takes away what is left of an earlier one.

use super::arguments::{Publishing, Reading};
use super::{Stop, app, compress, count, fail, file_of, lists, say};
use crate::catalog::{Catalog, decode, encode};
use crate::query::Library;
use crate::site::{App, File, files, single_file};
use std::collections::HashSet;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};
use url::Url;

/// Names the files of a site that we wrote, a line each, so that nothing else is ever taken away.
const WRITTEN: &str = ".casebook-files";
/// What a file is called until all of it is written.
const PART: &str = ".casebook-part";

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

/// Where a site goes, and how.
#[derive(Clone, Copy)]
pub(super) struct Folder<'a> {
    pub(super) path: &'a Path,
    /// Whether compressed forms of its files are put beside them.
    pub(super) precompress: bool,
}

/// A list as the page reads it, so that values have the same numbers.
pub(super) fn library(catalog: Catalog) -> Library {
    Library::new(decode(encode(&catalog).as_bytes()).unwrap_or(catalog))
}

/// Writes the site of a catalog into a folder, into a file, or both.
pub(super) fn write(
    publisher: &Publisher,
    catalog: Catalog,
    folder: Option<Folder>,
    single: Option<&Path>,
) -> Result<(), Stop> {
    let library = library(catalog);
    let entries = count(library.catalog().len(), "entry", "entries");
    if let Some(folder) = folder {
        let pages = count(write_folder(publisher, &library, folder)?, "page", "pages");
        say(format_args!("casebook: wrote {}: {entries}, {pages}", folder.path.display()));
    }
    if let Some(path) = single {
        super::write(&single_file(&publisher.app, &library), Some(path))?;
        if let Some(path) = file_of(Some(path)) {
            say(format_args!("casebook: wrote {}: {entries}", path.display()));
        }
    }
    Ok(())
}

/// Writes the site of a list in place of an earlier one; how many pages it has.
fn write_folder(publisher: &Publisher, library: &Library, folder: Folder) -> Result<usize, Stop> {
    let mut writer = Writer::new(folder.path)?;
    publisher.each(library, |File { path, content }| {
        writer.write(&path, &content)?;
        let is_compressed = folder.precompress && compress::is_worth_it(&path, &content);
        let ends = compress::ENDS.iter().filter(|_| is_compressed);
        ends.copied().try_for_each(|end| writer.write_compressed(&path, &content, end))
    })?;
    writer.finish()
}

/// Puts files in the place of those that we wrote before.
struct Writer<'a> {
    folder: &'a Path,
    before: HashSet<String>,
    /// Names what is written, before it is, so that who breaks off can go on.
    told: fs::File,
    now: Vec<String>,
}

impl<'a> Writer<'a> {
    fn new(folder: &'a Path) -> Result<Self, Stop> {
        let before = written(folder);
        let told = fs::create_dir_all(folder)
            .and_then(|()| OpenOptions::new().create(true).append(true).open(folder.join(WRITTEN)));
        let told = told.map_err(|error| cannot(&folder.join(WRITTEN), &error))?;
        Ok(Self { folder, before, told, now: Vec::new() })
    }

    /// Writes a file, unless it is there already: by its date, servers and copies know that it is the same.
    fn write(&mut self, path: &str, content: &[u8]) -> Result<(), Stop> {
        let place = self.claim(path)?;
        if fs::read(&place).is_ok_and(|before| before == content) {
            return Ok(());
        }
        let write = || {
            // What was compressed of another content is not to be sent for this one, whatever happens next.
            let ends = compress::ENDS.map(|end| format!("{path}{end}"));
            let mut old = ends.iter().filter(|end| self.before.contains(*end));
            old.try_for_each(|end| remove(self.folder, end))?;
            place.parent().map_or(Ok(()), fs::create_dir_all)?;
            self.put(&place, content)
        };
        write().map_err(|error| cannot(&place, &error))
    }

    /// Writes a compressed form of a file, unless it is there already.
    fn write_compressed(&mut self, path: &str, content: &[u8], end: &str) -> Result<(), Stop> {
        let place = self.claim(&format!("{path}{end}"))?;
        if !place.is_file() {
            compress::compressed(content, end)
                .and_then(|content| self.put(&place, &content))
                .map_err(|error| cannot(&place, &error))?;
        }
        Ok(())
    }

    /// Puts content in a place at once, since a server may be sending what is there.
    fn put(&self, place: &Path, content: &[u8]) -> io::Result<()> {
        let part = self.folder.join(PART);
        fs::write(&part, content)?;
        fs::rename(part, place)
    }

    /// The place of a file of the site, which is ours from now on.
    fn claim(&mut self, path: &str) -> Result<PathBuf, Stop> {
        let place = self.folder.join(path);
        if !self.before.contains(path) && place.symlink_metadata().is_ok() {
            return Err(fail(format_args!(
                "{}: error: this is no file that casebook wrote; name another folder, or remove it",
                place.display()
            )));
        }
        writeln!(self.told, "{path}")
            .map_err(|error| cannot(&self.folder.join(WRITTEN), &error))?;
        self.now.push(path.to_owned());
        Ok(place)
    }

    /// Takes away what was written before and not now; how many pages there are.
    fn finish(self) -> Result<usize, Stop> {
        let Self { folder, before, now, .. } = self;
        let still: HashSet<&String> = now.iter().collect();
        let mut stale = before.iter().filter(|path| !still.contains(path));
        stale.try_for_each(|path| remove(folder, path)).map_err(|error| cannot(folder, &error))?;
        let told = folder.join(WRITTEN);
        fs::write(&told, now.join("\n") + "\n").map_err(|error| cannot(&told, &error))?;
        let is_page = |path: &&String| Path::new(path).extension().is_some_and(|end| end == "html");
        Ok(now.iter().filter(is_page).count())
    }
}

fn cannot(place: &Path, error: &io::Error) -> Stop {
    fail(format_args!("{}: error: cannot write it: {error}", place.display()))
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
