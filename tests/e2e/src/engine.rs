//! The three engines, and what each has its own way for.

use std::ffi::OsString;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::{env, fs, io};

use serde_json::{Value, json};
use xtask::browser;

/// What makes a page of HTML; there are three of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Of Chromium and Chrome.
    Chromium,
    /// Of Firefox.
    Firefox,
    /// Of Safari; here `WebKitGTK`.
    Webkit,
}

/// How a reader has set up their browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taste {
    /// Dark colours rather than light ones.
    pub is_dark: bool,
    /// As little motion as possible.
    pub is_still: bool,
    /// German rather than English.
    pub is_german: bool,
}

/// The window of `WebKitGTK` is as small as a test asks for: nothing in it but the page has a size, nor does
/// what it says of downloads.
const NO_TOOLBAR: &str = "* { min-width: 0; padding: 0; margin: 0; border: none; font-size: 1px; }\n\
                          image { -gtk-icon-transform: scale(0.1); }\n\
                          infobar { margin-bottom: -2000px; }\n";

/// The languages of this machine, as far as `WebKitGTK` is concerned.
const LOCALES: &str = "locales";
/// What every Linux has. `WebKitGTK` takes the name of a language from what there is, and its words and numbers from
/// elsewhere.
const NO_LANGUAGE: &str = "/usr/lib/locale/C.utf8";

impl Engine {
    /// The one that the tests run in: `CASEBOOK_BROWSER` names it, and without it is Chromium.
    pub fn here() -> Self {
        match env::var("CASEBOOK_BROWSER").as_deref() {
            Ok("firefox") => Self::Firefox,
            Ok("webkit") => Self::Webkit,
            _ => Self::Chromium,
        }
    }

    /// The driver of a browser whose files are in a folder of its own, at a port.
    pub(crate) fn driver(self, folder: &Path, port: u16, taste: Taste) -> Command {
        let (variable, program) = match self {
            Self::Chromium => ("CHROMEDRIVER", "chromedriver"),
            Self::Firefox => ("GECKODRIVER", "geckodriver"),
            Self::Webkit => ("WEBKIT_DRIVER", "WebKitWebDriver"),
        };
        let mut command = Command::new(set(variable, program));
        command.arg(format!("--port={port}"));
        let language = if taste.is_german { "de_DE" } else { "en_US" };
        command.env("LC_ALL", format!("{language}.UTF-8")).env("LANGUAGE", language);
        match self {
            Self::Chromium => {}
            // To set how large the page is.
            Self::Firefox => {
                _ = command.arg("--allow-system-access").arg("--profile-root").arg(folder);
            }
            Self::Webkit => {
                command.env("XDG_CONFIG_HOME", folder).env("LOCPATH", folder.join(LOCALES));
                // It draws in half the time where it does not look for a graphics card.
                command.env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
            }
        }
        command
    }

    /// Writes what the browser reads of its folder when it starts.
    pub(crate) fn prepare(self, folder: &Path, taste: Taste) -> io::Result<()> {
        fs::create_dir_all(downloads(folder))?;
        if self == Self::Webkit {
            let toolkit = folder.join("gtk-3.0");
            fs::create_dir_all(&toolkit)?;
            fs::write(toolkit.join("gtk.css"), NO_TOOLBAR)?;
            let animations = u8::from(!taste.is_still);
            let settings = format!("[Settings]\ngtk-enable-animations={animations}\n");
            fs::write(toolkit.join("settings.ini"), settings)?;
            let directories = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", downloads(folder).display());
            fs::write(folder.join("user-dirs.dirs"), directories)?;
            let locales = folder.join(LOCALES);
            fs::create_dir_all(&locales)?;
            if taste.is_german {
                symlink(NO_LANGUAGE, locales.join("de_DE.utf8"))?;
            }
        }
        Ok(())
    }

    /// What to ask the driver for.
    pub(crate) fn capabilities(self, folder: &Path, taste: Taste) -> Value {
        let downloads = downloads(folder);
        // In milliseconds; axe is slow in some.
        let timeouts = json!({ "script": 120_000 });
        match self {
            Self::Chromium => {
                let mut arguments = browser::ARGUMENTS.to_vec();
                arguments.extend(taste.is_dark.then_some("--force-dark-mode"));
                arguments.extend(taste.is_still.then_some("--force-prefers-reduced-motion"));
                json!({
                    "goog:chromeOptions": {
                        "args": arguments,
                        "prefs": { "download.default_directory": downloads },
                    },
                    "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
                })
            }
            Self::Firefox => json!({
                "timeouts": timeouts,
                "moz:firefoxOptions": {
                    "binary": set("FIREFOX", "firefox").to_string_lossy(),
                    "args": ["-headless", "-width", "1280", "-height", "986"],
                    "prefs": {
                        "browser.download.folderList": 2,
                        "browser.download.dir": downloads,
                        "browser.download.alwaysOpenPanel": false,
                        // Its driver keeps pages from being told that they are left.
                        "dom.disable_beforeunload": false,
                        // Those of the surroundings, though its own words are English.
                        "intl.regional_prefs.use_os_locales": true,
                        "intl.accept_languages": if taste.is_german { "de-DE" } else { "en-US" },
                    },
                },
            }),
            Self::Webkit => {
                let mut arguments = vec!["--automation"];
                arguments.extend(taste.is_dark.then_some("--dark-mode"));
                json!({
                    "timeouts": timeouts,
                    "webkitgtk:browserOptions": {
                        "binary": set("WEBKIT_BROWSER", "MiniBrowser").to_string_lossy(),
                        "args": arguments,
                    },
                })
            }
        }
    }
}

/// Where a browser whose files are in this folder saves what is downloaded.
pub(crate) fn downloads(folder: &Path) -> std::path::PathBuf {
    folder.join("downloads")
}

/// What a variable says, or what is usual.
fn set(variable: &str, usual: &str) -> OsString {
    env::var_os(variable).unwrap_or_else(|| usual.into())
}
