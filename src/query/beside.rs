//! What an address says beyond the query: what is open beside the list, and what the link was made with.

use super::{Chart, Library, Look, Pin, Query, decode, encode};
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
    charts: [Option<Look>; Chart::ALL.len()],
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
        for (chart, look) in Chart::ALL.into_iter().zip(self.beside.charts) {
            if let Some(look) = look {
                link.append_pair(CHART, &look.encode(chart, library));
            }
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
                    if let Some((chart, look)) = Look::decode(value.trim(), library) {
                        beside.charts[chart as usize] = Some(look);
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
        self.look(chart).is_some()
    }

    /// How a chart is shown; `None` while it is closed.
    pub fn look(&self, chart: Chart) -> Option<Look> {
        self.charts[chart as usize]
    }

    /// The same with a chart open that is shown so.
    #[must_use]
    pub fn looking(&self, chart: Chart, look: Look) -> Self {
        let mut next = self.clone();
        next.charts[chart as usize] = Some(look);
        next
    }

    /// A chart alone, as it is shown, or the list, in a frame of another page.
    pub fn embedded(&self, chart: Option<Chart>) -> Self {
        let embedded = Self { embed: true, ..Self::default() };
        match chart {
            Some(chart) => embedded.looking(chart, self.look(chart).unwrap_or_default()),
            None => embedded,
        }
    }

    /// Opens or closes a chart.
    pub fn toggle(&mut self, chart: Chart) {
        let look = &mut self.charts[chart as usize];
        *look = if look.is_some() { None } else { Some(Look::default()) };
    }

    /// The same with a chart opened or closed.
    #[must_use]
    pub fn toggled(&self, chart: Chart) -> Self {
        let mut next = self.clone();
        next.toggle(chart);
        next
    }
}
