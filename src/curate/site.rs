//! Where the files of a list are, and what links between them mean.

use super::bytes::{any, any_pair, are, are_digits, are_letters, are_within};
use crate::catalog::is_safe;
use foldhash::fast::RandomState;
use memchr::{memchr, memrchr};
use std::borrow::Cow;
use std::collections::HashMap;
use url::{ParseError, Url};

/// The files of a list by their paths below its root, and the web address of that root.
///
/// Paths are written with `/`, without `.` and `..` but for leading ones, and never begin with `/`.
#[derive(Debug, Default)]
pub(super) struct Site {
    base: Option<Url>,
    /// For each file, its path.
    paths: Vec<String>,
    by_path: HashMap<String, usize, RandomState>,
    /// Whether all of the root's pages are among the files.
    is_folder: bool,
}

/// Why a text is no link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum BadLink {
    /// Of a kind that no page may follow.
    Unsafe,
    /// Not a web address; the reason.
    Malformed(String),
}

/// Whether a text is an absolute web address.
pub(super) fn is_base(url: &str) -> bool {
    Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

impl Site {
    pub(super) fn new(base: &str, paths: Vec<String>, is_folder: bool) -> Self {
        let by_path = paths.iter().cloned().zip(0..).collect();
        Self { base: Url::parse(base).ok(), paths, by_path, is_folder }
    }

    /// The path of a file.
    pub(super) fn path(&self, file: usize) -> &str {
        self.paths.get(file).map_or("", String::as_str)
    }

    /// The folder of a file, with a `/` behind it unless it is the root.
    pub(super) fn folder(&self, file: usize) -> &str {
        let path = self.path(file);
        path.rfind('/').map_or("", |end| &path[..=end])
    }

    /// The file of the list that a link from one of its files leads to.
    pub(super) fn target(&self, from: usize, link: &str) -> Option<usize> {
        let link = link.split(['#', '?']).next().unwrap_or_default();
        if link.is_empty() || !is_relative(link) {
            return None;
        }
        // Where lists are kept, `/` is their root.
        let folder = if link.starts_with('/') { "" } else { self.folder(from) };
        let path = join(folder, &decoded(link));
        self.by_path.get(path.as_str()).copied()
    }

    /// Whether a relative link leads to a page that would be among the files if it were there: the list
    /// is a folder of pages, and the link does not leave it.
    pub(super) fn misses(&self, from: usize, link: &str) -> bool {
        self.is_folder
            && is_relative(link)
            && !link.starts_with('/')
            && !join(self.folder(from), link).starts_with("..")
            && self.target(from, link).is_none()
    }

    /// A link in a file as the catalog has it: a relative one joined to the base of the file, if it has
    /// one of its own, else to the root's (RFC 3986, section 5); any other stays as it is written.
    pub(super) fn resolve<'l>(
        &self,
        from: usize,
        link: &'l str,
        own_base: Option<&Url>,
    ) -> Result<Cow<'l, str>, BadLink> {
        if is_seen(link) && starts_as_usual(link) {
            return Ok(Cow::Borrowed(link));
        }
        if !is_safe(link) {
            return Err(BadLink::Unsafe);
        }
        if starts_as_usual(link) {
            return Ok(Cow::Borrowed(link));
        }
        match Url::parse(link) {
            Ok(_) => Ok(Cow::Borrowed(link)),
            Err(ParseError::RelativeUrlWithoutBase) => {
                let folder = self.folder(from);
                match (own_base, &self.base) {
                    (Some(base), _) => joined(base, link),
                    (None, Some(base)) => {
                        let base = base.join(&encoded(folder)).map_err(malformed)?;
                        joined(&base, link)
                    }
                    (None, None) if folder.is_empty() || !is_plain_path(link) => {
                        Ok(Cow::Borrowed(link))
                    }
                    (None, None) => Ok(Cow::Owned(join(folder, link))),
                }
            }
            Err(error) => Err(malformed(error)),
        }
    }

    /// The address of a file of the list, relative to the root if that has none.
    pub(super) fn address(&self, file: usize) -> String {
        let path = encoded(self.path(file));
        match &self.base {
            Some(base) => base.join(&path).map_or(path, String::from),
            None => path,
        }
    }
}

fn joined(base: &Url, link: &str) -> Result<Cow<'static, str>, BadLink> {
    base.join(link).map(|url| Cow::Owned(String::from(url))).map_err(malformed)
}

fn malformed(error: ParseError) -> BadLink {
    BadLink::Malformed(error.to_string())
}

/// Whether a catalog's link is relative.
pub(super) fn is_relative(link: &str) -> bool {
    Url::parse(link) == Err(ParseError::RelativeUrlWithoutBase) && !link.starts_with("//")
}

/// Whether a text has only ASCII that can be seen, and no space.
pub(super) fn is_seen(text: &str) -> bool {
    !any(text.as_bytes(), |bytes| !are_within(bytes, b'!', b'~'))
}

/// Whether a link is so plain that no parser is needed to see that it is one: `https://`, a host of
/// letters, digits, dots and hyphens, and then its end or a `/`.
fn starts_as_usual(link: &str) -> bool {
    let rest = link.strip_prefix("https://").or_else(|| link.strip_prefix("http://"));
    let Some(rest) = rest else { return false };
    let end = memchr(b'/', rest.as_bytes()).unwrap_or(rest.len());
    let host = &rest.as_bytes()[..end];
    let top = memrchr(b'.', host).map_or(0, |dot| dot + 1);
    let are_signs = |bytes| are(bytes, b'.') | are(bytes, b'-');
    host.get(top).is_some_and(u8::is_ascii_alphabetic)
        && host.first().is_some_and(u8::is_ascii_alphanumeric)
        // Neither an empty label, nor one in Punycode, which has to be sound.
        && !any_pair(host, |a, b| {
            let signs = are_signs(a);
            !(are_letters(a) | are_digits(a) | signs) | (signs & a.simd_eq(b))
        })
}

fn is_plain_path(link: &str) -> bool {
    !link.starts_with(['/', '#', '?'])
}

/// A path seen from a folder, without `.` and `..` but for leading ones.
pub(super) fn join(folder: &str, link: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(link.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => _ = parts.pop(),
            part => parts.push(part),
        }
    }
    let mut path = parts.join("/");
    if link.ends_with('/') && !path.is_empty() {
        path.push('/');
    }
    path
}

/// A text with what its percent signs stand for; as it is where that is no text.
pub(super) fn decoded(link: &str) -> String {
    let bytes = link.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = || u8::from_str_radix(link.get(at + 1..at + 3)?, 16).ok();
        if byte == b'%'
            && let Some(value) = hex()
        {
            decoded.push(value);
            at += 3;
        } else {
            decoded.push(byte);
            at += 1;
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| link.to_owned())
}

/// A path as a relative link: what would mean something else there is percent-encoded.
fn encoded(path: &str) -> String {
    let mut link = String::with_capacity(path.len());
    for letter in path.chars() {
        match letter {
            '%' => link.push_str("%25"),
            '?' => link.push_str("%3F"),
            '#' => link.push_str("%23"),
            ' ' => link.push_str("%20"),
            '\\' => link.push_str("%5C"),
            ':' => link.push_str("%3A"),
            _ => link.push(letter),
        }
    }
    link
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(base: &str) -> Site {
        Site::new(base, vec!["list.md".into(), "by/x/a b.md".into(), "by/y.md".into()], true)
    }

    #[test]
    fn links_between_files_are_followed() {
        let check =
            |from, link, expected| assert_eq!(site("").target(from, link), expected, "{link}");
        check(0, "by/y.md", Some(2));
        check(0, "./by/x/a%20b.md#top", Some(1));
        check(1, "../y.md", Some(2));
        check(2, "x/a b.md", Some(1));
        check(2, "/by/x/a%20b.md", Some(1));
        for link in ["../y.md", "https://by/y.md", "/y.md", "", "#y"] {
            check(0, link, None);
        }
    }

    #[test]
    fn relative_links_are_joined_and_others_stay() {
        let check = |base, from, link, expected: &str| {
            assert_eq!(site(base).resolve(from, link, None).as_deref(), Ok(expected), "{link}");
        };
        check("https://a.example/b/", 0, "../d.md", "https://a.example/d.md");
        check("https://a.example/b/", 2, "d e.md", "https://a.example/b/by/d%20e.md");
        check("https://a.example/b/", 0, "//e.example", "https://e.example/");
        check("https://a.example/b/", 0, "HTTP://E.example", "HTTP://E.example");
        check("", 0, "../d.md", "../d.md");
        check("", 2, "../d.md", "d.md");
        check("", 2, "#x", "#x");
        let own = Url::parse("https://o.example/p/").ok();
        assert_eq!(site("").resolve(2, "../d", own.as_ref()).as_deref(), Ok("https://o.example/d"));
        assert_eq!(site("https://a/b/").address(1), "https://a/b/by/x/a%20b.md");
    }

    #[test]
    fn unsafe_and_broken_links_are_told_apart() {
        for link in ["javascript:alert(1)", "", "data:,x", "mailto:a@b", "a\tb"] {
            assert_eq!(site("https://a/").resolve(0, link, None), Err(BadLink::Unsafe), "{link}");
        }
        for link in ["https://", "https://[x]/", "http://a b/", "//:x", "https://a..b/:x:"] {
            let found = site("https://a.example/").resolve(0, link, None);
            assert!(matches!(found, Err(BadLink::Malformed(_))) || link.contains(".."), "{link}");
        }
    }
}
