//! By every parameter of the address.

use e2e::{Page, Result, Site, Trouble, eventually};

use super::texts::{ODD, TEXTS, UNSAFE};
use super::{WIDTHS, answers_a_click, is_unharmed, stays_unharmed};

/// Every parameter that README.md names, with what is put into it.
const PARAMETERS: [&str; 15] = [
    "q=",
    "tag=",
    "tag=-",
    "company=",
    "year=",
    "any=",
    "all=",
    "sort=",
    "sort=-",
    "list=",
    "vs=",
    "vs=tag%3D",
    "case=",
    "chart=",
    "pin=",
];

/// What is no text at all, or a number that is none.
const NONSENSE: [&str; 24] = [
    "%FF",
    "%",
    "%E0%A4",
    "%ED%A0%80",
    "%00",
    "%C0%BC",
    "..",
    "1..9..3",
    "-1..2",
    "0..99999",
    "NaN",
    "1e400",
    "-0",
    "9999999999999999999999",
    "2022..Infinity",
    "%F0%9F%92%A9",
    "&&=&",
    "=",
    "#",
    "_none",
    "-_none",
    "ffffffff.4294967295.4294967295",
    "1a2b3c4d.44.-3",
    "0.0.0",
];

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

fn payloads() -> Vec<String> {
    let texts = TEXTS.iter().chain(&UNSAFE).chain(&ODD).map(|text| encoded(text));
    texts.chain(NONSENSE.map(str::to_owned)).collect()
}

/// All parameters at once, with the same in each.
fn all(payload: &str) -> String {
    format!("?{}", PARAMETERS.map(|parameter| format!("{parameter}{payload}")).join("&"))
}

#[test]
fn every_parameter_is_text() -> Result {
    Site::shipped().forgiving("Throttling").visit(async |visit| {
        let page = visit.open("").await?;
        for width in WIDTHS {
            page.resize(width, 900).await?;
            let links: Vec<String> = payloads().iter().map(|payload| all(payload)).collect();
            stays_unharmed(&page, &links).await?;
        }
        page.resize(1280, 900).await?;
        for parameter in PARAMETERS {
            let links: Vec<String> = payloads()
                .iter()
                .step_by(9)
                .map(|payload| format!("?{parameter}{payload}"))
                .collect();
            stays_unharmed(&page, &links).await.map_err(|trouble| trouble.during(parameter))?;
        }
        still_works(&page).await
    })
}

/// Waits until the page says how many cases there are.
async fn is_answered(page: &Page) -> Result {
    let said = "document.querySelector('[role=status]').textContent";
    eventually("an answer", async || {
        let said = page.session.evaluate(said).await?;
        let is_said = said.as_str().is_some_and(|said| said.contains(" of 44 case studies"));
        Trouble::unless(is_said, || said.to_string())
    })
    .await
}

async fn still_works(page: &Page) -> Result {
    answers_a_click(page, "Tags", "nlp", "6 of 44 case studies · tag nlp").await
}

#[test]
fn a_hostile_address_is_text_from_the_first_second_on() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.browser().await?;
        for width in WIDTHS {
            page.resize(width, 900).await?;
            for payload in [TEXTS[0], TEXTS[3], TEXTS[30], UNSAFE[0], UNSAFE[12]] {
                page.go(&all(&encoded(payload))).await?;
                is_answered(&page).await?;
                is_unharmed(&page).await.map_err(|trouble| trouble.during(payload))?;
                page.go(&(all(&encoded(payload)) + "&embed=1")).await?;
                is_unharmed(&page).await.map_err(|trouble| trouble.during(payload))?;
            }
            page.go("?%FF=%&tag=%E0%A4&&=&year=..&sort=&q=%00").await?;
            is_answered(&page).await?;
        }
        page.resize(1280, 900).await?;
        page.go("?tag=%3Cimg%20src%3Dx%20onerror%3Dwindow.harmed%3D1%3E&q=%3Cb%3E%22%27").await?;
        page.has("StaticText", "No tag “<img src=x onerror=window.harmed=1>” here.").await?;
        // The query bar says the words; of the tag, only that it is not there.
        page.search_says(r#"<b>"' tag:"<img src=x onerror=window.harmed=1>" "#).await?;
        is_unharmed(&page).await?;
        still_works(&page).await
    })
}

#[test]
fn a_long_address_is_answered() -> Result {
    // As long as servers take them; browsers take more.
    let many = |part: &str| format!("?{}", part.repeat(60_000 / part.len()));
    let long = [
        many("tag=x&"),
        many("tag=nlp&tag=-nlp&"),
        many("q=a&"),
        many("list=%00&"),
        many("vs=vs%3Dvs%253D&"),
        many("chart=years&chart=heat&"),
        format!("?q={}", "a".repeat(60_000)),
        format!("?q={}", "a+".repeat(30_000)),
        format!("?tag={}", "%3C".repeat(20_000)),
        format!("?case={}", "W".repeat(60_000)),
        format!("?year={}..", "9".repeat(60_000)),
        format!("?vs=tag%3D{}", "W".repeat(60_000)),
        format!("?list={}", "W".repeat(60_000)),
    ];
    Site::shipped().visit(async |visit| {
        let page = visit.browser().await?;
        for width in WIDTHS {
            page.resize(width, 900).await?;
            for link in &long {
                page.go(link).await?;
                is_answered(&page).await?;
                is_unharmed(&page).await.map_err(|trouble| trouble.during(&link[..20]))?;
            }
        }
        page.resize(1280, 900).await?;
        still_works(&page).await
    })
}
