//! What is shown in a page of somebody else.

use std::sync::{Arc, Mutex};

use e2e::{Page, Reply, Result, Site, Trouble, eventually};
use serde_json::Value;

/// What the page offers to paste.
async fn html(page: &Page) -> Result<String> {
    let text = page.has("textbox", "HTML to paste").await?;
    let text = page.session.element(&text).await?.prop("value").await?;
    Ok(text.unwrap_or_default())
}

#[test]
fn a_frame_has_the_list_and_a_way_to_the_whole_page() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?tag=nlp&embed=1").await?;
        page.says("6 of 44 case studies · tag nlp").await?;
        page.lists_so_many(6).await?;
        for (role, name) in [("searchbox", "Search"), ("button", "Export"), ("link", "Years")] {
            assert!(!page.has_now(role, name).await?, "{name}");
        }
        assert!(page.session.all(None, "heading").await?.is_empty());
        // What filters does so within the frame.
        page.choose_in_row("2022").await?;
        page.is_at("?tag=nlp&year=2022&embed=1").await?;
        page.follow("Remove tag nlp").await?;
        page.is_at("?year=2022&embed=1").await?;
        page.says("11 of 44 case studies · 2022").await?;
        page.go("?q=&embed=1&sort=&year=2022").await?;
        page.says("11 of 44 case studies · 2022").await?;
        assert!(!page.has_now("searchbox", "Search").await?);
        let whole = page.has("link", "Open the whole page").await?;
        let whole = page.session.element(&whole).await?;
        let address = format!("{}?year=2022", visit.url());
        assert_eq!(whole.prop("href").await?, Some(address));
        assert_eq!(whole.attr("target").await?.as_deref(), Some("_blank"));
        assert_eq!(whole.attr("rel").await?.as_deref(), Some("noopener"));
        Ok(())
    })
}

#[test]
fn a_chart_alone_in_a_frame() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?chart=heat&embed=1").await?;
        let heat = page.figure("Tags by year");
        heat.has("grid", "Tags by year").await?;
        assert!(!page.has_now("table", "Case studies").await?);
        assert!(!heat.has_now("link", "Close Heat map").await?);
        heat.click("link", "nlp, 2022: 3 (27%)").await?;
        page.is_at("?tag=nlp&year=2022&chart=heat&embed=1").await?;
        page.says("3 of 44 case studies · tag nlp · 2022").await
    })
}

#[test]
fn nothing_of_the_whole_page_is_shown_before_the_list_is_there() -> Result {
    let missing = || Some(Reply::new(404, "text/plain", ""));
    Site::shipped().answering(missing).forgiving("catalog.json").visit(async |visit| {
        let page = visit.open("?embed=1").await?;
        page.alert().await?;
        assert!(!page.has_now("searchbox", "Search").await?);
        let heading = "Machine learning in media and streaming";
        assert!(!page.has_now("heading", heading).await?);
        page.go("?embed=0").await?;
        page.has("heading", heading).await?;
        Ok(())
    })
}

#[test]
fn what_is_offered_to_paste_works_in_another_page() -> Result {
    let pasted = Arc::new(Mutex::new(String::new()));
    let paste = Arc::clone(&pasted);
    let page = move || {
        let html = paste.lock().map(|html| html.clone()).unwrap_or_default();
        Some(Reply::new(
            200,
            "text/html",
            format!("<!doctype html><link rel=icon href=data:,>{html}"),
        ))
    };
    Site::shipped().answering_at("blog.html", page).visit(async |visit| {
        let page = visit.open("?tag=nlp").await?;
        page.push("Export").await?;
        page.has("button", "Embed…").await?;
        assert!(!page.has_now("textbox", "HTML to paste").await?);
        page.push("Embed…").await?;
        let table = html(&page).await?;
        assert!(
            table.contains("?tag=nlp&amp;embed=1\" title=\"Machine learning in media"),
            "{table}"
        );
        let list = page.has("combobox", "Embed").await?;
        page.session.element(&list).await?.select_by_label("Years").await?;
        let chart = html(&page).await?;
        assert!(chart.contains("?tag=nlp&amp;chart=years&amp;embed=1\""), "{chart}");

        for (html, shows) in [(table, "table"), (chart, "figure [role=slider]")] {
            pasted.lock().unwrap().clone_from(&html);
            page.arrive("blog.html").await?;
            page.session.client.enter_frame(0).await?;
            let sentence = "document.querySelector('.page:not(.plain) [role=status]').textContent";
            eventually("the sentence in the frame", async || {
                let said = page.session.evaluate(sentence).await?;
                let expected = Value::from("6 of 44 case studies · tag nlp");
                Trouble::unless(said == expected, || format!("it is {said}"))
            })
            .await?;
            let shown = format!("document.querySelector('{shows}').checkVisibility()");
            eventually(shows, async || {
                let is_shown = page.session.evaluate(&shown).await?;
                Trouble::unless(is_shown == true, || "it is hidden".to_owned())
            })
            .await?;
            page.session.client.enter_parent_frame().await?;
        }
        Ok(())
    })
}
