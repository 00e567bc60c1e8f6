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
