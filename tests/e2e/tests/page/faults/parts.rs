//! A part of the page does not come: blocked by somebody in between, gone, or altered on the way.

use e2e::{Engine, Key, Page, Reply, Result, Site, Trouble, Visit, eventually};

use super::{Fault, NO_WORKERS, can_be_read, has_focus, has_lost_nothing, reader, try_again};

const COULD_NOT_START: &str = "This page could not start: a part of it is missing or blocked.";
const TOO_OLD: &str =
    "Filters need a newer browser: Chrome 123, Firefox 128, Safari 17.5 or later.";

/// What a part of the page may be answered with instead.
fn replies() -> [Reply; 3] {
    let blocked = "<!doctype html><title>Blocked</title>";
    [
        Reply::text(404, "none"),
        Reply::new(200, "text/html", blocked),
        Reply::text(200, "0123456789").cut_off_at(4),
    ]
}

/// The page says that it could not start, can be read, and starts once the fault is mended.
async fn could_not_start(page: &Page, mend: impl FnOnce()) -> Result {
    page.arrive("?tag=nlp").await?;
    page.has("StaticText", COULD_NOT_START).await?;
    page.follow("See the whole list").await?;
    page.has("StaticText", COULD_NOT_START).await?;
    can_be_read(page, 44).await?;
    page.back().await?;
    page.has("link", "Try again").await?;
    mend();
    page.follow("Try again").await?;
    page.says("6 of 44 case studies · tag nlp").await?;
    has_lost_nothing(page).await
}

fn is_blocked(part: &'static str) -> Result {
    let fault = Fault::default();
    let site = fault.at(part).forgiving("casebook-").forgiving("preload");
    // These do not say which file it was.
    let site = site.forgiving_in(Engine::Webkit, "Load failed");
    let site = site.forgiving_in(Engine::Firefox, "NetworkError");
    let site = site.forgiving_in(Engine::Firefox, "Content-Length");
    site.visit(async |visit| {
        let page = reader(visit).await?;
        for reply in replies() {
            fault.set(reply);
            could_not_start(&page, || fault.mend()).await?;
        }
        Ok(())
    })
}

#[test]
fn the_script_is_blocked() -> Result {
    is_blocked("casebook-*.js")
}

#[test]
fn the_wasm_is_blocked() -> Result {
    is_blocked("casebook-*.wasm")
}

#[test]
fn webassembly_is_switched_off() -> Result {
    // As in a browser that is too old to have it.
    let off = "delete window.WebAssembly;";
    let site = Site::shipped().running_first(NO_WORKERS).running_first(off);
    site.forgiving("WebAssembly").forgiving("preload").visit(async |visit| {
        let page = visit.browser().await?;
        page.arrive("?tag=nlp").await?;
        page.has("StaticText", TOO_OLD).await?;
        assert!(!page.has_now("StaticText", COULD_NOT_START).await?);
        page.has("link", "Try again").await?;
        page.follow("See the whole list").await?;
        page.has("StaticText", TOO_OLD).await?;
        can_be_read(&page, 44).await
    })
}

#[test]
fn the_rest_is_blocked() -> Result {
    let fault = Fault::default();
    fault.at("later-").forgiving("later-").visit(async |visit| {
        let page = reader(visit).await?;
        for reply in replies() {
            fault.set(reply);
            page.go("?tag=nlp").await?;
            has_asked(visit).await?;
            page.focus("button", "Export").await?;
            page.press(Key::Enter).await?;
            let alert = page.alert().await?;
            assert!(alert.contains("This part of the page did not arrive."), "{alert}");
            assert!(alert.contains("Check the connection, then try again, or reload"), "{alert}");
            // All that is there goes on.
            page.panel("Year").choose("2022").await?;
            page.says("3 of 44 case studies · tag nlp · 2022").await?;
            page.focus("button", "Try again").await?;
            try_again(visit, &page, "/later-").await?;
            has_focus(&page, "button", "Try again").await?;
            fault.mend();
            try_again(visit, &page, "/later-").await?;
            // What was wanted is done.
            page.has("button", "BibTeX").await?;
            has_focus(&page, "button", "Export").await?;
            has_lost_nothing(&page).await?;
        }
        Ok(())
    })
}

/// Waits until the page has asked for the rest by itself, at rest, which nobody is told of.
async fn has_asked(visit: &Visit) -> Result {
    eventually("the page to rest", async || {
        let is_later = |target: &&String| target.contains("/later-");
        let asked = visit
            .requests()
            .iter()
            .rev()
            .take_while(|it| !it.contains("/?"))
            .any(|it| is_later(&it));
        Trouble::unless(asked, || "it has not asked".to_owned())
    })
    .await
}

#[test]
fn what_looks_ahead_is_blocked() -> Result {
    for part in ["icon-", "offline-"] {
        let gone = || Some(Reply::text(404, "none"));
        let site = Site::shipped().answering_at(part, gone).forgiving(part);
        site.visit(async |visit| {
            let page = reader(visit).await?;
            page.titles().await?;
            page.choose_in_row("nlp").await?;
            page.says("6 of 44 case studies · tag nlp").await?;
            page.reload().await?;
            page.says("6 of 44 case studies · tag nlp").await?;
            has_lost_nothing(&page).await
        })
        .map_err(|trouble| trouble.during(part))?;
    }
    Ok(())
}

#[test]
fn the_worker_is_blocked() -> Result {
    let broken = || Some(Reply::text(500, "broken"));
    let site = Site::shipped().answering_at("worker.js", broken).forgiving("worker.js");
    site.forgiving("fetching the script").visit(async |visit| {
        let page = reader(visit).await?;
        eventually("the worker to be asked for", async || {
            let asked = visit.requests().iter().any(|target| target.contains("worker.js"));
            Trouble::unless(asked, || "it was not".to_owned())
        })
        .await?;
        page.reload().await?;
        page.says("44 of 44 case studies").await?;
        has_lost_nothing(&page).await
    })
}

#[test]
fn the_network_goes_in_the_middle() -> Result {
    // Even before the rest of the page has come.
    let fault = Fault::default();
    fault.set(Reply::text(404, "none"));
    fault.at("later-").forgiving("later-").forgiving("offline-").visit(async |visit| {
        let page = visit.open("?tag=nlp").await?;
        has_asked(visit).await?;
        fault.mend();
        visit.unplug();
        page.panel("Year").choose("2022").await?;
        page.says("3 of 44 case studies · tag nlp · 2022").await?;
        page.follow("Clear all").await?;
        page.says("44 of 44 case studies").await?;
        page.sort_by("Year").await?;
        page.push("Export").await?;
        assert!(page.alert().await?.contains("Check the connection"));
        visit.plug_in();
        page.push("Try again").await?;
        page.has("button", "BibTeX").await?;
        page.press(Key::Escape).await?;
        // From here on nothing needs it but another visit.
        visit.unplug();
        page.search("netflix ").await?;
        page.is_at("?q=netflix&sort=year").await?;
        page.push(&format!("Save {}", super::SAVED)).await?;
        has_lost_nothing(&page).await?;
        visit.plug_in();
        page.reload().await?;
        has_lost_nothing(&page).await
    })
}
