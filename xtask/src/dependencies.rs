//! What others wrote: crates by their licences, versions and origins, and what advisories say of crates and of
//! packages from npm.
//!
//! Advisories come from the network: those of `RustSec` as a git repository, those of npm from its registry. Where
//! one of them is not to be had, that is said; only where [`REQUIRED`] is set does it fail the step.

use std::env;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::shell::{self, Surroundings};
use crate::tools;
use crate::trouble::{Result, Trouble};

/// Set where advisories have to be had: a check that has not been made is a failure then.
const REQUIRED: &str = "CASEBOOK_ADVISORIES";

/// The workspaces: the project's own, and that of the fuzz targets.
const WORKSPACES: [&str; 2] = ["Cargo.toml", "fuzz/Cargo.toml"];

/// The folders with packages from npm.
const PACKAGES: [&str; 3] = ["tests/e2e", "tests/quality", "benches/web/site"];

/// Checks all of it, and says what could not be checked.
///
/// # Errors
/// When something is not as deny.toml has it, an advisory speaks against a dependency, or advisories are required
/// and not to be had.
pub fn check() -> Result<String> {
    let deny = Deny::ensure()?;
    let mut unchecked = Vec::new();
    let has_database = match deny.fetch() {
        Ok(()) => true,
        Err(trouble) => {
            eprintln!("{trouble}");
            unchecked.push("crates");
            false
        }
    };
    for workspace in WORKSPACES {
        eprintln!("{workspace}:");
        deny.check(workspace, &["bans", "licenses", "sources"])?;
        if has_database {
            deny.check(workspace, &["advisories"])?;
        }
    }
    for folder in PACKAGES {
        eprintln!("{folder}:");
        if !audit(folder)? {
            unchecked.push(folder);
        }
    }
    if unchecked.is_empty() {
        return Ok("advisories are checked".to_owned());
    }
    let said =
        format!("NOT checked, since advisories cannot be had here: {}", unchecked.join(", "));
    if env::var_os(REQUIRED).is_some() {
        return Err(Trouble::new(said).remedy(format!("Unset {REQUIRED} to do without.")));
    }
    eprintln!("warning: {said}");
    Ok(said)
}

/// The program that checks crates.
struct Deny(Surroundings);

impl Deny {
    fn ensure() -> Result<Self> {
        let folder = tools::cargo_deny().ensure()?;
        Ok(Self(Surroundings::default().search(folder)))
    }

    /// Brings the advisories on crates up to date.
    fn fetch(&self) -> Result<()> {
        let mut command = self.0.command("cargo-deny");
        shell::ask(command.args(["fetch", "db"])).map(|_| ())
    }

    fn check(&self, workspace: &str, what: &[&str]) -> Result<()> {
        let mut command = self.0.command("cargo-deny");
        command.args([
            "--log-level=error",
            "--locked",
            "--workspace",
            "--manifest-path",
            workspace,
        ]);
        command.args(["--config", "deny.toml", "check", "--hide-inclusion-graph"]);
        // Neither workspace has all that deny.toml makes exceptions for.
        let of_others = [
            "license-exception-not-encountered",
            "unmatched-skip",
            "unnecessary-skip",
            "unmatched-skip-root",
        ];
        command.args(of_others.iter().flat_map(|lint| ["--allow", lint]));
        shell::run(command.args(what))
    }
}

/// Asks npm what it knows of the packages that a folder's lock names; whether it could be asked.
fn audit(folder: &str) -> Result<bool> {
    let npm = shell::on_path("npm")
        .ok_or_else(|| Trouble::new("npm is missing").remedy("Install Node.js, which has it."))?;
    let mut command = Command::new(npm);
    command.args(["audit", "--json", "--package-lock-only", "--audit-level=moderate"]);
    command.current_dir(crate::root().join(Path::new(folder)));
    let output = command.output().map_err(|error| Trouble::new(format!("npm: {error}")))?;
    match verdict(&output.stdout, output.status.success()) {
        Some(true) => Ok(true),
        Some(false) => {
            eprintln!("{}", String::from_utf8_lossy(&output.stdout));
            Err(Trouble::new(format!("an advisory speaks against a package of {folder}"))
                .remedy(format!("Run: npm audit, in {folder}")))
        }
        None => {
            eprintln!("npm answers no questions on advisories here");
            Ok(false)
        }
    }
}

/// Whether what npm printed is a report that finds nothing; `None` if it is no report.
fn verdict(printed: &[u8], succeeded: bool) -> Option<bool> {
    let report: Value = serde_json::from_slice(printed).ok()?;
    report.get("auditReportVersion").map(|_| succeeded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_answer_is_no_report() {
        let refused = br#"{ "message": "405 Method Not Allowed", "error": { "summary": "" } }"#;
        assert_eq!(verdict(refused, false), None);
        assert_eq!(verdict(b"", true), None);
        let report = br#"{ "auditReportVersion": 2, "vulnerabilities": {} }"#;
        assert_eq!(verdict(report, true), Some(true));
        assert_eq!(verdict(report, false), Some(false));
    }

    #[test]
    fn everything_that_names_dependencies_is_checked() {
        for workspace in WORKSPACES {
            assert!(crate::root().join(workspace).with_extension("lock").is_file(), "{workspace}");
        }
        for folder in PACKAGES {
            assert!(crate::root().join(folder).join("package-lock.json").is_file(), "{folder}");
        }
    }
}
