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
fn what_is_open_beside_the_list_stays_in_the_address() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?chart=heat&vs=tag%3DNLP&case=x&pin=1A.1.1").await?;
        page.is_at("?vs=tag%3Dnlp&case=x&chart=heat&pin=0000001a.1.1").await?;
        page.push("Close").await?;
        page.is_at("?vs=tag%3Dnlp&chart=heat&pin=0000001a.1.1").await?;
        page.panel("Tags").choose("nlp").await?;
        page.says("6 of 44 case studies · tag nlp").await?;
        page.is_at("?tag=nlp&vs=tag%3Dnlp&chart=heat").await?;
        page.follow("Clear all").await?;
        page.is_at("?vs=tag%3Dnlp&chart=heat").await?;
        page.back().await?;
        page.back().await?;
        page.back().await?;
        page.is_at("?vs=tag%3Dnlp&case=x&chart=heat&pin=0000001a.1.1").await
    })
}

#[test]
fn a_reading_list_in_a_link_is_a_filter() -> Result {
    let (first, second) = (
        "new-york-times-experimenting-with-handwriting-recognition-for-the-new-york-times-crossword",
        "spotify-how-we-automated-content-marketing-to-acquire-users-at-scale",
    );
    Site::shipped().visit(async |visit| {
        let page = visit.open(&format!("?list={second}&list=gone&list={first}")).await?;
        page.says("2 of 44 case studies · a list of 2").await?;
        page.has("StaticText", "1 of the 3 listed are not here any more.").await?;
        page.follow("Dismiss list").await?;
        page.is_at(&format!("?list={first}&list={second}")).await?;
        page.says("2 of 44 case studies · a list of 2").await?;
        page.follow("Remove a list of 2").await?;
        page.says("44 of 44 case studies").await?;
        page.is_at("").await
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
        let mut once = requests.clone();
        once.dedup();
        assert_eq!(requests, once);
        Ok(())
    })
}
