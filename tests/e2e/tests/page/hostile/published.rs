//! In what is published beside the page, which is read without scripts.

use std::fs;
use std::path::Path;

use casebook::catalog::decode;
use casebook::query::Library;
use casebook::site::single_file;
use e2e::{Page, Result, Site, Trouble};
use serde_json::json;

use super::texts::{TEXTS, catalog};
use super::{WIDTHS, is_unharmed};

/// All pages below a folder, relative to the site.
fn pages(site: &Path, folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for file in fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
        if file.is_dir() {
            found.extend(pages(site, &file));
        } else if file.extension().is_some_and(|end| end == "html") {
            found.push(file.strip_prefix(site).unwrap().to_str().unwrap().to_owned());
        }
    }
    found
}

async fn are_unharmed(page: &Page, paths: &[String]) -> Result {
    for width in WIDTHS {
        page.resize(width, 900).await?;
        for path in paths {
            page.arrive(path).await?;
            page.table().await?;
            is_unharmed(page).await.map_err(|trouble| trouble.during(path))?;
        }
    }
    Ok(())
}

#[test]
fn plain_pages_are_text() -> Result {
    let site = Site::publishing(&catalog())?;
    let folder = site.folder();
    let pages = pages(&folder, &folder);
    assert!(pages.len() > TEXTS.len(), "{pages:?}");
    let paths: Vec<String> = pages
        .iter()
        .map(|path| {
            url::form_urlencoded::byte_serialize(path.as_bytes())
                .collect::<String>()
                .replace("%2F", "/")
                .replace('+', "%20")
        })
        .collect();
    site.visit(async |visit| {
        let page = visit.browser().await?;
        are_unharmed(&page, &paths).await
    })
}

#[test]
fn one_file_is_text() -> Result {
    let library = Library::new(decode(catalog().as_bytes()).unwrap());
    let file = single_file(&super::super::published::app(), &library);
    let path = std::env::temp_dir().join(format!("casebook-hostile-{}.html", std::process::id()));
    fs::write(&path, file)?;
    let outcome = Site::shipped().visit(async |visit| {
        let page = visit.browser().await?;
        page.session.client.goto(&format!("file://{}", path.display())).await?;
        page.has_started().await?;
        page.titles().await?;
        let harmed = page.session.evaluate("window.harmed ?? null").await?;
        Trouble::unless(harmed == json!(null), || "a script of the list has run".to_owned())?;
        page.panel("<u>Tags</u>").choose("shared").await?;
        page.lists_so_many(TEXTS.len()).await
    });
    fs::remove_file(path)?;
    outcome
}
