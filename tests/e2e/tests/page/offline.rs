//! The site without a network, and when it changes between visits.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use e2e::{Page, Result, Site, Trouble, eventually};
use xtask::server::Reply;

pub(super) const LIST: &str = include_str!("../../../../public/catalog.json");

/// The list without its last entry.
pub(super) static SHORTER: LazyLock<String> = LazyLock::new(|| {
    let mut list: serde_json::Value = serde_json::from_str(LIST).unwrap();
    list["entries"].as_array_mut().unwrap().pop();
    list.to_string()
});

const IS_KEPT: &str = "(async () => { \
    const registration = await navigator.serviceWorker.getRegistration(); \
    return Boolean(registration?.active) && (await caches.keys()).length === 2; })()";
const IS_FORGOTTEN: &str = "(async () => \
    !(await navigator.serviceWorker.getRegistration()) && (await caches.keys()).length === 0)()";

async fn becomes(page: &Page, what: &str) -> Result {
    eventually(what, async || {
        let is_so = page.session.evaluate(what).await?;
        Trouble::unless(is_so == true, || "it is not".to_owned())
    })
    .await
}

/// Waits until the site can be had without a network.
pub(crate) async fn is_kept(page: &Page) -> Result {
    becomes(page, IS_KEPT).await
}

#[test]
fn a_second_visit_needs_no_network() -> Result {
    Site::shipped().forgiving("worker.js").visit(async |visit| {
        let page = visit.open("").await?;
        is_kept(&page).await?;
        visit.unplug();
        page.go("?tag=nlp").await?;
        page.says("6 of 44 case studies · tag nlp").await?;
        // What loads later was kept, too.
        page.push("Export").await?;
        page.has("button", "TSV").await?;
        page.has("link", "Load it again").await?;
        Ok(())
    })
}

#[test]
fn a_new_list_is_shown_at_once() -> Result {
    let site = Site::publishing(LIST)?;
    let folder = site.folder();
    site.visit(async |visit| {
        let page = visit.open("").await?;
        is_kept(&page).await?;
        fs::write(folder.join("catalog.json"), &*SHORTER)?;
        xtask::page::publish(&folder.join("catalog.json"), &folder)?;
        page.reload().await?;
        page.says("43 of 43 case studies").await?;
        visit.unplug();
        page.reload().await?;
        page.says("43 of 43 case studies").await
    })
}

#[test]
fn a_new_list_that_is_slow_is_announced() -> Result {
    let is_new = Arc::new(AtomicBool::new(false));
    let changes = Arc::clone(&is_new);
    let answer = move || {
        let slow =
            |list: &str| Reply::new(200, "application/json", list).after(Duration::from_secs(3));
        changes.load(Ordering::Relaxed).then(|| slow(&SHORTER))
    };
    Site::shipped().answering(answer).visit(async |visit| {
        let page = visit.open("").await?;
        is_kept(&page).await?;
        is_new.store(true, Ordering::Relaxed);
        page.reload().await?;
        page.says("44 of 44 case studies").await?;
        page.has("link", "Load it again").await?;
        is_new.store(false, Ordering::Relaxed);
        Ok(())
    })
}

/// Somebody wants a visitor to sign in, or a network shows a page of its own: that is not the list to be kept.
#[test]
fn a_page_in_place_of_the_list_is_not_kept() -> Result {
    let is_hidden = Arc::new(AtomicBool::new(false));
    let hides = Arc::clone(&is_hidden);
    let login = || Reply::new(200, "text/html", "<!doctype html><title>Sign in</title>");
    let answer = move || hides.load(Ordering::Relaxed).then(login);
    Site::shipped().answering(answer).visit(async |visit| {
        let page = visit.open("").await?;
        is_kept(&page).await?;
        is_hidden.store(true, Ordering::Relaxed);
        page.reload().await?;
        assert!(page.alert().await?.contains("sign in"));
        visit.unplug();
        page.reload().await?;
        page.says("44 of 44 case studies").await
    })
}

/// Browsers make room by what a site has kept, all of it or some.
#[test]
fn what_was_kept_and_is_gone_is_loaded_again() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        for which in ["name.includes('.js')", "name.endsWith('data')", "true"] {
            is_kept(&page).await?;
            let lose = format!(
                "caches.keys().then((names) => Promise.all(names.filter((name) => {which}).map((name) => caches.delete(name)))).then(arguments[0])"
            );
            page.session.client.execute_async(&lose, Vec::new()).await?;
            page.go("?tag=nlp").await?;
            page.says("6 of 44 case studies · tag nlp").await?;
            page.session.client.execute_async(KEEP_AGAIN, Vec::new()).await?;
            page.go("").await?;
        }
        Ok(())
    })
}

/// Has the site kept from the start.
const KEEP_AGAIN: &str =
    "navigator.serviceWorker.getRegistration().then((it) => it.unregister()).then(arguments[0])";

#[test]
fn a_site_that_is_published_without_it_is_kept_no_longer() -> Result {
    let site = Site::publishing(LIST)?.forgiving("worker.js");
    let folder = site.folder();
    site.visit(async |visit| {
        let page = visit.open("").await?;
        is_kept(&page).await?;
        fs::remove_file(folder.join("worker.js"))?;
        page.reload().await?;
        becomes(&page, IS_FORGOTTEN).await
    })
}
