//! Maps and lists that are no entries themselves, but name what is true of all entries in them.

use super::lists::{Entry, Finder, LISTS, List, beside, is_number, lists, under};
use super::node::{Key, Kind, Map, Node};
use crate::catalog::slugify;
use crate::curate::fault::Span;
use crate::curate::lister::{COMPANY, Field, INDUSTRY, TAG, is_address};

impl<'n> Finder<'_, 'n> {
    /// Takes a map for an entry, or for a heading with entries below it.
    pub(super) fn entry(&mut self, map: &'n Map<'n>, span: Span, under: &str, given: &Map<'n>) {
        let lists = self.group(map, under);
        if lists.is_empty() {
            let (map, more) = self.unwrapped(map);
            let given = [given.clone(), more].concat();
            self.found.entries.push(Entry { span, map, given });
        }
        for list @ (key, items) in &lists {
            let given = self.heading(map, &lists, list, under, given);
            self.items(items, &key.text, &given);
        }
    }

    /// The map that has what a map in a list is about, and what stands around it: `fields: { title: … }`,
    /// `Search in a week: { url: … }`, `Search in a week: https://…`.
    fn unwrapped(&mut self, map: &'n Map<'n>) -> (&'n Map<'n>, Map<'n>) {
        if let [(key, value)] = &map[..]
            && self.field(&key.text) == Field::Unknown
        {
            if value.text().is_some_and(is_address) {
                return (&NOTHING, pair(key, value));
            }
            if let Some(inner) = value.map() {
                let fields = self.fields_of(inner);
                if fields.contains(&Field::Url) && !fields.contains(&Field::Title) {
                    return (inner, vec![under("title", key)]);
                }
            }
        }
        if self.fields_of(map).contains(&Field::Title) {
            return (map, Map::new());
        }
        let mut inner = map.iter().filter_map(|(key, value)| Some((key, value.map()?)));
        match (inner.next(), inner.next()) {
            (Some((key, only)), None) if self.fields_of(only).contains(&Field::Title) => {
                let around = map.iter().filter(|(other, _)| other.span != key.span);
                (only, around.cloned().collect())
            }
            _ => (map, Map::new()),
        }
    }

    /// Whether these maps each are a title and where that leads.
    pub(super) fn are_pairs(&mut self, items: &'n [Node<'n>]) -> bool {
        !items.is_empty()
            && items.iter().all(|item| match item.map().map(Vec::as_slice) {
                Some([(key, value)]) => self.leads(key, value),
                _ => false,
            })
    }

    /// Takes a map of titles and where each leads; whether it is one.
    pub(super) fn pairs(&mut self, map: &'n Map<'n>) -> bool {
        // Addresses under single words may be anything.
        let has_title = map.iter().any(|(key, _)| key.text.trim().contains(' '));
        if map.len() < 2 || !has_title || !map.iter().all(|(key, value)| self.leads(key, value)) {
            return false;
        }
        self.found.entries.extend(map.iter().map(|(key, value)| Entry {
            span: key.span,
            map: &NOTHING,
            given: pair(key, value),
        }));
        true
    }

    fn leads(&mut self, key: &Key, value: &Node) -> bool {
        value.text().is_some_and(is_address) && self.field(&key.text) == Field::Unknown
    }

    /// The lists in a map that is no entry itself: `company: Acme`, `cases: [...]`. They may have more such maps.
    fn group(&mut self, map: &'n Map<'n>, under: &str) -> Vec<List<'n>> {
        let lists = lists(map);
        let own = self.fields_beside(map, &lists);
        let is_heading = !own.contains(&Field::Title) || self.named(under).is_some();
        let are_in_it = |(key, items): &List<'n>| {
            let mut maps = items.iter().filter_map(Node::map);
            if maps.clone().next().is_some()
                && maps.all(|map| !self.group(map, &key.text).is_empty())
            {
                return true;
            }
            let inner = self.fields(items);
            let is_named = is_heading || LISTS.contains(&&*slugify(&key.text));
            is_named && inner.contains(&Field::Title) && inner.contains(&Field::Url)
        };
        let is_group = !own.contains(&Field::Url) && lists.iter().all(are_in_it);
        if is_group { lists } else { Vec::new() }
    }

    /// The maps in a list under a key that are entries, be it by way of groups.
    fn leaves(&mut self, items: &'n [Node<'n>], under: &str) -> Vec<&'n Map<'n>> {
        let mut leaves = Vec::new();
        for map in items.iter().filter_map(Node::map) {
            let lists = self.group(map, under);
            if lists.is_empty() {
                leaves.push(map);
            }
            for (key, items) in lists {
                leaves.extend(self.leaves(items, &key.text));
            }
        }
        leaves
    }

    /// What a heading says of the entries below it.
    fn heading(
        &mut self,
        map: &'n Map<'n>,
        lists: &[List<'n>],
        (key, items): &List<'n>,
        under: &str,
        given: &Map<'n>,
    ) -> Map<'n> {
        let own = self.fields_beside(map, lists);
        let leaves = self.leaves(items, &key.text);
        let mut known = self.fields_in(leaves.iter().copied());
        let beside = || beside(map, lists);
        let says = |value: &Node| !matches!(value.kind, Kind::Nothing);
        let said = beside().zip(&own).filter(|((_, value), _)| says(value));
        known.extend(said.map(|(_, field)| *field).filter(|field| *field != Field::Title));
        // `category:`, without a value, says what the name is that follows; so does the key of the list.
        let mut bare = beside().filter(|(_, value)| !says(value)).map(|(key, _)| &*key.text);
        let column = bare.find_map(|key| self.named(key)).or_else(|| self.named(under));
        let mut all = given.clone();
        for ((key, value), field) in beside().zip(own).filter(|((_, value), _)| says(value)) {
            match field {
                Field::Facet(_) | Field::Year => add(&mut all, &key.text, key, value),
                Field::Title => {
                    match column.or_else(|| Self::column(&known, [key].into_iter(), true)) {
                        Some(name) => add(&mut all, name, key, value),
                        None => self.unread(key.span, &key.text),
                    }
                }
                _ => {}
            }
        }
        all
    }

    /// The column that headings under a key such as `categories` or `subcategory` are values of.
    fn named(&mut self, key: &str) -> Option<&'static str> {
        let name = slugify(key);
        match self.field(name.strip_prefix("sub").unwrap_or(&name)) {
            Field::Facet(COMPANY) => Some("company"),
            Field::Facet(INDUSTRY) => Some("industry"),
            Field::Facet(TAG) => Some("tags"),
            Field::Year => Some("year"),
            _ if name == "years" => Some("year"),
            _ if name == "sections" => Some("tags"),
            _ => None,
        }
    }

    /// Reads headings that each say something of all entries below: `Acme: { industry: Retail, cases: [...] }`,
    /// which stand under a key such as `companies`. Whether these are such.
    pub(super) fn groups(&mut self, map: &'n Map<'n>, under_key: &str) -> bool {
        let inner: Vec<(&Key, &Map)> =
            map.iter().filter_map(|(key, value)| Some((key, value.map()?))).collect();
        let are_groups = inner.iter().all(|(_, map)| !self.group(map, under_key).is_empty());
        if inner.len() < map.len().max(1) || !are_groups {
            return false;
        }
        let mut fields = self.fields_in(inner.iter().map(|(_, map)| *map));
        for (key, items) in inner.iter().flat_map(|(_, map)| lists(map)) {
            let leaves = self.leaves(items, &key.text);
            fields.extend(self.fields_in(leaves.into_iter()));
        }
        let keys = inner.iter().map(|(key, _)| *key);
        let column = self.named(under_key).or_else(|| Self::column(&fields, keys, true));
        for (key, map) in inner {
            if column.is_none() {
                self.unread(key.span, &key.text);
            }
            let given = column.map(|name| under(name, key)).into_iter().collect();
            self.entry(map, key.span, "", &given);
        }
        true
    }

    /// Reads headings of headings: `Search: { Ranking: [...], Indexes: [...] }`. Whether these are such.
    pub(super) fn nested(&mut self, inner: &[(&'n Key<'n>, &'n Map<'n>)]) -> bool {
        let are_lists = |finder: &mut Self, map: &'n Map<'n>| {
            let lists = lists(map);
            lists.len() == map.len()
                && lists.iter().all(|(_, items)| {
                    let fields = finder.fields(items);
                    fields.contains(&Field::Title) && fields.contains(&Field::Url)
                })
        };
        if inner.len() < 2 || !inner.iter().all(|(_, map)| are_lists(self, map)) {
            return false;
        }
        let keys = inner.iter().map(|(key, _)| *key);
        let column = Self::column(&[Field::Facet(COMPANY)], keys, false).unwrap_or("tags");
        for (key, map) in inner {
            for (below, items) in lists(map) {
                let mut given = vec![under(column, key)];
                let (_, value) = under("tags", below);
                let is_year = below.text.len() == 4 && is_number(&below.text);
                let name = if is_year && column != "year" { "year" } else { "tags" };
                add(&mut given, name, below, &value);
                self.items(items, "", &given);
            }
        }
        true
    }
}

/// What an entry has that is all told by what is around it.
static NOTHING: Map<'static> = Map::new();

/// A title, and where it leads.
fn pair<'n>(key: &'n Key<'n>, value: &Node<'n>) -> Map<'n> {
    let url = Key { span: value.span, text: "url".into() };
    vec![under("title", key), (url, value.clone())]
}

/// Gives a column a value, behind those that it has.
fn add<'n>(given: &mut Map<'n>, name: &str, key: &Key<'n>, value: &Node<'n>) {
    match given.iter_mut().find(|(other, _)| *other.text == *name) {
        Some((_, node)) => {
            let values = match &node.kind {
                Kind::List(values) => values.clone(),
                _ => vec![node.clone()],
            };
            node.kind = Kind::List([values, vec![value.clone()]].concat());
        }
        None => given.push((Key { span: key.span, text: name.to_owned().into() }, value.clone())),
    }
}
