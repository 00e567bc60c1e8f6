//! Splits the page's wasm: one file that every reader starts with, and others that are loaded when what is
//! in them is first used. src/app/later says what that is.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::shell::{self, Surroundings};
use crate::tools;
use crate::trouble::{Doing, Result, Trouble};

/// What the main wasm is called until it gets its final name.
pub(crate) const MAIN: &str = "casebook_bg.wasm";
/// What the linker is told, so that the splitter knows which function uses which.
pub(crate) const LINKED: [&str; 2] = ["--", "-Clink-args=--emit-relocs"];
/// Where the script of wasm-bindgen begins to start the page, in a way of its own.
const STARTS: &str = "async function __wbg_load(";
/// The script that wasm-split-cli writes, to be read for what it loads.
const LINK: &str = "__wasm_split.js";

/// A page in parts, in a directory.
pub(crate) struct Parts {
    /// The script between the wasm and the browser.
    pub(crate) script: String,
    /// The wasm files: [`MAIN`], then what is loaded later.
    pub(crate) wasms: Vec<PathBuf>,
}

/// Splits a wasm that was linked with its relocations, and joins its main part with a script. Nothing is
/// made small yet.
///
/// # Errors
/// When a tool is missing or refuses.
pub(crate) fn split(wasm: &Path, into: &Path) -> Result<Parts> {
    let splitter = Surroundings::default().search(tools::wasm_split().ensure()?);
    let bindgen = Surroundings::default().search(tools::wasm_bindgen()?.ensure()?);
    let reading = |path: &Path| format!("read {}", path.display());
    if into.exists() {
        fs::remove_dir_all(into).doing(|| format!("empty {}", into.display()))?;
    }
    let mut split = splitter.command("wasm-split-cli");
    shell::ask(split.arg(wasm).arg(into).args(["--out-name", "casebook"]))?;
    let mut join = bindgen.command("wasm-bindgen");
    // The parts need the table of functions, which it would drop.
    join.args(["--target", "web", "--no-typescript", "--keep-lld-exports"]);
    join.args(["--out-name", "casebook", "--out-dir"]);
    shell::run(join.arg(into).arg(into.join("casebook.wasm")))?;

    let [link, script] = [LINK, "casebook.js"].map(|name| into.join(name));
    let link = fs::read_to_string(&link).doing(|| reading(&link))?;
    let script = fs::read_to_string(&script).doing(|| reading(&script))?;
    let mut wasms = vec![into.join(MAIN)];
    for entry in fs::read_dir(into).doing(|| reading(into))? {
        let path = entry.doing(|| reading(into))?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.starts_with("split_") || name.starts_with("chunk_") {
            wasms.push(path);
        }
    }
    wasms[1..].sort();
    let script = with_loaders(&script, &link).ok_or_else(|| {
        Trouble::new("the scripts of wasm-bindgen and wasm-split-cli are not as expected")
    })?;
    Ok(Parts { script, wasms })
}

/// The script of wasm-bindgen, with the functions that load the other parts, and our start at its end.
fn with_loaders(script: &str, link: &str) -> Option<String> {
    // Whatever it imported would be a file more to wait for.
    if script.contains("import * as ") {
        return None;
    }
    let (script, _) = script.split_once(STARTS)?;
    let mut script = format!("{script}\n{}", include_str!("later.js"));
    for (part, files) in loaders(link)? {
        _ = writeln!(script, "const load_{part} = () => load({files:?});");
    }
    script.push_str(include_str!("start.js"));
    Some(script)
}

/// What wasm-split-cli wrote: the name of each part, and the files to load for it, in their order.
fn loaders(link: &str) -> Option<Vec<(String, Vec<String>)>> {
    let loader = |text: &str| {
        let (part, body) = text.split_once(" = ")?;
        let (body, needed) = body.split_once("]))")?.0.rsplit_once('[')?;
        let mut files: Vec<String> = needed
            .split(',')
            .filter_map(|it| it.trim().strip_prefix("__"))
            .map(|chunk| format!("{chunk}.wasm"))
            .collect();
        let own = body.split_once("\"./").and_then(|(_, file)| file.split_once('"'));
        files.extend(own.map(|(file, _)| file.to_owned()));
        Some((part.to_owned(), files))
    };
    link.split("export const __wasm_split_load_").skip(1).map(loader).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As wasm-split-cli writes it: two parts, and what they share.
    const LINKS: &str = r#"
const __chunk_1 = makeLoad(() => {
    const src = fetch(new URL("./chunk_1.wasm", import.meta.url));
}
, []);
export const __wasm_split_load_charts = wrapAsyncCb(makeLoad(() => {
    const src = fetch(new URL("./split_charts.wasm", import.meta.url));
}
, [__chunk_1]));
export const __wasm_split_load_later = wrapAsyncCb(makeLoad(() => async (_imp) => ({}), [__chunk_1]));
"#;

    #[test]
    fn what_parts_share_is_loaded_before_them() {
        let files = |files: &[&str]| files.iter().map(|&file| file.to_owned()).collect::<Vec<_>>();
        let expected = [
            ("charts".to_owned(), files(&["chunk_1.wasm", "split_charts.wasm"])),
            ("later".to_owned(), files(&["chunk_1.wasm"])),
        ];
        assert_eq!(loaders(LINKS).as_deref(), Some(&expected[..]));
    }

    #[test]
    fn the_script_loads_the_parts_and_starts_itself() {
        let script = "let wasm;\nasync function __wbg_load(module, imports) {}\n";
        let script = with_loaders(script, LINKS).unwrap();
        assert!(script.starts_with("let wasm;\n"), "{script}");
        let loads = "const load_later = () => load([\"chunk_1.wasm\"]);\n";
        assert!(script.ends_with(&(loads.to_owned() + include_str!("start.js"))), "{script}");
        assert_eq!(with_loaders("let wasm;\n", LINKS), None);
        assert_eq!(with_loaders("import * as import1 from \"./x.js\"\n", LINKS), None);
    }
}
