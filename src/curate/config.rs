//! `casebook.toml`: what a curator decides about a list.

use super::fault::{Code, Severity};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

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
        let codes = config.faults.keys().chain(config.allow.iter().map(|allow| &allow.code));
        for code in codes {
            if Code::find(code).is_none() {
                let at = text.find(code.as_str()).unwrap_or(0);
                let message = format!("there is no fault {code}: `casebook explain` lists them");
                return Err((at..at + code.len(), message));
            }
        }
        Ok(config)
    }
}
