//! Tables in text, in the forms that spreadsheets and people write.

use casebook::catalog::{Builder, Catalog, Declaration, TextField, encode};
use casebook::curate::{Built, Config, Form, Options, Severity, Source, build, write};
use casebook::export::{Dialect, Format, export};
use casebook::facet::Match;
use proptest::prelude::*;
use std::fmt::Write as _;

fn built(text: &[u8], options: &Options) -> Built {
    let built = build(vec![Source::new("list.csv", text.to_vec()).unwrap()], options);
    let rows = built.rows;
    assert_eq!(rows.read, rows.entries + rows.merged + rows.lost, "{rows:?}");
    assert_eq!(rows.entries, built.catalog.len());
    built
}

fn titled() -> Options {
    Options {
        config: Config { title: Some("Cases".into()), ..Config::default() },
        ..Options::default()
    }
}

/// The problems of a table, each as its place, code and the start of its message.
fn check_faults(text: &str, expected: &[&str]) {
    let built = built(text.as_bytes(), &titled());
    let problem = |problem: &casebook::curate::Problem| {
        let place = built.files[0].place(problem.span.range().start);
        format!("{place} {}: {}", problem.code, problem.message)
    };
    let found: Vec<String> = built.problems.iter().map(problem).collect();
    assert_eq!(found.len(), expected.len(), "{text}\n{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "{text}\n{found}\nis not\n{expected}");
    }
}

/// The entries of a catalog as it is written, a line each.
fn entries(catalog: &Catalog) -> Vec<String> {
    let json = encode(catalog);
    let lines = json.lines().filter(|line| line.starts_with("{\"id\""));
    lines.map(|line| line.trim_end_matches(',').to_owned()).collect()
}

#[test]
fn one_table_in_many_forms() {
    let check = |text: &str| {
        let built = built(text.as_bytes(), &titled());
        assert_eq!(built.problems, [], "{text}");
        let expected = [
            r#"{"id":"a-b-c","title":"b, \"c\"","url":"https://u.example/","year":2024,"company":"A","tag":["t","s"]}"#,
            r#"{"id":"a-d","title":"d","url":"https://v.example/","year":2023,"company":"A","tag":["t"]}"#,
        ];
        assert_eq!(entries(&built.catalog), expected, "{text}");
    };
    let plain = "Company,Title,Link,Year,Tags\n\
        A,\"b, \"\"c\"\"\",https://u.example/,2024,\"t,s\"\n\
        A,d,https://v.example/,2023,t\n";
    check(plain);
    check(&plain.replace('\n', "\r\n"));
    check(&plain.replace('\n', "\n\n"));
    check(&format!("\u{feff}{plain}"));
    check(plain.trim_end());
    check(&plain.replace("\"t,s\"", "\"t\ns\"").replace(",d,", ",\"d\",").replace("d,h", "d ,h"));
    check(
        "company; case study ;URL;date;keywords\nA;\"b, \"\"c\"\"\";https://u.example/;2024-05-01;t, s\n\
        \"A\";d;https://v.example/;May 2023;t\n;;;;\n",
    );
    check(
        "sep=|\r\nTitle|Company|Year|Link|Tags|\r\nb, \"c\"|A|2024|https://u.example/|t;s|\r\n\
        d|A|2023|https://v.example/|t|\r\n",
    );
    check(
        "Title\tCompany\tYear\tLink\tTags\nb, \"c\"\tA\t2024\thttps://u.example/\t[\"t\", \"s\"]\n\
        d\tA\t2023\thttps://v.example/\t['t']\n",
    );
    check(
        "Title, Company, Year, Link, Tags\n\"b, \"\"c\"\"\", A, 2024, https://u.example/, \"t, s\"\n\
        d, A, 2023, https://v.example/, t\n",
    );
    check(
        "Company,Title,Year,Tags\nA,\"[b, \"\"c\"\"](https://u.example/)\",2024,\"t,s\"\n\
        # casebook: allow CB030\nA,[d](https://v.example/),2023,t\n",
    );
}

#[test]
fn a_sheet_with_several_tags_in_one_cell() {
    let text = "Company,Industry,Short Description (< 5 words),Title,Tag,Year,Link\r\n\
        Acme,Retail,Chat for shoppers,How we talk,\"RAG,LLM,ops\",2024,https://a.example/x\r\n";
    let built = built(text.as_bytes(), &titled());
    assert_eq!(built.problems, []);
    let entry = r#"{"id":"acme-how-we-talk","title":"How we talk","url":"https://a.example/x","year":2024,"company":"Acme","industry":["Retail"],"tag":["RAG","LLM","ops"],"summary":"Chat for shoppers"}"#;
    assert_eq!(entries(&built.catalog), [entry]);
}

#[test]
fn a_data_set_with_columns_that_the_configuration_names() {
    let text = "id,title,company,industry,primary_category,sub_category,tags,year,source_url,origin_source,date_added,summary_oneliner\n\
        c-1,Finding things,Acme,Retail,Search,Ranking,search;ranking,2024,https://a.example/1,blog,2025-01-02,\"They rank, twice.\"\n";
    let config = Config::parse(
        "title = \"Cases\"\n[columns]\nprimary_category = \"category\"\nsub_category = \"ignore\"\norigin_source = \"ignore\"\ndate_added = \"ignore\"\n",
    );
    let options = Options { config: config.unwrap(), ..Options::default() };
    let built = built(text.as_bytes(), &options);
    assert_eq!(built.problems, []);
    let entry = r#"{"id":"c-1","title":"Finding things","url":"https://a.example/1","year":2024,"company":"Acme","industry":["Retail"],"tag":["search","ranking"],"category":["Search"],"summary":"They rank, twice."}"#;
    assert_eq!(entries(&built.catalog), [entry]);
}

const HEAD: &str = "Title,Link,Year\n";

#[test]
fn faults_have_their_places() {
    let check = |rows: &str, expected: &[&str]| check_faults(&format!("{HEAD}{rows}"), expected);
    check("é,https://a.example/,20x4\n", &["2:22 CB061: `20x4` is not a year"]);
    check("a, with comma,https://a.example/,2024\n", &["2:1 CB021: 4 cells where"]);
    check("a,https://a.example/\n", &["2:1 CB027: 2 cells where"]);
    check("a,https://a.example/,2024,,\n", &[]);
    check("a,,2024\n", &["2:1 CB030: `a` has no link"]);
    check("\"a\nb\",javascript:x,2024\n", &["3:4 CB031"]);
    check(&format!("a,https://a.example/,2024\n{HEAD}"), &["3:1 CB026: the names of the columns"]);
    check(
        "\"a,https://a.example/,2024\nb,https://b.example/,2024\nc,https://c.example/,2024\n",
        &["2:1 CB006: a quote that opens here"],
    );
    check(
        "a,\"https://a.example/,2024\nb,\"https://b.example/\",2024\n",
        &["2:3 CB006: a quote that opens here"],
    );
}

#[test]
fn what_is_no_list_is_said_to_be_none() {
    check_faults("", &["1:1 CB005: there is no list"]);
    check_faults("\nfoo,bar\n1,2\n", &["2:1 CB005: `foo,bar` names no column"]);
    check_faults("company,year\nA,2024\n", &["1:1 CB005: `company,year` names no column"]);
    let head = "Case studies\n,,\nof 2024,,\n";
    let not_read = "CB026: this is not read";
    check_faults(
        &format!("{head}{HEAD}a,https://a.example/,2024\n"),
        &[&format!("1:1 {not_read}"), &format!("3:1 {not_read}")],
    );
}

fn facet(key: &str, many: bool, matching: Match) -> Declaration {
    let label = if key == "tag" { "Tags".into() } else { key[..1].to_uppercase() + &key[1..] };
    Declaration { key: key.into(), label, many, matching, values: Vec::new() }
}

/// A catalog as the command makes them, of some texts that are hard to write.
fn catalog(rows: &[(String, String, Option<u16>, Vec<String>)]) -> Catalog {
    let mut builder = Builder::default();
    builder.about.title = "Cases".into();
    builder.declare(facet("company", false, Match::Any)).unwrap();
    builder.declare(facet("industry", true, Match::Any)).unwrap();
    builder.declare(facet("tag", true, Match::All)).unwrap();
    for (at, (title, company, year, tags)) in rows.iter().enumerate() {
        builder.put(TextField::Id, &format!("id-{at}"));
        builder.put(TextField::Title, title);
        builder.put(TextField::Url, &format!("https://a.example/{at}"));
        builder.put(TextField::Summary, title);
        builder.put_year(*year);
        builder.add_value(0, company).unwrap();
        builder.add_value(1, company).unwrap();
        for tag in tags {
            builder.add_value(2, tag).unwrap();
        }
        builder.commit().unwrap();
    }
    builder.finish()
}

const TEXT: &str = "[b-m]([,;|'=+\\[é\"]|, )?[a-z]{1,3}";

proptest! {
    #[test]
    fn what_is_exported_is_built_again(
        rows in prop::collection::vec(
            (TEXT, "[b-m]{2}", prop::option::of(1990_u16..=2030),
                prop::collection::vec(TEXT, 0..4)), 1..8),
        tabs in any::<bool>(),
    ) {
        let catalog = catalog(&rows);
        let dialect = Dialect { tabs, for_spreadsheets: false };
        let text = export(&catalog, catalog.entries(), Format::Csv(dialect));
        let form = Some(if tabs { Form::Tsv } else { Form::Csv });
        let built = built(text.as_bytes(), &Options { form, ..titled() });
        prop_assert_eq!(built.rows.read, rows.len());
        prop_assert_eq!(entries(&built.catalog), entries(&catalog), "{}", text);
    }

    #[test]
    fn no_bytes_make_it_panic_or_lose_a_row(
        bytes in prop::collection::vec(any::<u8>(), 0..60),
        rows in "([a-c,;\"\r\n \t|#=]|https://a|2024|\"\"|é){0,60}",
        has_header in any::<bool>(),
    ) {
        let head = if has_header { HEAD } else { "" };
        for text in [[head.as_bytes(), &bytes].concat(), format!("{head}{rows}").into_bytes()] {
            let Ok(source) = Source::new("list.csv", text) else { continue };
            let built = build(vec![source], &titled());
            let rows = built.rows;
            prop_assert_eq!(rows.read, rows.entries + rows.merged + rows.lost);
            prop_assert_eq!(built.catalog.len(), rows.entries);
            prop_assert!(rows.lost == 0 || built.count(Severity::Error) > 0);
            for problem in &built.problems {
                let file = &built.files[0];
                prop_assert!(file.text().get(problem.span.range()).is_some());
            }
        }
    }
}

/// A table so long that it is read and made a catalog in parts, with faults all over it.
fn long_table() -> String {
    let mut table = "Company,Title,Tags,Year,Link,Summary\n".to_owned();
    for row in 0..24_000_usize {
        let (company, tag, link) = (row * 7 % 300, row * 11 % 90, row - row % 500 / 499);
        let title = match row % 900 {
            0 => "\"A \"\"quoted\"\" word\"".to_owned(),
            1 => "Over\nlines".to_owned(),
            2 => String::new(),
            3 => "\"Two\nlines, in quotes\"".to_owned(),
            4 => "How to search in the shops at night".to_owned(),
            5 => "How to serch in the shops at night".to_owned(),
            _ => format!("How {row:x} shops find what {} people want", row * 31 % 7919),
        };
        let year = if row % 700 == 0 { "soon" } else { "2024" };
        _ = writeln!(
            table,
            "Company {company},{title},tag {tag}; tag {},{year},https://shop{company}.example/blog/{link}?utm_source=x,\"Sold, \"\"sold\"\" and sold again\"",
            row % 13,
        );
    }
    table
}

#[test]
fn however_many_threads_there_are_the_outcome_is_the_same() {
    let table = long_table();
    assert!(table.len() > 3 << 20);
    let outcome = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let source = Source::new("list.csv", table.clone().into()).unwrap();
        let built = pool.install(|| build(vec![source], &Options::default()));
        let mut catalog = Vec::new();
        pool.install(|| write(&built.catalog, &mut catalog)).unwrap();
        (catalog, format!("{:?} {:?}", built.rows, built.problems))
    };
    let alone = outcome(1);
    assert!(alone.1.len() > 100_000, "there is something to tell in order");
    for threads in [2, 3] {
        // No `assert_eq`, which would print megabytes.
        assert!(outcome(threads) == alone, "{threads} threads");
    }
}
