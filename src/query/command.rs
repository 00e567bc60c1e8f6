//! What a reader may ask for by its name: every change of a query that one click makes.

use super::{Column, Library, Outcome, Query, Sort, Step};
use crate::facet::{Match, ValueId};
use crate::text::{each_word, fold};
use crate::words::{command, facets};

/// A change of a query, and what readers call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// As `tag nlp`, `Exclude tag nlp`, `Remove 2022`, `Sort by Year`.
    pub name: String,
    /// The count of the value that is chosen, where it is one.
    pub count: Option<u32>,
    /// What is asked then.
    pub query: Query,
}

/// The changes of a query that have all words typed in their names, or begin so, at most `most` of them: first
/// what takes filters away, then orders and ways of matching, then values to choose, by their counts, and then
/// values to exclude. O(values).
///
/// ```
/// use casebook::{catalog, query::{self, Library, Query, commands, evaluate}};
///
/// let json = br#"{ "format": 1, "facets": [{ "key": "tag", "label": "Tags", "many": true }], "entries": [
///   { "id": "a", "title": "A", "year": 2024, "tag": ["nlp"] }, { "id": "b", "title": "B", "tag": ["ops"] }] }"#;
/// let library = Library::new(catalog::decode(json).unwrap());
/// let query = Query::new(&library);
/// let found = commands("nlp", &library, &evaluate(&library, &query), &query, 10);
/// let names: Vec<&str> = found.iter().map(|command| &*command.name).collect();
/// assert_eq!(names, ["tag nlp", "Exclude tag nlp"]);
/// assert_eq!(query::encode(&found[1].query, &library), "tag=-nlp");
/// ```
pub fn commands(
    typed: &str,
    library: &Library,
    outcome: &Outcome,
    query: &Query,
    most: usize,
) -> Vec<Command> {
    let sought = Sought::new(typed);
    let mut found = Vec::new();
    let mut add = |name: String, query: Query| {
        if sought.is_in(&name) {
            found.push(Command { name, count: None, query });
        }
    };
    for step in query.steps() {
        add(command::remove(&step.describe(library, query)), query.without(step));
    }
    if !query.steps().is_empty() {
        add(command::CLEAR.to_owned(), query.cleared());
    }
    orders(library, query, &mut add);
    ways_of_matching(library, query, &mut add);
    let values = sought.values(library, outcome, query);
    let choices =
        values.iter().filter(|value| value.choose).map(|&Value { facet, id, count, .. }| {
            let name = Step::Chosen(facet, id).describe(library, query);
            Command { name, count: Some(count), query: query.choosing(facet, id) }
        });
    let exclusions = values.iter().map(|&Value { facet, id, .. }| {
        let name = command::exclude(&Step::Chosen(facet, id).describe(library, query));
        Command { name, count: None, query: query.excluding(facet, id) }
    });
    let room = most.saturating_sub(found.len());
    found.extend(choices.chain(exclusions).take(room));
    found.truncate(most);
    found
}

/// Whether every word typed begins a word of a name.
pub fn is_named(name: &str, typed: &str) -> bool {
    Sought::new(typed).is_in(name)
}

fn orders(library: &Library, query: &Query, add: &mut dyn FnMut(String, Query)) {
    let telling = |&facet: &usize| library.values(facet).len() > 1;
    let telling = (0..library.facets().len()).filter(telling).map(Column::Facet);
    for column in [Column::Title].into_iter().chain(telling) {
        let label = match column {
            Column::Title => command::TITLE,
            Column::Facet(facet) => &library.facets()[facet].label,
        };
        for (descending, how) in [(false, command::ASCENDING), (true, command::DESCENDING)] {
            let sort = Some(Sort { column, descending });
            if sort != query.sort {
                add(command::sort(label, how), Query { sort, ..query.clone() });
            }
        }
    }
    if query.sort.is_some() {
        add(command::UNSORTED.to_owned(), Query { sort: None, ..query.clone() });
    }
}

fn ways_of_matching(library: &Library, query: &Query, add: &mut dyn FnMut(String, Query)) {
    for (at, facet) in library.facets().iter().enumerate() {
        if facet.many && library.values(at).len() > 1 {
            let (other, name) = match query.refinement(at).matching() {
                Match::All => (Match::Any, facets::ANY),
                Match::Any => (Match::All, facets::ALL),
            };
            add(command::matching(name, &facet.label), query.matching(at, other));
        }
    }
}

/// The words of what is typed, folded.
struct Sought(Vec<String>);

/// A value that is not asked for yet.
struct Value {
    facet: usize,
    id: ValueId,
    count: u32,
    /// Whether the name of what chooses it is sought, besides that of what excludes it.
    choose: bool,
}

impl Sought {
    fn new(typed: &str) -> Self {
        let mut words = Vec::new();
        each_word(&fold(typed), &mut |word| words.push(word.to_owned()));
        Self(words)
    }

    fn is_in(&self, name: &str) -> bool {
        let name = fold(name);
        self.0.iter().all(|word| begins_word(&name, word))
    }

    /// The values whose names are sought, the largest count first; among equal ones, readers' order.
    fn values(&self, library: &Library, outcome: &Outcome, query: &Query) -> Vec<Value> {
        let [begins, whole] = command::TYPED_TO_EXCLUDE;
        let mut values = Vec::new();
        for (facet, declared) in library.facets().iter().enumerate() {
            let asked = query.refinement(facet);
            let of = fold(&format!("{} {}", declared.key, declared.label));
            for &id in library.values(facet) {
                if asked.is_chosen(id) || asked.is_excluded(id) {
                    continue;
                }
                let name = fold(library.label(facet, id));
                let is_other =
                    |word: &&String| !begins_word(&name, word) && !begins_word(&of, word);
                let mut rest = self.0.iter().filter(is_other).peekable();
                let choose = rest.peek().is_none();
                let exclude = rest.all(|word| begins.starts_with(&**word) || word == whole);
                if exclude {
                    let count = outcome.counts[facet][id.index()];
                    values.push(Value { facet, id, count, choose });
                }
            }
        }
        values.sort_by_key(|value| u32::MAX - value.count);
        values
    }
}

fn begins_word(folded: &str, word: &str) -> bool {
    let mut begins = false;
    each_word(folded, &mut |other| begins |= other.starts_with(word));
    begins
}
