//! `WebKitGTK` and its driver, for the end-to-end tests. It has no mode without a screen, so it gets one that nobody
//! sees.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{self, Surroundings};
use crate::trouble::{Result, Trouble};
use crate::{apt, tools};

const DEBIAN_PACKAGES: [&str; 2] = ["webkit2gtk-driver", "xvfb"];

/// A `WebKitGTK`, its driver, and what makes a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webkit {
    /// The driver.
    pub driver: PathBuf,
    /// The small browser that comes with it.
    pub program: PathBuf,
    screen: PathBuf,
}

impl Webkit {
    /// The one that is there.
    ///
    /// # Errors
    /// When a part of it is missing.
    pub fn find() -> Result<Self> {
        let absent = |what: &str| Trouble::new(format!("{what} is missing")).remedy(how_to_get());
        Ok(Self {
            driver: shell::on_path("WebKitWebDriver").ok_or_else(|| absent("WebKitWebDriver"))?,
            program: program().ok_or_else(|| absent("MiniBrowser of WebKitGTK"))?,
            screen: shell::on_path("Xvfb").ok_or_else(|| absent("Xvfb"))?,
        })
    }

    /// The one that is there, or Debian's.
    ///
    /// # Errors
    /// When there is none and this machine cannot install Debian's.
    pub fn ensure() -> Result<Self> {
        Self::find().or_else(|absent| {
            if !apt::is_here() {
                return Err(absent);
            }
            apt::install(&DEBIAN_PACKAGES, "a browser that tests run in", "20 seconds")?;
            Self::find()
        })
    }

    /// For tests that start the driver themselves.
    pub fn surroundings(&self) -> Surroundings {
        Surroundings::default()
            .set("WEBKIT_DRIVER", &self.driver)
            .set("WEBKIT_BROWSER", &self.program)
            .set("XVFB", &self.screen)
    }

    /// Its version.
    pub fn version(&self) -> String {
        let said = shell::ask(Command::new(&self.driver).arg("--version")).unwrap_or_default();
        tools::version_in(&said).unwrap_or_default().to_owned()
    }
}

/// How a person gets all of it.
fn how_to_get() -> String {
    if apt::is_here() {
        return format!("Run: {}", apt::command_line(&DEBIAN_PACKAGES));
    }
    "Only Linux has WebKitGTK: install it with its WebKitWebDriver and MiniBrowser, and Xvfb."
        .to_owned()
}

/// It is no program for people, and so not on PATH.
fn program() -> Option<PathBuf> {
    let libraries = ["/usr/lib", "/usr/libexec"].map(Path::new);
    let directories = libraries.into_iter().flat_map(|library| {
        let inside = fs::read_dir(library).into_iter().flatten().flatten().map(|it| it.path());
        inside.chain([library.to_owned()])
    });
    let versions = ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"];
    let places = directories
        .flat_map(|directory| versions.map(|version| directory.join(version).join("MiniBrowser")));
    places.into_iter().find(|place| place.is_file())
}
