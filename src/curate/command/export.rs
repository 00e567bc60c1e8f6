//! `casebook export`.

use super::arguments::{Export, Reading};
use super::{Stop, fail, lists, stderr, width, write};
use crate::catalog::{Catalog, decode};
use crate::curate::{Severity, Source, render};
use crate::export::{Dialect, Format, export};
use std::io;
use std::path::Path;

pub(super) fn run(arguments: &Export) -> Result<(), Stop> {
    let Export { reading, to, output, for_spreadsheets } = arguments;
    lists::keep(reading, output.as_deref())?;
    let catalog = catalog(reading)?;
    let format = match Format::from_name(to) {
        Some(Format::Csv(dialect)) => {
            Format::Csv(Dialect { for_spreadsheets: *for_spreadsheets, ..dialect })
        }
        Some(format) => format,
        None => return Err(fail(format_args!("casebook: there is no format {to}"))),
    };
    write(&export(&catalog, catalog.entries(), format), output.as_deref())
}

/// A catalog as it is, or the one that a list gives.
fn catalog(reading: &Reading) -> Result<Catalog, Stop> {
    if let Some(catalog) = as_it_is(reading)? {
        return Ok(catalog);
    }
    let built = lists::read(reading);
    let how = render::Text { width: width(&io::stderr()), least: Severity::Error };
    stderr(|out| render::text(&built, how, out));
    if built.is_sound() {
        return Ok(built.catalog);
    }
    Err(fail(format_args!("casebook: {}; nothing is written", render::tally(&built))))
}

/// The catalog that is all there is to read; `None` if that is a list.
pub(super) fn as_it_is(reading: &Reading) -> Result<Option<Catalog>, Stop> {
    match &reading.inputs[..] {
        [path] if path.extension().is_some_and(|end| end.eq_ignore_ascii_case("json")) => {
            decoded(path)
        }
        _ => Ok(None),
    }
}

/// The catalog in a file; `None` if the file is JSON of another form.
fn decoded(path: &Path) -> Result<Option<Catalog>, Stop> {
    let source = Source::read(path).map_err(fail)?;
    match decode(source.text().as_bytes()) {
        Ok(catalog) => Ok(Some(catalog)),
        Err(_) if !source.text().contains("\"facets\"") => Ok(None),
        Err(error) => {
            let (path, line, column) = (path.display(), error.line, error.column);
            Err(fail(format_args!("{path}:{line}:{column}: error: {}", error.message)))
        }
    }
}
