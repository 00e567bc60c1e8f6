//! The list in `index.html`: there with the first answer, without scripts, and taken over without a trace.

use std::sync::{Arc, Condvar, Mutex};

use e2e::{Engine, Key, Page, Result, Site, Trouble, eventually};
use serde_json::{Value, json};

/// Holds a file back until it is opened.
#[derive(Clone, Default)]
pub(super) struct Gate(Arc<(Mutex<bool>, Condvar)>);

impl Gate {
    fn at(&self, site: Site) -> Site {
        self.before("catalog.json", site)
    }

    /// The file whose name begins so.
    pub(super) fn before(&self, name: &'static str, site: Site) -> Site {
        let gate = self.clone();
        site.answering_at(name, move || {
            let (open, opened) = &*gate.0;
            drop(opened.wait_while(open.lock().unwrap(), |open| !*open));
            None
        })
    }

    pub(super) fn open(&self) {
        *self.0.0.lock().unwrap() = true;
        self.0.1.notify_all();
    }
}

/// What the table and the masthead are made of: every element with its attributes, every text.
const MADE_OF: &str = "[...document.querySelectorAll('.masthead, .sentence, .cases > thead, .cases > tbody:not(.space) > tr')]\
                       .map(it => it.outerHTML)";

/// Where they are, to a hundredth of a pixel.
const PLACES: &str = "[...document.querySelectorAll('.masthead, .search, .sentence, .copy button, .cases th, .cases td')]\
                      .map(it => it.getBoundingClientRect()).map(it => [it.x, it.y, it.width, it.height].map(Math.round).join())";

/// Reads the list before and after it was taken over.
async fn before_and_after(page: &Page, gate: &Gate, what: &str) -> Result<(Value, Value)> {
    page.arrive("").await?;
    eventually("the list", async || {
        let rows = page.session.evaluate("document.querySelectorAll('.plain td').length").await?;
        Trouble::unless(rows.as_u64() > Some(0), || "it is not there".to_owned())
    })
    .await?;
    let before = page.session.evaluate(what).await?;
    gate.open();
    page.has_started().await?;
    page.titles().await?;
    Ok((before, page.session.evaluate(what).await?))
}

#[test]
fn it_is_what_the_page_makes() -> Result {
    // HTML has no way to write a NUL.
    let hostile = super::hostile::texts::catalog().replace("\\u0000", "");
    for list in [include_str!("../../../../public/catalog.json"), &hostile] {
        let gate = Gate::default();
        gate.at(Site::publishing(list)?).visit(async |visit| {
            let page = visit.browser().await?;
            let (before, after) = before_and_after(&page, &gate, MADE_OF).await?;
            let (before, after) = (before.as_array().unwrap(), after.as_array().unwrap());
            // index.html has the first rows of a long list.
            assert!(before.len() > 44 && before.len() <= after.len(), "{}", before.len());
            for (before, after) in before.iter().zip(after) {
                assert_eq!(before, after);
            }
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn nothing_moves_when_it_is_taken_over() -> Result {
    for (width, height) in [(390, 844), (1280, 900), (1920, 2000)] {
        let gate = Gate::default();
        let shifts = "window.shifts = []; new PerformanceObserver((list) => \
                          shifts.push(...list.getEntries().map((it) => it.value)))\
                          .observe({ type: 'layout-shift', buffered: true })";
        gate.at(Site::shipped()).running_first(shifts).visit(async |visit| {
            let page = visit.browser().await?;
            page.resize(width, height).await?;
            let (before, after) = before_and_after(&page, &gate, PLACES).await?;
            assert_eq!(before, after);
            assert!(before.as_array().is_some_and(|places| places.len() > 4 * 44), "{before}");
            assert_eq!(page.session.evaluate("window.shifts").await?, json!([]));
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn nothing_moves_while_it_comes() -> Result {
    // What is seen: where it is.
    let seen = "[...document.querySelectorAll('.masthead > *, .bar > :not(.filters-button), .sentence, .matching > *, .cases th, .cases td')]\
                .filter(it => it.checkVisibility({ visibilityProperty: true })).map(it => it.getBoundingClientRect())\
                .map(it => [it.x, it.y, it.width, it.height].map(Math.round).join())";
    // Each is in the middle of what makes room for what follows in it; from the end, with how many are seen when it has
    // not come yet.
    let ends = [
        ("tr:nth-child(2) .details", 20),
        (".details", 15),
        ("th.many", 10),
        ("[data-chart=heat]", 5),
        (".filters-button", 3),
    ];
    for (width, height) in [(390, 844), (1280, 900)] {
        let gate = Gate::default();
        gate.at(Site::shipped()).visit(async |visit| {
            let page = visit.browser().await?;
            page.resize(width, height).await?;
            page.arrive("").await?;
            page.table().await?;
            let read = async |before: &str| -> Result<Vec<String>> {
                Ok(serde_json::from_value(page.session.evaluate(&format!("{before}{seen}")).await?)?)
            };
            let whole = read("").await?;
            for (end, count) in ends {
                // As it is when it has come so far.
                let rest = format!(
                    "(rest => {{ rest.setStart(document.querySelector('{end}'), 0); \
                     rest.setEndAfter(document.querySelector('#app').lastChild); rest.deleteContents() }})\
                     (document.createRange()), "
                );
                let part = read(&rest).await?;
                assert!(whole.starts_with(&part), "up to {end}: {part:?}, then {whole:?}");
                assert_eq!(part.len(), count, "up to {end}: {part:?}");
            }
            gate.open();
            Ok(())
        })?;
    }
    Ok(())
}

#[test]
fn a_link_that_asks_for_more_never_shows_all() -> Result {
    let gate = Gate::default();
    // The number of rows that are laid out, whenever something is drawn.
    let frames = "window.frames_ = new Set(); (function look() { \
                      frames_.add([...document.querySelectorAll('tbody tr')].filter(it => it.getClientRects().length).length); \
                      requestAnimationFrame(look) })()";
    gate.at(Site::shipped()).running_first(frames).visit(async |visit| {
        let page = visit.browser().await?;
        page.arrive("?tag=nlp").await?;
        page.has("heading", "Machine learning in media and streaming").await?;
        page.says("Loading the list…").await?;
        page.has("link", "See the whole list").await?;
        gate.open();
        page.says("6 of 44 case studies · tag nlp").await?;
        eventually("the rows", async || {
            let seen = page.session.evaluate("[...frames_]").await?;
            Trouble::unless(seen == json!([0, 6]), || seen.to_string())
        })
        .await
    })
}

#[test]
fn it_is_read_without_scripts() -> Result {
    Site::shipped().without_scripts().visit(async |visit| {
        let page = visit.browser().await?;
        page.arrive("?tag=nlp").await?;
        let table = page.table().await?;
        assert_eq!(page.session.all(Some(&table), "rowheader").await?.len(), 44);
        assert_eq!(page.columns().await?, ["Company", "Case study", "Year", "Tags"]);
        page.has("heading", "Machine learning in media and streaming").await?;
        page.has("link", "catalog.json").await?;
        assert!(!page.has_now("searchbox", "Search").await?);
        assert!(!page.has_now("button", "Filters").await?);
        Ok(())
    })
}

#[test]
fn its_filters_are_links() -> Result {
    let gate = Gate::default();
    // The list is still on its way when the page is left, which WebKit says.
    gate.at(Site::shipped()).forgiving_in(Engine::Webkit, "catalog.json").visit(async |visit| {
        let page = visit.browser().await?;
        page.arrive("").await?;
        page.choose_in_row("nlp").await?;
        page.is_at("?tag=nlp").await?;
        page.back().await?;
        let search = page.has("searchbox", "Search").await?;
        let search = page.session.element(&search).await?;
        search.send_keys(&format!("spotify{}", char::from(Key::Enter))).await?;
        page.is_at("?q=spotify").await?;
        gate.open();
        page.has_started().await?;
        assert_eq!(page.searched().await?, "spotify");
        Ok(())
    })
}

#[test]
fn what_was_typed_stays() -> Result {
    let gate = Gate::default();
    gate.at(Site::shipped()).visit(async |visit| {
        let page = visit.browser().await?;
        page.arrive("").await?;
        page.search("net").await?;
        gate.open();
        page.is_at("?q=net").await?;
        assert_eq!(page.searched().await?, "net");
        // Whoever has the focus gets the keys.
        page.session.client.active_element().await?.send_keys("flix").await?;
        page.is_at("?q=netflix").await?;
        assert_eq!(page.session.evaluate("document.activeElement.id").await?, json!("search"));
        Ok(())
    })
}

#[test]
fn the_place_and_the_focus_stay() -> Result {
    let place =
        "[scrollY, document.activeElement.href, document.activeElement.getBoundingClientRect().y]";
    let gate = Gate::default();
    gate.at(Site::shipped()).visit(async |visit| {
        let page = visit.browser().await?;
        page.arrive("").await?;
        page.table().await?;
        let read = "(it => { it.focus({ preventScroll: true }); scrollTo(0, scrollY + it.getBoundingClientRect().y - 80) })\
                    (document.querySelectorAll('[role=rowheader] a')[30])";
        page.session.evaluate(read).await?;
        let before = page.session.evaluate(place).await?;
        gate.open();
        page.has_started().await?;
        eventually("the place", async || {
            let now = page.session.evaluate(place).await?;
            Trouble::unless(now == before, || format!("{now}, not {before}"))
        })
        .await?;
        assert!(before[0].as_f64() > Some(1000.0), "{before}");
        Ok(())
    })
}

#[test]
fn it_is_there_below_what_went_wrong() -> Result {
    Site::shipped().with_catalog("<!doctype html>").visit(async |visit| {
        for link in ["", "?tag=nlp"] {
            let page = visit.open(link).await?;
            page.alert().await?;
            let table = page.table().await?;
            assert_eq!(page.session.all(Some(&table), "rowheader").await?.len(), 44);
            page.has("heading", "The list could not be loaded").await?;
        }
        Ok(())
    })
}
