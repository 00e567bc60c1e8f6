//! Links beyond the query: what is open beside it, reading lists, and links that mean harm.

use super::*;
use std::fmt::Write;

/// A facet by its place, whether by lift, and whether as a table; for each chart that has any of it.
type Looks = [Option<(usize, bool, bool)>; 4];

/// What is open beside a list; charts are of these facets where they may be.
fn beside() -> impl Strategy<Value = (Beside, Looks)> {
    let pin = prop::option::of((any::<u32>(), any::<u32>(), any::<u32>(), "[0-9A-Za-z_-]{0,9}"));
    let look = || prop::option::of((0_usize..5, any::<bool>(), any::<bool>()));
    let looks = (look(), look(), look(), look()).prop_map(|(a, b, c, d)| [a, b, c, d]);
    let parts = (prop::option::of("\\PC{1,9}"), any::<bool>(), pin);
    (parts, looks).prop_map(|((case, embed, pin), looks)| {
        let mut beside = Beside::default();
        (beside.case, beside.embed) = (case, embed);
        beside.pin = pin.map(|(catalog, total, hits, record)| Pin { catalog, total, hits, record });
        (beside, looks)
    })
}

fn looking(library: &Library, beside: &Beside, looks: Looks) -> Beside {
    Chart::ALL.into_iter().zip(looks).fold(beside.clone(), |beside, (chart, look)| match look {
        Some((facet, by_lift, table)) => {
            let by_lift = by_lift && chart == Chart::Pairs;
            let rank = if by_lift { Rank::Lift } else { Rank::Count };
            let mut look = Look::default().of(chart, library, facet);
            (look.table, look.rank) = (table, rank);
            beside.looking(chart, look)
        }
        None => beside,
    })
}

proptest! {
    #[test]
    fn a_link_brings_back_all_that_is_open(
        rows in rows(),
        beside in beside(),
        asked in changes(),
        versus in prop::option::of(changes()),
    ) {
        let library = Library::new(catalog(&rows));
        let trimmed = |changes: &[Change]| {
            let query = query(&library, changes);
            query.with_text(query.text.trim().to_owned())
        };
        let (beside, looks) = beside;
        let beside = looking(&library, &beside, looks);
        let mut link = Link { query: trimmed(&asked), beside };
        link.beside.versus = versus.map(|changes| trimmed(&changes));
        let written = link.encode(&library);
        prop_assert!(written.bytes().all(|byte| byte.is_ascii_graphic()), "{}", written);
        let mut parts: Vec<&str> = written.split('&').collect();
        prop_assert_eq!(&Link::decode(&written, &library), &link, "{}", &written);
        parts.reverse();
        let backwards = Link::decode(&parts.join("&"), &library);
        prop_assert_eq!(backwards.beside, link.beside.clone());
        prop_assert_eq!(decode(&written, &library), link.query, "{}", written);
    }

    #[test]
    fn no_link_is_an_error_whatever_is_open(
        rows in rows(),
        address in "(&?(vs|case|chart|list|pin|embed|tag)=(heat|pairs|bars[.]company[.]_table|(pairs|years)([.](_lift|_table|industry|tag|x)){0,3}|[0-9a-f.]{0,9}|tag%3Dnlp|vs%3Dx|%C3|\\PC{0,3})){0,6}",
    ) {
        let library = Library::new(catalog(&rows));
        let link = Link::decode(&address, &library);
        let canonical = link.encode(&library);
        prop_assert_eq!(&Link::decode(&canonical, &library), &link, "{}", canonical);
        evaluate(&library, &link.query);
    }

    #[test]
    fn a_pin_knows_which_hits_are_new(rows in rows(), changes in changes(), later in 0_usize..24) {
        let then = Library::new(catalog(&rows[..later.min(rows.len())]));
        let now = Library::new(catalog(&rows));
        // A value may mean another one in a list of fewer.
        let query_in = |library: &Library| decode(&encode(&query(&now, &changes), &now), library);
        let hits = |library: &Library| evaluate(library, &query_in(library));
        let mut link = Link::new(&then);
        link.beside.pin = Some(Pin::new(&then, &hits(&then)));
        let pin = Link::decode(&link.encode(&then), &now).beside.pin.unwrap();
        prop_assert_eq!(link.beside.pin.as_ref(), Some(&pin));
        let ids = |library: &Library| {
            hits(library).hits.iter().map(|it| library.catalog().id(it).to_owned()).collect::<Vec<_>>()
        };
        let (before, found) = (ids(&then), pin.new_hits(&now, &hits(&now)));
        let is_new = |entry: &EntryId| !before.iter().any(|id| id == now.catalog().id(*entry));
        prop_assert!(found.iter().all(is_new));
        // Of 4096 new ones, one is taken for one that was there.
        let new = hits(&now).hits.iter().filter(is_new).count();
        prop_assert!(new - found.len() <= 2, "{} of {}", found.len(), new);
        let more = Pin { hits: u32::MAX, ..pin };
        prop_assert!(more.new_hits(&now, &hits(&now)).is_empty());
    }

    #[test]
    fn a_record_of_a_visit_tells_what_is_new(rows in rows(), later in 0_usize..24, noise in "\\PC{0,12}") {
        let now = Library::new(catalog(&rows));
        let then = Library::new(catalog(&rows[..later.min(rows.len())]));
        let record = Visit::new(&then).unwrap().encode();
        prop_assert!(record.len() <= 1 + 7 * then.catalog().len());
        let read = Visit::decode(&record).unwrap();
        prop_assert_eq!(&read, &Visit::new(&then).unwrap());
        let expected: Vec<EntryId> = now.catalog().entries().skip(then.catalog().len()).collect();
        prop_assert_eq!(read.new_entries(&now), expected);
        if let Some(other) = Visit::decode(&noise) {
            prop_assert_eq!(other.encode(), noise);
        }
    }
}

#[test]
fn what_is_open_has_one_form() {
    let library = small();
    let check = |address: &str, expected: &str| {
        assert_eq!(Link::decode(address, &library).encode(&library), expected, "{address}");
    };
    check(
        "?embed=true&chart=pairs&chart=years&chart=clouds&q=a",
        "q=a&chart=years&chart=pairs&embed=1",
    );
    check("embed=0&chart=&case=&pin=&list=", "");
    check("vs=", "vs=");
    check("vs=tag%3DNLP%26chart%3Dheat%26vs%3Dx&tag=nlp", "tag=nlp&vs=tag%3Dnlp");
    check("vs=tag%3Dnlp&vs=tag%3Dzzz", "vs=tag%3Dzzz");
    check("case=gone&case=+x+", "case=+x+");
    check("pin=1A2B.44.3&pin=nonsense", "pin=00001a2b.44.3");
    check("pin=1a2b3c4d5.1.1&pin=1.2&pin=1.2.x", "");
}

#[test]
fn what_is_open_stays_open_but_for_what_was_about_the_query_before() {
    let library = small();
    let link = Link::decode("q=a&vs=&case=x&chart=heat&pin=1.2.3&embed=1", &library);
    let next = link.to(Query::new(&library));
    assert_eq!(next.encode(&library), "vs=&chart=heat&embed=1");
    assert_eq!(next.to(Query::new(&library)), next);
}

#[test]
fn a_reading_list_is_a_filter_and_says_what_is_missing() {
    let library = small();
    let id =
        |at: usize| library.catalog().id(EntryId::new(at)).replace('&', "%26").replace('+', "%2B");
    let address = format!("list={}&list=gone&list={}&list=gone&tag=nlp", id(2), id(0));
    let query = decode(&address, &library);
    let outcome = evaluate(&library, &query);
    assert_eq!(outcome.sentence(&library, &query), "1 of 3 case studies · a list of 2 · tag nlp");
    assert_eq!(query.missing_in_words().unwrap(), "1 of the 3 listed are not here any more.");
    let whole = query.with_list(query.listed());
    assert_eq!((whole.missing(), whole.listed()), (0, query.listed()));
    let without = query.without(Step::Listed);
    assert_eq!((without.missing(), encode(&without, &library)), (0, "tag=nlp".to_owned()));

    let gone = decode("list=gone", &library);
    assert_eq!(evaluate(&library, &gone).hits.len(), 3);
    assert_eq!(encode(&gone, &library), "list=gone");
    assert_eq!(gone.cleared(), Query::new(&library));
}

#[test]
fn a_pin_says_what_has_changed() {
    let check = |then: [u32; 2], expected: &str| {
        let library = small();
        let pin = Pin { catalog: 1, total: then[0], hits: then[1], record: String::new() };
        let outcome = evaluate(&library, &Query::new(&library));
        assert_eq!(pin.since(&library, &outcome).as_deref(), Some(expected));
    };
    check([2, 1], "Made with 2 case studies; now 3; 2 more match.");
    check([3, 3], "Made with 3 case studies; the list has changed; as many match.");
    check([9, 5], "Made with 9 case studies; now 3; 2 fewer match.");
}

#[test]
fn a_damaged_record_is_none() {
    let check = |record: &str| assert_eq!(Visit::decode(record), None, "{record}");
    check("");
    check("2");
    check("1é");
    check("1z");
    check("100");
    check("1zzzzzzz1");
    check(&format!("1{}", "1".repeat(50_001)));
    assert!(Visit::decode("1").unwrap().new_entries(&small()).len() == 3);
}

/// Whoever reads any of these in more than linear time does not come back.
#[test]
fn links_that_mean_harm_are_read_as_fast_as_others() {
    let library = small();
    let mut listed = String::new();
    let mut nested = String::new();
    let mut unknown = String::new();
    for at in 0..100_000 {
        write!(listed, "&list={at}&case={at}&vs=list%3D{at}").unwrap();
        nested.push_str("vs=vs%3D");
        write!(unknown, "&tag=t{at}&company=-c{at}").unwrap();
    }
    let link = Link::decode(&listed, &library);
    assert_eq!((link.query.missing(), &*link.beside.case.unwrap()), (100_000, "99999"));
    assert_eq!(link.beside.versus.unwrap().missing(), 1);
    assert_eq!(decode(&unknown, &library).unknown.len(), 200_000);
    let long = "x".repeat(1 << 20);
    for address in
        [nested, format!("list={long}&case={long}&pin={long}&chart={long}&vs={long}&q={long}")]
    {
        let link = Link::decode(&address, &library);
        assert_eq!(Link::decode(&link.encode(&library), &library), link);
    }
}
