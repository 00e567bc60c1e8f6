//! What a file of nested values says, and where: the same tree for JSON and for YAML.

use crate::curate::fault::{Code, Quoted, Report, Span};
use std::borrow::Cow;
use std::collections::HashMap;

/// How deep values may be in one another. Lists of entries need four or five.
pub(super) const DEEPEST: usize = 100;

/// A value, and where it is: inside its quotes, if it has some.
#[derive(Clone, Debug)]
pub(in crate::curate) struct Node<'t> {
    pub(in crate::curate) span: Span,
    pub(in crate::curate) kind: Kind<'t>,
}

/// What a value is. Numbers and truth values are the text that is written.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::curate) enum Kind<'t> {
    Nothing,
    Text(Cow<'t, str>),
    List(Vec<Node<'t>>),
    Map(Map<'t>),
}

/// Keys and values in the order they are written in; a key may be there twice.
pub(in crate::curate) type Map<'t> = Vec<(Key<'t>, Node<'t>)>;

/// The name of a value in a map, and where it is.
#[derive(Clone, Debug)]
pub(in crate::curate) struct Key<'t> {
    pub(in crate::curate) span: Span,
    pub(in crate::curate) text: Cow<'t, str>,
}

/// Why a file cannot be read.
#[derive(Clone, Debug)]
pub(super) struct Malformed {
    pub(super) span: Span,
    pub(super) message: String,
    /// May be empty.
    pub(super) help: &'static str,
}

impl Malformed {
    pub(super) fn too_deep(span: Span) -> Self {
        let message = format!("values are more than {DEEPEST} deep in one another");
        Self { span, message, help: "a list of entries needs no more than a few levels" }
    }

    pub(super) fn report(self, report: &mut Report) {
        let help = match self.help {
            "" => "mend this place, or what is just in front of it",
            help => help,
        };
        report.add(Code::Malformed, self.span, self.message).help(help);
    }
}

/// Two values are the same if they say the same, wherever they are.
impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

impl PartialEq for Key<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<'t> Node<'t> {
    pub(in crate::curate) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn list(&self) -> Option<&[Self]> {
        match &self.kind {
            Kind::List(items) => Some(items),
            _ => None,
        }
    }

    pub(super) fn map(&self) -> Option<&Map<'t>> {
        match &self.kind {
            Kind::Map(map) => Some(map),
            _ => None,
        }
    }

    /// Whether there is anything in it.
    pub(super) fn says(&self) -> bool {
        match &self.kind {
            Kind::Nothing => false,
            Kind::Text(text) => !text.trim().is_empty(),
            Kind::List(items) => items.iter().any(Self::says),
            Kind::Map(map) => map.iter().any(|(_, value)| value.says()),
        }
    }

    /// The same value, on its own.
    pub(in crate::curate) fn into_owned(self) -> Node<'static> {
        let kind = match self.kind {
            Kind::Nothing => Kind::Nothing,
            Kind::Text(text) => Kind::Text(text.into_owned().into()),
            Kind::List(items) => Kind::List(items.into_iter().map(Self::into_owned).collect()),
            Kind::Map(map) => Kind::Map(owned(map)),
        };
        Node { span: self.span, kind }
    }

    /// Reports every key that a map has twice: of two values, one would be lost.
    pub(super) fn check_keys(&self, report: &mut Report) {
        match &self.kind {
            Kind::Nothing | Kind::Text(_) => {}
            Kind::List(items) => items.iter().for_each(|item| item.check_keys(report)),
            Kind::Map(map) => {
                check_keys(map, report);
                for (_, value) in map {
                    value.check_keys(report);
                }
            }
        }
    }
}

/// The same map, on its own.
fn owned(map: Map) -> Map<'static> {
    let own = |(key, value): (Key, Node)| {
        let key = Key { span: key.span, text: key.text.into_owned().into() };
        (key, value.into_owned())
    };
    map.into_iter().map(own).collect()
}

/// The value of a key.
pub(super) fn get<'m, 't>(map: &'m Map<'t>, name: &str) -> Option<&'m Node<'t>> {
    map.iter().find(|(key, _)| key.text == name).map(|(_, value)| value)
}

fn check_keys(map: &Map, report: &mut Report) {
    let mut first: HashMap<&str, Span> = HashMap::with_capacity(map.len());
    for (key, _) in map {
        if let Some(&first) = first.get(&*key.text) {
            let message = format!("the key {} is there already", Quoted(&key.text));
            let problem = report.add(Code::Malformed, key.span, message);
            problem.other(first).help("keep one, or put both values into a list");
        } else {
            first.insert(&key.text, key.span);
        }
    }
}
