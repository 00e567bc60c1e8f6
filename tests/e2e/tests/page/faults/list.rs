//! The list does not come, or is none.

use std::time::Duration;

use e2e::{Engine, Page, Reply, Result, Site, Trouble, Visit, eventually};
use serde_json::{Value, json};
use xtask::server::{Config, Server};

use super::{
    Fault, NO_WORKERS, SAVED, can_be_read, has_focus, has_lost_nothing, reader, served, shipped,
    try_again,
};

const LIST: &str = "catalog.json";

/// Opens the page at a fault, reads what it says, tries again in vain, and then with the fault mended.
async fn is_told(
    visit: &Visit,
    page: &Page,
    fault: &Fault,
    reply: Reply,
    words: &[&str],
) -> Result {
    fault.set(reply);
    page.go("?tag=nlp").await?;
    let alert = page.alert().await?;
    for word in words {
        assert!(alert.contains(word), "{word:?} is not in {alert:?}");
    }
    can_be_read(page, 44).await?;
    page.focus("button", "Try again").await?;
    try_again(visit, page, LIST).await?;
    has_focus(page, "button", "Try again").await?;
    fault.mend();
    try_again(visit, page, LIST).await?;
    page.says("6 of 44 case studies · tag nlp").await?;
    has_focus(page, "status", "").await?;
    has_lost_nothing(page).await
}

/// The same, by a reader who has saved something.
fn a_reader_is_told(forgiven: &'static str, replies: &[(Reply, &[&str])]) -> Result {
    let fault = Fault::default();
    fault.at(LIST).forgiving(forgiven).forgiving(LIST).visit(async |visit| {
        let page = reader(visit).await?;
        for (reply, words) in replies {
            let told = is_told(visit, &page, &fault, reply.clone(), words).await;
            told.map_err(|trouble| trouble.during(&format!("{words:?}")))?;
        }
        Ok(())
    })
}

#[test]
fn the_list_is_missing() -> Result {
    let gone = (Reply::text(410, "gone"), &["catalog.json is missing"][..]);
    let missing = (Reply::text(404, "none"), &["catalog.json is missing", "casebook build"][..]);
    a_reader_is_told(LIST, &[missing, gone])
}

#[test]
fn the_server_refuses_the_list() -> Result {
    let broken = (Reply::text(500, "broken"), &["status 500", "Try again in a while"][..]);
    let forbidden = (Reply::text(403, "no"), &["status 403"][..]);
    a_reader_is_told(LIST, &[broken, forbidden])
}

#[test]
fn the_list_is_cut_off() -> Result {
    // WebKit takes what has come for all of it.
    let [some, none] = if Engine::here() == Engine::Webkit {
        ["ends too early", "it is empty"].map(|what| vec![what, "may not have arrived whole"])
    } else {
        [(); 2].map(|()| vec!["did not arrive", "broke off", "Check the connection"])
    };
    let within = (served(shipped()).cut_off_at(1000), &some[..]);
    let before = (served(shipped()).cut_off_at(0), &none[..]);
    a_reader_is_told(LIST, &[within, before])
}

#[test]
fn the_list_cannot_be_unpacked() -> Result {
    let garbled = served("no gzip").header("Content-Encoding", "gzip");
    // WebKit hands on what it cannot unpack.
    let is_webkit = Engine::here() == Engine::Webkit;
    let words =
        if is_webkit { ["is not JSON", "anew"] } else { ["did not arrive", "reload the page"] };
    a_reader_is_told(LIST, &[(garbled, &words)])
}

#[test]
fn the_list_is_a_web_page() -> Result {
    let page = Reply::new(200, "text/html", "<!doctype html><title>Wi-Fi</title>");
    let words = &["a web page, not JSON", "sign in", "Reload the page"];
    a_reader_is_told(LIST, &[(page, words)])
}

#[test]
fn the_list_is_behind_a_login() -> Result {
    // Of the same server: the page gets what is there instead.
    let fault = Fault::default();
    let login = || Some(Reply::new(200, "text/html", "<!doctype html><title>Sign in</title>"));
    let site = fault.at(LIST).answering_at("login", login).forgiving(LIST);
    site.visit(async |visit| {
        let page = reader(visit).await?;
        let words = &["a web page, not JSON", "sign in", "Reload the page"];
        let redirect = Reply::text(302, "").header("Location", "/login");
        is_told(visit, &page, &fault, redirect, words).await
    })
}

#[test]
fn the_list_is_behind_a_login_elsewhere() -> Result {
    // Of another: the page goes there for nothing, and says what it can.
    let login = Server::start(Config::new(xtask::root().join("dist")))?;
    let redirect = Reply::text(302, "").header("Location", login.url());
    let words = &["did not arrive", "reload the page"][..];
    a_reader_is_told("127.0.0.1", &[(redirect, words)])?;
    assert_eq!(login.requests(), [] as [String; 0]);
    Ok(())
}

#[test]
fn the_list_has_another_type() -> Result {
    let fault = Fault::default();
    fault.at(LIST).visit(async |visit| {
        let page = visit.browser().await?;
        for kind in ["text/plain", "application/octet-stream", "image/png", "text/html"] {
            fault.set(Reply::new(200, kind, shipped()));
            page.go("?tag=nlp").await?;
            page.says("6 of 44 case studies · tag nlp").await?;
        }
        Ok(())
    })
}

/// Lists with a fault, which is noticed at the arrow.
fn unreadable() -> Vec<(String, &'static str)> {
    let entry = |entry: &str| {
        let facets = r#""facets":[{"key":"tag","label":"Tags","many":true}]"#;
        format!("{{\"format\":1,\n{facets},\n\"entries\":[\n{entry}\n]}}")
    };
    let shipped = shipped();
    let (most, _) = shipped.rsplit_once(":[").unwrap();
    vec![
        ("{\n  o↑ops".to_owned(), "not JSON"),
        (format!("{most}↑"), "ends too early"),
        (shipped.replace("\"format\": 1", "\"format\": 2↑"), "format 2"),
        ("{\"format\":1}↑".to_owned(), "no `facets`"),
        (entry(r#"{"id":"a","title":7↑}"#), "expected a text"),
        (entry(r#"{"id":"a","title":"A","tag":[7↑]}"#), "expected a text"),
        (entry(r#"{"id":"a","title":"A","year":"soon"↑}"#), "expected"),
        (entry(r#"{"id":"a"}↑"#), "no `title`"),
        (entry("{\"id\":\"a\",\"title\":\"A\"},\n{\"id\":\"b\",\"title\":{}↑}"), "expected a text"),
    ]
}

/// As people count: lines from 1, and in the line as many characters as come before the arrow.
fn position(marked: &str) -> String {
    let (before, _) = marked.split_once('↑').unwrap();
    let column = before.rsplit('\n').next().unwrap_or_default().len();
    format!("line {}, column {column}", before.matches('\n').count() + 1)
}

#[test]
fn the_list_cannot_be_read() -> Result {
    let fault = Fault::default();
    fault.at(LIST).visit(async |visit| {
        let page = reader(visit).await?;
        is_told(visit, &page, &fault, served(""), &["it is empty"]).await?;
        for (marked, words) in unreadable() {
            let reply = served(marked.replace('↑', ""));
            let words = [words, "cannot be read", &position(&marked)];
            let told = is_told(visit, &page, &fault, reply, &words).await;
            told.map_err(|trouble| trouble.during(words[0]))?;
        }
        Ok(())
    })
}

/// Lets what is to be said after seconds be said now: what begins when the page is first drawn.
async fn is_impatient(page: &Page) -> Result {
    let end = "(() => { \
                 const isOn = (it) => it.playState !== 'finished'; \
                 const begun = document.getAnimations().filter(isOn); \
                 begun.forEach((it) => it.finish()); \
                 return begun.length; \
               })()";
    eventually("what is said after seconds", async || {
        let begun = page.session.evaluate(end).await?;
        Trouble::unless(begun != 0, || "nothing has begun".to_owned())
    })
    .await
}

#[test]
fn the_list_is_slow() -> Result {
    let slow = || Some(served(shipped()).after(Duration::from_secs(2)));
    let site = Site::shipped().running_first(NO_WORKERS).answering_at(LIST, slow);
    site.visit(async |visit| {
        let page = visit.browser().await?;
        page.arrive("").await?;
        can_be_read(&page, 44).await?;
        page.arrive("?tag=nlp").await?;
        page.has("StaticText", "Loading the list…").await?;
        page.says("6 of 44 case studies · tag nlp").await
    })
}

#[test]
fn the_list_stalls() -> Result {
    let fault = Fault::default();
    fault.at(LIST).visit(async |visit| {
        let page = reader(visit).await?;
        for (link, sentence) in
            [("", "44 of 44 case studies"), ("?tag=nlp", "6 of 44 case studies · tag nlp")]
        {
            fault.set(served(shipped()).stalled_at(1000));
            page.arrive(link).await?;
            is_impatient(&page).await?;
            page.has("StaticText", "This takes longer than usual. The connection may be slow.")
                .await?;
            if link.is_empty() {
                can_be_read(&page, 44).await?;
            } else {
                page.follow("See the whole list").await?;
                can_be_read(&page, 44).await?;
                page.back().await?;
                page.is_at(link).await?;
                is_impatient(&page).await?;
            }
            fault.mend();
            page.follow("Try again").await?;
            page.has_started().await?;
            page.says(sentence).await?;
            has_lost_nothing(&page).await?;
        }
        Ok(())
    })
}

/// A browser that has no memory left for a page once it has started.
const SHORT_OF_MEMORY: &str = "const start = WebAssembly.instantiateStreaming;
WebAssembly.instantiateStreaming = async (...given) => {
  const started = await start(...given);
  const isMemory = (it) => it instanceof WebAssembly.Memory;
  const memory = Object.values(started.instance.exports).find(isMemory);
  for (let pages = 1 << 15; pages; pages >>= 1)
    try { for (;;) memory.grow(pages); } catch {}
  return started;
};";

#[test]
fn the_list_is_too_large() -> Result {
    let entry =
        |at| json!({ "id": format!("{at}"), "title": format!("Case {at}"), "year": 2000 + at % 9 });
    let list = json!({ "format": 1, "title": "Long", "facets": [], "entries": (0..60).map(entry).collect::<Vec<_>>() });
    let site = Site::publishing(&list.to_string())?;
    let site = site.running_first(NO_WORKERS).running_first(SHORT_OF_MEMORY);
    site.forgiving("RuntimeError").forgiving("preload").visit(async |visit| {
        let page = visit.browser().await?;
        page.arrive("").await?;
        let says =
            "This page could not start: the list is too large for the memory of this browser.";
        page.has("StaticText", says).await?;
        can_be_read(&page, 50).await?;
        page.arrive("?year=2003").await?;
        page.has("StaticText", says).await?;
        page.has("link", "Try again").await?;
        page.follow("See the whole list").await?;
        can_be_read(&page, 50).await?;
        // What is said stays at the end of the window, and leaves the end of the page free.
        page.session.client.execute("scrollTo(0, 1e6)", Vec::new()).await?;
        page.follow("The next 10").await?;
        page.is_at("page/2.html").await?;
        can_be_read(&page, 10).await
    })
}

#[test]
fn the_list_has_changed() -> Result {
    let fault = Fault::default();
    fault.at(LIST).visit(async |visit| {
        let page = reader(visit).await?;
        let mut list: Value = serde_json::from_str(&shipped())?;
        list["entries"].as_array_mut().unwrap().retain(|entry| entry["title"] != SAVED);
        fault.set(served(list.to_string()));
        page.go("").await?;
        page.says("43 of 43 case studies").await?;
        // Whoever saves another one loses none that has gone, and may come again.
        page.push("Save How to Monitor a Recommender System").await?;
        page.has("button", "Reading list (1)").await?;
        fault.mend();
        page.reload().await?;
        page.says("44 of 44 case studies").await?;
        page.has("button", "Reading list (2)").await.map(drop)
    })
}

#[test]
fn the_list_has_nothing_in_it() -> Result {
    let nothing = r#"{"format":1,"title":"Nothing yet","facets":[],"entries":[]}"#;
    Site::shipped().with_catalog(nothing).visit(async |visit| {
        let page = visit.open("?tag=nlp&year=2022").await?;
        page.has("heading", "Nothing yet").await?;
        page.says("0 of 0 case studies").await
    })
}
