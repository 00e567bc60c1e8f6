//! `casebook build`.

use super::arguments::{Build, Reading};
use super::export::as_it_is;
use super::site::{self, Folder, Publisher};
use super::{Stop, count, fail, file_of, lists, say, stderr, stdout, width};
use crate::catalog::Catalog;
use crate::curate::{Severity, render, write};
use std::fs::File;
use std::io;
use std::path::Path;

pub(super) fn run(arguments: &Build) -> Result<(), Stop> {
    let Build { reading, output, site, precompress, single_file, publishing, partial } = arguments;
    lists::keep(reading, output.as_deref())?;
    let is_published = site.is_some() || single_file.is_some();
    let publisher = is_published.then(|| Publisher::new(publishing, reading)).transpose()?;
    let Read { catalog, tally, is_sound } = read(reading, *partial, is_published)?;
    if output.is_some() || !is_published {
        write_catalog(&catalog, output.as_deref())?;
    }
    if let Some(path) = file_of(output.as_deref()) {
        say(format_args!("casebook: wrote {}: {tally}", path.display()));
    }
    if let Some(publisher) = &publisher {
        let folder = site.as_deref().map(|path| Folder { path, precompress: *precompress });
        site::write(publisher, catalog, folder, single_file.as_deref())?;
    }
    if is_sound { Ok(()) } else { Err(Stop::FAILED) }
}

/// A list that was read, and what of it may be written.
pub(super) struct Read {
    pub(super) catalog: Catalog,
    tally: String,
    is_sound: bool,
}

/// Reads lists, and says what is wrong with them. A catalog may be taken as it is, since it was checked when it
/// was made.
pub(super) fn read(reading: &Reading, partial: bool, is_made: bool) -> Result<Read, Stop> {
    if let Some(catalog) = is_made.then(|| as_it_is(reading)).transpose()?.flatten() {
        let tally = count(catalog.len(), "entry", "entries");
        return Ok(Read { catalog, tally, is_sound: true });
    }
    let built = lists::read(reading);
    let how = render::Text { width: width(&io::stderr()), least: Severity::Warning };
    stderr(|out| render::text(&built, how, out));
    let (tally, is_sound) = (render::tally(&built), built.is_sound());
    if !is_sound && !partial {
        return Err(fail(format_args!("casebook: {tally}; nothing is written")));
    }
    Ok(Read { catalog: built.catalog, tally, is_sound })
}

fn write_catalog(catalog: &Catalog, output: Option<&Path>) -> Result<(), Stop> {
    let Some(path) = file_of(output) else { return stdout(|out| write(catalog, out)) };
    File::create(path)
        .and_then(|mut file| write(catalog, &mut file))
        .map_err(|error| fail(format_args!("{}: error: cannot write it: {error}", path.display())))
}
