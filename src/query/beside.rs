//! What an address says beyond the query: what is open beside the list, and what the link was made with.

use super::{Library, Outcome, Query, decode, encode};
use crate::words::{charts, notices};
use form_urlencoded::Serializer;

const VERSUS: &str = "vs";
const CASE: &str = "case";
const CHART: &str = "chart";
const PIN: &str = "pin";
const EMBED: &str = "embed";

/// All that an address says: what is asked, and what is open beside the answer.
///
/// One link has one form: the query first, then what is beside it in a fixed order, defaults left out.
/// Reading is lenient, and no input is an error.
///
/// ```
/// use casebook::{catalog, query::{Chart, Library, Link}};
///
/// let json = br#"{ "format": 1, "facets": [{ "key": "company", "label": "Company" }],
///   "entries": [{ "id": "a", "title": "First", "company": "Netflix" }] }"#;
/// let library = Library::new(catalog::decode(json).unwrap());
/// let link = Link::decode("?chart=heat&case=a&vs=company%3DNETFLIX&q=first", &library);
/// assert!(link.beside.shows(Chart::Heat));
/// assert_eq!(link.encode(&library), "q=first&vs=company%3Dnetflix&case=a&chart=heat");
/// let next = link.to(link.query.cleared());
/// assert_eq!(next.encode(&library), "vs=company%3Dnetflix&chart=heat");
/// let other = link.showing(Some("b".into()));
/// assert_eq!(other.encode(&library), "q=first&vs=company%3Dnetflix&case=b&chart=heat");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What is asked.
    pub query: Query,
    /// What is open beside the answer.
    pub beside: Beside,
}

/// What is open beside the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// What to compare the query with.
    pub versus: Option<Query>,
    /// The id of the entry whose own view is open, whether or not the catalog has it; see
    /// [`Catalog::find`](crate::catalog::Catalog::find).
    pub case: Option<String>,
    /// What the link was made with.
    pub pin: Option<Pin>,
    /// The bare table or chart alone, for a frame in another page.
    pub embed: bool,
    charts: [bool; Chart::ALL.len()],
}

/// A chart that may be open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chart {
    /// Entries by year.
    Years,
    /// Values by year.
    Heat,
    /// Values that go together.
    Pairs,
}

impl Chart {
    /// All of them, in the order of links.
    pub const ALL: [Self; 3] = [Self::Years, Self::Heat, Self::Pairs];

    /// What links call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Years => "years",
            Self::Heat => "heat",
            Self::Pairs => "pairs",
        }
    }

    /// The one with a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|chart| chart.name() == name)
    }

    /// What readers call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Years => charts::YEARS,
            Self::Heat => charts::HEAT,
            Self::Pairs => charts::PAIRS,
        }
    }
}

impl Link {
    /// Everything, and nothing beside it.
    pub fn new(library: &Library) -> Self {
        Self { query: Query::new(library), beside: Beside::default() }
    }

    /// Writes a link as a query string without the `?`.
    pub fn encode(&self, library: &Library) -> String {
        let mut link = Serializer::new(encode(&self.query, library));
        let Beside { versus, case, pin, embed, .. } = &self.beside;
        if let Some(versus) = versus {
            link.append_pair(VERSUS, &encode(versus, library));
        }
        if let Some(case) = case.as_ref().filter(|case| !case.is_empty()) {
            link.append_pair(CASE, case);
        }
        for chart in Chart::ALL.into_iter().filter(|&chart| self.beside.shows(chart)) {
            link.append_pair(CHART, chart.name());
        }
        if let Some(pin) = pin {
            link.append_pair(PIN, &pin.encode());
        }
        if *embed {
            link.append_pair(EMBED, "1");
        }
        link.finish()
    }

    /// Reads a query string, with or without the `?`. Of a thing named twice, the last counts.
    /// O(bytes), and O(entries) where it names entries.
    pub fn decode(search: &str, library: &Library) -> Self {
        let mut beside = Beside::default();
        let mut versus = None;
        let pairs = search.strip_prefix('?').unwrap_or(search);
        for (key, value) in form_urlencoded::parse(pairs.as_bytes()) {
            match &*key {
                // What is nested is a query and no more, so that nothing in it nests; only the last is read.
                VERSUS => versus = Some(value),
                CASE if !value.is_empty() => beside.case = Some(value.into_owned()),
                CHART => {
                    if let Some(chart) = Chart::named(value.trim()) {
                        beside.charts[chart as usize] = true;
                    }
                }
                PIN => beside.pin = Pin::decode(value.trim()).or(beside.pin),
                EMBED => beside.embed = !matches!(value.trim(), "" | "0"),
                _ => {}
            }
        }
        beside.versus = versus.map(|nested| decode(&nested, library));
        Self { query: decode(search, library), beside }
    }

    /// Where another query leads from here: what is compared and which charts are open stay; the view of
    /// a case closes, since the reader asks for the list, and a pin is of the query that it was made with.
    #[must_use]
    pub fn to(&self, query: Query) -> Self {
        let Beside { versus, embed, charts, .. } = &self.beside;
        let (versus, embed, charts) = (versus.clone(), *embed, *charts);
        Self { query, beside: Beside { versus, embed, charts, ..Beside::default() } }
    }

    /// The same with the view of this case open, or with none.
    #[must_use]
    pub fn showing(&self, case: Option<String>) -> Self {
        Self { query: self.query.clone(), beside: Beside { case, ..self.beside.clone() } }
    }

    /// The same compared with another query, or with none; the view of a case closes.
    #[must_use]
    pub fn comparing(&self, versus: Option<Query>) -> Self {
        let beside = Beside { versus, case: None, ..self.beside.clone() };
        Self { query: self.query.clone(), beside }
    }

    /// The same with the two sides of a comparison in each other's place.
    #[must_use]
    pub fn swapped(&self) -> Self {
        match &self.beside.versus {
            Some(versus) => self.to(versus.clone()).comparing(Some(self.query.clone())),
            None => self.clone(),
        }
    }
}

impl Beside {
    /// Whether a chart is open.
    pub fn shows(&self, chart: Chart) -> bool {
        self.charts[chart as usize]
    }

    /// A chart alone, or the list, in a frame of another page.
    pub fn embedded(chart: Option<Chart>) -> Self {
        let mut embedded = Self { embed: true, ..Self::default() };
        if let Some(chart) = chart {
            embedded.toggle(chart);
        }
        embedded
    }

    /// Opens or closes a chart.
    pub fn toggle(&mut self, chart: Chart) {
        self.charts[chart as usize] ^= true;
    }

    /// The same with a chart opened or closed.
    #[must_use]
    pub fn toggled(&self, chart: Chart) -> Self {
        let mut next = self.clone();
        next.toggle(chart);
        next
    }
}

/// What a link was made with, so that it can say what has changed since.
///
/// ```
/// use casebook::{catalog, query::{Library, Pin, Query, evaluate}};
///
/// let library = |entries: &str| {
///     let json = format!(r#"{{ "format": 1, "facets": [], "entries": [{entries}] }}"#);
///     Library::new(catalog::decode(json.as_bytes()).unwrap())
/// };
/// let then = library(r#"{ "id": "a", "title": "Ranking" }"#);
/// let ranking = Query::new(&then).with_text("ranking".into());
/// let pin = Pin::new(&then, &evaluate(&then, &ranking));
/// assert_eq!(pin.since(&then, &evaluate(&then, &ranking)), None);
///
/// let now = library(r#"{ "id": "a", "title": "Ranking" }, { "id": "b", "title": "Ranking films" }"#);
/// let says = pin.since(&now, &evaluate(&now, &ranking));
/// assert_eq!(says.as_deref(), Some("Made with 1 case studies; now 2; 1 more match."));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pin {
    /// The [fingerprint](crate::catalog::Catalog::fingerprint) of the catalog.
    pub catalog: u32,
    /// How many entries there were.
    pub total: u32,
    /// How many of them were hits.
    pub hits: u32,
}

impl Pin {
    /// What there is now.
    pub fn new(library: &Library, outcome: &Outcome) -> Self {
        let (total, hits) = (library.catalog().len() as u32, outcome.hits.len() as u32);
        Self { catalog: library.fingerprint(), total, hits }
    }

    /// What has changed since, in words; `None` where it is the same catalog.
    pub fn since(self, library: &Library, outcome: &Outcome) -> Option<String> {
        let now = Self::new(library, outcome);
        if self.catalog == now.catalog {
            return None;
        }
        Some(notices::since((self.total, self.hits), (now.total, now.hits)))
    }

    fn encode(self) -> String {
        let mut text = String::new();
        for shift in (0..8).rev().map(|digit| digit * 4) {
            text.extend(char::from_digit(self.catalog >> shift & 15, 16));
        }
        text + &format!(".{}.{}", self.total, self.hits)
    }

    fn decode(text: &str) -> Option<Self> {
        let mut numbers = text.split('.');
        let mut number = |radix| {
            let mut digits = numbers.next()?.chars();
            let first = digits.next()?.to_digit(radix)?;
            digits.try_fold(first, |number, digit| {
                number.checked_mul(radix)?.checked_add(digit.to_digit(radix)?)
            })
        };
        let (catalog, total, hits) = (number(16)?, number(10)?, number(10)?);
        numbers.next().is_none().then_some(Self { catalog, total, hits })
    }
}
