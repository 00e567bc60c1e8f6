//! The browser refuses something.

use std::fs;

use e2e::{Reply, Result, Site, Trouble, eventually};
use serde_json::json;

use super::{SAVED, can_be_read, has_lost_nothing, reader};

const SECOND: &str = "How to Monitor a Recommender System";

/// A browser that keeps nothing for pages, and one that has no room.
const NO_STORAGE: [&str; 2] = [
    "for (const store of ['localStorage', 'sessionStorage']) \
       Object.defineProperty(window, store, { get() { throw new DOMException('no', 'SecurityError'); } });",
    "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
];

#[test]
fn storage_is_forbidden_or_full() -> Result {
    for script in NO_STORAGE {
        Site::shipped().running_first(script).visit(async |visit| {
            let page = visit.open("").await?;
            page.push(&format!("Save {SAVED}")).await?;
            let alert = page.alert().await?;
            assert!(alert.contains("does not keep your reading list"), "{alert}");
            page.push(&format!("Save {SECOND}")).await?;
            page.push("Reading list (2)").await?;
            // It is said once. The list works for as long as the page is open, and its link is a way to keep it.
            assert_eq!(page.session.all(None, "alert").await?.len(), 1);
            page.has("button", "Copy link to them").await?;
            page.push("Show them").await?;
            page.lists(&[SAVED, SECOND]).await
        })?;
    }
    Ok(())
}

/// Browsers in which nothing can be kept for when there is no network.
const NO_WORKER: [&str; 2] = [
    "navigator.serviceWorker.register = () => Promise.reject(new DOMException('no', 'SecurityError'));",
    super::NO_WORKERS,
];

/// The same, of one that has no room, before a worker.
const NO_ROOM: &str = "Cache.prototype.addAll = Cache.prototype.put = () => \
     Promise.reject(new DOMException('full', 'QuotaExceededError'));";

#[test]
fn nothing_is_kept_for_when_there_is_no_network() -> Result {
    let sites = NO_WORKER.map(|script| Site::shipped().running_first(script));
    let worker = fs::read_to_string(Site::shipped().folder().join("worker.js"))?;
    let worker = move || Some(Reply::new(200, "text/javascript", format!("{NO_ROOM}{worker}")));
    let full = Site::shipped().answering_at("worker.js", worker);
    for site in sites.into_iter().chain([full]) {
        site.visit(async |visit| {
            let page = reader(visit).await?;
            page.reload().await?;
            page.says("44 of 44 case studies").await?;
            // The page asks for what keeps it when it rests.
            eventually("the page to rest", async || {
                let asked = visit.requests().iter().any(|target| target.contains("/offline-"));
                Trouble::unless(asked, || "it does not".to_owned())
            })
            .await?;
            page.reload().await?;
            has_lost_nothing(&page).await
        })?;
    }
    Ok(())
}

/// As Safari counts: 100 changes of the address in 30 seconds, which are over when the test says so.
const SHORT_HISTORY: &str = "let changes = 0;
for (const name of ['pushState', 'replaceState']) {
  const change = History.prototype[name];
  History.prototype[name] = function (...given) {
    if (++changes > 100) throw new DOMException('more than 100 times per 30 seconds', 'SecurityError');
    return change.apply(this, given);
  };
}
window.isRefused = () => changes > 100;
window.later = () => { changes = 0; };";

#[test]
fn history_is_refused() -> Result {
    Site::shipped().running_first(SHORT_HISTORY).visit(async |visit| {
        let page = reader(visit).await?;
        // A filter is put in and taken out more often than the browser allows.
        page.focus("link", "nlp, 6").await?;
        let toggle = "Array.from({ length: 150 }, () => document.activeElement.click())";
        page.session.evaluate(toggle).await?;
        assert_eq!(page.session.evaluate("isRefused()").await?, true);
        page.says("44 of 44 case studies").await?;
        // The page goes on, only its address is behind.
        page.panel("Year").choose("2022").await?;
        page.says("11 of 44 case studies · 2022").await?;
        let other = page.titles().await?.into_iter().find(|title| title != SAVED).unwrap();
        page.push(&format!("Save {other}")).await?;
        page.has("button", "Reading list (2)").await?;
        assert_ne!(page.address().await?, "?year=2022");
        page.session.evaluate("later()").await?;
        page.is_at("?year=2022").await?;
        page.reload().await?;
        page.says("11 of 44 case studies · 2022").await?;
        page.has("button", "Reading list (2)").await.map(drop)
    })
}

/// A browser that lets no page write to the clipboard; what is shown to be copied by hand is read by the test.
const NO_CLIPBOARD: [&str; 2] = [
    "navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));",
    "delete Navigator.prototype.clipboard;",
];
const PROMPTED: &str = "window.prompt = (...shown) => { window.shown = shown; return null; };";

#[test]
fn the_clipboard_is_refused() -> Result {
    for script in NO_CLIPBOARD {
        Site::shipped().running_first(script).running_first(PROMPTED).visit(async |visit| {
            let page = reader(visit).await?;
            page.panel("Tags").choose("nlp").await?;
            page.push("Copy link").await?;
            let shown = eventually("what to copy", async || {
                let shown = page.session.evaluate("window.shown ?? null").await?;
                Trouble::unless(!shown.is_null(), || "nothing is shown".to_owned())?;
                Ok(shown)
            })
            .await?;
            let address = page.session.evaluate("location.href").await?;
            assert_eq!(shown, json!(["Link to this view", address]));
            // Nothing was copied, so nothing says so.
            assert!(!page.has_now("StaticText", "Copied").await?);
            can_be_read(&page, 6).await?;
            has_lost_nothing(&page).await
        })?;
    }
    Ok(())
}
