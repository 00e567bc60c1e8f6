//! What is shown held against something else.

use e2e::{Key, Page, Result, Site, Trouble, eventually};
use serde_json::Value;

/// The cells of the table of a facet, row by row.
async fn table(page: &Page, facet: &str) -> Result<Vec<Vec<String>>> {
    let table = format!("it => it.caption.textContent === {facet:?}");
    let rows = "[...it.rows].filter(row => !row.hidden).map(row => [...row.cells].map(cell => cell.innerText.trim()))";
    let rows =
        format!("(it => {rows})([...document.querySelectorAll('.compared table')].find({table}))");
    let rows = page.session.evaluate(&rows).await?;
    let text = |cell: &Value| cell.as_str().unwrap_or_default().to_owned();
    let cells = |row: &Value| row.as_array().into_iter().flatten().map(text).collect();
    Ok(rows.as_array().into_iter().flatten().map(cells).collect())
}

async fn has_row(page: &Page, facet: &str, row: &[&str]) -> Result {
    eventually(&format!("the row {row:?}"), async || {
        let rows = table(page, facet).await?;
        Trouble::unless(rows.iter().any(|it| it == row), || format!("{rows:?}"))
    })
    .await
}

/// Picks an option of a box by its name.
async fn pick(page: &Page, side: &str, option: &str) -> Result {
    // Not every driver gives it the focus that a person does.
    page.focus("combobox", side).await?;
    let select = page.has("combobox", side).await?;
    let select = page.session.element(&select).await?;
    Ok(select.select_by_label(option).await?)
}

#[test]
fn two_companies_side_by_side() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?company=netflix&vs=company%3Dspotify").await?;
        let region = page.has("region", "Comparison").await?;
        page.session.one(Some(&region), "heading", "Comparison").await?;
        page.has("table", "Tags").await?;
        has_row(&page, "Tags", &["Value", "company Netflix", "company Spotify"]).await?;
        // 14 cases and 10: each count is also a share of its own side.
        has_row(&page, "Tags", &["ops", "4 · 29%", "1 · 10%"]).await?;
        has_row(&page, "Tags", &["causality", "2 · 14%", "–"]).await?;
        has_row(&page, "Year", &["2021", "–", "2 · 20%"]).await?;
        page.has("StaticText", "Only company Netflix: causality, fraud detection").await?;
        // Who is compared is no row of the comparison.
        assert!(!page.has_now("table", "Company").await?);

        page.follow("Swap sides").await?;
        page.is_at("?company=spotify&vs=company%3Dnetflix").await?;
        has_row(&page, "Tags", &["ops", "1 · 10%", "4 · 29%"]).await?;
        page.follow("ops, company Netflix: 4 · 29%").await?;
        page.is_at("?company=netflix&tag=ops").await?;
        page.says("4 of 44 case studies · company Netflix · tag ops").await?;
        page.back().await?;
        page.has("region", "Comparison").await?;
        page.follow("Close comparison").await?;
        page.is_at("?company=spotify").await?;
        assert!(!page.has_now("region", "Comparison").await?);
        Ok(())
    })
}

#[test]
fn what_is_shown_is_compared_with_what_is_picked() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?company=netflix&tag=ops").await?;
        page.says("4 of 44 case studies · company Netflix · tag ops").await?;
        page.push("Compare").await?;
        page.is_at("?company=netflix&tag=ops&vs=").await?;
        page.has("region", "Comparison").await?;
        eventually("the focus", async || {
            let focused = page.focused().await?;
            Trouble::unless(focused == ("region".into(), "Comparison".into()), || {
                format!("{focused:?}")
            })
        })
        .await?;
        has_row(&page, "Tags", &["Value", "company Netflix · tag ops", "the whole list"]).await?;
        pick(&page, "Right side", "Spotify").await?;
        page.is_at("?company=netflix&tag=ops&vs=company%3Dspotify").await?;
        has_row(&page, "Tags", &["ops", "4 · 100%", "1 · 10%"]).await?;
        pick(&page, "Left side", "Vimeo").await?;
        page.is_at("?company=vimeo&tag=ops&vs=company%3Dspotify").await?;
        pick(&page, "Left side", "the whole list").await?;
        page.is_at("?vs=company%3Dspotify").await?;
        has_row(&page, "Tags", &["ops", "5 · 11%", "1 · 10%"]).await?;
        page.back().await?;
        page.back().await?;
        page.is_at("?company=netflix&tag=ops&vs=company%3Dspotify").await?;
        has_row(&page, "Tags", &["ops", "4 · 100%", "1 · 10%"]).await?;
        // By keyboard, whose focus stays where the reader picks.
        page.focus("combobox", "Right side").await?;
        page.press(Key::Down).await?;
        page.is_at("?company=netflix&tag=ops&vs=").await?;
        let focused = page.session.evaluate("document.activeElement.ariaLabel").await?;
        assert_eq!(focused, "Right side");
        Ok(())
    })
}

#[test]
fn a_company_is_compared_from_one_of_its_cases() -> Result {
    Site::shipped().visit(async |visit| {
        let case = "vimeo-unlocking-knowledge-sharing-for-videos-with-rag";
        let page = visit.open(&format!("?tag=rag&case={case}")).await?;
        page.follow("Compare Vimeo with…").await?;
        page.is_at("?company=vimeo&vs=").await?;
        has_row(&page, "Tags", &["generative ai", "2 · 100%", "4 · 9%"]).await
    })
}

#[test]
fn everything_is_compared_with_the_most_frequent_by_keyboard() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.says("44 of 44 case studies").await?;
        page.tab_to("button", "Compare").await?;
        page.press(Key::Enter).await?;
        page.is_at("?vs=company%3Dnetflix").await?;
        has_row(&page, "Tags", &["Value", "the whole list", "company Netflix"]).await?;
        page.has("button", "Show all 16").await?;
        page.tab_to("button", "Show all 16").await?;
        page.press(Key::Enter).await?;
        assert_eq!(table(&page, "Tags").await?.len(), 17);
        assert_eq!(page.focused().await?.0, "link");
        Ok(())
    })
}
