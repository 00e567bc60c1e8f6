//! The query bar: what it reads, writes and offers.

use super::*;
use crate::query::bar::{
    self, byte_at, parse, parse_others, parse_typing, rewritten, utf16_at, write,
};

/// What a query bar cannot say, of a query.
fn rest(query: &Query) -> Query {
    let kept = query.cleared().with_list(query.listed());
    let elsewhere =
        query.unknown.iter().filter(|unknown| unknown.key == "sort" || unknown.is_entry());
    Query { unknown: elsewhere.cloned().collect(), ..kept }
}

fn unknowns() -> impl Strategy<Value = Vec<Unknown>> {
    let key = prop::sample::select(vec!["tag", "company", "year", "list", "sort"]);
    let value = prop_oneof!["-?[a\"\\\\: -]{1,5}zz", "-", "-[ \"]{0,2}x\"", "[0-9.]{1,3}zz"];
    let unknown = (key, value).prop_map(|(key, value)| {
        let value = if key == "list" { value } else { value.trim().to_owned() };
        Unknown { key: key.to_owned(), value }
    });
    prop::collection::vec(unknown, 0..4)
}

/// Every change of a query that has a name.
fn all_commands(typed: &str, library: &Library, query: &Query) -> Vec<Command> {
    commands(typed, library, &evaluate(library, query), query, usize::MAX)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn every_command_is_found_by_its_name_and_changes_something(
        rows in rows(),
        changes in changes(),
    ) {
        let library = Library::new(catalog(&rows));
        let query = query(&library, &changes);
        let all = all_commands("", &library, &query);
        let outcome = evaluate(&library, &query);
        for command in &all {
            prop_assert_ne!(&command.query, &query, "{}", &command.name);
            let found = all_commands(&command.name, &library, &query);
            prop_assert!(found.contains(command), "{}", &command.name);
        }
        let mut free = 0;
        for facet in 0..library.facets().len() {
            let asked = query.refinement(facet);
            for &value in library.values(facet) {
                if asked.is_chosen(value) || asked.is_excluded(value) {
                    continue;
                }
                free += 1;
                let count = Some(outcome.counts[facet][value.index()]);
                let next = query.choosing(facet, value);
                prop_assert!(all.iter().any(|it| it.query == next && it.count == count));
                let next = query.excluding(facet, value);
                prop_assert!(all.iter().any(|it| it.query == next));
            }
        }
        let counts: Vec<u32> = all.iter().filter_map(|command| command.count).collect();
        prop_assert!(counts.is_sorted_by(|one, other| one >= other));
        prop_assert_eq!(counts.len(), free);
        for step in query.steps() {
            prop_assert!(all.iter().any(|command| command.query == query.without(step)));
        }
        prop_assert!(commands("", &library, &outcome, &query, 3).len() <= 3);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_written_is_read_as_the_query(
        rows in rows(),
        changes in changes(),
        text in prop_oneof![
            Just(String::new()),
            "\\PC{0,12}",
            "([ \t]*(-?(tag|Year|company|x):?|\\\\|\"|[a2é中.]|nlp)){0,8}",
        ],
        unknown in unknowns(),
    ) {
        let library = Library::new(catalog(&rows));
        let mut query = query(&library, &changes).with_text(text.trim().to_owned());
        query.unknown = unknown;
        query.unknown.sort_unstable();
        query.unknown.dedup();
        // What no link brings is not to be had here.
        let link = decode(&encode(&query, &library), &library);
        let written = write(&link, &library);
        prop_assert_eq!(&parse(&written, &library, &link), &link, "{}", &written);
        prop_assert_eq!(&parse(&written, &library, &rest(&link)), &link, "{}", &written);
        prop_assert_eq!(rewritten(&written, None, &library, &link), None);
        prop_assert!(!written.starts_with(' ') && !written.ends_with(' '));
    }

    #[test]
    fn no_text_is_an_error_and_nothing_of_it_is_lost(
        rows in rows(),
        text in prop_oneof!["\\PC{0,30}", "(-?(tag|TAG|year|company|x):|\"|\\\\|[ a-]|nlp|20[12][0-9](\\.\\.)?){0,12}"],
        cursor in 0_usize..40,
    ) {
        let library = Library::new(catalog(&rows));
        let all = Query::new(&library);
        let query = parse(&text, &library, &all);
        let written = write(&query, &library);
        prop_assert_eq!(&parse(&written, &library, &all), &query, "{} → {}", &text, &written);
        prop_assert_eq!(rewritten(&text, None, &library, &query), None);
        // Each word is there: among the words, the filters, or what the catalog lacks.
        if !text.contains(['"', ':', '\\']) {
            prop_assert_eq!(&query.text, text.trim());
        }
        let typing = parse_typing(&text, cursor, &library, &all);
        let lacks: Vec<_> = query.unknown.iter().filter(|it| !typing.unknown.contains(it)).collect();
        prop_assert!(lacks.len() <= 1, "{:?}", lacks);
        prop_assert_eq!(rewritten(&text, Some(cursor), &library, &typing), None);
        prop_assert_eq!(Query { unknown: query.unknown.clone(), ..typing.clone() }, query);
        let outcome = evaluate(&library, &typing);
        let found = bar::complete(&text, cursor, &library, &outcome, &typing);
        prop_assert!(text.get(found.range.clone()).is_some());
        prop_assert!(found.items.len() <= 8);
    }

    #[test]
    fn a_completion_asks_for_its_value(
        rows in rows(),
        changes in changes(),
        typed in "(-?(tag:|company:|year:|industry:)(\"|-)?|-)?[an(c2lé]{0,2}",
        after in prop_oneof![Just(""), Just(" x")],
    ) {
        let library = Library::new(catalog(&rows));
        let query = query(&library, &changes).with_text(String::new());
        let before = write(&query, &library) + " ";
        let (text, cursor) = ([&before, &typed, after].concat(), before.len() + typed.len());
        let others = parse_others(&text, cursor, &library, &query);
        let outcome = evaluate(&library, &others);
        let bar::Completions { range, items } = bar::complete(&text, cursor, &library, &outcome, &others);
        for item in items {
            let next = [&text[..range.start], &item.text, &text[range.end..]].concat();
            let read = parse(&next, &library, &query);
            let after = if after.is_empty() || typed.contains('"') && !next.ends_with(" x") { "" } else { "x" };
            let Some(value) = item.value else { continue };
            let expected = if item.text.starts_with('-') {
                query.excluding(item.facet, value)
            } else {
                query.choosing(item.facet, value)
            };
            prop_assert_eq!(&read, &expected.with_text(after.to_owned()), "{} → {}", text, next);
            prop_assert_eq!(item.total, library.total(item.facet, value));
            let asked = others.refinement(item.facet);
            if asked.matching() == Match::All || asked.chosen().is_empty() {
                let (before, after) = (outcome.hits.len(), evaluate(&library, &read).hits.len());
                let brings = if item.text.starts_with('-') { before - after } else { after };
                prop_assert_eq!(item.count as usize, brings);
            }
        }
    }

    #[test]
    fn places_are_those_of_a_browser(text in "[aé中🎉]{0,8}") {
        let utf16: Vec<u16> = text.encode_utf16().collect();
        for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let place = utf16_at(&text, byte);
            prop_assert_eq!(String::from_utf16_lossy(&utf16[..place]), &text[..byte]);
            prop_assert_eq!(byte_at(&text, place), byte);
        }
        prop_assert_eq!(byte_at(&text, utf16.len() + 1), text.len());
    }
}

/// Two facets, one called otherwise than its key.
fn press() -> Library {
    let json = r#"{ "format": 1,
      "facets": [{ "key": "company", "label": "Company" },
        { "key": "tag", "label": "Thème", "many": true, "match": "all",
          "values": [{ "label": "C++", "slug": "cpp", "aliases": ["see plus plus"] }] }],
      "entries": [
        { "id": "a", "title": "A", "year": 2022, "company": "New York Times", "tag": ["nlp", "C++"] },
        { "id": "b", "title": "B", "year": 2022, "company": "Netflix", "tag": ["nlp", "causal inference"] },
        { "id": "c", "title": "C", "year": 2024, "company": "Netflix", "tag": ["taxonomy", "Café ops"] },
        { "id": "d", "title": "D", "tag": ["-minus", "say \"hi\""] }] }"#;
    Library::new(crate::catalog::decode(json.as_bytes()).unwrap())
}

#[test]
fn texts_are_read_and_written_back() {
    let library = press();
    let check = |text: &str, expected: &str| {
        let query = parse(text, &library, &Query::new(&library));
        assert_eq!(write(&query, &library), expected, "{text}");
    };
    check("", "");
    check("  feature   stores ", "feature   stores");
    check("tag:nlp", "tag:nlp");
    check("THÈME:NLP Company:netflix", "company:Netflix tag:nlp");
    check("a tag:nlp b  c company:netflix d", "a b  c d company:Netflix tag:nlp");
    check("company:\"new york times\" x", "x company:\"New York Times\"");
    check("company:\"new york times\"x", "x company:\"New York Times\"");
    check("company:new-york-times", "company:\"New York Times\"");
    check("company:\"new york times", "company:\"New York Times\"");
    check("tag:cpp tag:c++ tag:See-Plus-Plus", "tag:C++");
    check("-tag:nlp tag:-cpp --tag:x", "--tag:x -tag:C++ -tag:nlp");
    check("tag:\"-minus\" -tag:minus", "-tag:\"-minus\"");
    check("tag:say-hi", "tag:say-hi");
    check("tag:\"say \"\"hi\"\"\"", "tag:say-hi");
    check("company:(none) company:_none year:(NONE)", "company:(none) year:(none)");
    check("year:2024..2022", "year:2022..2024");
    check("year:2022.. year:2024", "year:2024 year:2022..");
    check("year:..2022", "year:..2022");
    check("tag: company:\"\" -tag:", "");
    check("-word https://example.org tags:x", "-word https://example.org tags:x");
    check("\\tag:nlp \\x \\", "\\tag:nlp x \\\\");
    check("tag:zzz -company:\"A \"\"b\" year:1999", "-company:\"A \"\"b\" tag:zzz year:1999");
}

#[test]
fn what_the_text_cannot_say_stays() {
    let library = press();
    let link = "q=old&tag=zzz&list=b&list=gone&any=tag&sort=-title&year=2022";
    let current = decode(link, &library);
    let next = parse("new tag:nlp", &library, &current);
    assert_eq!(encode(&next, &library), "q=new&tag=nlp&list=b&any=tag&sort=-title&list=gone");
}

#[test]
fn a_value_that_is_being_typed_is_not_unknown_yet() {
    let library = press();
    let check = |typed: &str, unknown: &[&str]| {
        let text = typed.replace('|', "");
        let cursor = typed.find('|').unwrap();
        let query = parse_typing(&text, cursor, &library, &Query::new(&library));
        let names: Vec<&str> = query.unknown.iter().map(|it| &*it.value).collect();
        assert_eq!(names, unknown, "{typed}");
        assert_eq!(rewritten(&text, Some(cursor), &library, &query), None, "{typed}");
    };
    check("tag:nl|", &[]);
    check("tag:nl |", &["nl"]);
    check("tag:n|l company:x", &["x"]);
    check("company:\"new yo|", &[]);
    check("company:\":\"|tag:nl", &["nl"]);
    check("|tag:nl", &["nl"]);
}

#[test]
fn the_box_is_rewritten_when_the_query_comes_from_elsewhere() {
    let library = press();
    let all = Query::new(&library);
    let typed = "TAG:nlp  stores";
    let query = parse(typed, &library, &all);
    assert_eq!(rewritten(typed, None, &library, &query), None);
    let nlp = library.find(1, "nlp").unwrap();
    let check = |query: &Query, expected: &str| {
        assert_eq!(rewritten(typed, None, &library, query).as_deref(), Some(expected));
    };
    check(&query.toggled(1, nlp), "stores");
    check(&query.cleared(), "");
    check(&query.with_years(YearRange::new(Some(2022), None)), "stores tag:nlp year:2022..");
}

#[test]
fn completions() {
    let library = press();
    let check = |typed: &str, expected: &[&str]| {
        let (text, cursor) = (typed.replace('|', ""), typed.find('|').unwrap());
        let query = parse_others(&text, cursor, &library, &Query::new(&library));
        let outcome = evaluate(&library, &query);
        let found = bar::complete(&text, cursor, &library, &outcome, &query);
        let replaced = &text[found.range.clone()];
        let told =
            |it: &bar::Completion| format!("{replaced}→{}{}/{}", it.text, it.count, it.total);
        assert_eq!(found.items.iter().map(told).collect::<Vec<_>>(), expected, "{typed}");
    };
    check("|", &[]);
    check("tag:nlp |", &[]);
    check("netf|", &["netf→company:Netflix 2/2"]);
    check("a new|", &["new→company:\"New York Times\" 1/1"]);
    check("york|", &[]);
    check("ta|", &["ta→tag:7/7", "ta→tag:taxonomy 1/1"]);
    check("the|", &["the→tag:7/7"]);
    check("-ta|", &["-ta→-tag:7/7", "-ta→-tag:taxonomy 1/1"]);
    check("tag:nlp ta|", &["ta→tag:3/7", "ta→tag:taxonomy 0/1"]);
    check(
        "company:|",
        &[
            "company:→company:Netflix 2/2",
            "company:→company:\"New York Times\" 1/1",
            "company:→company:(none) 1/1",
        ],
    );
    check("company:yo| a", &["company:yo→company:\"New York Times\"1/1"]);
    check("company:\"york t| a", &["company:\"york t→company:\"New York Times\"1/1"]);
    check("company:\"york ti|\"", &["company:\"york ti\"→company:\"New York Times\" 1/1"]);
    check("tag:cafe|", &["tag:cafe→tag:\"Café ops\" 1/1"]);
    check("tag:-OPS|", &["tag:-OPS→-tag:\"Café ops\" 1/1"]);
    check("-tag:causal-|", &["-tag:causal-→-tag:\"causal inference\" 1/1"]);
    check("tag:\"-m|", &["tag:\"-m→tag:\"-minus\" 1/1"]);
    check("com|pany:zzz", &["company:zzz→company:3/3"]);
    check("year:202|", &["year:202→year:2022 2/2", "year:202→year:2024 1/1"]);
    check("\\ta|", &[]);
}

#[test]
fn the_most_frequent_of_many_are_offered() {
    let mut builder = Builder::default();
    let declared = Declaration {
        key: "tag".into(),
        label: "Tags".into(),
        many: true,
        ..Declaration::default()
    };
    builder.declare(declared).unwrap();
    for at in 0..5000_usize {
        builder.put(TextField::Id, &at.to_string());
        builder.put(TextField::Title, "A");
        for tag in [at, at / 2, at / 3] {
            builder.add_value(0, &format!("Tag número {tag}")).unwrap();
        }
        builder.commit().unwrap();
    }
    let library = Library::new(builder.finish());
    let query = Query::new(&library);
    let outcome = evaluate(&library, &query);
    let found = bar::complete("tag:\"NUMERO 1", 13, &library, &outcome, &query);
    let begins = |value: &&ValueId| library.label(0, **value).starts_with("Tag número 1");
    let expected: Vec<_> = library.values(0).iter().filter(begins).take(8).copied().collect();
    let offered: Vec<_> = found.items.iter().filter_map(|item| item.value).collect();
    assert_eq!(offered, expected);
}
