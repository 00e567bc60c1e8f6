//! Lists of thousands: what is not seen need not be there, and is when it is asked for.

use casebook::catalog::decode;
use casebook::chart::Numbers;
use casebook::export::{Dialect, table};
use casebook::plot;
use casebook::query::{Library, Query, evaluate};
use serde_json::{Value, json};

use e2e::{Engine, Page, Result, Site, Taste, Trouble, eventually};

/// A list of so many rows; every tag is on two of them.
fn list(rows: usize) -> Vec<u8> {
    let entry = |at: usize| {
        let summary = "A row may be of one line or of several. ".repeat(at % 5);
        let tags =
            [format!("tag {at}"), format!("tag {}", (at + 1) % rows), format!("of {}", at % 7)];
        json!({ "id": format!("{at}"), "title": format!("Entry {at}"), "summary": summary, "tag": tags })
    };
    let entries: Vec<Value> = (0..rows).map(entry).collect();
    let facets = json!([{ "key": "tag", "label": "Tags", "many": true, "match": "all" }]);
    let list = json!({ "format": 1, "title": "Many", "updated": "2025-03-08", "facets": facets, "entries": entries });
    list.to_string().into_bytes()
}

/// Of somebody who reads German.
const GERMAN: Taste = Taste { is_german: true, is_dark: false, is_still: false };

/// How many rows are in the document.
async fn rows(page: &Page) -> Result<u64> {
    let rows =
        page.session.evaluate("document.querySelectorAll('tbody [role=row]').length").await?;
    Ok(rows.as_u64().unwrap_or_default())
}

/// The title at the upper edge of the window, and how far below the edge its row begins.
async fn at_edge(page: &Page) -> Result<(String, i64)> {
    let edge = "(row => [row.querySelector('[role=rowheader] a').textContent, \
                Math.round(row.getBoundingClientRect().top)])\
                ([...document.querySelectorAll('tbody [role=row]')]\
                .find(row => row.getBoundingClientRect().bottom > 0))";
    let edge = page.session.evaluate(edge).await?;
    Ok((edge[0].as_str().unwrap_or_default().to_owned(), edge[1].as_i64().unwrap_or_default()))
}

#[test]
fn only_rows_near_what_is_seen_are_in_the_document() -> Result {
    Site::shipped().with_catalog(list(5000)).visit(async |visit| {
        let page = visit.open("").await?;
        page.says("5,000 of 5,000 case studies").await?;
        assert_eq!(page.session.evaluate("document.querySelector('table').ariaRowCount").await?, "5001");
        // Rows are of different heights, so that the middle is only about the middle.
        for (place, title, near) in [("1", 4999, 0), ("0.5", 2500, 250), ("0", 0, 0)] {
            let scroll = format!("scrollTo(0, document.documentElement.scrollHeight * {place})");
            eventually(&format!("entry {title}"), async || {
                page.session.evaluate(&scroll).await?;
                let seen = "[...document.querySelectorAll('tbody [role=row]')].filter(row => \
                            row.getBoundingClientRect().top < innerHeight && \
                            row.getBoundingClientRect().bottom > 0).map(row => row.ariaRowIndex - 2)";
                let seen = page.session.evaluate(seen).await?;
                let seen: Vec<i64> = seen.as_array().into_iter().flatten().filter_map(Value::as_i64).collect();
                let found = seen.iter().any(|row| (row - title).abs() <= near);
                Trouble::unless(found, || format!("there are {seen:?}"))
            })
            .await?;
            let rows = rows(&page).await?;
            assert!(rows <= 400, "{rows} rows");
        }
        Ok(())
    })
}

#[test]
fn back_returns_to_the_row_that_was_read() -> Result {
    Site::shipped().with_catalog(list(5000)).visit(async |visit| {
        let page = visit.open("").await?;
        page.says("5,000 of 5,000 case studies").await?;
        page.session.evaluate("scrollTo(0, 90000)").await?;
        let (title, below) = eventually("rows further down", async || {
            let (title, below) = at_edge(&page).await?;
            let is_near = title != "Entry 0" && !title.is_empty() && below.abs() < 500;
            Trouble::unless(is_near, || format!("{title} at {below}"))?;
            Ok((title, below))
        })
        .await?;
        // By hand: WebKit goes back past what a script has chosen.
        let number: usize = title.trim_start_matches("Entry ").parse().unwrap();
        page.choose_in_row(&format!("tag {}", number + 4)).await?;
        eventually("two rows", async || {
            let rows = rows(&page).await?;
            Trouble::unless(rows == 2, || format!("there are {rows}"))
        })
        .await?;
        page.back().await?;
        eventually("the row that was read", async || {
            let (now, now_below) = at_edge(&page).await?;
            let same = now == title && (now_below - below).abs() <= 2;
            Trouble::unless(same, || format!("{now} at {now_below}, not {title} at {below}"))
        })
        .await
    })
}

#[test]
fn all_of_a_thousand_rows_are_there_to_be_found_and_printed() -> Result {
    Site::shipped().with_catalog(list(1000)).visit(async |visit| {
        let page = visit.open("").await?;
        page.says("1,000 of 1,000 case studies").await?;
        page.session.evaluate("dispatchEvent(new Event('beforeprint'))").await?;
        assert_eq!(rows(&page).await?, 1000);
        page.panel("Tags").choose("of 3").await?;
        page.says("143 of 1,000 case studies · tag of 3").await?;
        eventually("all rows", async || {
            let rows = rows(&page).await?;
            Trouble::unless(rows == 143, || format!("there are {rows}"))
        })
        .await
    })
}

#[test]
fn on_paper_is_the_list_with_its_sentence_and_its_address() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?tag=nlp").await?;
        page.is_whole().await?;
        page.session.evaluate("dispatchEvent(new Event('beforeprint'))").await?;
        let printed = "document.querySelector('.printed').textContent";
        let address = page.session.evaluate(printed).await?;
        assert_eq!(address, page.session.evaluate("location.href").await?);
        // The others cannot be told to show what they would print.
        if page.session.engine != Engine::Chromium {
            return Ok(());
        }
        page.session.cdp("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
        let seen = page.session.evaluate("document.body.innerText").await?;
        let seen = seen.as_str().unwrap_or_default();
        for said in ["6 of 44 case studies · tag nlp", address.as_str().unwrap_or_default()] {
            assert!(seen.contains(said), "{seen}");
        }
        assert!(seen.contains("Information Extraction at Scribd"), "{seen}");
        for control in ["Export", "Clear all", "Details", "product feature"] {
            assert!(!seen.contains(control), "{control} in {seen}");
        }
        Ok(())
    })
}

#[test]
fn of_very_many_rows_the_first_are_on_paper_and_no_empty_pages() -> Result {
    Site::shipped().with_catalog(list(5000)).visit(async |visit| {
        let page = visit.open("").await?;
        page.says("5,000 of 5,000 case studies").await?;
        if page.session.engine != Engine::Chromium {
            return Ok(());
        }
        page.session.evaluate("dispatchEvent(new Event('beforeprint'))").await?;
        assert_eq!(rows(&page).await?, 1000);
        page.session.cdp("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
        let below = "document.documentElement.getBoundingClientRect().bottom \
             - [...document.querySelectorAll('tbody tr')].at(-1).getBoundingClientRect().bottom";
        let below = page.session.evaluate(below).await?;
        assert!(below.as_f64().is_some_and(|below| below < 200.0), "{below} px are empty");
        Ok(())
    })
}

#[test]
fn numbers_and_days_are_written_as_the_reader_does() -> Result {
    Site::shipped().with_catalog(list(5000)).visit(async |visit| {
        let page = visit.browser_for(GERMAN).await?;
        page.go("").await?;
        page.says("5.000 of 5.000 case studies").await?;
        page.has("button", "Show 200 more of 4.987").await?;
        page.panel("Tags").choose("of 3").await?;
        page.says("714 of 5.000 case studies · tag of 3").await?;
        eventually("the day", async || {
            let day = page.session.evaluate("document.querySelector('time').textContent").await?;
            Trouble::unless(
                day.as_str().is_some_and(|day| day.contains("2025") && day != "2025-03-08"),
                || day.to_string(),
            )
        })
        .await
    })
}

#[test]
fn numbers_of_charts_are_written_as_the_reader_does_and_plainly_in_files() -> Result {
    Site::shipped().with_catalog(list(7000)).visit(async |visit| {
        let page = visit.browser_for(GERMAN).await?;
        page.arrive("?chart=bars.tag._table&chart=pairs.tag._lift._table&vs=tag%3Dof-3").await?;
        let bars = page.figure("Tags by count");
        bars.has("rowheader", "of 3").await?;
        assert_eq!(bars.names("cell").await?[..2], ["1.000", "1.000"]);
        let downloads = page.downloads();
        bars.click("button", "Save as CSV").await?;
        let library = Library::new(decode(&list(7000))?);
        let all = evaluate(&library, &Query::new(&library));
        let plotted = plot::bars(&library, &all, 0, 20);
        let plotted = plotted.table(["Tags", "Found", "All"], Numbers::PLAIN);
        assert_eq!(plotted.rows[0][1..], ["1000", "1000"]);
        let dialect = Dialect { tabs: false, for_spreadsheets: true };
        downloads.take("many-bars.csv", &table(&plotted, dialect)).await?;
        let pairs = page.figure("Tags that go together");
        pairs.has("rowheader", "of 3 (1.000)").await?;
        assert!(pairs.names("cell").await?.contains(&"1 (3,5×)".to_owned()));
        page.has("link", "of 3, tag of 3: 1.000 · 100%").await.map(drop)
    })
}

#[test]
fn a_panel_of_thousands_is_searched_within_itself() -> Result {
    Site::shipped().with_catalog(list(5000)).visit(async |visit| {
        let page = visit.open("").await?;
        let shown = page.panel("Tags").values().await?.len();
        assert!(shown <= 20, "{shown} values");
        page.push("Show 200 more of 4,987").await?;
        let find = page.has("searchbox", "Find in Tags").await?;
        page.session.element(&find).await?.send_keys("TAG 499").await?;
        eventually("the values that were looked for", async || {
            let values = page.panel("Tags").counts().await?;
            let sought =
                values.len() == 11 && values.iter().all(|(label, _)| label.contains("tag 499"));
            Trouble::unless(sought, || format!("there are {values:?}"))
        })
        .await?;
        page.panel("Tags").choose("tag 4993").await?;
        page.says("2 of 5,000 case studies · tag tag 4993").await?;
        page.session.element(&find).await?.send_keys("x").await?;
        page.has("StaticText", "Nothing found").await.map(drop)
    })
}

#[test]
fn what_words_found_is_marked_and_misspelt_words_are_mended() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.search("causal netflix").await?;
        let marks =
            "[...document.querySelectorAll('tbody mark')].map(it => it.textContent.toLowerCase())";
        eventually("marks", async || {
            let marks = page.session.evaluate(marks).await?;
            let words =
                |word: &str| marks.as_array().is_some_and(|all| all.iter().any(|it| it == word));
            Trouble::unless(words("causal") && words("netflix"), || marks.to_string())
        })
        .await?;
        page.go("?q=handwritting").await?;
        page.lists(&[
            "Experimenting with Handwriting Recognition for The New York Times Crossword",
        ])
        .await?;
        let notice = "document.querySelector('.notice:not([hidden])').textContent";
        let notice = page.session.evaluate(notice).await?;
        assert!(notice.as_str().is_some_and(|it| it.contains("handwriting")), "{notice}");
        Ok(())
    })
}
