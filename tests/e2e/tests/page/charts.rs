//! Charts: opened and closed, brushed, followed, read as tables and taken away.

use std::fs;

use casebook::chart::{Numbers, WIDTH};
use casebook::export::{Dialect, svg, table};
use casebook::plot;
use casebook::query::{self, Library, evaluate};
use e2e::{Key, Result, Site, With};

const NAME: &str = "machine-learning-in-media-and-streaming";
const YEARS: &str = "Case studies by year";
const BARS: &str = "Tags by count";
const HEAT: &str = "Tags by year";
const PAIRS: &str = "Tags that go together";

fn library() -> Library {
    let json = fs::read(xtask::root().join("public/catalog.json")).unwrap();
    Library::new(casebook::catalog::decode(&json).unwrap())
}

#[test]
fn charts_are_opened_and_closed_by_links() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?tag=nlp").await?;
        page.follow("Years").await?;
        page.is_at("?tag=nlp&chart=years").await?;
        page.figure(YEARS).has("slider", "First year").await?;
        page.follow("Pairs").await?;
        page.is_at("?tag=nlp&chart=years&chart=pairs").await?;
        assert!(page.figure(PAIRS).is_open().await?);
        // The same as by link.
        page.reload().await?;
        page.figure(YEARS).has("slider", "Last year").await?;
        page.figure(PAIRS).has("grid", PAIRS).await?;
        assert!(!page.figure(HEAT).is_open().await?);
        page.figure(YEARS).click("link", "Close Years").await?;
        page.is_at("?tag=nlp&chart=pairs").await?;
        assert!(!page.figure(YEARS).is_open().await?);
        assert_eq!(page.focused().await?.0, "status");
        page.follow("Pairs").await?;
        page.is_at("?tag=nlp").await?;
        assert!(!page.figure(PAIRS).is_open().await?);
        page.back().await?;
        page.figure(PAIRS).has("grid", PAIRS).await?;
        page.says("6 of 44 case studies · tag nlp").await
    })
}

#[test]
fn years_are_brushed_by_keys() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?chart=years").await?;
        let years = page.figure(YEARS);
        years.handle_says("First year", "2018, 1 found").await?;
        years.handle_says("Last year", "2024, 10 found").await?;
        let before = page.history_length().await?;
        page.tab_to("slider", "First year").await?;
        for _ in 0..3 {
            page.press(Key::Right).await?;
        }
        page.says("41 of 44 case studies · from 2021").await?;
        page.is_at("?year=2021..&chart=years").await?;
        years.handle_says("First year", "2021, 8 found").await?;
        page.press(Key::Tab).await?;
        assert_eq!(page.focused().await?, ("slider".to_owned(), "Last year".to_owned()));
        page.press(Key::PageDown).await?;
        page.is_at("?year=2021..2021&chart=years").await?;
        page.press(Key::Up).await?;
        page.is_at("?year=2021..2022&chart=years").await?;
        page.says("19 of 44 case studies · 2021–2022").await?;
        assert_eq!(page.chips().await?, ["Remove 2021–2022", "Clear all"]);
        // What was done with one handle is one step.
        assert_eq!(page.history_length().await?, before + 2);
        page.back().await?;
        page.says("41 of 44 case studies · from 2021").await?;
        years.handle_says("Last year", "2024, 10 found").await?;
        page.back().await?;
        page.says("44 of 44 case studies").await?;
        years.handle_says("First year", "2018, 1 found").await?;
        years.focus("slider", "First year").await?;
        page.press(Key::End).await?;
        page.is_at("?year=2024..&chart=years").await?;
        page.press(Key::Home).await?;
        page.is_at("?chart=years").await
    })
}

#[test]
fn years_are_brushed_by_mouse_and_finger() -> Result {
    Site::shipped().visit(async |visit| {
        for (with, width) in [(With::Mouse, 1280), (With::Finger, 390)] {
            let page = visit.open("?chart=years").await?;
            page.resize(width, 844).await?;
            let years = page.figure(YEARS);
            years.handle_says("First year", "2018, 1 found").await?;
            let before = page.history_length().await?;
            // From one year to another.
            let (from, to) = (years.place(2021).await?, years.place(2023).await?);
            years.drag(with, from, to.0).await?;
            page.is_at("?year=2021..2023&chart=years").await?;
            page.says("31 of 44 case studies · 2021–2023").await?;
            // All of it by a year.
            let year = (to.0 - from.0) / 2;
            years.drag(with, (from.0 + year, from.1), to.0).await?;
            page.is_at("?year=2022..&chart=years").await?;
            // An end, which is between two years.
            let (x, y) = years.place(2022).await?;
            years.drag(with, (x - year / 2, y), x - 2 * year - year / 2).await?;
            page.is_at("?year=2020..&chart=years").await?;
            // A year alone, and all again.
            years.drag(with, from, from.0).await?;
            page.is_at("?year=2021..2021&chart=years").await?;
            page.says("8 of 44 case studies · 2021").await?;
            years.drag(with, from, from.0).await?;
            page.is_at("?chart=years").await?;
            assert_eq!(page.history_length().await?, before + 5);
            page.back().await?;
            page.back().await?;
            page.is_at("?year=2020..&chart=years").await?;
            years.handle_says("First year", "2020, 2 found").await?;
            let wide = "document.documentElement.scrollWidth > innerWidth";
            assert_eq!(page.session.evaluate(wide).await?, false);
        }
        Ok(())
    })
}

#[test]
fn counts_of_years_beyond_the_range_stay() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?tag=nlp&year=2022..2023&chart=years").await?;
        page.says("4 of 44 case studies · tag nlp · 2022–2023").await?;
        let years = page.figure(YEARS);
        years.click("button", "View as table").await?;
        let cells = years.names("cell").await?;
        assert_eq!(cells.join(" "), "0 1 0 0 1 2 1 8 3 11 1 12 0 10");
        page.follow("Remove tag nlp").await?;
        page.says("23 of 44 case studies · 2022–2023").await?;
        assert_eq!(years.names("cell").await?.join(" "), "1 1 0 0 2 2 8 8 11 11 12 12 10 10");
        Ok(())
    })
}

#[test]
fn a_cell_of_the_heat_map_is_a_link_to_what_is_in_it() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?chart=heat").await?;
        let heat = page.figure(HEAT);
        let columns = heat.names("columnheader").await?;
        assert_eq!(columns, ["2018*", "2019*", "2020*", "2021", "2022", "2023", "2024"]);
        assert_eq!(heat.names("rowheader").await?[..2], ["recommender system", "product feature"]);
        heat.click("link", "nlp, 2022: 3 (27%)").await?;
        page.is_at("?tag=nlp&year=2022&chart=heat").await?;
        page.says("3 of 44 case studies · tag nlp · 2022").await?;
        // What was clicked is still there, and where it leads.
        assert_eq!(page.focused().await?, ("link".to_owned(), "nlp, 2022: 3 (100%)".to_owned()));
        assert_eq!(heat.names("columnheader").await?, ["2022*"]);
        page.back().await?;
        heat.has("link", "nlp, 2022: 3 (27%)").await?;
        // Nothing is there, and it leads nowhere.
        heat.has("gridcell", "nlp, 2018: 0").await?;
        heat.choose("Facet", "Company").await?;
        page.is_at("?chart=heat.company").await?;
        page.figure("Company by year").has("link", "Netflix, 2023: 4 (33%)").await?;
        Ok(())
    })
}

#[test]
fn cells_by_keys() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?chart=pairs").await?;
        page.figure(PAIRS).has("grid", PAIRS).await?;
        page.tab_to("link", "recommender system: 14").await?;
        let mut focused = Vec::new();
        for key in [Key::Right, Key::Down, Key::Left, Key::End, Key::Home, Key::Up] {
            page.press(key).await?;
            focused.push(page.focused().await?.1);
        }
        let expected = [
            "recommender system, product feature: 2 (0.6×)",
            "product feature: 11",
            "product feature, recommender system: 2 (0.6×)",
            "product feature, voice interface: 1 (4.0×)",
            "product feature, recommender system: 2 (0.6×)",
            "recommender system: 14",
        ];
        assert_eq!(focused, expected);
        page.press(Key::Right).await?;
        page.press(Key::Enter).await?;
        page.says("2 of 44 case studies · tag recommender system · tag product feature").await?;
        page.is_at("?tag=product-feature&tag=recommender-system&chart=pairs").await
    })
}

#[test]
fn what_goes_together_by_count_and_by_lift() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?chart=pairs").await?;
        let pairs = page.figure(PAIRS);
        let cell = pairs.has("link", "llm, generative ai: 4 (11.0×)").await?;
        let cell = page.session.element(&cell).await?;
        assert_eq!(cell.text().await?, "4");
        pairs.choose("Shade", "by lift").await?;
        page.is_at("?chart=pairs._lift").await?;
        assert_eq!(cell.text().await?, "11.0");
        // A white spot.
        pairs.has("gridcell", "recommender system, generative ai: 0, white spot").await?;
        pairs.click("link", "llm, generative ai: 4 (11.0×)").await?;
        page.is_at("?tag=generative-ai&tag=llm&chart=pairs._lift").await?;
        page.lists_so_many(4).await?;
        // The same in words: what goes with each, best first.
        page.go("?chart=pairs").await?;
        let pairs = page.figure(PAIRS);
        pairs.has("heading", "What goes with what, most case studies first").await?;
        pairs.click("link", "generative ai 4 (11.0×)").await?;
        page.is_at("?tag=generative-ai&tag=llm&chart=pairs").await?;
        // Of one year, no pair is there: nothing to show, and it says so.
        page.go("?q=zzzzqqq&chart=pairs&chart=heat").await?;
        page.figure(PAIRS)
            .has("StaticText", "Nothing to show: no case study that is found has any.")
            .await?;
        Ok(())
    })
}

#[test]
fn how_a_chart_is_shown_is_in_the_link() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?chart=pairs").await?;
        let pairs = page.figure(PAIRS);
        pairs.choose("Shade", "by lift").await?;
        pairs.click("button", "View as table").await?;
        page.is_at("?chart=pairs._lift._table").await?;
        page.reload().await?;
        page.figure(PAIRS).has("table", PAIRS).await?;
        page.back().await?;
        page.is_at("?chart=pairs._lift").await?;
        pairs.has("grid", PAIRS).await?;
        pairs.has("heading", "What goes with what, most often beyond chance first").await?;
        // A filter leaves it as it is, and so does whatever a link has too much.
        page.panel("Year").choose("2023").await?;
        page.is_at("?year=2023&chart=pairs._lift").await?;
        page.go("?chart=years._lift.tag._table&chart=bars.nothing").await?;
        page.is_at("?chart=years._table&chart=bars").await
    })
}

#[test]
fn a_bar_filters_by_its_value() -> Result {
    let library = library();
    Site::shipped().visit(async |visit| {
        let page = visit.open("?year=2022..").await?;
        let downloads = page.downloads();
        page.follow("Bars").await?;
        page.is_at("?year=2022..&chart=bars").await?;
        let bars = page.figure(BARS);
        bars.click("link", "nlp, 4 of 6").await?;
        page.is_at("?tag=nlp&year=2022..&chart=bars").await?;
        page.says("4 of 44 case studies · tag nlp · from 2022").await?;
        assert_eq!(page.focused().await?, ("link".to_owned(), "nlp, 4 of 6".to_owned()));

        let asked = query::decode("tag=nlp&year=2022..", &library);
        let outcome = evaluate(&library, &asked);
        let plotted = plot::bars(&library, &outcome, library.facet("tag").unwrap(), 20);
        bars.click("button", "Save as SVG").await?;
        let picture =
            svg(&plotted.figure(WIDTH, Numbers::PLAIN), BARS, &outcome.sentence(&library, &asked));
        downloads.take(&format!("{NAME}-bars.svg"), &picture).await?;
        bars.click("button", "View as table").await?;
        bars.has("table", BARS).await?;
        let shown = bars.names("cell").await?;
        let numbers = plotted.table(["Tags", "Found", "All"], Numbers::PLAIN);
        let expected: Vec<String> = numbers.rows.iter().flat_map(|row| row[1..].to_vec()).collect();
        assert_eq!(shown, expected);
        bars.click("button", "Save as CSV").await?;
        let dialect = Dialect { tabs: false, for_spreadsheets: true };
        downloads.take(&format!("{NAME}-bars.csv"), &table(&numbers, dialect)).await?;
        bars.choose("Facet", "Company").await?;
        page.is_at("?tag=nlp&year=2022..&chart=bars.company._table").await?;
        page.figure("Company by count").has("rowheader", "Netflix").await.map(drop)
    })
}

#[test]
fn charts_as_tables_and_as_files() -> Result {
    let library = library();
    Site::shipped().visit(async |visit| {
        let page = visit.open("?tag=-ops&chart=years").await?;
        let downloads = page.downloads();
        let asked = query::decode("tag=-ops", &library);
        let outcome = evaluate(&library, &asked);
        let plotted = plot::years(&library, &outcome);
        let sentence = outcome.sentence(&library, &asked);
        page.says(&sentence).await?;

        let years = page.figure(YEARS);
        years.click("button", "Save as SVG").await?;
        let picture = svg(&plotted.figure(WIDTH, Numbers::PLAIN), YEARS, &sentence);
        downloads.take(&format!("{NAME}-years.svg"), &picture).await?;
        assert!(picture.contains("<desc id=\"d\">39 of 44 case studies"));

        years.click("button", "View as table").await?;
        years.has("table", YEARS).await?;
        assert!(!years.has_now("slider", "First year").await?);
        let numbers = plotted.table(["Year", "Found", "All"], Numbers::PLAIN);
        let shown = years.names("cell").await?;
        let expected: Vec<String> = numbers.rows.iter().flat_map(|row| row[1..].to_vec()).collect();
        assert_eq!(shown, expected);
        years.click("button", "Save as CSV").await?;
        let dialect = Dialect { tabs: false, for_spreadsheets: true };
        downloads.take(&format!("{NAME}-years.csv"), &table(&numbers, dialect)).await?;
        years.click("button", "View as table").await?;
        years.has("slider", "First year").await?;
        Ok(())
    })
}
