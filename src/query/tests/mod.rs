//! Every invariant of counts and links, on random lists and questions, against the plainest oracle.

mod answers;
mod insights;
mod links;
mod typed;

use super::*;
use crate::catalog::{Builder, Catalog, Declaration, TextField};
use crate::facet::EntryId;
use crate::text::{fold, words};
use proptest::prelude::*;

/// Labels that break careless code: signs that links and HTML use, look-alikes, other scripts.
const LABELS: [&str; 20] = [
    "nlp",
    "NLP",
    "n l p",
    "ad ranking / targeting",
    "C++",
    "100%",
    "%2F",
    "a+b",
    "a&b",
    "#1",
    "x=y",
    "\"quoted\"",
    "line\nbreak",
    "🎉",
    "עברית",
    "\u{202e}rtl",
    "-minus",
    "_none",
    "(none)",
    "..",
];

const TAG: usize = 0;
const COMPANY: usize = 1;
const INDUSTRY: usize = 2;
const YEAR_FACET: usize = 4;

#[derive(Clone, Debug)]
struct Row {
    title: String,
    year: Option<u16>,
    tags: Vec<usize>,
    company: Option<usize>,
    industries: Vec<usize>,
    summary: String,
}

fn catalog(rows: &[Row]) -> Catalog {
    let mut builder = Builder::default();
    let facet = |key: &str, many, matching| {
        let key = key.to_owned();
        Declaration { label: key.clone(), key, many, matching, values: Vec::new() }
    };
    builder.declare(facet("tag", true, Match::All)).unwrap();
    builder.declare(facet("company", false, Match::Any)).unwrap();
    builder.declare(facet("industry", true, Match::Any)).unwrap();
    builder.declare(facet("empty", false, Match::Any)).unwrap();
    for (at, row) in rows.iter().enumerate() {
        builder.put(TextField::Id, &format!(" {at}&é+"));
        builder.put(TextField::Title, &row.title);
        builder.put(TextField::Summary, &row.summary);
        builder.put_year(row.year);
        let tags = row.tags.iter().map(|&label| (TAG, label));
        let company = row.company.iter().map(|&label| (COMPANY, label));
        let industries = row.industries.iter().map(|&label| (INDUSTRY, label));
        for (facet, label) in tags.chain(company).chain(industries) {
            builder.add_value(facet, LABELS[label]).unwrap();
        }
        builder.commit().unwrap();
    }
    builder.finish()
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let labels = || prop::collection::vec(0..LABELS.len(), 0..4);
    let row = (
        "[abé中 ]{0,6}x",
        prop::option::of(2018_u16..2022),
        labels(),
        0..LABELS.len() * 2,
        labels(),
        "[abé中 ]{0,6}",
    );
    let row = row.prop_map(|(title, year, tags, company, industries, summary)| {
        let company = (company < LABELS.len()).then_some(company);
        Row { title, year, tags, company, industries, summary }
    });
    prop::collection::vec(row, 0..24)
}

/// A way to a query: each change names what it changes by numbers that are taken modulo what is there.
#[derive(Clone, Debug)]
enum Change {
    Toggle(usize, usize),
    Exclude(usize, usize),
    Flip(bool),
    Text(String),
    Years(Option<u16>, Option<u16>),
    Sort(usize),
    List(u32),
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let year = || prop::option::of(2016_u16..2024);
    let change = prop_oneof![
        5 => (0_usize..5, 0_usize..40).prop_map(|(facet, value)| Change::Toggle(facet, value)),
        3 => (0_usize..5, 0_usize..40).prop_map(|(facet, value)| Change::Exclude(facet, value)),
        1 => any::<bool>().prop_map(Change::Flip),
        1 => "[abxé中%&+#=\"🎉 ]{0,4}".prop_map(Change::Text),
        1 => (year(), year()).prop_map(|(from, to)| Change::Years(from, to)),
        1 => (0_usize..6).prop_map(Change::Sort),
        1 => any::<u32>().prop_map(Change::List),
    ];
    prop::collection::vec(change, 0..6)
}

fn value(library: &Library, facet: usize, at: usize) -> Option<ValueId> {
    let values = library.values(facet);
    (!values.is_empty()).then(|| values[at % values.len()])
}

fn query(library: &Library, changes: &[Change]) -> Query {
    changed(library, Query::new(library), changes)
}

fn changed(library: &Library, query: Query, changes: &[Change]) -> Query {
    changes.iter().fold(query, |query, change| match change {
        Change::Toggle(facet, at) => {
            value(library, *facet, *at).map_or(query.clone(), |value| query.toggled(*facet, value))
        }
        Change::Exclude(facet, at) => value(library, *facet, *at)
            .map_or(query.clone(), |value| query.toggled_exclusion(*facet, value)),
        Change::Flip(tags) => {
            let facet = if *tags { TAG } else { INDUSTRY };
            query.matching(facet, query.refinement(facet).matching().flipped())
        }
        Change::Text(text) => query.with_text(text.clone()),
        Change::Years(from, to) => query.with_years(YearRange::new(*from, *to)),
        Change::Sort(5) => query.sorted_by_next(Column::Title),
        Change::List(bits) => {
            let on_it = |entry: &EntryId| bits >> entry.index() & 1 == 1;
            query.with_list(&library.catalog().entries().filter(on_it).collect::<Vec<_>>())
        }
        Change::Sort(facet) => query.sorted_by_next(Column::Facet(*facet)),
    })
}

/// What an entry can be found by, folded, in order of importance.
fn fields(library: &Library, entry: EntryId) -> [String; 3] {
    let labelled = |facet: usize| {
        let values = library.facets()[facet].values.values(entry).iter();
        values.map(move |&value| library.label(facet, value)).collect::<Vec<_>>().join(" ")
    };
    let (title, summary) = (library.catalog().title(entry), library.catalog().summary(entry));
    [title, &[TAG, COMPANY, INDUSTRY].map(labelled).join(" "), summary].map(fold)
}

/// Whether an entry passes every filter, said as plainly as it can be.
fn passes(library: &Library, query: &Query, entry: EntryId) -> bool {
    let text = fields(library, entry).join(" ");
    let year = library.values_of(YEAR_FACET, entry)[0];
    let year = library.label(YEAR_FACET, year).parse::<u16>().ok();
    let asked = fold(&query.text);
    words(&asked).all(|asked| words(&text).any(|word| word.starts_with(asked)))
        && (query.listed().is_empty() || query.listed().contains(&entry))
        && query.years.is_none_or(|range| year.is_some_and(|year| range.contains(year)))
        && (0..library.facets().len()).all(|facet| {
            let asked = query.refinement(facet);
            let having = |value: &ValueId| library.values_of(facet, entry).contains(value);
            let chosen = match asked.matching() {
                Match::All => asked.chosen().iter().all(having),
                Match::Any => asked.chosen().is_empty() || asked.chosen().iter().any(having),
            };
            chosen && !asked.excluded().iter().any(having)
        })
}

fn rows_of(library: &Library, query: &Query) -> Vec<EntryId> {
    library.catalog().entries().filter(|&entry| passes(library, query, entry)).collect()
}

fn having(library: &Library, query: &Query, facet: usize, value: ValueId) -> u32 {
    let shown = rows_of(library, query).into_iter();
    shown.filter(|&entry| library.values_of(facet, entry).contains(&value)).count() as u32
}

/// The count of a value by its definition in words, each a filtered list counted row by row.
fn count(library: &Library, query: &Query, facet: usize, value: ValueId) -> u32 {
    let asked = query.refinement(facet);
    if asked.is_excluded(value) {
        return having(library, &query.toggled(facet, value), facet, value);
    }
    match asked.matching() {
        Match::All => having(library, query, facet, value),
        Match::Any => {
            let chosen = asked.chosen().iter();
            let without = chosen.fold(query.clone(), |query, &other| query.toggled(facet, other));
            having(library, &without, facet, value)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn hits_and_counts_are_the_oracles(rows in rows(), changes in changes()) {
        let library = Library::new(catalog(&rows));
        let query = query(&library, &changes);
        let outcome = evaluate(&library, &query);
        let mut hits: Vec<EntryId> = outcome.hits.iter().collect();
        hits.sort_unstable();
        prop_assert_eq!(&hits, &rows_of(&library, &query));
        for facet in 0..library.facets().len() {
            for &value in library.values(facet) {
                let expected = count(&library, &query, facet, value);
                prop_assert_eq!(outcome.counts[facet][value.index()], expected);
            }
        }
    }

    #[test]
    fn a_count_is_what_the_click_shows(rows in rows(), changes in changes()) {
        let library = Library::new(catalog(&rows));
        let query = query(&library, &changes);
        let outcome = evaluate(&library, &query);
        for facet in 0..library.facets().len() {
            let asked = query.refinement(facet);
            for &value in library.values(facet) {
                let count = outcome.counts[facet][value.index()] as usize;
                if asked.is_chosen(value) && asked.matching() == Match::All {
                    prop_assert_eq!(count, outcome.hits.len());
                } else if !asked.is_chosen(value) && !asked.is_excluded(value)
                    && (asked.matching() == Match::All || asked.chosen().is_empty())
                {
                    let clicked = evaluate(&library, &query.toggled(facet, value));
                    prop_assert_eq!(count, clicked.hits.len());
                }
            }
        }
    }

    #[test]
    fn counts_of_a_single_valued_facet_add_up(rows in rows(), changes in changes()) {
        let library = Library::new(catalog(&rows));
        let query = query(&library, &changes);
        let outcome = evaluate(&library, &query);
        for facet in [COMPANY, YEAR_FACET] {
            let asked = query.refinement(facet).clone();
            if asked.chosen().is_empty() || asked.excluded().is_empty() {
                let values = asked.chosen().iter().chain(asked.excluded());
                let removed = values.fold(query.clone(), |query, &v| query.toggled(facet, v));
                let sum: u32 = outcome.counts[facet].iter().sum();
                prop_assert_eq!(sum as usize, rows_of(&library, &removed).len());
            }
        }
    }

    #[test]
    fn the_order_of_clicks_does_not_matter(rows in rows(), clicks in prop::collection::hash_set((0_usize..5, 0_usize..40), 0..5)) {
        let library = Library::new(catalog(&rows));
        let mut clicks: Vec<(usize, ValueId)> = clicks
            .into_iter()
            .filter_map(|(facet, at)| Some((facet, value(&library, facet, at)?)))
            .collect();
        clicks.sort_unstable();
        clicks.dedup();
        let click = |query: Query, &(facet, value): &(usize, ValueId)| query.toggled(facet, value);
        let forwards = clicks.iter().fold(Query::new(&library), click);
        let backwards = clicks.iter().rev().fold(Query::new(&library), click);
        prop_assert_eq!(encode(&forwards, &library), encode(&backwards, &library));
        prop_assert_eq!(evaluate(&library, &forwards), evaluate(&library, &backwards));
        prop_assert_eq!(clicks.iter().fold(forwards, click), Query::new(&library));
    }

    #[test]
    fn clearing_gives_the_totals(rows in rows(), changes in changes()) {
        let library = Library::new(catalog(&rows));
        let outcome = evaluate(&library, &query(&library, &changes).cleared());
        prop_assert_eq!(outcome.hits.len(), rows.len());
        for facet in 0..library.facets().len() {
            for &value in library.values(facet) {
                let count = outcome.counts[facet][value.index()];
                prop_assert_eq!(count, library.total(facet, value));
            }
        }
    }

    #[test]
    fn with_no_hits_the_ways_out_lead_somewhere(rows in rows(), changes in changes()) {
        let library = Library::new(catalog(&rows));
        let query = query(&library, &changes);
        let outcome = evaluate(&library, &query);
        prop_assume!(outcome.hits.is_empty());
        let ways_out = Evaluator::new(&library).ways_out(&query);
        for step in query.narrowing() {
            let leads = !rows_of(&library, &query.without(step)).is_empty();
            prop_assert_eq!(ways_out.iter().any(|way| way.step == step), leads);
        }
        for way in &ways_out {
            let rows = rows_of(&library, &query.without(way.step)).len();
            prop_assert_eq!(rows, way.hits as usize);
            prop_assert!(rows > 0);
        }
    }

    #[test]
    fn a_link_brings_back_the_query(rows in rows(), changes in changes()) {
        let library = Library::new(catalog(&rows));
        let query = query(&library, &changes);
        let query = query.with_text(query.text.trim().to_owned());
        let link = encode(&query, &library);
        prop_assert_eq!(decode(&link, &library), query, "{}", link);
        prop_assert!(link.bytes().all(|b| b.is_ascii_graphic()), "{}", link);
    }

    #[test]
    fn no_link_is_an_error_and_reading_settles_at_once(
        rows in rows(),
        link in prop_oneof![
            "\\PC{0,40}",
            "(&?(tag|company|year|q|sort|any|all|x)=(-|%|\\+|\\.\\.|[0-9]{0,5}|[a-z%🎉-]{0,6})){0,6}",
        ],
    ) {
        let library = Library::new(catalog(&rows));
        let query = decode(&link, &library);
        let canonical = encode(&query, &library);
        prop_assert_eq!(&decode(&canonical, &library), &query, "{}", &canonical);
        evaluate(&library, &query);
    }

}

fn titled(title: &str) -> Row {
    Row {
        title: title.to_owned(),
        year: None,
        tags: vec![],
        company: None,
        industries: vec![],
        summary: String::new(),
    }
}

fn small() -> Library {
    let row = |title: &str, year, tags: &[usize], company| Row {
        year,
        tags: tags.to_vec(),
        company,
        ..titled(title)
    };
    Library::new(catalog(&[
        row("Recommending", Some(2022), &[0, 3], Some(4)),
        row("Ranking", Some(2024), &[3], None),
        row("Quality", None, &[], Some(0)),
    ]))
}

#[test]
fn links_are_canonical() {
    let library = small();
    let check = |link: &str, expected: &str| {
        assert_eq!(encode(&decode(link, &library), &library), expected, "{link}");
    };
    check("", "");
    check("?", "");
    check("?utm_source=x&tag=", "");
    check("?tag=Ad+Ranking+%2F+Targeting&tag=NLP&q=+a+", "q=a&tag=ad-ranking-targeting&tag=nlp");
    check("tag=-nlp&tag=AD%20RANKING%20/%20TARGETING", "tag=ad-ranking-targeting&tag=-nlp");
    check("tag=nlp&tag=nlp&tag=-nlp", "tag=-nlp");
    check("year=2024..2022", "year=2022..2024");
    check("year=..2024&year=2022", "year=2022&year=..2024");
    check("company=C%2B%2B&company=_NONE&company=(none)", "company=_none&company=c-plus-plus");
    check("sort=-year&any=tag&all=industry", "any=tag&all=industry&sort=-year");
    check("any=industry&all=tag", "");
    check(
        "tag=foo&tag=-foo&year=1999&sort=size&any=company",
        "any=company&sort=size&tag=-foo&tag=foo&year=1999",
    );
    check("year=x..y&year=2020..&year=2021..", "year=2020..&year=2021..&year=x..y");
    check("q=a&q=b", "q=a+b");
    check("q=%ff%zz", "q=%EF%BF%BD%25zz");
}

#[test]
fn what_the_catalog_lacks_is_kept_and_a_near_name_is_offered() {
    let library = small();
    let query = decode("tag=nlpp&company=zzz", &library);
    assert_eq!(evaluate(&library, &query).hits.len(), 3);
    assert_eq!(query.missing(), 0);
    let [first, second] = &query.unknown[..] else { panic!("{query:?}") };
    assert_eq!(library.suggestion(first), None);
    assert_eq!(library.suggestion(second), library.find(TAG, "nlp").map(|nlp| (TAG, nlp, false)));
    assert_eq!(encode(&query.without_unknown(first), &library), "tag=nlpp");
    assert_eq!(encode(&query.without_unknown(second), &library), "company=zzz");
}

#[test]
fn sentences() {
    let library = small();
    let check = |link: &str, expected: &str| {
        let query = decode(link, &library);
        assert_eq!(evaluate(&library, &query).sentence(&library, &query), expected, "{link}");
    };
    check("", "3 of 3 case studies");
    check("tag=nlp&year=2022", "1 of 3 case studies · tag nlp · 2022");
    check("company=nlp&company=c-plus-plus", "2 of 3 case studies · company C++ or nlp");
    check(
        "year=2022&year=2024&company=c-plus-plus",
        "1 of 3 case studies · company C++ · 2022 or 2024",
    );
    check("tag=-nlp&q=rank", "1 of 3 case studies · “rank” · not tag nlp");
    check(
        "tag=nlp&tag=ad-ranking-targeting",
        "1 of 3 case studies · tag nlp · tag ad ranking / targeting",
    );
    check("year=2022..2024", "2 of 3 case studies · 2022–2024");
    check("year=2023..", "1 of 3 case studies · from 2023");
    check("year=_none", "1 of 3 case studies · year (none)");
}
