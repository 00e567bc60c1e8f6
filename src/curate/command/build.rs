//! `casebook build`.

use super::arguments::Build;
use super::{Stop, fail, lists, say, stderr, stdout, width};
use crate::catalog::Catalog;
use crate::curate::{Severity, render, write};
use std::fs::File;
use std::io;
use std::path::Path;

pub(super) fn run(arguments: &Build) -> Result<(), Stop> {
    let Build { reading, output, partial } = arguments;
    lists::keep(reading, output.as_deref())?;
    let built = lists::read(reading);
    let how = render::Text { width: width(&io::stderr()), least: Severity::Warning };
    stderr(|out| render::text(&built, how, out));
    if !built.is_sound() && !partial {
        return Err(fail(format_args!("casebook: {}; nothing is written", render::tally(&built))));
    }
    let (tally, is_sound) = (render::tally(&built), built.is_sound());
    // All has been said of the files, and they may be large.
    drop(built.files);
    write_catalog(&built.catalog, output.as_deref())?;
    if let Some(path) = output {
        say(format_args!("casebook: wrote {}: {tally}", path.display()));
    }
    if is_sound { Ok(()) } else { Err(Stop::FAILED) }
}

pub(super) fn write_catalog(catalog: &Catalog, output: Option<&Path>) -> Result<(), Stop> {
    let Some(path) = output else { return stdout(|out| write(catalog, out)) };
    File::create(path)
        .and_then(|mut file| write(catalog, &mut file))
        .map_err(|error| fail(format_args!("{}: error: cannot write it: {error}", path.display())))
}
