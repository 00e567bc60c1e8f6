//! Taking a view elsewhere: to the clipboard, to another tab.

use e2e::{Click, Page, Result, Site, Trouble, eventually};
use fantoccini::wd::WindowHandle;
use serde_json::json;

#[test]
fn copy_link_copies_the_address() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?tag=nlp").await?;
        allow_clipboard(&page).await?;
        page.panel("Year").choose("2022").await?;
        page.is_at("?tag=nlp&year=2022").await?;
        page.push("Copy link").await?;
        page.has("StaticText", "Copied").await?;
        assert_eq!(clipboard(&page).await?, page.session.evaluate("location.href").await?);

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
        allow_clipboard(&page).await?;
        page.search("netflix").await?;
        page.push("Copy link").await?;
        page.has("StaticText", "Copied").await?;
        let copied = clipboard(&page).await?;
        assert!(copied.as_str().unwrap().ends_with("/?q=netflix"), "{copied}");
        Ok(())
    })
}

#[test]
fn a_quote_has_the_sentence_and_the_link() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?tag=nlp").await?;
        allow_clipboard(&page).await?;
        page.push("Export").await?;
        page.push("Copy as quote").await?;
        page.has("StaticText", "Copied").await?;
        let address = page.session.evaluate("location.href").await?;
        let title = "Machine learning in media and streaming";
        let sentence = "6 of 44 case studies · tag nlp";
        let expected = format!("> {title}: {sentence}\n> {}", address.as_str().unwrap());
        assert_eq!(clipboard(&page).await?, expected);
        Ok(())
    })
}

async fn allow_clipboard(page: &Page) -> Result {
    let permissions = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    page.session.cdp("Browser.grantPermissions", permissions).await.map(drop)
}

async fn clipboard(page: &Page) -> Result<serde_json::Value> {
    let script = "navigator.clipboard.readText().then(arguments[0], arguments[0])";
    Ok(page.session.client.execute_async(script, Vec::new()).await?)
}

#[test]
fn a_filter_opens_in_another_tab_and_leaves_this_one() -> Result {
    Site::shipped().visit(async |visit| {
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

async fn other_window(page: &Page, here: &WindowHandle) -> Result<WindowHandle> {
    eventually("another tab", async || {
        let windows = page.session.client.windows().await?;
        let other = windows.into_iter().find(|window| window != here);
        other.ok_or_else(|| Trouble::new("there is only one"))
    })
    .await
}
