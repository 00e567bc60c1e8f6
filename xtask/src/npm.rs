//! Packages of npm: each folder of the repository that needs some has a
//! `package-lock.json`, which says which, exactly.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::cache;
use crate::shell::{self, Surroundings};
use crate::trouble::{Doing, Result, Trouble};

/// What says of a page where it falls short of what everybody can use.
const AXE: &str = "axe-core";
/// What grades a page.
const LIGHTHOUSE: &str = "lighthouse";

/// What finds things in a page by role and accessible name.
const ARIA: &str = "aria-api";

/// The packages that the lock of a folder names, into its `node_modules`.
///
/// # Errors
/// When npm is missing or does not get them.
pub fn install(folder: &Path) -> Result<()> {
    let npm = shell::on_path("npm")
        .ok_or_else(|| Trouble::new("npm is missing").remedy("Install Node.js, which has it."))?;
    let mut command = Surroundings::default().command(npm);
    command.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(folder);
    shell::run(&mut command)
}

/// The script of axe that the end-to-end tests hold the page against; installed when it is missing.
///
/// # Errors
/// When it cannot be installed.
pub fn axe() -> Result<PathBuf> {
    Ok(package("tests/e2e", AXE, "seconds")?.join("axe.min.js"))
}

/// The script by which the end-to-end tests find things; installed when it is missing.
///
/// # Errors
/// When it cannot be installed.
pub fn aria() -> Result<PathBuf> {
    Ok(package("tests/e2e", ARIA, "seconds")?.join("dist/aria.js"))
}

/// The program of Lighthouse, with which the page is graded; installed when it is missing.
///
/// # Errors
/// When it cannot be installed.
pub fn lighthouse() -> Result<PathBuf> {
    Ok(package("tests/quality", LIGHTHOUSE, "half a minute")?.join("cli/index.js"))
}

/// Where a package is that the lock of a folder names.
fn package(folder: &str, package: &str, takes: &str) -> Result<PathBuf> {
    let folder = crate::root().join(folder);
    let names = ["package.json", "package-lock.json"];
    let lock = fs::read(folder.join(names[1])).doing(|| format!("read {}", names[1]))?;
    let version = locked_version(&lock, package)
        .ok_or_else(|| Trouble::new(format!("{} names no {package}", names[1])))?;
    let place = cache::fill(&format!("{package}-{version}"), |staging| {
        eprintln!(
            "Installing {package} {version} from npm: the tests need it. Takes {takes}, once."
        );
        for name in names {
            fs::copy(folder.join(name), staging.join(name)).doing(|| format!("copy {name}"))?;
        }
        install(staging)
    })?;
    Ok(place.join("node_modules").join(package))
}

/// The version of a package in a `package-lock.json`.
fn locked_version(lock: &[u8], package: &str) -> Option<String> {
    let lock: Value = serde_json::from_slice(lock).ok()?;
    Some(lock["packages"][format!("node_modules/{package}")]["version"].as_str()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locks_say_which_versions() {
        let version = |folder: &str, package| {
            let lock = crate::root().join(folder).join("package-lock.json");
            locked_version(&fs::read(lock).unwrap(), package).unwrap_or_default()
        };
        assert!(version("tests/e2e", AXE).starts_with("4."));
        assert!(version("tests/e2e", ARIA).starts_with("0."));
        // The last one for the Node.js that Debian has.
        assert!(version("tests/quality", LIGHTHOUSE).starts_with("12."));
        let lock = fs::read(crate::root().join("tests/e2e/package-lock.json")).unwrap();
        assert_eq!(locked_version(&lock, "axe"), None);
        assert_eq!(locked_version(b"", AXE), None);
    }
}
