//! What a reader saves, and what stays with them.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use casebook::export::{Format, export};
use casebook::query::{self, Library, evaluate};
use e2e::{Key, Page, Result, Site, Trouble, eventually};
use serde_json::{Value, json};

const NAME: &str = "machine-learning-in-media-and-streaming";
const FIRST: &str = "Round 2: A Survey of Causal Inference Applications at Netflix";
const SECOND: &str = "How to Monitor a Recommender System";

fn library() -> Library {
    let json = fs::read(xtask::root().join("public/catalog.json")).unwrap();
    Library::new(casebook::catalog::decode(&json).unwrap())
}

fn id_of(library: &Library, title: &str) -> String {
    let catalog = library.catalog();
    let entry = catalog.entries().find(|&entry| catalog.title(entry) == title).unwrap();
    catalog.id(entry).to_owned()
}

/// The link to the two.
fn link(library: &Library) -> String {
    format!("?list={}&list={}", id_of(library, FIRST), id_of(library, SECOND))
}

/// Waits until the button of a case says whether it is saved.
async fn is_saved(page: &Page, title: &str, saved: bool) -> Result {
    eventually(&format!("“{title}” saved: {saved}"), async || {
        let button = page.session.one(None, "button", &format!("Save {title}")).await?;
        let pressed = page.session.element(&button).await?.attr("aria-pressed").await?;
        Trouble::unless(pressed.as_deref() == Some(&*saved.to_string()), || format!("{pressed:?}"))
    })
    .await
}

async fn save(page: &Page, title: &str) -> Result {
    page.push(&format!("Save {title}")).await
}

#[test]
fn cases_are_saved_shown_and_taken_away() -> Result {
    let library = library();
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        let downloads = page.downloads();
        page.says("44 of 44 case studies").await?;
        is_saved(&page, FIRST, false).await?;
        save(&page, FIRST).await?;
        is_saved(&page, FIRST, true).await?;
        page.has("button", "Reading list (1)").await?;
        page.follow(&format!("Details of {SECOND}")).await?;
        page.has("dialog", SECOND).await?;
        page.push("Save").await?;
        page.press(Key::Escape).await?;
        is_saved(&page, SECOND, true).await?;
        page.reload().await?;
        is_saved(&page, SECOND, true).await?;

        page.push("Reading list (2)").await?;
        page.has("StaticText", "2 saved in this browser").await?;
        let asked = query::decode(&link(&library), &library);
        for (name, end, format) in
            [("Markdown", "md", Format::Markdown), ("BibTeX", "bib", Format::Bibtex)]
        {
            page.push(name).await?;
            let text = export(library.catalog(), evaluate(&library, &asked).hits.iter(), format);
            downloads.take(&format!("{NAME}.{end}"), &text).await?;
        }
        page.push("Show them").await?;
        page.is_at(&link(&library)).await?;
        page.lists(&[FIRST, SECOND]).await?;
        page.has("StaticText", "This is your reading list.").await?;
        // Off the list, but still in the link.
        save(&page, FIRST).await?;
        page.has("StaticText", "1 of these are not on your reading list.").await?;
        page.has("button", "Reading list (1)").await.map(drop)
    })
}

#[test]
fn it_is_cleared_by_one_click_and_can_be_had_back() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        save(&page, FIRST).await?;
        page.push("Reading list (1)").await?;
        page.push("Clear reading list").await?;
        is_saved(&page, FIRST, false).await?;
        assert_eq!(page.focused().await?, ("button".to_owned(), "Undo".to_owned()));
        page.has("StaticText", "Nothing is saved. The star in a row saves a case.").await?;
        page.push("Undo").await?;
        is_saved(&page, FIRST, true).await?;
        page.push("Forget everything kept here").await?;
        is_saved(&page, FIRST, false).await?;
        let kept = page.session.evaluate("localStorage.length + sessionStorage.length").await?;
        assert_eq!(kept, json!(0));
        Ok(())
    })
}

#[test]
fn a_list_of_others_is_shown_and_can_be_added() -> Result {
    let library = library();
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        let third = "Reverse Searching Netflix’s Federated Graph";
        save(&page, third).await?;
        page.has("button", "Reading list (1)").await?;
        page.go(&link(&library)).await?;
        page.says("2 of 44 case studies · a list of 2").await?;
        page.has("StaticText", "2 of these are not on your reading list.").await?;
        // To look at it changes nothing.
        page.has("button", "Reading list (1)").await?;
        is_saved(&page, FIRST, false).await?;
        page.push("Add to my reading list").await?;
        is_saved(&page, FIRST, true).await?;
        page.has("StaticText", "All of these are on your reading list.").await?;
        page.has("button", "Reading list (3)").await.map(drop)
    })
}

#[test]
fn two_tabs_have_one_list() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.says("44 of 44 case studies").await?;
        let browser = &page.session.client;
        let first = browser.window().await?;
        let second = browser.new_window(true).await?.handle;
        browser.switch_to_window(second).await?;
        page.go("?tag=causality").await?;
        save(&page, FIRST).await?;
        page.has("button", "Reading list (1)").await?;
        browser.switch_to_window(first).await?;
        is_saved(&page, FIRST, true).await?;
        save(&page, SECOND).await?;
        page.has("button", "Reading list (2)").await.map(drop)
    })
}

#[test]
fn rows_that_come_later_know_what_is_saved() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        save(&page, FIRST).await?;
        is_saved(&page, FIRST, true).await?;
        page.panel("Tags").choose("nlp").await?;
        page.says("6 of 44 case studies · tag nlp").await?;
        page.push("Reading list (1)").await?;
        page.push("Clear reading list").await?;
        page.press(Key::Escape).await?;
        page.follow("Clear all").await?;
        is_saved(&page, FIRST, false).await?;
        page.tab_to("button", &format!("Save {FIRST}")).await?;
        page.press(Key::Space).await?;
        is_saved(&page, FIRST, true).await
    })
}

/// The shipped site, whose list lacks its first three entries for as long as it is told to be old.
fn growing() -> (Site, Arc<AtomicBool>) {
    let is_old = Arc::new(AtomicBool::new(true));
    let old = Arc::clone(&is_old);
    let reply = move || {
        let list = || e2e::Reply::new(200, "application/json", without_first(3));
        old.load(Ordering::Relaxed).then(list)
    };
    (Site::shipped().answering(reply), is_old)
}

/// The shipped list, without its first entries, and with its title.
pub(super) fn without_first(entries: usize) -> String {
    let json = fs::read_to_string(xtask::root().join("public/catalog.json")).unwrap();
    let mut list: Value = serde_json::from_str(&json).unwrap();
    list["entries"].as_array_mut().unwrap().drain(..entries);
    list.to_string()
}

#[test]
fn what_is_new_since_the_last_visit_is_said_and_shown() -> Result {
    let (site, is_old) = growing();
    site.visit(async |visit| {
        let page = visit.open("").await?;
        page.says("41 of 41 case studies").await?;
        // Who is here for the first time is told nothing, and remembered when the page rests.
        eventually("the visit to be kept", async || {
            let kept = "Object.keys(localStorage).some(key => key.endsWith(' visit'))";
            let is_kept = page.session.evaluate(kept).await? == true;
            Trouble::unless(is_kept, || "it is not".to_owned())
        })
        .await?;
        assert!(!page.has_now("link", "Show them").await?);
        is_old.store(false, Ordering::Relaxed);
        page.reload().await?;
        page.has("StaticText", "3 new since your last visit.").await?;
        page.follow("Show them").await?;
        page.says("3 of 44 case studies · a list of 3").await?;
        assert_eq!(page.titles().await?[0], FIRST);
        page.reload().await?;
        page.has("StaticText", "3 new since your last visit.").await?;
        page.push("Dismiss what is new").await?;
        page.go("").await?;
        page.says("44 of 44 case studies").await?;
        assert!(!page.has_now("StaticText", "3 new since your last visit.").await?);
        Ok(())
    })
}

#[test]
fn a_pinned_link_says_what_has_changed() -> Result {
    let (site, is_old) = growing();
    site.visit(async |visit| {
        let page = visit.open("?tag=ops").await?;
        page.says("3 of 41 case studies · tag ops").await?;
        let copied = "navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve() }";
        page.session.evaluate(copied).await?;
        page.push("Export").await?;
        page.push("Copy pinned link").await?;
        let link = eventually("a link", async || {
            let link = page.session.evaluate("window.copied ?? ''").await?;
            let link = link.as_str().unwrap_or_default().to_owned();
            Trouble::unless(link.contains("?tag=ops&pin="), || link.clone())?;
            Ok(link)
        })
        .await?;
        let link = link.split_once('?').map(|(_, link)| format!("?{link}")).unwrap();
        // On the same list there is nothing to say.
        page.go(&link).await?;
        page.says("3 of 41 case studies · tag ops").await?;
        is_old.store(false, Ordering::Relaxed);
        let other = visit.open(&link).await?;
        let says = "Made with 41 case studies; now 44; 2 new ones match.";
        other.has("StaticText", says).await?;
        other.follow("Show them").await?;
        other.says("2 of 44 case studies · a list of 2").await?;
        other.back().await?;
        other.has("StaticText", says).await?;
        other.follow("Dismiss what has changed").await?;
        other.is_at("?tag=ops").await?;
        assert!(!other.has_now("StaticText", says).await?);
        Ok(())
    })
}
