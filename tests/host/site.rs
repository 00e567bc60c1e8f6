//! The list in the page: what every list keeps to, and the command that puts it there.

use crate::support::{Folder, casebook, project, said};
use casebook::query::Library;
use casebook::{catalog, site};
use proptest::prelude::*;

/// As Trunk leaves it.
const PAGE: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>Casebook</title>\
    <link href=./style.css rel=stylesheet></head><body><div id=app><div class=state role=status>\
    <p>Loading</div></div></body></html>";

const LIST: &str =
    "# Cases\n\n| Case Study | Year |\n|--|--|\n| [First](https://a.example/) | 2024 |\n";

#[test]
fn the_command_puts_a_list_in_place_of_another() {
    let folder = Folder::new("site");
    folder.write("site/index.html", PAGE);
    let shipped = project("public/catalog.json");
    for (list, entries) in [(&*shipped.to_string_lossy(), "44 entries"), ("list.md", "1 entry")] {
        folder.write("list.md", LIST);
        let output = casebook(folder.path(), &["site", list, "--into", "site"]);
        assert_eq!(said(&output), format!("casebook: put {entries} into site\n"));
    }
    let page = folder.read("site/index.html").unwrap();
    assert!(
        page.contains("<title>Cases</title>")
            && page.matches("<tr role=\"row\" aria-rowindex").count() == 1
    );
    assert!(folder.read("site/catalog.json").unwrap().contains(r#""title":"First""#));
}

#[test]
fn what_is_no_page_stays_as_it_is() {
    let folder = Folder::new("no-site");
    folder.write("list.md", LIST);
    folder.write("index.html", "<title>Mine</title>");
    let output = casebook(folder.path(), &["site", "list.md", "--into", "."]);
    assert!(said(&output).contains("this is no page of Casebook"), "{}", said(&output));
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(folder.read("index.html").unwrap(), "<title>Mine</title>");
    let output = casebook(folder.path(), &["site", "list.md", "--into", "nowhere"]);
    assert!(said(&output).contains("`cargo xtask build` makes it"), "{}", said(&output));
}

#[test]
fn of_a_long_list_the_first_rows_are_there_and_the_rest_is_named() {
    let entry = |at: usize| format!(r#"{{"id":"{at}","title":"Entry {at}"}}"#);
    let entries: Vec<String> = (0..60).map(entry).collect();
    let json = format!(r#"{{"format":1,"facets":[],"entries":[{}]}}"#, entries.join(","));
    let page = filled(&json);
    assert_eq!(page.matches("<tr role=\"row\" aria-rowindex").count(), 50);
    assert!(page.contains("aria-rowcount=\"61\"") && page.contains("the first 50 of 60 entries"));
}

fn filled(json: &str) -> String {
    site::fill(PAGE, &Library::new(catalog::decode(json.as_bytes()).unwrap())).unwrap()
}

proptest! {
    /// Any text may stand anywhere in a list, and makes no element, no attribute and no address of its own.
    #[test]
    fn texts_stay_texts(title in any::<String>(), label in any::<String>(), url in any::<String>()) {
        let texts = [&title, &label, &url].map(|text| serde_json::to_string(text).unwrap());
        let [title, label, url] = texts;
        let json = format!(
            r#"{{"format":1,"title":{title},"description":{label},"facets":[{{"key":"tag","label":{label},"many":true}}],
            "entries":[{{"id":"a","title":{title},"url":{url},"summary":{url},"tag":["x","y"]}},
            {{"id":"b","title":{url}}}]}}"#
        );
        let Ok(catalog) = catalog::decode(json.as_bytes()) else { return Ok(()) };
        let page = site::fill(PAGE, &Library::new(catalog)).unwrap();
        let (rest, _) = page.split_once("<div class=state").unwrap();
        let parts = rest.split('<').skip(1);
        for tag in parts.map(|part| part.split('>').next().unwrap()) {
            let quotes = tag.matches('"').count();
            prop_assert!(quotes % 2 == 0, "{tag}");
            let name = tag.trim_start_matches('/').split(' ').next().unwrap();
            prop_assert!(ELEMENTS.contains(&name), "{tag}");
            if let Some((_, href)) = tag.split_once(" href=\"") {
                let href = href.split('"').next().unwrap().replace("&amp;", "&");
                prop_assert!(catalog::is_safe(&href), "{tag}");
            }
        }
        let library = Library::new(catalog::decode(json.as_bytes()).unwrap());
        prop_assert_eq!(site::fill(&page, &library), Some(page));
    }
}

/// All that may be in the page.
const ELEMENTS: [&str; 29] = [
    "!doctype", "html", "meta", "title", "link", "head", "body", "div", "header", "h1", "p",
    "form", "input", "button", "main", "noscript", "a", "ul", "table", "thead", "tbody", "tr",
    "th", "td", "time", "aside", "span", "li", "nav",
];
