//! Which column is which, by the names that people give to columns.

use super::facets::{Facets, is_facet_key};
use crate::catalog::slugify;
use crate::curate::config::Config;
use crate::curate::read::Cell;
use crate::text;
use std::borrow::Cow;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::curate) enum Field {
    Id,
    Title,
    Url,
    Page,
    Year,
    Summary,
    /// A facet's values; its position.
    Facet(usize),
    /// Nothing that a catalog has, such as the number of a row.
    Ignored,
    /// Nothing that we know.
    Unknown,
}

/// The columns of a table, in order.
#[derive(Clone, Debug, Default)]
pub(in crate::curate) struct Columns {
    pub(in crate::curate) fields: Vec<Field>,
}

/// Names of columns for what is no facet, the more telling ones first: a table with `Title` and
/// `Project` has its titles under `Title`.
const NAMES: [(Field, &[&str]); 7] = [
    (Field::Id, &["id", "identifier", "uid", "uuid", "slug"]),
    (
        Field::Ignored,
        &[
            "index", "no", "nr", "number", "sr", "sr no", "s no", "sl no", "row", "sharp", "num",
            "rank",
        ],
    ),
    (
        Field::Title,
        &[
            "title",
            "case study",
            "case studies",
            "case study title",
            "article",
            "article title",
            "name",
            "case",
            "post",
            "blog post",
            "paper",
            "talk",
            "headline",
            "project",
            "resource",
            "use case",
            "usecase",
            "example",
            "application",
            "system",
            "topic title",
            "what",
        ],
    ),
    (
        Field::Url,
        &[
            "url",
            "link",
            "links",
            "source url",
            "source link",
            "original source",
            "original url",
            "original link",
            "external url",
            "external link",
            "article url",
            "article link",
            "href",
            "web",
            "website",
            "web address",
            "address",
            "blog link",
            "reference",
            "source",
            "uri",
        ],
    ),
    (Field::Page, &["page", "details", "page url", "case page", "detail page", "case study page"]),
    (
        Field::Year,
        &[
            "year",
            "publication year",
            "published year",
            "year published",
            "published",
            "date",
            "publication date",
            "date published",
            "publish date",
            "release date",
            "released",
            "when",
        ],
    ),
    (
        Field::Summary,
        &[
            "summary",
            "tl dr",
            "tldr",
            "short description",
            "description",
            "summary oneliner",
            "summary one liner",
            "one liner",
            "oneliner",
            "abstract",
            "excerpt",
            "teaser",
            "short summary",
            "blurb",
            "about",
            "overview",
            "synopsis",
            "what it does",
            "notes",
        ],
    ),
];

/// Names of columns for the facets that every list may have.
const FACET_NAMES: [(&str, &[&str]); 3] = [
    (
        "company",
        &[
            "company",
            "companies",
            "company name",
            "organization",
            "organisation",
            "org",
            "employer",
            "vendor",
            "firm",
            "team",
            "customer",
            "publisher",
            "who",
            "by",
        ],
    ),
    ("industry", &["industry", "industries", "sector", "domain", "vertical", "business"]),
    (
        "tag",
        &[
            "tags",
            "tag",
            "primary tags",
            "primary tag",
            "topics",
            "topic",
            "keywords",
            "keyword",
            "labels",
            "label",
            "use cases",
            "ml use case",
            "ml use cases",
            "categories",
            "category",
            "technologies",
            "technology",
            "techniques",
            "technique",
            "type",
            "types",
        ],
    ),
];

/// A column's header as names are compared: `Short Description (< 5 words)` → `short description`.
fn name(header: &str) -> String {
    let outside = header.split_once('(').map_or(header, |(before, _)| before);
    let header = if outside.trim().is_empty() { header } else { outside };
    let folded = text::fold(&apart(header));
    let words: Vec<&str> = text::words(&folded).collect();
    if words.is_empty() { slugify(header) } else { words.join(" ") }
}

/// Whether this is what a column may be called.
pub(in crate::curate) fn is_column_name(header: &str, config: &Config) -> bool {
    if configured(header.trim(), config).is_some() {
        return true;
    }
    let name = name(header);
    let declared = || config.facets.iter().any(|facet| facet.key == name);
    NAMES.iter().any(|(_, names)| names.contains(&&*name))
        || FACET_NAMES.iter().any(|(_, names)| names.contains(&&*name))
        || declared()
}

/// The words of a `camelCase` name apart.
fn apart(header: &str) -> Cow<'_, str> {
    let is_seam = |pair: &[u8]| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase();
    if !header.as_bytes().windows(2).any(is_seam) {
        return Cow::Borrowed(header);
    }
    let mut words = String::with_capacity(header.len() + 4);
    for letter in header.chars() {
        if letter.is_ascii_uppercase() && words.ends_with(|c: char| c.is_ascii_lowercase()) {
            words.push(' ');
        }
        words.push(letter);
    }
    Cow::Owned(words)
}

/// Whether a column says yes or no, as `published: true` does; no title, link or year is that.
fn is_flag(cell: Option<&Cell>) -> bool {
    let is = |flag| cell.is_some_and(|cell| cell.text.trim().eq_ignore_ascii_case(flag));
    is("true") || is("false")
}

impl Columns {
    /// Finds out by header and, where that leaves a doubt, by the first row.
    pub(in crate::curate) fn find(
        header: &[Cell],
        first_row: &[Cell],
        config: &Config,
        facets: &mut Facets,
    ) -> Self {
        let mut fields = vec![Field::Unknown; header.len()];
        for (field, cell) in fields.iter_mut().zip(header) {
            if let Some(wanted) = configured(cell.text.trim(), config) {
                *field = named(wanted, facets);
            }
        }
        let names: Vec<String> = header.iter().map(|cell| name(&cell.text)).collect();
        for (at, facet) in facets.declared() {
            let (key, label) = (name(&facet.key), name(&facet.label));
            claim(&mut fields, Field::Facet(at), |column| {
                names[column] == key || names[column] == label
            });
        }
        for (key, synonyms) in FACET_NAMES {
            if let Some(facet) = facets.find(key) {
                claim_first(&mut fields, &names, Field::Facet(facet), synonyms);
            }
        }
        let names: Vec<String> = names
            .into_iter()
            .enumerate()
            .map(|(at, name)| if is_flag(first_row.get(at)) { String::new() } else { name })
            .collect();
        for (field, synonyms) in NAMES {
            claim_first(&mut fields, &names, field, synonyms);
        }
        let mut columns = Self { fields };
        columns.settle(first_row);
        columns
    }

    /// Where a field is.
    pub(in crate::curate) fn position(&self, wanted: Field) -> Option<usize> {
        self.fields.iter().position(|&field| field == wanted)
    }

    /// Whether there is a column of a field.
    pub(in crate::curate) fn has(&self, wanted: Field) -> bool {
        self.fields.contains(&wanted)
    }

    /// Whether the table may well be no list: what would be its titles is called as in many other tables,
    /// and there is neither a link nor a year.
    pub(in crate::curate) fn is_doubtful(&self, header: &[Cell], first_row: &[Cell]) -> bool {
        const DOUBTFUL: [&str; 10] = [
            "name",
            "case",
            "what",
            "project",
            "resource",
            "example",
            "application",
            "system",
            "post",
            "talk",
        ];
        let Some(title) = self.position(Field::Title) else { return true };
        header.get(title).is_some_and(|cell| DOUBTFUL.contains(&&*name(&cell.text)))
            && !self.has(Field::Url)
            && !self.has(Field::Year)
            && !first_row.iter().any(holds_link)
    }

    /// What only the cells can tell: where the links are, and where the titles, if nothing is called so.
    fn settle(&mut self, first_row: &[Cell]) {
        let is_link = |at: usize| first_row.get(at).is_some_and(holds_link);
        if !self.has(Field::Title) {
            // A column of links with a text of their own has the titles.
            let titled = (0..self.fields.len()).find(|&at| {
                let free = matches!(self.fields[at], Field::Unknown | Field::Url | Field::Summary);
                free && first_row.get(at).is_some_and(|cell| {
                    !cell.links.is_empty() && cell.links[0].text != cell.links[0].url
                })
            });
            let summary = || self.position(Field::Summary).filter(|_| self.has(Field::Url));
            if let Some(at) = titled.or_else(summary) {
                self.fields[at] = Field::Title;
            }
        }
        let title_is_link = self.position(Field::Title).is_some_and(is_link);
        if !self.has(Field::Url) && !title_is_link {
            let linked =
                (0..self.fields.len()).find(|&at| self.fields[at] == Field::Unknown && is_link(at));
            if let Some(at) = linked {
                self.fields[at] = Field::Url;
            }
        }
    }
}

fn holds_link(cell: &Cell) -> bool {
    let text = cell.text.trim();
    !cell.links.is_empty() || text.starts_with("https://") || text.starts_with("http://")
}

/// What the configuration calls a column.
fn configured<'c>(header: &str, config: &'c Config) -> Option<&'c str> {
    let folded = name(header);
    let exact = config.columns.get(header);
    let found = exact
        .or_else(|| config.columns.iter().find(|(key, _)| name(key) == folded).map(|(_, to)| to));
    found.map(String::as_str)
}

/// The field that a configuration names; a facet that nobody declared is declared by it.
fn named(wanted: &str, facets: &mut Facets) -> Field {
    match wanted {
        "id" => Field::Id,
        "title" => Field::Title,
        "url" => Field::Url,
        "page" => Field::Page,
        "year" => Field::Year,
        "summary" => Field::Summary,
        "ignore" => Field::Ignored,
        "tags" => facets.find("tag").map_or(Field::Unknown, Field::Facet),
        key => facets.find_or_declare(key).map_or(Field::Unknown, Field::Facet),
    }
}

/// Whether a configuration may call a column so.
pub(in crate::curate) fn is_field(name: &str) -> bool {
    const FIELDS: [&str; 7] = ["id", "title", "url", "page", "year", "summary", "ignore"];
    FIELDS.contains(&name) || is_facet_key(name)
}

/// Gives a field to the first free column that is meant; every field is of one column.
fn claim(fields: &mut [Field], wanted: Field, is_meant: impl Fn(usize) -> bool) {
    if wanted != Field::Ignored && fields.contains(&wanted) {
        return;
    }
    if let Some(at) = (0..fields.len()).find(|&at| fields[at] == Field::Unknown && is_meant(at)) {
        fields[at] = wanted;
    }
}

fn claim_first(fields: &mut [Field], names: &[String], wanted: Field, synonyms: &[&str]) {
    for synonym in synonyms {
        claim(fields, wanted, |column| names[column] == *synonym);
    }
}
