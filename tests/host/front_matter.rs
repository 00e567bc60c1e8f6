//! Pages whose front matter says what they are about, as site generators keep them.

use crate::structured::{entries, problems};
use casebook::curate::{Built, Options, Source, build};

fn built_of(pages: &[(&str, &str)]) -> Built {
    let source = |(name, text): &(&str, &str)| Source::new(name, (*text).into()).unwrap();
    let options = Options {
        paths: pages.iter().map(|(name, _)| (*name).to_owned()).collect(),
        is_folder: true,
        may_be_no_list: vec![true; pages.len()],
        ..Options::default()
    };
    build(pages.iter().map(source).collect(), &options)
}

fn check(pages: &[(&str, &str)], expected: &[&str], faults: &[&str]) {
    let built = built_of(pages);
    let found = problems(&built);
    assert_eq!(entries(&built), expected, "{found:#?}");
    assert_eq!(found.len(), faults.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(faults) {
        assert!(found.starts_with(expected), "{found}\nis not\n{expected}");
    }
}

#[test]
fn a_page_of_a_collection_is_an_entry() {
    let page = "---\nlayout: post\ntitle: \"Search: in a week\"\ndate: 2024-05-06 10:00:00 +0200\npublished: true\ncompany: Acme\nindustry: [Retail]\ntags: [x, y]\ncategories: [z]\nsummary: >-\n  One\n  team.\nexternal_url: https://u/1\nslug: search\nauthor: Me\nmood: good\n---\n\nHow it went, see [this](https://u/2) and [that](https://u/3).\n";
    let entry = r#"{"id":"search","title":"Search: in a week","url":"https://u/1","page":"posts/a.md","year":2024,"company":"Acme","industry":["Retail"],"tag":["x","y"],"summary":"One team."}"#;
    let faults = ["9:1 CB023: column `categories`", "16:1 CB023: column `mood`"];
    check(&[("posts/a.md", page)], &[entry], &faults);
    // What is said of one page is true of the next.
    let other = |text: &str| text.replace("Search: in a week", "No fraud").replace("u/1", "u/4");
    let next = other(page).replace(": search", ": next");
    let second = other(entry).replace("\"search\"", "\"next\"").replace("a.md", "b.md");
    check(&[("posts/a.md", page), ("posts/b.md", &next)], &[entry, &second], &faults);
}

#[test]
fn the_page_around_it_fills_in_what_is_not_said() {
    let page = "---\ntitle: A\ncompany: Acme\n---\n\n> **TL;DR**: Short.\n\n## Original Source\n\n[Read it](https://u/1)\n";
    let entry = r#"{"id":"acme-a","title":"A","url":"https://u/1","page":"a.md","company":"Acme","summary":"Short."}"#;
    check(&[("a.md", page)], &[entry], &[]);
    let page = "---\nlink: https://u/1\n---\n\n# A: b\n";
    check(
        &[("a.md", page)],
        &[r#"{"id":"a-b","title":"A: b","url":"https://u/1","page":"a.md"}"#],
        &[],
    );
    let page = "+++\ntitle = 'A'\ncompany = 'Acme'\ndate = 2024-05-06\n[extra]\nlink = 'https://u/1'\n[taxonomies]\ntags = ['x']\n+++\n";
    let entry = r#"{"id":"acme-a","title":"A","url":"https://u/1","page":"a.md","year":2024,"company":"Acme","tag":["x"]}"#;
    check(&[("a.md", page)], &[entry], &[]);
}

#[test]
fn lists_and_other_pages_are_none() {
    let table = "---\ntitle: Cases of Acme\ncompany: Acme\ntags: [x, y]\nlayout: page\nmood: good\n---\n\n| Case Study | Year |\n|--|--|\n| [A](https://u/1) | 2024 |\n";
    let entry = r#"{"id":"acme-a","title":"A","url":"https://u/1","year":2024,"company":"Acme","tag":["x","y"]}"#;
    check(&[("a.md", table)], &[entry], &["6:1 CB083: `mood`"]);
    let bullets =
        "---\ntitle: Cases\ncompany: Acme\n---\n\n- [A](https://u/1)\n- [B](https://u/2)\n";
    let found = entries(&built_of(&[("a.md", bullets)]));
    assert_eq!(found.len(), 2, "{found:?}");
    let post = "---\ntitle: Hello\nauthor: Me\n---\n\nA post.\n";
    let built = built_of(&[("a.md", post), ("b.md", table)]);
    assert_eq!(entries(&built), [entry]);
}

#[test]
fn a_list_links_to_the_page() {
    let list = "# Cases\n\n| Case Study | Company |\n|--|--|\n| [A](posts/a.md) | Acme |\n";
    let page = "---\ntitle: A\ncompany: Acme\nlink: https://u/1\n---\n";
    let entry =
        r#"{"id":"acme-a","title":"A","url":"https://u/1","page":"posts/a.md","company":"Acme"}"#;
    let built = built_of(&[("README.md", list), ("posts/a.md", page)]);
    assert_eq!(entries(&built), [entry], "{:?}", problems(&built));
    assert_eq!(built.rows.merged, 1);
}
