//! The site from index.html: does what its `data-trunk` tags ask for, as Trunk does when it serves the
//! page while somebody works on it, and leaves nothing in it that need not travel.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};

use crate::shell::{self, Surroundings};
use crate::sizes;
use crate::trouble::{Doing, Result, Trouble};

/// A site that is being made.
pub(crate) struct Site {
    directory: PathBuf,
    /// Where esbuild is; without it, scripts and style sheets stay as they are written.
    esbuild: Option<PathBuf>,
}

/// A file of a site.
pub(crate) struct Asset {
    /// Its name, which no other content has.
    pub(crate) name: String,
    /// What browsers hold its content against.
    pub(crate) integrity: String,
}

/// The two files that start the page.
pub(crate) struct Program {
    /// The script.
    pub(crate) script: Asset,
    /// What the script starts.
    pub(crate) wasm: Asset,
}

impl Site {
    /// An empty one.
    ///
    /// # Errors
    /// When the directory cannot be made, or be emptied.
    pub(crate) fn new(directory: PathBuf, esbuild: Option<PathBuf>) -> Result<Self> {
        if directory.exists() {
            fs::remove_dir_all(&directory).doing(|| format!("empty {}", directory.display()))?;
        }
        fs::create_dir_all(&directory).doing(|| format!("make {}", directory.display()))?;
        Ok(Self { directory, esbuild })
    }

    /// Adds a file under a name that tells its content from any other.
    ///
    /// # Errors
    /// When it cannot be written, or esbuild cannot read it.
    pub(crate) fn add(&self, name: &str, content: &[u8]) -> Result<Asset> {
        let (stem, kind) = name.rsplit_once('.').unwrap_or((name, ""));
        let content = self.write(name, content)?;
        let hashed = format!("{stem}-{:016x}.{kind}", digest(&content));
        let [from, to] = [name, &*hashed].map(|name| self.directory.join(name));
        fs::rename(from, to).doing(|| format!("name {hashed}"))?;
        Ok(Asset { name: hashed, integrity: integrity(&content) })
    }

    /// Writes a file, as small as it gets; what is in it then.
    fn write(&self, name: &str, content: &[u8]) -> Result<Vec<u8>> {
        let path = self.directory.join(name);
        fs::write(&path, content).doing(|| format!("write {name}"))?;
        let is_text = matches!(name.rsplit_once('.'), Some((_, "js" | "css")));
        if let Some(esbuild) = self.esbuild.as_ref().filter(|_| is_text) {
            shell::run(minify(esbuild).arg(format!("--outfile={}", path.display())).arg(&path))?;
        }
        fs::read(&path).doing(|| format!("read {name}"))
    }

    /// Adds what keeps the files that are there by now for when there is no network.
    ///
    /// # Errors
    /// When a file cannot be read or written.
    pub(crate) fn add_worker(&self, worker: &str) -> Result<()> {
        let reading = || "read the site".to_owned();
        let mut files = Vec::new();
        for entry in fs::read_dir(&self.directory).doing(reading)? {
            let name = entry.doing(reading)?.file_name();
            files.extend(name.to_str().filter(|name| !sizes::is_data(name)).map(str::to_owned));
        }
        files.sort();
        let worker = worker.replacen("const FILES = [];", &format!("const FILES = {files:?};"), 1);
        self.write("worker.js", worker.as_bytes()).map(drop)
    }

    /// Adds what a page asks for; the page as it is to be read by browsers. Its style sheets become one.
    ///
    /// # Errors
    /// When it asks for something that is not there, or in a way that is not known.
    pub(crate) fn page(&self, html: &str, source: &Path, program: &Program) -> Result<String> {
        let (mut page, mut sheets, mut place) = (String::new(), String::new(), None);
        let html = without_comments(html);
        let mut rest = &*html;
        while let Some((before, tag, after)) = next_asset(rest) {
            page.push_str(before);
            rest = after;
            if attribute(tag, "rel") == Some("css") {
                sheets += &String::from_utf8_lossy(&read(tag, source)?.1);
                place.get_or_insert(page.len());
            } else {
                page += &self.replacement(tag, source, program)?;
            }
        }
        page.push_str(rest);
        if let Some(place) = place {
            let sheet = self.add("style.css", sheets.as_bytes())?;
            let Asset { name, integrity } = sheet;
            // In the page, since a file would have to be waited for before anything is drawn. The file is for the
            // plain pages, and for a page whose server allows nothing in it: the script enables it then.
            let sheet = fs::read(self.directory.join(&name)).doing(|| format!("read {name}"))?;
            let links = format!(
                "<link rel=stylesheet href=\"{}\"><link rel=stylesheet href=./{name} integrity={integrity} disabled>",
                data_url(&String::from_utf8_lossy(&sheet))
            );
            page.insert_str(place, &links);
        }
        Ok(without_spaces(&page))
    }

    /// What stands in the page in place of a tag for Trunk.
    fn replacement(&self, tag: &str, source: &Path, program: &Program) -> Result<String> {
        let Program { script, wasm } = program;
        let add = || read(tag, source).and_then(|(name, content)| self.add(&name, &content));
        let kind = if tag.starts_with("<script") { "type" } else { "rel" };
        Ok(match (kind, attribute(tag, kind)) {
            // Starts what Trunk makes; the program's own script starts itself.
            ("type", Some("module")) => {
                let Asset { name, integrity } = script;
                let Asset { name: wasm, integrity: hash } = wasm;
                format!(
                    "<script type=module src=./{name} integrity={integrity} data-wasm=./{wasm} data-hash={hash}></script>"
                )
            }
            ("type", None) => {
                let (_, script) = read(tag, source)?;
                let script = String::from_utf8_lossy(&script);
                let lines = script.lines().filter(|line| !line.starts_with("//")).map(str::trim);
                format!("<script>{}</script>", lines.collect::<Vec<_>>().join(" "))
            }
            // The tag of the script names the wasm.
            (_, Some("rust")) => String::new(),
            (_, Some("icon")) => format!("<link rel=icon href=./{}>", add()?.name),
            (_, Some("copy-file")) => {
                let (name, content) = read(tag, source)?;
                fs::write(self.directory.join(&name), content).doing(|| format!("write {name}"))?;
                String::new()
            }
            _ => return Err(Trouble::new(format!("index.html has {tag}, which is not known"))),
        })
    }

    /// Adds the page, and puts the site in the place of an older one.
    ///
    /// # Errors
    /// When the file system refuses.
    pub(crate) fn publish(self, page: &str, place: &Path) -> Result<()> {
        fs::write(self.directory.join("index.html"), page)
            .doing(|| "write index.html".to_owned())?;
        if place.exists() {
            fs::remove_dir_all(place).doing(|| format!("remove {}", place.display()))?;
        }
        fs::rename(&self.directory, place).doing(|| format!("move the site to {}", place.display()))
    }
}

fn minify(esbuild: &Path) -> Command {
    let mut command = Surroundings::default().search(esbuild).command("esbuild");
    command.args(["--minify", "--allow-overwrite", "--target=es2022", "--log-level=warning"]);
    command
}

/// The file that a tag names: its name without folders, and what is in it.
fn read(tag: &str, source: &Path) -> Result<(String, Vec<u8>)> {
    let file = attribute(tag, "href").or_else(|| attribute(tag, "src")).unwrap_or_default();
    let content = fs::read(source.join(file)).doing(|| format!("read {file}, as in {tag}"))?;
    Ok((file.rsplit('/').next().unwrap_or(file).to_owned(), content))
}

fn without_comments(html: &str) -> String {
    let mut parts = html.split("<!--");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |page, part| page + part.split_once("-->").map_or("", |(_, after)| after))
}

/// A style sheet as an address, for an attribute in double quotes.
fn data_url(sheet: &str) -> String {
    let mut url = String::from("data:text/css;charset=utf-8,");
    for letter in sheet.chars() {
        match letter {
            '%' => url.push_str("%25"),
            '#' => url.push_str("%23"),
            '"' => url.push_str("%22"),
            '<' => url.push_str("%3C"),
            '>' => url.push_str("%3E"),
            '&' => url.push_str("&amp;"),
            // Addresses lose theirs.
            '\n' | '\r' | '\t' => url.push(' '),
            _ => url.push(letter),
        }
    }
    url
}

/// Without empty lines, and the spaces at both ends of the others.
fn without_spaces(html: &str) -> String {
    let lines = html.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The next tag that Trunk would replace, to its end, with what comes before and after it.
fn next_asset(html: &str) -> Option<(&str, &str, &str)> {
    let start = ["<link data-trunk ", "<script data-trunk "].map(|tag| html.find(tag));
    let start = start.into_iter().flatten().min()?;
    let end = if html[start..].starts_with("<script") { "</script>" } else { ">" };
    let end = start + html[start..].find(end)? + end.len();
    Some((&html[..start], &html[start..end], &html[end..]))
}

/// An attribute of a tag, whose value is in quotes.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\""))?.1.split('"').next()
}

/// What a browser holds a file against.
pub(crate) fn integrity(content: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(content)))
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

    /// The site of a page and of these files: its page, and the names and the contents of its files.
    fn site(html: &str, files: &[(&str, &str)]) -> Result<(String, Vec<(String, String)>)> {
        static SITES: AtomicUsize = AtomicUsize::new(0);
        let number = SITES.fetch_add(1, Ordering::Relaxed);
        let name = format!("casebook-site-{}-{number}", std::process::id());
        let source = std::env::temp_dir().join(name);
        fs::create_dir_all(&source).unwrap();
        for (name, content) in files {
            fs::write(source.join(name), content).unwrap();
        }
        let made = Site::new(source.join("site"), None).unwrap();
        let asset = |name: &str| Asset { name: name.to_owned(), integrity: "sha256-0".to_owned() };
        let program = Program { script: asset("p-1.js"), wasm: asset("p-2.wasm") };
        let page = made.page(html, &source, &program);
        let file = |path: PathBuf| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        };
        let files = fs::read_dir(&made.directory).unwrap().map(|it| file(it.unwrap().path()));
        let mut files: Vec<_> = files.collect();
        files.sort();
        fs::remove_dir_all(&source).unwrap();
        Ok((page?, files))
    }

    #[test]
    fn sheets_become_one_where_the_first_was() {
        let html = "<head>\n  <!-- a -->\n  <link data-trunk rel=\"css\" href=\"a.css\">\n\
                    <link data-trunk rel=\"css\" href=\"b.css\"><p>\n</head>";
        let (page, files) = site(html, &[("a.css", "a{}"), ("b.css", "b{}")]).unwrap();
        let [(name, content)] = &files[..] else { panic!("{files:?}") };
        assert_eq!(content, "a{}b{}");
        let integrity = "sha256-cR0WXeDFPUxoynVcPpDZ1iYEOmjKwa49ZNxsL/qKIpk=";
        let link = "<link rel=stylesheet href=\"data:text/css;charset=utf-8,a{}b{}\">";
        let file = format!("<link rel=stylesheet href=./{name} integrity={integrity} disabled>");
        assert_eq!(page, format!("<head>\n{link}{file}\n<p>\n</head>"));
    }

    #[test]
    fn a_sheet_stays_what_it_is_as_an_address() {
        let url = data_url("p>a{b:\"\\201c #%\"}\n&:hover{}");
        assert_eq!(url, "data:text/css;charset=utf-8,p%3Ea{b:%22\\201c %23%25%22} &amp;:hover{}");
    }

    #[test]
    fn files_are_where_the_page_says() {
        let html = "<link data-trunk rel=\"icon\" href=\"i.svg\"><script data-trunk src=\"s.js\"></script>\
                    <link data-trunk rel=\"copy-file\" href=\"c.json\"><link rel=\"me\">";
        let (page, files) =
            site(html, &[("i.svg", "<svg/>"), ("s.js", "// a\ngo()\n"), ("c.json", "{}")]).unwrap();
        let [(catalog, _), (icon, _)] = &files[..] else { panic!("{files:?}") };
        assert_eq!(catalog, "c.json");
        assert_eq!(
            page,
            format!("<link rel=icon href=./{icon}><script>go()</script><link rel=\"me\">")
        );
    }

    #[test]
    fn the_program_takes_the_place_of_what_trunk_would_start() {
        let html = "<link data-trunk rel=\"rust\"\n data-bin=\"x\"><script data-trunk type=\"module\" \
                    src=\"start.js\"></script>";
        let (page, _) = site(html, &[]).unwrap();
        let script = "<script type=module src=./p-1.js integrity=sha256-0 data-wasm=./p-2.wasm data-hash=sha256-0></script>";
        assert_eq!(page, script);
    }

    #[test]
    fn what_is_missing_or_not_known_is_an_error() {
        assert!(site("<link data-trunk rel=\"css\" href=\"a.css\">", &[]).is_err());
        assert!(site("<link data-trunk rel=\"sass\" href=\"a.css\">", &[]).is_err());
    }
}
