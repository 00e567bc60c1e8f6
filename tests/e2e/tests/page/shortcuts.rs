//! Keys that do something wherever the focus is, and the palette.

use e2e::{Key, Page, Result, Site, Trouble, eventually};

#[test]
fn a_key_shows_the_shortcuts() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.says("44 of 44 case studies").await?;
        page.type_keys("?").await?;
        page.has("dialog", "Keyboard shortcuts").await?;
        page.has("StaticText", "Go to the search box").await?;
        // What is said of this list is true.
        page.has("StaticText", "tag:\"recommender system\"").await?;
        page.press(Key::Escape).await?;
        is_closed(&page, "Keyboard shortcuts").await?;
        page.type_keys("?").await?;
        page.push("Close").await?;
        is_closed(&page, "Keyboard shortcuts").await
    })
}

#[test]
fn keys_are_letters_where_one_types() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.query_bar().await?;
        page.type_keys("a/b?").await?;
        page.search_says("a/b?").await?;
        page.press_with(Key::Control, 'k').await?;
        page.press(Key::Escape).await?;
        page.panel("Company").choose("Netflix").await?;
        let years = page.has("spinbutton", "From").await?;
        page.session.element(&years).await?.click().await?;
        page.type_keys("/?").await?;
        page.press(Key::Escape).await?;
        page.press_with(Key::Control, '/').await?;
        assert_eq!(page.focused().await?.1, "From");
        assert!(!page.has_now("dialog", "Keyboard shortcuts").await?);
        assert!(!page.has_now("dialog", "Commands").await?);
        page.says("14 of 44 case studies · company Netflix").await
    })
}

#[test]
fn escape_clears() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?q=learning&tag=nlp&sort=year").await?;
        page.has("link", "Clear all").await?;
        // First what is open.
        page.push("Export").await?;
        page.has("button", "TSV").await?;
        page.press(Key::Escape).await?;
        eventually("the menu to close", async || {
            let open = page.has_now("button", "TSV").await?;
            Trouble::unless(!open, || "it is open".to_owned())
        })
        .await?;
        page.is_at("?q=learning&tag=nlp&sort=year").await?;
        page.press(Key::Escape).await?;
        page.is_at("?sort=year").await?;
        page.says("44 of 44 case studies").await?;
        page.back().await?;
        page.is_at("?q=learning&tag=nlp&sort=year").await
    })
}

#[test]
fn arrows_go_from_row_to_row() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?tag=nlp").await?;
        page.says("6 of 44 case studies · tag nlp").await?;
        let titles = page.titles().await?;
        page.tab_to("link", &titles[0]).await?;
        for title in &titles[1..] {
            page.press(Key::Down).await?;
            has_focus(&page, title).await?;
        }
        // There is none below the last.
        page.press(Key::Down).await?;
        has_focus(&page, titles.last().unwrap()).await?;
        page.press(Key::Up).await?;
        has_focus(&page, &titles[titles.len() - 2]).await
    })
}

#[test]
fn arrows_go_through_the_rows_of_all_groups() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.resize(1280, 400).await?;
        let titles = page.titles().await?;
        page.tab_to("link", &titles[0]).await?;
        for title in &titles[1..] {
            page.press(Key::Down).await?;
            has_focus(&page, title).await?;
        }
        let seen = "(it => it.top >= 0 && it.bottom <= innerHeight)\
                    (document.activeElement.getBoundingClientRect())";
        assert_eq!(page.session.evaluate(seen).await?, true);
        Ok(())
    })
}

#[test]
fn arrows_go_from_value_to_value() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.says("44 of 44 case studies").await?;
        page.tab_to("link", "Netflix, 14").await?;
        page.press(Key::Down).await?;
        has_focus(&page, "Spotify, 10").await?;
        page.tab_to("link", "Exclude Spotify").await?;
        page.press(Key::Up).await?;
        has_focus(&page, "Exclude Netflix").await?;
        // Beside the first there is none: not even in the panel before.
        page.press(Key::Up).await?;
        has_focus(&page, "Exclude Netflix").await?;
        page.press(Key::Enter).await?;
        page.says("30 of 44 case studies · not company Netflix").await
    })
}

#[test]
fn elsewhere_arrows_scroll() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.says("44 of 44 case studies").await?;
        page.press(Key::Down).await?;
        eventually("the page to scroll", async || {
            let y = page.session.evaluate("scrollY").await?;
            Trouble::unless(y.as_f64() > Some(0.0), || format!("it is at {y}"))
        })
        .await
    })
}

#[test]
fn the_palette_filters() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.says("44 of 44 case studies").await?;
        open(&page).await?;
        page.type_keys("netf").await?;
        page.offers(&["company Netflix, 14", "Exclude company Netflix"]).await?;
        assert_eq!(page.marked().await?.as_deref(), Some("company Netflix, 14"));
        page.press(Key::Enter).await?;
        is_closed(&page, "Commands").await?;
        page.is_at("?company=netflix").await?;

        open(&page).await?;
        page.type_keys("exclude nlp").await?;
        page.offers(&["Exclude tag nlp"]).await?;
        page.press(Key::Enter).await?;
        page.is_at("?company=netflix&tag=-nlp").await?;

        open(&page).await?;
        page.type_keys("remove netflix").await?;
        page.press(Key::Enter).await?;
        page.is_at("?tag=-nlp").await?;

        open(&page).await?;
        page.type_keys("clear").await?;
        page.take("Clear all filters").await?;
        page.is_at("").await?;
        page.back().await?;
        page.is_at("?tag=-nlp").await
    })
}

#[test]
fn the_palette_sorts_matches_and_opens_charts() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?tag=nlp&tag=search").await?;
        page.says("1 of 44 case studies · tag search · tag nlp").await?;
        open(&page).await?;
        page.type_keys("sort year").await?;
        page.offers(&["Sort by Year, ascending", "Sort by Year, descending"]).await?;
        page.press(Key::Down).await?;
        page.press(Key::Enter).await?;
        page.is_at("?tag=nlp&tag=search&sort=-year").await?;
        open(&page).await?;
        page.type_keys("match any").await?;
        page.press(Key::Enter).await?;
        page.says("7 of 44 case studies · tag search or nlp").await?;
        open(&page).await?;
        page.type_keys("chart").await?;
        page.take("Show chart: cases by year").await?;
        page.is_at("?tag=nlp&tag=search&any=tag&sort=-year&chart=years").await?;
        open(&page).await?;
        page.type_keys("hide chart").await?;
        page.press(Key::Enter).await?;
        page.is_at("?tag=nlp&tag=search&any=tag&sort=-year").await
    })
}

#[test]
fn the_palette_saves_copies_and_leads_to_the_shortcuts() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?tag=nlp&year=2022").await?;
        let downloads = page.downloads();
        // As a click leads to it, too.
        page.push("Commands").await?;
        page.has("combobox", "Find a command").await?;
        page.type_keys("export csv").await?;
        page.press(Key::Enter).await?;
        let name = "machine-learning-in-media-and-streaming.csv";
        page.has("StaticText", &format!("Saved {name}")).await?;
        let library = super::take_away::library();
        let (link, format) = ("?tag=nlp&year=2022", super::take_away::FILES[0].2);
        downloads.take(name, &super::take_away::expected(&library, link, format)).await?;

        for _ in 0.."export csv".len() {
            page.press(Key::Backspace).await?;
        }
        page.type_keys("copy").await?;
        page.take("Copy link").await?;
        page.has("StaticText", "Copied").await?;

        page.press(Key::Escape).await?;
        is_closed(&page, "Commands").await?;
        assert_eq!(page.focused().await?.1, "Commands");
        page.press_with(Key::Control, 'k').await?;
        page.has("combobox", "Find a command").await?;
        page.type_keys("shortcuts").await?;
        page.press(Key::Enter).await?;
        page.has("dialog", "Keyboard shortcuts").await?;
        page.press(Key::Escape).await?;
        is_closed(&page, "Keyboard shortcuts").await
    })
}

#[test]
fn the_palette_says_when_nothing_is_called_so() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.says("44 of 44 case studies").await?;
        open(&page).await?;
        page.type_keys("zzzz").await?;
        page.offers(&[]).await?;
        page.has("StaticText", "No command is called so").await?;
        page.press(Key::Enter).await?;
        page.has("dialog", "Commands").await.map(drop)
    })
}

async fn open(page: &Page) -> Result {
    page.press_with(Key::Control, 'k').await?;
    page.has("combobox", "Find a command").await.map(drop)
}

async fn is_closed(page: &Page, dialog: &str) -> Result {
    eventually("the dialog to close", async || {
        let open = page.has_now("dialog", dialog).await?;
        Trouble::unless(!open, || "it is open".to_owned())
    })
    .await
}

async fn has_focus(page: &Page, name: &str) -> Result {
    eventually(&format!("the focus on {name:?}"), async || {
        let focused = page.focused().await?.1;
        Trouble::unless(focused == name, || format!("it is on {focused:?}"))
    })
    .await
}
