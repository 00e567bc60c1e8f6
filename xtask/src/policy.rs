//! Seals the finished page with a Content-Security-Policy: nothing inline but what it was built with, nothing from
//! elsewhere.
//!
//! Only the page that ships has it. `trunk serve` reloads the page with an inline script of its own.

use crate::site::integrity;
use crate::trouble::{Result, Trouble};

/// What the page may do, around what is said of the scripts in it. Its style sheet is in it as a `data:` address; by
/// a hash it would be another policy with each change of it, and servers are told it once.
const POLICY: [&str; 2] = [
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'",
    "; style-src 'self' data:; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
     base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types casebook",
];

/// The page with the policy in its head, ahead of everything it applies to.
///
/// # Errors
/// When there is no `<meta charset>` to put it after, or the page has what the policy refuses.
pub fn seal(html: &str) -> Result<String> {
    if let Some(inline) = find_inline(html) {
        return Err(Trouble::new(format!("index.html has {inline}, which its policy refuses"))
            .remedy("Move it to a file of its own."));
    }
    let unmarked = || Trouble::new("index.html has no <meta charset> to put the policy after");
    let charset = html.find("<meta charset").ok_or_else(unmarked)?;
    let end = charset + html[charset..].find('>').ok_or_else(unmarked)? + 1;
    let (before, after) = html.split_at(end);
    let [start, rest] = POLICY;
    let hash = |code: &str| format!(" '{}'", integrity(code.as_bytes()));
    let hashes = scripts(html).map(hash).collect::<Vec<_>>().concat();
    Ok(format!(
        "{before}<meta http-equiv=\"Content-Security-Policy\" content=\"{start}{hashes}{rest}\">{after}"
    ))
}

/// The scripts in a page.
fn scripts(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script>").skip(1).filter_map(|rest| Some(rest.split_once("</script>")?.0))
}

/// A script, a style or a handler inside the page.
fn find_inline(mut html: &str) -> Option<&'static str> {
    while let Some((tag, rest)) = next_tag(html) {
        html = rest;
        let (name, attributes) = tag.split_once(char::is_whitespace).unwrap_or((&tag, ""));
        let mut attributes =
            attributes.split_whitespace().map(|word| word.split('=').next().unwrap_or(word));
        let inline = match name {
            // Allowed by its hash, if it says nothing of itself.
            "script" if attributes.clone().next().is_none() => None,
            "script" => (!attributes.any(|name| name == "src")).then_some("an inline script"),
            "style" => Some("an inline style sheet"),
            _ => attributes.find_map(|name| match name {
                "style" => Some("a style attribute"),
                _ => name.starts_with("on").then_some("an inline event handler"),
            }),
        };
        if inline.is_some() {
            return inline;
        }
    }
    None
}

/// The inside of the next tag, without quoted values, and what follows it. Does not know comments,
/// which are gone by then.
fn next_tag(html: &str) -> Option<(String, &str)> {
    let (_, inside) = html.split_once('<')?;
    let mut tag = String::new();
    let mut quote = None;
    for (at, c) in inside.char_indices() {
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '>') => return Some((tag, &inside[at + 1..])),
            (None, _) => tag.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>Don't style</title>\
                        <meta name=description content='all > on one=page style=none'>\
                        <script src=./start-1.js type=module></script><body></body></html>";

    #[test]
    fn the_policy_follows_the_charset() {
        let sealed = seal(PAGE).unwrap();
        let expected =
            "<meta charset=utf-8><meta http-equiv=\"Content-Security-Policy\" content=\"";
        assert!(sealed.contains(expected), "{sealed}");
        assert!(sealed.ends_with(&PAGE[PAGE.find("<title>").unwrap()..]));
    }

    #[test]
    fn a_script_in_the_page_is_allowed_by_its_hash() {
        let sealed = seal(&PAGE.replace("<body>", "<script></script><body>")).unwrap();
        let empty = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
        let expected = format!("script-src 'self' 'wasm-unsafe-eval' {empty}; style-src");
        assert!(sealed.contains(&expected), "{sealed}");
    }

    #[test]
    fn what_the_policy_refuses_is_not_sealed() {
        for inline in [
            "<script type=module>go()</script>",
            "<style>p{}</style>",
            "<p style='color:red'>",
            "<p onclick=\"go()\">",
        ] {
            assert!(seal(&PAGE.replace("<body>", &format!("<body>{inline}"))).is_err(), "{inline}");
        }
    }

    #[test]
    fn a_page_without_a_charset_is_an_error() {
        assert!(seal("<!doctype html><title>x</title>").is_err());
    }
}
