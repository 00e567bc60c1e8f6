//! `casebook build`.

use super::arguments::Build;
use super::{Stop, fail, lists, say, stderr, width, write};
use crate::catalog::encode;
use crate::curate::{Severity, render};
use std::io;
use std::path::Path;

pub(super) fn run(arguments: &Build) -> Result<(), Stop> {
    let Build { reading, output, partial } = arguments;
    if let Some(output) = output
        && let Some(input) = reading.inputs.iter().find(|input| is_same(output, input))
    {
        return Err(fail(format_args!("{}: error: this is the list itself", input.display())));
    }
    let built = lists::read(reading);
    let how = render::Text { width: width(&io::stderr()), least: Severity::Warning };
    stderr(|out| render::text(&built, how, out));
    if !built.is_sound() && !partial {
        return Err(fail(format_args!("casebook: {}; nothing is written", render::tally(&built))));
    }
    write(&encode(&built.catalog), output.as_deref())?;
    if let Some(path) = output {
        say(format_args!("casebook: wrote {}: {}", path.display(), render::tally(&built)));
    }
    if built.is_sound() { Ok(()) } else { Err(Stop::FAILED) }
}

/// Whether two paths lead to one file.
pub(super) fn is_same(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}
