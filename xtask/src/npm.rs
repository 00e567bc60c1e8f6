//! Packages of npm that are read, not run: each folder of the repository that needs some has a
//! `package-lock.json`, which says which, exactly.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::cache;
use crate::shell::{self, Surroundings};
use crate::trouble::{Doing, Result, Trouble};

/// What says of a page where it falls short of what everybody can use.
const AXE: &str = "axe-core";

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
    Ok(for_tests()?.join(AXE).join("axe.min.js"))
}

/// The script by which the end-to-end tests find things; installed when it is missing.
///
/// # Errors
/// When it cannot be installed.
pub fn aria() -> Result<PathBuf> {
    Ok(for_tests()?.join(ARIA).join("dist/aria.js"))
}

/// Where the packages of the end-to-end tests are.
fn for_tests() -> Result<PathBuf> {
    let folder = crate::root().join("tests/e2e");
    let names = ["package.json", "package-lock.json"];
    let lock = fs::read(folder.join(names[1])).doing(|| format!("read {}", names[1]))?;
    let [axe, aria] = [AXE, ARIA].map(|package| {
        let version = locked_version(&lock, package);
        let version =
            version.ok_or_else(|| Trouble::new(format!("{} names no {package}", names[1])))?;
        Ok(format!("{package}-{version}"))
    });
    let key = format!("{}-{}", axe?, aria?);
    let place = cache::fill(&key, |staging| {
        eprintln!(
            "Installing {AXE} and {ARIA} from npm: the tests need them. Takes seconds, once."
        );
        for name in names {
            fs::copy(folder.join(name), staging.join(name)).doing(|| format!("copy {name}"))?;
        }
        install(staging)
    })?;
    Ok(place.join("node_modules"))
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
    fn the_lock_says_which() {
        let lock = fs::read(crate::root().join("tests/e2e/package-lock.json")).unwrap();
        assert!(locked_version(&lock, AXE).is_some_and(|version| version.starts_with("4.")));
        assert!(locked_version(&lock, ARIA).is_some_and(|version| version.starts_with("0.")));
        assert_eq!(locked_version(&lock, "axe"), None);
        assert_eq!(locked_version(b"", AXE), None);
    }
}
