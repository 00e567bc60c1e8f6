//! What people call columns.

use super::{Field, languages};
use std::collections::HashMap;
use std::sync::OnceLock;

/// What a column of some name holds.
#[derive(Clone, Copy)]
pub(super) enum Meaning {
    /// The values of the facet with this key.
    Facet(&'static str),
    Field(Field),
}

/// What a column of some name holds, and how telling the name is: of several columns of one meaning, that
/// with the least number is it.
pub(super) fn meaning(name: &str) -> Option<(usize, Meaning)> {
    static MEANINGS: OnceLock<HashMap<&str, (usize, Meaning)>> = OnceLock::new();
    let meanings = MEANINGS.get_or_init(|| {
        let facets = FACET_NAMES.into_iter().chain(languages::FACET_NAMES);
        let facets = facets.map(|(key, names)| (Meaning::Facet(key), names));
        let fields = NAMES.into_iter().chain(languages::NAMES);
        let fields = fields.map(|(field, names)| (Meaning::Field(field), names));
        let mut meanings = HashMap::new();
        for (meaning, names) in facets.chain(fields) {
            for name in names.iter().flat_map(|names| names.split(',')) {
                let rank = meanings.len();
                meanings.entry(name).or_insert((rank, meaning));
            }
        }
        meanings
    });
    meanings.get(name).copied()
}

/// How telling the name of a column is that leads to more of an entry, or to the entry where nothing else does:
/// the less, the more.
pub(super) fn leads_to_more(name: &str) -> Option<usize> {
    LINKS_TO_MORE.iter().position(|other| *other == name)
}

/// Whether a column of this name has what entries are called, if nothing else is: the things that they are.
pub(super) fn is_thing(name: &str) -> bool {
    let name = name.strip_suffix(" name").unwrap_or(name);
    let one = name.strip_suffix('s').unwrap_or(name);
    THINGS.contains(&one) || ELSEWHERE.contains(&name)
}

const THINGS: [&str; 26] = [
    "algorithm",
    "api",
    "app",
    "benchmark",
    "blog",
    "book",
    "course",
    "data set",
    "dataset",
    "event",
    "framework",
    "incident",
    "library",
    "method",
    "model",
    "outage",
    "package",
    "platform",
    "product",
    "repository",
    "service",
    "software",
    "startup",
    "story",
    "tool",
    "video",
];

/// The same in Chinese and Japanese.
const ELSEWHERE: [&str; 6] = ["模型", "数据集", "工具", "モデル", "データセット", "ツール"];

/// Names of columns for links that stand beside other links as often as alone.
const LINKS_TO_MORE: [&str; 39] = [
    "website url",
    "site url",
    "web url",
    "main url",
    "home page",
    "page link",
    "case study url",
    "case study link",
    "post url",
    "post link",
    "blog url",
    "paper url",
    "paper link",
    "project url",
    "project link",
    "report url",
    "report link",
    "product url",
    "tool url",
    "dataset url",
    "landing page",
    "documentation",
    "documentation url",
    "docs url",
    "repository",
    "repository url",
    "repo",
    "git url",
    "github",
    "github url",
    "source code",
    "source code url",
    "references",
    "sources",
    "pdf",
    "pdf url",
    "pdf link",
    "arxiv",
    "arxiv url",
];

/// Names of columns for what is no facet, the more telling ones first: a table with `Title` and
/// `Project` has its titles under `Title`.
const NAMES: [(Field, &[&str]); 7] = [
    (Field::Id, &["id", "identifier", "uid", "uuid", "slug", "case id", "incident id", "paper id"]),
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
            "project name",
            "project title",
            "paper title",
            "paper name",
            "post title",
            "talk title",
            "resource name",
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
            "homepage",
            "homepage url",
            "repo url",
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
            "pub date",
            "pub year",
            "publish date",
            "release date",
            "released",
            "when",
            "published at",
            "published on",
            "published date",
            "date of publication",
            "year of publication",
            "release year",
            "start date",
            "event date",
            "incident date",
            "date of incident",
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
            "abstract note",
            "excerpt",
            "teaser",
            "short summary",
            "blurb",
            "about",
            "overview",
            "synopsis",
            "what it does",
            "notes",
            "comment",
            "comments",
            "remarks",
            "highlights",
            "core highlights",
            "takeaways",
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
            "organization name",
            "organisation name",
            "institution",
            "institute",
            "org",
            "employer",
            "vendor",
            "firm",
            "team",
            "customer",
            "publisher",
            "developer",
            "provider",
            "affiliation",
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
            "manual tags",
            "topics",
            "topic",
            "keywords",
            "keyword",
            "key words",
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
