//! Which links of a catalog a page may follow.

/// Whether a link from a stranger may become one on a page: `http`, `https`, or relative.
///
/// Browsers skip spaces in front of a URL, and tabs and newlines anywhere in it, before they look for the
/// scheme; a link with such characters inside is refused rather than second-guessed.
pub fn is_safe(url: &str) -> bool {
    let url = url.trim_matches(|c: char| c <= ' ');
    if url.is_empty() || url.chars().any(char::is_control) {
        return false;
    }
    match url.find([':', '/', '?', '#']) {
        Some(end) if url[end..].starts_with(':') => {
            let scheme = &url[..end];
            scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    #[test]
    fn only_http_and_relative_links_are_safe() {
        for url in
            ["https://a.example/b?c:d", "HTTP://a", "../a/b.md", "a.md#x:y", "//a/b", "?a=b:c"]
        {
            assert!(is_safe(url), "{url}");
        }
        for url in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:alert(1)",
            "\u{1}javascript:alert(1)",
            "java\tscript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:https://a",
            "",
            "  ",
        ] {
            assert!(!is_safe(url), "{url:?}");
        }
    }
}
