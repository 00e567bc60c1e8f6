//! `cargo xtask doctor`: what is there, what is missing, how to get it. Changes nothing.

use std::process::Command;

use crate::browser::{self, Browser};
use crate::firefox::Firefox;
use crate::shell;
use crate::toolchain::{CHOICE, TARGET, WebToolchain};
use crate::tools::{self, Tool};
use crate::trouble::Result;
use crate::webkit::Webkit;
use crate::{apt, cache, hosts};

/// What needs the browsers that not everybody has.
const ALL_BROWSERS: &str = "test --all-browsers";

/// One line of the report.
struct Finding {
    what: &'static str,
    needed_by: &'static str,
    /// What is there, or how to get it.
    state: std::result::Result<String, String>,
}

/// Prints the report.
///
/// # Errors
/// When there is no directory to keep tools in, or Cargo.lock cannot be read.
pub fn run() -> Result<()> {
    let bindgen = tools::wasm_bindgen()?;
    let findings = [
        component("rustfmt", "test", "fmt"),
        component("clippy", "test", "clippy"),
        web_toolchain(),
        tool(&tools::wasm_split(), "wasm-split-cli", "serve, build, test"),
        tool(&bindgen, "wasm-bindgen", "serve, build, test"),
        tool(&tools::wasm_opt(), "wasm-opt", "serve, build, test; optional"),
        tool(&tools::esbuild(), "esbuild", "serve, build, test; optional"),
        tool(&tools::cargo_deny(), "cargo-deny", "test"),
        browser(),
        firefox(),
        webkit(),
        nginx(),
    ];
    for Finding { what, needed_by, state } in &findings {
        let (mark, text) = match state {
            Ok(there) => ("ok", there),
            Err(way) => ("missing", way),
        };
        println!("{mark:9}{what:18}{}", text.replace('\n', "\n                           "));
        if state.is_err() {
            println!("{:27}Needed by: {needed_by}.", "");
        }
    }
    println!("\nTools are kept in {}", cache::directory()?.display());
    println!("{CHOICE}=own|debian chooses between this Rust and Debian's for the page.");
    Ok(())
}

fn component(what: &'static str, needed_by: &'static str, command: &str) -> Finding {
    let state = shell::ask(Command::new(shell::cargo()).args([command, "--version"]))
        .map_err(|_| format!("`rustup component add {what}`; the tests try that by themselves"));
    Finding { what, needed_by, state }
}

fn web_toolchain() -> Finding {
    let state = WebToolchain::find().map(|found| found.describe().to_owned()).ok_or_else(|| {
        let debian = if apt::is_here() { ", else Debian's rustc-web" } else { "" };
        format!("installed when needed: `rustup target add {TARGET}`{debian}")
    });
    Finding { what: "Rust for the web", needed_by: "serve, build, test", state }
}

fn tool(tool: &Tool, what: &'static str, needed_by: &'static str) -> Finding {
    let state = match tool.find() {
        Some(directory) => Ok(format!("in {}", directory.display())),
        None => Err(format!("installed when needed, as by `{}`", tool.by_hand())),
    };
    Finding { what, needed_by, state }
}

fn nginx() -> Finding {
    let state = hosts::nginx().map(|program| format!("{}", program.display()));
    let state = state.ok_or_else(|| "installed when needed, from Debian".to_owned());
    Finding { what: "nginx", needed_by: "test", state }
}

fn browser() -> Finding {
    let there =
        |browser: Browser| format!("{}, version {}", browser.program.display(), browser.version);
    let state = Browser::find()
        .map(there)
        .map_err(|trouble| format!("{}\n{}", trouble.what(), browser::how_to_get()));
    Finding { what: "Browser", needed_by: "test", state }
}

fn firefox() -> Finding {
    let state = Firefox::find()
        .map(|found| format!("{}, {}", found.program.display(), found.version()))
        .map_err(|trouble| trouble.to_string());
    Finding { what: "Firefox", needed_by: ALL_BROWSERS, state }
}

fn webkit() -> Finding {
    let state = Webkit::find()
        .map(|found| format!("{}, version {}", found.program.display(), found.version()))
        .map_err(|trouble| trouble.to_string());
    Finding { what: "WebKit", needed_by: ALL_BROWSERS, state }
}
