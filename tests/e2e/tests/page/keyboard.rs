//! With the keyboard alone.

use e2e::{Key, Page, Result, Site, Trouble, eventually};

#[test]
fn words_a_value_and_an_order_by_keyboard() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.says("44 of 44 case studies").await?;
        page.press(Key::Tab).await?;
        assert_eq!(page.focused().await?.1, "Search");
        page.type_keys("learning").await?;
        page.is_at("?q=learning").await?;

        let llm = count_of(&page, "Company", "Netflix").await?;
        page.tab_to("link", &format!("Netflix, {llm}")).await?;
        page.press(Key::Enter).await?;
        page.says(&format!("{llm} of 44 case studies · “learning” · company Netflix")).await?;
        assert_eq!(page.focused().await?, ("link".to_owned(), format!("Netflix, {llm}")));

        page.tab_to("link", "Year").await?;
        page.press(Key::Enter).await?;
        page.is_at("?q=learning&company=netflix&sort=year").await?;
        assert_eq!(page.order_of("Year").await?.as_deref(), Some("ascending"));
        assert_eq!(page.focused().await?, ("link".to_owned(), "Year".to_owned()));
        page.press(Key::Enter).await?;
        page.is_at("?q=learning&company=netflix&sort=-year").await?;
        assert_eq!(page.order_of("Year").await?.as_deref(), Some("descending"));
        Ok(())
    })
}

#[test]
fn the_focus_stays_at_a_filter_that_is_followed() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        page.says("44 of 44 case studies").await?;
        page.tab_to("link", "Exclude nlp").await?;
        page.press(Key::Enter).await?;
        page.is_at("?tag=-nlp").await?;
        assert_eq!(page.focused().await?, ("link".to_owned(), "Allow nlp".to_owned()));
        page.press(Key::Enter).await?;
        page.is_at("").await?;
        assert_eq!(page.focused().await?, ("link".to_owned(), "Exclude nlp".to_owned()));

        page.go("?tag=nlp&tag=search").await?;
        page.tab_to("link", "Match any").await?;
        page.press(Key::Enter).await?;
        page.is_at("?tag=nlp&tag=search&any=tag").await?;
        assert_eq!(page.focused().await?, ("link".to_owned(), "Match any".to_owned()));
        Ok(())
    })
}

/// A link, what has the focus there, the key that is pressed, and where that leads.
const GONE: [(&str, (&str, &str), Key, &str); 8] = [
    ("?tag=nlp&year=2022", ("link", "Remove 2022"), Key::Enter, "?tag=nlp"),
    ("?tag=nlp", ("link", "Remove tag nlp"), Key::Enter, ""),
    ("?tag=nlp&year=2022", ("link", "Clear all"), Key::Enter, ""),
    ("?tag=nlp&sort=year", ("link", "Remove tag nlp"), Key::Escape, "?sort=year"),
    ("?tag=nlp&tag=foo", ("link", "Dismiss foo"), Key::Enter, "?tag=nlp"),
    ("?tag=nlp&year=2018", ("link", "drop tag nlp to see 1"), Key::Enter, "?year=2018"),
    ("?tag=nlp&chart=years", ("link", "Close Years"), Key::Enter, "?tag=nlp"),
    ("?tag=llm&vs=tag%3Dnlp", ("link", "Close comparison"), Key::Enter, "?tag=llm"),
];

#[test]
fn the_focus_is_not_lost_with_what_had_it() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        for (link, (role, name), key, next) in GONE {
            page.go(link).await?;
            page.focus(role, name).await?;
            page.press(key).await?;
            page.is_at(next).await?;
            has_focus(&page, name).await?;
        }
        // What Back takes away.
        page.go("").await?;
        page.panel("Tags").choose("nlp").await?;
        page.focus("link", "Remove tag nlp").await?;
        page.back().await?;
        page.is_at("").await?;
        has_focus(&page, "what Back took away").await?;
        // A button that has done what it is for.
        let case = "vimeo-unlocking-knowledge-sharing-for-videos-with-rag";
        page.go(&format!("?list={case}")).await?;
        page.focus("button", "Add to my reading list").await?;
        page.press(Key::Enter).await?;
        page.has("StaticText", "This is your reading list.").await?;
        has_focus(&page, "a button that is done").await
    })
}

/// Waits until something has the focus. Where it was is gone, so it would stay lost.
async fn has_focus(page: &Page, after: &str) -> Result {
    eventually(&format!("the focus after “{after}”"), async || {
        let focused = page.session.evaluate("document.activeElement.localName").await?;
        Trouble::unless(focused != "body", || "it is lost".to_owned())
    })
    .await
}

#[test]
fn from_the_top_to_a_case_and_back() -> Result {
    const PATH: [&str; 11] = [
        "Search",
        "Commands",
        "Exclude Netflix",
        "Years",
        "Compare",
        "Copy link",
        "Reading list",
        "Export",
        "Remove tag nlp",
        "Case study",
        "Details of ",
    ];
    Site::shipped().visit(async |visit| {
        let page = visit.open("?tag=nlp").await?;
        page.says("6 of 44 case studies · tag nlp").await?;
        // Low enough for the list and the panels to scroll.
        page.resize(1280, 500).await?;
        let titles = page.titles().await?;
        let (first, last) = (&titles[0], &titles[titles.len() - 1]);
        for name in PATH {
            let name =
                if name == "Details of " { format!("{name}{first}") } else { name.to_owned() };
            go_to(&page, &name, true).await?;
        }
        page.press(Key::Enter).await?;
        page.has("dialog", first).await?;
        assert_eq!(page.focused().await?, ("heading".to_owned(), first.clone()));
        page.press(Key::Tab).await?;
        assert_eq!(page.focused().await?.1, "Save");
        page.press(Key::Escape).await?;
        page.is_at("?tag=nlp").await?;
        eventually("the focus to come back", async || {
            let name = page.focused().await?.1;
            Trouble::unless(name == format!("Details of {first}"), || format!("it is on {name}"))
        })
        .await?;
        go_to(&page, &format!("Save {last}"), true).await?;
        for name in PATH[..10].iter().rev() {
            go_to(&page, name, false).await?;
        }
        Ok(())
    })
}

/// Tabs on until something has the focus, and back only where that is asked for. Whatever has it on the way can be
/// seen, and nothing is left out by beginning again.
async fn go_to(page: &Page, name: &str, on: bool) -> Result {
    // What it is called here is what is written there; all at once, since there are many stops.
    let stop = "(it => { const box = it.getBoundingClientRect();
        const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        const isSeen = it !== document.body && at !== null && (it.contains(at) || at.contains(it));
        return [it.ariaLabel ?? it.textContent, isSeen]; })(document.activeElement)";
    let mut before = String::new();
    while before != name {
        if on {
            page.press(Key::Tab).await?;
        } else {
            page.press_with(Key::Shift, Key::Tab.into()).await?;
        }
        // A browser may scroll to what has the focus a moment later.
        before = eventually(
            &format!("what is behind “{before}”, on the way to “{name}”"),
            async || {
                let now = page.session.evaluate(stop).await?;
                let called = now[0].as_str().unwrap_or_default().to_owned();
                Trouble::unless(now[1] == true, || format!("“{called}” cannot be seen"))?;
                Ok(called)
            },
        )
        .await?;
    }
    Ok(())
}

async fn count_of(page: &Page, panel: &str, label: &str) -> Result<usize> {
    let counts = page.panel(panel).counts().await?;
    Ok(counts.into_iter().find(|value| value.0 == label).unwrap().1)
}
