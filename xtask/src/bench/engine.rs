//! The engine in a browser, beside its peers, in one page and in turns.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;

use super::driver::Session;
use super::generate::{Workload, workload};
use super::statistics::quantile;
use crate::server::{Config, Reply, Server};
use crate::shell::{self, Surroundings};
use crate::trouble::{Doing, Result, Trouble};
use crate::{npm, tools, wasm};

/// How one contender did at one size. Times are in milliseconds.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figures {
    pub(super) title: String,
    pub(super) rows: u32,
    pub(super) median: f64,
    pub(super) p95: f64,
    pub(super) parse: f64,
    pub(super) build: f64,
    /// Until the facets can be asked; only where words come later.
    pub(super) facets: Option<f64>,
    /// Held once built; `None` where the browser does not tell it of this contender alone.
    pub(super) bytes: Option<f64>,
}

/// Measures at each of these sizes, each question so often; the figures, and the browser's version.
///
/// # Errors
/// When something cannot be built, or an answer differs from the reference's.
pub(super) fn measure(sizes: &[u32], rounds: usize) -> Result<(Vec<Figures>, String)> {
    let site = site()?;
    let mut figures = Vec::new();
    let mut version = String::new();
    for &rows in sizes {
        eprintln!("Measuring answers of {rows} rows in the browser, {rounds} rounds.");
        let server = serve(&site, workload(rows as usize))?;
        let session = Session::start()?;
        session.open(&server.url())?;
        let result = session.promised(&format!("await window.measure({rows}, {rounds})"))?;
        if result["isolated"] != true {
            return Err(Trouble::new("the page is not isolated, so its clock is too coarse"));
        }
        let results = result["results"].as_array().map_or(&[][..], Vec::as_slice);
        figures.extend(results.iter().map(|one| read(rows, one)));
        version.clone_from(&session.version);
    }
    Ok((figures, version))
}

fn read(rows: u32, one: &Value) -> Figures {
    let times = one["times"].as_array().map_or(&[][..], Vec::as_slice);
    let mut times: Vec<f64> = times.iter().filter_map(Value::as_f64).collect();
    times.sort_unstable_by(f64::total_cmp);
    let number = |key: &str| one[key].as_f64();
    Figures {
        title: one["title"].as_str().unwrap_or_default().to_owned(),
        rows,
        median: quantile(&times, 50),
        p95: quantile(&times, 95),
        parse: number("parse").unwrap_or(0.0),
        build: number("build").unwrap_or(0.0),
        facets: number("facets"),
        bytes: number("bytes"),
    }
}

/// The page with all contenders; the directory it is in.
fn site() -> Result<std::path::PathBuf> {
    let source = crate::root().join("benches/web/site");
    let into = crate::root().join("target/bench-site");
    fs::create_dir_all(&into).doing(|| format!("make {}", into.display()))?;
    install(&source)?;
    eprintln!("Compiling the engine as the page is compiled.");
    let engine = wasm::compile(&["--package", "engine-in-browser"], "engine_in_browser.wasm")?;
    wasm::finish(&engine, &into.join("engine"))?;
    fs::copy(source.join("index.html"), into.join("index.html"))
        .doing(|| "copy the page of the benchmark".to_owned())?;
    let esbuild = Surroundings::default().search(tools::esbuild().ensure()?);
    let mut bundle = esbuild.command("esbuild");
    bundle.arg(source.join("run.js")).args([
        "--bundle",
        "--format=esm",
        "--target=es2022",
        "--external:./engine/*",
        "--log-level=warning",
    ]);
    shell::run(bundle.arg(format!("--outfile={}", into.join("run.js").display())))?;
    Ok(into)
}

/// The libraries that package-lock.json names, exactly.
///
/// # Errors
/// When npm is missing or does not get them.
pub(super) fn install(site: &Path) -> Result<()> {
    let lock = site.join("package-lock.json");
    let modified = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).ok();
    let installed = modified(&site.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= modified(&lock) {
        return Ok(());
    }
    eprintln!("Installing the libraries to compare with, from npm. Takes seconds, once.");
    npm::install(site)
}

/// Isolated, which makes the browser's clock fine and lets it tell how much memory is held.
fn serve(site: &Path, workload: Workload) -> Result<Server> {
    let workload = Arc::new(workload);
    let root = site.to_owned();
    let script = move |path: &str| {
        let reply = match path {
            "catalog.json" => Reply::new(200, "application/json", workload.catalog.as_bytes()),
            "interactions.json" => {
                Reply::new(200, "application/json", workload.interactions.as_bytes())
            }
            _ => file(&root, path)?,
        };
        let reply = reply.header("Cross-Origin-Opener-Policy", "same-origin");
        Some(reply.header("Cross-Origin-Embedder-Policy", "require-corp"))
    };
    Server::start(Config::new(site).script(script)).doing(|| "serve the benchmark".to_owned())
}

/// The files of the benchmark's page, and no others.
fn file(root: &Path, path: &str) -> Option<Reply> {
    let (name, kind) = match path {
        "" | "index.html" => ("index.html", "text/html; charset=utf-8"),
        "run.js" => ("run.js", "text/javascript"),
        "engine/engine_in_browser.js" => (path, "text/javascript"),
        "engine/engine_in_browser_bg.wasm" => (path, "application/wasm"),
        _ => return None,
    };
    Some(Reply::new(200, kind, fs::read(root.join(name)).ok()?))
}
