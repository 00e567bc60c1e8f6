//! Builds the site: set-up, Trunk, the policy, and the list.

use std::fs;
use std::path::{Path, PathBuf};

use crate::shell::{self, Surroundings};
use crate::toolchain::WebToolchain;
use crate::trouble::{Doing, Result};
use crate::{cache, policy, squeeze, tools};

/// Builds the release page; the directory it is in.
///
/// # Errors
/// When a tool is missing and cannot be installed, or the page does not compile.
pub fn build() -> Result<PathBuf> {
    let toolchain = WebToolchain::ensure()?;
    let trunk = tools::trunk().ensure()?;
    let bindgen = tools::wasm_bindgen()?.ensure()?;
    let opt = optional(&tools::wasm_opt());
    let esbuild = optional(&tools::esbuild());

    let target = crate::root().join("target");
    fs::create_dir_all(&target).doing(|| format!("make {}", target.display()))?;
    let _lock = cache::lock(&target.join("page.lock"), "building the page")?;
    eprintln!("Building the page with {}.", toolchain.describe());
    let without_opt = if opt.is_none() { Some(PageWithoutOpt::write()?) } else { None };
    let tools = [Some(trunk), Some(bindgen), opt].into_iter().flatten();
    let surroundings = tools.fold(Surroundings::default(), Surroundings::search);
    trunk_build(&surroundings.and(toolchain.for_page()), without_opt.as_ref())?;

    let dist = crate::root().join("dist");
    finish(&dist)?;
    squeeze::shorten_names(&dist)?;
    if let Some(esbuild) = esbuild {
        squeeze::minify(&dist, &Surroundings::default().search(esbuild))?;
    }
    put_list(&dist.join("catalog.json"), &dist)?;
    Ok(dist)
}

/// Puts a list, or a catalog, into a site, with the command that curators have for it.
///
/// # Errors
/// When the list cannot be read, or the folder is no site.
pub fn put_list(list: &Path, site: &Path) -> Result<()> {
    let mut command = Surroundings::default().command(shell::cargo());
    command.args(["run", "--quiet", "--package", "casebook", "--", "site"]);
    shell::run(command.arg(list).arg("--into").arg(site))
}

/// Copies the files of a site, to put another list into it.
///
/// # Errors
/// When a file cannot be copied.
pub fn copy(site: &Path, to: &Path) -> Result<()> {
    _ = fs::remove_dir_all(to);
    fs::create_dir_all(to).doing(|| format!("make {}", to.display()))?;
    for entry in fs::read_dir(site).doing(|| format!("read {}", site.display()))? {
        let path = entry.doing(|| format!("read {}", site.display()))?.path();
        let name = path.file_name().unwrap_or_default();
        fs::copy(&path, to.join(name)).doing(|| format!("copy {}", path.display()))?;
    }
    Ok(())
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

fn trunk_build(surroundings: &Surroundings, page: Option<&PageWithoutOpt>) -> Result<()> {
    // Its own steps are of no interest, and neither is that its minifier cannot read what
    // wasm-bindgen writes. Cargo's progress shows all the same.
    let quiet = "error,trunk=warn,trunk::processing=off";
    // Trunk takes NO_COLOR for a flag and refuses the customary value `1`.
    let surroundings = surroundings.clone().unset("NO_COLOR").set("RUST_BACKTRACE", "0");
    let mut command = surroundings.command("trunk");
    command.args(["build", "--release", "--skip-version-check", "--log", quiet]);
    if let Some(page) = page {
        command.arg("--html-output").arg("index.html").arg(&page.0);
    }
    shell::run(&mut command)
}

/// Does to the built page what Trunk does not.
fn finish(site: &Path) -> Result<()> {
    let page = site.join("index.html");
    let html = fs::read_to_string(&page).doing(|| "read the built index.html".to_owned())?;
    let html = squeeze::join_scripts(&squeeze::join_sheets(&html, site)?, site)?;
    let html = policy::seal(&html)?;
    fs::write(page, html).doing(|| "write the sealed index.html".to_owned())
}

/// A copy of index.html that does not ask for wasm-opt, which Trunk can be told in no other way.
/// Gone when dropped.
struct PageWithoutOpt(PathBuf);

impl PageWithoutOpt {
    fn write() -> Result<Self> {
        let html = fs::read_to_string(crate::root().join("index.html"))
            .doing(|| "read index.html".to_owned())?;
        let copy = crate::root().join(".index-without-wasm-opt.html");
        fs::write(&copy, html.replace(r#"data-wasm-opt="z""#, r#"data-wasm-opt="0""#))
            .doing(|| "write a copy of index.html".to_owned())?;
        Ok(Self(copy))
    }
}

impl Drop for PageWithoutOpt {
    fn drop(&mut self) {
        _ = fs::remove_file(&self.0);
    }
}
