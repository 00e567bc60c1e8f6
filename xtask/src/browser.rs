//! The browser that tests run in, and the driver that tests speak to.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{self, Surroundings};
use crate::trouble::{Result, Trouble};
use crate::{apt, tools};

const DEBIAN_PACKAGES: [&str; 2] = ["chromium", "chromium-driver"];

/// What Chromium needs in a container, and what keeps it from speaking to anybody by itself.
pub const ARGUMENTS: [&str; 11] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=en",
    "--window-size=1280,900",
];

/// A Chromium or Chrome and its driver, of the same major version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Browser {
    /// The driver.
    pub driver: PathBuf,
    /// The browser, which the driver finds by itself too.
    pub program: PathBuf,
    /// The major version of both.
    pub version: u32,
}

impl Browser {
    /// The one that is there.
    ///
    /// # Errors
    /// When the browser or its driver is missing, or they are of different versions.
    pub fn find() -> Result<Self> {
        let absent = |what: &str| Trouble::new(format!("{what} is missing")).remedy(how_to_get());
        let driver = find_driver().ok_or_else(|| absent("chromedriver"))?;
        let program = find_program().ok_or_else(|| absent("a Chromium or Chrome"))?;
        let unclear =
            |what: &Path| Trouble::new(format!("{} does not tell its version", what.display()));
        let version = major(&driver).ok_or_else(|| unclear(&driver))?;
        let browser = major(&program).ok_or_else(|| unclear(&program))?;
        if browser != version {
            return Err(Trouble::new(format!(
                "the browser is of version {browser}, its driver of version {version}"
            ))
            .remedy(how_to_get()));
        }
        Ok(Self { driver, program, version })
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
            let purpose = "the browser that tests run in, and its driver";
            apt::install(&DEBIAN_PACKAGES, purpose, "20 seconds")?;
            Self::find()
        })
    }

    /// For the runner of in-browser tests, and for tests that start the driver themselves.
    pub fn surroundings(&self) -> Surroundings {
        let directory = self.driver.parent().unwrap_or(Path::new(""));
        Surroundings::default().search_last(directory).set("CHROMEDRIVER", &self.driver)
    }
}

/// How a person gets a browser and its driver.
pub fn how_to_get() -> String {
    if apt::is_here() {
        return format!("Run: {}", apt::command_line(&DEBIAN_PACKAGES));
    }
    "Install Chrome or Chromium and the chromedriver of the same version, and put both on PATH\n\
     (macOS: brew install --cask chromium chromedriver)."
        .to_owned()
}

/// Where the variable of wasm-bindgen says, where hosted runners say, or on PATH.
fn find_driver() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMEDRIVER").map(PathBuf::from).filter(|path| path.is_file());
    let hosted = std::env::var_os("CHROMEWEBDRIVER").map(PathBuf::from);
    named
        .or_else(|| shell::executable_in(&hosted?, "chromedriver"))
        .or_else(|| shell::on_path("chromedriver"))
}

fn find_program() -> Option<PathBuf> {
    let names = ["chromium", "google-chrome", "google-chrome-stable", "chromium-browser", "chrome"];
    let places = [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];
    names
        .into_iter()
        .find_map(shell::on_path)
        .or_else(|| places.into_iter().map(PathBuf::from).find(|place| place.is_file()))
}

fn major(program: &Path) -> Option<u32> {
    let said = shell::ask(Command::new(program).arg("--version")).ok()?;
    tools::version_in(&said)?.split('.').next()?.parse().ok()
}
