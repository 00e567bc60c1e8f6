//! Builds the app: set-up, the wasm in its parts, what index.html asks for; and the site of the list with it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::shell::{self, Surroundings};
use crate::site::{Program, Site, integrity};
use crate::split::{self, Parts};
use crate::toolchain::WebToolchain;
use crate::trouble::{Doing, Result};
use crate::{cache, names, policy, tools, wasm};

/// Where the script has what its wasm files are held against.
const INTEGRITIES: &str = "const integrity = {};";

/// The script that has the site kept, loaded by the page's own.
const OFFLINE: &str = "offline.js";

/// Builds the release page; the directory it is in.
///
/// # Errors
/// When a tool is missing and cannot be installed, or the page does not compile.
pub fn build() -> Result<PathBuf> {
    let toolchain = WebToolchain::ensure()?;
    let opt = optional(&tools::wasm_opt());
    let esbuild = optional(&tools::esbuild());
    let target = crate::root().join("target");
    fs::create_dir_all(&target).doing(|| format!("make {}", target.display()))?;
    let _lock = cache::lock(&target.join("page.lock"), "building the page")?;
    eprintln!("Building the page with {}.", toolchain.describe());

    let parts = parts(&target.join("parts"))?;
    if let Some(opt) = opt {
        for wasm in &parts.wasms {
            wasm::shrink(&opt, wasm, false)?;
        }
    }
    let site = Site::new(target.join("site"), esbuild)?;
    let program = add_program(&site, &parts)?;
    let source = crate::root();
    let worker =
        fs::read_to_string(source.join("src/worker.js")).doing(|| "read worker.js".to_owned())?;
    let html =
        fs::read_to_string(source.join("index.html")).doing(|| "read index.html".to_owned())?;
    let page = policy::seal(&site.page(&html, source, &program)?)?;
    site.add_worker(&worker)?;
    site.publish(&page, &app())?;
    let dist = source.join("dist");
    publish_anew(&source.join("public/catalog.json"), &dist)?;
    Ok(dist)
}

/// Where the app is that was built last: the page without a list.
pub fn app() -> PathBuf {
    crate::root().join("target/app")
}

/// Makes the site of a list, or of a catalog, from the app that was built last, with the command that curators
/// have for it.
///
/// # Errors
/// When the list cannot be read, or the folder has files of others.
pub fn publish(list: &Path, site: &Path) -> Result<()> {
    publish_as(&app(), list, site, &[])
}

/// The same, with compressed forms of its files for servers that send those.
///
/// # Errors
/// As [`publish`].
pub fn publish_precompressed(list: &Path, site: &Path) -> Result<()> {
    publish_as(&app(), list, site, &["--precompress"])
}

/// The same, from any app.
///
/// # Errors
/// As [`publish`].
pub fn publish_with(app: &Path, list: &Path, site: &Path) -> Result<()> {
    publish_as(app, list, site, &[])
}

fn publish_as(app: &Path, list: &Path, site: &Path, how: &[&str]) -> Result<()> {
    let mut command = Surroundings::default().command(shell::cargo());
    command.args(["run", "--quiet", "--package", "casebook", "--", "build"]);
    shell::run(command.arg(list).arg("--site").arg(site).arg("--app").arg(app).args(how))
}

/// The same into an empty folder: what was in it, whoever made it, is gone.
///
/// # Errors
/// When the folder cannot be emptied, or the list cannot be read.
pub fn publish_anew(list: &Path, site: &Path) -> Result<()> {
    if site.exists() {
        fs::remove_dir_all(site).doing(|| format!("remove {}", site.display()))?;
    }
    publish(list, site)
}

/// The app that was built last, as another version of it would be: the same under other names, so that what belongs to
/// one version can be told from what belongs to the other.
///
/// # Errors
/// When it cannot be read or written.
pub fn copy_as_other_version(into: &Path) -> Result<()> {
    let reading = || format!("read {}", app().display());
    fs::create_dir_all(into).doing(|| format!("make {}", into.display()))?;
    let (mut texts, mut new) = (Vec::new(), Vec::new());
    for file in fs::read_dir(app()).doing(reading)? {
        let name = file.doing(reading)?.file_name().to_string_lossy().into_owned();
        let content = fs::read(app().join(&name)).doing(reading)?;
        let kind = name.rsplit_once('.').map_or("", |(_, kind)| kind);
        match (kind, name.split_once('-')) {
            // An empty section of the name "2" changes nothing.
            ("wasm", Some(_)) => {
                new.push((name, [&content, &b"\0\x02\x012"[..]].concat(), content));
            }
            ("js" | "html", _) => texts.push((name, content)),
            _ => fs::write(into.join(&name), content).doing(|| format!("write {name}"))?,
        }
    }
    // Those that name no other come first; the page names the script, which names the others.
    texts.sort_by_key(|(name, _)| (name.ends_with("html"), name.starts_with("casebook-")));
    texts.sort_by_key(|(name, _)| name == "worker.js");
    for (name, content) in texts {
        let mut text = String::from_utf8_lossy(&content).into_owned();
        for (old, changed, before) in &new {
            text = text.replace(old, &other_name(old));
            text = text.replace(&integrity(before), &integrity(changed));
        }
        if name.contains('-') {
            new.push((name, (text + "\n// 2").into_bytes(), content));
        } else {
            fs::write(into.join(&name), text).doing(|| format!("write {name}"))?;
        }
    }
    for (old, content, _) in new {
        let name = other_name(&old);
        fs::write(into.join(&name), content).doing(|| format!("write {name}"))?;
    }
    Ok(())
}

/// What a file is called in another version.
fn other_name(name: &str) -> String {
    name.replacen('-', "-0", 1)
}

/// Builds the command with the page in it, for curators who have no compiler; where it is.
///
/// # Errors
/// When something is missing or does not compile.
pub fn release() -> Result<PathBuf> {
    build()?;
    let target = crate::root().join("target");
    let mut command = Surroundings::default().command(shell::cargo());
    command.args(["build", "--release", "--package", "casebook", "--features", "embedded"]);
    shell::run(command.arg("--target-dir").arg(&target))?;
    Ok(target.join("release").join(format!("casebook{}", std::env::consts::EXE_SUFFIX)))
}

/// Compiles the page and splits it, into a directory.
///
/// # Errors
/// When a tool is missing, or the page does not compile.
pub(crate) fn parts(into: &Path) -> Result<Parts> {
    let what = ["--package", "casebook", "--bin", "casebook", "--features", "split"];
    let wasm = wasm::compile(&[&what[..], &split::LINKED].concat(), "casebook.wasm")?;
    split::split(&wasm, into)
}

/// Adds script and wasm, with short names for each other; what the page has to name of them.
fn add_program(site: &Site, parts: &Parts) -> Result<Program> {
    let read = |path: &PathBuf| fs::read(path).doing(|| format!("read {}", path.display()));
    let wasms = parts.wasms.iter().map(read).collect::<Result<Vec<_>>>()?;
    let (wasms, mut script) = names::shorten(&wasms, &parts.script)?;
    let (mut added, mut integrities) = (Vec::new(), String::new());
    let old = |path: &PathBuf| {
        path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    };
    let offline = crate::root().join("src").join(OFFLINE);
    let files = parts.wasms.iter().map(old).zip(wasms);
    for (old, content) in files.chain([(OFFLINE.to_owned(), read(&offline)?)]) {
        let name =
            if old == split::MAIN { "casebook.wasm" } else { old.trim_start_matches("split_") };
        let asset = site.add(name, &content)?;
        script = script.replace(&old, &asset.name);
        _ = write!(integrities, "{:?}:{:?},", asset.name, asset.integrity);
        added.push(asset);
    }
    let script = script.replacen(INTEGRITIES, &format!("const integrity = {{{integrities}}};"), 1);
    let script = site.add("casebook.js", script.as_bytes())?;
    Ok(Program { script, wasm: added.swap_remove(0) })
}

/// Whether everything is there that makes the page as small as it ships.
pub fn is_whole() -> bool {
    let sources = WebToolchain::find() != Some(WebToolchain::Own { sources: false });
    sources && tools::wasm_opt().find().is_some() && tools::esbuild().find().is_some()
}

/// The directory of a tool that the page can be built without: it is just larger.
fn optional(tool: &tools::Tool) -> Option<PathBuf> {
    let without = tool.name;
    tool.ensure()
        .inspect_err(|trouble| {
            eprintln!("{trouble}\nBuilding without {without}: the page will be larger.");
        })
        .ok()
}
