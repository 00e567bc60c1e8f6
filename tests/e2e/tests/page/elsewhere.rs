//! Taking a view elsewhere: to the clipboard, to another tab.

use e2e::{Click, Engine, Page, Result, Site, Trouble, Visit, eventually};
use fantoccini::wd::WindowHandle;

#[test]
fn copy_link_copies_the_address() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?tag=nlp").await?;
        page.panel("Year").choose("2022").await?;
        page.is_at("?tag=nlp&year=2022").await?;
        // WebKit lets a page copy only while it answers the click, not when it has loaded what copies.
        page.is_whole().await?;
        page.push("Copy link").await?;
        page.has("StaticText", "Copied").await?;
        page.has_copied(&format!("{}?tag=nlp&year=2022", visit.url())).await?;

        page.panel("Year").choose("2022").await?;
        page.says("6 of 44 case studies · tag nlp").await?;
        assert!(!page.has_now("StaticText", "Copied").await?);
        Ok(())
    })
}

#[test]
fn copy_link_knows_what_was_typed_last() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.is_whole().await?;
        page.search("netflix").await?;
        page.push("Copy link").await?;
        page.has("StaticText", "Copied").await?;
        page.has_copied(&format!("{}?q=netflix", visit.url())).await
    })
}

#[test]
fn a_quote_has_the_sentence_and_the_link() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?tag=nlp").await?;
        page.is_whole().await?;
        page.push("Export").await?;
        page.push("Copy as quote").await?;
        page.has("StaticText", "Copied").await?;
        let title = "Machine learning in media and streaming";
        let sentence = "6 of 44 case studies · tag nlp";
        let expected = format!("> {title}: {sentence}\n> {}?tag=nlp", visit.url());
        page.has_copied(&expected).await
    })
}

#[test]
fn a_filter_opens_in_another_tab_and_leaves_this_one() -> Result {
    Site::shipped().visit(async |visit| {
        if Engine::here() == Engine::Webkit {
            return opens_what_it_is_left(visit).await;
        }
        for click in [Click::Control, Click::Middle] {
            let page = visit.open("?tag=nlp").await?;
            page.says("6 of 44 case studies · tag nlp").await?;
            let here = page.session.client.window().await?;
            page.follow_elsewhere("2022, 3", click).await?;
            let there = other_window(&page, &here).await?;
            page.says("6 of 44 case studies · tag nlp").await?;
            page.is_at("?tag=nlp").await?;

            page.session.client.switch_to_window(there).await?;
            page.says("3 of 44 case studies · tag nlp · 2022").await?;
            page.is_at("?tag=nlp&year=2022").await?;
        }
        Ok(())
    })
}

/// The small browser of `WebKitGTK` has no tab that its driver knows, and its driver no middle button: it opens here
/// what the page leaves to it, by asking the server.
async fn opens_what_it_is_left(visit: &Visit) -> Result {
    let link = "?tag=nlp&year=2022";
    let is_asked = || visit.requests().iter().any(|target| target.ends_with(link));
    let page = visit.open("?tag=nlp").await?;
    page.follow("2022, 3").await?;
    page.is_at(link).await?;
    assert!(!is_asked());
    page.back().await?;
    page.says("6 of 44 case studies · tag nlp").await?;
    page.follow_elsewhere("2022, 3", Click::Control).await?;
    eventually("a request", async || Trouble::unless(is_asked(), || "there is none".to_owned()))
        .await?;
    page.says("3 of 44 case studies · tag nlp · 2022").await
}

async fn other_window(page: &Page, here: &WindowHandle) -> Result<WindowHandle> {
    eventually("another tab", async || {
        let windows = page.session.client.windows().await?;
        let other = windows.into_iter().find(|window| window != here);
        other.ok_or_else(|| Trouble::new("there is only one"))
    })
    .await
}
