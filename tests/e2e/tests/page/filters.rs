//! Filters: chosen, excluded, all or any, years, and the ways to be rid of them.

use e2e::{Page, Result, Site};

#[test]
fn a_value_is_excluded_and_allowed_again() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.panel("Tags").exclude("nlp").await?;
        page.says("38 of 44 case studies · not tag nlp").await?;
        page.is_at("?tag=-nlp").await?;
        page.has("link", "nlp, 6").await?;
        page.panel("Tags").allow("nlp").await?;
        page.says("44 of 44 case studies").await?;
        page.is_at("").await
    })
}

#[test]
fn a_chosen_value_is_released_by_another_click() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        let company = page.panel("Company");
        company.choose("Netflix").await?;
        page.says("14 of 44 case studies · company Netflix").await?;
        assert!(company.is_chosen("Netflix").await?);
        company.choose("Spotify").await?;
        page.says("24 of 44 case studies · company Netflix or Spotify").await?;
        company.choose("Netflix").await?;
        page.says("10 of 44 case studies · company Spotify").await?;
        assert!(!company.is_chosen("Netflix").await?);
        company.choose("Spotify").await?;
        page.says("44 of 44 case studies").await
    })
}

#[test]
fn tags_match_all_or_any() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?tag=nlp").await?;
        let tags = page.panel("Tags");
        tags.choose("search").await?;
        page.says("1 of 44 case studies · tag search · tag nlp").await?;
        tags.click("Match any").await?;
        page.says("7 of 44 case studies · tag search or nlp").await?;
        page.is_at("?tag=nlp&tag=search&any=tag").await?;
        tags.click("Match all").await?;
        page.says("1 of 44 case studies · tag search · tag nlp").await?;
        page.is_at("?tag=nlp&tag=search").await
    })
}

#[test]
fn years_are_limited_by_typing_them() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.is_whole().await?;
        let years = page.panel("Year");
        years.enter("From", "2020").await?;
        page.says("43 of 44 case studies · from 2020").await?;
        years.enter("to", "2021").await?;
        page.says("10 of 44 case studies · 2020–2021").await?;
        page.is_at("?year=2020..2021").await?;
        years.enter("From", "2023").await?;
        page.says("31 of 44 case studies · 2021–2023").await?;
        years.enter("From", "").await?;
        page.says("34 of 44 case studies · until 2023").await?;
        page.is_at("?year=..2023").await?;
        page.follow("Remove until 2023").await?;
        page.says("44 of 44 case studies").await
    })
}

#[test]
fn chips_remove_filters_one_by_one_and_all_at_once() -> Result {
    Site::shipped().visit(async |visit| {
        let page =
            visit.open("?q=learning&company=-netflix&tag=nlp&year=2020..2024&sort=year").await?;
        let chips = [
            "Remove “learning”",
            "Remove not company Netflix",
            "Remove tag nlp",
            "Remove 2020–2024",
            "Clear all",
        ];
        page.has("link", "Clear all").await?;
        assert_eq!(page.chips().await?, chips);
        page.follow("Remove “learning”").await?;
        page.is_at("?company=-netflix&tag=nlp&year=2020..2024&sort=year").await?;
        page.follow("Remove not company Netflix").await?;
        page.is_at("?tag=nlp&year=2020..2024&sort=year").await?;
        page.follow("Remove 2020–2024").await?;
        page.says("6 of 44 case studies · tag nlp").await?;
        page.follow("Clear all").await?;
        page.says("44 of 44 case studies").await?;
        page.is_at("?sort=year").await?;
        assert_eq!(page.chips().await?, Vec::<String>::new());
        Ok(())
    })
}

#[test]
fn what_a_row_says_is_a_filter_too() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.says("44 of 44 case studies").await?;
        page.choose_in_row("Netflix").await?;
        page.says("14 of 44 case studies · company Netflix").await?;
        page.choose_in_row("2024").await?;
        page.choose_in_row("ops").await?;
        page.is_at("?company=netflix&tag=ops&year=2024").await?;
        page.choose_in_row("Netflix").await?;
        page.is_at("?tag=ops&year=2024").await
    })
}

#[test]
fn where_nothing_matches_the_ways_out_keep_their_promise() -> Result {
    let link = "?q=learn&tag=nlp&year=2018..2020&company=netflix";
    Site::shipped().visit(async |visit| {
        let page = visit.open("?tag=nlp&year=2024").await?;
        page.has("StaticText", "Nothing matches").await?;
        assert_eq!(ways_out(&page).await?, ["drop tag nlp to see 10", "drop 2024 to see 6"]);
        for link in ["?tag=nlp&year=2024", "?tag=nlp&tag=ops&company=-guardian", link] {
            page.go(link).await?;
            page.has("table", "Case studies").await?;
            for way in ways_out(&page).await? {
                page.follow(&way).await?;
                let promised: usize = way.rsplit(' ').next().unwrap().parse().unwrap();
                page.lists_so_many(promised).await.map_err(|trouble| trouble.during(&way))?;
                page.back().await?;
                page.lists_so_many(0).await?;
            }
        }
        Ok(())
    })
}

async fn ways_out(page: &Page) -> Result<Vec<String>> {
    let links = page.session.all(None, "link").await?;
    Ok(links.into_iter().map(|link| link.name).filter(|name| name.starts_with("drop ")).collect())
}
