//! Back and Forward are undo and redo.

use e2e::{Key, Page, Result, Site, Trouble, eventually};

/// All that a step changes.
#[derive(Debug, PartialEq, Eq)]
struct Shown {
    address: String,
    words: String,
    chips: Vec<String>,
    titles: Vec<String>,
}

impl Shown {
    async fn on(page: &Page) -> Result<Self> {
        Ok(Self {
            address: page.address().await?,
            words: page.searched().await?,
            chips: page.chips().await?,
            titles: page.titles().await?,
        })
    }

    async fn again(&self, page: &Page) -> Result {
        eventually("what was shown before", async || {
            let shown = Self::on(page).await?;
            Trouble::unless(shown == *self, || format!("{shown:#?}\ninstead of\n{self:#?}"))
        })
        .await
    }
}

#[test]
fn back_and_forward_undo_and_redo_one_step_each() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.says("44 of 44 case studies").await?;
        // From there on the box says all that is asked.
        page.query_bar().await?;
        let before = page.history_length().await?;
        let steps = take_five_steps(&page).await?;
        assert_eq!(page.history_length().await?, before + 5);
        for step in steps.iter().rev().skip(1) {
            page.back().await?;
            step.again(&page).await?;
        }
        for step in &steps[1..] {
            page.forward().await?;
            step.again(&page).await?;
        }
        Ok(())
    })
}

/// Takes a step of each kind, and tells what was shown before the first and after each.
async fn take_five_steps(page: &Page) -> Result<Vec<Shown>> {
    let mut steps = vec![Shown::on(page).await?];
    page.panel("Company").choose("Spotify").await?;
    page.says("10 of 44 case studies · company Spotify").await?;
    steps.push(Shown::on(page).await?);

    page.panel("Tags").exclude("search").await?;
    page.says("9 of 44 case studies · company Spotify · not tag search").await?;
    steps.push(Shown::on(page).await?);

    page.sort_by("Year").await?;
    page.is_at("?company=spotify&tag=-search&sort=year").await?;
    steps.push(Shown::on(page).await?);

    // Where the box has words when it is written anew.
    page.search("").await?;
    page.press(Key::Home).await?;
    page.type_keys("podcast ").await?;
    page.is_at("?q=podcast&company=spotify&tag=-search&sort=year").await?;
    steps.push(Shown::on(page).await?);

    page.follow("Clear all").await?;
    page.is_at("?sort=year").await?;
    steps.push(Shown::on(page).await?);
    Ok(steps)
}

#[test]
fn going_back_tells_the_sentence_too() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.panel("Tags").choose("nlp").await?;
        page.says("6 of 44 case studies · tag nlp").await?;
        page.back().await?;
        page.says("44 of 44 case studies").await?;
        assert!(!page.panel("Tags").is_chosen("nlp").await?);
        page.forward().await?;
        page.says("6 of 44 case studies · tag nlp").await?;
        assert!(page.panel("Tags").is_chosen("nlp").await?);
        Ok(())
    })
}

#[test]
fn a_step_after_going_back_starts_anew_from_there() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?tag=nlp").await?;
        page.panel("Year").choose("2022").await?;
        page.says("3 of 44 case studies · tag nlp · 2022").await?;
        page.back().await?;
        page.says("6 of 44 case studies · tag nlp").await?;
        page.panel("Year").choose("2021").await?;
        page.says("1 of 44 case studies · tag nlp · 2021").await?;
        page.back().await?;
        page.says("6 of 44 case studies · tag nlp").await
    })
}
