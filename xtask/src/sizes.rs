//! What the site weighs, as it is and as it travels.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::trouble::{Doing, Result, Trouble};

/// What all that loads at first, but the catalog, may weigh as it travels, in bytes.
const GOAL: usize = 79 * 1024;

/// A file of the site; sizes in bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Weight {
    /// Relative to the site, with forward slashes.
    pub path: String,
    /// As it is.
    pub raw: usize,
    /// Compressed with brotli at its best quality, 11.
    pub brotli: usize,
}

/// Weighs every file under `site`, by path.
///
/// # Errors
/// When a file cannot be read.
pub fn weigh(site: &Path) -> Result<Vec<Weight>> {
    let mut weights = Vec::new();
    weigh_into(site, "", &mut weights)?;
    weights.sort();
    Ok(weights)
}

fn weigh_into(directory: &Path, prefix: &str, weights: &mut Vec<Weight>) -> Result<()> {
    let reading = || format!("read {}", directory.display());
    for entry in fs::read_dir(directory).doing(reading)? {
        let entry = entry.doing(reading)?;
        let path = format!("{prefix}{}", entry.file_name().display());
        if entry.path().is_dir() {
            weigh_into(&entry.path(), &format!("{path}/"), weights)?;
        } else {
            let content = fs::read(entry.path()).doing(|| format!("read {path}"))?;
            let brotli = compressed(&content)?.len();
            weights.push(Weight { path, raw: content.len(), brotli });
        }
    }
    Ok(())
}

/// As it travels.
///
/// # Errors
/// When it cannot be compressed.
pub(crate) fn compressed(content: &[u8]) -> Result<Vec<u8>> {
    let best = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut compressed, &best)
        .map(|_| compressed)
        .map_err(|error| Trouble::new(format!("brotli: {error}")))
}

/// A catalog or its schema: what a list weighs is not the page's doing.
pub(crate) fn is_data(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "json")
}

/// What a file is called that does not load at first: `later.wasm` of `later-0123.wasm`.
pub(crate) fn part(path: &str) -> Option<String> {
    let (stem, kind) = path.rsplit_once('.')?;
    let name = stem.rsplit_once('-').map_or(stem, |(name, _)| name);
    let is_later = match kind {
        "wasm" => name != "casebook",
        "js" => matches!(name, "offline" | "worker"),
        // It is in the page, and the file for other pages.
        "css" => true,
        _ => false,
    };
    is_later.then(|| format!("{name}.{kind}"))
}

/// A line for each file, then what of the page loads at first, without its
/// data, held against the goal.
pub fn table(weights: &[Weight]) -> String {
    let is_first = |weight: &&Weight| !is_data(&weight.path) && part(&weight.path).is_none();
    let page = weights.iter().filter(is_first);
    let (raw, brotli) = page.fold((0, 0), |sum, w| (sum.0 + w.raw, sum.1 + w.brotli));
    let mut table = format!("{:42}{:>11}{:>11}\n", "file", "raw", "brotli 11");
    for Weight { path, raw, brotli } in weights {
        line(&mut table, path, *raw, *brotli);
    }
    line(&mut table, "what loads at first, but the JSON", raw, brotli);
    let goal = kib(GOAL);
    _ = match GOAL.checked_sub(brotli) {
        Some(spare) => writeln!(table, "Within the goal of {goal} by {}.", kib(spare)),
        None => writeln!(table, "OVER the goal of {goal} by {}.", kib(brotli - GOAL)),
    };
    table
}

fn line(table: &mut String, name: &str, raw: usize, brotli: usize) {
    _ = writeln!(table, "{name:42}{:>11}{:>11}", kib(raw), kib(brotli));
}

/// With one decimal, in integers: 1,536 bytes are `1.5 KiB`.
fn kib(bytes: usize) -> String {
    let tenths = (bytes * 10 + 512) / 1024;
    format!("{}.{} KiB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight(path: &str, raw: usize, brotli: usize) -> Weight {
        Weight { path: path.to_owned(), raw, brotli }
    }

    #[test]
    fn the_catalog_and_what_loads_later_are_listed_and_not_counted() {
        let [catalog, later] = ["catalog.json", "later-0123.wasm"];
        let later = weight(later, 900_000, 200_000);
        let table = table(&[weight(catalog, 900_000, 300_000), later, weight("a.js", 2048, 1024)]);
        assert!(table.contains("293.0 KiB") && table.contains("195.3 KiB"), "{table}");
        assert!(table.ends_with("Within the goal of 79.0 KiB by 78.0 KiB.\n"), "{table}");
    }

    #[test]
    fn too_much_is_said_loudly() {
        let table = table(&[weight("casebook-1.wasm", 300_000, GOAL + 512)]);
        assert!(table.ends_with("OVER the goal of 79.0 KiB by 0.5 KiB.\n"), "{table}");
    }

    #[test]
    fn brotli_shrinks_what_repeats() {
        assert!(compressed(&[b'a'; 10_000]).is_ok_and(|content| content.len() < 50));
    }
}
