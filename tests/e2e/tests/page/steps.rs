//! The sentence with arithmetic: what each filter leaves, and what to drop when nothing is left.

use crate::oracle::{Asked, entries};
use e2e::{Result, Site};

/// How many entries pass, counted by hand.
fn count(asked: &Asked) -> usize {
    asked.titles(&entries()).len()
}

#[test]
fn each_filter_says_what_it_leaves() -> Result {
    let asked = || Asked { words: "learning", ..Asked::default() };
    let words = count(&asked());
    let excluded = vec![("tag", "ops")];
    let without = count(&Asked { excluded: excluded.clone(), ..asked() });
    let years = Some((2021, 2023));
    let all = count(&Asked { excluded, years, ..asked() });
    assert!(44 > words && words > without && without > all && all > 0);
    Site::shipped().visit(async |visit| {
        let page = visit.open("?q=learning&tag=-ops&year=2021..2023").await?;
        let (words, without) = (format!("“learning” {words}"), format!("not tag ops {without}"));
        let years = format!("2021–2023 {all}");
        page.leaves(&["44", &words, &without, &years, "Clear all"]).await?;
        page.says(&format!("{all} of 44 case studies · “learning” · not tag ops · 2021–2023"))
            .await?;

        page.follow("Remove “learning”").await?;
        let asked = Asked { excluded: vec![("tag", "ops")], ..Asked::default() };
        let without = count(&asked);
        let all = count(&Asked { years: Some((2021, 2023)), ..asked });
        let steps = [format!("not tag ops {without}"), format!("2021–2023 {all}")];
        page.leaves(&["44", &steps[0], &steps[1], "Clear all"]).await?;
        page.back().await?;
        page.follow("Clear all").await?;
        page.leaves(&[]).await
    })
}

#[test]
fn what_is_typed_and_clicked_is_counted_too() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.says("44 of 44 case studies").await?;
        page.panel("Tags").choose("nlp").await?;
        page.leaves(&["44", "tag nlp 6", "Clear all"]).await?;
        page.panel("Year").choose("2022").await?;
        page.leaves(&["44", "tag nlp 6", "2022 3", "Clear all"]).await?;
        page.search("zzzz").await?;
        page.leaves(&["44", "“zzzz” 0", "tag nlp 0", "2022 0", "Clear all"]).await?;
        page.follow("drop “zzzz” to see 3").await?;
        page.leaves(&["44", "tag nlp 6", "2022 3", "Clear all"]).await
    })
}

#[test]
fn values_that_widen_leave_something_together() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?company=netflix&company=spotify&tag=nlp").await?;
        let together = "company Spotify 24";
        page.leaves(&["44", "company Netflix", together, "tag nlp 1", "Clear all"]).await?;
        page.follow("Remove company Netflix").await?;
        page.leaves(&["44", "company Spotify 10", "tag nlp 1", "Clear all"]).await
    })
}

#[test]
fn assistive_technology_reads_what_the_numbers_are() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?tag=nlp").await?;
        page.leaves(&["44", "tag nlp 6", "Clear all"]).await?;
        let list = page.has("list", "Chosen filters").await?;
        let texts = page.session.all(Some(&list), "StaticText").await?;
        let texts: Vec<&str> = texts.iter().map(|text| text.name.trim()).collect();
        assert_eq!(
            texts.join(" ").split_whitespace().collect::<Vec<_>>().join(" "),
            "44 tag nlp 6 left Clear all"
        );
        Ok(())
    })
}

#[test]
fn where_no_single_filter_helps_all_are_offered_to_be_dropped() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?q=zzzz&year=1990..1991").await?;
        page.has("StaticText", "Nothing matches").await?;
        page.leaves(&["44", "“zzzz” 0", "1990–1991 0", "Clear all"]).await?;
        page.follow("clear all to see 44").await?;
        page.says("44 of 44 case studies").await?;
        page.is_at("").await
    })
}

#[test]
fn many_filters_leave_the_rows_in_sight() -> Result {
    let many: Vec<String> = casebook_tags().iter().map(|tag| format!("tag=-{tag}")).collect();
    assert!(many.len() > 15);
    Site::shipped().visit(async |visit| {
        for (width, height) in [(320, 800), (1280, 900)] {
            let page = visit.open("").await?;
            page.resize(width, height).await?;
            page.go(&format!("?{}", many.join("&"))).await?;
            page.has("link", "Clear all").await?;
            let seen = "[document.documentElement.scrollWidth <= innerWidth, \
                        document.querySelector('table').getBoundingClientRect().y < innerHeight]";
            assert_eq!(page.session.evaluate(seen).await?, serde_json::json!([true, true]));
            // What is further down in the list of filters can be reached.
            page.follow("Clear all").await?;
            page.says("44 of 44 case studies").await?;
        }
        Ok(())
    })
}

/// The tags of the list, as links name them.
fn casebook_tags() -> Vec<String> {
    let library = super::take_away::library();
    let facet = library.facet("tag").unwrap();
    library.values(facet).iter().map(|&tag| library.slug(facet, tag).to_owned()).collect()
}
