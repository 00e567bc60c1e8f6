//! The page as an app of its own on a computer or a phone. Chromium alone tells whether it would install one.

use e2e::{Engine, Page, Result, Site};
use serde_json::json;

#[test]
fn the_page_can_be_installed() -> Result {
    Site::shipped().under("/x/y/").visit(async |visit| {
        let page = visit.open("?tag=nlp").await?;
        assert!(obstacles(&page).await?.is_empty());
        if page.session.engine != Engine::Chromium {
            return Ok(());
        }
        let manifest = page.session.cdp("Page.getAppManifest", json!({})).await?;
        assert_eq!(manifest["errors"], json!([]), "{manifest}");
        let manifest = &manifest["manifest"];
        assert_eq!(manifest["name"], "Machine learning in media and streaming");
        // Not where the reader was, but the whole list, in a window that holds no other page of the server.
        let address = page.session.evaluate("new URL('./', location.href).href").await?;
        assert_eq!((&manifest["startUrl"], &manifest["scope"]), (&address, &address));
        Ok(())
    })
}

#[test]
fn a_page_that_says_nothing_of_a_manifest_cannot_be_installed() -> Result {
    // What the test above would say if the browser did not look.
    Site::shipped().visit(async |visit| {
        let page = visit.browser().await?;
        page.arrive("tag/nlp.html").await?;
        let expected: &[&str] =
            if page.session.engine == Engine::Chromium { &["no-manifest"] } else { &[] };
        assert_eq!(obstacles(&page).await?, expected);
        Ok(())
    })
}

/// What keeps the browser from installing the page; in one that does not tell, nothing is known to.
pub(super) async fn obstacles(page: &Page) -> Result<Vec<String>> {
    if page.session.engine != Engine::Chromium {
        return Ok(Vec::new());
    }
    let errors = page.session.cdp("Page.getInstallabilityErrors", json!({})).await?;
    let errors = errors["installabilityErrors"].as_array().into_iter().flatten();
    Ok(errors.map(|error| error["errorId"].as_str().unwrap_or_default().to_owned()).collect())
}
