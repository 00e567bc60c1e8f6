//! From values to cells.

use super::node::{Kind, Map, Node};
use crate::curate::fault::Span;
use crate::curate::read::{Cell, Link, Text};

/// Keys under which a map has the text that stands for it.
const LABELS: [&str; 4] = ["title", "name", "label", "text"];
/// Keys under which a map has where it leads.
const LINKS: [&str; 3] = ["url", "href", "link"];

/// A map that stands for a text, or for a link with a text.
#[derive(Clone, Copy)]
pub(super) struct Named<'n> {
    /// Where the text is, and what it is; of the link if there is no text.
    text: (Span, &'n str),
    url: Option<&'n str>,
}

impl<'n> Named<'n> {
    pub(super) fn find(map: &'n Map<'n>) -> Option<Self> {
        let (label, link) = (find(map, &LABELS), find(map, &LINKS));
        let url = link.map(|(_, url)| url);
        Some(Self { text: label.or(link)?, url })
    }

    /// Whether a key of the map is in it.
    pub(super) fn uses(map: &Map, name: &str) -> bool {
        [&LABELS[..], &LINKS].iter().any(|names| first(map, names) == Some(name))
    }

    fn link(self, span: Span) -> Option<Link> {
        let (text, url) = (self.text.1.to_owned(), self.url?.to_owned());
        Some(Link { span, text, url })
    }
}

fn first<'k>(map: &Map, names: &[&'k str]) -> Option<&'k str> {
    let is_there =
        |name: &&&str| map.iter().any(|(key, value)| key.text == ***name && value.text().is_some());
    names.iter().find(is_there).copied()
}

fn find<'n>(map: &'n Map<'n>, names: &[&str]) -> Option<(Span, &'n str)> {
    let node = super::node::get(map, first(map, names)?)?;
    Some((node.span, node.text()?))
}

/// A value as a cell, and what of it no cell can say.
pub(super) fn cell<'n>(node: &'n Node<'n>, unread: &mut Vec<Span>) -> Cell<'n> {
    match &node.kind {
        Kind::Nothing => Cell { span: node.span, ..Cell::default() },
        Kind::Text(text) => Cell::plain(node.span, &**text),
        Kind::List(items) => list(node.span, items, unread),
        Kind::Map(map) => {
            if let Some(named) = Named::find(map) {
                let links = named.link(node.span).into_iter().collect();
                return Cell {
                    span: named.text.0,
                    text: named.text.1.into(),
                    links,
                    ..Cell::default()
                };
            }
            unread.push(node.span);
            Cell { span: node.span, ..Cell::default() }
        }
    }
}

fn list<'n>(span: Span, items: &'n [Node<'n>], unread: &mut Vec<Span>) -> Cell<'n> {
    let mut cell = Cell { span, ..Cell::default() };
    for item in items {
        let (span, text) = match &item.kind {
            Kind::Nothing => continue,
            Kind::Text(text) => (item.span, &**text),
            Kind::Map(map) if let Some(named) = Named::find(map) => {
                unread.extend(
                    map.iter()
                        .filter(|(key, _)| !Named::uses(map, &key.text))
                        .map(|(key, _)| key.span),
                );
                cell.links.extend(named.link(item.span));
                named.text
            }
            Kind::Map(_) | Kind::List(_) => {
                unread.push(item.span);
                continue;
            }
        };
        cell.parts.push(Text { span, text: text.to_owned() });
    }
    let texts: Vec<&str> = cell.parts.iter().map(|part| &*part.text).collect();
    cell.text = texts.join(", ").into();
    cell
}
