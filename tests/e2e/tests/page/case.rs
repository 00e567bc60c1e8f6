//! An entry of its own, over the list.

use e2e::{Key, Page, Result, Site, Trouble, eventually};

const ANNOTATIONS: &str = "How We Generated Millions of Content Annotations";
const SUPPORT: &str =
    "Better Customer Support Using Retrieval-Augmented Generation (RAG) at Thomson Reuters";
const SUPPORT_ID: &str = "thomson-reuters-better-customer-support-using-retrieval-augmented-generation-rag-at-thomson-reuters";

/// Waits until the view of a case is open, and has the focus on its title.
async fn shows(page: &Page, title: &str) -> Result {
    page.has("dialog", title).await?;
    has_focus(page, "heading", title).await
}

async fn has_focus(page: &Page, role: &str, name: &str) -> Result {
    eventually(&format!("the focus on the {role} “{name}”"), async || {
        let focused = page.focused().await?;
        Trouble::unless(focused == (role.to_owned(), name.to_owned()), || format!("{focused:?}"))
    })
    .await
}

async fn is_closed(page: &Page) -> Result {
    eventually("the list alone", async || {
        let open = page.session.all(None, "dialog").await?;
        Trouble::unless(open.is_empty(), || format!("{open:?} is open"))
    })
    .await
}

/// What the view says beside its links and buttons.
async fn says(page: &Page, text: &str) -> Result {
    eventually(&format!("the words {text:?}"), async || {
        let said = page.session.evaluate("document.querySelector('dialog').innerText").await?;
        let said = said.as_str().unwrap_or_default().to_owned();
        Trouble::unless(said.contains(text), || said)
    })
    .await
}

#[test]
fn a_case_tells_all_and_leads_to_those_like_it() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?tag=llm").await?;
        page.says("4 of 44 case studies · tag llm").await?;
        page.follow(&format!("Details of {SUPPORT}")).await?;
        page.is_at(&format!("?tag=llm&case={SUPPORT_ID}")).await?;
        shows(&page, SUPPORT).await?;
        let title = page.session.client.title().await?;
        assert_eq!(title, format!("{SUPPORT} – Machine learning in media and streaming"));
        let dialog = page.has("dialog", SUPPORT).await?;
        for link in ["Thomson Reuters", "customer support", "rag", "2024"] {
            page.session.one(Some(&dialog), "link", link).await?;
        }
        says(&page, &format!("Id\n{SUPPORT_ID}")).await?;
        says(&page, "Shares rag, generative ai, llm").await?;

        page.follow("Unlocking knowledge sharing for videos with RAG").await?;
        shows(&page, "Unlocking knowledge sharing for videos with RAG").await?;
        page.back().await?;
        shows(&page, SUPPORT).await?;
        page.back().await?;
        is_closed(&page).await?;
        page.is_at("?tag=llm").await?;
        let title = page.session.client.title().await?;
        assert_eq!(title, "Machine learning in media and streaming");
        has_focus(&page, "link", &format!("Details of {SUPPORT}")).await
    })
}

#[test]
fn it_opens_and_closes_by_keyboard() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?tag=llm").await?;
        page.says("4 of 44 case studies · tag llm").await?;
        let details = format!("Details of {ANNOTATIONS}");
        page.tab_to("link", &details).await?;
        page.press(Key::Enter).await?;
        shows(&page, ANNOTATIONS).await?;
        page.press(Key::Escape).await?;
        is_closed(&page).await?;
        page.is_at("?tag=llm").await?;
        has_focus(&page, "link", &details).await?;

        page.press(Key::Enter).await?;
        shows(&page, ANNOTATIONS).await?;
        page.push("Close").await?;
        is_closed(&page).await?;
        page.is_at("?tag=llm").await?;
        has_focus(&page, "link", &details).await
    })
}

#[test]
fn hits_are_gone_through_one_by_one() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?tag=llm&sort=title").await?;
        let titles = page.titles().await?;
        page.follow(&format!("Details of {}", titles[0])).await?;
        for (at, title) in titles.iter().enumerate() {
            shows(&page, title).await?;
            says(&page, &format!("{} of 4", at + 1)).await?;
            if at + 1 < titles.len() {
                page.follow("Next").await?;
            }
        }
        page.follow("Previous").await?;
        shows(&page, &titles[2]).await?;
        // What is not among the hits has nothing before or behind it.
        page.go(&format!("?tag=cv&case={SUPPORT_ID}")).await?;
        shows(&page, SUPPORT).await?;
        assert!(!page.has_now("link", "Next").await?);
        Ok(())
    })
}

#[test]
fn its_values_filter_the_list() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open(&format!("?tag=llm&case={SUPPORT_ID}")).await?;
        shows(&page, SUPPORT).await?;
        // Before others of the name in the list, which lies behind.
        page.follow("rag").await?;
        is_closed(&page).await?;
        page.is_at("?tag=llm&tag=rag").await?;
        page.says("2 of 44 case studies · tag llm · tag rag").await?;
        let status = page.session.evaluate("document.activeElement.getAttribute('role')").await?;
        assert_eq!(status, "status");
        Ok(())
    })
}

#[test]
fn a_case_that_is_not_there_says_so() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?tag=llm&case=%3Cb%3Egone").await?;
        shows(&page, "No such case").await?;
        says(&page, "The list has no case “<b>gone”.").await?;
        page.follow("Show the list").await?;
        is_closed(&page).await?;
        page.is_at("?tag=llm").await?;
        page.says("4 of 44 case studies · tag llm").await
    })
}

#[test]
fn the_place_in_the_list_stays() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        let titles = page.titles().await?;
        let place =
            "[scrollY, document.querySelectorAll('.details')[35].getBoundingClientRect().y]";
        page.session
            .evaluate(
                "document.querySelectorAll('.details')[35].scrollIntoView({ block: 'center' })",
            )
            .await?;
        let before = page.session.evaluate(place).await?;
        assert!(before[0].as_f64() > Some(500.0), "{before}");
        for by_back in [false, true] {
            page.follow(&format!("Details of {}", titles[35])).await?;
            shows(&page, &titles[35]).await?;
            if by_back {
                page.back().await?;
            } else {
                page.push("Close").await?;
            }
            is_closed(&page).await?;
            has_focus(&page, "link", &format!("Details of {}", titles[35])).await?;
            assert_eq!(page.session.evaluate(place).await?, before, "{by_back}");
        }
        Ok(())
    })
}

#[test]
fn a_view_that_does_not_arrive_can_be_left() -> Result {
    let unavailable = || Some(e2e::Reply::new(503, "text/html", "<!doctype html>"));
    Site::shipped().answering_at("later-", unavailable).forgiving("later-").visit(async |visit| {
        let page = visit.open("").await?;
        let titles = page.titles().await?;
        page.follow(&format!("Details of {}", titles[0])).await?;
        assert!(
            page.alert()
                .await?
                .contains("Check the connection, then try again, or reload the page.")
        );
        page.back().await?;
        page.is_at("").await?;
        page.panel("Tags").choose("nlp").await?;
        page.says("6 of 44 case studies · tag nlp").await
    })
}
