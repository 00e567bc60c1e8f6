//! Nothing sticks out, and nothing jumps.

use e2e::{Page, Result, Site, Trouble, eventually};

async fn fits(page: &Page, what: &str) -> Result {
    let over = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
    eventually(&format!("{what} to fit"), async || {
        let over = page.session.evaluate(over).await?;
        Trouble::unless(over.as_i64().is_some_and(|over| over <= 0), || {
            format!("it is {over} px too wide")
        })
    })
    .await
}

#[test]
fn nothing_scrolls_sideways() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        for width in [320, 768, 2000] {
            page.resize(width, 800).await?;
            for link in [
                "",
                "?tag=nlp&year=2022",
                "?tag=nlp&year=2018",
                "?tag=foofoofoofoofoofoofoofoofoofoofoo",
            ] {
                page.go(link).await?;
                page.has("table", "Case studies").await?;
                fits(&page, &format!("{link:?} at {width} px")).await?;
            }
        }
        page.resize(320, 800).await?;
        page.push("Filters").await?;
        page.has("group", "Tags").await?;
        fits(&page, "the filters at 320 px").await
    })
}

#[test]
fn an_error_fits_a_phone() -> Result {
    Site::shipped().with_catalog("<!doctype html>").visit(async |visit| {
        let page = visit.open("").await?;
        page.resize(320, 800).await?;
        page.alert().await?;
        fits(&page, "the error at 320 px").await
    })
}

#[test]
fn filters_work_on_a_phone() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.resize(320, 800).await?;
        page.says("44 of 44 case studies").await?;
        assert!(!page.has_now("group", "Tags").await?);
        page.push("Filters").await?;
        page.panel("Tags").choose("nlp").await?;
        page.says("6 of 44 case studies · tag nlp").await?;
        page.push("Show 6 of 44").await?;
        assert!(!page.has_now("group", "Tags").await?);
        page.sort_by("Year").await?;
        page.is_at("?tag=nlp&sort=year").await
    })
}

#[test]
fn nothing_jumps_when_a_filter_is_chosen() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        // High enough for all panels: what is clicked need not be scrolled to.
        page.resize(1280, 2400).await?;
        page.says("44 of 44 case studies").await?;
        let before = places(&page).await?;
        page.panel("Tags").choose("nlp").await?;
        page.says("6 of 44 case studies · tag nlp").await?;
        assert_eq!(places(&page).await?, before);
        page.panel("Year").choose("2018").await?;
        page.says("0 of 44 case studies · tag nlp · 2018").await?;
        assert_eq!(places(&page).await?, before);
        Ok(())
    })
}

/// Where the links of values are, and where the columns begin. How far their headers reach down is of no
/// account: without rows it is a pixel more.
async fn places(page: &Page) -> Result<Vec<(String, (f64, f64, f64, f64))>> {
    let mut places = Vec::new();
    for panel in ["Company", "Industry", "Tags", "Year"] {
        places.extend(page.panel(panel).places().await?);
    }
    for column in page.columns().await? {
        let header = page.session.element(&page.header(&column).await?).await?;
        let (left, top, width, _) = header.rectangle().await?;
        places.push((column, (left, top, width, 0.0)));
    }
    Ok(places)
}
