//! The compiler of the page: one that has, or can build, a standard library for wasm32.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{self, Surroundings};
use crate::trouble::{Result, Trouble};
use crate::{apt, tools};

/// What the page is compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// The oldest compiler that knows `panic = "immediate-abort"`; Cargo.toml asks for no less.
const OLDEST: (u32, u32) = (1, 95);

const DEBIAN_PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];

/// Neither places in the source nor `Debug` texts, which nobody sees without words in panics: 2 KiB.
const SILENT: &str = "-Zlocation-detail=none -Zfmt-debug=none";

/// A compiler for the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WebToolchain {
    /// The one that compiles everything else: it has a std for wasm32, as rustup installs it.
    Own {
        /// Whether it has the sources of std too, so that the page gets one made for size.
        sources: bool,
    },
    /// Debian's, which comes with the sources of std and no std for wasm32.
    Debian {
        /// Links wasm.
        linker: PathBuf,
    },
}

/// The variable that asks for one of the two, `own` or `debian`.
pub const CHOICE: &str = "CASEBOOK_WEB_TOOLCHAIN";

impl WebToolchain {
    /// The one that is there, if there is one.
    pub fn find() -> Option<Self> {
        match choice().as_deref() {
            Some("debian") => find_debian(),
            Some(_) => find_own(),
            None => find_own().or_else(find_debian),
        }
    }

    /// The one that is there, completed where that is possible, or the first that can be installed.
    ///
    /// # Errors
    /// When there is none and neither rustup nor Debian brings one.
    pub fn ensure() -> Result<Self> {
        let choice = choice();
        if choice.as_deref() == Some("debian") {
            return find_debian().map_or_else(install_debian, Ok);
        }
        match add_own() {
            Some(own) => Ok(own),
            None if choice.is_none() => find_debian().map_or_else(install_debian, Ok),
            None => Err(missing()),
        }
    }

    /// In a few words, for the person at the terminal.
    pub fn describe(&self) -> &'static str {
        match self {
            Self::Own { sources: true } => "this Rust, with a std made for size",
            Self::Own { sources: false } => {
                "this Rust, with the std as it comes: without its sources (`rustup component add \
                 rust-src`) the page is about a quarter larger"
            }
            Self::Debian { .. } => "Debian's rustc-web, with a std made for size",
        }
    }

    /// Whether it has clippy.
    pub fn has_clippy(&self) -> bool {
        matches!(self, Self::Own { .. })
    }

    /// The cargo to call.
    pub fn cargo(&self) -> PathBuf {
        match self {
            Self::Own { .. } => shell::cargo().into(),
            Self::Debian { .. } => debian("cargo"),
        }
    }

    /// For the page as it ships. The profile `page` of Cargo.toml, with what a stable compiler only
    /// does when told so: a std compiled along with the page, panics without words, and no Debug texts.
    pub fn for_page(&self) -> Surroundings {
        if *self == (Self::Own { sources: false }) {
            return self.base();
        }
        self.base()
            .and(std_from_source("std,panic_abort"))
            .set("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
            .set("CARGO_UNSTABLE_PANIC_IMMEDIATE_ABORT", "true")
            .set("CARGO_PROFILE_PAGE_PANIC", "immediate-abort")
            .set("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", SILENT)
    }

    /// For checks and for tests in the browser, which care about time and not about size.
    pub fn for_tests(&self) -> Surroundings {
        match self {
            Self::Own { .. } => self.base(),
            Self::Debian { .. } => self.base().and(std_from_source("std,panic_abort,test")),
        }
    }

    fn base(&self) -> Surroundings {
        // Apart from target/, so that neither waits for the other or undoes its work.
        let apart = Surroundings::default()
            .set("CARGO_TARGET_DIR", crate::root().join("target/web").into_os_string());
        match self {
            Self::Own { .. } => apart,
            Self::Debian { linker } => apart
                .search("/usr/bin")
                .set("CARGO", debian("cargo"))
                .set("RUSTC", debian("rustc"))
                .set("RUSTDOC", debian("rustdoc"))
                .set("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
                // The outer cargo points it at the libraries of its own compiler.
                .unset("LD_LIBRARY_PATH"),
        }
    }
}

fn choice() -> Option<String> {
    std::env::var(CHOICE).ok().filter(|choice| !choice.is_empty())
}

fn std_from_source(crates: &str) -> Surroundings {
    Surroundings::default().set("RUSTC_BOOTSTRAP", "1").set("CARGO_UNSTABLE_BUILD_STD", crates)
}

fn missing() -> Trouble {
    Trouble::new("there is no Rust compiler for the browser").remedy(format!(
        "Run: rustup target add {TARGET}\nor, on Debian: {}",
        apt::command_line(&DEBIAN_PACKAGES)
    ))
}

// ---- The compiler that compiles everything else ----

fn find_own() -> Option<WebToolchain> {
    let libraries = sysroot(&rustc())?.join("lib/rustlib");
    let sources = has_sources(&libraries);
    libraries.join(TARGET).is_dir().then_some(WebToolchain::Own { sources })
}

/// What rustup can add to the compiler that is there, added. Where rustup does not reach its server it
/// says so at once, so trying again costs nothing.
fn add_own() -> Option<WebToolchain> {
    let found = find_own();
    if found.is_none() {
        let takes = "seconds";
        rustup(&["target", "add", TARGET], "the standard library for the browser", takes)?;
    }
    if found != Some(WebToolchain::Own { sources: true }) {
        rustup(&["component", "add", "rust-src"], "std's sources, for a smaller page", "seconds");
    }
    find_own()
}

fn rustup(args: &[&str], purpose: &str, takes: &str) -> Option<()> {
    let rustup = shell::on_path("rustup")?;
    eprintln!("Asking rustup for {}: {purpose}. Takes {takes}, once.", args[args.len() - 1]);
    shell::ask(Command::new(rustup).args(args))
        .inspect_err(|trouble| eprintln!("  Not to be had from there: {}", trouble.what()))
        .ok()
        .map(|_| ())
}

fn rustc() -> PathBuf {
    std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()).into()
}

fn sysroot(rustc: &Path) -> Option<PathBuf> {
    shell::ask(Command::new(rustc).args(["--print", "sysroot"])).ok().map(PathBuf::from)
}

fn has_sources(libraries: &Path) -> bool {
    libraries.join("src/rust/library/std/Cargo.toml").is_file()
}

// ---- Debian's compiler ----

fn debian(program: &str) -> PathBuf {
    Path::new("/usr/bin").join(program)
}

fn find_debian() -> Option<WebToolchain> {
    let said = shell::ask(Command::new(debian("rustc")).arg("--version")).ok()?;
    let recent = tools::version_in(&said).and_then(release)? >= OLDEST;
    let complete = debian("cargo").is_file() && has_sources(Path::new("/usr/lib/rustlib"));
    let linker = find_linker()?;
    (recent && complete).then_some(WebToolchain::Debian { linker })
}

fn install_debian() -> Result<WebToolchain> {
    if !apt::is_here() {
        return Err(missing());
    }
    let purpose = "a Rust compiler for the browser, with the sources of its standard library";
    apt::install(&DEBIAN_PACKAGES, purpose, "20 seconds")?;
    if find_linker().is_none() {
        apt::install(&["lld"], "it links what that compiler compiles", "10 seconds")?;
    }
    find_debian().ok_or_else(missing)
}

/// The linker that rustup's compiler brings, or LLVM's own, which Debian names by its version.
fn find_linker() -> Option<PathBuf> {
    let own = sysroot(&rustc()).into_iter().flat_map(|root| {
        let hosts = std::fs::read_dir(root.join("lib/rustlib")).into_iter().flatten().flatten();
        hosts.filter_map(|host| shell::executable_in(&host.path().join("bin"), "rust-lld"))
    });
    let names = (14..40).rev().map(|version| format!("wasm-ld-{version}"));
    own.chain(names.chain(["wasm-ld".to_owned()]).filter_map(|name| shell::on_path(&name))).next()
}

/// Major and minor of a version.
fn release(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_compare_as_numbers() {
        assert_eq!(release("1.96.0"), Some((1, 96)));
        assert!(release("1.100.0-nightly") > Some(OLDEST));
        assert!(release("1.63.0") < Some(OLDEST));
        assert_eq!(release("rustc"), None);
    }

    #[test]
    fn a_page_without_sources_of_std_needs_no_unstable_feature() {
        let page = WebToolchain::Own { sources: false }.for_page();
        let command = page.command("cargo");
        assert!(command.get_envs().all(|(name, _)| name != "RUSTC_BOOTSTRAP"));
    }
}
