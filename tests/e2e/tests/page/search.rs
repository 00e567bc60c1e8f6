//! Searching.

use crate::oracle::{Asked, entries};
use e2e::{Key, Result, Site};

#[test]
fn beginnings_of_words_find() -> Result {
    let words = "recomm netfl";
    let expected = Asked { words, ..Asked::default() }.titles(&entries());
    let sure = "Recommending for Long-Term Member Satisfaction at Netflix";
    assert!(expected.iter().any(|title| title == sure));
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.search(words).await?;
        page.lists(&expected).await?;
        page.says(&format!("{} of 44 case studies · “{words}”", expected.len())).await?;
        page.is_at("?q=recomm+netfl").await?;
        page.search(" zzz").await?;
        page.says("0 of 44 case studies · “recomm netfl zzz”").await
    })
}

#[test]
fn case_and_accents_do_not_matter() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.search("NÉTFLÏX causal").await?;
        let expected = Asked { words: "netflix causal", ..Asked::default() }.titles(&entries());
        assert!(!expected.is_empty());
        page.lists(&expected).await
    })
}

#[test]
fn typing_thirty_letters_is_one_step() -> Result {
    let (first, then) = ("recommending fo", "r long-term mem");
    assert_eq!(first.len() + then.len(), 30);
    Site::shipped().visit(async |visit| {
        let page = visit.open("?company=netflix").await?;
        page.says("14 of 44 case studies · company Netflix").await?;
        let before = page.history_length().await?;

        page.query_bar().await?;
        page.search_says("company:Netflix ").await?;
        page.type_keys(first).await?;
        page.is_at("?q=recommending+fo&company=netflix").await?;
        page.search_says("company:Netflix recommending fo").await?;
        page.type_keys(then).await?;
        page.is_at("?q=recommending+for+long-term+mem&company=netflix").await?;
        page.lists(&["Recommending for Long-Term Member Satisfaction at Netflix"]).await?;
        assert_eq!(page.history_length().await?, before + 1);

        page.back().await?;
        page.says("14 of 44 case studies · company Netflix").await?;
        page.search_says("company:Netflix ").await?;
        page.is_at("?company=netflix").await?;
        page.forward().await?;
        page.is_at("?q=recommending+for+long-term+mem&company=netflix").await?;
        page.search_says("recommending for long-term mem company:Netflix ").await?;
        Ok(())
    })
}

#[test]
fn what_was_typed_is_a_step_before_the_click_that_follows() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.says("44 of 44 case studies").await?;
        page.search("netflix").await?;
        page.panel("Tags").choose("causality").await?;
        page.is_at("?q=netflix&tag=causality").await?;
        page.back().await?;
        page.is_at("?q=netflix").await?;
        page.says("14 of 44 case studies · “netflix”").await?;
        page.back().await?;
        page.says("44 of 44 case studies").await?;
        assert_eq!(page.searched().await?, "");
        Ok(())
    })
}

#[test]
fn the_search_box_keeps_what_is_typed_and_sends_nothing() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.search("machine ").await?;
        page.is_at("?q=machine").await?;
        assert_eq!(page.searched().await?, "machine ");
        page.press(Key::Enter).await?;
        page.is_at("?q=machine").await?;
        assert_eq!(page.searched().await?, "machine ");
        page.follow("Remove “machine”").await?;
        page.says("44 of 44 case studies").await?;
        assert_eq!(page.searched().await?, "");
        Ok(())
    })
}
