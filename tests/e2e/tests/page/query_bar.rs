//! The query bar: what is typed is the query, and the query is what it says.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::take_away::rests;
use crate::takeover::Gate;
use e2e::{Key, Page, Reply, Result, Site, Trouble, eventually};

#[test]
fn the_box_says_what_is_asked_before_it_has_the_focus() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?q=learning&tag=-ops&year=2022..").await?;
        page.search_says("learning -tag:ops year:2022.. ").await?;
        page.panel("Company").choose("Netflix").await?;
        page.search_says("learning company:Netflix -tag:ops year:2022.. ").await?;
        page.follow("Clear all").await?;
        page.search_says("").await
    })
}

#[test]
fn words_and_filters_are_typed_in_one_box() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.query_bar().await?;
        page.type_keys("learning -tag:ops company:netflix year:2022.. ").await?;
        page.is_at("?q=learning&company=netflix&tag=-ops&year=2022..").await?;
        let chips = [
            "Remove “learning”",
            "Remove company Netflix",
            "Remove not tag ops",
            "Remove from 2022",
            "Clear all",
        ];
        assert_eq!(page.chips().await?, chips);
        // What was typed stays as it was.
        page.search_says("learning -tag:ops company:netflix year:2022.. ").await?;

        page.follow("Remove not tag ops").await?;
        page.search_says("learning company:Netflix year:2022.. ").await?;
        page.panel("Tags").choose("causality").await?;
        page.search_says("learning company:Netflix tag:causality year:2022.. ").await?;
        page.back().await?;
        page.search_says("learning company:Netflix year:2022.. ").await?;
        page.back().await?;
        page.search_says("learning company:Netflix -tag:ops year:2022.. ").await?;
        page.back().await?;
        page.says("44 of 44 case studies").await?;
        page.search_says("").await
    })
}

#[test]
fn a_link_is_in_the_box_once_it_has_the_focus() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?q=tag:rag&tag=nlp&company=-new-york-times").await?;
        page.says("0 of 44 case studies · “tag:rag” · not company New York Times · tag nlp")
            .await?;
        page.query_bar().await?;
        // Words stay words.
        page.search_says(r#"\tag:rag -company:"New York Times" tag:nlp "#).await?;
        page.is_at("?q=tag%3Arag&company=-new-york-times&tag=nlp").await
    })
}

#[test]
fn what_is_typed_before_the_bar_comes_counts() -> Result {
    let gate = Gate::default();
    gate.before("later-", Site::shipped()).visit(async |visit| {
        let page = visit.open("?company=netflix").await?;
        page.says("14 of 44 case studies · company Netflix").await?;
        page.search("tag:ops year:2024").await?;
        // They wait for who can read them.
        page.is_at("?company=netflix").await?;
        page.says("14 of 44 case studies · company Netflix").await?;
        gate.open();
        page.is_at("?company=netflix&tag=ops&year=2024").await?;
        page.search_says("tag:ops year:2024 company:Netflix ").await?;
        page.type_keys(" metaflow").await?;
        page.search_says("tag:ops year:2024 metaflow company:Netflix ").await
    })
}

#[test]
fn values_are_completed_by_keyboard() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?tag=nlp").await?;
        page.query_bar().await?;
        page.search_says("tag:nlp ").await?;
        page.type_keys("-comp").await?;
        page.offers(&["not company, 5 values"]).await?;
        // Words may mean themselves.
        assert_eq!(page.marked().await?, None);
        page.press(Key::Down).await?;
        assert_eq!(page.marked().await?.as_deref(), Some("not company, 5 values"));
        page.press(Key::Enter).await?;
        page.search_says("tag:nlp -company:").await?;

        page.type_keys("ne").await?;
        let companies = counts(&page, "Company").await?;
        let name = |label: &str| {
            let count = companies.iter().find(|value| value.0 == label).unwrap().1;
            format!("not company {label}, {count}")
        };
        let (times, netflix) = (name("New York Times"), name("Netflix"));
        let mut offered = [&*netflix, &*times];
        offered.sort_by_key(|name| std::cmp::Reverse(number(name)));
        page.offers(&offered).await?;
        // There is no value `ne`, so it can only mean one of them.
        assert_eq!(page.marked().await?.as_deref(), Some(offered[0]));
        page.press(Key::Up).await?;
        assert_eq!(page.marked().await?.as_deref(), Some(offered[1]));
        page.press(Key::Up).await?;
        page.press(Key::Tab).await?;
        page.is_at("?company=-netflix&tag=nlp").await?;
        page.search_says("tag:nlp -company:Netflix ").await?;
        assert_eq!(page.focused().await?, ("combobox".to_owned(), "Search".to_owned()));
        page.offers(&[]).await?;

        // What a value brings is what was promised.
        page.type_keys("company:gu").await?;
        page.offers(&["company Guardian, 2"]).await?;
        page.press(Key::Enter).await?;
        page.lists_so_many(2).await?;
        page.search_says("tag:nlp -company:Netflix company:Guardian ").await?;

        // One with a space, by what begins its second word.
        page.press(Key::Escape).await?;
        page.type_keys("company:york").await?;
        page.offers(&["company New York Times, 4"]).await?;
        page.press(Key::Enter).await?;
        page.search_says(r#"company:"New York Times" "#).await?;
        page.lists_so_many(4).await
    })
}

#[test]
fn values_are_completed_by_a_click() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.query_bar().await?;
        page.type_keys("netf").await?;
        page.offers(&["company Netflix, 14"]).await?;
        page.take("company Netflix, 14").await?;
        page.is_at("?company=netflix").await?;
        page.says("14 of 44 case studies · company Netflix").await?;
        page.search_says("company:Netflix ").await?;
        assert_eq!(page.focused().await?.1, "Search");
        page.back().await?;
        page.says("44 of 44 case studies").await?;
        page.search_says("").await
    })
}

#[test]
fn escape_closes_what_is_offered_and_then_clears() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?sort=year").await?;
        page.query_bar().await?;
        page.type_keys("tag:nlp re").await?;
        page.offers(&["tag recommender system, 0"]).await?;
        page.press(Key::Escape).await?;
        page.offers(&[]).await?;
        page.search_says("tag:nlp re").await?;
        page.press(Key::Escape).await?;
        page.search_says("").await?;
        page.is_at("?sort=year").await?;
        page.back().await?;
        page.is_at("?q=re&tag=nlp&sort=year").await
    })
}

#[test]
fn a_value_that_is_not_there_is_said_once_it_is_typed() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.query_bar().await?;
        page.type_keys("tag:zzz").await?;
        page.search_says("tag:zzz").await?;
        assert!(!page.has_now("StaticText", "No tag “zzz” here.").await?);
        page.press(Key::Enter).await?;
        page.has("StaticText", "No tag “zzz” here.").await?;
        page.follow("Dismiss zzz").await?;
        page.search_says("").await?;

        // The same once the reader has left the box.
        page.search("tag:yyy").await?;
        page.press(Key::Tab).await?;
        page.has("StaticText", "No tag “yyy” here.").await.map(drop)
    })
}

#[test]
fn nothing_moves_for_what_is_offered() -> Result {
    let places = "[...document.querySelectorAll('.masthead, .bar, .sentence, .cases th, #search')]\
                  .map(it => it.getBoundingClientRect()).map(it => [it.x, it.y].join())";
    Site::shipped().visit(async |visit| {
        for (width, height) in [(320, 800), (1280, 900)] {
            let page = visit.open("").await?;
            page.resize(width, height).await?;
            page.says("44 of 44 case studies").await?;
            let before = page.session.evaluate(places).await?;
            page.query_bar().await?;
            page.type_keys("tag:").await?;
            eventually("values", async || {
                let offered = page.options().await?.len();
                Trouble::unless(offered == 8, || format!("there are {offered}"))
            })
            .await?;
            assert_eq!(page.session.evaluate(places).await?, before);
            let wide = "document.documentElement.scrollWidth <= innerWidth";
            assert_eq!(page.session.evaluate(wide).await?, true);
        }
        Ok(())
    })
}

#[test]
fn what_is_typed_waits_until_it_can_be_found() -> Result {
    let cut_off = Arc::new(AtomicBool::new(true));
    let is_cut_off = Arc::clone(&cut_off);
    let gone =
        move || is_cut_off.load(Ordering::Relaxed).then(|| Reply::new(404, "text/plain", ""));
    Site::shipped().answering_at("later-", gone).forgiving("later-").visit(async |visit| {
        let page = visit.open("?tag=-ops").await?;
        rests(visit).await?;
        page.search("netflix causal").await?;
        assert!(page.alert().await?.contains("This part of the page did not arrive."));
        page.search_says("netflix causal").await?;
        page.panel("Tags").choose("nlp").await?;
        page.says("6 of 44 case studies · tag nlp · not tag ops").await?;
        page.follow("Remove tag nlp").await?;

        cut_off.store(false, Ordering::Relaxed);
        page.push("Try again").await?;
        page.is_at("?q=netflix+causal&tag=-ops").await?;
        page.search_says("netflix causal -tag:ops ").await?;
        page.back().await?;
        page.says("39 of 44 case studies · not tag ops").await
    })
}

#[test]
fn a_link_with_words_waits_until_they_can_be_found() -> Result {
    let cut_off = Arc::new(AtomicBool::new(true));
    let is_cut_off = Arc::clone(&cut_off);
    let gone =
        move || is_cut_off.load(Ordering::Relaxed).then(|| Reply::new(404, "text/plain", ""));
    Site::shipped().answering_at("later-", gone).forgiving("later-").visit(async |visit| {
        let page = visit.open("?q=netflix+causal").await?;
        assert!(page.alert().await?.contains("The search did not arrive"));
        cut_off.store(false, Ordering::Relaxed);
        page.push("Try again").await?;
        page.says("2 of 44 case studies · “netflix causal”").await?;
        page.search_says("netflix causal").await
    })
}

async fn counts(page: &Page, panel: &str) -> Result<Vec<(String, usize)>> {
    page.panel(panel).counts().await
}

/// The number at the end of a name.
fn number(name: &str) -> usize {
    name.rsplit(' ').next().unwrap().parse().unwrap()
}
