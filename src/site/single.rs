//! The site as one file that a browser opens from a disk, where it lets no page read another file.
//!
//! Style sheet and scripts are in it, and allowed one by one by their hashes; wasm and catalog are data in it,
//! which a script of ours (`single.js`) gives to the app in place of what it fetches.

use super::{App, File};
use base64::prelude::{BASE64_STANDARD, Engine};
use sha2::{Digest, Sha256};

const FETCH: &str = include_str!("single.js");

/// The page of an app with everything that it asks for in it. What it links to beside that is not.
pub(super) fn join(app: &App, page: &str, catalog: &str) -> String {
    let mut hashes = Hashes::default();
    let fetch = hashes.script(FETCH);
    let page = inlined(app, page, &mut hashes);
    let (head, body) = page.split_at(page.find("</head>").unwrap_or(page.len()));
    let head = allowing(head, &hashes);
    let wasms = app.others.iter().filter(|file| end(&file.path) == "wasm");
    let wasms = wasms
        .map(|file| data(&file.path, "application/wasm", &BASE64_STANDARD.encode(&file.content)));
    // Outside of texts, JSON has none of it.
    let catalog = data("catalog.json", "application/json", &catalog.replace('<', "\\u003c"));
    let parts: String = wasms.chain([catalog]).collect();
    let end = body.rfind("</body>").unwrap_or(body.len());
    let (body, end) = body.split_at(end);
    [&head, "<script>", &fetch, "</script>", body, &parts, end].concat()
}

/// What a page may run and look like.
#[derive(Default)]
struct Hashes {
    scripts: Vec<String>,
    styles: Vec<String>,
}

impl Hashes {
    /// A script as it stands in a page, where no part of it may end it.
    fn script(&mut self, code: &str) -> String {
        let code =
            code.replace("\r\n", "\n").replace("</script", "<\\/script").replace("<!--", "<\\!--");
        self.scripts.push(hash(&code));
        code
    }

    fn style(&mut self, code: &str) -> String {
        let code = code.replace("\r\n", "\n").replace("</style", "<\\/style");
        self.styles.push(hash(&code));
        code
    }
}

/// What a policy calls a piece of code.
fn hash(code: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(code)))
}

/// A file as part of a page; a browser does not run it.
fn data(name: &str, kind: &str, content: &str) -> String {
    format!(
        "<script type=\"text/plain\" data-file=\"{name}\" data-type=\"{kind}\">{content}</script>"
    )
}

/// A page with the files in it that it asks for; what its head names for other reasons is left out.
fn inlined(app: &App, page: &str, hashes: &mut Hashes) -> String {
    let mut parts = page.split('<');
    let mut joined = parts.next().unwrap_or_default().to_owned();
    let mut is_gone = false;
    for part in parts {
        let Some((tag, after)) = part.split_once('>') else {
            joined.extend(["<", part]);
            continue;
        };
        let file = |name: &str| {
            let path = attribute(tag, name)?.trim_start_matches("./");
            app.others.iter().find(|file| file.path == path)
        };
        if std::mem::take(&mut is_gone) && tag == "/script" {
            joined += after;
        } else if let Some(file) = tag.strip_prefix("script").and_then(|_| file("src")) {
            let kind = if tag.contains("type=module") { " type=module" } else { "" };
            joined.extend(["<script", kind, ">", &hashes.script(&text(file)), "</script>", after]);
            is_gone = true;
        } else if tag.starts_with("link ") {
            match (attribute(tag, "rel"), file("href")) {
                (Some("stylesheet"), Some(file)) => {
                    joined.extend(["<style>", &hashes.style(&text(file)), "</style>"]);
                }
                (Some("icon"), Some(file)) => {
                    let icon = BASE64_STANDARD.encode(&file.content);
                    joined.extend([
                        "<link rel=icon href=\"data:image/svg+xml;base64,",
                        &icon,
                        "\">",
                    ]);
                }
                _ => {}
            }
            joined += after;
        } else {
            joined.extend(["<", tag, ">", after]);
        }
    }
    joined
}

/// A head whose policy allows these in place of files of the site, of which there are none.
fn allowing(head: &str, hashes: &Hashes) -> String {
    const START: &str = "http-equiv=\"Content-Security-Policy\" content=\"";
    let Some((before, rest)) = head.split_once(START) else { return head.to_owned() };
    let Some((policy, after)) = rest.split_once('"') else { return head.to_owned() };
    let directive = |directive: &str| {
        let mut words = directive.split_whitespace();
        let name = words.next().unwrap_or_default();
        let own: &[String] = match name {
            "script-src" => &hashes.scripts,
            "style-src" => &hashes.styles,
            _ => &[],
        };
        let sources = words.filter(|word| *word != "'self'").chain(own.iter().map(String::as_str));
        let sources: Vec<&str> = sources.collect();
        // Where there was one, and it is gone.
        let sources = if sources.is_empty() { "'none'".to_owned() } else { sources.join(" ") };
        format!("{name} {sources}")
    };
    let policy: Vec<String> = policy.split(';').map(directive).collect();
    [before, START, &policy.join("; "), "\"", after].concat()
}

/// An attribute of a tag, in quotes or not.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, value) = tag.split_once(&format!(" {name}="))?;
    match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => value.split(char::is_whitespace).next(),
    }
}

/// How a path ends, behind its last dot.
fn end(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, end)| end)
}

fn text(file: &File) -> String {
    String::from_utf8_lossy(&file.content).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, content: &'static str) -> File {
        File { path: path.to_owned(), content: content.as_bytes().into() }
    }

    fn app() -> App {
        let others = vec![
            file("s-1.css", "p{}"),
            file("i.svg", "<svg/>"),
            file("a-1.js", "'</script>'"),
            file("c-1.wasm", "\0asm"),
        ];
        App { index: String::new(), others }
    }

    #[test]
    fn what_the_page_asks_for_is_in_it() {
        let page = "<head><link rel=preload href=./c-1.wasm><link rel=icon href=./i.svg>\
                    <link rel=\"stylesheet\" href=\"./s-1.css\"></head><body>b\
                    <script type=module src=./a-1.js data-wasm=./c-1.wasm></script><p>c < d</body>";
        let joined = join(&app(), page, "{\"a\":\"</script>\"}");
        let expected = format!(
            "<head><link rel=icon href=\"data:image/svg+xml;base64,PHN2Zy8+\"><style>p{{}}</style>\
             <script>{FETCH}</script></head><body>b<script type=module>'<\\/script>'</script><p>c < d\
             <script type=\"text/plain\" data-file=\"c-1.wasm\" data-type=\"application/wasm\">AGFzbQ==</script>\
             <script type=\"text/plain\" data-file=\"catalog.json\" data-type=\"application/json\">\
             {{\"a\":\"\\u003c/script>\"}}</script></body>"
        );
        assert_eq!(joined, expected);
    }

    #[test]
    fn the_policy_allows_that_and_nothing_else() {
        let mut hashes = Hashes::default();
        hashes.script("");
        hashes.style("");
        let empty = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
        let page = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self' \
                    'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'\">";
        let expected = format!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src \
             'wasm-unsafe-eval' {empty}; style-src {empty}; img-src data:; connect-src 'none'\">"
        );
        assert_eq!(allowing(page, &hashes), expected);
    }
}
