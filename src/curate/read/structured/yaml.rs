//! Reads YAML: any number of documents, aliases and merge keys put in where they stand.
//!
//! The tree is made here, from the parser's events, since it keeps the places of keys, what is there
//! twice, and dates and numbers as they are written; and since it says no to values without end.

use super::node::{DEEPEST, Key, Kind, Malformed, Map, Node};
use super::places::Places;
use crate::curate::fault::Span;
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, StrInput, Tag};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// What may be copied for the aliases of a file: values, and bytes of texts that are not in the file as
/// they are. Ten thousand aliases of an entry are fine; aliases of aliases of aliases are not.
const MOST_COPIED: usize = 2_000_000;

/// The documents of a piece of a text that begins at an offset.
pub(super) fn parse(file: usize, part: &str, start: usize) -> Result<Vec<Node<'_>>, Malformed> {
    let mut reading = Reading {
        file,
        start,
        part,
        places: Places::new(part),
        documents: Vec::new(),
        open: Vec::new(),
        anchors: HashMap::new(),
        copied: 0,
    };
    let mut parser: Parser<StrInput> = Parser::new_from_str(part);
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| reading.malformed(&error))?;
        let place = reading.span(span.start.index(), span.end.index());
        reading.take(event, place)?;
    }
    Ok(reading.documents)
}

/// A file half read.
struct Reading<'t> {
    file: usize,
    /// What places in the part are relative to.
    start: usize,
    part: &'t str,
    places: Places,
    documents: Vec<Node<'t>>,
    /// The lists and maps that are open, the inner ones last.
    open: Vec<Open<'t>>,
    /// What aliases stand for, and what a copy of it costs.
    anchors: HashMap<usize, (Node<'t>, usize)>,
    copied: usize,
}

/// A list or a map half read.
struct Open<'t> {
    span: Span,
    anchor: usize,
    items: Items<'t>,
}

enum Items<'t> {
    List(Vec<Node<'t>>),
    Map(Pairs<'t>),
}

/// A map half read.
#[derive(Default)]
struct Pairs<'t> {
    map: Map<'t>,
    /// A key without its value, and whether it is `<<`.
    waiting: Option<(Key<'t>, bool)>,
    /// What `<<` names.
    merged: Vec<Node<'t>>,
}

impl<'t> Reading<'t> {
    fn span(&self, start: usize, end: usize) -> Span {
        let byte = |index| self.start + self.places.byte(self.part, index);
        Span::new(self.file, byte(start)..byte(end))
    }

    fn take(&mut self, event: Event<'t>, span: Span) -> Result<(), Malformed> {
        match event {
            Event::SequenceStart(anchor, _) => self.open(anchor, span, Items::List(Vec::new())),
            Event::MappingStart(anchor, _) => self.open(anchor, span, Items::Map(Pairs::default())),
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Scalar(text, style, anchor, tag) => {
                let is_merge = style == ScalarStyle::Plain && text == "<<";
                let span = self.inside(span, style, anchor != 0 || tag.is_some());
                let node = self.scalar(text, style, tag.as_deref(), span);
                self.keep(anchor, &node)?;
                self.add(node, is_merge)
            }
            Event::Alias(anchor) => {
                let node = self.copy(anchor, span)?;
                self.add(node, false)
            }
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => Ok(()),
        }
    }

    fn open(&mut self, anchor: usize, span: Span, items: Items<'t>) -> Result<(), Malformed> {
        if self.open.len() > DEEPEST {
            return Err(Malformed::too_deep(span));
        }
        self.open.push(Open { span, anchor, items });
        Ok(())
    }

    fn close(&mut self, end: Span) -> Result<(), Malformed> {
        let Some(Open { mut span, anchor, items }) = self.open.pop() else { return Ok(()) };
        span.end = span.end.max(end.end);
        let kind = match items {
            Items::List(items) => Kind::List(items),
            Items::Map(pairs) => Kind::Map(pairs.merge()),
        };
        let node = Node { span, kind };
        self.keep(anchor, &node)?;
        self.add(node, false)
    }

    /// Puts a value where it belongs: into the list or the map that is open, or at the top.
    fn add(&mut self, node: Node<'t>, is_merge: bool) -> Result<(), Malformed> {
        match self.open.last_mut().map(|open| &mut open.items) {
            None => self.documents.push(node),
            Some(Items::List(items)) => items.push(node),
            Some(Items::Map(pairs)) => match pairs.waiting.take() {
                None => pairs.waiting = Some((key(node, self.part, self.start)?, is_merge)),
                Some((_, true)) if is_mergeable(&node) => pairs.merged.push(node),
                Some((key, _)) => pairs.map.push((key, node)),
            },
        }
        Ok(())
    }

    /// Remembers what an anchor stands for.
    fn keep(&mut self, anchor: usize, node: &Node<'t>) -> Result<(), Malformed> {
        if anchor != 0 {
            let cost = cost(node);
            self.pay(cost, node.span)?;
            self.anchors.insert(anchor, (node.clone(), cost));
        }
        Ok(())
    }

    fn copy(&mut self, anchor: usize, span: Span) -> Result<Node<'t>, Malformed> {
        let Some((node, cost)) = self.anchors.get(&anchor) else {
            let message = "this value would be inside of itself".to_owned();
            return Err(Malformed { span, message, help: "" });
        };
        if self.open.len() + depth(node) > DEEPEST {
            return Err(Malformed::too_deep(span));
        }
        let cost = *cost;
        self.pay(cost, span)?;
        self.anchors.get(&anchor).map(|(node, _)| node.clone()).ok_or(Malformed::too_deep(span))
    }

    fn pay(&mut self, cost: usize, span: Span) -> Result<(), Malformed> {
        self.copied += cost;
        if self.copied <= MOST_COPIED {
            return Ok(());
        }
        let message = "aliases stand for more than a list can hold".to_owned();
        Err(Malformed { span, message, help: "write out what the aliases of this file mean" })
    }

    fn scalar(
        &self,
        text: Cow<'t, str>,
        style: ScalarStyle,
        tag: Option<&Tag>,
        span: Span,
    ) -> Node<'t> {
        let tagged = tag.filter(|tag| tag.is_yaml_core_schema()).map(|tag| &*tag.suffix);
        let is_nothing = match tagged {
            Some(tag) => tag == "null",
            None => {
                style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL")
            }
        };
        let raw = self.raw(span);
        let kind = match text {
            _ if is_nothing => Kind::Nothing,
            // As it is in the file, so that it need not be kept twice.
            text if text == raw => Kind::Text(raw.into()),
            text if matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) => {
                Kind::Text(text.trim_end_matches(['\n', '\r']).to_owned().into())
            }
            text => Kind::Text(text),
        };
        Node { span, kind }
    }

    /// What is written at a place.
    fn raw(&self, span: Span) -> &'t str {
        &self.part[span.range().start - self.start..span.range().end - self.start]
    }

    /// The place of a text without its quotes, and, if it is marked, without its tag and anchor. The
    /// parser begins a block at its text, unless it is marked.
    fn inside(&self, span: Span, style: ScalarStyle, is_marked: bool) -> Span {
        let mut raw = self.raw(span);
        while is_marked && raw.starts_with(['!', '&']) {
            let name = raw.find(char::is_whitespace).unwrap_or(raw.len());
            raw = raw[name..].trim_start();
        }
        let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        let (before, inner) = match style {
            _ if is_block && !is_marked => (0, raw.trim_end()),
            ScalarStyle::Plain => (0, raw.trim_end()),
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
                // Where the parser has lost count of characters, there may be none.
                let quotes = ['"', '\''];
                let inner = raw.strip_prefix(quotes).unwrap_or(raw);
                (raw.len() - inner.len(), inner.strip_suffix(quotes).unwrap_or(inner))
            }
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let block = raw[raw.find('\n').unwrap_or(raw.len())..].trim_start();
                (raw.len() - block.len(), block.trim_end())
            }
        };
        let at = span.range().end - raw.len() + before.min(raw.len());
        Span::new(self.file, at..at + inner.len())
    }

    fn malformed(&self, error: &ScanError) -> Malformed {
        let at = error.marker().index();
        let (reason, help) = reason(error.info());
        Malformed { span: self.span(at, at), message: format!("this is not YAML: {reason}"), help }
    }
}

fn key<'t>(node: Node<'t>, part: &'t str, start: usize) -> Result<Key<'t>, Malformed> {
    let Node { span, kind } = node;
    match kind {
        Kind::Text(text) => Ok(Key { span, text }),
        Kind::Nothing => {
            let text = &part[span.range().start - start..span.range().end - start];
            Ok(Key { span, text: text.into() })
        }
        Kind::List(_) | Kind::Map(_) => {
            let message = "a list or a map cannot be a key".to_owned();
            Err(Malformed { span, message, help: "if this is a text, put it between quotes" })
        }
    }
}

fn is_mergeable(node: &Node) -> bool {
    match &node.kind {
        Kind::Map(_) => true,
        Kind::List(items) => items.iter().all(|item| item.map().is_some()),
        Kind::Nothing | Kind::Text(_) => false,
    }
}

impl<'t> Pairs<'t> {
    /// The map, with what it lacks of those that `<<` names; the first that has a key goes before.
    fn merge(self) -> Map<'t> {
        let Self { mut map, merged, .. } = self;
        if merged.is_empty() {
            return map;
        }
        let mut known: HashSet<Cow<str>> = map.iter().map(|(key, _)| key.text.clone()).collect();
        let maps = merged.into_iter().flat_map(|node| match node.kind {
            Kind::List(items) => items,
            kind => vec![Node { span: node.span, kind }],
        });
        for node in maps {
            let Kind::Map(other) = node.kind else { continue };
            map.extend(other.into_iter().filter(|(key, _)| known.insert(key.text.clone())));
        }
        map
    }
}

/// How many values there are in one, and how many bytes of texts of their own.
fn cost(node: &Node) -> usize {
    let own = |text: &Cow<str>| if matches!(text, Cow::Owned(_)) { text.len() } else { 0 };
    1 + match &node.kind {
        Kind::Nothing => 0,
        Kind::Text(text) => own(text),
        Kind::List(items) => items.iter().map(cost).sum(),
        Kind::Map(map) => map.iter().map(|(key, value)| 1 + own(&key.text) + cost(value)).sum(),
    }
}

fn depth(node: &Node) -> usize {
    1 + match &node.kind {
        Kind::Nothing | Kind::Text(_) => 0,
        Kind::List(items) => items.iter().map(depth).max().unwrap_or(0),
        Kind::Map(map) => map.iter().map(|(_, value)| depth(value)).max().unwrap_or(0),
    }
}

/// What is wrong, in plain words, and what to do.
fn reason(info: &str) -> (String, &'static str) {
    const QUOTES: &str = "put the value between quotes";
    let known = [
        ("recursion limit", "values are too deep in one another", ""),
        ("mapping values are not allowed", "a colon inside of a value", QUOTES),
        ("unknown anchor", "nothing is called what this `*` names", QUOTES),
        ("unexpected character", "no value can begin with this sign", QUOTES),
        ("tab", "a tab where there have to be spaces", "indent with spaces"),
        ("unexpected end of stream", "a quote is opened and never closed", ""),
        ("did not find expected '-'", "this line is not indented like those before it", ""),
        ("did not find expected key", "this line is not indented like those before it", QUOTES),
        ("simple key expect", "this line has no colon, and the one before it has", QUOTES),
        ("invalid trailing content", "something stands behind the closing quote", QUOTES),
        ("indentation", "this line is not indented like those before it", ""),
    ];
    match known.into_iter().find(|(said, ..)| info.contains(said)) {
        Some((_, reason, help)) => (reason.to_owned(), help),
        None => (info.to_owned(), ""),
    }
}
