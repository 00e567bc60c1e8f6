//! What is published beside the page: plain pages, and the whole site as one file.

use std::fs;

use casebook::catalog::decode;
use casebook::query::Library;
use casebook::site::{App, File, single_file};
use e2e::{Page, Result, Site};

const TITLE: &str = "Machine learning in media and streaming";

async fn rows(page: &Page) -> Result<usize> {
    let table = page.table().await?;
    Ok(page.session.all(Some(&table), "rowheader").await?.len())
}

#[test]
fn the_page_of_a_tag_is_read_without_scripts() -> Result {
    Site::shipped().under("/x/y/").without_scripts().visit(async |visit| {
        let page = visit.browser().await?;
        page.arrive("tag/nlp.html").await?;
        page.has("heading", "nlp").await?;
        assert_eq!(rows(&page).await?, 6);
        page.follow("Spotify").await?;
        page.is_at("company/spotify.html").await?;
        page.has("heading", "Spotify").await?;
        page.follow(&format!("All of {TITLE}")).await?;
        page.is_at("").await?;
        page.follow("nlp (6)").await?;
        page.is_at("tag/nlp.html").await
    })
}

#[test]
fn the_page_of_a_tag_leads_to_its_filter() -> Result {
    Site::shipped().under("/x/y/").visit(async |visit| {
        let page = visit.browser().await?;
        page.arrive("tag/nlp.html").await?;
        assert!(!visit.requests().iter().any(|target| target.contains(".wasm")));
        page.follow("Filter and chart these").await?;
        page.has_started().await?;
        page.is_at("?tag=nlp").await?;
        page.says("6 of 44 case studies · tag nlp").await
    })
}

/// The app that was built last.
pub(super) fn app() -> App {
    let files = fs::read_dir(xtask::page::app()).unwrap().map(|file| file.unwrap());
    let file = |file: fs::DirEntry| File {
        path: file.file_name().into_string().unwrap(),
        content: fs::read(file.path()).unwrap().into(),
    };
    App::new(files.map(file)).unwrap()
}

#[test]
fn one_file_works_from_a_disk() -> Result {
    let list = fs::read(xtask::root().join("public/catalog.json"))?;
    let page = single_file(&app(), &Library::new(decode(&list).unwrap()));
    let path = std::env::temp_dir().join(format!("casebook-single-{}.html", std::process::id()));
    fs::write(&path, page)?;
    let address = format!("file://{}", path.display());
    let outcome = Site::shipped().visit(async |visit| {
        let page = visit.browser().await?;
        page.session.client.goto(&address).await?;
        page.has_started().await?;
        page.says("44 of 44 case studies").await?;
        page.panel("Tags").choose("nlp").await?;
        page.says("6 of 44 case studies · tag nlp").await?;
        page.is_at(&format!("{address}?tag=nlp")).await?;
        page.reload().await?;
        page.says("6 of 44 case studies · tag nlp").await?;
        page.back().await?;
        page.says("44 of 44 case studies").await?;
        // Comes with the part that is loaded later.
        page.push("Export").await?;
        page.has("button", "BibTeX").await.map(drop)
    });
    fs::remove_file(path)?;
    outcome
}
