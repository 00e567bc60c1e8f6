//! Makes the built site smaller than Trunk does: one style sheet instead of one a view, and no spaces or
//! long names in what a machine wrote.

use std::fs;
use std::path::{Path, PathBuf};

use crate::names;
use crate::shell::{self, Surroundings};
use crate::trouble::{Doing, Result, Trouble};

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

/// Puts what starts the page into the script that it starts, so that the one does not wait for the other;
/// the page that names only that.
///
/// # Errors
/// When a script is missing, or they do not begin and end as Trunk and wasm-bindgen write them.
pub(crate) fn join_scripts(html: &str, site: &Path) -> Result<String> {
    let odd = || Trouble::new("index.html does not name its scripts as Trunk does");
    let (before, starter, after) = next_starter(html).ok_or_else(odd)?;
    let starter = attribute(starter, "src").ok_or_else(odd)?;
    let preload = links(html).find(|link| attribute(link, "rel") == Some("modulepreload"));
    let preload = preload.ok_or_else(odd)?;
    let script = attribute(preload, "href").ok_or_else(odd)?;

    let [starter, path] = [starter, script].map(|name| site.join(name.trim_start_matches("./")));
    let reading = |path: &Path| format!("read {}", path.display());
    let starts = fs::read_to_string(&starter).doing(|| reading(&starter))?;
    // All that comes before it finds the script, which is this one now.
    let (_, starts) = starts.split_once("await page.default(").ok_or_else(odd)?;
    let text = fs::read_to_string(&path).doing(|| reading(&path))?;
    let text = format!(
        "{text}\nconst link = (it) => document.head.querySelector(it).href;\nawait __wbg_init({starts}"
    );
    fs::write(&path, text).doing(|| format!("write {}", path.display()))?;
    fs::remove_file(&starter).doing(|| format!("remove {}", starter.display()))?;
    let page = format!("{before}<script src={script} type=module async></script>{after}");
    Ok(page.replacen(preload, "", 1))
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

/// The script of a page that is a module, with what comes before and after it.
fn next_starter(html: &str) -> Option<(&str, &str, &str)> {
    html.match_indices("<script ").find_map(|(start, _)| {
        let (tag, after) = html[start..].split_once("</script>")?;
        let is_module = attribute(tag, "type") == Some("module");
        is_module.then_some((&html[..start], tag, after))
    })
}

/// The next `<link>` of a page, with what comes before and after it.
fn next_link(html: &str) -> Option<(&str, &str, &str)> {
    let start = html.find("<link ")?;
    let end = start + html[start..].find('>')? + 1;
    Some((&html[..start], &html[start..end], &html[end..]))
}

/// The file of a style sheet's link.
fn sheet(link: &str) -> Option<&str> {
    (attribute(link, "rel") == Some("stylesheet")).then(|| attribute(link, "href")).flatten()
}

/// The links of a page.
fn links(html: &str) -> impl Iterator<Item = &str> {
    let mut rest = html;
    std::iter::from_fn(move || {
        let (_, link, after) = next_link(rest)?;
        rest = after;
        Some(link)
    })
}

/// An attribute of a tag; such as Trunk writes, without spaces in it.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut attributes = tag.trim_end_matches('>').split_whitespace();
    let value = attributes.find_map(|it| it.strip_prefix(name)?.strip_prefix('='))?;
    Some(value.trim_matches('"'))
}

/// What tells one content from another in a file's name: FNV-1a.
fn digest(content: &[u8]) -> u64 {
    let stir = |hash: u64, &byte: &u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    content.iter().fold(0xcbf2_9ce4_8422_2325, stir)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// A site of these files, and what is in it after something was done to its page.
    fn site(
        files: &[(&str, &str)],
        done: impl Fn(&Path) -> Result<String>,
    ) -> (String, Vec<(String, String)>) {
        static SITES: AtomicUsize = AtomicUsize::new(0);
        let number = SITES.fetch_add(1, Ordering::Relaxed);
        let name = format!("casebook-squeeze-{}-{number}", std::process::id());
        let site = std::env::temp_dir().join(name);
        fs::create_dir_all(&site).unwrap();
        for (name, content) in files {
            fs::write(site.join(name), content).unwrap();
        }
        let page = done(&site).unwrap();
        let file = |path: PathBuf| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        };
        let files = fs::read_dir(&site).unwrap().map(|it| file(it.unwrap().path())).collect();
        fs::remove_dir_all(&site).unwrap();
        (page, files)
    }

    #[test]
    fn sheets_become_one_where_the_first_was() {
        let html = "<head><link rel=icon href=i.svg><link href=./a.css rel=stylesheet><p>\
                    <link href=\"./b.css\" rel=\"stylesheet\"></head>";
        let (page, files) =
            site(&[("a.css", "a{}"), ("b.css", "b{}")], |site| join_sheets(html, site));
        let [(name, content)] = &files[..] else { panic!("{files:?}") };
        assert_eq!(content, "a{}b{}");
        assert_eq!(
            page,
            format!(
                "<head><link rel=icon href=i.svg><link href=./{name} rel=stylesheet><p></head>"
            )
        );
    }

    #[test]
    fn the_script_starts_itself() {
        let starter = "const page = 1;\nawait page.default({ it });\n";
        let html = "<head><script src=./asked.js></script><script integrity=x src=./start.js type=module></script>\
                    <link href=./page.js rel=modulepreload><p></head>";
        let (page, files) =
            site(&[("start.js", starter), ("page.js", "go();")], |site| join_scripts(html, site));
        assert_eq!(
            page,
            "<head><script src=./asked.js></script><script src=./page.js type=module async></script><p></head>"
        );
        let [(_, script)] = &files[..] else { panic!("{files:?}") };
        assert!(script.starts_with("go();\n") && script.contains("await __wbg_init({ it });"));
    }
}
