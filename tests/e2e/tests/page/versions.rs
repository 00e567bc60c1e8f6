//! The site is published anew, with another app: never parts of two versions in one page.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use e2e::{Engine, Page, Reply, Result, Site, Trouble, eventually};

use url::Url;

use super::offline::{LIST, SHORTER, is_kept};

/// A site of the app that was built last, and what publishes it anew with another version and a shorter list.
struct Sites {
    site: Site,
    other: PathBuf,
}

impl Sites {
    fn new() -> Result<Self> {
        let site = Site::publishing(LIST)?;
        let other = site.folder().with_file_name("other");
        xtask::page::copy_as_other_version(&other).map_err(|it| Trouble::new(it.to_string()))?;
        fs::write(other.join("list.json"), &*SHORTER)?;
        Ok(Self { site, other })
    }
}

fn publish_anew(other: &Path, site: &Path) -> Result {
    let published = xtask::page::publish_with(other, &other.join("list.json"), site);
    published.map_err(|trouble| Trouble::new(trouble.to_string()))
}

/// The names of an app's own files in a folder.
fn parts(folder: &Path) -> BTreeSet<String> {
    let files =
        fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
    files.filter(|name| is_part(name)).collect()
}

fn is_part(name: &str) -> bool {
    ["casebook-", "later-", "offline-"].iter().any(|part| name.starts_with(part))
}

/// Waits until the page is whole, and all of it is of this version.
async fn is_all_of(page: &Page, version: &BTreeSet<String>) -> Result {
    is_all_of_one(page, &[version]).await
}

/// Waits until the page is whole, and all of it is of one of these versions.
async fn is_all_of_one(page: &Page, versions: &[&BTreeSet<String>]) -> Result {
    let loaded = "performance.getEntriesByType('resource').map((it) => it.name.split('/').pop())";
    eventually("all parts", async || {
        let loaded = page.session.evaluate(loaded).await?;
        let loaded: BTreeSet<String> = serde_json::from_value(loaded)?;
        let loaded: BTreeSet<String> = loaded.into_iter().filter(|name| is_part(name)).collect();
        Trouble::unless(versions.contains(&&loaded), || format!("{loaded:?}, not {versions:?}"))
    })
    .await
}

#[test]
fn a_new_version_is_taken_up_as_a_whole() -> Result {
    let Sites { site, other } = Sites::new()?;
    let (folder, old, new) = (site.folder(), parts(&site.folder()), parts(&other));
    let site =
        site.under("/x/y/").forgiving("worker.js").forgiving("/outside").forgiving("favicon.ico");
    assert!(old.len() == 4 && new.len() == 4 && old.is_disjoint(&new), "{old:?} {new:?}");
    site.visit(async |visit| {
        let page = visit.open("").await?;
        is_kept(&page).await?;
        publish_anew(&other, &folder)?;
        assert_eq!(parts(&folder), new);
        // The page that is open has all that it needs, though it is gone from the server.
        page.panel("Tags").choose("nlp").await?;
        page.push("Export").await?;
        page.has("button", "TSV").await?;
        is_all_of(&page, &old).await?;

        page.reload().await?;
        page.says("6 of 43 case studies · tag nlp").await?;
        is_all_of(&page, &new).await?;
        // What is kept by now is a version, whole, and the list as it came last. It is the old one, unless the browser
        // takes up the new one between two pages.
        visit.unplug();
        page.go("").await?;
        page.says("43 of 43 case studies").await?;
        is_all_of_one(&page, &[&old, &new]).await?;
        visit.plug_in();
        page.go("").await?;
        page.says("43 of 43 case studies").await?;
        is_all_of(&page, &new).await?;

        // It is taken up where no page of the old one is open any more, nor to be had by Back; the old one is forgotten
        // then.
        let outside = Url::parse(visit.url())?.join("/outside")?;
        let browser = &page.session.client;
        let tab = browser.new_window(true).await?.handle;
        browser.close_window().await?;
        browser.switch_to_window(tab).await?;
        browser.goto(outside.as_str()).await?;
        eventually("the new version to be kept", async || {
            let kept = "caches.keys().then((names) => arguments[0](names.join()))";
            let kept = page.session.client.execute_async(kept, Vec::new()).await?;
            let kept = kept.as_str().unwrap_or_default();
            let is_new = new.iter().all(|name| kept.contains(name))
                && !old.iter().any(|name| kept.contains(name));
            Trouble::unless(is_new, || kept.to_owned())
        })
        .await?;
        visit.unplug();
        page.go("?tag=nlp").await?;
        page.says("6 of 43 case studies · tag nlp").await?;
        is_all_of(&page, &new).await
    })
}

#[test]
fn a_version_of_which_a_part_is_missing_is_not_kept() -> Result {
    let Sites { site, other } = Sites::new()?;
    let (folder, old, new) = (site.folder(), parts(&site.folder()), parts(&other));
    let is_half = Arc::new(AtomicBool::new(false));
    let half = Arc::clone(&is_half);
    let gone = move || half.load(Ordering::Relaxed).then(|| Reply::text(404, "not there yet"));
    let site = site
        .answering_at("casebook-0*.wasm", gone)
        .forgiving("casebook-0")
        // These do not say which file it was.
        .forgiving_in(Engine::Webkit, "Load failed")
        .forgiving_in(Engine::Firefox, "NetworkError")
        .forgiving("worker.js");
    site.visit(async |visit| {
        let page = visit.open("").await?;
        is_kept(&page).await?;
        is_half.store(true, Ordering::Relaxed);
        publish_anew(&other, &folder)?;
        page.arrive("").await?;
        page.has("StaticText", "This page could not start: a part of it is missing or blocked.")
            .await?;
        visit.unplug();
        page.go("").await?;
        page.says("43 of 43 case studies").await?;
        is_all_of(&page, &old).await?;
        visit.plug_in();
        is_half.store(false, Ordering::Relaxed);
        page.go("").await?;
        page.says("43 of 43 case studies").await?;
        is_all_of(&page, &new).await
    })
}
