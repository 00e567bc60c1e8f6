//! One form for all the links that lead to one page.

use super::tracking::is_tracking;
use super::words::hash;
use crate::curate::bytes::{any, any_pair, are, are_digits, are_letters, are_within};
use memchr::{memchr, memchr2, memrchr};
use std::cell::RefCell;

/// A number that is equal for links of equal [`normal`] form, and for others differs but once in 2⁶⁴.
/// About 1 ns a byte; allocates nothing once a thread has seen its longest link.
pub(in crate::curate) fn link_key(url: &str) -> u64 {
    if let Some(form) = plain_form(url) {
        return hash(form.as_bytes());
    }
    thread_local! {
        static FORM: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    }
    FORM.with_borrow_mut(|form| {
        form.clear();
        write(url, form);
        hash(form)
    })
}

/// The form that links to one page share, to compare by and not to follow.
///
/// It has no scheme where that is http or https, no user-visible difference in the case of the host, no
/// `www.`, no default port, no fragment but a route (`#/…`, `#!…`), no tracking parameters, no empty
/// segments, no `index.html` and no slash at the end. `.` and `..` are resolved (RFC 3986, section 5.2.4),
/// letters that need no percent are without, others with one and capital digits (section 6.2.2). The
/// other parameters stay in order. Links of other schemes stay as they are. Not seen as one: names in
/// Punycode and Unicode, redirects, and pages of one site under two hosts.
#[cfg(test)]
pub(super) fn normal(url: &str) -> String {
    let mut form = Vec::with_capacity(url.len());
    write(url, &mut form);
    String::from_utf8_lossy(&form).into_owned()
}

/// The parts of a link, as written (RFC 3986, appendix B).
pub(super) struct Parts<'a> {
    pub(super) scheme: Option<&'a str>,
    pub(super) authority: Option<&'a str>,
    pub(super) path: &'a str,
    pub(super) query: Option<&'a str>,
    pub(super) fragment: Option<&'a str>,
}

impl<'a> Parts<'a> {
    pub(super) fn of(url: &'a str) -> Self {
        let (rest, fragment) = cut(url, b'#');
        let (rest, query) = cut(rest, b'?');
        let (scheme, rest) = match memchr2(b':', b'/', rest.as_bytes()) {
            Some(at) if rest.as_bytes()[at] == b':' && is_scheme(&rest[..at]) => {
                (Some(&rest[..at]), &rest[at + 1..])
            }
            _ => (None, rest),
        };
        let (authority, path) = match rest.strip_prefix("//") {
            Some(rest) => {
                let (authority, path) =
                    rest.split_at(memchr(b'/', rest.as_bytes()).unwrap_or(rest.len()));
                (Some(authority), path)
            }
            None => (None, rest),
        };
        Self { scheme, authority, path, query, fragment }
    }

    /// Whether it is a link to the web, or a relative one.
    pub(super) fn is_web(&self) -> bool {
        let is = |name| self.scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case(name));
        self.scheme.is_none() || is("http") || is("https")
    }

    /// The path in normal form.
    pub(super) fn normal_path(&self) -> Vec<u8> {
        let mut path = Vec::new();
        write_path(self, &mut path);
        path
    }

    /// The name of the host as written, without `www.`; empty for a relative link.
    pub(super) fn site(&self) -> &'a str {
        self.authority.map_or("", |authority| split_authority(authority).1)
    }
}

fn cut(text: &str, at: u8) -> (&str, Option<&str>) {
    let found = memchr(at, text.as_bytes());
    found.map_or((text, None), |at| (&text[..at], Some(&text[at + 1..])))
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// The user with its `@`, the host without `www.` and final dots, and the port.
fn split_authority(authority: &str) -> (&str, &str, &str) {
    let (user, rest) =
        authority.split_at(memrchr(b'@', authority.as_bytes()).map_or(0, |at| at + 1));
    let rest = rest.trim_end_matches(['.', ':']);
    let digits = memrchr(b':', rest.as_bytes())
        .filter(|&at| rest[at + 1..].bytes().all(|b| b.is_ascii_digit()));
    let (mut host, port) = digits.map_or((rest, ""), |at| (&rest[..at], &rest[at + 1..]));
    host = host.trim_end_matches(['.', ':']);
    while host.len() > 4 && host.is_char_boundary(4) && host[..4].eq_ignore_ascii_case("www.") {
        if !host[4..].contains('.') {
            break;
        }
        host = &host[4..];
    }
    (user, host, port)
}

/// Appends the normal form.
fn write(url: &str, form: &mut Vec<u8>) {
    let url = url.trim_matches(|letter: char| letter <= ' ');
    let parts = Parts::of(url);
    if !parts.is_web() {
        let name = parts.scheme.unwrap_or_default();
        form.extend(name.bytes().map(|byte| byte.to_ascii_lowercase()));
        form.extend_from_slice(&url.as_bytes()[name.len()..]);
        return;
    }
    if let Some(authority) = parts.authority {
        write_authority(authority, parts.scheme, form);
    }
    let path = form.len();
    write_path(&parts, form);
    let query = form.len();
    for parameter in parts.query.unwrap_or_default().split('&').filter(|text| !text.is_empty()) {
        let start = form.len();
        form.push(if start == query { b'?' } else { b'&' });
        write_encoded(parameter, form);
        if is_tracking(parts.site(), &form[path..query], &form[start + 1..]) {
            form.truncate(start);
        }
    }
    if let Some(route) = parts.fragment.filter(|fragment| is_route(fragment)) {
        form.push(b'#');
        write_encoded(route, form);
    }
}

/// Whether a fragment names a page of its own, as sites that are one script have them.
fn is_route(fragment: &str) -> bool {
    fragment.starts_with(['/', '!']) && !matches!(fragment, "/" | "!" | "!/")
}

fn write_authority(authority: &str, scheme: Option<&str>, form: &mut Vec<u8>) {
    let (user, host, port) = split_authority(authority);
    form.extend_from_slice(b"//");
    form.extend_from_slice(user.as_bytes());
    form.extend(host.bytes().map(|byte| byte.to_ascii_lowercase()));
    let default = match scheme {
        Some(name) if name.len() == 4 => "80",
        Some(_) => "443",
        None => "",
    };
    if !port.is_empty() && port != default {
        form.push(b':');
        form.extend_from_slice(port.as_bytes());
    }
}

fn write_path(parts: &Parts, form: &mut Vec<u8>) {
    let base = form.len();
    let rooted = parts.authority.is_some() || parts.path.starts_with('/');
    if rooted && is_plain(parts.path) {
        form.extend_from_slice(parts.path.trim_end_matches('/').as_bytes());
    } else {
        write_segments(parts.path, rooted, form);
    }
    drop_indexes(form, base);
    if rooted && parts.authority.is_none() && form.len() == base {
        form.push(b'/');
    }
    if !rooted && form[base..].split(|&byte| byte == b'/').next().is_some_and(|f| f.contains(&b':'))
    {
        // It would be read as a scheme.
        form.splice(base..base, *b"./");
    }
}

/// The normal form of a link that it is a piece of, as that of most is: a host in small letters, and a path
/// with nothing in it or behind it that would be written otherwise.
fn plain_form(url: &str) -> Option<&str> {
    let form = url.strip_prefix("https:").or_else(|| url.strip_prefix("http:"))?;
    let rest = form.strip_prefix("//")?;
    let (host, path) = rest.split_at(memchr(b'/', rest.as_bytes())?);
    let are_small = |bytes| are_within(bytes, b'a', b'z') | are_digits(bytes);
    let is_plain_host =
        !any(host.as_bytes(), |bytes| !(are_small(bytes) | are(bytes, b'.') | are(bytes, b'-')))
            && !host.starts_with("www.")
            && !host.ends_with('.')
            && !host.is_empty();
    let end = form.trim_end_matches('/');
    // `index.html` ends so.
    let may_be_index = end.ends_with(['l', 'L', 'm', 'M']);
    let is_path = memchr(b'?', path.as_bytes()).is_none() && is_plain(path);
    (is_plain_host && is_path && !may_be_index).then_some(end)
}

/// Whether a path is in normal form but for its end. Most are.
fn is_plain(path: &str) -> bool {
    // Of these, nearly all are that.
    let is_simple = !any_pair(path.as_bytes(), |bytes, next| {
        let (slashes, dots) = (are(bytes, b'/'), are(bytes, b'.'));
        let signs = slashes | dots | are(bytes, b'-') | are(bytes, b'_');
        let is_before = slashes & (are(next, b'/') | are(next, b'.'));
        !(are_letters(bytes) | are_digits(bytes) | signs) | is_before
    });
    if is_simple {
        return true;
    }
    let (mut before, mut odd) = (0, false);
    for &byte in path.as_bytes() {
        odd |= WRITTEN[usize::from(byte)] != 0 || before == b'/' && (byte == b'/' || byte == b'.');
        before = byte;
    }
    !odd
}

/// Writes segment by segment, and takes back what a later one makes void.
fn write_segments(path: &str, rooted: bool, form: &mut Vec<u8>) {
    let base = form.len();
    for segment in path.split('/') {
        let start = form.len();
        if rooted || start > base {
            form.push(b'/');
        }
        let name = form.len();
        write_encoded(segment, form);
        match &form[name..] {
            b"" | b"." => form.truncate(start),
            b".." => {
                let before = last_segment(&form[..start], base);
                // What a relative link leaves behind first is not known.
                if rooted || start > base && &form[before..start] != b".." {
                    form.truncate(before.saturating_sub(1).max(base));
                }
            }
            _ => {}
        }
    }
}

/// Where the last segment starts.
fn last_segment(form: &[u8], base: usize) -> usize {
    memrchr(b'/', &form[base..]).map_or(base, |at| base + at + 1)
}

/// Takes away what a server adds to the name of a folder.
fn drop_indexes(form: &mut Vec<u8>, base: usize) {
    loop {
        let last = last_segment(form, base);
        let is_index = |name: &[u8]| form[last..].eq_ignore_ascii_case(name);
        if !is_index(b"index.html") && !is_index(b"index.htm") {
            return;
        }
        form.truncate(last.saturating_sub(1).max(base));
    }
}

/// How a byte is written: as it is, or behind a percent. 2 stands for the percent itself.
const WRITTEN: [u8; 256] = {
    let mut table = [1; 256];
    let plain = b"-._~!$'()*+,;=:@/?&";
    let mut byte = 0;
    while byte < 256 {
        if (byte as u8).is_ascii_alphanumeric() {
            table[byte] = 0;
        }
        byte += 1;
    }
    let mut at = 0;
    while at < plain.len() {
        table[plain[at] as usize] = 0;
        at += 1;
    }
    table[b'%' as usize] = 2;
    table
};

fn write_encoded(text: &str, form: &mut Vec<u8>) {
    let mut rest = text.as_bytes();
    while let Some(at) = rest.iter().position(|&byte| WRITTEN[usize::from(byte)] != 0) {
        form.extend_from_slice(&rest[..at]);
        let decoded = (rest[at] == b'%').then(|| hex_byte(&rest[at + 1..])).flatten();
        match decoded {
            Some(byte) if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => {
                form.push(byte);
            }
            _ => write_percent(decoded.unwrap_or(rest[at]), form),
        }
        rest = &rest[at + if decoded.is_some() { 3 } else { 1 }..];
    }
    form.extend_from_slice(rest);
}

fn hex_byte(text: &[u8]) -> Option<u8> {
    let digit = |at: usize| char::from(*text.get(at)?).to_digit(16);
    Some((digit(0)? << 4 | digit(1)?) as u8)
}

fn write_percent(byte: u8, form: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    form.extend([b'%', DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
}

#[cfg(test)]
mod tests {
    use super::super::without_tracking;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn normal_forms() {
        let check = |url: &str, expected: &str| assert_eq!(normal(url), expected, "{url}");
        check("https://www.Example.com/", "//example.com");
        check("HTTP://example.com:80/index.html", "//example.com");
        check("https://example.com:443/a//b/", "//example.com/a/b");
        check("https://example.com:80/a", "//example.com:80/a");
        check("//example.com./a", "//example.com/a");
        check("https://www.com/", "//www.com");
        check("https://u:P@[::1]:8080/A", "//u:P@[::1]:8080/A");
        check("https://a.example/b/./c/../d/..", "//a.example/b");
        check("https://a.example/../../b", "//a.example/b");
        check("https://a.example/%7euser/%2f%c3%A9/é|", "//a.example/~user/%2F%C3%A9/%C3%A9%7C");
        check("https://a.example/%%34%31%", "//a.example/%2541%25");
        check("https://a.example/b#part", "//a.example/b");
        check("https://a.example/#/b/c", "//a.example#/b/c");
        check("https://a.example/#!b", "//a.example#!b");
        check("https://a.example/#/", "//a.example");
        check("https://a.example/b?", "//a.example/b");
        check("https://a.example/b?y=2&&x=1&utm_source=z#c", "//a.example/b?y=2&x=1");
        check("https://a.example?utm_campaign=z", "//a.example");
        check("https://medium.com/@a/b-1?source=rss----1", "//medium.com/@a/b-1");
        check(" ../by-company/a.md#b ", "../by-company/a.md");
        check("./a/../../b/", "../b");
        check("a/..", "");
        check("/", "/");
        check("", "");
        check("/index.html", "/");
        check("./mailto:a", "./mailto:a");
        check("/.//b", "/b");
        check("MAILTO:A@b.example", "mailto:A@b.example");
        check("https:", "");
    }

    #[test]
    fn links_to_other_pages_stay_apart() {
        let check = |a: &str, b: &str| assert_ne!(normal(a), normal(b), "{a} · {b}");
        check("https://a.example/b", "https://a.example/B");
        check("https://a.example/b", "https://a.example/b.html");
        check("https://a.example/b%2Fc", "https://a.example/b/c");
        check("https://a.example/b?x=1", "https://a.example/b?x=2");
        check("https://a.example/b?x=1&y=2", "https://a.example/b?y=2&x=1");
        check("https://a.example:8080/b", "https://a.example/b");
        check("https://b.a.example/", "https://a.example/");
        check("https://youtube.com/watch?v=1", "https://youtube.com/watch?v=2");
        check("a", "/a");
        check("../a", "a");
    }

    /// Links that are often alike, and some that are none.
    fn link() -> impl Strategy<Value = String> {
        let scheme = "(https?:|HTTP:|)(//(u@)?(www\\.){0,2}(a\\.example|medium\\.com|X\\.com|)\\.?(:(80|443|8)?)?)?";
        let path = "(/|a|B|é|\\.|\\.\\.|%2e|%2F|%|%7|:|index\\.html|status|/){0,6}";
        let rest = "(\\?((x|t|s|utm_a|source|utm%5fb|)(=1|=--)?&?){0,4})?(#(/|!|a|%|#){0,3})?";
        (scheme, path, rest).prop_map(|(scheme, path, rest)| scheme + &path + &rest)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        #[test]
        fn the_normal_form_is_its_own(url in link()) {
            let once = normal(&url);
            prop_assert_eq!(normal(&once), once.clone(), "{}", url);
        }

        #[test]
        fn keys_are_equal_where_forms_are(a in link(), b in link()) {
            prop_assert_eq!(link_key(&a) == link_key(&b), normal(&a) == normal(&b));
        }

        #[test]
        fn tracking_makes_no_difference(url in link()) {
            if let Some(clean) = without_tracking(&url) {
                prop_assert!(clean.len() < url.len());
                prop_assert_eq!(normal(&clean), normal(&url), "{}", clean);
                prop_assert_eq!(without_tracking(&clean), None);
            }
        }

        #[test]
        fn any_text_has_a_form(url in "\\PC*") {
            prop_assert_eq!(normal(&normal(&url)), normal(&url));
            prop_assert_eq!(link_key(&url), link_key(&normal(&url)));
        }
    }
}
