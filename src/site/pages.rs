//! Which plain pages a site has beside index.html, and how links between them are written.

use crate::catalog::About;
use crate::facet::ValueId;
use crate::query::{Library, Link};
use crate::view;
use std::cmp::Reverse;
use std::collections::HashMap;
use url::{ParseError, Url};

/// How many rows index.html has.
pub(super) const FIRST: usize = 50;
/// How many rows each further page has.
pub(super) const ROWS: usize = 250;
/// How many further pages there are at most.
const FURTHER: usize = 100;
/// How many rows the page of a value has at most.
pub(super) const OF_VALUE: usize = 100;
/// A value of fewer entries has no page: it would say no more than the entry does.
const LEAST: u32 = 2;
/// How many values have a page: the most frequent ones, of all facets together.
const VALUES: usize = 500;
/// What a file system takes for a name, in bytes, and room for `.html`.
const LONGEST: usize = 200;

/// The page of a value.
#[derive(Clone, Debug)]
pub(super) struct ValuePage {
    pub(super) facet: usize,
    pub(super) value: ValueId,
    /// Its path without `.html`: `tag/nlp`.
    pub(super) path: String,
    /// The link of the page that asks for it: `?tag=nlp`.
    pub(super) href: String,
}

/// All of them.
#[derive(Default)]
pub(super) struct Pages {
    /// The most frequent values first.
    pub(super) values: Vec<ValuePage>,
    /// By what asks for the value, its page.
    by_href: HashMap<String, String>,
    entries: usize,
}

impl Pages {
    pub(super) fn new(library: &Library) -> Self {
        let facets = 0..library.facets().len();
        let all = facets.flat_map(|facet| library.values(facet).iter().map(move |&it| (facet, it)));
        let total = |&(facet, value): &(usize, ValueId)| library.total(facet, value);
        let is_paged = |it: &(usize, ValueId)| total(it) >= LEAST && !library.is_none(it.0, it.1);
        let mut all: Vec<_> = all.filter(is_paged).collect();
        all.sort_by_key(|it| Reverse(total(it)));
        let values = all.into_iter().filter_map(|(facet, value)| page(library, facet, value));
        let values: Vec<ValuePage> = values.take(VALUES).collect();
        let by_href = values.iter().map(|page| (page.href.clone(), format!("{}.html", page.path)));
        Self { by_href: by_href.collect(), values, entries: library.catalog().len() }
    }

    /// The numbers of the further pages: 2, and so on.
    pub(super) fn further(&self) -> impl Iterator<Item = usize> + use<> {
        let pages = self.entries.saturating_sub(FIRST).div_ceil(ROWS).min(FURTHER);
        2..pages + 2
    }

    /// The number of the last page; 1 is index.html.
    pub(super) fn last(&self) -> usize {
        self.further().last().unwrap_or(1)
    }

    /// How many entries are on the pages.
    pub(super) fn shown(&self) -> usize {
        self.entries.min(FIRST + (self.last() - 1) * ROWS)
    }

    /// The HTML of a page one folder below: what its links lead to is seen from there, and a filter leads to the
    /// page of its value if it has one, which can be read without scripts.
    pub(super) fn beneath(&self, html: &str) -> String {
        // No text has a quote as it is, so each of these is an attribute.
        let mut parts = html.split(" href=\"");
        let mut moved = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (link, rest) = part.split_once('"').unwrap_or((part, ""));
            let page = self.by_href.get(&link.replace("&amp;", "&"));
            let link = page.map_or(link, String::as_str);
            // Browsers skip these at both ends, and only there.
            let link = link.trim_matches(|letter: char| letter <= ' ');
            let link = link.strip_prefix("./").unwrap_or(link);
            let up = if is_beside(link) { "../" } else { "" };
            moved.extend([" href=\"", up, link, "\"", rest]);
        }
        moved
    }
}

/// Where a further page is.
pub(super) fn path(number: usize) -> String {
    if number == 1 { String::new() } else { format!("page/{number}.html") }
}

fn page(library: &Library, facet: usize, value: ValueId) -> Option<ValuePage> {
    let slug = library.slug(facet, value);
    let is_name = |letter: char| letter == '-' || letter.is_alphanumeric();
    if slug.len() > LONGEST || !slug.chars().all(is_name) {
        return None;
    }
    let nothing = Link::new(library);
    let href = view::href(library, &nothing.to(nothing.query.toggled(facet, value)));
    let path = format!("{}/{slug}", library.facets()[facet].key);
    Some(ValuePage { facet, value, path, href })
}

/// Whether a link leads somewhere else when it is read one folder below.
fn is_beside(link: &str) -> bool {
    !link.starts_with(['/', '\\']) && Url::parse(link) == Err(ParseError::RelativeUrlWithoutBase)
}

/// What readers call a list.
pub(super) fn title(about: &About) -> &str {
    if about.title.is_empty() { "Casebook" } else { &about.title }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::decode;

    fn pages(entries: usize) -> Pages {
        let entry = |at| format!(r#"{{"id":"{at}","title":"{at}","tag":["C++","{}"]}}"#, at / 2);
        let entries: Vec<String> = (0..entries).map(entry).collect();
        let facets = r#"{"key":"tag","label":"Tags","many":true}"#;
        let json =
            format!(r#"{{"format":1,"facets":[{facets}],"entries":[{}]}}"#, entries.join(","));
        Pages::new(&Library::new(decode(json.as_bytes()).unwrap()))
    }

    #[test]
    fn long_lists_have_pages_up_to_a_number() {
        let check = |entries, last, shown| {
            let pages = pages(entries);
            assert_eq!((pages.last(), pages.shown()), (last, shown), "{entries}");
        };
        check(0, 1, 0);
        check(50, 1, 50);
        check(51, 2, 51);
        check(300, 2, 300);
        check(301, 3, 301);
        check(30_000, 101, 25_050);
    }

    #[test]
    fn values_have_pages_up_to_a_number() {
        let paths =
            |entries| pages(entries).values.into_iter().map(|page| page.path).collect::<Vec<_>>();
        assert_eq!(paths(1), [] as [&str; 0]);
        assert_eq!(paths(3), ["tag/c-plus-plus", "tag/0"]);
        assert_eq!(paths(3000).len(), VALUES);
    }

    #[test]
    fn links_are_seen_from_one_folder_below() {
        let check = |link: &str, expected: &str| {
            let html = pages(3).beneath(&format!("<a class=\"x\" href=\"{link}\">href</a>"));
            assert_eq!(html, format!("<a class=\"x\" href=\"{expected}\">href</a>"));
        };
        check("?tag=c-plus-plus", "../tag/c-plus-plus.html");
        check("./?tag=c-plus-plus", "../?tag=c-plus-plus");
        check("./", "../");
        check("?tag=1", "../?tag=1");
        check("?sort=-year&amp;q=a", "../?sort=-year&amp;q=a");
        check("cases/a.md#b", "../cases/a.md#b");
        check("\u{1b}\na.md ", "../a.md");
        for stays in ["https://a.example/", "//a.example/", "/a", "mailto:a@b.example"] {
            check(stays, stays);
        }
    }
}
