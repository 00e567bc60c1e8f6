//! Pictures of the page, for people to look at.
//!
//! `CASEBOOK_SCREENSHOTS=pictures cargo test -p e2e screenshots_of_every_state -- --ignored`, and for those in
//! the docs `CASEBOOK_SCREENSHOTS=$PWD/docs cargo test -p e2e screenshots_of_the_docs -- --ignored`

use std::path::{Path, PathBuf};
use std::{env, fs};

use casebook::catalog::decode;
use casebook::query::{Library, Link, Pin, evaluate};
use e2e::{Key, Page, Result, Site, Taste, Visit};

use crate::reading_list::without_first;

const WIDTHS: [(u32, u32); 3] = [(320, 800), (768, 900), (1280, 900)];
const STATES: [(&str, &str); 3] =
    [("plain", ""), ("filtered", "?tag=nlp&year=2022"), ("empty", "?q=podcast&tag=nlp&year=2018")];

#[test]
#[ignore = "writes pictures to the directory that CASEBOOK_SCREENSHOTS names"]
fn screenshots_of_every_state() -> Result {
    let directory = PathBuf::from(env::var_os("CASEBOOK_SCREENSHOTS").unwrap());
    fs::create_dir_all(&directory)?;
    Site::shipped().visit(async |visit| {
        for (state, link) in STATES {
            in_every_form(visit, link, state, &directory).await?;
        }
        Ok(())
    })?;
    Site::shipped()
        .with_catalog("<!doctype html>")
        .visit(async |visit| in_every_form(visit, "", "error", &directory).await)
}

#[test]
#[ignore = "writes pictures to the directory that CASEBOOK_SCREENSHOTS names"]
fn screenshots_of_the_docs() -> Result {
    let directory = PathBuf::from(env::var_os("CASEBOOK_SCREENSHOTS").unwrap());
    Site::shipped().visit(async |visit| {
        let page =
            visit.browser_for(Taste { is_dark: false, is_still: true, ..Taste::default() }).await?;
        page.go("?tag=nlp").await?;
        page.says("6 of 44 case studies · tag nlp").await?;
        page.resize(1280, 800).await?;
        picture(&page, &directory, "screenshot").await?;
        page.push("Export").await?;
        page.has("button", "TSV").await?;
        picture(&page, &directory, "export").await?;
        page.press(Key::Escape).await?;
        reading(&page, &directory).await?;
        page.go(&pinned_before("tag=ops")?).await?;
        page.has("link", "Show them").await?;
        picture(&page, &directory, "changed").await?;
        page.resize(1280, 1000).await?;
        page.go("?year=2021..2023&chart=years&chart=heat").await?;
        page.figure("Tags by year").has("grid", "Tags by year").await?;
        picture(&page, &directory, "charts").await?;
        page.go("?year=2023..&chart=bars").await?;
        page.figure("Tags by count").has("link", "nlp, 1 of 6").await?;
        picture(&page, &directory, "bars").await?;
        page.resize(1280, 1220).await?;
        page.go("?chart=pairs").await?;
        page.figure("Tags that go together").has("grid", "Tags that go together").await?;
        picture(&page, &directory, "pairs").await?;
        page.resize(700, 480).await?;
        page.go("?tag=nlp&chart=years&embed=1").await?;
        page.figure("Case studies by year").has("slider", "First year").await?;
        picture(&page, &directory, "embed").await?;
        let case = "vimeo-unlocking-knowledge-sharing-for-videos-with-rag";
        page.go(&format!("?tag=llm&case={case}")).await?;
        page.has("heading", "Similar cases").await?;
        picture(&page, &directory, "case").await?;
        page.go("?company=netflix&vs=company%3Dspotify").await?;
        page.has("table", "Year").await?;
        picture(&page, &directory, "compare").await?;
        page.go("?tag=llm").await?;
        for case in [
            "Unlocking knowledge sharing for videos with RAG",
            "How We Generated Millions of Content Annotations",
        ] {
            page.push(&format!("Save {case}")).await?;
        }
        page.push("Reading list (2)").await?;
        page.has("button", "Show them").await?;
        picture(&page, &directory, "reading-list").await?;
        page.press(Key::Escape).await?;
        page.go("?tag=nlp").await?;
        page.resize(390, 844).await?;
        page.push("Filters").await?;
        page.has("group", "Tags").await?;
        picture(&page, &directory, "filters").await
    })
}

/// A link that was pinned when the list had three entries fewer.
fn pinned_before(link: &str) -> Result<String> {
    let library = Library::new(decode(without_first(3).as_bytes())?);
    let mut link = Link::decode(link, &library);
    link.beside.pin = Some(Pin::new(&library, &evaluate(&library, &link.query)));
    Ok(format!("?{}", link.encode(&library)))
}

/// What docs/reading.md shows.
async fn reading(page: &Page, directory: &Path) -> Result {
    page.go("?tag=nlp").await?;
    page.resize(1000, 520).await?;
    page.query_bar().await?;
    page.type_keys("-company:").await?;
    page.has("option", "not company Guardian, 2").await?;
    picture(page, directory, "query-bar").await?;
    page.go("?q=learning&tag=-ops&year=2021..2023").await?;
    page.has("link", "Clear all").await?;
    picture(page, directory, "steps").await?;
    page.go("").await?;
    page.press_with(Key::Control, 'k').await?;
    page.has("combobox", "Find a command").await?;
    page.type_keys("netf").await?;
    page.has("option", "company Netflix, 14").await?;
    picture(page, directory, "commands").await
}

async fn picture(page: &Page, directory: &Path, name: &str) -> Result {
    let picture = page.session.client.screenshot().await?;
    Ok(fs::write(directory.join(format!("{name}.png")), picture)?)
}

async fn in_every_form(visit: &Visit, link: &str, state: &str, directory: &Path) -> Result {
    for (theme, is_dark) in [("light", false), ("dark", true)] {
        // Without motion, so that no picture shows a colour on its way to another.
        let page = visit.browser_for(Taste { is_dark, is_still: true, ..Taste::default() }).await?;
        page.go(link).await?;
        page.has("table", "Case studies").await?;
        for (width, height) in WIDTHS {
            page.resize(width, height).await?;
            picture(&page, directory, &format!("{state}-{width}-{theme}")).await?;
        }
    }
    Ok(())
}
