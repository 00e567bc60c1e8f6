//! A list like a great catalog, and a session of somebody who explores it; the same in every run.

use casebook::catalog::{Builder, Catalog, Declaration, TextField};
use casebook::facet::Match;
use casebook::query::{Column, Library, Query, Sort, YearRange};

const TAGS: usize = 1000;
const COMPANIES: usize = 2000;
const YEARS: usize = 20;
const WORDS: usize = 5000;

/// Numbers that look like chance (Knuth's MMIX multiplier), the same in every run.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }
}

/// Positions of which the n-th is n times rarer than the first (Zipf).
struct Zipf(Vec<usize>);

impl Zipf {
    fn new(len: usize) -> Self {
        let weights = (1..=len).scan(0, |sum, rank| {
            *sum += 10_000_000 / rank;
            Some(*sum)
        });
        Self(weights.collect())
    }

    fn pick(&self, chance: &mut Chance) -> usize {
        let at = chance.below(self.0[self.0.len() - 1]);
        self.0.partition_point(|&end| end <= at)
    }
}

/// A word that can be spoken, another one for each number.
fn word(mut number: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "re", "co", "ta", "in", "la", "mo", "per", "sa", "tra", "de", "fi", "ga", "hu", "ne", "po",
        "lu",
    ];
    let mut word = String::new();
    number += 16;
    while number > 0 {
        word.push_str(SYLLABLES[number % 16]);
        number /= 16;
    }
    word
}

/// A list of so many entries.
pub(crate) fn catalog(entries: usize) -> Catalog {
    let mut builder = Builder::default();
    let facet = |key: &str, many, matching| Declaration {
        key: key.into(),
        label: key.into(),
        many,
        matching,
        values: Vec::new(),
    };
    _ = builder.declare(facet("company", false, Match::Any));
    _ = builder.declare(facet("tag", true, Match::All));
    let (companies, tags, words) = (Zipf::new(COMPANIES), Zipf::new(TAGS), Zipf::new(WORDS));
    let companies_named: Vec<String> = (0..COMPANIES).map(|it| word(it * 7 + 90_000)).collect();
    let tags_named: Vec<String> = (0..TAGS).map(|it| word(it * 3 + 70_000)).collect();
    let words_named: Vec<String> = (0..WORDS).map(word).collect();
    let mut chance = Chance(7);
    for at in 0..entries {
        builder.put(TextField::Id, &at.to_string());
        builder.put_year(Some((2006 + chance.below(YEARS)) as u16));
        let mut title = String::new();
        for _ in 0..4 + chance.below(6) {
            title.push_str(&words_named[words.pick(&mut chance)]);
            title.push(' ');
        }
        builder.put(TextField::Title, &title);
        _ = builder.add_value(0, &companies_named[companies.pick(&mut chance)]);
        for _ in 0..=chance.below(5) {
            _ = builder.add_value(1, &tags_named[tags.pick(&mut chance)]);
        }
        _ = builder.commit();
    }
    builder.finish()
}

/// What one person asks, one thing after the other: a tag, a second one, a company, a range of years, words
/// letter by letter, and all over again; each newest first.
pub(crate) fn session(library: &Library) -> Vec<Query> {
    let sort = Some(Sort { column: Column::Facet(library.year_facet()), descending: true });
    let mut chance = Chance(11);
    let mut query = Query::new(library);
    query.sort = sort;
    let mut asked = vec![query.clone()];
    for _ in 0..18 {
        let value = |facet: usize, chance: &mut Chance, of: usize| {
            let values = library.values(facet);
            values[chance.below(of.min(values.len()))]
        };
        let (first, second) = (value(1, &mut chance, 100), value(1, &mut chance, 20));
        let company = value(0, &mut chance, 50);
        let from = 2006 + chance.below(YEARS) as u16;
        let typed = word(chance.below(300));
        query = query.toggled(1, first);
        asked.push(query.clone());
        query = query.toggled(1, second);
        asked.push(query.clone());
        query = query.toggled(1, first).toggled(1, second).toggled(0, company);
        asked.push(query.clone());
        query = query.toggled(0, company).with_years(YearRange::new(Some(from), Some(from + 6)));
        asked.push(query.clone());
        query = query.with_years(None);
        for len in 1..=typed.len().min(6) {
            asked.push(query.with_text(typed[..len].to_owned()));
        }
        query = query.cleared();
        asked.push(query.clone());
    }
    asked
}
