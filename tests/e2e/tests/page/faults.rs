//! Lists that cannot be shown: never a blank page, always what happened, where, and a way out.

use std::sync::{Arc, Mutex};

use e2e::{Page, Reply, Result, Site, Trouble, eventually};

/// What the server answers in place of the list; nothing once it has been mended.
#[derive(Clone, Default)]
struct Fault(Arc<Mutex<Option<Reply>>>);

impl Fault {
    fn set(&self, reply: Option<Reply>) {
        *self.0.lock().unwrap() = reply;
    }

    fn site(&self) -> Site {
        let fault = self.clone();
        Site::shipped().answering(move || fault.0.lock().unwrap().clone())
    }

    /// Opens the page at a fault, reads what it says, mends the fault, and tries again.
    async fn is_told(&self, page: &Page, reply: Reply, words: &[&str]) -> Result {
        self.set(Some(reply));
        page.go("?tag=nlp").await?;
        let alert = page.alert().await?;
        for word in words {
            assert!(alert.contains(word), "{word:?} is not in {alert:?}");
        }
        page.push("Try again").await?;
        page.has("button", "Try again").await?;
        self.set(None);
        page.push("Try again").await?;
        page.says("6 of 44 case studies · tag nlp").await
    }
}

fn json(body: impl Into<Vec<u8>>) -> Reply {
    Reply::new(200, "application/json", body)
}

fn shipped() -> String {
    std::fs::read_to_string(xtask::root().join("public/catalog.json")).unwrap()
}

#[test]
fn a_list_that_does_not_arrive() -> Result {
    let fault = Fault::default();
    fault.site().forgiving("catalog.json").visit(async |visit| {
        let page = visit.open("").await?;
        let check = async |reply, words| fault.is_told(&page, reply, words).await;
        check(Reply::text(404, "none"), &["catalog.json is missing", "casebook build"]).await?;
        check(Reply::text(500, "broken"), &["status 500", "Try again in a while"]).await?;
        check(json(shipped()).cut_off_at(1000), &["did not arrive", "broke off"]).await
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
        ("<↑!doctype html><title>Sign in</title>".to_owned(), "a web page, not JSON"),
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
fn a_list_that_cannot_be_read() -> Result {
    let fault = Fault::default();
    fault.site().visit(async |visit| {
        let page = visit.open("").await?;
        fault.is_told(&page, json(""), &["it is empty"]).await?;
        for (marked, words) in unreadable() {
            let reply = json(marked.replace('↑', ""));
            let words = [words, "cannot be read", &position(&marked)];
            let told = fault.is_told(&page, reply, &words).await;
            told.map_err(|trouble| trouble.during(words[0]))?;
        }
        Ok(())
    })
}

#[test]
fn a_list_that_keeps_people_waiting() -> Result {
    let stalled = || Some(json(shipped()).stalled_at(1000));
    Site::shipped().answering(stalled).visit(async |visit| {
        let page = visit.browser().await?;
        page.arrive("?tag=nlp").await?;
        eventually("how far it is", async || {
            let said = page.session.evaluate("document.querySelector('.state').innerText").await?;
            let is_loading =
                said.as_str().is_some_and(|said| said.starts_with("Loading the list…"));
            Trouble::unless(is_loading, || format!("it is {said}"))
        })
        .await?;
        page.arrive("").await?;
        page.lists_so_many(44).await
    })
}

#[test]
fn a_list_of_nothing() -> Result {
    let nothing = r#"{"format":1,"title":"Nothing yet","facets":[],"entries":[]}"#;
    Site::shipped().with_catalog(nothing).visit(async |visit| {
        let page = visit.open("?tag=nlp&year=2022").await?;
        page.has("heading", "Nothing yet").await?;
        page.says("0 of 0 case studies").await
    })
}
