//! Reads catalogs: the lists that `casebook build` writes, whose values mean what they say.

use super::lists::Entry;
use super::node::{Kind, Map, Node, get};
use super::rows::{Header, Value, first_line};
use crate::catalog::{Declaration, DeclaredValue, FORMAT};
use crate::curate::fault::{Code, Quoted, Report, Span};
use crate::curate::lister::{Columns, Field, Lister, Table};
use crate::curate::read::{Cell, Text};
use crate::facet::Match;

/// Whether a map is a catalog.
pub(super) fn is_catalog(map: &Map) -> bool {
    ["format", "facets", "entries"].iter().all(|key| get(map, key).is_some())
}

/// Hands over the entries of a catalog.
pub(super) fn read(map: &Map, mut table: Table, lister: &mut Lister) {
    let (Some(format), Some(facets), Some(entries)) =
        (get(map, "format"), get(map, "facets"), get(map, "entries"))
    else {
        return;
    };
    if format.text().and_then(|text| text.parse().ok()) != Some(FORMAT) {
        let format_of_it = Quoted(format.text().unwrap_or_default()).to_string();
        let message = format!("this catalog is of format {format_of_it}, which is not known");
        let problem = lister.report.add(Code::Malformed, format.span, message);
        problem.help(format!("this casebook reads format {FORMAT}; a newer one may read it"));
        return;
    }
    declare(facets, Code::Malformed, lister);
    let Some(items) = entries.list() else {
        lister.report.add(Code::Malformed, entries.span, "`entries` is no list");
        return;
    };
    let entries: Vec<Entry> = entries_of(items, lister);
    let header = Header::new(entries.iter().map(values));
    table.columns = columns(&header, lister);
    for entry in &entries {
        let span = first_line(entry.span, lister);
        let mut cells = header.row(&values(entry), span, &table.columns, lister);
        for (cell, field) in cells.iter_mut().zip(&table.columns.fields) {
            mean_it(cell, *field);
        }
        lister.row(&table, &cells, span);
    }
}

fn entries_of<'n>(items: &'n [Node<'n>], lister: &mut Lister) -> Vec<Entry<'n>> {
    let mut entries = Vec::with_capacity(items.len());
    for item in items {
        match item.map() {
            Some(map) => entries.push(Entry { span: item.span, map, given: Vec::new() }),
            None => super::lose_stray(item.span, lister),
        }
    }
    entries
}

fn values<'e>(entry: &'e Entry<'e>) -> Vec<Value<'e>> {
    let value = |(key, node): &'e (_, _)| {
        let key: &super::node::Key = key;
        Value { name: (&*key.text).into(), key: key.span, node }
    };
    entry.map.iter().map(value).collect()
}

/// The columns, by their exact names; all others are reported.
fn columns(header: &Header, lister: &mut Lister) -> Columns {
    let field = |cell: &Cell, lister: &mut Lister| match &*cell.text {
        "id" => Field::Id,
        "title" => Field::Title,
        "url" => Field::Url,
        "page" => Field::Page,
        "year" => Field::Year,
        "summary" => Field::Summary,
        key => {
            let declared = |at: &usize| lister.facets.get(*at).is_declared();
            if let Some(facet) = lister.facets.find(key).filter(declared) {
                Field::Facet(facet)
            } else {
                lister.report_unknown(cell);
                Field::Unknown
            }
        }
    };
    let fields = header.cells.iter().map(|cell| field(cell, lister)).collect();
    Columns { fields, ..Columns::default() }
}

/// Marks a cell as what it says, and puts its values apart: no text in a catalog is a list of values, or
/// a link and its text.
fn mean_it(cell: &mut Cell, field: Field) {
    cell.is_exact = true;
    cell.links.clear();
    match field {
        Field::Facet(_) if cell.parts.is_empty() && !cell.is_empty() => {
            cell.parts = vec![Text { span: cell.span, text: cell.text.to_string() }];
        }
        // Catalogs write years as numbers.
        Field::Year if !cell.is_empty() => cell.text = format!("{:0>4}", cell.text).into(),
        _ => {}
    }
}

/// Declares facets as a list of them says.
pub(in crate::curate) fn declare(facets: &Node, code: Code, lister: &mut Lister) {
    let Some(items) = facets.list() else {
        lister.report.add(code, facets.span, "`facets` is no list");
        return;
    };
    let mut keys: Vec<String> = Vec::new();
    for item in items {
        let Some(declaration) = declaration(item, code, &mut lister.report) else { continue };
        let key = declaration.key.clone();
        let result = if keys.contains(&key) {
            Err(format!("the facet `{key}` is declared twice"))
        } else {
            lister.facets.declare(declaration)
        };
        if let Err(message) = result {
            lister.report.add(code, item.span, message);
        }
        keys.push(key);
    }
}

fn declaration(item: &Node, code: Code, report: &mut Report) -> Option<Declaration> {
    let mut fail = |span: Span, message: &str| {
        report.add(code, span, message).help("a facet is declared as docs/catalog.md says");
    };
    let Some(map) = item.map() else {
        fail(item.span, "a facet is a map with `key` and `label`");
        return None;
    };
    let text = |key: &str| get(map, key).and_then(Node::text);
    let key = text("key").unwrap_or_default().to_owned();
    let label = text("label").map_or_else(|| key.clone(), str::to_owned);
    let many = text("many") == Some("true");
    let matching = match text("match") {
        None | Some("any" | "") => Match::Any,
        Some("all") if many => Match::All,
        Some(other) => {
            let span = get(map, "match").map_or(item.span, |node| node.span);
            let all = other == "all";
            fail(
                span,
                if all { "`match: all` needs `many: true`" } else { "`match` is `all` or `any`" },
            );
            Match::Any
        }
    };
    let mut values = Vec::new();
    for value in get(map, "values").and_then(Node::list).unwrap_or_default() {
        match declared_value(value) {
            Some(value) => values.push(value),
            None => fail(value.span, "a declared value has no `label`"),
        }
    }
    Some(Declaration { key, label, many, matching, values })
}

fn declared_value(node: &Node) -> Option<DeclaredValue> {
    let map = node.map()?;
    let text = |key: &str| get(map, key).and_then(Node::text);
    let label = text("label").filter(|label| !label.is_empty())?.to_owned();
    let slug = text("slug").unwrap_or_default().to_owned();
    let aliases = match get(map, "aliases").map(|node| &node.kind) {
        Some(Kind::List(items)) => items.iter().filter_map(Node::text).map(str::to_owned).collect(),
        Some(Kind::Text(alias)) => vec![alias.to_string()],
        _ => Vec::new(),
    };
    Some(DeclaredValue { label, slug, aliases })
}
