//! Where in a file of nested values its entries are.

use super::node::{Key, Kind, Map, Node};
use crate::catalog::slugify;
use crate::curate::config::Config;
use crate::curate::fault::{Quoted, Span};
use crate::curate::lister::{COMPANY, Columns, Facets, Field, INDUSTRY, TAG};
use crate::curate::read::Cell;
use std::borrow::Cow;

/// An entry, and what lies around it that is true of it too.
#[derive(Debug)]
pub(super) struct Entry<'n> {
    pub(super) span: Span,
    pub(super) map: &'n Map<'n>,
    pub(super) given: Map<'n>,
}

/// What a file has.
#[derive(Debug, Default)]
pub(super) struct Found<'n> {
    pub(super) entries: Vec<Entry<'n>>,
    /// What stands among entries and is none.
    pub(super) strays: Vec<Span>,
    /// What may be a list, is not read, and why.
    pub(super) unread: Vec<(Span, String)>,
}

/// Names that say that the list is here, the more telling ones first.
pub(super) const LISTS: [&str; 10] = [
    "entries",
    "items",
    "cases",
    "case-studies",
    "casestudies",
    "data",
    "list",
    "posts",
    "results",
    "articles",
];

/// Looks for entries; which key means what is known by the same names as columns are.
pub(super) struct Finder<'f, 'n> {
    config: &'f Config,
    facets: &'f mut Facets,
    pub(super) found: Found<'n>,
}

impl<'f, 'n> Finder<'f, 'n> {
    pub(super) fn new(config: &'f Config, facets: &'f mut Facets) -> Self {
        Self { config, facets, found: Found::default() }
    }

    /// All entries of a file; `None` if there is no list in it.
    pub(super) fn find(mut self, documents: &'n [Node<'n>]) -> Option<Found<'n>> {
        let has_list = |node: &Node| {
            node.list().is_some_and(has_map) || node.map().is_some_and(|map| !lists(map).is_empty())
        };
        let is_list = match documents {
            [] => false,
            [one] => self.value(one),
            several if several.iter().any(has_list) => {
                let (lists, others): (Vec<_>, Vec<_>) =
                    several.iter().partition(|one| self.value(one));
                for other in others {
                    match &other.kind {
                        Kind::Nothing => {}
                        Kind::Map(_) => {
                            self.found.unread.push((other.span, "this is not read".to_owned()));
                        }
                        Kind::Text(_) | Kind::List(_) => self.found.strays.push(other.span),
                    }
                }
                !lists.is_empty()
            }
            several => self.list(several),
        };
        is_list.then_some(self.found)
    }

    fn value(&mut self, node: &'n Node<'n>) -> bool {
        match &node.kind {
            Kind::List(items) => self.list(items),
            Kind::Map(map) => self.map(map, node.span),
            Kind::Nothing | Kind::Text(_) => false,
        }
    }

    fn list(&mut self, items: &'n [Node<'n>]) -> bool {
        let is_list = items.is_empty() || has_map(items);
        if is_list {
            self.items(items, "", &Vec::new());
        }
        is_list
    }

    /// Takes what is in a list, which stands under a key.
    pub(super) fn items(&mut self, items: &'n [Node<'n>], under: &str, given: &Map<'n>) {
        for item in items {
            match &item.kind {
                Kind::Map(map) => self.entry(map, item.span, under, given),
                Kind::Nothing => {}
                Kind::Text(_) | Kind::List(_) => self.found.strays.push(item.span),
            }
        }
    }

    /// What headings say of entries which have these fields: the years or companies that they are, or
    /// what else the entries do not say. Companies are rather tags if nothing says that they are such.
    pub(super) fn column<'k>(
        inner: &[Field],
        mut headings: impl Iterator<Item = &'k Key<'k>>,
        may_be_companies: bool,
    ) -> Option<&'static str> {
        let is_year = |key: &Key| key.text.len() == 4 && is_number(&key.text);
        let lacks = |field| !inner.contains(&field);
        if lacks(Field::Year) && headings.all(is_year) {
            return Some("year");
        }
        let mut facets = [(COMPANY, "company"), (TAG, "tags"), (INDUSTRY, "industry")];
        if !may_be_companies {
            facets.swap(0, 1);
        }
        facets.into_iter().find(|(facet, _)| lacks(Field::Facet(*facet))).map(|(_, name)| name)
    }

    fn map(&mut self, map: &'n Map<'n>, span: Span) -> bool {
        let lists = lists(map);
        if !lists.is_empty() && !self.is_entry_with(map, &lists) {
            return self.lists(&lists);
        }
        let inner: Vec<(&Key, &Map)> =
            map.iter().filter_map(|(key, value)| Some((key, value.map()?))).collect();
        if self.nested(&inner) {
            return true;
        }
        if let Some((_, value)) = map.iter().find(|(key, _)| LISTS.contains(&&*slugify(&key.text)))
            && value.map().is_some_and(|map| self.map(map, value.span))
        {
            return true;
        }
        if self.pairs(map) {
            return true;
        }
        if self.groups(map, "") {
            return true;
        }
        if self.is_by_key(map, &inner) {
            self.by_key(map, &Map::new());
            return true;
        }
        if self.by_heading(map, &inner) {
            return true;
        }
        if self.is_entry(map) {
            self.found.entries.push(Entry { span, map, given: Vec::new() });
            return true;
        }
        match inner[..] {
            [(key, only)] => self.groups(only, &key.text) || self.map(only, key.span),
            _ => false,
        }
    }

    /// Reads the one of several lists that has the entries, or all of them, if their keys are headings.
    fn lists(&mut self, lists: &[List<'n>]) -> bool {
        let rank = |key: &Key| LISTS.iter().position(|name| *name == slugify(&key.text));
        let named = lists.iter().filter(|(key, _)| rank(key).is_some());
        if let Some(best) = named.min_by_key(|(key, _)| rank(key)) {
            self.only(best, lists);
            return true;
        }
        let mut titled: Vec<_> = lists
            .iter()
            .filter(|(_, items)| {
                self.fields(items).contains(&Field::Title) || self.are_pairs(items)
            })
            .copied()
            .collect();
        // Beside the entries, the values that they have may be listed.
        let is_of_values =
            |finder: &mut Self, key: &Key| matches!(finder.field(&key.text), Field::Facet(_));
        if !titled.iter().all(|(key, _)| is_of_values(self, key)) {
            titled.retain(|(key, _)| !is_of_values(self, key));
        }
        match (&titled[..], lists) {
            ([only], _) | ([], [only]) => self.only(only, lists),
            ([], _) => {
                for (key, _) in lists {
                    self.unread(key.span, &key.text);
                }
                return false;
            }
            (titled, _) => self.headings(titled, lists),
        }
        true
    }

    fn only(&mut self, (chosen, items): &List<'n>, lists: &[List<'n>]) {
        for (key, _) in lists.iter().filter(|(key, _)| key.span != chosen.span) {
            self.unread(key.span, &key.text);
        }
        self.items(items, &chosen.text, &Vec::new());
    }

    fn headings(&mut self, titled: &[List<'n>], lists: &[List<'n>]) {
        for (key, _) in lists {
            if titled.iter().all(|(other, _)| other.span != key.span) {
                self.unread(key.span, &key.text);
            }
        }
        let inner: Vec<Field> = titled.iter().flat_map(|(_, items)| self.fields(items)).collect();
        let are_companies = are_in_links(titled);
        let column = Self::column(&inner, titled.iter().map(|(key, _)| *key), are_companies);
        for (key, items) in titled {
            let given = match column {
                Some(name) if self.field(&key.text) == Field::Unknown => vec![under(name, key)],
                _ => {
                    self.unread(key.span, &key.text);
                    Vec::new()
                }
            };
            self.items(items, "", &given);
        }
    }

    /// Whether a map is a list of entries by their ids or titles, and the other keys are about it.
    fn is_by_key(&mut self, map: &Map, inner: &[(&Key, &Map)]) -> bool {
        if inner.is_empty() || inner.len() < map.len() - inner.len() {
            return false;
        }
        let fields = self.fields_in(inner.iter().map(|(_, map)| *map));
        let are_entries = fields.contains(&Field::Title) || fields.contains(&Field::Url);
        are_entries && inner.iter().any(|(key, _)| self.field(&key.text) == Field::Unknown)
    }

    /// Reads headings that each have entries by their ids or titles: `Charts: { Plotter: { url: … } }`. Whether
    /// these are such.
    fn by_heading(&mut self, map: &Map, inner: &[(&'n Key<'n>, &'n Map<'n>)]) -> bool {
        let is_list = |finder: &mut Self, map: &Map| {
            let inner: Vec<(&Key, &Map)> =
                map.iter().filter_map(|(key, value)| Some((key, value.map()?))).collect();
            inner.len() == map.len() && finder.is_by_key(map, &inner)
        };
        if inner.len() < map.len().max(2) || !inner.iter().all(|(_, map)| is_list(self, map)) {
            return false;
        }
        let leaves = inner.iter().flat_map(|(_, map)| *map).filter_map(|(_, value)| value.map());
        let fields = self.fields_in(leaves);
        let column = Self::column(&fields, inner.iter().map(|(key, _)| *key), false);
        for (key, map) in inner {
            if column.is_none() {
                self.unread(key.span, &key.text);
            }
            let given: Map = column.map(|name| under(name, key)).into_iter().collect();
            self.by_key(map, &given);
        }
        true
    }

    fn by_key(&mut self, map: &'n Map<'n>, of_all: &Map<'n>) {
        let inner = map.iter().filter_map(|(_, value)| value.map());
        let fields = self.fields_in(inner);
        let are_numbers = map.iter().all(|(key, _)| is_number(&key.text));
        for (key, value) in map {
            let Some(entry) = value.map() else { continue };
            let own = if fields.contains(&Field::Title) { self.fields_of(entry) } else { vec![] };
            let given = if !own.contains(&Field::Title) {
                vec![under("title", key)]
            } else if are_numbers || own.contains(&Field::Id) {
                Vec::new()
            } else {
                vec![under("id", key)]
            };
            let given = [given, of_all.clone()].concat();
            self.found.entries.push(Entry { span: key.span, map: entry, given });
        }
    }

    /// Whether a map tells of one case study: a title, and whose it is or where.
    fn is_entry(&mut self, map: &Map) -> bool {
        let fields = self.fields_of(map);
        fields.contains(&Field::Title)
            && (fields.contains(&Field::Url) || fields.contains(&Field::Facet(COMPANY)))
    }

    /// Whether a map tells of one case study, and the lists in it only of that: where it is told, or things
    /// that have no titles.
    fn is_entry_with(&mut self, map: &'n Map<'n>, lists: &[List<'n>]) -> bool {
        self.is_entry(map)
            && lists.iter().all(|(key, items)| {
                self.field(&key.text) == Field::Url
                    || (!items.is_empty() && !self.fields(items).contains(&Field::Title))
            })
    }

    pub(super) fn unread(&mut self, span: Span, key: &str) {
        self.found.unread.push((span, format!("{} is not read", Quoted(key))));
    }

    /// What the keys of the first maps in a list mean.
    pub(super) fn fields(&mut self, items: &[Node]) -> Vec<Field> {
        self.fields_in(items.iter().filter_map(Node::map))
    }

    pub(super) fn fields_in<'m>(&mut self, maps: impl Iterator<Item = &'m Map<'m>>) -> Vec<Field> {
        /// Entries have much the same keys.
        const ENOUGH: usize = 20;
        let mut keys: Vec<&str> = Vec::new();
        for (key, _) in maps.take(ENOUGH).flatten() {
            if !keys.contains(&&*key.text) {
                keys.push(&key.text);
            }
        }
        self.fields_named(&keys)
    }

    /// What the keys of a map mean, in order.
    pub(super) fn fields_of(&mut self, map: &Map) -> Vec<Field> {
        let keys: Vec<&str> = map.iter().map(|(key, _)| &*key.text).collect();
        self.fields_named(&keys)
    }

    /// What the keys of a map beside some lists in it mean, in order.
    pub(super) fn fields_beside(&mut self, map: &Map, lists: &[List]) -> Vec<Field> {
        let keys: Vec<&str> = beside(map, lists).map(|(key, _)| &*key.text).collect();
        self.fields_named(&keys)
    }

    pub(super) fn field(&mut self, key: &str) -> Field {
        self.fields_named(&[key])[0]
    }

    fn fields_named(&mut self, keys: &[&str]) -> Vec<Field> {
        let header: Vec<Cell> = keys.iter().map(|key| Cell::plain(Span::default(), *key)).collect();
        Columns::find(&header, &[], self.config, self.facets).fields
    }
}

/// A list, and the key that it stands under.
pub(super) type List<'n> = (&'n Key<'n>, &'n [Node<'n>]);

/// What a map has beside some lists in it.
pub(super) fn beside<'m, 'n>(
    map: &'m Map<'n>,
    lists: &'m [List],
) -> impl Iterator<Item = &'m (Key<'n>, Node<'n>)> {
    map.iter().filter(|(key, _)| lists.iter().all(|(list, _)| list.span != key.span))
}

/// The keys of a map that have a list with a map in it, or one that has none yet.
pub(super) fn lists<'n>(map: &'n Map<'n>) -> Vec<List<'n>> {
    let list = |(key, value): &'n (Key<'n>, Node<'n>)| {
        let items = value.list()?;
        let is_empty = items.is_empty() && LISTS.contains(&&*slugify(&key.text));
        (is_empty || has_map(items)).then_some((key, items))
    };
    map.iter().filter_map(list).collect()
}

fn has_map(items: &[Node]) -> bool {
    items.iter().any(|item| item.map().is_some())
}

/// Whether a third of the lists stand under what the sites are called that their entries lead to.
fn are_in_links(lists: &[List]) -> bool {
    let solid = |text: &str| slugify(text).replace('-', "");
    let leads = |(key, items): &&List| {
        let name = solid(&key.text);
        let values = items.iter().filter_map(Node::map).flatten();
        let mut links = values.filter_map(|(_, value)| value.text());
        !name.is_empty()
            && links.any(|text| text.starts_with("http") && solid(text).contains(&name))
    };
    lists.iter().filter(leads).count() * 3 >= lists.len()
}

pub(super) fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A key as the value of a column.
pub(super) fn under<'n>(column: &'static str, key: &'n Key<'n>) -> (Key<'n>, Node<'n>) {
    let kind = Kind::Text(Cow::Borrowed(&*key.text));
    (Key { span: key.span, text: column.into() }, Node { span: key.span, kind })
}
