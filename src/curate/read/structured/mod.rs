//! Reads JSON and YAML: lists of entries in whatever way a file may hold them, and catalogs.
//!
//! Both become one tree of values with their places ([`node`]); entries are found in it ([`lists`]) and
//! handed over as the rows of a table ([`rows`]) whose columns are their keys.

mod catalog;
mod cells;
mod groups;
mod json;
mod lists;
mod node;
mod places;
mod rows;
#[cfg(test)]
mod tests;
mod yaml;

pub(in crate::curate) use catalog::declare;
pub(in crate::curate) use node::{Key, Kind, Map, Node};

use super::markdown::{About, BASE_HELP};
use crate::curate::config::Config;
use crate::curate::fault::{Code, Quoted, Report, Span};
use crate::curate::lister::{Facets, Field, Lister, Table};
use crate::curate::source::Source;
use crate::curate::{Form, date, site};
use lists::{Entry, Finder, Found};
use node::{Malformed, get};
use url::Url;

/// The documents of a piece of a text that begins at an offset; `None` if it is not YAML.
pub(in crate::curate) fn parse_yaml(
    file: usize,
    part: &str,
    start: usize,
) -> Option<Vec<Node<'_>>> {
    yaml::parse(file, part, start).ok()
}

/// The value of a piece of a text that begins at an offset; `None` if it is not JSON.
pub(in crate::curate) fn parse_json(file: usize, part: &str, start: usize) -> Option<Node<'_>> {
    json::parse_part(file, part, start).ok().flatten()
}

/// What the keys of a map mean, in order.
pub(in crate::curate) fn fields(map: &Map, config: &Config) -> Vec<Field> {
    Finder::new(config, &mut Facets::new(config)).fields_of(map)
}

/// Hands over one entry, with what is known of it from elsewhere.
pub(in crate::curate) fn read_one(
    map: &Map,
    given: &Map,
    table: Table,
    span: Span,
    lister: &mut Lister,
) {
    let entry = Entry { span, map, given: given.clone() };
    rows::read(&[entry], table, span, lister);
}

/// A file of nested values, read and not yet understood.
pub(in crate::curate) struct Structured<'t> {
    file: usize,
    documents: Vec<Node<'t>>,
    /// Lines that cannot be read, where each is an entry.
    bad_lines: Vec<Malformed>,
    /// Whether nothing of the file can be read.
    is_malformed: bool,
    about: About,
}

impl<'t> Structured<'t> {
    /// Reads a file.
    pub(in crate::curate) fn parse(
        file: usize,
        source: &'t Source,
        form: Form,
        config: &Config,
        report: &mut Report,
    ) -> Self {
        let (documents, mut bad_lines) = match form {
            Form::Yaml => match yaml::parse(file, source.text(), 0) {
                Ok(documents) => (documents, Vec::new()),
                Err(error) => (Vec::new(), vec![error]),
            },
            _ => json::parse(file, source.text()),
        };
        for document in &documents {
            document.check_keys(report);
        }
        let is_malformed = documents.is_empty() && !bad_lines.is_empty();
        if is_malformed {
            bad_lines.drain(..).for_each(|error| error.report(report));
        }
        let about = match &documents[..] {
            [Node { kind: Kind::Map(map), .. }] if has_list(&documents, map, config) => {
                about(map, report)
            }
            _ => About::default(),
        };
        Self { file, documents, bad_lines, is_malformed, about }
    }

    /// What the file says of the list; `None` if it says nothing.
    pub(in crate::curate) fn about(&self) -> Option<&About> {
        let About { title, description, updated, link_base } = &self.about;
        let says = [title, description, updated, link_base].iter().any(|text| !text.is_empty());
        says.then_some(&self.about)
    }

    /// Whether this is a catalog, which has each entry once.
    pub(in crate::curate) fn is_catalog(&self) -> bool {
        self.catalog().is_some()
    }

    fn catalog(&self) -> Option<&Map<'t>> {
        let [Node { kind: Kind::Map(map), .. }] = &self.documents[..] else { return None };
        catalog::is_catalog(map).then_some(map)
    }

    /// Hands over the file's rows. Whether it has a list, or is known to be broken.
    pub(in crate::curate) fn read(&self, lister: &mut Lister) -> bool {
        let base = Url::parse(&self.about.link_base).ok().filter(|_| !lister.base_is_given);
        let table = Table { file: self.file, base, wants_links: true, ..Table::default() };
        for error in &self.bad_lines {
            let Malformed { span, message, help } = error.clone();
            lister.lose(Code::Malformed, span, message).help(help);
        }
        if let Some(map) = self.catalog() {
            catalog::read(map, table, lister);
            return true;
        }
        let config = lister.config;
        let Some(found) = Finder::new(config, &mut lister.facets).find(&self.documents) else {
            return self.is_malformed;
        };
        let Found { entries, strays, unread } = found;
        for (span, message) in unread {
            lister.report.add(Code::UnknownTable, span, message);
        }
        for span in strays {
            lose_stray(span, lister);
        }
        let whole = self.documents.first().map_or(Span::new(self.file, 0..0), |node| node.span);
        rows::read(&entries, table, rows::first_line(whole, lister), lister)
    }
}

/// Counts something that stands where entries do, and says that it is none.
fn lose_stray(span: Span, lister: &mut Lister) {
    let span = rows::first_line(span, lister);
    let problem = lister.lose(Code::Malformed, span, "this is no entry".to_owned());
    problem.help("an entry is a map with a title");
}

/// Whether there are entries in a file that is a map, and the map is none itself.
fn has_list(documents: &[Node], map: &Map, config: &Config) -> bool {
    let found = Finder::new(config, &mut Facets::new(config)).find(documents);
    let is_map = |entry: &Entry| std::ptr::eq(entry.map, map);
    found.is_some_and(|found| !found.entries.iter().any(is_map))
}

/// What a map says of the list in it.
fn about(map: &Map, report: &mut Report) -> About {
    let node =
        |key: &str| get(map, key).filter(|node| node.text().is_some_and(|text| !text.is_empty()));
    let text = |key: &str| node(key).and_then(Node::text).unwrap_or_default().to_owned();
    let day = |node: &Node| {
        let written = node.text().unwrap_or_default();
        date::parse(written).unwrap_or_else(|| {
            let message = format!("{} is not a day", Quoted(written));
            report.add(Code::BadDay, node.span, message).help("write it as in `2025-03-08`");
            String::new()
        })
    };
    let updated = node("updated").map(day).unwrap_or_default();
    if let Some(base) =
        node("link_base").filter(|node| !site::is_base(node.text().unwrap_or_default()))
    {
        let message = format!("{} is no link base", Quoted(base.text().unwrap_or_default()));
        report.add(Code::BadLinkBase, base.span, message).help(BASE_HELP);
    }
    About {
        title: text("title"),
        description: text("description"),
        updated,
        link_base: text("link_base"),
    }
}
