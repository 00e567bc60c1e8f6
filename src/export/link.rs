//! Links for formats that are read away from the page.

use crate::catalog::{Catalog, is_safe};
use crate::facet::EntryId;
use std::fmt::Write;

/// Where an entry leads: its URL, or else its page, absolute where the catalog says what to. `None` if it
/// has neither, or none that may be followed.
pub(crate) fn of(catalog: &Catalog, entry: EntryId) -> Option<String> {
    let base = &catalog.about.link_base;
    let links = [catalog.url(entry), catalog.page(entry)].into_iter().filter(|link| is_safe(link));
    let mut resolved = links.map(|link| resolve(link.trim_matches(|c: char| c <= ' '), base));
    resolved.find(|link| is_safe(link)).map(|link| percent_encoded(&link))
}

/// Whether a link has a scheme, and so stands for itself.
pub(super) fn is_absolute(link: &str) -> bool {
    link.find([':', '/', '?', '#']).is_some_and(|end| end > 0 && link[end..].starts_with(':'))
}

/// A link with what no URL may have in it percent-encoded; letters of any script stay.
pub(super) fn percent_encoded(link: &str) -> String {
    let mut encoded = String::with_capacity(link.len());
    for letter in link.chars() {
        if letter.is_whitespace() || letter.is_control() || "\"<>\\^`{|}".contains(letter) {
            for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
                _ = write!(encoded, "%{byte:02X}");
            }
        } else {
            encoded.push(letter);
        }
    }
    encoded
}

/// A relative link made absolute (RFC 3986, section 5.2); where there is no absolute base, the link.
pub(super) fn resolve(link: &str, base: &str) -> String {
    let Some((scheme, rest)) = base.split_once("://").filter(|_| !is_absolute(link)) else {
        return link.to_owned();
    };
    if link.starts_with("//") {
        return format!("{scheme}:{link}");
    }
    let (host, rest) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let (base_path, base_tail) = split_path(rest);
    let (path, tail) = split_path(link);
    let query = match tail.as_bytes() {
        [b'?', ..] => "",
        _ => base_tail.split('#').next().unwrap_or_default(),
    };
    let folder = &base_path[..base_path.rfind('/').map_or(0, |at| at + 1)];
    match path {
        "" if base_path.is_empty() => format!("{scheme}://{host}/{query}{tail}"),
        "" => format!("{scheme}://{host}{base_path}{query}{tail}"),
        _ if path.starts_with('/') => format!("{scheme}://{host}{}{tail}", without_dots(path)),
        _ => format!("{scheme}://{host}{}{tail}", without_dots(&format!("{folder}{path}"))),
    }
}

/// The path of a link, and what is behind it: the query and the fragment.
fn split_path(link: &str) -> (&str, &str) {
    link.split_at(link.find(['?', '#']).unwrap_or(link.len()))
}

/// A path from the root without `.` and `..`.
fn without_dots(path: &str) -> String {
    let mut kept = Vec::new();
    let mut segments = path.strip_prefix('/').unwrap_or(path).split('/').peekable();
    while let Some(segment) = segments.next() {
        let is_dots = matches!(segment, "." | "..");
        if segment == ".." {
            kept.pop();
        }
        if !is_dots {
            kept.push(segment);
        } else if segments.peek().is_none() {
            kept.push("");
        }
    }
    format!("/{}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use url::Url;

    proptest! {
        #[test]
        fn links_resolve_as_browsers_resolve_them(
            link in "(\\.\\./|\\./|/)?[a./?#:é]{0,8}",
            base in "https://(a\\.example|é\\.example:8080)(/[a-c]{1,2}|/)*(\\?x/y)?(#z/)?",
        ) {
            let base = Url::parse(&base).unwrap();
            prop_assume!(!is_absolute(&link) && !link.starts_with("//"));
            let expected = base.join(&link).unwrap();
            let found = Url::parse(&resolve(&link, base.as_str())).unwrap();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn resolving() {
        let check = |link, base, expected: &str| assert_eq!(resolve(link, base), expected);
        check("../d.md", "https://a.example/b/c/list.md?x#y", "https://a.example/b/d.md");
        check("../../../..", "https://a.example/b/", "https://a.example/");
        check("d", "https://a.example", "https://a.example/d");
        check("?d", "https://a.example", "https://a.example/?d");
        check("#d", "https://a.example/b?c#e", "https://a.example/b?c#d");
        check("//e.example/", "https://a.example/b", "https://e.example/");
        check("HTTP://e.example", "https://a.example/b", "HTTP://e.example");
        check("../d.md", "", "../d.md");
        check("../d.md", "b/c", "../d.md");
    }

    #[test]
    fn what_no_url_may_have_is_encoded() {
        let check = |link, expected: &str| assert_eq!(percent_encoded(link), expected);
        check("a b\u{a0}{c}|\\<\">^`", "a%20b%C2%A0%7Bc%7D%7C%5C%3C%22%3E%5E%60");
        check("机器?a=1&b=%20#c~(d)[e]", "机器?a=1&b=%20#c~(d)[e]");
    }
}
