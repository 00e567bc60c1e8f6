//! What charts and an entry's own view show of the list that the project ships.

use crate::support::project;
use casebook::catalog::decode;
use casebook::chart::{Matrix, Numbers, Tone};
use casebook::export::{Dialect, svg, table};
use casebook::plot;
use casebook::query::{self, Axis, Brush, Library, Pairs, Rank, evaluate, similar};
use std::fs;

fn library() -> Library {
    Library::new(decode(&fs::read(project("public/catalog.json")).unwrap()).unwrap())
}

#[test]
fn similar_entries_with_their_reasons() {
    let library = library();
    let check = |title: &str, expected: &[(&str, &str)]| {
        let catalog = library.catalog();
        let entry = catalog.entries().find(|&it| catalog.title(it).contains(title)).unwrap();
        let found = similar(&library, entry, expected.len());
        let found: Vec<_> = found
            .iter()
            .map(|it| (catalog.title(it.entry), it.describe(&library)))
            .map(|(title, reasons)| (title.chars().take(20).collect::<String>(), reasons))
            .collect();
        let expected: Vec<_> =
            expected.iter().map(|it| (it.0.to_owned(), it.1.to_owned())).collect();
        assert_eq!(found, expected, "{title}");
    };
    check(
        "Better Customer Support",
        &[
            ("Unlocking knowledge ", "rag, generative ai, llm"),
            ("From idea to reality", "customer support, generative ai, llm"),
            ("How We Generated Mil", "generative ai, llm"),
        ],
    );
    check("Part II)", &[("The Rise (and Lesson", "recommender system, rise, learned")]);
    check("Detecting Speech", &[("The Amazon Music con", "product feature, music")]);
    check("How to Monitor", &[("Recommending for Lon", "recommender system")]);
}

#[test]
fn tags_of_the_years() {
    let library = library();
    let tag = library.facet("tag").unwrap();
    let outcome = evaluate(&library, &query::decode("", &library));
    let tags = Axis::frequent(&library, &outcome.hits, tag, 3);
    let years = Axis::years(&library, &outcome.hits, 20);
    let pairs = Pairs::new(&library, &outcome.hits, tags, years);
    let shares = plot::shares(&library, &pairs);
    let dialect = Dialect { tabs: true, ..Dialect::default() };
    assert_eq!(
        table(&shares.table("Tag", Numbers::PLAIN), dialect).lines().collect::<Vec<_>>(),
        [
            "Tag\t2018 (1)\t2019 (0)\t2020 (2)\t2021 (8)\t2022 (11)\t2023 (12)\t2024 (10)",
            "recommender system (14)\t0\t0\t1 (50%)\t4 (50%)\t3 (27%)\t4 (33%)\t2 (20%)",
            "product feature (11)\t1 (100%)\t0\t1 (50%)\t1 (13%)\t3 (27%)\t4 (33%)\t1 (10%)",
            "nlp (6)\t0\t0\t1 (50%)\t1 (13%)\t3 (27%)\t1 (8%)\t0",
        ]
    );
    let picture = svg(&shares.figure(Numbers::PLAIN), "Tags of the years", "44 case studies");
    let picture = roxmltree::Document::parse(&picture).unwrap();
    let boxes = |class| {
        let named = |it: &roxmltree::Node<'_, '_>| it.attribute("class") == Some(class);
        picture.descendants().filter(named).count()
    };
    // 2018, 2019 and 2020 have fewer than five cases each.
    assert_eq!((boxes("few"), boxes("level")), (3 * 3, 3 * 4));
}

#[test]
fn what_goes_with_a_tag() {
    let library = library();
    let tag = library.facet("tag").unwrap();
    let hits = evaluate(&library, &query::decode("", &library)).hits;
    let tags = Axis::frequent(&library, &hits, tag, 99);
    let pairs = Pairs::new(&library, &hits, tags.clone(), tags.clone());
    let check = |label: &str, rank, expected: &[(&str, u32, u32)]| {
        let value = library.find(tag, label).unwrap();
        let row = tags.values.iter().position(|&other| other == value).unwrap();
        let found = pairs.companions(row, rank, 2).into_iter().take(expected.len());
        let found = found.map(|column| {
            let pair = pairs.pair(row, column);
            (library.label(tag, tags.values[column]), pair.both, pair.lift())
        });
        let found: Vec<_> = found.collect();
        assert_eq!(found, expected, "{label}");
    };
    let with_llm =
        [("generative ai", 4, 11_000), ("customer support", 2, 11_000), ("rag", 2, 11_000)];
    check("llm", Rank::Lift, &with_llm);
    check(
        "product feature",
        Rank::Count,
        &[("content personalization", 3, 3000), ("ops", 2, 1600), ("recommender system", 2, 571)],
    );
}

#[test]
fn what_goes_together_by_count_and_by_lift() {
    let library = library();
    let tag = library.facet("tag").unwrap();
    let hits = evaluate(&library, &query::decode("", &library)).hits;
    let tags = Axis::frequent(&library, &hits, tag, 20);
    let pairs = Pairs::new(&library, &hits, tags.clone(), tags);
    let at = |matrix: &Matrix, row: &str, column: &str| {
        let place = |label: &str| matrix.rows.iter().position(|it| it.label == label).unwrap();
        let cell = &matrix.cells[place(row) * matrix.columns.len() + place(column)];
        (cell.tone, cell.short(Numbers::PLAIN), cell.text(Numbers::PLAIN))
    };
    let check = |rank, row: &str, column: &str, tone, short: &str, text: &str| {
        let matrix = plot::together(&library, &pairs, rank, 3);
        let cell = at(&matrix, row, column);
        assert_eq!(cell, (tone, short.to_owned(), text.to_owned()), "{row}, {column}");
        assert_eq!(at(&matrix, column, row), cell);
    };
    let (llm, content) = ("llm", "content personalization");
    check(Rank::Count, llm, "generative ai", Tone::Level(6), "4", "4 (11.0×)");
    check(Rank::Lift, llm, "generative ai", Tone::Level(6), "11.0", "4 (11.0×)");
    check(Rank::Count, "product feature", content, Tone::Level(5), "3", "3 (3.0×)");
    check(Rank::Lift, "product feature", content, Tone::Level(5), "3.0", "3 (3.0×)");
    check(Rank::Count, llm, "rag", Tone::Level(3), "2", "2 (11.0×)");
    check(Rank::Lift, llm, "rag", Tone::Few(6), "11.0", "2 (11.0×)");
    check(Rank::Lift, llm, llm, Tone::Blank, "4", "4");
    check(Rank::Count, "recommender system", "generative ai", Tone::White, "", "0");
}

#[test]
fn years_of_a_brush_take_the_place_of_those_asked_for() {
    let library = library();
    let check = |link: &str, (from, to): (u16, u16), expected: &str| {
        let asked = query::decode(link, &library);
        let brush = Brush::new(2018, 2024, asked.years).drawn(from, to);
        assert_eq!(query::encode(&brush.query(&library, &asked), &library), expected);
    };
    check("", (2020, 2022), "year=2020..2022");
    check("tag=nlp&year=2021&year=2023", (2022, 2022), "tag=nlp&year=2022..2022");
    check("year=..2019&year=-2021", (2020, 2024), "year=-2021&year=2020..");
    check("year=2020..2022", (2018, 2024), "");
}
