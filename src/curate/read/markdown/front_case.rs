//! The page of one case study whose front matter tells it, as site generators keep collections.

use super::about::is_index;
use super::bullets;
use super::case_page::CasePage;
use super::parse::{Block, Document};
use crate::curate::config::Config;
use crate::curate::fault::Span;
use crate::curate::front_matter::{self, Field as Fact};
use crate::curate::lister::{COMPANY, Field, Lister, Table};
use crate::curate::read::Cell;
use crate::curate::read::structured::{self, Key, Kind, Map, Node};
use url::Url;

/// What the front matter says, and what only the page around it does.
pub(super) struct FrontCase {
    map: Map<'static>,
    given: Map<'static>,
}

impl FrontCase {
    /// What a page says, if its front matter tells of a case study: a title, and where it is or whose.
    /// A page with a table of case studies or a list of links is a list.
    pub(super) fn find(
        file: usize,
        path: &str,
        facts: &[Fact],
        document: &Document,
        case: Option<&CasePage>,
        config: &Config,
    ) -> Option<Self> {
        let is_list = |block: &Block| matches!(block, Block::Table(rows) if rows.is_list(config));
        if facts.is_empty() || document.blocks.iter().any(is_list) {
            return None;
        }
        let mut map = front_matter::of_case(file, facts);
        for (_, value) in &mut map {
            take_signs_off(value);
        }
        let fields = structured::fields(&map, config);
        let has = |field| fields.contains(&field);
        let mut given = Map::new();
        let mut give = |name: &'static str, span: Span, text: &str| {
            let key = Key { span, text: name.into() };
            given.push((key, Node { span, kind: Kind::Text(text.to_owned().into()) }));
        };
        if let Some(source) = case.and_then(CasePage::source).filter(|_| !has(Field::Url)) {
            give("url", source.span, &source.url);
        }
        if let Some(summary) = case.and_then(CasePage::summary).filter(|_| !has(Field::Summary)) {
            give("summary", summary.span, summary.text.trim());
        }
        if let Some(heading) = document.heading().filter(|_| !has(Field::Title) && has(Field::Url))
        {
            give("title", heading.span, heading.text.trim());
        }
        // Note-taking programs call a page by its file.
        let sentence = || document.paragraphs().next().and_then(first_sentence);
        if let Some(name) = file_title(path).or_else(sentence).filter(|_| {
            document.heading().is_none()
                && !has(Field::Title)
                && has(Field::Url)
                && has(Field::Facet(COMPANY))
        }) {
            give("title", Span::new(file, 0..0), name);
        }
        let is_titled = has(Field::Title) || given.iter().any(|(key, _)| key.text == "title");
        let is_somewhere = has(Field::Url)
            || case.is_some()
            || (has(Field::Facet(COMPANY)) && !bullets::is_list(document));
        (is_titled && is_somewhere).then_some(Self { map, given })
    }

    /// Hands over the one row that the page is.
    pub(super) fn read(&self, file: usize, base: Option<Url>, lister: &mut Lister) {
        let Some((key, _)) = self.map.first() else { return };
        let table = Table { file, base, wants_links: true, is_case_page: true, ..Table::default() };
        structured::read_one(&self.map, &self.given, table, key.span, lister);
    }
}

/// What a page is called by its file, if that says anything: `Search in a week 0123….md`, with the number that
/// Notion gives to each.
fn file_title(path: &str) -> Option<&str> {
    if is_index(path) {
        return None;
    }
    let name = path.rsplit(['/', '\\']).next()?;
    let name = name.rsplit_once('.').map_or(name, |(name, _)| name).trim();
    let is_number =
        |text: &str| text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_key(name) {
        return None;
    }
    Some(name.rsplit_once(' ').filter(|(_, last)| is_number(last)).map_or(name, |(name, _)| name))
}

/// Whether a file is called by a number that a program gave to it, as `0f8fad5b-d9cb-469f-a165-70867728950e`.
fn is_key(name: &str) -> bool {
    const FEWEST_DIGITS: usize = 12;
    name.len() >= FEWEST_DIGITS
        && name.contains(|letter: char| letter.is_ascii_digit())
        && name.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

/// The first sentence of a text, without its full stop.
fn first_sentence<'t>(text: &'t Cell) -> Option<&'t str> {
    let sentence = bullets::first_sentence(text.text.trim()).trim_end_matches('.');
    (!sentence.is_empty()).then_some(sentence)
}

/// Takes off the signs by which note-taking programs make links of values: `[[Acme]]`, `#nlp`.
fn take_signs_off(value: &mut Node<'static>) {
    match &mut value.kind {
        Kind::Text(text) => {
            let bare = text.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
            let tag =
                || text.strip_prefix('#').filter(|name| name.starts_with(char::is_alphabetic));
            let bare = bare.map(|name| name.rsplit('|').next().unwrap_or(name)).or_else(tag);
            if let Some(bare) = bare.map(str::to_owned) {
                *text = bare.into();
            }
        }
        Kind::List(items) => items.iter_mut().for_each(take_signs_off),
        Kind::Nothing | Kind::Map(_) => {}
    }
}
