//! With the keyboard alone.

use e2e::{Key, Page, Result, Site};

#[test]
fn words_a_value_and_an_order_by_keyboard() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.says("44 of 44 case studies").await?;
        page.press(Key::Tab).await?;
        assert_eq!(page.focused().await?.1, "Search");
        page.type_keys("learning").await?;
        page.is_at("?q=learning").await?;

        let llm = count_of(&page, "Company", "Netflix").await?;
        page.tab_to("link", &format!("Netflix, {llm}")).await?;
        page.press(Key::Enter).await?;
        page.says(&format!("{llm} of 44 case studies · “learning” · company Netflix")).await?;
        assert_eq!(page.focused().await?, ("link".to_owned(), format!("Netflix, {llm}")));

        page.tab_to("link", "Year").await?;
        page.press(Key::Enter).await?;
        page.is_at("?q=learning&company=netflix&sort=year").await?;
        assert_eq!(page.order_of("Year").await?.as_deref(), Some("ascending"));
        assert_eq!(page.focused().await?, ("link".to_owned(), "Year".to_owned()));
        page.press(Key::Enter).await?;
        page.is_at("?q=learning&company=netflix&sort=-year").await?;
        assert_eq!(page.order_of("Year").await?.as_deref(), Some("descending"));
        Ok(())
    })
}

#[test]
fn the_focus_stays_at_a_filter_that_is_followed() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.says("44 of 44 case studies").await?;
        page.tab_to("link", "Exclude nlp").await?;
        page.press(Key::Enter).await?;
        page.is_at("?tag=-nlp").await?;
        assert_eq!(page.focused().await?, ("link".to_owned(), "Allow nlp".to_owned()));
        page.press(Key::Enter).await?;
        page.is_at("").await?;
        assert_eq!(page.focused().await?, ("link".to_owned(), "Exclude nlp".to_owned()));

        page.go("?tag=nlp&tag=search").await?;
        page.tab_to("link", "Match any").await?;
        page.press(Key::Enter).await?;
        page.is_at("?tag=nlp&tag=search&any=tag").await?;
        assert_eq!(page.focused().await?, ("link".to_owned(), "Match any".to_owned()));
        Ok(())
    })
}

#[test]
fn the_focus_is_not_lost_with_what_had_it() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?tag=nlp&year=2022").await?;
        page.says("3 of 44 case studies · tag nlp · 2022").await?;
        for remove in ["Remove 2022", "Remove tag nlp"] {
            page.tab_to("link", remove).await?;
            page.press(Key::Enter).await?;
            page.has("table", "Case studies").await?;
            let active = page.session.evaluate("document.activeElement.localName").await?;
            assert_ne!(active, "body", "after {remove}");
        }
        page.says("44 of 44 case studies").await
    })
}

async fn count_of(page: &Page, panel: &str, label: &str) -> Result<usize> {
    let counts = page.panel(panel).counts().await?;
    Ok(counts.into_iter().find(|value| value.0 == label).unwrap().1)
}
