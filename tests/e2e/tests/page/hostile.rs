//! A list by somebody who means harm.

use std::collections::BTreeSet;

use e2e::{Page, Result, Site, Trouble, eventually};
use serde_json::{Value, json};

const UNSAFE: [&str; 8] = [
    "javascript:window.harmed=1",
    "JaVaScRiPt:window.harmed=1",
    " javascript:window.harmed=1",
    "\u{1}javascript:window.harmed=1",
    "java\tscript:window.harmed=1",
    "java\nscript:window.harmed=1",
    "data:text/html,<script>opener.harmed=1</script>",
    "vbscript:harmed",
];

const TAGS: [&str; 16] = [
    "<img src=x onerror=window.harmed=1>",
    "<script>window.harmed=1</script>",
    "\"><b onmouseover=window.harmed=1>",
    "' onclick='window.harmed=1",
    "100% %2F %2f",
    "a+b&c=d#e?f",
    "a b",
    "a-b",
    "two\nlines",
    "👩‍💻🎉",
    "\u{202e}desrever\u{202c}",
    "עברית",
    "-minus",
    "_none",
    "2020..2022",
    "..",
];

/// An entry for every tag and every unsafe link; the tag's entry is called by its number.
pub(super) fn catalog() -> String {
    let tagged = TAGS.iter().enumerate().map(|(at, tag)| {
        json!({ "id": format!("t{at}"), "title": format!("Tagged {at}"), "year": 2024, "tag": [tag] })
    });
    let linked = UNSAFE.iter().enumerate().map(|(at, url)| {
        json!({ "id": format!("u{at}"), "title": format!("Unsafe {at}"), "url": url, "year": 2023 })
    });
    let marked_up = json!({
        "id": "m", "title": "<img src=x onerror=window.harmed=1> \u{202e}title",
        "url": "https://example.org/?q=\"><script>window.harmed=1</script>",
        "summary": "<svg onload=window.harmed=1>", "tag": [], "year": 2022,
    });
    let entries: Vec<Value> = tagged.chain(linked).chain([marked_up]).collect();
    json!({
        "format": 1,
        "title": "</title><script>window.harmed=1</script>",
        "description": "<iframe src=javascript:window.harmed=1>",
        "facets": [{ "key": "tag", "label": "<u>Tags</u>", "many": true, "match": "all" }],
        "entries": entries,
    })
    .to_string()
}

async fn is_unharmed(page: &Page) -> Result {
    let harmed = page.session.evaluate("window.harmed ?? null").await?;
    Trouble::unless(harmed.is_null(), || "a script of the list has run".to_owned())
}

#[test]
fn links_that_are_not_safe_are_text() -> Result {
    Site::shipped().with_catalog(catalog()).visit(async |visit| {
        let page = visit.open("?year=2023").await?;
        page.says("8 of 25 case studies · 2023").await?;
        for (at, url) in UNSAFE.iter().enumerate() {
            let title = format!("Unsafe {at}");
            let row = page.has("rowheader", &title).await?;
            assert!(!page.has_now("link", &title).await?, "{url:?}");
            page.session.element(&row).await?.click().await?;
        }
        page.go("").await?;
        page.lists_so_many(25).await?;
        let schemes =
            page.session.evaluate("[...new Set([...document.links].map(a => a.protocol))]").await?;
        assert_eq!(schemes, json!(["http:", "https:"]));
        is_unharmed(&page).await
    })
}

#[test]
fn markup_is_text() -> Result {
    Site::shipped().with_catalog(catalog()).visit(async |visit| {
        let page = visit.open("").await?;
        page.says("25 of 25 case studies").await?;
        page.has("heading", "</title><script>window.harmed=1</script>").await?;
        page.has("group", "<u>Tags</u>").await?;
        page.has("link", "<img src=x onerror=window.harmed=1>, 1").await?;
        page.has("StaticText", "<svg onload=window.harmed=1>").await?;
        let inserted = "#app :is(script, iframe, img, svg, u, b)";
        let inserted = page
            .session
            .evaluate(&format!("document.querySelectorAll('{inserted}').length"))
            .await?;
        assert_eq!(inserted, json!(0));
        is_unharmed(&page).await
    })
}

#[test]
fn a_filter_on_any_label_makes_a_link_that_comes_back() -> Result {
    Site::shipped().with_catalog(catalog()).visit(async |visit| {
        let page = visit.open("").await?;
        let tags = page.panel("<u>Tags</u>");
        let labels: Vec<String> =
            tags.values().await?.into_iter().map(|value| value.label).collect();
        let mut seen = BTreeSet::new();
        for label in labels.iter().filter(|label| *label != "(none)") {
            tags.choose(label).await?;
            page.lists_so_many(1).await?;
            let (titles, address) = (page.titles().await?, page.address().await?);
            page.reload().await?;
            page.lists(&titles).await.map_err(|trouble| trouble.during(&address))?;
            assert_eq!(page.address().await?, address);
            assert!(tags.is_chosen(label).await?, "{label:?}");
            seen.extend(titles);
            page.follow("Clear all").await?;
            page.lists_so_many(25).await?;
        }
        let tagged: BTreeSet<String> = (0..TAGS.len()).map(|at| format!("Tagged {at}")).collect();
        assert_eq!(seen, tagged);
        is_unharmed(&page).await
    })
}

#[test]
fn a_hostile_address_is_text_too() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit
            .open("?tag=%3Cimg%20src%3Dx%20onerror%3Dwindow.harmed%3D1%3E&q=%3Cb%3E%22%27")
            .await?;
        page.has("StaticText", "No tag “<img src=x onerror=window.harmed=1>” here.").await?;
        eventually("the words", async || {
            let words = page.searched().await?;
            Trouble::unless(words == "<b>\"'", || words)
        })
        .await?;
        page.go("?%FF=%&tag=%E0%A4&&=&year=..&sort=&q=%00").await?;
        page.has("table", "Case studies").await?;
        is_unharmed(&page).await
    })
}
