//! `casebook check`.

use super::arguments::{Check, Format};
use super::{Stop, lists, stdout};
use crate::curate::{Built, Severity, render};
use std::io::{self, Write};

pub(super) fn run(arguments: &Check) -> Result<(), Stop> {
    let built = lists::read(&arguments.reading);
    stdout(|out| report(&built, arguments, out))?;
    if built.is_sound() { Ok(()) } else { Err(Stop::FAILED) }
}

fn report(built: &Built, arguments: &Check, out: &mut dyn Write) -> io::Result<()> {
    match arguments.format {
        Format::Text => {
            let least = if arguments.quiet { Severity::Error } else { Severity::Note };
            render::text(built, render::Text { width: super::width(&io::stdout()), least }, out)?;
            render::summary(built, out)
        }
        Format::Json => render::json(built, out),
        Format::Github => render::github(built, out),
        Format::Sarif => render::sarif(built, out),
    }
}
