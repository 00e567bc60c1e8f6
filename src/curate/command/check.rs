//! `casebook check`.

use super::arguments::{Check, Format};
use super::lists::{self, List};
use super::progress::during;
use super::{Stop, print, replace, say, show, stderr, stdout, width};
use crate::curate::{Built, Fixed, Severity, fix, render, suggest};
use std::io::{self, Write};
use std::path::PathBuf;

pub(super) fn run(arguments: &Check) -> Result<(), Stop> {
    if arguments.fix {
        return repair(arguments);
    }
    if arguments.suggest_config {
        return suggest_config(arguments);
    }
    finish(&lists::read(&arguments.reading), arguments)
}

/// Prints what was found; a failure if there is an error in it.
fn finish(built: &Built, arguments: &Check) -> Result<(), Stop> {
    match arguments.format {
        Format::Text => show(|out| for_people(built, arguments, out))?,
        Format::Json => stdout(|out| render::json(built, out))?,
        Format::Github => stdout(|out| render::github(built, out))?,
        Format::Sarif => stdout(|out| render::sarif(built, out))?,
    }
    if built.is_sound() { Ok(()) } else { Err(Stop::FAILED) }
}

fn for_people(built: &Built, arguments: &Check, out: &mut dyn Write) -> io::Result<()> {
    let least = if arguments.quiet { Severity::Error } else { Severity::Note };
    render::text(built, render::Text { width: width(&io::stdout()), least }, out)?;
    render::summary(built, out)
}

/// Prints a configuration. Without one part of the list, it would not be about all that is in it.
fn suggest_config(arguments: &Check) -> Result<(), Stop> {
    let built = match lists::find(&arguments.reading) {
        Ok(List { files, options, .. }) => {
            let (built, text) = during("checking", 0, |_| suggest::suggest(files, &options));
            if options.unreadable.is_empty() {
                return print(&text);
            }
            built
        }
        Err(built) => *built,
    };
    let how = render::Text { width: width(&io::stderr()), least: Severity::Error };
    stderr(|out| render::text(&built, how, out));
    Err(Stop::FAILED)
}

/// Repairs the files, says what was repaired, and prints what remains.
fn repair(arguments: &Check) -> Result<(), Stop> {
    if arguments.reading.inputs.iter().any(|path| path.as_os_str() == "-") {
        say("error: standard input cannot be repaired in place: name a file");
        return Err(Stop::USAGE);
    }
    let List { files, options, paths } = match lists::find(&arguments.reading) {
        Ok(list) => list,
        Err(built) => return finish(&built, arguments),
    };
    let fixed = during("repairing", 0, |_| fix(files, &options));
    for code in &fixed.refused {
        say(format_args!("casebook: {code} is not repaired: that would have changed the entries"));
    }
    let unwritten = write(&fixed, &paths);
    // What programs read has only what remains.
    match arguments.format {
        Format::Text => show(|out| repaired(&fixed, &unwritten, out))?,
        _ => stderr(|out| repaired(&fixed, &unwritten, out)),
    }
    // What remains of a list that is only half written is not known.
    if unwritten.is_empty() { finish(&fixed.built, arguments) } else { Err(Stop::FAILED) }
}

/// Writes all repaired files that can be written; those that cannot come back.
fn write(fixed: &Fixed, paths: &[PathBuf]) -> Vec<usize> {
    let mut unwritten = Vec::new();
    for (&file, bytes) in &fixed.files {
        if let Err(error) = replace::replace(&paths[file], bytes) {
            say(format_args!("{}: error: cannot write it: {error}", paths[file].display()));
            unwritten.push(file);
        }
    }
    unwritten
}

fn repaired(fixed: &Fixed, unwritten: &[usize], out: &mut dyn Write) -> io::Result<()> {
    for ((file, code), count) in
        fixed.repaired.iter().filter(|((file, _), _)| !unwritten.contains(file))
    {
        let name = fixed.built.files[*file].name();
        writeln!(out, "{name}: repaired {count} × {code}, {}", code.title())?;
    }
    Ok(())
}
