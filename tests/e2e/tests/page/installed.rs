//! The page as an app of its own on a computer or a phone.

use e2e::{Result, Site};
use serde_json::{Value, json};

#[test]
fn the_page_can_be_installed() -> Result {
    Site::shipped().under("/x/y/").visit(async |visit| {
        let page = visit.open("?tag=nlp").await?;
        let errors = page.session.cdp("Page.getInstallabilityErrors", json!({})).await?;
        assert_eq!(errors["installabilityErrors"], json!([]));
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
        let errors = page.session.cdp("Page.getInstallabilityErrors", json!({})).await?;
        let ids: Vec<&Value> = errors["installabilityErrors"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|error| &error["errorId"])
            .collect();
        assert_eq!(ids, ["no-manifest"]);
        Ok(())
    })
}
