//! The site of a list: what every list keeps to, and the command that writes it.

use crate::support::{Folder, casebook, project, said, text_of};
use casebook::query::Library;
use casebook::site::{self, App, File};
use casebook::{catalog, curate};
use proptest::prelude::*;
use roxmltree::Document;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;
use url::Url;

/// As `cargo xtask build` leaves it.
const PAGE: &str = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\
    <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n<title>Casebook</title>\n\
    <script src=./asked-1.js></script>\n<link rel=\"preload\" as=\"fetch\" href=\"catalog.json\">\n\
    <link rel=icon href=./icon-1.svg><link rel=stylesheet href=./style-1.css>\n\
    </head>\n<body>\n<div id=\"app\">\n<script type=module src=./casebook-1.js></script>\n<script>ask()</script>\n\
    <section class=\"state\"><div role=\"status\">\n<p>Loading</p>\n</div></section>\n</div>\n</body>\n</html>";

const LIST: &str =
    "# Cases\n\n| Case Study | Year |\n|--|--|\n| [First](https://a.example/) | 2024 |\n";

const ADDRESS: &str = "https://cases.example/a/b/";

const APP: [(&str, &str); 5] = [
    ("index.html", PAGE),
    ("style-1.css", "p{}"),
    ("icon-1.svg", "<svg/>"),
    ("asked-1.js", "ask()"),
    ("casebook-1.js", "go()"),
];

fn app() -> App {
    let file = |(path, content): (&str, &'static str)| File {
        path: path.to_owned(),
        content: content.as_bytes().into(),
    };
    App::new(APP.map(file)).unwrap()
}

/// The files of a site by their paths; pictures stay empty.
fn files(json: &str, address: Option<&str>) -> BTreeMap<String, String> {
    let library = Library::new(catalog::decode(json.as_bytes()).unwrap());
    let address = address.map(|address| Url::parse(address).unwrap());
    let app = app();
    let files = site::files(&app, &library, address.as_ref());
    files
        .map(|file| (file.path, String::from_utf8(file.content.into()).unwrap_or_default()))
        .collect()
}

fn shipped() -> String {
    crate::support::text_of("public/catalog.json")
}

/// A list of so many entries, two of each tag, all of them of one more.
fn long(entries: usize) -> String {
    let entry = |at| format!(r#"{{"id":"{at}","title":"Entry {at}","tag":["all","{}"]}}"#, at / 2);
    let entries: Vec<String> = (0..entries).map(entry).collect();
    format!(
        r#"{{"format":1,"facets":[{{"key":"tag","label":"Tags","many":true}}],"entries":[{}]}}"#,
        entries.join(",")
    )
}

/// Whether a file is of a kind, by how its path ends.
fn is(path: &str, kind: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, end)| end == kind)
}

fn rows(page: &str) -> usize {
    page.matches("<tr role=\"row\" aria-rowindex").count()
}

/// What links of a page lead to within the site, as paths of its files without query and fragment.
fn links(path: &str, page: &str) -> BTreeSet<String> {
    let here = Url::parse("https://here.example/").unwrap();
    let base = here.join(path).unwrap();
    let quoted = page.split("href=\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0));
    let unquoted = page.split("href=.").skip(1).filter_map(|rest| Some(rest.split_once('>')?.0));
    let unquoted = unquoted.map(|rest| format!(".{rest}"));
    let all = quoted.map(str::to_owned).chain(unquoted).filter_map(|link| base.join(&link).ok());
    let own = all.filter(|link| link.origin() == here.origin());
    own.map(|link| link.path()[1..].to_owned()).collect()
}

#[test]
fn every_page_is_reached_by_relative_links_and_none_leads_nowhere() {
    for (json, address) in [(shipped(), None), (long(700), None), (shipped(), Some(ADDRESS))] {
        let files = files(&json, address);
        let mut reached = BTreeSet::new();
        let mut to_do = vec![String::new()];
        while let Some(path) = to_do.pop() {
            if !reached.insert(path.clone()) {
                continue;
            }
            let file = if path.is_empty() { "index.html" } else { &path };
            // What the app brings, apart from this page.
            let page = files.get(file).unwrap_or_else(|| panic!("{path} is linked and not there"));
            if is(file, "html") {
                assert!(!page.contains("href=\"/"), "{file}");
                to_do.extend(links(&path, page));
            }
        }
        let pages = files.keys().filter(|path| is(path, "html"));
        let lost: Vec<_> =
            pages.filter(|path| *path != "index.html" && !reached.contains(*path)).collect();
        assert_eq!(lost, [] as [&String; 0]);
    }
}

#[test]
fn a_long_list_goes_on_on_plain_pages() {
    let files = files(&long(700), None);
    let index = &files["index.html"];
    assert_eq!(rows(index), 50);
    assert!(
        index.contains("aria-rowcount=\"701\"") && index.contains("the first 50 of 700 entries")
    );
    assert!(index.contains("<a rel=\"next\" href=\"page/2.html\">"));
    let [second, third, last] = [2, 3, 4].map(|number| &files[&format!("page/{number}.html")]);
    assert_eq!([second, third, last].map(|page| rows(page)), [250, 250, 150]);
    assert!(second.contains("51 to 300 of 700 entries") && second.contains("aria-rowindex=\"52\""));
    assert!(second.contains("<a rel=\"prev\" href=\"../\">"));
    for link in
        ["<a rel=\"prev\" href=\"../page/2.html\">", "<a rel=\"next\" href=\"../page/4.html\">"]
    {
        assert!(third.contains(link), "{link}");
    }
    assert!(!last.contains("rel=\"next\""));
    // Firefox loads ahead what the head says comes next, which the policy of the page forbids.
    assert!(![index, second, third, last].iter().any(|page| page.contains("<link rel=\"next\"")));
    assert!(!files.contains_key("page/5.html"));
}

#[test]
fn what_starts_the_app_comes_after_what_the_list_says_of_itself() {
    let page = &files(&shipped(), None)["index.html"];
    let (_, rest) = page.split_once("</header>").unwrap();
    let (scripts, _) = rest.split_once("<div class=\"explorer\">").unwrap();
    assert_eq!(
        scripts.trim(),
        "<script type=module src=./casebook-1.js></script>\n<script>ask()</script>"
    );
    assert_eq!(page.matches(scripts).count(), 1);
}

#[test]
fn the_page_of_a_value_has_its_rows_and_runs_nothing() {
    let files = files(&shipped(), Some(ADDRESS));
    let page = &files["tag/nlp.html"];
    assert_eq!(rows(page), 6);
    assert!(page.contains("<title>nlp · Machine learning in media and streaming</title>"));
    assert!(
        page.contains("<meta name=\"description\" content=\"6 of 44 case studies · tag nlp\">")
    );
    assert!(page.contains("<a href=\"../?tag=nlp\">Filter and chart these</a>"));
    assert!(
        page.contains("<link rel=\"canonical\" href=\"https://cases.example/a/b/tag/nlp.html\">")
    );
    assert!(page.contains(
        "<meta property=\"og:image\" content=\"https://cases.example/a/b/tag/nlp.png\">"
    ));
    assert!(files.contains_key("tag/nlp.png") && files.contains_key("preview.png"));
    assert!(
        page.contains("Content-Security-Policy")
            && page.contains("<link rel=stylesheet href=../style-1.css>")
    );
    assert_eq!(page.matches("<script").count(), 1, "only data");
    assert!(!page.contains("preload"));
    // Of a tag that one entry has, there is nothing more to say.
    assert!(!files.keys().any(|path| path == "tag/anomaly-detection.html"));
    assert!(files.contains_key("company/netflix.html") && files.contains_key("year/2022.html"));
}

#[test]
fn data_feed_and_map_are_read_back() {
    let files = files(&shipped(), Some(ADDRESS));
    let data = data_of(&files["index.html"]);
    let [dataset, list] = [&data["@graph"][0], &data["@graph"][1]];
    assert_eq!(dataset["distribution"]["contentUrl"], format!("{ADDRESS}catalog.json"));
    assert_eq!(list["itemListElement"].as_array().map(Vec::len), Some(44));
    assert_eq!(data_of(&files["tag/nlp.html"])["@graph"][0]["numberOfItems"], 6);
    let feed = Document::parse(&files["feed.xml"]).unwrap();
    let entries = feed.root_element().children().filter(|node| node.has_tag_name("entry"));
    assert_eq!(entries.count(), 44);
    let map = Document::parse(&files["sitemap.xml"]).unwrap();
    let places: Vec<&str> =
        map.descendants().filter(|it| it.has_tag_name("loc")).filter_map(|it| it.text()).collect();
    let pages = files.keys().filter(|path| is(path, "html")).count();
    assert_eq!((places[0], places.len()), (ADDRESS, pages));
}

fn data_of(page: &str) -> Value {
    let (_, rest) = page.split_once("<script type=\"application/ld+json\">").unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

#[test]
fn without_an_address_nothing_absolute_is_said() {
    let files = files(&shipped(), None);
    let is_preview = |path: &&String| is(path, "png") && !path.starts_with("icon-");
    assert_eq!(files.keys().find(is_preview), None);
    assert!(!files.contains_key("sitemap.xml"));
    for page in ["index.html", "tag/nlp.html"] {
        assert!(!files[page].contains("canonical") && !files[page].contains("og:image"), "{page}");
    }
}

#[test]
fn the_manifest_names_the_list_and_icons_that_are_there() {
    let files = files(&shipped(), None);
    assert!(files["index.html"].contains("<link rel=\"manifest\" href=\"manifest.webmanifest\">"));
    let manifest: Value = serde_json::from_str(&files["manifest.webmanifest"]).unwrap();
    assert_eq!(manifest["name"], "Machine learning in media and streaming");
    assert_eq!((&manifest["start_url"], &manifest["scope"]), (&"./".into(), &"./".into()));
    let icons = manifest["icons"].as_array().unwrap();
    assert_eq!(icons.len(), 3);
    for icon in icons {
        assert!(files.contains_key(icon["src"].as_str().unwrap()), "{icon}");
        assert!(text_of("src/worker.js").contains(&icon["src"].to_string()), "{icon} is not kept");
    }
}

/// A folder with an app.
pub(crate) fn with_app(test: &str) -> Folder {
    let folder = Folder::new(test);
    for (name, content) in APP {
        folder.write(&format!("app/{name}"), content);
    }
    folder
}

fn publish(folder: &Folder, list: &str) -> String {
    said(&casebook(folder.path(), &["build", list, "--site", "out", "--app", "app"]))
}

#[test]
fn the_command_puts_a_list_in_place_of_another_and_takes_away_what_is_left() {
    let folder = with_app("site");
    let shipped = project("public/catalog.json").display().to_string();
    let said = publish(&folder, &shipped);
    assert!(said.starts_with("casebook: wrote out: 44 entries, "), "{said}");
    assert!(folder.read("out/tag/nlp.html").is_some());
    folder.write("out/tag/mine.html", "mine");
    folder.write("out/CNAME", "cases.example");
    folder.write("list.md", LIST);
    assert_eq!(publish(&folder, "list.md"), "casebook: wrote out: 1 entry, 1 page\n");
    assert!(
        folder.read("out/tag/nlp.html").is_none() && !folder.path().join("out/company").exists()
    );
    for kept in ["out/tag/mine.html", "out/CNAME", "out/style-1.css"] {
        assert!(folder.read(kept).is_some(), "{kept}");
    }
    let page = folder.read("out/index.html").unwrap();
    assert!(page.contains("<title>Cases</title>") && rows(&page) == 1);
    assert!(folder.read("out/catalog.json").unwrap().contains(r#""title":"First""#));
}

#[test]
fn what_is_compressed_is_what_is_there() {
    let folder = with_app("compressed");
    let build = |list: &str, more: &[&str]| {
        let arguments = [&["build", list, "--site", "out", "--app", "app"], more].concat();
        let output = casebook(folder.path(), &arguments);
        assert!(output.status.success(), "{}", said(&output));
    };
    let bytes = |path: &str| std::fs::read(folder.path().join("out").join(path)).ok();
    let check = |path: &str| {
        let content = bytes(path).unwrap();
        let mut brotli = Vec::new();
        brotli::BrotliDecompress(&mut &bytes(&format!("{path}.br")).unwrap()[..], &mut brotli)
            .unwrap();
        assert_eq!(brotli, content, "{path}");
        let mut gzip = Vec::new();
        let compressed = bytes(&format!("{path}.gz")).unwrap();
        flate2::read::GzDecoder::new(&compressed[..]).read_to_end(&mut gzip).unwrap();
        assert_eq!(gzip, content, "{path}");
    };
    let shipped = project("public/catalog.json").display().to_string();
    build(&shipped, &["--precompress"]);
    for path in ["index.html", "catalog.json", "feed.xml", "tag/nlp.html"] {
        check(path);
    }
    assert!(bytes("icon-512.png.br").is_none() && bytes("style-1.css.gz").is_none());
    // A file that has not changed is not written again: a server would say that it has.
    let date =
        |path: &str| folder.path().join("out").join(path).metadata().unwrap().modified().unwrap();
    let paths = ["index.html", "tag/nlp.html.br"];
    let dates = paths.map(date);
    build(&shipped, &["--precompress"]);
    assert_eq!(paths.map(date), dates);
    let mut other = serde_json::from_str::<Value>(&text_of("public/catalog.json")).unwrap();
    other["title"] = "Another".into();
    folder.write("other.json", other.to_string());
    build("other.json", &["--precompress"]);
    check("index.html");
    build("other.json", &[]);
    assert!(bytes("index.html.br").is_none() && bytes("tag/nlp.html.gz").is_none());
}

#[test]
fn what_is_not_ours_stays() {
    let folder = with_app("no-site");
    folder.write("list.md", LIST);
    folder.write("out/index.html", "mine");
    assert!(publish(&folder, "list.md").contains("this is no file that casebook wrote"));
    assert_eq!(folder.read("out/index.html").unwrap(), "mine");
    // A list of what we wrote that leads out of the folder is not believed.
    folder.write("other/.casebook-files", "../list.md\n/etc/passwd\n");
    let output = casebook(folder.path(), &["build", "list.md", "--site", "other", "--app", "app"]);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(folder.read("list.md").unwrap(), LIST);
}

#[test]
fn what_is_no_app_is_said() {
    let folder = with_app("no-app");
    folder.write("list.md", LIST);
    let check = |app: &str, message: &str| {
        let output = casebook(folder.path(), &["build", "list.md", "--site", "out", "--app", app]);
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).contains(message), "{}", said(&output));
        assert!(!folder.path().join("out").exists());
    };
    check("nowhere", "`cargo xtask build` makes it");
    folder.write("other/index.html", "<title>Mine</title>");
    check("other", "this is no app of Casebook");
}

#[test]
fn the_address_is_in_the_configuration_or_goes_before_it() {
    let folder = with_app("address");
    folder.write("list.md", LIST);
    folder.write("casebook.toml", "site_url = \"https://one.example/cases\"");
    let canonical = |arguments: &[&str]| {
        let arguments =
            [&["build", "list.md", "--site", "out", "--app", "app"], arguments].concat();
        let output = casebook(folder.path(), &arguments);
        assert!(output.status.success(), "{}", said(&output));
        let page = folder.read("out/index.html").unwrap();
        let (_, rest) = page.split_once("rel=\"canonical\" href=\"").unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    };
    assert_eq!(canonical(&[]), "https://one.example/cases/");
    assert_eq!(canonical(&["--site-url", "https://two.example"]), "https://two.example/");
}

/// The shipped list is published from its catalog, and from itself: both are the same site.
#[test]
fn a_list_and_its_catalog_make_one_site() {
    let list = project("data/media-and-streaming.md");
    let text = std::fs::read_to_string(&list).unwrap();
    let source = curate::Source::new("list.md", text.into()).unwrap();
    let built = curate::build(vec![source], &curate::Options::default());
    assert_eq!(catalog::encode(&built.catalog), shipped());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// Any text may stand anywhere in a list, and makes no element, no attribute and no address of its own.
    #[test]
    fn texts_stay_texts(title in hostile(), label in hostile(), url in hostile()) {
        let texts = [&title, &label, &url].map(|text| serde_json::to_string(text).unwrap());
        let [quoted, label, url] = texts;
        let json = format!(
            r#"{{"format":1,"title":{quoted},"description":{label},"facets":[{{"key":"tag","label":{label},"many":true}}],
            "entries":[{{"id":"a","title":{quoted},"url":{url},"summary":{url},"tag":["x",{label},{quoted}]}},
            {{"id":"b","title":{url},"tag":["x",{label},{quoted}]}}]}}"#
        );
        if catalog::decode(json.as_bytes()).is_err() { return Ok(()) }
        let files = files(&json, None);
        for (path, content) in files.iter().filter(|(path, _)| is(path, "html")) {
            let first = &items(content)[0];
            prop_assert_eq!(first["name"].as_str(), Some(&*title), "{}", path);
        }
        let manifest: Value = serde_json::from_str(&files["manifest.webmanifest"]).unwrap();
        let name = if title.is_empty() { "Casebook" } else { &title };
        prop_assert_eq!(manifest["name"].as_str(), Some(name));
        are_texts(&files);
    }
}

/// The same for a list by somebody who means harm, with all that a site may have.
#[test]
fn a_hostile_list_stays_text() {
    let json = crate::hostile::catalog();
    let files = files(&json, Some(ADDRESS));
    are_texts(&files);
    let titles: Vec<Value> =
        items(&files["index.html"]).iter().map(|it| it["name"].clone()).collect();
    assert_eq!(titles[..3], crate::hostile::TEXTS[..3]);
    let pages = files.keys().filter(|path| is(path, "html")).count();
    assert!(pages > 20 && files.contains_key("constructor/constructor.html"), "{pages}");
}

/// The entries that the data of a page has.
fn items(page: &str) -> Vec<Value> {
    let data = data_of(page);
    let graph = data["@graph"].as_array().unwrap();
    let list = graph.iter().find(|it| it["@type"] == "ItemList").unwrap();
    list["itemListElement"].as_array().unwrap().clone()
}

/// Files lie within the site, and have no element, attribute or address but those of ours and what may be followed.
fn are_texts(files: &BTreeMap<String, String>) {
    for (path, content) in files {
        let is_within = |it| matches!(it, std::path::Component::Normal(_));
        assert!(Path::new(path).components().all(is_within), "{path}");
        if is(path, "xml") {
            let feed = Document::parse(content).unwrap_or_else(|error| panic!("{path}: {error}"));
            let links = feed.descendants().filter_map(|node| node.attribute("href"));
            links.for_each(|link| assert!(catalog::is_safe(link), "{path}: {link}"));
        }
        if !is(path, "html") {
            continue;
        }
        for item in items(content) {
            assert!(item["url"].as_str().is_none_or(catalog::is_safe), "{path}: {item}");
        }
        let ends = content.split_once("ld+json").unwrap().1.contains(['\u{2028}', '\u{2029}']);
        assert!(!ends, "{path}: a script may not have them in texts everywhere");
        for tag in content.split('<').skip(1).map(|part| part.split('>').next().unwrap()) {
            let quotes = tag.matches('"').count();
            assert!(quotes % 2 == 0, "{path}: {tag}");
            let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap();
            assert!(ELEMENTS.contains(&name), "{path}: {tag}");
            if let Some((_, href)) = tag.split_once(" href=\"") {
                let href = href.split('"').next().unwrap().replace("&amp;", "&");
                assert!(catalog::is_safe(&href), "{path}: {tag}");
            }
        }
    }
}

/// Any text, and what would end whatever it stands in.
fn hostile() -> impl Strategy<Value = String> {
    const ENDS: [&str; 6] = [
        "</script><script>x()</script>",
        "<!--",
        "\u{2028}",
        "\"><img src=x onerror=x()>",
        "../../x",
        "&amp;",
    ];
    let parts =
        prop_oneof![any::<String>(), proptest::sample::select(&ENDS[..]).prop_map(str::to_owned)];
    prop::collection::vec(parts, 0..4).prop_map(|parts| parts.concat())
}

/// All that may be in a page.
const ELEMENTS: [&str; 33] = [
    "!doctype", "html", "meta", "title", "link", "head", "body", "div", "header", "h1", "p",
    "form", "input", "button", "main", "noscript", "a", "ul", "table", "thead", "tbody", "tr",
    "th", "td", "time", "aside", "section", "span", "li", "nav", "script", "bdi", "",
];
