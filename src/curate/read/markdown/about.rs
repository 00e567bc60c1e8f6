//! What a page says of its list, in its front matter or around the table.

use super::parse::{Block, Document};
use crate::curate::date;
use crate::curate::fault::{Code, Quoted, Report, Span};
use crate::curate::front_matter::Field;
use crate::curate::lister::{COMPANY, INDUSTRY, TAG};
use crate::curate::read::{Cell, Text};
use crate::curate::site;
use crate::text;

/// What to write as a link base.
pub(in crate::curate) const BASE_HELP: &str =
    "write a web address, as in https://example.org/list/";

/// What a file says of the list. Absent texts are empty.
#[derive(Clone, Debug, Default)]
pub(in crate::curate) struct About {
    pub(in crate::curate) title: String,
    pub(in crate::curate) description: String,
    pub(in crate::curate) updated: String,
    pub(in crate::curate) link_base: String,
}

impl About {
    pub(super) fn find(
        file: usize,
        facts: &[Field],
        document: &Document,
        first_entry: Option<u32>,
        report: &mut Report,
    ) -> Self {
        let fact = |key| facts.iter().find(|fact| fact.key == key && !fact.value.is_empty());
        let stated = |key| fact(key).map(|fact| fact.value.clone());
        let heading = || document.heading().map(|heading| heading.text.trim().to_owned());
        Self {
            title: stated("title").or_else(heading).unwrap_or_default(),
            description: stated("description")
                .or_else(|| description(document, first_entry))
                .unwrap_or_default(),
            updated: updated(file, fact("updated"), document, report),
            link_base: link_base(file, fact("link_base"), report),
        }
    }
}

/// The first paragraph in front of the first table or entry that says something: not badges, and not links
/// to other pages.
fn description(document: &Document, first_entry: Option<u32>) -> Option<String> {
    let is_before = |block: &&Block| match block {
        Block::Table(_) => false,
        Block::Heading { text, .. } | Block::Paragraph(text) | Block::Item(text) => {
            first_entry.is_none_or(|first| text.span.start < first)
        }
        Block::Rule | Block::Html(_) => true,
    };
    let before = document.blocks.iter().take_while(is_before);
    let mut paragraphs = before.filter_map(|block| match block {
        Block::Paragraph(text) => Some(text),
        _ => None,
    });
    // `Back to [the list](…)` is a way, and says nothing.
    let says = |text: &Cell| {
        let words = text::words(&text::fold(text.beside_links())).count();
        words > if text.links.is_empty() { 0 } else { 2 }
    };
    let said = paragraphs.find(|text| says(text) && !document.is_bold(text))?;
    Some(said.text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn updated(file: usize, fact: Option<&Field>, document: &Document, report: &mut Report) -> String {
    if let Some(Field { value, at, .. }) = fact {
        return date::parse(value).unwrap_or_else(|| {
            let message = format!("{} is not a day", Quoted(value));
            report
                .add(Code::BadDay, Span::new(file, *at..*at), message)
                .help("write it as in `updated: 2025-03-08`");
            String::new()
        });
    }
    let written = |paragraph: &Cell| {
        let (label, day) = paragraph.text.split_once(':')?;
        let is_day = ["last updated", "updated", "last update"]
            .contains(&&*label.trim().to_ascii_lowercase());
        is_day.then(|| (day.trim().trim_end_matches('.').to_owned(), paragraph.span))
    };
    let Some((day, span)) = document.paragraphs().find_map(written) else { return String::new() };
    date::parse(&day).unwrap_or_else(|| {
        let message = format!("{} is not read as a day", Quoted(&day));
        report
            .add(Code::BadDay, span, message)
            .help("write it as in `Last updated: March 08, 2025`");
        String::new()
    })
}

fn link_base(file: usize, fact: Option<&Field>, report: &mut Report) -> String {
    let Some(Field { value, at, .. }) = fact else { return String::new() };
    if !site::is_base(value) {
        let message = format!("{} is no link base", Quoted(value));
        report.add(Code::BadLinkBase, Span::new(file, *at..*at), message).help(BASE_HELP);
    }
    value.clone()
}

/// A value that a page's heading names for all of its rows.
pub(super) struct Named {
    pub(super) value: Text,
    /// Whether a dash parts it from the rest, as in `Ops - ML & LLM Case Studies`.
    is_apart: bool,
}

/// What lists call themselves; what is in front of it is what they are about.
pub(super) const WHAT_LISTS_ARE: [&str; 15] = [
    "ml",
    "llm",
    "llms",
    "ai",
    "genai",
    "and",
    "case",
    "cases",
    "study",
    "studies",
    "use",
    "examples",
    "list",
    "collection",
    "the",
];

/// What lists say of themselves in front of what they are about.
const HOW_LISTS_ARE: [&str; 14] = [
    "a",
    "all",
    "awesome",
    "by",
    "complete",
    "curated",
    "full",
    "index",
    "my",
    "of",
    "our",
    "production",
    "real",
    "world",
];

/// What many lists are about, so that it tells nothing of one page of them.
const WHAT_ALL_ARE_ABOUT: [&str; 7] = [
    "machine learning",
    "data science",
    "system design",
    "systems design",
    "machine learning system design",
    "generative ai",
    "engineering",
];

/// The value that a heading names: `Media and streaming ML & LLM Case Studies` → `Media and streaming`.
pub(super) fn named_value(heading: &Cell) -> Option<Named> {
    let text = without_count(heading.text.trim());
    let mut end = text.len();
    let mut names_cases = false;
    let mut is_apart = false;
    while let Some(word) = text[..end].split_whitespace().next_back() {
        let folded = text::fold(word.trim_matches(|c: char| !c.is_alphanumeric()));
        if !folded.is_empty() && !WHAT_LISTS_ARE.contains(&&*folded) {
            break;
        }
        names_cases |= ["case", "cases", "studies", "study"].contains(&&*folded);
        is_apart |= folded.is_empty() && word.chars().all(|c| "-–—:|".contains(c));
        end = text[..end].trim_end().len() - word.len();
    }
    let value = without_signs(&text[..end]);
    let is_value = names_cases
        && text::words(&text::fold(value)).any(|word| !says_nothing(word))
        && !WHAT_ALL_ARE_ABOUT.contains(&&*subject(value));
    let is_apart = is_apart || text[..end].trim_end().ends_with([':', '-', '–', '—']);
    is_value.then(|| Named { value: Text { span: heading.span, text: value.to_owned() }, is_apart })
}

/// Whether a word tells nothing of what a list is about.
fn says_nothing(word: &str) -> bool {
    WHAT_LISTS_ARE.contains(&word) || HOW_LISTS_ARE.contains(&word)
}

/// What a text is about, folded, without what lists say of themselves: `ML System Design` →
/// `system design`.
fn subject(text: &str) -> String {
    let folded = text::fold(text);
    text::words(&folded).skip_while(|word| says_nothing(word)).collect::<Vec<_>>().join(" ")
}

/// The facet that a heading's value is of: the one that the table has no column for; if several are
/// missing, the one that the path names.
pub(super) fn named_facet(named: &Named, missing: &[usize], path: &str) -> Option<usize> {
    match missing {
        [] => None,
        [only] => Some(*only),
        several => facet_of_path(path).filter(|facet| several.contains(facet)).or_else(|| {
            let usual = if named.is_apart { TAG } else { INDUSTRY };
            several.contains(&usual).then_some(usual)
        }),
    }
}

/// The facet that a folder in a path is called by: each page in it is about one of its values.
pub(super) fn facet_of_path(path: &str) -> Option<usize> {
    let path = path.to_ascii_lowercase();
    let by_path = [
        (COMPANY, &["by-company", "companies", "by_company"][..]),
        (INDUSTRY, &["by-industry", "industries", "by_industry"]),
        (TAG, &["by-use-case", "by-tag", "by-topic", "by_use_case", "use-cases", "by-usecase"]),
    ];
    let named = by_path.iter().find(|(_, names)| names.iter().any(|name| path.contains(name)));
    named.map(|(facet, _)| *facet)
}

/// The facet that the folder of a page is called by, one of whose values its heading is: `tags/nlp.md`.
pub(super) fn facet_of_folder(path: &str) -> Option<usize> {
    let (folders, file) = path.rsplit_once('/')?;
    if is_index(file) {
        return None;
    }
    let folder = folders.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let name = folder.trim_start_matches("by-").trim_start_matches("by_");
    facet_called(name, true)
}

/// Whether a page is what is seen first in its folder.
pub(super) fn is_index(path: &str) -> bool {
    let file = path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    ["readme.md", "index.md"].contains(&&*file)
}

/// The facet that a name is that of: `companies`, and if so wanted, `company`.
pub(super) fn facet_called(name: &str, may_be_one: bool) -> Option<usize> {
    let names = [
        (COMPANY, &["companies", "organizations"][..], "company"),
        (INDUSTRY, &["industries", "sectors"], "industry"),
        (TAG, &["tags", "topics", "categories", "use-cases", "techniques"], "tag"),
    ];
    let is_it = |(_, many, one): &&(usize, &[&str], &str)| {
        many.contains(&name) || (may_be_one && *one == name)
    };
    names.iter().find(is_it).map(|(facet, ..)| *facet)
}

/// A text without what tells in parentheses how many there are: `llm (316)`, `Retail (5 case studies)`, `2024 (9 papers)`.
pub(super) fn without_count(text: &str) -> &str {
    let count = |text: &'_ str| {
        let inside = text.trim_end().strip_suffix(')')?;
        let (before, count) = inside.rsplit_once('(')?;
        let number = count.trim_end_matches(|letter: char| letter.is_alphabetic() || letter == ' ');
        let is_number =
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
        let folded = text::fold(&count[number.len()..]);
        let mut words = text::words(&folded);
        let is_of_list = |word: &str| WHAT_LISTS_ARE.contains(&word) || word.ends_with('s');
        let is_count = is_number && words.all(is_of_list);
        (is_count && !before.trim().is_empty()).then(|| before.trim_end().len())
    };
    count(text).map_or(text, |end| &text[..end])
}

/// A heading without the pictures and dashes around it, and without its number: `1. Search`, `1.2 Search`, `一、搜索`.
pub(super) fn without_signs(text: &str) -> &str {
    let is_sign = |c: char| !c.is_alphanumeric() && !"()[]（）《》+#.&".contains(c);
    let is_digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let is_part =
        |part: &str| (1..=2).contains(&part.chars().count()) && part.chars().all(is_digit);
    let is_number = |text: &str| text.trim_end_matches(['.', ')']).split('.').all(is_part);
    let text = text.trim_matches(is_sign);
    let spaced = text.split_once(' ').filter(|(number, _)| number.contains(['.', ')']));
    let numbered = spaced.or_else(|| text.split_once('、'));
    match numbered.filter(|(number, _)| is_number(number)) {
        Some((_, name)) => name.trim_matches(is_sign),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_name_values() {
        let check = |heading: &str, expected: Option<(&str, bool)>| {
            let cell = Cell::plain(Span::default(), heading.to_owned());
            let found = named_value(&cell);
            let found = found.as_ref().map(|named| (&*named.value.text, named.is_apart));
            assert_eq!(found, expected, "{heading}");
        };
        check("Media and streaming ML & LLM Case Studies", Some(("Media and streaming", false)));
        check("Ops - ML & LLM Case Studies", Some(("Ops", true)));
        check("🔍 Ad ranking / targeting: Case Studies", Some(("Ad ranking / targeting", true)));
        check("Recommender system - ML & LLM Case Studies", Some(("Recommender system", true)));
        check("C++ Case Studies", Some(("C++", false)));
        check("🛒 Retail ML & LLM Case Studies (5 case studies)", Some(("Retail", false)));
        check("Machine Learning Case Studies", None);
        check("Netflix", None);
        check("ML System Design Case Studies", None);
        check("Index — all case studies", None);
        check("A Curated List of ML System Design Case Studies", None);
        check("Machine learning in media and streaming", None);
        check("", None);
    }

    #[test]
    fn headings_have_no_numbers() {
        let check = |text, expected| assert_eq!(without_signs(text), expected, "{text}");
        for text in ["1. Search", "1) Search", "🔍 1.2 Search", "10.2.1. Search —", "Search"] {
            check(text, "Search");
        }
        assert_eq!(without_signs("一、搜索（search）"), "搜索（search）");
        for text in
            ["10 searches", "搜索、排序", "2024.5 Search", "1..2 Search", "3.", "R 4.1", ". a"]
        {
            check(text, text);
        }
    }

    #[test]
    fn folders_and_counts() {
        let check = |path, facet| assert_eq!(facet_of_folder(path), facet, "{path}");
        check("tags/nlp.md", Some(TAG));
        check("docs/by-industry/retail.md", Some(INDUSTRY));
        check("companies/README.md", None);
        check("companies/acme/search.md", None);
        check("nlp.md", None);
        let check = |text, expected| assert_eq!(without_count(text), expected, "{text}");
        check("llm (316)", "llm");
        check("llm (1,316) ", "llm");
        check("llm (1 case study)", "llm");
        check("2024 (12 papers)", "2024");
        check("llm (2024 edition)", "llm (2024 edition)");
        check("X (formerly Twitter)", "X (formerly Twitter)");
        check("(3)", "(3)");
        check("R (", "R (");
    }
}
