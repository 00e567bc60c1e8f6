//! `casebook.toml`: what a curator decides about a list.

use super::date;
use super::fault::{Code, Quoted, Severity};
use super::lister::{is_facet_key, is_field};
use super::site::is_base;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

/// What a curator decides about a list. Every part may be missing.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The heading; goes before the one in the list.
    pub title: Option<String>,
    /// A sentence or two, plain text.
    pub description: Option<String>,
    /// The day of the last change, as in `2025-03-08`.
    pub updated: Option<String>,
    /// The web address of the folder of this file: what relative links are relative to.
    pub link_base: Option<String>,
    /// The web address that the site of the list is published at.
    pub site_url: Option<String>,
    /// Which column is which, by the column's header: `title`, `url`, `page`, `year`, `summary`, `id`,
    /// `ignore`, or the key of a facet. A key that is new declares a facet.
    pub columns: BTreeMap<String, String>,
    /// Facets beside, or instead of, Company, Industry and Tags, in the order they are shown.
    pub facets: Vec<FacetConfig>,
    /// For each facet's key, canonical values and the other spellings that are read as them.
    pub spellings: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// For a fault's code, how bad it is.
    pub faults: BTreeMap<String, Level>,
    /// Single faults that are as they should be.
    pub allow: Vec<Allow>,
}

/// How a facet is declared.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FacetConfig {
    /// Its name in entries and links: `category`.
    pub key: String,
    /// Its name for readers; without it, the key with a capital letter.
    pub label: Option<String>,
    /// Whether an entry may have several values.
    #[serde(default = "yes")]
    pub many: bool,
    /// Whether entries must have all chosen values or any of them.
    #[serde(default, rename = "match")]
    pub matching: MatchConfig,
    /// What stands between several values in a cell; without it, `;`, else `,`.
    pub separator: Option<String>,
}

/// How several chosen values work together.
#[derive(Clone, Copy, Debug, Default, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum MatchConfig {
    /// Entries must have all of them.
    All,
    /// Entries must have any of them.
    #[default]
    Any,
}

/// What is made of a kind of fault.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// It is not reported.
    Allow,
    /// It is worth knowing.
    Note,
    /// It is to be looked at.
    Warning,
    /// It keeps the catalog from being made.
    Error,
}

/// Single faults that are as they should be. Those with all that is given are not reported.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Allow {
    /// The fault's code, as in `CB042`.
    pub code: String,
    /// A file, as messages call it, or how that ends.
    pub file: Option<String>,
    /// Something that the message, or the line in the file, contains.
    pub text: Option<String>,
}

fn yes() -> bool {
    true
}

impl Level {
    /// The severity; `None` if it is allowed.
    pub(super) fn severity(self) -> Option<Severity> {
        match self {
            Self::Allow => None,
            Self::Note => Some(Severity::Note),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

impl Config {
    /// Reads a configuration.
    ///
    /// # Errors
    /// Where it breaks the rules, in bytes of the text, and how.
    pub fn parse(text: &str) -> Result<Self, (std::ops::Range<usize>, String)> {
        let config: Self = toml::from_str(text)
            .map_err(|error| (error.span().unwrap_or(0..0), error.message().to_owned()))?;
        if let Some((word, message)) = config.meaningless() {
            let place = text.rfind(word).map(|at| at..at + word.len());
            return Err((place.unwrap_or(0..0), message));
        }
        Ok(config)
    }

    /// A word that means nothing, and why.
    fn meaningless(&self) -> Option<(&str, String)> {
        self.bad_address()
            .or_else(|| self.bad_day())
            .or_else(|| self.unknown_code())
            .or_else(|| self.bad_facet())
            .or_else(|| self.bad_spelling())
    }

    fn bad_address(&self) -> Option<(&str, String)> {
        let mut urls = self.link_base.iter().chain(&self.site_url);
        let url = urls.find(|url| !is_base(url))?;
        let message = format!("{} is no web address, as in https://example.org/list/", Quoted(url));
        Some((url, message))
    }

    fn bad_day(&self) -> Option<(&str, String)> {
        let day = self.updated.as_deref().filter(|day| date::parse(day).is_none())?;
        Some((day, format!("{} is not a day, as in 2025-03-08", Quoted(day))))
    }

    fn unknown_code(&self) -> Option<(&str, String)> {
        let mut codes = self.faults.keys().chain(self.allow.iter().map(|allow| &allow.code));
        let code = codes.find(|code| Code::find(code).is_none())?;
        Some((code, format!("there is no fault {code}: `casebook explain` lists them")))
    }

    fn bad_facet(&self) -> Option<(&str, String)> {
        let rule = "small letters, digits and hyphens, and none of the words that entries use";
        if let Some(field) = self.columns.values().find(|field| !is_field(field)) {
            let message = format!(
                "a column is no {}: name a field, or the key of a facet, which is {rule}",
                Quoted(field)
            );
            return Some((field, message));
        }
        let keys = self.facets.iter().map(|facet| &facet.key).chain(self.spellings.keys());
        for key in keys {
            if !is_facet_key(key) {
                return Some((key, format!("no facet can be called {}: use {rule}", Quoted(key))));
            }
        }
        for (at, FacetConfig { key, many, matching, .. }) in self.facets.iter().enumerate() {
            if self.facets[..at].iter().any(|other| other.key == *key) {
                return Some((key, format!("the facet {} is declared twice", Quoted(key))));
            }
            if *matching == MatchConfig::All && !many {
                let message = "an entry with one value cannot have all that are chosen: write many = true, or match = \"any\"";
                return Some((key, message.to_owned()));
            }
        }
        None
    }

    fn bad_spelling(&self) -> Option<(&str, String)> {
        for spellings in self.spellings.values() {
            let mut known: HashMap<&str, &str> = HashMap::new();
            let pairs = spellings.iter().flat_map(|(to, all)| all.iter().map(move |one| (to, one)));
            for (to, from) in pairs {
                if to.trim().is_empty() {
                    return Some((from, format!("{} would be read as nothing", Quoted(from))));
                }
                if let Some(other) = known.insert(from, to).filter(|other| other != to) {
                    let message = format!(
                        "{} is read as {} and as {}",
                        Quoted(from),
                        Quoted(other),
                        Quoted(to)
                    );
                    return Some((from, message));
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_nothing_is_refused_at_its_place() {
        let check = |text: &str, word: &str, message: &str| {
            let (place, found) = Config::parse(text).unwrap_err();
            assert_eq!(&text[place], word, "{text}");
            assert!(found.contains(message), "{found}");
        };
        check("site_url = 'example.org'\n", "example.org", "is no web address");
        check("link_base = 'notes/'\n", "notes/", "is no web address");
        check("updated = 'soon'\n", "soon", "`soon` is not a day");
        check("[faults]\nCB099 = 'allow'\n", "CB099", "there is no fault CB099");
        check("[[allow]]\ncode = 'CB1'\n[[allow]]\ncode = 'x'\n", "x", "there is no fault x");
        check("[columns]\nA = 'B c'\n", "B c", "a column is no `B c`");
        check("[columns]\nA = 'sort'\n", "sort", "a column is no `sort`");
        check("[[facets]]\nkey = 'Level'\n", "Level", "no facet can be called `Level`");
        check("[spellings.Tag]\na = ['b']\n", "Tag", "no facet can be called `Tag`");
        check("[[facets]]\nkey = 'lv'\n[[facets]]\nkey = 'lv'\n", "lv", "declared twice");
        check("[[facets]]\nkey = 'lv'\nmany = false\nmatch = 'all'\n", "lv", "many = true");
        check("[spellings.tag]\na = ['c']\nb = ['c']\n", "c", "`c` is read as `a` and as `b`");
        check("[spellings.tag]\n'' = ['c']\n", "c", "would be read as nothing");
        let sound = "[columns]\nA = 'url'\nB = 'tags'\nC = 'my-level'\n[spellings.tag]\na = ['b']\nb = ['b']\n";
        assert!(Config::parse(sound).is_err());
        assert!(Config::parse(&sound.replace("b = ['b']", "c = ['d']")).is_ok());
    }
}
