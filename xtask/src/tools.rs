//! The programs that make the page, wasm-split-cli, wasm-bindgen, wasm-opt, esbuild, and that check it: cargo-deny,
//! geckodriver.
//!
//! Each is looked for in the user's cache, then on PATH in a version that suits, then installed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cache;
use crate::shell::{self, Surroundings};
use crate::trouble::{Doing, Result, Trouble};

/// A program, and how it is had.
#[derive(Debug, Clone)]
pub struct Tool {
    /// As people call it.
    pub name: &'static str,
    /// As the shell calls it.
    pub program: &'static str,
    /// What is installed when it is missing.
    pub version: String,
    /// What it is for.
    pub purpose: &'static str,
    takes: &'static str,
    source: Source,
    suits: fn(found: &str, wanted: &str) -> bool,
}

/// Where a tool is installed from.
#[derive(Debug, Clone, Copy)]
enum Source {
    /// Compiled from crates.io; without optimization, which takes a third of the time.
    Crate { name: &'static str, options: &'static [&'static str] },
    /// Taken from npm as it is.
    Npm { name: &'static str },
}

/// Splits the wasm of the page. Its other half is the crate `wasm_split_macros` of Cargo.toml; both keep
/// to the same version before the last number.
pub fn wasm_split() -> Tool {
    Tool {
        name: "wasm-split-cli",
        program: "wasm-split-cli",
        version: "0.2.4".to_owned(),
        purpose: "splits off what the page loads later",
        takes: "2 minutes on two cores",
        source: Source::Crate {
            name: "wasm_split_cli_support",
            options: &["--locked", "--features=build-binary"],
        },
        // It does not say its version.
        suits: |_, _| false,
    }
}

/// Joins wasm and JavaScript, for the page and for the tests in the browser.
///
/// # Errors
/// When Cargo.lock does not say which version the page is built with.
pub fn wasm_bindgen() -> Result<Tool> {
    let lock = crate::root().join("Cargo.lock");
    let text = fs::read_to_string(&lock).doing(|| "read Cargo.lock".to_owned())?;
    let version = locked_version(&text, "wasm-bindgen")
        .ok_or_else(|| Trouble::new("Cargo.lock names no wasm-bindgen"))?;
    Ok(Tool {
        name: "wasm-bindgen",
        program: "wasm-bindgen",
        version: version.to_owned(),
        purpose: "joins wasm and JavaScript; must equal the version in Cargo.lock",
        takes: "a minute on two cores",
        source: Source::Crate { name: "wasm-bindgen-cli", options: &[] },
        suits: |found, wanted| found == wanted,
    })
}

/// Makes wasm smaller. The page can do without.
pub fn wasm_opt() -> Tool {
    Tool {
        name: "wasm-opt",
        program: "wasm-opt",
        version: "132.0.0".to_owned(),
        purpose: "makes the wasm a fifth smaller as it travels",
        takes: "seconds",
        source: Source::Npm { name: "binaryen" },
        suits: |found, _| found.parse().is_ok_and(|found: u32| found >= 120),
    }
}

/// Makes scripts and style sheets shorter.
pub fn esbuild() -> Tool {
    Tool {
        name: "esbuild",
        program: "esbuild",
        version: "0.28.2".to_owned(),
        purpose: "makes scripts and style sheets shorter",
        takes: "seconds",
        source: Source::Npm { name: "esbuild" },
        suits: |found, wanted| found == wanted,
    }
}

/// Holds the crates that the project is made of to deny.toml.
pub fn cargo_deny() -> Tool {
    Tool {
        name: "cargo-deny",
        program: "cargo-deny",
        version: "0.20.2".to_owned(),
        purpose: "checks licences, versions and advisories of crates",
        takes: "a minute on two cores",
        source: Source::Crate {
            name: "cargo-deny",
            options: &["--locked", "--no-default-features"],
        },
        suits: |found, _| found.starts_with("0.20."),
    }
}

/// Says where the bytes of a wasm go.
pub fn twiggy() -> Tool {
    Tool {
        name: "twiggy",
        program: "twiggy",
        version: "0.8.0".to_owned(),
        purpose: "says where the bytes of the page go",
        takes: "a minute on two cores",
        source: Source::Crate { name: "twiggy", options: &["--locked"] },
        suits: |found, _| found.starts_with("0."),
    }
}

/// Drives Firefox, for the end-to-end tests.
pub fn geckodriver() -> Tool {
    Tool {
        name: "geckodriver",
        program: "geckodriver",
        version: "0.37.1".to_owned(),
        purpose: "drives Firefox, for the tests",
        takes: "2 minutes on two cores",
        source: Source::Crate { name: "geckodriver", options: &["--locked"] },
        // From there on it lets tests set how large the page is.
        suits: |found, _| found.split('.').nth(1).and_then(|it| it.parse().ok()) >= Some(36),
    }
}

impl Tool {
    /// The directory that has the program, if there is one.
    pub fn find(&self) -> Option<PathBuf> {
        let cached = cache::place(&self.key()).ok()?.join(self.source.programs());
        if shell::executable_in(&cached, self.program).is_some() {
            return Some(cached);
        }
        let found = shell::on_path(self.program)?;
        let said = shell::ask(Command::new(&found).arg("--version")).ok()?;
        (self.suits)(version_in(&said)?, &self.version)
            .then(|| found.parent().map(Path::to_owned))?
    }

    /// The directory that has the program; installs it when there is none.
    ///
    /// # Errors
    /// When it cannot be installed, with the command to install it by hand.
    pub fn ensure(&self) -> Result<PathBuf> {
        if let Some(directory) = self.find() {
            return Ok(directory);
        }
        eprintln!(
            "Installing {} {} from {}: it {}. Takes {}, once.",
            self.name,
            self.version,
            self.source.place(),
            self.purpose,
            self.takes
        );
        let place = cache::fill(&self.key(), |staging| {
            shell::run(&mut self.installer(staging)?).map_err(|trouble| {
                Trouble::new(format!("{} could not be installed: {trouble}", self.name))
                    .remedy(self.by_hand())
            })
        })?;
        Ok(place.join(self.source.programs()))
    }

    /// The command that a person would type to get it.
    pub fn by_hand(&self) -> String {
        match self.source {
            Source::Crate { name, options } => {
                format!("cargo install {name} --version {} {}", self.version, options.join(" "))
                    .trim_end()
                    .to_owned()
            }
            Source::Npm { name } => format!("npm install --global {name}@{}", self.version),
        }
    }

    fn installer(&self, staging: &Path) -> Result<Command> {
        match self.source {
            Source::Crate { name, options } => {
                let mut command = host().command(shell::cargo());
                command.args(["install", name, "--version", &self.version, "--debug", "--quiet"]);
                command.args(options).arg("--root").arg(staging);
                Ok(command)
            }
            Source::Npm { name } => {
                let npm = shell::on_path("npm").ok_or_else(|| {
                    Trouble::new("npm is missing").remedy("Install Node.js, or the tool by hand.")
                })?;
                let mut command = Command::new(npm);
                command.args(["install", "--no-audit", "--no-fund", "--loglevel=error"]);
                command.arg("--prefix").arg(staging).arg(format!("{name}@{}", self.version));
                Ok(command)
            }
        }
    }

    fn key(&self) -> String {
        let name = match self.source {
            Source::Crate { name, .. } | Source::Npm { name } => name,
        };
        format!("{name}-{}", self.version)
    }
}

impl Source {
    /// Where the programs are, inside the place they were installed to.
    fn programs(self) -> &'static str {
        match self {
            Self::Crate { .. } => "bin",
            Self::Npm { .. } => "node_modules/.bin",
        }
    }

    fn place(self) -> &'static str {
        match self {
            Self::Crate { .. } => "crates.io",
            Self::Npm { .. } => "npm",
        }
    }
}

/// For programs of this machine: nothing of how the page is compiled reaches them.
fn host() -> Surroundings {
    Surroundings::default()
        .set("CARGO_PROFILE_DEV_DEBUG", "0")
        .unset("CARGO_TARGET_DIR")
        .unset("CARGO_BUILD_TARGET")
        .unset("RUSTFLAGS")
}

/// The version in what a program says about itself: `wasm-opt version 132 (version_132)` is `132`.
pub fn version_in(said: &str) -> Option<&str> {
    let word =
        said.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    Some(
        word.split(|c: char| !c.is_ascii_alphanumeric() && !".-+".contains(c))
            .next()
            .unwrap_or(word),
    )
}

/// The version of a package in the text of a Cargo.lock.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_as_programs_say_them() {
        for (said, expected) in [
            ("twiggy-opt 0.8.0", "0.8.0"),
            ("wasm-bindgen 0.2.130 (27c7a4d06)", "0.2.130"),
            ("wasm-opt version 132 (version_132)", "132"),
            ("ChromeDriver 156.0.8078.79 (a21ce95c)", "156.0.8078.79"),
            ("rustc 1.96.0-nightly (ac68faa20 2026-05-25)", "1.96.0-nightly"),
        ] {
            assert_eq!(version_in(said), Some(expected));
        }
        assert_eq!(version_in("command not found"), None);
    }

    #[test]
    fn the_lock_tells_packages_of_similar_names_apart() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.1.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }

    #[test]
    fn the_repository_says_which_wasm_bindgen_it_wants() {
        assert!(wasm_bindgen().is_ok_and(|tool| tool.version.starts_with("0.2.")));
    }
}
