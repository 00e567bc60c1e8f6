//! Links as the catalog has them: absolute where the list says what to.

use super::problem::Fault;
use crate::catalog::is_safe;
use url::{ParseError, Url};

/// What the links of a list are relative to.
pub(super) struct Links {
    base: Option<Url>,
}

/// A link base that works: an absolute web address.
pub(super) fn is_base(url: &str) -> bool {
    Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

impl Links {
    pub(super) fn new(base: &str) -> Self {
        Self { base: Url::parse(base).ok() }
    }

    /// The link as it goes into the catalog: a relative one is joined to the base (RFC 3986, section 5),
    /// any other stays as it is written.
    pub(super) fn resolve(&self, link: &str) -> Result<String, Fault> {
        let url = || link.to_owned();
        if !is_safe(link) {
            return Err(Fault::UnsafeUrl { url: url() });
        }
        let bad = |error: ParseError| Fault::BadUrl { url: url(), reason: error.to_string() };
        match (Url::parse(link), &self.base) {
            (Ok(_), _) | (Err(ParseError::RelativeUrlWithoutBase), None) => Ok(url()),
            (Err(ParseError::RelativeUrlWithoutBase), Some(base)) => {
                base.join(link).map(String::from).map_err(bad)
            }
            (Err(error), _) => Err(bad(error)),
        }
    }

    /// Whether a link of the catalog is relative to nothing that the list names.
    pub(super) fn is_adrift(&self, link: &str) -> bool {
        self.base.is_none() && Url::parse(link).is_err()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_links_are_joined_and_others_stay() {
        let links = Links::new("https://a.example/b/c/list.md?x#y");
        let check = |link, expected: &str| {
            let resolved = links.resolve(link).unwrap();
            assert_eq!(resolved, expected, "{link}");
            assert!(!links.is_adrift(&resolved));
        };
        check("../d.md", "https://a.example/b/d.md");
        check("d e.md", "https://a.example/b/c/d%20e.md");
        check("/d", "https://a.example/d");
        check("//e.example", "https://e.example/");
        check("#z", "https://a.example/b/c/list.md?x#z");
        check("HTTP://E.example", "HTTP://E.example");
        let adrift = Links::new("");
        assert_eq!(adrift.resolve("../d.md"), Ok("../d.md".into()));
        assert!(adrift.is_adrift("../d.md"));
        assert!(!adrift.is_adrift("https://a.example/"));
    }

    #[test]
    fn unsafe_and_broken_links_are_told_apart() {
        let links = Links::new("https://a.example/");
        for link in ["javascript:alert(1)", "", "data:,x", "mailto:a@b", "a\tb"] {
            assert!(matches!(links.resolve(link), Err(Fault::UnsafeUrl { .. })), "{link}");
        }
        for link in ["https://", "https://[x]/", "http://a b/", "//:x"] {
            assert!(matches!(links.resolve(link), Err(Fault::BadUrl { .. })), "{link}");
        }
    }

    #[test]
    fn only_web_addresses_are_bases() {
        assert!(is_base("https://a.example/b/"));
        for url in ["", "a.example", "/b/", "file:///b/", "mailto:a@b"] {
            assert!(!is_base(url), "{url}");
        }
    }
}
