//! WebAssembly: compiling as the page is compiled, making it small, and saying where bytes go.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::shell::{self, Surroundings};
use crate::toolchain::{TARGET, WebToolchain};
use crate::trouble::{Doing, Result, Trouble};
use crate::{page, tools};

/// How many lines a report has of each kind.
const TOP: usize = 20;

/// What `wasm-opt` is told in index.html, so that what is measured is made like what ships.
fn optimizations() -> Result<Vec<String>> {
    let html = fs::read_to_string(crate::root().join("index.html"))
        .doing(|| "read index.html".to_owned())?;
    let after = html.split_once("data-wasm-opt-params=\"").map_or("", |(_, after)| after);
    let given = after.split('"').next().unwrap_or_default();
    Ok(given.split_whitespace().map(str::to_owned).collect())
}

/// Compiles a package as the page is compiled; its wasm, before wasm-bindgen.
///
/// # Errors
/// When it does not compile.
pub(crate) fn compile(what: &[&str], file: &str) -> Result<PathBuf> {
    let toolchain = WebToolchain::ensure()?;
    let mut cargo = toolchain.for_page().command(toolchain.cargo());
    cargo.args(["rustc", "--profile", "page", "--target", TARGET]).args(what);
    shell::run(&mut cargo)?;
    Ok(crate::root().join("target/web").join(TARGET).join("page").join(file))
}

/// Joins a wasm with its script into a directory, and makes it small.
///
/// # Errors
/// When a tool is missing or refuses.
pub(crate) fn finish(wasm: &Path, into: &Path) -> Result<()> {
    let bindgen = Surroundings::default().search(tools::wasm_bindgen()?.ensure()?);
    let mut join = bindgen.command("wasm-bindgen");
    join.args(["--target", "web", "--no-typescript", "--out-dir"]).arg(into).arg(wasm);
    shell::run(&mut join)?;
    let stem = wasm.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    shrink(&tools::wasm_opt().ensure()?, &into.join(format!("{stem}_bg.wasm")), false)
}

/// Makes a wasm small; its functions keep their names where that is asked for.
///
/// # Errors
/// When wasm-opt, which is in the directory `opt`, refuses.
pub(crate) fn shrink(opt: &Path, wasm: &Path, names: bool) -> Result<()> {
    let mut shrink = Surroundings::default().search(opt).command("wasm-opt");
    shrink.args(optimizations()?).args(names.then_some("-g")).arg("-o").arg(wasm).arg(wasm);
    shell::run(&mut shrink)
}

/// Where the bytes of the page's wasm files go: the largest modules and the largest functions of each.
///
/// # Errors
/// When the page does not compile or a tool is missing.
pub(crate) fn report() -> Result<String> {
    let opt = tools::wasm_opt().ensure()?;
    let twiggy = Surroundings::default().search(tools::twiggy().ensure()?);
    let mut report = String::new();
    for wasm in page::parts(&crate::root().join("target/report"))?.wasms {
        let name = wasm.file_stem().unwrap_or_default().display().to_string();
        shrink(&opt, &wasm, true)?;
        let mut top = twiggy.command("twiggy");
        top.args(["top", "-n", "100000", "--format", "csv"]).arg(&wasm);
        let items = items(&shell::ask(&mut top)?);
        if items.is_empty() {
            return Err(Trouble::new(format!("twiggy found no functions in {name}")));
        }
        _ = writeln!(report, "{name}: {}", table(&items));
    }
    Ok(report)
}

/// Names and bytes in what twiggy prints: lines of a name, which may have commas, bytes and percents.
fn items(csv: &str) -> Vec<(String, usize)> {
    let item = |line: &str| {
        let mut fields = line.rsplitn(5, ',');
        let bytes = fields.nth(3)?.parse().ok()?;
        Some((without_hashes(fields.next()?.trim_matches('"')), bytes))
    };
    // Names are kept for this report and do not ship.
    let ships = |item: &(String, usize)| !item.0.starts_with("function names");
    csv.lines().skip(1).filter_map(item).filter(ships).collect()
}

/// A name as people write it: `core[e3f0a9b7779ad7df]::ptr` is `core::ptr`.
fn without_hashes(name: &str) -> String {
    let hash = |text: &str| text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let mut parts = name.split('[');
    let mut short = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(']') {
            Some((inside, after)) if hash(inside) => short.push_str(after),
            _ => short.extend(["[", part]),
        }
    }
    short
}

/// The crate of a function and the module in it; what is no function is named as it is.
fn module(name: &str) -> String {
    let path =
        name.trim_start_matches(['<', '&', '*']).split([' ', '<', '>']).next().unwrap_or(name);
    if !path.contains("::") {
        return "data and the rest".to_owned();
    }
    path.split("::").take(2).collect::<Vec<_>>().join("::")
}

fn table(items: &[(String, usize)]) -> String {
    let mut modules: BTreeMap<String, usize> = BTreeMap::new();
    for (name, bytes) in items {
        *modules.entry(module(name)).or_default() += bytes;
    }
    let all: usize = items.iter().map(|item| item.1).sum();
    let mut text = format!("{all} bytes, before compression\n");
    let modules: Vec<_> = modules.into_iter().collect();
    for (title, mut lines) in [("modules", modules), ("functions and data", items.to_vec())] {
        lines.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        _ = writeln!(text, "\n{title}");
        for (name, bytes) in lines.iter().take(TOP) {
            let thousandths = bytes * 1000 / all.max(1);
            let name: String = name.chars().take(90).collect();
            _ = writeln!(text, "{bytes:>8} {:>3}.{} %  {name}", thousandths / 10, thousandths % 10);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_grouped_by_module() {
        for (name, expected) in [
            ("casebook::text::fold::fold_char::h0123", "casebook::text"),
            ("<casebook::app::dom::Page as core::fmt::Debug>::fmt", "casebook::app"),
            ("core::ptr::drop_in_place<alloc::vec::Vec<u8>>", "core::ptr"),
            ("data[0]", "data and the rest"),
        ] {
            assert_eq!(module(name), expected);
        }
    }

    #[test]
    fn names_may_have_commas() {
        let csv = "Name,ShallowSize,ShallowSizePercent,RetainedSize,RetainedSizePercent\n\
                   \"a[e3f0a9b7779ad7df]::b<c, d>\",12,1.5,14,1.7\n\
                   function names\"\" subsection,9,1,9,1\ndata[0],8,1,8,1\n";
        assert_eq!(items(csv), [("a::b<c, d>".to_owned(), 12), ("data[0]".to_owned(), 8)]);
    }

    #[test]
    fn the_page_says_how_it_is_made_small() {
        assert!(optimizations().is_ok_and(|given| given.contains(&"-Oz".to_owned())));
    }
}
