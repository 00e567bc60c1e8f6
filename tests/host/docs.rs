//! The examples in the docs work.

use crate::support::{Folder, casebook, lines, project, text_of};
use casebook::catalog::{Catalog, decode};
use casebook::curate::{Config, Options, Problem, Severity, Source, build, schema};

/// The first block of a language in a page.
fn example(page: &str, language: &str) -> String {
    let text = text_of(page);
    let (_, rest) = text.split_once(&format!("```{language}\n")).expect(page);
    rest.split_once("```").expect(page).0.to_owned()
}

/// The catalog of examples in the page about lists.
fn catalog_of(names: &[&str]) -> Catalog {
    let source = |name: &&str| Source::new(name, example("docs/list.md", name).into()).unwrap();
    let options = Options {
        config: Config::parse("title = \"Field notes\"").unwrap(),
        paths: names.iter().map(|name| (*name).to_owned()).collect(),
        ..Options::default()
    };
    let built = build(names.iter().map(source).collect(), &options);
    let more_than_notes = built.problems.iter().filter(|p| p.severity > Severity::Note);
    assert_eq!(more_than_notes.collect::<Vec<_>>(), [] as [&Problem; 0], "{names:?}");
    built.catalog
}

#[test]
fn the_lists_in_the_docs_give_catalogs() {
    let check = |names: &[&str], id: &str, url: &str, page: &str, count: usize| {
        let catalog = catalog_of(names);
        let entry = catalog.entries().next().unwrap();
        assert_eq!(catalog.id(entry), id);
        assert_eq!((catalog.url(entry), catalog.page(entry)), (url, page), "{id}");
        assert_eq!(catalog.len(), count, "{names:?}");
    };
    let (id, url) = ("acme-search-in-a-week", "https://acme.example/search");
    check(&["list.md"], id, "https://example.org/notes/acme/search.md", "", 1);
    let page = "by-company/acme/search-in-a-week.md";
    check(&[page, "by-use-case/search.md"], id, url, page, 1);
    check(&["awesome.md"], "search-in-a-week", url, "", 3);
    check(&["list.csv"], id, url, "", 1);
    check(&["list.yaml"], id, url, "", 1);
}

#[test]
fn the_way_from_a_readme_to_a_site_can_be_gone() {
    let page = "docs/curators.md";
    let folder = Folder::new("curators");
    folder.write("README.md", example(page, "README.md"));
    let run = |arguments: &[&str], code: i32| {
        let output = casebook(folder.path(), arguments);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        said
    };
    let said = run(&["check", "README.md"], 1);
    let messages = said.lines().filter(|line| line.starts_with("README.md:"));
    assert_eq!(lines(messages), example(page, "says"));
    let suggested = run(&["check", "README.md", "--suggest-config"], 0).replace('"', "");
    for line in example(page, "casebook.toml").lines() {
        assert!(suggested.contains(&line.replace('"', "")), "{suggested}");
    }
    run(&["check", "README.md", "--fix"], 1);
    folder.write("casebook.toml", example(page, "casebook.toml"));
    run(&["check", "README.md", "--fix"], 0);
    let said = run(&["check", "README.md"], 0);
    assert!(said.ends_with("0 errors, 0 warnings\n"), "{said}");
    run(&["build", "README.md", "-o", "catalog.json"], 0);
    assert!(run(&["stats", "README.md"], 0).contains("LinkedIn  2"));
    assert!(run(&["export", "catalog.json", "--to", "md"], 0).contains("| LinkedIn |"));
    // What was built lies in the folder of the list, and is no part of it.
    run(&["build", ".", "-o", "catalog.json"], 0);
    assert_eq!(decode(folder.read("catalog.json").unwrap().as_bytes()).unwrap().len(), 4);
}

#[test]
fn the_configuration_in_the_docs_can_be_read_and_has_every_key() {
    let page = text_of("docs/config.md");
    let blocks: Vec<&str> =
        page.split("```toml\n").skip(1).map(|rest| rest.split_once("```").unwrap().0).collect();
    for block in &blocks {
        assert!(Config::parse(block).is_ok(), "{block}");
    }
    let schema: serde_json::Value = serde_json::from_str(&schema::config()).unwrap();
    let mut maps = vec![&schema];
    maps.extend(schema["$defs"].as_object().unwrap().values());
    let keys =
        maps.iter().filter_map(|map| map["properties"].as_object()).flat_map(|map| map.keys());
    for key in keys {
        let told = blocks.iter().any(|block| {
            let lines = block.lines().map(|line| line.trim_start_matches('['));
            lines.into_iter().any(|line| {
                line.strip_prefix(key.as_str())
                    .is_some_and(|rest| rest.starts_with([' ', ']', '.']))
            })
        });
        assert!(told, "docs/config.md does not tell of {key}");
    }
}

#[test]
fn links_between_the_docs_lead_somewhere() {
    for page in [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "docs/list.md",
        "docs/config.md",
        "docs/faults.md",
        "docs/curators.md",
        "docs/catalog.md",
        "docs/export.md",
        "docs/hosting.md",
        "docs/scale.md",
        "docs/reading.md",
    ] {
        let folder = project(page).parent().unwrap().to_owned();
        let text = text_of(page);
        // Examples have links of their own.
        let prose = text.split("```").step_by(2).flat_map(str::lines);
        for line in prose.filter(|line| !line.starts_with("    ")) {
            for rest in line.split("](").skip(1) {
                let link = rest.split([')', '#']).next().unwrap();
                let is_there = link.is_empty() || link.contains(':') || folder.join(link).exists();
                assert!(is_there || link == "link" || link == "…", "{page} links to {link}");
            }
        }
    }
}

#[test]
fn the_catalog_in_the_docs_can_be_read() {
    let catalog = decode(example("docs/catalog.md", "json").as_bytes()).unwrap();
    assert_eq!(catalog.len(), 1);
    let tags = &catalog.facets[1].vocabulary;
    assert_eq!(tags.find("cplusplus"), tags.find("C++"));
}
