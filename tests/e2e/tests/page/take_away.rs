//! What is shown, as files; and that it is loaded once.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use casebook::export::{Dialect, Format, export};
use casebook::query::{self, Library, evaluate};
use e2e::{Key, Page, Reply, Result, Site, Trouble, Visit, eventually};

const NAME: &str = "machine-learning-in-media-and-streaming";

/// What the menu offers: name, end of the file's name, format.
pub(super) const FILES: [(&str, &str, Format); 5] = [
    ("CSV for spreadsheets", "csv", Format::Csv(Dialect { tabs: false, for_spreadsheets: true })),
    ("TSV", "tsv", Format::Csv(Dialect { tabs: true, for_spreadsheets: false })),
    ("JSON", "json", Format::Json),
    ("Markdown", "md", Format::Markdown),
    ("BibTeX", "bib", Format::Bibtex),
];

pub(super) fn library() -> Library {
    let json = fs::read(xtask::root().join("public/catalog.json")).unwrap();
    Library::new(casebook::catalog::decode(&json).unwrap())
}

/// What the command writes of the entries that a link shows.
pub(super) fn expected(library: &Library, link: &str, format: Format) -> String {
    let asked = query::decode(link.trim_start_matches('?'), library);
    export(library.catalog(), evaluate(library, &asked).hits.iter(), format)
}

/// How often the page asked for the part of it with the menu.
async fn loads(page: &Page) -> Result<Option<u64>> {
    const LOADS: &str = "performance.getEntriesByType('resource') \
                         .filter(it => it.name.includes('/later-')).length";
    Ok(page.session.evaluate(LOADS).await?.as_u64())
}

#[test]
fn files_have_what_is_shown_in_its_order() -> Result {
    let library = library();
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        let downloads = page.downloads();
        for link in ["", "?tag=nlp&year=2022..", "?sort=-title", "?q=learning", "?q=zzzz"] {
            page.go(link).await?;
            page.push("Export").await?;
            for (name, end, format) in FILES {
                page.push(name).await?;
                let text = expected(&library, link, format);
                downloads.take(&format!("{NAME}.{end}"), &text).await?;
            }
        }
        let table = expected(&library, "?sort=-title", FILES[0].2);
        assert!(table.starts_with("\u{feff}id,") && table.lines().count() == 45);
        Ok(())
    })
}

#[test]
fn the_menu_is_loaded_once() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.says("44 of 44 case studies").await?;
        page.panel("Tags").choose("nlp").await?;
        page.push("Export").await?;
        page.has("button", "TSV").await?;
        page.press(Key::Escape).await?;
        page.push("Export").await?;
        page.has("button", "TSV").await?;
        assert_eq!(loads(&page).await?, Some(1));
        Ok(())
    })
}

/// At rest the page asks for what loads later by itself, and says nothing; from then on only the reader does.
pub(super) async fn rests(visit: &Visit) -> Result {
    eventually("the page to rest", async || {
        let has_asked = visit.requests().iter().any(|target| target.contains("/later-"));
        Trouble::unless(has_asked, || "it has not asked".to_owned())
    })
    .await
}

#[test]
fn a_menu_that_does_not_arrive_says_so_and_can_be_had_again() -> Result {
    let cut_off = Arc::new(AtomicBool::new(true));
    let is_cut_off = Arc::clone(&cut_off);
    let unavailable = || Reply::new(503, "text/html", "<!doctype html>");
    let reply = move || is_cut_off.load(Ordering::Relaxed).then(unavailable);
    Site::shipped().answering_at("later-", reply).forgiving("later-").visit(async |visit| {
        let page = visit.open("?tag=nlp").await?;
        page.says("6 of 44 case studies · tag nlp").await?;
        rests(visit).await?;
        page.push("Export").await?;
        assert!(
            page.alert()
                .await?
                .contains("Check the connection, then try again, or reload the page.")
        );
        page.push("Try again").await?;
        page.has("button", "Try again").await?;
        // The page goes on as if nothing had happened.
        page.follow("Remove tag nlp").await?;
        page.says("44 of 44 case studies").await?;

        // What was pushed is what opens.
        cut_off.store(false, Ordering::Relaxed);
        page.push("Try again").await?;
        page.has("button", "BibTeX").await?;
        assert!(!page.has_now("button", "Try again").await?);
        Ok(())
    })
}

#[test]
fn the_menu_by_keyboard() -> Result {
    let library = library();
    Site::shipped().visit(async |visit| {
        let page = visit.open("?tag=nlp").await?;
        let downloads = page.downloads();
        page.says("6 of 44 case studies · tag nlp").await?;
        page.tab_to("button", "Export").await?;
        page.press(Key::Enter).await?;
        page.has("button", "TSV").await?;
        for (name, ..) in FILES {
            page.press(Key::Tab).await?;
            assert_eq!(page.focused().await?, ("button".to_owned(), name.to_owned()));
        }
        page.press(Key::Enter).await?;
        let text = expected(&library, "?tag=nlp", Format::Bibtex);
        downloads.take(&format!("{NAME}.bib"), &text).await?;
        page.press(Key::Escape).await?;
        assert!(!page.has_now("button", "TSV").await?);
        assert_eq!(page.focused().await?, ("button".to_owned(), "Export".to_owned()));
        Ok(())
    })
}
