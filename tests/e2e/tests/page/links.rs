//! Addresses say what is shown, to whoever opens them.

use e2e::{Result, Site};

#[test]
fn a_link_opened_elsewhere_shows_the_same_rows() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.says("44 of 44 case studies").await?;
        page.panel("Tags").choose("nlp").await?;
        page.panel("Year").choose("2022").await?;
        page.says("3 of 44 case studies · tag nlp · 2022").await?;
        page.is_at("?tag=nlp&year=2022").await?;
        let titles = page.titles().await?;
        assert_eq!(titles.len(), 3);

        let cold = visit.open("?tag=nlp&year=2022").await?;
        cold.says("3 of 44 case studies · tag nlp · 2022").await?;
        cold.lists(&titles).await?;
        assert!(cold.panel("Tags").is_chosen("nlp").await?);
        assert!(cold.panel("Year").is_chosen("2022").await?);
        assert!(!cold.panel("Year").is_chosen("2021").await?);
        Ok(())
    })
}

#[test]
fn a_link_is_read_leniently_and_brought_into_one_form() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?year=2022&x=1&tag=NLP").await?;
        page.is_at("?tag=nlp&year=2022").await?;
        let written = [
            ("?tag=Ad%20Ranking+%2F+targeting", "?tag=ad-ranking-targeting"),
            ("?tag=ad+ranking%20/%20targeting", "?tag=ad-ranking-targeting"),
            ("?tag=search&tag=nlp&tag=nlp", "?tag=nlp&tag=search"),
            ("?year=2023..2021", "?year=2021..2023"),
            ("?sort=-year&q=", "?sort=-year"),
            ("?", "?"),
        ];
        for (link, canonical) in written {
            page.go(link).await?;
            page.is_at(canonical).await.map_err(|trouble| trouble.during(link))?;
        }
        Ok(())
    })
}

#[test]
fn the_page_lives_under_any_path() -> Result {
    Site::shipped().under("/x/y/").visit(async |visit| {
        let page = visit.open("").await?;
        page.panel("Tags").choose("nlp").await?;
        page.says("6 of 44 case studies · tag nlp").await?;
        page.is_at("?tag=nlp").await?;
        page.follow("Clear all").await?;
        page.is_at("").await?;

        page.go("index.html?tag=nlp").await?;
        page.says("6 of 44 case studies · tag nlp").await?;
        page.panel("Year").choose("2022").await?;
        page.is_at("index.html?tag=nlp&year=2022").await?;
        page.reload().await?;
        page.says("3 of 44 case studies · tag nlp · 2022").await?;
        page.follow("Clear all").await?;
        page.is_at("index.html").await?;

        let requests = visit.requests();
        assert!(requests.iter().all(|target| target.starts_with("/x/y/")), "{requests:?}");
        Ok(())
    })
}

#[test]
fn what_a_link_has_too_much_is_said_and_kept() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?tag=foo&tag=nlpp").await?;
        page.says("44 of 44 case studies").await?;
        page.has("StaticText", "No tag “foo” here.").await?;
        page.has("StaticText", "No tag “nlpp” here.").await?;
        page.is_at("?tag=foo&tag=nlpp").await?;

        page.panel("Year").choose("2022").await?;
        page.says("11 of 44 case studies · 2022").await?;
        page.is_at("?year=2022&tag=foo&tag=nlpp").await?;
        page.follow("Did you mean nlp?").await?;
        page.says("3 of 44 case studies · tag nlp · 2022").await?;
        page.is_at("?tag=nlp&year=2022&tag=foo").await?;
        page.follow("Dismiss foo").await?;
        page.is_at("?tag=nlp&year=2022").await?;
        assert!(!page.has_now("link", "Dismiss foo").await?);
        page.back().await?;
        page.has("link", "Dismiss foo").await.map(drop)
    })
}

#[test]
fn each_file_is_asked_for_once() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?tag=nlp").await?;
        page.says("6 of 44 case studies · tag nlp").await?;
        page.follow("Clear all").await?;
        page.says("44 of 44 case studies").await?;
        let mut requests = visit.requests();
        requests.sort();
        let asked = requests.len();
        requests.dedup();
        assert_eq!(requests.len(), asked, "{requests:?}");
        Ok(())
    })
}
