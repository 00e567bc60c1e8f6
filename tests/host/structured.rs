//! Lists in JSON and YAML, in every shape, and catalogs.

use casebook::catalog::encode;
use casebook::curate::{Built, Code, Form, Options, Severity, Source, build};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::fmt::Write;

fn built_of(name: &str, text: &str) -> Built {
    build(vec![Source::new(name, text.into()).unwrap()], &Options::default())
}

/// The problems of a file, each as its place, code and message; of a list without a title, nothing.
pub(crate) fn problems(built: &Built) -> Vec<String> {
    let shown = built.problems.iter().filter(|problem| problem.code != Code::ListWithoutTitle);
    let shown = shown.map(|problem| {
        let place = built.files[0].place(problem.span.range().start);
        format!("{place} {}: {}", problem.code, problem.message)
    });
    shown.collect()
}

fn check_accounts(built: &Built) {
    let rows = built.rows;
    assert_eq!(rows.read, rows.entries + rows.merged + rows.lost, "{rows:?}");
    assert_eq!(built.catalog.len(), rows.entries);
}

/// The entries of a catalog, each as it is written.
pub(crate) fn entries(built: &Built) -> Vec<String> {
    let json = encode(&built.catalog);
    let lines = json.lines().filter(|line| line.starts_with("{\"id\""));
    lines.map(|line| line.trim_end_matches(',').to_owned()).collect()
}

/// What a file gives: its entries, each on a line, and the starts of its problems.
fn check(name: &str, text: &str, entries: &[&str], expected: &[&str]) {
    let built = built_of(name, text);
    let problems = problems(&built);
    assert_eq!(self::entries(&built), entries, "{text}\n{problems:#?}");
    assert_eq!(problems.len(), expected.len(), "{text}\n{problems:#?}");
    for (problem, expected) in problems.iter().zip(expected) {
        assert!(problem.starts_with(expected), "{text}\n{problem}\nis not\n{expected}");
    }
    check_accounts(&built);
}

const A: &str = r#"{"id":"acme-a","title":"A","url":"https://u/1","year":2024,"company":"Acme","tag":["x","y"]}"#;
const B: &str = r#"{"id":"acme-b","title":"B","url":"https://u/2","company":"Acme"}"#;

#[test]
fn a_list_of_maps() {
    let json = r#"[
        {"Title": "A", "company": "Acme", "sourceUrl": "https://u/1", "year": 2024, "tags": ["x", "y"]},
        // A comment, and a comma behind the last value.
        {"Title": "B", "company": "Acme", "sourceUrl": "https://u/2", "year": "2020", "tags": null,},
    ]"#;
    let b = r#"{"id":"acme-b","title":"B","url":"https://u/2","year":2020,"company":"Acme"}"#;
    check("a.json", json, &[A, b], &[]);
    let yaml = "- title: A\n  company: Acme\n  link: https://u/1\n  date: 2024-05-06\n  tags:\n  - x\n  - y\n\n- title: 'B'\n  company: Acme\n  link: https://u/2\n  date: 2020\n  tags:\n";
    check("a.yaml", yaml, &[A, b], &[]);
    let yaml = "- {title: A, company: Acme, link: 'https://u/1', year: 2024, tags: 'x; y'}\n";
    check("a.yml", yaml, &[A], &[]);
}

#[test]
fn a_map_with_a_list() {
    let list = r#"[{"title": "B", "company": "Acme", "url": "https://u/2"}]"#;
    check("a.json", &format!(r#"{{"stuff": {list}}}"#), &[B], &[]);
    check(
        "a.json",
        &format!(r#"{{"authors": [{{"name": "Me"}}], "items": {list}}}"#),
        &[B],
        &["1:3 CB024: `authors`"],
    );
    check("a.json", &format!(r#"{{"data": {{"posts": {list}}}}}"#), &[B], &[]);
    check("a.json", &format!(r#"{{"total": 1, "page": {{"x": 1}}, "found": {list}}}"#), &[B], &[]);
    check("a.json", r#"{"entries": []}"#, &[], &[]);
    check("a.json", r#"{"title": "B", "company": "Acme", "url": "https://u/2"}"#, &[B], &[]);
}

#[test]
fn a_file_says_what_its_list_is_called() {
    let title = |text: &str| built_of("a.yaml", text).catalog.about.title;
    assert_eq!(title("title: Notes\ncases:\n- {title: A, link: https://u/1}\n"), "Notes");
    assert_eq!(title("title: A\nlink: https://u/1\n"), "");
    let built =
        built_of("a.yaml", "title: N\nupdated: soon\nlink_base: x\nlist:\n- {title: A, url: b}\n");
    let found = problems(&built);
    assert!(found[0].starts_with("2:10 CB081") && found[1].starts_with("3:12 CB082"), "{found:?}");
}

#[test]
fn a_map_of_maps() {
    let own_id = B.replace("acme-b", "b1");
    let entry = r#"{"title": "B", "company": "Acme", "url": "https://u/2"}"#;
    check("a.json", &format!(r#"{{"b1": {entry}}}"#), &[&own_id], &[]);
    check("a.json", &format!(r#"{{"0": {entry}}}"#), &[B], &[]);
    check("a.yaml", "B:\n  company: Acme\n  url: https://u/2\n", &[B], &[]);
}

#[test]
fn lists_under_headings() {
    let yaml = "Acme:\n- {title: A, link: https://u/1, tags: [x, y], year: 2024}\nBeta:\n- {title: B, link: https://u/2, tags: [z], year: 2021}\n";
    let b = r#"{"id":"beta-b","title":"B","url":"https://u/2","year":2021,"company":"Beta","tag":["z"]}"#;
    check("a.yaml", yaml, &[A, b], &[]);
    let yaml = "2024:\n- {title: A, company: Acme, link: https://u/1}\n2021:\n- {title: B, company: Acme, link: https://u/2}\n";
    let a = r#"{"id":"acme-a","title":"A","url":"https://u/1","year":2024,"company":"Acme"}"#;
    let b = r#"{"id":"acme-b","title":"B","url":"https://u/2","year":2021,"company":"Acme"}"#;
    check("a.yaml", yaml, &[a, b], &[]);
    let yaml = "- name: Acme\n  cases:\n  - {title: A, link: https://u/1, year: 2024}\n  - {title: B, link: https://u/2, year: 2021}\n";
    check("a.yaml", yaml, &[a, b], &[]);
}

#[test]
fn several_documents_and_lines() {
    let lines = "{\"title\": \"B\", \"company\": \"Acme\", \"url\": \"https://u/2\"}\n\n{\"title\": \n{\"title\": \"C\"}\n";
    check(
        "a.jsonl",
        lines,
        &[B, r#"{"id":"c","title":"C"}"#],
        &["3:10 CB006: this is not JSON: there is no value", "4:12 CB030"],
    );
    let lines = "{\"title\": \"B\", \"company\": \"Acme\", \"url\": \"https://u/2\"}\n[1, 2]\n";
    check("a.jsonl", lines, &[B], &["2:1 CB006: this is no entry"]);
    let yaml = "kind: list\n---\n- {title: B, company: Acme, url: https://u/2}\n---\nmore\n";
    check("a.yaml", yaml, &[B], &["1:1 CB024: this is not read", "5:1 CB006"]);
    let yaml =
        "---\ntitle: B\ncompany: Acme\nurl: https://u/2\n---\ntitle: C\nurl: https://u/3\n...\n";
    check("a.yaml", yaml, &[B, r#"{"id":"c","title":"C","url":"https://u/3"}"#], &[]);
}

#[test]
fn nested_values() {
    let json = r#"[{
        "title": {"text": "B", "url": "https://u/2"},
        "company": {"name": "Acme", "size": 9},
        "tags": [{"name": "x"}, {"label": "y", "n": 1}, [1], null],
        "publication": {"year": 2024}
    }]"#;
    let entry = r#"{"id":"acme-b","title":"B","url":"https://u/2","year":2024,"company":"Acme","tag":["x","y"]}"#;
    let problems =
        ["3:38 CB023: column `company size`", "4:49 CB026: a part of `tags`", "4:57 CB026"];
    check("a.json", json, &[entry], &problems);
}

#[test]
fn one_thing_under_several_names() {
    let entries = [
        r#"{"id":"a","title":"A","url":"https://u/1","year":2024}"#,
        r#"{"id":"b","title":"B","url":"https://u/2","year":2023}"#,
    ];
    let yaml = "- title: A\n  url: https://u/1\n  year: 2024\n- name: B\n  link: https://u/2\n  date: 2023-04-05\n";
    check("a.yaml", yaml, &entries, &[]);
    // An entry that has both tells them apart.
    let yaml = format!("{yaml}  url: https://u/2\n");
    check("a.yaml", &yaml, &entries, &["5:3 CB023: column `link`"]);
}

#[test]
fn aliases_merge_keys_and_long_texts() {
    let yaml = "base: &acme {company: Acme, year: 2024}\nlist:\n- <<: *acme\n  title: A\n  url: https://u/1\n  tags: &tags [x, y]\n- title: \"B \\u2019\"\n  <<: [*acme]\n  year: 2020\n  url: &u !!str https://u/2\n  tags: *tags\n  summary: |\n    One.\n\n    Two.\n";
    let b = r#"{"id":"acme-b","title":"B ’","url":"https://u/2","year":2020,"company":"Acme","tag":["x","y"],"summary":"One. Two."}"#;
    check("a.yaml", yaml, &[A, b], &[]);
}

#[test]
fn what_cannot_be_read_is_said() {
    let check = |name: &str, text: &str, expected: &[&str]| check(name, text, &[], expected);
    check(
        "a.json",
        "[{\"title\": \"A\" \"url\": 1}]",
        &["1:15 CB006: this is not JSON: there is no comma"],
    );
    check("a.json", "", &["1:1 CB005"]);
    check("a.json", "[\"https://u/1\"]", &["1:1 CB005"]);
    check(
        "a.json",
        "[{\"x\": 1}, {\"x\": 2}]",
        &["1:1 CB005", "1:1 CB024: this list of 2 maps is not read"],
    );
    check(
        "a.json",
        "[{\"url\": \"https://u\", \"title\": null}, 7]",
        &["1:2 CB025", "1:39 CB006: this is no entry"],
    );
    check("a.yaml", "é: b\nc: d: e\n", &["2:5 CB006: this is not YAML: a colon inside of a value"]);
    check("a.yaml", "- title: *x\n", &["1:10 CB006: this is not YAML: nothing is called"]);
    check("a.yaml", "? [a]\n: b\n", &["1:3 CB006: a list or a map cannot be a key"]);
    check("a.yaml", "- title: A\n\turl: b\n", &["1:10 CB006: this is not YAML: a tab"]);
    check("a.yaml", "a: &a [*a]\n", &["1:8 CB006: this value would be inside"]);
}

#[test]
fn keys_that_are_there_twice_are_errors() {
    let entry = [r#"{"id":"a","title":"A","url":"https://u/1"}"#];
    let json = r#"[{"title": "A", "url": "https://u/1", "title": "B"}]"#;
    check("a.json", json, &entry, &["1:40 CB006: the key `title` is there already"]);
    let yaml = "- title: A\n  url: https://u/1\n  title: B\n";
    check("a.yaml", yaml, &entry, &["3:3 CB006: the key `title` is there already"]);
}

#[test]
fn comments_allow_faults() {
    let yaml =
        "- title: A\n# casebook: allow CB030\n- title: B\n- title: C # casebook: allow CB030\n";
    let entries =
        [r#"{"id":"a","title":"A"}"#, r#"{"id":"b","title":"B"}"#, r#"{"id":"c","title":"C"}"#];
    check("a.yaml", yaml, &entries, &["1:10 CB030"]);
    let json = "[\n{\"title\": \"A\"},\n// casebook: allow CB030\n{\"title\": \"B\"},\n{\"title\": \"C\"} /* casebook: allow CB030 */\n]";
    check("a.json", json, &entries, &["2:12 CB030"]);
}

#[test]
fn attacks_end_with_an_error() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        _ = writeln!(bomb, "a{level}: &a{level} [{aliases}]");
    }
    let deep = |open: &str| open.repeat(100_000);
    let attacks = [
        ("a.yaml", bomb),
        ("a.yaml", deep("[")),
        ("a.yaml", deep("- ")),
        ("a.yaml", deep("? ")),
        ("a.yaml", deep("&a [")),
        ("a.yaml", deep("{a: ")),
        ("a.json", deep("[")),
        ("a.json", deep("{\"a\":")),
    ];
    for (name, text) in attacks {
        let built = built_of(name, &text);
        let is_said = built.problems.iter().any(|problem| problem.code == Code::Malformed);
        assert!(is_said, "{} {:?}", &text[..20], problems(&built));
    }
}

const CATALOG: &str = r#"{
"format": 1,
"title": "Field notes",
"description": "What  was\nbuilt.",
"updated": "2025-03-08",
"link_base": "https://example.org/notes/",
"facets": [
{"key":"tag","label":"Themes","many":true,"values":[{"label":"spare"},{"aliases":["see"],"label":"C++","slug":"cpp"}]},
{"key":"company","label":"Firm"}
],
"entries": [
{"id":"x-1","title":"[A](b): https://c","url":"https://u/1","page":"https://u/p","year":33,"tag":["a, b","C++"],"company":"Acme; Beta","summary":"One."},
{"id":"x-2","title":"https://u/2","company":"Acme; Beta"},
{"id":"x-3","title":"[A](b): https://c","url":"https://u/1","company":"Acme; Beta"}
]
}
"#;

#[test]
fn a_catalog_stays_as_it_is() {
    let built = built_of("catalog.json", CATALOG);
    assert_eq!(encode(&built.catalog), CATALOG);
    assert!(built.is_sound(), "{:?}", problems(&built));
    check_accounts(&built);
}

#[test]
fn slugs_that_a_catalog_gives_tell_values_apart() {
    let values = r#"[{"label": "NLP"}, {"label": "nlp", "slug": "nlp-small"}]"#;
    let entry = |id, tag| {
        format!(r#"{{"id": "{id}", "title": "{id}", "url": "https://u/{id}", "k": "{tag}"}}"#)
    };
    let text = format!(
        r#"{{"format": 1, "facets": [{{"key": "k", "values": {values}}}], "entries": [{}, {}]}}"#,
        entry("a", "NLP"),
        entry("b", "nlp"),
    );
    let built = built_of("a.json", &text);
    assert!(built.is_sound(), "{:?}", problems(&built));
    assert!(encode(&built.catalog).contains(r#""slug":"nlp-small""#));
}

#[test]
fn a_catalog_of_people() {
    let catalog = |head: &str, entry: &str| format!("{{{head}\n\"entries\": [\n{entry}\n],}}");
    let head = r#""link_base": "https://e.org/a/b.md", "format": 1, "facets": [{"key": "kind"}],"#;
    let entry = r#"{"id":"i","title":"A","url":"https://e.org/c.md","kind":"x"}"#;
    let text = catalog(
        head,
        r#"{"id": "i", "title": "A", "url": "../c.md", "kind": "x", "category": "y"}"#,
    );
    check("a.json", &text, &[entry], &["3:59 CB023: column `category`"]);
    let text = catalog(
        head,
        r#"{"id": "i", "title": "A", "url": "https://e.org/c.md", "kind": ["x", "y"]}, 7"#,
    );
    check("a.json", &text, &[], &["3:64 CB056", "3:77 CB006"]);
    let text = catalog(&head.replace(": 1", ": 2"), entry);
    check("a.json", &text, &[], &["1:49 CB006: this catalog is of format `2`"]);
    let declare = |facets: &str, problem: &str| {
        let head = format!(r#""format": 1, "facets": [{facets}],"#);
        let text = catalog(&head, r#"{"id": "i", "title": "A", "url": "https://u/"}"#);
        let built = built_of("a.json", &text);
        assert!(problems(&built)[0].contains(problem), "{facets} {:?}", problems(&built));
    };
    declare(r#"{"key": "year"}"#, "CB006: no facet can be called `year`");
    declare(r#"{"key": "x"}, {"key": "x"}"#, "CB006: the facet `x` is declared twice");
    declare(r#"{"key": "x", "match": "all"}"#, "needs `many: true`");
    declare(r#"{"key": "x", "match": "some"}"#, "`all` or `any`");
    declare(r#"{"key": "x", "values": [{"slug": "y"}]}"#, "no `label`");
}

/// A value as YAML in blocks.
fn yaml(value: &Value, indent: usize, out: &mut String) {
    let pad = " ".repeat(indent);
    match value {
        Value::Array(items) if !items.is_empty() => {
            for item in items {
                _ = write!(out, "\n{pad}-");
                yaml(item, indent + 2, out);
            }
        }
        Value::Object(map) if !map.is_empty() => {
            for (key, value) in map {
                _ = write!(out, "\n{pad}{}:", Value::from(&**key));
                yaml(value, indent + 2, out);
            }
        }
        other => _ = write!(out, " {other}"),
    }
}

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (1990_i64..2030).prop_map(Value::from),
        "[a-c ]{0,3}".prop_map(Value::from),
        "https://[a-c]/[a-c]".prop_map(Value::from),
        "([ -~]|é|’|\n){0,12}".prop_map(Value::from),
    ]
}

fn any_key() -> impl Strategy<Value = String> {
    let names = [
        "title", "name", "company", "url", "link", "tags", "year", "id", "summary", "entries",
        "cases", "x",
    ];
    prop_oneof![4 => prop::sample::select(names.to_vec()).prop_map(str::to_owned), 1 => "[ -~]{0,4}"]
}

fn any_value() -> impl Strategy<Value = Value> {
    scalar().prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((any_key(), inner), 0..6)
                .prop_map(|pairs| Value::from(pairs.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// Without pairs of letters that are taken for broken encoding, and repaired, in whatever is read.
fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-d]{1,3}", "([ -~]|é|日){0,16}"]
}

/// Rows as (title, company, tags, year, link, summary).
type Entry = (String, String, Vec<String>, Option<u16>, String, String);

fn any_entries() -> impl Strategy<Value = Vec<Entry>> {
    let year = prop::option::of(1_u16..=2030);
    let link = prop_oneof![
        "https://[a-c].example/[a-c]{0,2}",
        "[a-c/.]{0,6}",
        "(https?:/{0,2})?[a-c/.?#%&=+ ()\\[\\]:-]{0,12}"
    ];
    let row = (text(), text(), prop::collection::vec(text(), 0..3), year, link, text());
    prop::collection::vec(row, 0..7)
}

fn as_json(entries: &[Entry]) -> Value {
    let entry = |(title, company, tags, year, url, summary): &Entry| json!({"title": title, "company": company, "tags": tags, "year": year, "url": url, "summary": summary});
    json!({"title": "List", "updated": "2025-03-08", "entries": entries.iter().map(entry).collect::<Vec<_>>()})
}

fn as_csv(entries: &[Entry]) -> String {
    let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut csv = "title,company,tags,year,url,summary\n".to_owned();
    for (title, company, tags, year, url, summary) in entries {
        let year = year.map(|year| year.to_string()).unwrap_or_default();
        let cells = [title, company, &tags.join(";"), &year, url, summary].map(|text| cell(text));
        _ = writeln!(csv, "{}", cells.join(","));
    }
    csv
}

fn as_markdown(entries: &[Entry]) -> String {
    let mut page =
        "# List of Case Studies\n\n| Case Study | Company | Tags | Year |\n|--|--|--|--|\n"
            .to_owned();
    for (title, company, tags, year, url, _) in entries {
        let year = year.map(|year| format!("{year:04}")).unwrap_or_default();
        _ = writeln!(page, "| [{title}](<{url}>) | {company} | {} | {year} |", tags.join(", "));
    }
    page
}

/// The entries of a catalog that has no error, and is the same when it is read again.
fn check_again(built: &Built) {
    let catalog = encode(&built.catalog);
    let again = built_of("catalog.json", &catalog);
    let errors = again.problems.iter().filter(|problem| problem.severity == Severity::Error);
    let clashes = built.problems.iter().any(|problem| problem.code == Code::SameSlug);
    assert!(clashes || errors.count() == 0, "{catalog}\n{:#?}", problems(&again));
    assert_eq!(encode(&again.catalog), catalog, "{:#?}", problems(&again));
}

proptest! {
    #[test]
    fn any_value_is_read_or_reported(value in any_value()) {
        let json = serde_json::to_string_pretty(&value).unwrap();
        let mut block = String::new();
        yaml(&value, 0, &mut block);
        let as_json = built_of("a.json", &json);
        check_accounts(&as_json);
        // JSON is YAML; and the same in blocks is the same.
        for text in [&json, &block] {
            let as_yaml = built_of("a.yaml", text);
            prop_assert_eq!(encode(&as_yaml.catalog), encode(&as_json.catalog), "{}\n{:#?}", text, problems(&as_yaml));
            prop_assert_eq!(as_yaml.rows, as_json.rows);
            prop_assert_eq!(as_yaml.problems.len(), as_json.problems.len(), "{}\n{:#?}\n{:#?}", text, problems(&as_yaml), problems(&as_json));
        }
    }

    #[test]
    fn a_catalog_gives_itself(entries in any_entries()) {
        check_again(&built_of("a.json", &as_json(&entries).to_string()));
        // Control characters that JSON escapes make another file one that is no text.
        for (name, text) in [("a.csv", as_csv(&entries)), ("a.md", as_markdown(&entries))] {
            if Source::new(name, text.clone().into()).is_ok() {
                check_again(&built_of(name, &text));
            }
        }
    }

    #[test]
    fn no_text_makes_it_panic(
        text in "(- |: |\\[|\\]|\\{|\\}|,|&a|\\*a|\\||>|\"|'|\n|  |#|!!|%|\\?|<<|title|url|---|é|\t|//|\\\\|[ -~]|\\PC){0,40}",
    ) {
        for form in [Form::Json, Form::Yaml] {
            let options = Options { form: Some(form), ..Options::default() };
            let built = build(vec![Source::new("x", text.clone().into()).unwrap()], &options);
            check_accounts(&built);
            for problem in &built.problems {
                prop_assert!(built.files[0].text().get(problem.span.range()).is_some(), "{:?}", problem);
            }
        }
    }
}
