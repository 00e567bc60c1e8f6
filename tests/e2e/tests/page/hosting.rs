//! The site on servers that people use, configured as docs/hosting.md says.

use std::fs;
use std::io::Read;
use std::path::Path;

use e2e::{Page, Result, Site, Trouble, eventually};
use ureq::http::{HeaderMap, StatusCode};
use xtask::hosts::Host;
use xtask::server::{Config, Reply, Server};

use crate::offline::is_kept;

/// What a server sends, as it sends it.
struct Sent {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Sent {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// What is in it once it is unpacked.
    fn content(&self) -> Vec<u8> {
        let mut content = Vec::new();
        match self.header("Content-Encoding") {
            "" => content.clone_from(&self.body),
            "br" => brotli::BrotliDecompress(&mut &self.body[..], &mut content).unwrap(),
            "gzip" => {
                let mut gzip = flate2::read::GzDecoder::new(&self.body[..]);
                gzip.read_to_end(&mut content).unwrap();
            }
            other => panic!("{other}"),
        }
        content
    }
}

fn get(url: &str, headers: &[(&str, &str)]) -> Sent {
    let config = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0);
    let agent = ureq::Agent::new_with_config(config.build());
    let request =
        headers.iter().fold(agent.get(url), |request, (name, value)| request.header(*name, *value));
    let mut response = request.call().unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    Sent { status, headers, body: response.body_mut().read_to_vec().unwrap() }
}

/// The type of a file.
fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').unwrap_or_default().1 {
        _ if path == "feed.xml" => "application/atom+xml; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => panic!("{path} is of no kind that is known"),
    }
}

/// Whether a name tells what is in the file: it has a hash before its end.
fn is_hashed(path: &str) -> bool {
    let hash = path.rsplit_once('.').and_then(|(name, _)| name.rsplit_once('-'));
    hash.is_some_and(|(_, hash)| hash.len() == 16 && hash.chars().all(|it| it.is_ascii_hexdigit()))
}

/// The paths of all files that are sent, but for their compressed forms.
fn paths(site: &Path) -> Vec<String> {
    let names = fs::read_to_string(site.join(".casebook-files")).unwrap();
    let is_compressed = |path: &str| matches!(path.rsplit_once('.'), Some((_, "br" | "gz")));
    names.lines().filter(|path| !is_compressed(path)).map(str::to_owned).collect()
}

const FOREVER: &str = "public, max-age=31536000, immutable";

#[test]
fn nginx_sends_every_file_as_it_should() -> Result {
    let site = Site::on(Host::nginx)?;
    let (folder, host) = (site.folder(), site.serve()?);
    let url = |path: &str| format!("{}{path}", host.url());
    let page = fs::read_to_string(folder.join("index.html"))?;
    let (_, policy) = page.split_once("Content-Security-Policy\" content=\"").unwrap();
    let policy = policy.split('"').next().unwrap();
    let paths = paths(&folder);
    assert!(paths.len() > 30 && paths.iter().any(|path| is_hashed(path)), "{paths:?}");
    for path in &paths {
        let content = fs::read(folder.join(path))?;
        let is_compressed = folder.join(format!("{path}.br")).exists();
        for (accepted, expected) in
            [("identity", ""), ("gzip", "gzip"), ("gzip, deflate, br, zstd", "br")]
        {
            let sent = get(&url(path), &[("Accept-Encoding", accepted)]);
            assert_eq!(sent.status, 200, "{path}");
            assert_eq!(sent.header("Content-Type"), kind(path), "{path}");
            assert_eq!(sent.header("Content-Encoding"), if is_compressed { expected } else { "" });
            assert!(sent.content() == content, "{path} as {accepted}");
            assert!(!is_compressed || sent.header("Vary") == "Accept-Encoding", "{path}");
            let cache = if is_hashed(path) { FOREVER } else { "no-cache" };
            assert_eq!(sent.header("Cache-Control"), cache, "{path}");
            is_safe(&sent, policy);
            // Asked for anew, it is not sent again.
            let tag = sent.header("ETag");
            let again = [("Accept-Encoding", accepted), ("If-None-Match", tag)];
            let again = get(&url(path), &again);
            assert_eq!((again.status.as_u16(), again.body.len()), (304, 0), "{path} as {accepted}");
            assert_eq!(again.header("Cache-Control"), cache, "{path}");
        }
    }
    let index = get(&url(""), &[]);
    assert!(index.content() == page.as_bytes());
    is_safe(&index, policy);
    // Nothing is remembered of what is not there, whatever its name looks like.
    for missing in ["tag/none.html", "later-0123456789abcdef.wasm"] {
        let sent = get(&url(missing), &[]);
        assert_eq!((sent.status.as_u16(), sent.header("Cache-Control")), (404, "no-cache"));
        is_safe(&sent, policy);
    }
    let bare = get(host.url().trim_end_matches('/'), &[]);
    assert_eq!((bare.status.as_u16(), bare.header("Location")), (301, host.url()));
    Ok(())
}

/// Whether what is sent has the policy that pages have, and what else keeps readers safe.
fn is_safe(sent: &Sent, policy: &str) {
    for (name, value) in [
        ("Content-Security-Policy", policy),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ] {
        assert_eq!(sent.header(name), value);
    }
    assert!(sent.header("Permissions-Policy").contains("camera=()"));
}

/// All that a site does is done there: filters, what is loaded later, plain pages, and no network.
fn works(site: Site) -> Result {
    site.forgiving("worker.js").visit(async |visit| {
        let page = visit.open("?tag=nlp").await?;
        page.says("6 of 44 case studies · tag nlp").await?;
        page.panel("Year").choose("2022").await?;
        page.says("3 of 44 case studies · tag nlp · 2022").await?;
        page.push("Export").await?;
        page.has("button", "BibTeX").await?;
        assert!(super::installed::obstacles(&page).await?.is_empty());
        page.arrive("tag/nlp.html").await?;
        page.has("heading", "nlp").await?;
        page.follow("Filter and chart these").await?;
        page.has_started().await?;
        is_kept(&page).await?;
        visit.unplug();
        page.go("?tag=nlp&year=2022").await?;
        page.says("3 of 44 case studies · tag nlp · 2022").await
    })
}

#[test]
fn the_page_works_on_nginx() -> Result {
    works(Site::on(Host::nginx)?)
}

#[test]
fn the_page_works_on_the_server_of_python() -> Result {
    works(Site::on(Host::python)?)
}

#[test]
fn the_page_works_on_github_pages() -> Result {
    works(Site::on_pages())
}

/// What the first frame of a page shows.
async fn framed(page: &Page) -> Result<String> {
    page.session.client.enter_frame(0).await?;
    let sentence = "document.querySelector('.page:not(.plain) [role=status]')?.textContent";
    let said = eventually("the sentence in the frame", async || {
        let said = page.session.evaluate(sentence).await?;
        said.as_str().map(str::to_owned).ok_or_else(|| Trouble::new("there is none"))
    });
    let said = said.await?;
    page.session.client.enter_parent_frame().await?;
    Ok(said)
}

#[test]
fn headers_let_other_sites_show_the_list_in_a_frame() -> Result {
    Site::on(Host::nginx)?.forgiving("elsewhere.html").visit(async |visit| {
        let frame = format!("<!doctype html><link rel=icon href=data:,><iframe src='{}?tag=nlp&amp;embed=1'></iframe>", visit.url());
        let reply = move |path: &str| {
            (path == "elsewhere.html").then(|| Reply::new(200, "text/html", frame.clone()))
        };
        let other = Server::start(Config::new(xtask::root()).script(reply))?;
        let page = visit.browser().await?;
        page.session.client.goto(&format!("{}elsewhere.html", other.url())).await?;
        assert_eq!(framed(&page).await?, "6 of 44 case studies · tag nlp");
        Ok(())
    })
}
