//! The rows and every count in every panel are what counting by hand gives.

use crate::oracle::{Asked, Entry, FACETS, entries};
use e2e::{Page, Result, Site, Trouble, eventually};

/// Links, and what they ask.
fn questions() -> Vec<(&'static str, Asked)> {
    let nlp = ("tag", "nlp");
    let asked = Asked::default;
    vec![
        ("", asked()),
        ("?tag=nlp", Asked { chosen: vec![nlp], ..asked() }),
        ("?tag=nlp&tag=search", Asked { chosen: vec![nlp, ("tag", "search")], ..asked() }),
        (
            "?tag=nlp&tag=ops&any=tag",
            Asked { chosen: vec![nlp, ("tag", "ops")], switched: vec!["tag"], ..asked() },
        ),
        (
            "?company=netflix&company=spotify&tag=-recommender-system",
            Asked {
                chosen: vec![("company", "Netflix"), ("company", "Spotify")],
                excluded: vec![("tag", "recommender system")],
                ..asked()
            },
        ),
        (
            "?company=-netflix&year=2021..2023",
            Asked { excluded: vec![("company", "Netflix")], years: Some((2021, 2023)), ..asked() },
        ),
        (
            "?q=learn+mach&tag=recommender-system&year=2022&year=2023",
            Asked {
                words: "learn mach",
                chosen: vec![("tag", "recommender system"), ("year", "2022"), ("year", "2023")],
                ..asked()
            },
        ),
        ("?tag=nlp&year=2018", Asked { chosen: vec![nlp, ("year", "2018")], ..asked() }),
    ]
}

#[test]
fn counts_are_what_counting_by_hand_gives() -> Result {
    let entries = entries();
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        for (link, asked) in questions() {
            page.go(link).await?;
            agrees(&page, &asked, &entries).await.map_err(|trouble| trouble.during(link))?;
        }
        Ok(())
    })
}

async fn agrees(page: &Page, asked: &Asked, entries: &[Entry]) -> Result {
    page.lists(&asked.titles(entries)).await?;
    for (key, label, _) in FACETS {
        let expected = asked.counts(entries, key);
        eventually(&format!("the counts of “{label}”"), async || {
            let shown = page.panel(label).counts().await?;
            Trouble::unless(shown == expected, || format!("{shown:?} instead of {expected:?}"))
        })
        .await?;
    }
    Ok(())
}

#[test]
fn a_count_is_what_a_click_then_shows() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        for tag in ["recommender system", "llm", "fraud detection"] {
            page.go("?company=netflix&company=spotify&company=vimeo").await?;
            let counts = page.panel("Tags").counts().await?;
            let promised = counts.into_iter().find(|value| value.0 == tag).map(|value| value.1);
            page.panel("Tags").choose(tag).await?;
            page.has("link", &format!("Remove tag {tag}")).await?;
            assert_eq!(Some(page.titles().await?.len()), promised, "{tag}");
        }
        Ok(())
    })
}
