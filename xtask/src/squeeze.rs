//! Makes the built site smaller than Trunk does: one style sheet instead of one a view, and no spaces or
//! long names in what a machine wrote.

use std::fs;
use std::path::{Path, PathBuf};

use crate::names;
use crate::shell::{self, Surroundings};
use crate::trouble::{Doing, Result};

/// Joins the style sheets of the page into one; the page that names it.
///
/// # Errors
/// When the page names a sheet that is not there, or the new one cannot be written.
pub(crate) fn join_sheets(html: &str, site: &Path) -> Result<String> {
    let (mut page, mut joined) = (String::new(), String::new());
    let mut place = None;
    let mut rest = html;
    while let Some((before, tag, after)) = next_link(rest) {
        page.push_str(before);
        match sheet(tag) {
            Some(name) => {
                let path = site.join(name.trim_start_matches("./"));
                joined +=
                    &fs::read_to_string(&path).doing(|| format!("read {}", path.display()))?;
                fs::remove_file(&path).doing(|| format!("remove {}", path.display()))?;
                place.get_or_insert(page.len());
            }
            None => page.push_str(tag),
        }
        rest = after;
    }
    page.push_str(rest);
    if let Some(place) = place {
        let name = format!("style-{:016x}.css", digest(joined.as_bytes()));
        let path = site.join(&name);
        fs::write(&path, joined).doing(|| format!("write {}", path.display()))?;
        page.insert_str(place, &format!("<link href=./{name} rel=stylesheet>"));
    }
    Ok(page)
}

/// Gives the wasm and its script short names for each other's functions.
///
/// # Errors
/// When either is missing, or the wasm is none.
pub(crate) fn shorten_names(site: &Path) -> Result<()> {
    let entries = fs::read_dir(site).doing(|| format!("read {}", site.display()))?;
    for entry in entries {
        let path = entry.doing(|| format!("read {}", site.display()))?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let Some(stem) = name.strip_suffix("_bg.wasm") else { continue };
        let script = site.join(format!("{stem}.js"));
        let wasm = fs::read(&path).doing(|| format!("read {name}"))?;
        let text = fs::read_to_string(&script).doing(|| format!("read {}", script.display()))?;
        let (wasm, text) = names::shorten(&wasm, &text)?;
        fs::write(&path, wasm).doing(|| format!("write {name}"))?;
        fs::write(&script, text).doing(|| format!("write {}", script.display()))?;
    }
    Ok(())
}

/// Makes the scripts and the style sheets of a site shorter with esbuild.
///
/// # Errors
/// When esbuild cannot read one of them.
pub(crate) fn minify(site: &Path, surroundings: &Surroundings) -> Result<()> {
    let page = site.join("index.html");
    let html = fs::read_to_string(&page).doing(|| format!("read {}", page.display()))?;
    let entries = fs::read_dir(site).doing(|| format!("read {}", site.display()))?;
    for entry in entries {
        let path: PathBuf = entry.doing(|| format!("read {}", site.display()))?.path();
        let kind = path.extension().and_then(|kind| kind.to_str());
        if !matches!(kind, Some("js" | "css")) || is_pledged(&html, &path) {
            continue;
        }
        let mut command = surroundings.command("esbuild");
        command.args(["--minify", "--allow-overwrite", "--target=es2022", "--log-level=warning"]);
        command.arg(format!("--outfile={}", path.display())).arg(&path);
        shell::run(&mut command)?;
    }
    Ok(())
}

/// Whether the page says what is in a file, so that it must stay as it is.
fn is_pledged(html: &str, path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    html.split('<').any(|tag| tag.contains(name) && tag.contains("integrity="))
}

/// The next `<link>` of a page, with what comes before and after it.
fn next_link(html: &str) -> Option<(&str, &str, &str)> {
    let start = html.find("<link ")?;
    let end = start + html[start..].find('>')? + 1;
    Some((&html[..start], &html[start..end], &html[end..]))
}

/// The file of a style sheet's link.
fn sheet(link: &str) -> Option<&str> {
    let attributes = || link.trim_end_matches('>').split_whitespace();
    let value = |name: &str| {
        let value = attributes().find_map(|it| it.strip_prefix(name)?.strip_prefix('='))?;
        Some(value.trim_matches('"'))
    };
    (value("rel") == Some("stylesheet")).then(|| value("href")).flatten()
}

/// What tells one content from another in a file's name: FNV-1a.
fn digest(content: &[u8]) -> u64 {
    let stir = |hash: u64, &byte: &u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    content.iter().fold(0xcbf2_9ce4_8422_2325, stir)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_become_one_where_the_first_was() {
        let site = std::env::temp_dir().join(format!("casebook-squeeze-{}", std::process::id()));
        fs::create_dir_all(&site).unwrap();
        fs::write(site.join("a.css"), "a{}").unwrap();
        fs::write(site.join("b.css"), "b{}").unwrap();
        let html = "<head><link rel=icon href=i.svg><link href=./a.css rel=stylesheet><p>\
                    <link href=\"./b.css\" rel=\"stylesheet\"></head>";
        let page = join_sheets(html, &site).unwrap();
        let sheets: Vec<_> = fs::read_dir(&site).unwrap().map(|it| it.unwrap().path()).collect();
        let joined = fs::read_to_string(&sheets[0]).unwrap();
        fs::remove_dir_all(&site).unwrap();
        let name = sheets[0].file_name().unwrap().to_str().unwrap();
        assert_eq!((sheets.len(), &*joined), (1, "a{}b{}"));
        assert_eq!(
            page,
            format!(
                "<head><link rel=icon href=i.svg><link href=./{name} rel=stylesheet><p></head>"
            )
        );
    }
}
