//! `casebook new`.

use super::arguments::New;
use super::{Stop, fail, say};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

/// What is set up, and what is in it at first.
const FILES: [(&str, &str); 3] = [
    ("list.md", include_str!("new/list.md")),
    ("casebook.toml", include_str!("new/casebook.toml")),
    (".github/workflows/pages.yml", include_str!("new/pages.yml")),
];

/// What stands for the repository of Casebook until somebody says which that is.
const REPOSITORY: &str = "OWNER/casebook";

pub(super) fn run(arguments: &New) -> Result<(), Stop> {
    let New { folder, repository } = arguments;
    // Before anything is written.
    if let Some((path, _)) =
        FILES.iter().find(|(path, _)| folder.join(path).symlink_metadata().is_ok())
    {
        let path = folder.join(path);
        return Err(fail(format_args!(
            "{}: error: there is one already; nothing is written",
            path.display()
        )));
    }
    for (path, content) in FILES {
        let content = match repository {
            Some(repository) => content.replace(REPOSITORY, repository),
            None => content.to_owned(),
        };
        write(&folder.join(path), &content)?;
    }
    let list = folder.join("list.md");
    say(format_args!(
        "casebook: wrote {}, casebook.toml and .github/workflows/pages.yml\n\
         Fill the list, and look at it with: casebook serve {}",
        list.display(),
        list.display()
    ));
    if repository.is_none() {
        say(format_args!(
            "In pages.yml, put the repository of Casebook in place of {REPOSITORY}; it builds the site there."
        ));
    }
    Ok(())
}

/// Writes a file that is not there yet.
fn write(path: &Path, content: &str) -> Result<(), Stop> {
    let cannot = |error| fail(format_args!("{}: error: cannot write it: {error}", path.display()));
    fs::create_dir_all(path.parent().unwrap_or(path)).map_err(cannot)?;
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    file.and_then(|mut file| file.write_all(content.as_bytes())).map_err(cannot)
}
