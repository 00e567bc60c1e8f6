//! Texts, numbers and depths beyond all measure.

use std::sync::{Arc, Mutex};

use e2e::{Page, Reply, Result, Site, Trouble, eventually};
use fantoccini::Locator;
use serde_json::{Value, json};

use super::{WIDTHS, beside_others, is_unharmed, texts};

/// A million letters.
fn long(text: &str) -> String {
    text.repeat(1_000_000 / text.len())
}

/// Waits until the page says this. Not by its role: what browsers tell of megabytes to who asks for names takes them
/// longer than to show them.
async fn says(page: &Page, expected: &str) -> Result {
    let said = "document.querySelector('.page:not(.plain) [role=status]')?.textContent ?? null";
    eventually(&format!("the sentence {expected:?}"), async || {
        let said = page.session.evaluate(said).await?;
        Trouble::unless(said == expected, || format!("it is {said:.100}"))
    })
    .await
}

/// The page shows a list with two harmless entries and these, with whatever is open beside it, at any width, and
/// answers a click.
fn is_shown(entries: usize, list: &str) -> Result {
    Site::shipped().with_catalog(list).visit(async |visit| {
        let page = visit.browser().await?;
        let all = format!("{entries} of {entries} case studies");
        for width in WIDTHS {
            page.resize(width, 900).await?;
            for (link, is_there) in [
                ("", ".cases"),
                ("?chart=heat&vs=tag%3Dshared", ".comparison"),
                ("?case=a", "dialog.case"),
            ] {
                page.arrive(link).await?;
                says(&page, &all).await?;
                page.session.client.wait().for_element(Locator::Css(is_there)).await?;
                is_unharmed(&page).await.map_err(|trouble| trouble.during(link))?;
            }
        }
        page.arrive("").await?;
        says(&page, &all).await?;
        page.session.client.find(Locator::Css("a[data-value='0:2']")).await?.click().await?;
        says(&page, &format!("1 of {entries} case studies · tag One")).await
    })
}

#[test]
fn texts_of_a_megabyte() -> Result {
    let mut entry = json!({ "id": "a", "title": "Long", "tag": ["shared"] });
    for field in ["title", "url", "page", "summary"] {
        entry[field] = json!(long("W"));
    }
    is_shown(3, &beside_others(vec![entry]))
}

#[test]
fn a_megabyte_from_right_to_left() -> Result {
    let text = long("\u{5d0}");
    let entry =
        json!({ "id": "a", "title": text, "summary": text, "company": text, "tag": ["shared"] });
    is_shown(3, &beside_others(vec![entry]))
}

#[test]
fn a_list_that_says_a_megabyte_of_itself() -> Result {
    let mut list: Value = serde_json::from_str(&beside_others(Vec::new()))?;
    let text = long("W");
    for field in ["title", "description", "updated", "link_base"] {
        list[field] = json!(text);
    }
    list["facets"][1]["label"] = json!(text);
    list["facets"][2]["label"] = json!(text);
    is_shown(2, &list.to_string())
}

#[test]
fn a_hundred_thousand_tags_on_one_entry() -> Result {
    let tags: Vec<String> = (0..100_000).map(|at| format!("tag {at}")).collect();
    let entry = json!({ "id": "a", "title": "Tagged", "tag": tags, "constructor": tags });
    is_shown(3, &beside_others(vec![entry]))
}

#[test]
fn a_hundred_thousand_members_that_mean_nothing() -> Result {
    let mut entry = json!({ "id": "a", "title": "Odd", "tag": ["shared"] });
    for at in 0..100_000 {
        entry[format!("__proto__{at}")] = json!({ "harmed": [at] });
    }
    is_shown(3, &beside_others(vec![entry]))
}

#[test]
fn what_is_there_twice() -> Result {
    let twice = r#"{"id":"a","id":"b","title":"A","title":"<b>","tag":["x"],"tag":["shared"],"year":1,"year":9999}"#;
    let list = beside_others(vec![json!("@"), json!("@")]).replace("\"@\"", twice);
    is_shown(4, &list)
}

/// Says why a list cannot be shown, and shows it once it can.
async fn is_refused(page: &Page, list: &Mutex<String>, bad: &str, words: &[&str]) -> Result {
    bad.clone_into(&mut list.lock().unwrap());
    page.go("").await?;
    let alert = page.alert().await?;
    for word in words {
        assert!(alert.contains(word), "{word:?} is not in {alert:?}");
    }
    is_unharmed(page).await?;
    *list.lock().unwrap() = beside_others(Vec::new());
    page.push("Try again").await?;
    page.says("2 of 2 case studies").await
}

#[test]
fn numbers_depths_and_halves_of_letters_that_there_are_not() -> Result {
    let list = Arc::new(Mutex::new(String::new()));
    let served = Arc::clone(&list);
    let reply = move || Some(Reply::new(200, "application/json", served.lock().unwrap().clone()));
    Site::shipped().answering(reply).visit(async |visit| {
        let page = visit.browser().await?;
        let with_year = |year: &str| {
            texts::of(&[json!({ "id": "a", "title": "A", "year": "@" })]).replace("\"@\"", year)
        };
        let years = [
            "0",
            "-1",
            "10000",
            "65536",
            "99999999999999999999999999",
            "1e400",
            "-1e400",
            "1.5",
            "2e3",
            "NaN",
            "Infinity",
            "\"2020\"",
            "true",
            "[2020]",
            "{}",
            "0x7d0",
            "+2020",
            "02020",
            "2020n",
        ];
        for year in years {
            let words = ["cannot be read", "line 1"];
            let refused = is_refused(&page, &list, &with_year(year), &words).await;
            refused.map_err(|trouble| trouble.during(year))?;
        }
        let with_more = |more: &str| {
            texts::of(&[json!({ "id": "a", "title": "A", "more": "@" })]).replace("\"@\"", more)
        };
        for open in ["[", "{\"a\":", "[{\"a\":["] {
            is_refused(&page, &list, &with_more(&open.repeat(100_000)), &["less deeply"]).await?;
        }
        for half in ["\\ud800", "\\udfff\\ud800", "\\ud83dx", "\\u12", "\\x41"] {
            let title = texts::of(&[json!({ "id": "a", "title": "@" })]);
            let title = title.replace("\"@\"", &format!("\"{half}\""));
            let refused = is_refused(&page, &list, &title, &["cannot be read"]).await;
            refused.map_err(|trouble| trouble.during(half))?;
        }
        Ok(())
    })
}
