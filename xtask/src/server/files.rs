//! From the target of a request to a file, and to nothing but the files of the site.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Reply;

/// A directory that appears under a prefix.
pub(super) struct Site {
    /// Without links and `..`, so that what is under it can be told by comparing.
    root: PathBuf,
    /// Starts and ends with a slash.
    prefix: String,
}

impl Site {
    pub(super) fn new(root: &Path, prefix: String) -> io::Result<Self> {
        Ok(Self { root: root.canonicalize()?, prefix })
    }

    pub(super) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The path under the prefix, decoded and without its query; `None` where it leads out of the site.
    pub(super) fn path_of(&self, target: &str) -> Option<String> {
        let path = target.split(['?', '#']).next()?.strip_prefix(&self.prefix)?;
        let path = percent_decode(path)?;
        let safe = |segment: &str| segment != ".." && !segment.contains(['\\', '\0', ':']);
        path.split('/').all(safe).then_some(path)
    }

    /// The file, or why there is none.
    pub(super) fn reply(&self, target: &str) -> Reply {
        if format!("{}/", target.split('?').next().unwrap_or(target)) == self.prefix {
            return Reply::text(308, "").header("Location", &self.prefix);
        }
        let found = self.path_of(target).and_then(|path| self.file(&path));
        let Some(file) = found else { return Reply::text(404, "There is no such file.") };
        match fs::read(&file) {
            Ok(content) => Reply::new(200, content_type(&file), content),
            Err(error) => Reply::text(500, &error.to_string()),
        }
    }

    /// The file that a path names, if it lies under the root even after following links.
    fn file(&self, path: &str) -> Option<PathBuf> {
        let index = if path.is_empty() || path.ends_with('/') { "index.html" } else { "" };
        let file = self.root.join(format!("{path}{index}").trim_start_matches('/'));
        let file = file.canonicalize().ok()?;
        (file.starts_with(&self.root) && file.is_file()).then_some(file)
    }
}

/// `None` if what is decoded is not UTF-8, or a percent sign stands for nothing.
fn percent_decode(path: &str) -> Option<String> {
    let mut bytes = path.bytes();
    let mut decoded = Vec::with_capacity(path.len());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'%' => {
                let mut digit = || char::from(bytes.next()?).to_digit(16);
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            _ => byte,
        });
    }
    String::from_utf8(decoded).ok()
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("webmanifest") => "application/manifest+json",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(prefix: &str) -> Site {
        Site::new(&crate::root().join("xtask/src"), prefix.to_owned()).unwrap()
    }

    #[test]
    fn nothing_outside_the_site_is_served() {
        let site = site("/");
        assert_eq!(site.reply("/main.rs").status, 200);
        for target in [
            "/../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/server/%2E%2e/%2e./Cargo.toml",
            "/..%2fCargo.toml",
            "/%252e%252e/Cargo.toml",
            "/..\\Cargo.toml",
            "/..%5cCargo.toml",
            "//etc/passwd",
            "/%2fetc/passwd",
            "/main.rs%00",
            "/main.rs%",
            "/main.rs%zz",
            "/%ff",
            "/server",
            "/server/",
            "/",
        ] {
            assert_eq!(site.reply(target).status, 404, "{target}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_does_not_lead_outside() {
        let root = std::env::temp_dir().join(format!("casebook-links-{}", std::process::id()));
        fs::create_dir_all(root.join("site")).unwrap();
        fs::write(root.join("secret"), "secret").unwrap();
        fs::write(root.join("site/open"), "open").unwrap();
        std::os::unix::fs::symlink("../secret", root.join("site/out")).unwrap();
        std::os::unix::fs::symlink("open", root.join("site/in")).unwrap();
        let site = Site::new(&root.join("site"), "/".to_owned()).unwrap();
        assert_eq!((site.reply("/in").status, site.reply("/out").status), (200, 404));
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn a_path_is_what_follows_the_prefix() {
        let site = site("/x/y/");
        assert_eq!(site.path_of("/x/y/a%20b?q=%").as_deref(), Some("a b"));
        assert_eq!(site.path_of("/x/y/").as_deref(), Some(""));
        assert_eq!(site.path_of("/x/z/a"), None);
    }

    #[test]
    fn the_prefix_without_its_slash_leads_to_it() {
        let reply = site("/x/y/").reply("/x/y");
        assert_eq!((reply.status, reply.headers[1].1.as_str()), (308, "/x/y/"));
    }
}
