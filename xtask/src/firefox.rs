//! Firefox and its driver, for the end-to-end tests.

use std::path::PathBuf;
use std::process::Command;

use crate::shell::{self, Surroundings};
use crate::trouble::{Result, Trouble};
use crate::{apt, tools};

const DEBIAN_PACKAGES: [&str; 1] = ["firefox-esr"];

/// A Firefox and its driver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firefox {
    /// The driver.
    pub driver: PathBuf,
    /// The browser.
    pub program: PathBuf,
}

impl Firefox {
    /// The one that is there.
    ///
    /// # Errors
    /// When the browser or its driver is missing.
    pub fn find() -> Result<Self> {
        let driver = tools::geckodriver();
        let absent = || Trouble::new("geckodriver is missing").remedy(driver.by_hand());
        let directory = driver.find().ok_or_else(absent)?;
        let driver = shell::executable_in(&directory, driver.program).ok_or_else(absent)?;
        Ok(Self { driver, program: program()? })
    }

    /// The one that is there, or Debian's, and the driver of the tools.
    ///
    /// # Errors
    /// When one is missing and cannot be installed.
    pub fn ensure() -> Result<Self> {
        program().map(drop).or_else(|absent| {
            if !apt::is_here() {
                return Err(absent);
            }
            apt::install(&DEBIAN_PACKAGES, "a browser that tests run in", "20 seconds")
        })?;
        tools::geckodriver().ensure()?;
        Self::find()
    }

    /// For tests that start the driver themselves.
    pub fn surroundings(&self) -> Surroundings {
        Surroundings::default().set("GECKODRIVER", &self.driver).set("FIREFOX", &self.program)
    }

    /// What it says of itself.
    pub fn version(&self) -> String {
        shell::ask(Command::new(&self.program).arg("--version")).unwrap_or_default()
    }
}

/// How a person gets the browser.
fn how_to_get() -> String {
    if apt::is_here() {
        return format!("Run: {}", apt::command_line(&DEBIAN_PACKAGES));
    }
    "Install Firefox and put it on PATH (macOS: brew install --cask firefox).".to_owned()
}

fn program() -> Result<PathBuf> {
    let place = PathBuf::from("/Applications/Firefox.app/Contents/MacOS/firefox");
    let found = ["firefox-esr", "firefox"].into_iter().find_map(shell::on_path);
    found
        .or_else(|| place.is_file().then_some(place))
        .ok_or_else(|| Trouble::new("Firefox is missing").remedy(how_to_get()))
}
