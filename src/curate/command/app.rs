//! The compiled app that lists are published with.

use super::{Stop, fail};
use crate::site::{App, File};
use std::path::Path;
use std::{fs, io};

/// What is in this command, if it was built so.
#[cfg(feature = "embedded")]
static EMBEDDED: include_dir::Dir = include_dir::include_dir!("$CARGO_MANIFEST_DIR/target/app");

/// The app in a folder, or else the one in this command.
pub(super) fn find(folder: Option<&Path>) -> Result<App, Stop> {
    let Some(folder) = folder else { return embedded() };
    let cannot = |what: &str| fail(format_args!("{}: error: {what}", folder.display()));
    let files = read(folder).map_err(|error| {
        cannot(&format!("cannot read the app: {error}; `cargo xtask build` makes it in target/app"))
    })?;
    App::new(files).ok_or_else(|| {
        cannot("this is no app of Casebook without a list, as `cargo xtask build` makes it in target/app")
    })
}

/// All files in a folder, but for folders in it.
fn read(folder: &Path) -> io::Result<Vec<File>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            let path = entry.file_name().to_string_lossy().into_owned();
            files.push(File { path, content: fs::read(entry.path())?.into() });
        }
    }
    Ok(files)
}

#[cfg(feature = "embedded")]
fn embedded() -> Result<App, Stop> {
    let file = |file: &'static include_dir::File<'static>| File {
        path: file.path().to_string_lossy().into_owned(),
        content: file.contents().into(),
    };
    App::new(EMBEDDED.files().map(file))
        .ok_or_else(|| fail("casebook: error: what this command was built with is no app"))
}

#[cfg(not(feature = "embedded"))]
fn embedded() -> Result<App, Stop> {
    Err(fail(
        "casebook: error: this command was built without the app that shows a list\n\
         `cargo xtask release`, in the folder of Casebook, builds one that has it; or name an app with --app",
    ))
}
