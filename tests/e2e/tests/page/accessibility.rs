//! No state of the page has a violation of WCAG 2.2 A or AA that axe can find, in light colours, in dark ones, and
//! on a phone.

use e2e::{Key, Page, Reply, Result, Site, Taste, Trouble, Visit, eventually};

const CASE: &str = "vimeo-unlocking-knowledge-sharing-for-videos-with-rag";

/// A test of its own in light colours and in dark ones.
async fn in_both_themes(visit: &Visit, test: impl AsyncFn(&Page) -> Result) -> Result {
    for is_dark in [false, true] {
        let page = visit.browser_for(Taste { is_dark, is_still: true, ..Taste::default() }).await?;
        let theme = if is_dark { "dark" } else { "light" };
        test(&page).await.map_err(|trouble| trouble.during(theme))?;
    }
    Ok(())
}

/// Opens a link on a wide screen and on a phone, waits for what is to be there, and looks at it.
async fn look_at(page: &Page, link: &str, (role, name): (&str, &str)) -> Result {
    for (width, height) in [(1280, 900), (390, 844)] {
        page.resize(width, height).await?;
        page.go(link).await?;
        page.has(role, name).await?;
        page.is_accessible(&format!("{link:?} at {width} px")).await?;
    }
    Ok(())
}

#[test]
fn the_list_is_accessible() -> Result {
    let list = format!("?list={CASE}");
    Site::shipped().visit(async |visit| {
        in_both_themes(visit, async |page| {
            let all = "?q=learning&tag=nlp&tag=-ops&company=netflix&year=2022..&sort=-year";
            for link in ["", all] {
                look_at(page, link, ("table", "Case studies")).await?;
            }
            look_at(page, "?tag=nlp&year=2018", ("StaticText", "Nothing matches")).await?;
            look_at(page, "?tag=foo", ("StaticText", "No tag “foo” here.")).await?;
            look_at(page, &list, ("button", "Add to my reading list")).await
        })
        .await
    })
}

#[test]
fn without_a_list_it_is_accessible() -> Result {
    Site::shipped().with_catalog("<!doctype html>").visit(async |visit| {
        in_both_themes(visit, async |page| {
            for link in ["", "?tag=nlp", "?embed=1", "?chart=years&embed=1"] {
                look_at(page, link, ("button", "Try again")).await?;
            }
            Ok(())
        })
        .await
    })?;
    let shipped = std::fs::read_to_string(xtask::root().join("public/catalog.json")).unwrap();
    let stalled =
        move || Some(Reply::new(200, "application/json", shipped.clone()).stalled_at(1000));
    Site::shipped().answering(stalled).visit(async |visit| {
        in_both_themes(visit, async |page| {
            page.arrive("?tag=nlp").await?;
            eventually("how far it is", async || {
                let said = page.session.evaluate("document.querySelector('.state').innerText");
                let said = said.await?;
                let is_loading = said.as_str().is_some_and(|said| said.starts_with("Loading"));
                Trouble::unless(is_loading, || format!("it is {said}"))
            })
            .await?;
            page.is_accessible("loading").await?;
            // The list of `index.html`, before it is taken over.
            page.arrive("").await?;
            page.has("table", "Case studies").await?;
            page.is_accessible("the list of index.html").await?;
            for link in ["", "?tag=nlp"] {
                page.arrive(link).await?;
                let end = "document.getAnimations().forEach((it) => it.finish())";
                page.session.client.execute(end, Vec::new()).await?;
                page.has("link", "Try again").await?;
                page.is_accessible("a list that does not come").await?;
            }
            Ok(())
        })
        .await
    })?;
    let blocked = || Some(Reply::text(404, "none"));
    let site = Site::shipped().answering_at("casebook-*.js", blocked);
    site.forgiving("casebook-").visit(async |visit| {
        in_both_themes(visit, async |page| {
            for link in ["", "?tag=nlp"] {
                page.arrive(link).await?;
                page.has("link", "Try again").await?;
                page.is_accessible("a page that could not start").await?;
            }
            Ok(())
        })
        .await
    })
}

#[test]
fn what_lies_beside_the_list_is_accessible() -> Result {
    let case = format!("?tag=llm&case={CASE}");
    Site::shipped().visit(async |visit| {
        in_both_themes(visit, async |page| {
            look_at(page, &case, ("heading", "Similar cases")).await?;
            look_at(page, "?company=netflix&vs=company%3Dspotify", ("table", "Year")).await?;
            look_at(page, "?vs=company%3Dspotify", ("table", "Year")).await?;
            look_at(page, "?tag=nlp&embed=1", ("link", "Open the whole page")).await
        })
        .await
    })
}

#[test]
fn charts_are_accessible() -> Result {
    Site::shipped().visit(async |visit| {
        in_both_themes(visit, async |page| {
            for (chart, heading) in [
                ("years", "Case studies by year"),
                ("bars", "Tags by count"),
                ("heat", "Tags by year"),
                ("pairs", "Tags that go together"),
            ] {
                for link in
                    [format!("?chart={chart}"), format!("?tag=nlp&year=2022..&chart={chart}")]
                {
                    look_at(page, &link, ("figure", heading)).await?;
                    page.figure(heading).click("button", "View as table").await?;
                    page.figure(heading).has("table", heading).await?;
                    page.is_accessible(&format!("{link:?} as a table")).await?;
                }
                let framed = format!("?tag=nlp&embed=1&chart={chart}");
                look_at(page, &framed, ("figure", heading)).await?;
            }
            Ok(())
        })
        .await
    })
}

#[test]
fn what_opens_is_accessible() -> Result {
    Site::shipped().visit(async |visit| {
        for (width, height) in [(1280, 900), (390, 844)] {
            in_both_themes(visit, async |page| {
                page.go("?tag=llm").await?;
                page.resize(width, height).await?;
                page.says("4 of 44 case studies · tag llm").await?;
                what_opens(page).await.map_err(|trouble| trouble.during(&format!("{width} px")))
            })
            .await?;
        }
        in_both_themes(visit, async |page| {
            page.go("?tag=llm").await?;
            // So high that no target lies half below the foot of the sheet, whose content scrolls.
            page.resize(390, 2400).await?;
            page.push("Filters").await?;
            page.has("group", "Tags").await?;
            page.is_accessible("the filters on a phone").await
        })
        .await
    })
}

#[test]
fn parts_have_roles_and_names_and_changes_are_announced() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?tag=nlp").await?;
        page.says("6 of 44 case studies · tag nlp").await?;
        page.has("list", "Chosen filters").await?;
        for (role, names) in [
            ("banner", &[""][..]),
            ("search", &[""]),
            ("complementary", &["Filters"]),
            ("group", &["Company", "Industry", "Tags", "Year"]),
            ("main", &[""]),
            ("navigation", &["Charts"]),
            ("table", &["Case studies"]),
        ] {
            let found = page.session.all(None, role).await?;
            let found: Vec<_> = found.iter().map(|found| &*found.name).collect();
            assert_eq!(found, names, "{role}");
        }
        is_announced(&page, "6 of 44 case studies · tag nlp").await?;
        page.push("Export").await?;
        page.push("TSV").await?;
        is_announced(&page, "Saved machine-learning-in-media-and-streaming.tsv").await
    })
}

/// Waits until a text is in a part of the page whose changes are read out when the reader pauses.
async fn is_announced(page: &Page, text: &str) -> Result {
    let said = "[...document.querySelectorAll('[role=status], output, [aria-live=polite]')]\
                .filter(it => it.ariaLive !== 'off').map(it => it.textContent)";
    eventually(&format!("{text:?} to be announced"), async || {
        let said = page.session.evaluate(said).await?;
        let is_said = said.as_array().into_iter().flatten().any(|it| it == text);
        Trouble::unless(is_said, || format!("what is announced is {said}"))
    })
    .await
}

async fn what_opens(page: &Page) -> Result {
    page.push("Save Unlocking knowledge sharing for videos with RAG").await?;
    page.push("Reading list (1)").await?;
    page.has("button", "Show them").await?;
    page.is_accessible("the reading list").await?;
    page.press(Key::Escape).await?;
    page.push("Export").await?;
    page.push("Embed…").await?;
    page.has("textbox", "HTML to paste").await?;
    page.is_accessible("what can be taken away").await?;
    page.press(Key::Escape).await?;
    page.push("Commands").await?;
    page.has("combobox", "Find a command").await?;
    page.is_accessible("the commands").await?;
    page.type_keys("zzzz").await?;
    page.has("StaticText", "No command is called so").await?;
    page.is_accessible("no command").await?;
    page.press(Key::Escape).await?;
    page.type_keys("?").await?;
    page.has("dialog", "Keyboard shortcuts").await?;
    page.is_accessible("the shortcuts").await?;
    page.press(Key::Escape).await?;
    page.go("?tag=nlp").await?;
    page.query_bar().await?;
    for (begun, option) in
        [("-comp", "not company, 5 values"), ("any:gu", "not company Guardian, 2")]
    {
        page.type_keys(begun).await?;
        page.has("option", option).await?;
        page.press(Key::Down).await?;
        page.is_accessible(option).await?;
    }
    Ok(())
}
