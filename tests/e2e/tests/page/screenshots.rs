//! Pictures of the page, for people to look at.
//!
//! `CASEBOOK_SCREENSHOTS=pictures cargo test -p e2e screenshots -- --ignored`

use std::path::{Path, PathBuf};
use std::{env, fs};

use e2e::{Page, Result, Site};
use serde_json::json;

const WIDTHS: [(u32, u32); 3] = [(320, 800), (768, 900), (1280, 900)];
const STATES: [(&str, &str); 3] =
    [("plain", ""), ("filtered", "?tag=nlp&year=2022"), ("empty", "?q=podcast&tag=nlp&year=2018")];

#[test]
#[ignore = "writes pictures to the directory that CASEBOOK_SCREENSHOTS names"]
fn screenshots_of_every_state() -> Result {
    let directory = PathBuf::from(env::var_os("CASEBOOK_SCREENSHOTS").unwrap());
    fs::create_dir_all(&directory)?;
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        for (state, link) in STATES {
            page.go(link).await?;
            page.has("table", "Case studies").await?;
            in_every_form(&page, state, &directory).await?;
        }
        Ok(())
    })?;
    Site::shipped().with_catalog("<!doctype html>").visit(async |visit| {
        let page = visit.open("").await?;
        page.alert().await?;
        in_every_form(&page, "error", &directory).await
    })
}

async fn in_every_form(page: &Page, state: &str, directory: &Path) -> Result {
    for theme in ["light", "dark"] {
        // Without motion, so that no picture shows a colour on its way to another.
        let features = json!([
            { "name": "prefers-color-scheme", "value": theme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        page.session.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await?;
        for (width, height) in WIDTHS {
            page.resize(width, height).await?;
            let picture = page.session.client.screenshot().await?;
            fs::write(directory.join(format!("{state}-{width}-{theme}.png")), picture)?;
        }
    }
    Ok(())
}
