//! In the page itself.

use std::collections::BTreeSet;

use e2e::{Page, Result, Site, Trouble};
use serde_json::json;

use super::texts::{ODD, TEXTS, UNSAFE, catalog, of};
use super::{WIDTHS, answers_a_click, is_unharmed, stays_unharmed};

const ALL: usize = TEXTS.len() + UNSAFE.len() + ODD.len();
const TAGS: &str = "<u>Tags</u>";

fn query(key: &str, value: &str) -> String {
    format!(
        "?{}",
        url::form_urlencoded::Serializer::new(String::new()).append_pair(key, value).finish()
    )
}

#[test]
fn links_that_are_not_safe_are_text() -> Result {
    Site::shipped().with_catalog(catalog()).visit(async |visit| {
        let page = visit.open("?year=1999").await?;
        let links = UNSAFE.len() + ODD.len();
        page.says(&format!("{links} of {ALL} case studies · 1999")).await?;
        for (at, url) in UNSAFE.iter().enumerate() {
            let title = format!("Link {at}");
            page.has("rowheader", &title).await?;
            assert!(!page.has_now("link", &title).await?, "{url:?}");
            page.click(None, "rowheader", &title).await?;
        }
        page.says(&format!("{links} of {ALL} case studies · 1999")).await?;
        is_unharmed(&page).await?;
        // In the view of a case, too, which names where it leads.
        let cases: Vec<String> =
            (0..links).map(|at| query("case", &format!("link {at}"))).collect();
        stays_unharmed(&page, &cases).await
    })
}

#[test]
fn links_have_no_scheme_from_their_base_either() -> Result {
    for base in ["javascript:window.harmed=1//", "data:text/html,", "\u{1}javascript:", "https:"] {
        let mut list: serde_json::Value = serde_json::from_str(&catalog())?;
        list["link_base"] = json!(base);
        Site::shipped().with_catalog(list.to_string()).visit(async |visit| {
            let page = visit.open("").await?;
            page.says(&format!("{ALL} of {ALL} case studies")).await?;
            is_unharmed(&page).await
        })?;
    }
    Ok(())
}

#[test]
fn markup_is_text() -> Result {
    Site::shipped().with_catalog(catalog()).visit(async |visit| {
        let page = visit.open("").await?;
        for width in WIDTHS {
            page.resize(width, 900).await?;
            page.go("").await?;
            page.says(&format!("{ALL} of {ALL} case studies")).await?;
            page.titles().await?;
            page.has("heading", "</title><script>window.harmed=1</script>").await?;
            is_unharmed(&page).await?;
            let of_each =
                |key: &str| -> Vec<String> { TEXTS.iter().map(|text| query(key, text)).collect() };
            for key in ["tag", "company", "constructor", "q", "list", "case"] {
                let links = of_each(key);
                stays_unharmed(&page, &links).await.map_err(|trouble| trouble.during(key))?;
            }
            let beside = [
                "?chart=years&chart=heat&chart=pairs",
                "?embed=1&chart=heat",
                "?sort=-tag",
                "?vs=tag%3Dshared",
            ];
            for link in beside {
                page.go(link).await?;
                page.session.client.execute_async(RESTED, Vec::new()).await?;
                is_unharmed(&page).await.map_err(|trouble| trouble.during(link))?;
            }
        }
        page.resize(1280, 900).await?;
        answers_a_click(
            &page,
            TAGS,
            "shared",
            &format!("{} of {ALL} case studies · tag shared", TEXTS.len()),
        )
        .await
    })
}

#[test]
fn menus_and_completions_show_text() -> Result {
    Site::shipped().with_catalog(catalog()).visit(async |visit| {
        let page = visit.open("").await?;
        page.says(&format!("{ALL} of {ALL} case studies")).await?;
        page.push("Export").await?;
        page.push("Embed…").await?;
        is_unharmed(&page).await?;
        page.press(e2e::Key::Escape).await?;
        page.query_bar().await?;
        for typed in ["<", "tag:", "-company:", "proto", "__proto__:x ", "\"'&"] {
            page.type_keys(typed).await?;
            is_unharmed(&page).await.map_err(|trouble| trouble.during(typed))?;
        }
        page.press(e2e::Key::Escape).await?;
        page.push("Commands").await?;
        page.has("combobox", "Find a command").await?;
        page.type_keys("script").await?;
        is_unharmed(&page).await
    })
}

#[test]
fn a_filter_on_any_label_makes_a_link_that_comes_back() -> Result {
    // As many as a panel shows at once; all kinds of them.
    let tags: Vec<&str> = TEXTS.iter().copied().step_by(3).collect();
    let entry = |(at, tag): (usize, &&str)| json!({ "id": format!("t{at}"), "title": format!("Tagged {at}"), "tag": [tag] });
    let list = of(&tags.iter().enumerate().map(entry).collect::<Vec<_>>());
    Site::shipped().with_catalog(list).visit(async |visit| {
        let page = visit.open("").await?;
        let panel = page.panel(TAGS);
        let labels: Vec<String> = panel
            .values()
            .await?
            .into_iter()
            .filter(|value| value.count > 0)
            .map(|value| value.label)
            .collect();
        let mut seen = BTreeSet::new();
        for label in &labels {
            panel.choose(label).await?;
            page.lists_so_many(1).await?;
            let (titles, address) = (page.titles().await?, page.address().await?);
            page.reload().await?;
            page.lists(&titles).await.map_err(|trouble| trouble.during(&address))?;
            assert_eq!(page.address().await?, address);
            assert!(panel.is_chosen(label).await?, "{label:?}");
            seen.extend(titles);
            page.follow("Clear all").await?;
            page.lists_so_many(tags.len()).await?;
        }
        let tagged: BTreeSet<String> = (0..tags.len()).map(|at| format!("Tagged {at}")).collect();
        assert_eq!(seen, tagged);
        is_unharmed(&page).await
    })
}

/// Texts of ours in which one of the list stands as it is, and could turn what is beside it. In an element of its own
/// it turns nothing, and between U+2068 and U+2069.
const TURNED: &str = "(texts => {
  const turns = /[\\u0590-\\u08ff\\u200f\\u202a-\\u202e\\u2066\\u2067]/;
  const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (all.nextNode()) {
    const { data, parentElement } = all.currentNode;
    const rest = data.replace(/\\u2068[^\\u2066-\\u2069]*\\u2069/g, '');
    if (!turns.test(rest) || parentElement.closest('script, noscript')) continue;
    const isApart = (it) => {
      const { unicodeBidi, display } = getComputedStyle(it);
      // Every choice is drawn by itself, though WebKit says that it is in a line.
      const isChoice = it.localName === 'option';
      return isChoice || /isolate|plaintext/.test(unicodeBidi) || !/^(inline|contents)$/.test(display);
    };
    let apart = parentElement;
    while (!isApart(apart)) apart = apart.parentElement;
    if (!texts.includes(apart.textContent)) found.push(`${JSON.stringify(data)} in ${apart.outerHTML.slice(0, 300)}`);
  }
  return found;
})";

async fn turns_nothing(page: &Page, state: &str) -> Result {
    let own = ["\u{202e}Company", "<iframe src=javascript:window.harmed=1>\u{202e}"];
    let texts: Vec<&str> = TEXTS.into_iter().chain(ODD).chain(own).collect();
    let turned = page.session.evaluate(&format!("{TURNED}({})", json!(texts))).await?;
    Trouble::unless(turned == json!([]), || turned.to_string()).map_err(|it| it.during(state))
}

#[test]
fn text_that_turns_turns_nothing_beside_it() -> Result {
    let turning: Vec<&str> = TEXTS
        .into_iter()
        .filter(|text| text.contains(['\u{202e}', '\u{2067}', '\u{2069}', 'ש', 'ע']))
        .collect();
    assert_eq!(turning.len(), 6);
    Site::publishing(&catalog())?.visit(async |visit| {
        let page = visit.open("").await?;
        for text in turning {
            for link in [
                query("tag", text),
                query("tag", text).replace("tag=", "tag=-"),
                query("q", text),
                query("q", &format!("{text} x1 x2")),
                query("tag", &format!("{text} is not there")),
                query("company", text) + "&company=a-b&any=company",
                query("case", text),
                query("case", &format!("{text} is not there")),
                query("vs", &query("company", text)[1..]),
                query("company", text) + "&chart=heat&chart=pairs&chart=years",
            ] {
                page.go(&link).await?;
                page.session.client.execute_async(RESTED, Vec::new()).await?;
                turns_nothing(&page, &link).await?;
            }
        }
        for path in ["tag/shared.html", ""] {
            page.arrive(path).await?;
            turns_nothing(&page, path).await?;
        }
        Ok(())
    })
}

/// Waits for what the browser draws next.
const RESTED: &str = "requestAnimationFrame(() => setTimeout(arguments[0]))";

#[test]
fn a_key_that_is_a_name_of_every_object_is_a_key() -> Result {
    let declared = |key: &str| {
        format!(
            r#"{{"format":1,"facets":[{{"key":"{key}","label":"Key","many":true}}],"entries":[{{"id":"a","title":"A","{key}":["x"]}},{{"id":"b","title":"B"}}]}}"#
        )
    };
    // Not of the form that keys have: it is said.
    for key in ["__proto__", "toString", "hasOwnProperty", "<b>", "a b", "", "q", "list", "case"] {
        Site::shipped().with_catalog(declared(key)).visit(async |visit| {
            let page = visit.open("").await?;
            let alert = page.alert().await?;
            assert!(alert.contains("facet key") && alert.contains("line 1"), "{alert}");
            is_unharmed(&page).await
        })?;
    }
    for key in ["constructor", "prototype", "tostring", "valueof", "length", "proto"] {
        Site::shipped().with_catalog(declared(key)).visit(async |visit| {
            let page = visit.open(&format!("?{key}=x")).await?;
            page.says(&format!("1 of 2 case studies · {key} x")).await?;
            page.panel("Key").choose("x").await?;
            page.says("2 of 2 case studies").await?;
            is_unharmed(&page).await
        })?;
    }
    Ok(())
}
