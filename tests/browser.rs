//! What only a browser can show, run in one by `wasm-bindgen-test`: the views on a list that is handed to
//! them, without server or network.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "host/answers.rs"]
mod answers;

use std::collections::BTreeMap;

use casebook::query::{Library, Query, evaluate};
use casebook::{app, catalog};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, Element, Event, EventInit, HtmlElement, HtmlInputElement};

wasm_bindgen_test_configure!(run_in_browser);

const CASES: &[u8] = include_bytes!("../public/catalog.json");

const HOSTILE: &[u8] = br#"{ "format": 1, "title": "<img src=x onerror=alert(1)>",
    "facets": [{ "key": "tag", "label": "Tags", "many": true, "match": "all" }],
    "entries": [
        { "id": "a", "title": "<script>alert(1)</script>", "url": "javascript:alert(1)", "tag": ["<b>", "a&b=c"] },
        { "id": "b", "title": "Good", "url": "https://example.org/x", "tag": ["<b>"] },
        { "id": "c", "title": "Tab", "url": "java\tscript:alert(1)", "page": "notes.html" }] }"#;

/// A page with a list, and nothing else of a page.
struct Page {
    place: HtmlElement,
}

impl Page {
    /// Opens a list at an address such as `?tag=nlp`.
    fn open(json: &[u8], address: &str) -> Self {
        let path = document().location().and_then(|location| location.pathname().ok()).unwrap();
        let history = web_sys::window().unwrap().history().unwrap();
        let url = format!("{path}{address}");
        history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&url)).unwrap();
        let place: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        // At the same place in every test, whatever the others have said above it.
        place.set_attribute("style", "position: absolute; top: 0").unwrap();
        document().body().unwrap().append_child(&place).unwrap();
        let library = Box::leak(Box::new(Library::new(catalog::decode(json).unwrap())));
        app::open(&place, library);
        Self { place }
    }

    fn all(&self, selector: &str) -> Vec<Element> {
        let found = self.place.query_selector_all(selector).unwrap();
        (0..found.length()).map(|at| found.get(at).unwrap().unchecked_into()).collect()
    }

    fn one(&self, selector: &str) -> Element {
        let mut found = self.all(selector);
        assert_eq!(found.len(), 1, "{selector}");
        found.remove(0)
    }

    fn titles(&self) -> Vec<String> {
        self.all("[role=rowheader]").iter().map(|cell| cell.text_content().unwrap()).collect()
    }

    fn sentence(&self) -> String {
        self.one("[role=status]").text_content().unwrap()
    }

    /// Clicks the link with an accessible name, and lets the views follow.
    async fn click(&self, name: &str) {
        let link: HtmlElement = self.one(&format!("a[aria-label='{name}']")).unchecked_into();
        link.click();
        views_follow().await;
    }

    /// Types into the search box, and lets the views follow.
    async fn type_text(&self, text: &str) {
        let search: HtmlInputElement = self.one("#search").unchecked_into();
        search.set_value(text);
        let init = EventInit::new();
        init.set_bubbles(true);
        let input = Event::new_with_event_init_dict("input", &init).unwrap();
        search.dispatch_event(&input).unwrap();
        views_follow().await;
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.place.remove();
    }
}

/// Until the views have followed: they do so in microtasks, which all come before the next task.
async fn views_follow() {
    let mut next_task = |resolve: js_sys::Function, _| {
        web_sys::window().unwrap().set_timeout_with_callback(&resolve).unwrap();
    };
    JsFuture::from(js_sys::Promise::new(&mut next_task)).await.unwrap();
}

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

fn search() -> String {
    document().location().unwrap().search().unwrap()
}

fn script(code: &str) {
    js_sys::eval(code).unwrap();
}

#[wasm_bindgen_test]
async fn a_click_filters_and_writes_the_address() {
    let page = Page::open(CASES, "");
    assert_eq!(page.sentence(), "44 of 44 case studies");
    page.click("nlp, 6").await;
    page.click("2022, 3").await;
    assert_eq!(page.sentence(), "3 of 44 case studies · tag nlp · 2022");
    assert_eq!((page.titles().len(), search()), (3, "?tag=nlp&year=2022".into()));
    page.click("Remove tag nlp").await;
    assert_eq!(search(), "?year=2022");
}

#[wasm_bindgen_test]
async fn an_address_is_read_leniently_and_written_canonically() {
    let page = Page::open(CASES, "?year=2024..2022&tag=NLP&utm_source=x");
    assert_eq!(search(), "?tag=nlp&year=2022..2024");
    assert_eq!(page.sentence(), "4 of 44 case studies · tag nlp · 2022–2024");
}

#[wasm_bindgen_test]
async fn rows_follow_typing_before_the_address_does() {
    let page = Page::open(CASES, "");
    page.type_text("recomm netfl").await;
    assert_eq!(page.sentence(), "3 of 44 case studies · “recomm netfl”");
    assert!(page.titles()[0].starts_with("Recommending for Long-Term"));
    assert_eq!(search(), "");
    // The next discrete step brings the address up to date, words included.
    page.click("Exclude ops").await;
    assert_eq!(search(), "?q=recomm+netfl&tag=-ops");
}

#[wasm_bindgen_test]
async fn words_taken_back_leave_no_entry_for_later_words_to_replace() {
    let page = Page::open(CASES, "");
    let entries = || web_sys::window().unwrap().history().unwrap().length().unwrap();
    let before = entries();
    page.type_text("x").await;
    page.type_text("").await;
    // What is so already changes nothing, but brings the address up to date.
    page.click("Match all").await;
    assert_eq!(entries(), before);
    page.type_text("y").await;
    page.click("Match all").await;
    assert_eq!((entries(), search()), (before + 1, "?q=y".into()));
}

#[wasm_bindgen_test]
async fn the_page_works_on_where_the_browser_refuses_addresses() {
    let page = Page::open(CASES, "");
    script("history.pushState = () => { throw new Error('refused') }");
    page.click("nlp, 6").await;
    script("delete history.pushState");
    assert_eq!(page.sentence(), "6 of 44 case studies · tag nlp");
    assert_eq!(search(), "");
    page.click("2022, 3").await;
    assert_eq!(search(), "?tag=nlp&year=2022");
}

#[wasm_bindgen_test]
async fn texts_are_texts_and_only_safe_links_are_links() {
    let page = Page::open(HOSTILE, "");
    assert_eq!(page.titles(), ["<script>alert(1)</script>", "Good", "Tab"]);
    assert_eq!(page.one("h1").text_content().unwrap(), "<img src=x onerror=alert(1)>");
    assert!(page.all("script, img, b").is_empty());
    let links = page
        .all("[role=rowheader] a")
        .iter()
        .map(|link| link.get_attribute("href"))
        .collect::<Vec<_>>();
    assert_eq!(links, [None, Some("https://example.org/x".into()), Some("notes.html".into())]);
    page.click("a&b=c, 1").await;
    assert_eq!((page.titles().len(), search()), (1, "?tag=a-and-b-c".into()));
}

#[wasm_bindgen_test]
async fn rows_that_stay_keep_their_element_and_so_the_focus() {
    let page = Page::open(CASES, "");
    let link: HtmlElement = page.all("tbody tr:nth-child(5) .tag").remove(1).unchecked_into();
    link.focus().unwrap();
    page.click("recommender system, 14").await;
    assert_eq!(document().active_element(), Some(link.unchecked_into()));
}

/// A list of so many entries, whose tags are alike in each four.
fn list_of(entries: usize) -> Vec<u8> {
    let entry = |at: usize| {
        let tags = ["even", "odd", "even\",\"rare", "odd\",\"rare"][at % 4];
        format!(r#"{{"id":"{at}","title":"Entry {at}","year":{},"tag":["{tags}"]}}"#, 2000 + at % 9)
    };
    let entries: Vec<_> = (0..entries).map(entry).collect();
    let facets = r#"[{"key":"tag","label":"Tags","many":true,"match":"all"}]"#;
    format!(r#"{{"format":1,"facets":{facets},"entries":[{}]}}"#, entries.join(",")).into_bytes()
}

/// What a click changes in the document: how often, by the kind of change and what it changes.
async fn changes_of_a_click(page: &Page, name: &str) -> BTreeMap<String, usize> {
    script(
        "window.changes = []; window.observer = new MutationObserver(all => changes.push(...all));
         observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });",
    );
    page.click(name).await;
    let changes = js_sys::eval(
        "observer.disconnect(); changes.map(it => {
           const element = it.target.nodeType === 1 ? it.target : it.target.parentElement;
           return `${element.localName}.${element.className.split(' ')[0]} ${it.attributeName ?? it.type}`;
         }).join('\\n')",
    );
    let mut counted = BTreeMap::new();
    for change in changes.unwrap().as_string().unwrap().lines() {
        *counted.entry(change.to_owned()).or_default() += 1;
    }
    counted
}

#[wasm_bindgen_test]
async fn a_click_changes_what_it_changes_and_nothing_else() {
    let page = Page::open(&list_of(40), "");
    let before = page.all(".choose").iter().map(name_of).collect::<Vec<_>>();
    let rows = page.all("tbody [aria-rowindex]");
    let changes = changes_of_a_click(&page, "rare, 20").await;
    let after = page.all(".choose").iter().map(name_of).collect::<Vec<_>>();
    let counts = before.iter().zip(&after).filter(|(before, after)| before != after).count();
    let stay = rows.iter().filter(|row| row.is_connected()).count();
    let gone = rows.len() - stay;
    let come = page.all("tbody [aria-rowindex]").len() - stay;
    let links = page.all("tbody [aria-current]").len();

    // A count changes its name; all numbers of a panel are one text, and all its bars one background.
    let of = |change: &str| changes.get(change).copied().unwrap_or(0);
    let panels = page.all(".facet").len();
    assert_eq!(of("a.choose aria-label"), counts, "{changes:?}");
    assert_eq!((of("div.numbers characterData"), of("div.counts style")), (panels, panels));
    assert_eq!((of("li.value class"), of("a.choose aria-current")), (1, 1));
    // Rows that stay are told their new position and that the tag is chosen.
    assert_eq!(of("tbody. childList"), gone + come);
    assert!(of("tr. aria-rowindex") <= stay, "{stay} stay");
    assert!(of("a.tag aria-current") <= links);
    // What is left: the sentence, the chips with their two links and numbers, the ways to match and to sort, and
    // how many rows there are.
    let known = ["div.numbers", "div.counts", "a.choose", "li.value", "tbody.", "tr.", "a.tag"];
    let others = changes.iter().filter(|(it, _)| !known.iter().any(|known| it.starts_with(known)));
    let others: usize = others.map(|(_, times)| times).sum();
    assert!(others <= 20, "{changes:?}");
}

#[wasm_bindgen_test]
async fn a_click_changes_no_more_in_a_longer_list() {
    let mut lists = Vec::new();
    for entries in [200, 5000] {
        let page = Page::open(&list_of(entries), "");
        let count = js_sys::eval(&format!("({}).toLocaleString()", entries / 2)).unwrap();
        let rare = format!("rare, {}", count.as_string().unwrap());
        let mut changes = changes_of_a_click(&page, &rare).await;
        // How many rows are near what is seen is the window's doing; it never has many.
        let of_rows = |it: &str| ["tbody.", "tr.", "a.tag"].iter().any(|row| it.starts_with(row));
        let rows: usize =
            changes.iter().filter(|(it, _)| of_rows(it)).map(|(_, times)| times).sum();
        assert!(rows < 500, "{changes:?}");
        // What each filter leaves is said once the rows are drawn, which this may see or not.
        changes.retain(|it, _| !of_rows(it) && !["li. class", "span. childList"].contains(&&**it));
        lists.push(format!("{changes:#?}"));
    }
    assert_eq!(lists[0], lists[1]);
}

#[wasm_bindgen_test]
async fn links_that_share_a_value_are_made_ready_when_a_reader_comes_near() {
    let page = Page::open(CASES, "?year=2022");
    let link = page.one("a[aria-label^='nlp, ']");
    assert_eq!(link.get_attribute("href"), Some("?tag=nlp".into()));
    let init = EventInit::new();
    init.set_bubbles(true);
    link.dispatch_event(&Event::new_with_event_init_dict("pointerover", &init).unwrap()).unwrap();
    assert_eq!(link.get_attribute("href"), Some("?tag=nlp&year=2022".into()));
}

fn name_of(link: &Element) -> String {
    link.get_attribute("aria-label").unwrap()
}

#[wasm_bindgen_test]
fn counts_are_the_rows_after_the_click_in_wasm_too() {
    let library = Library::new(catalog::decode(CASES).unwrap());
    let nothing = Query::new(&library);
    let outcome = evaluate(&library, &nothing);
    for facet in 0..library.facets().len() {
        for &value in library.values(facet) {
            let clicked = evaluate(&library, &nothing.toggled(facet, value));
            assert_eq!(clicked.hits.len(), outcome.counts[facet][value.index()] as usize);
        }
    }
}

#[wasm_bindgen_test]
fn answers_are_those_of_any_machine() {
    assert_eq!(answers::digest(), answers::DIGEST);
    assert_eq!(answers::insights(), answers::INSIGHTS);
}
