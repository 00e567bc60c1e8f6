//! Which column is which, by the names that people give to columns.

use super::facets::{COMPANY, Facets, TAG, is_facet_key};
use super::fields::is_nothing;
use super::kinds::only_leads;
use super::links::is_address;
use super::names::{Meaning, is_thing, leads_to_more, meaning};
use super::years::year_of;
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
    /// Columns that say what another one says, too, and what that is; those that tell more first. They are
    /// read where that one is empty.
    pub(in crate::curate) spares: Vec<(usize, Field)>,
}

/// A column's header as names are compared: `Short Description (< 5 words)` → `short description`.
fn name(header: &str) -> String {
    let outside = header.split_once(['(', '（']).map_or(header, |(before, _)| before);
    let header = if outside.trim().is_empty() { header } else { outside };
    let folded = text::fold(&apart(header));
    let words =
        folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join(" ");
    if name.is_empty() { slugify(header) } else { name }
}

/// Whether this is what a column may be called.
pub(in crate::curate) fn is_column_name(header: &str, config: &Config) -> bool {
    if configured(header.trim(), config).is_some() {
        return true;
    }
    let name = name(header);
    let declared = || config.facets.iter().any(|facet| facet.key == name);
    meaning(&name).is_some() || declared()
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
        let called: Vec<String> = header.iter().map(|cell| name(&cell.text)).collect();
        for (at, facet) in facets.declared() {
            let (key, label) = (name(&facet.key), name(&facet.label));
            claim(&mut fields, Field::Facet(at), |column| {
                called[column] == key || called[column] == label
            });
        }
        claim_known(&mut fields, &called, first_row, facets);
        claim_kinds_of_tags(&mut fields, &called, facets);
        let mut columns = Self { fields, spares: Vec::new() };
        columns.settle(&called, first_row, facets);
        columns.find_spares(&called, facets);
        columns
    }

    /// Takes names of models, tools and the like for the titles of a table that has links and no titles, or none but
    /// addresses and `[paper](…)`; or else its companies, or its tags.
    pub(in crate::curate) fn name_titles(&mut self, header: &[Cell], first_row: &[Cell]) {
        let title = self.position(Field::Title);
        let is_title = |at: usize| first_row.get(at).is_none_or(|cell| !only_says_where(cell));
        let leads = self.has(Field::Url) || first_row.iter().any(holds_link);
        if !leads || title.is_some_and(is_title) {
            return;
        }
        let mut named = self.fields.iter().zip(header);
        let thing =
            named.position(|(field, cell)| *field == Field::Unknown && is_thing(&name(&cell.text)));
        let value = || [COMPANY, TAG].into_iter().find_map(|at| self.position(Field::Facet(at)));
        let Some(at) = thing.or_else(|| value().filter(|_| title.is_none())) else { return };
        if let Some(title) = title {
            self.fields[title] = if self.has(Field::Url) { Field::Unknown } else { Field::Url };
        }
        self.fields[at] = Field::Title;
    }

    /// What can be read in the place of another column: where links lead, the year, and the summary.
    fn find_spares(&mut self, called: &[String], facets: &Facets) {
        /// Behind all names that are more telling.
        const LAST: usize = usize::MAX / 2;
        let spare = |at: usize| {
            let known = meant(&called[at], facets);
            let more = || leads_to_more(&called[at]).map(|rank| (LAST + rank, Field::Url));
            let (rank, field) = known.or_else(more)?;
            let may_be = matches!(field, Field::Url | Field::Year | Field::Summary);
            (may_be && self.fields[at] == Field::Unknown).then_some((rank, at, field))
        };
        let mut spares: Vec<_> = (0..called.len()).filter_map(spare).collect();
        spares.sort_unstable_by_key(|(rank, at, _)| (*rank, *at));
        self.spares = spares.into_iter().map(|(_, at, field)| (at, field)).collect();
    }

    /// What a column of some name is.
    pub(in crate::curate) fn called(header: &str, facets: &Facets) -> Option<Field> {
        meant(&name(header), facets).map(|(_, field)| field)
    }

    /// What a column is that is called by a question or a phrase: what its words mean, if that is one thing.
    /// And how telling they are: the less, the more.
    pub(in crate::curate) fn told_by_words(
        header: &str,
        facets: &Facets,
    ) -> Option<(usize, Field)> {
        const OF_QUESTIONS: [&str; 5] = ["what", "who", "when", "by", "about"];
        let name = name(header);
        let words = name.split(' ').filter(|word| !OF_QUESTIONS.contains(word));
        let mut told = words.filter_map(|word| meant(word, facets));
        let (rank, first) = told.find(|(_, field)| *field != Field::Ignored)?;
        told.all(|(_, other)| other == first).then_some((rank, first))
    }

    /// Where a field is.
    pub(in crate::curate) fn position(&self, wanted: Field) -> Option<usize> {
        self.fields.iter().position(|&field| field == wanted)
    }

    /// Whether there is a column of a field.
    pub(in crate::curate) fn has(&self, wanted: Field) -> bool {
        self.fields.contains(&wanted)
    }

    /// Whether rows with these columns are those of a list.
    pub(in crate::curate) fn is_list(&self, header: &[Cell], first_row: &[Cell]) -> bool {
        self.has(Field::Title) && !self.is_doubtful(header, first_row)
    }

    /// Whether the table may well be no list: there is neither a link nor a year, and what would be its
    /// titles is a number, or is called as in many other tables.
    fn is_doubtful(&self, header: &[Cell], first_row: &[Cell]) -> bool {
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
        let counts = |cell: &Cell| cell.links.is_empty() && is_number(&cell.text);
        let tells_more = self.has(Field::Url) || self.has(Field::Year);
        if !tells_more && first_row.get(title).is_some_and(counts) {
            return true;
        }
        header.get(title).is_some_and(|cell| DOUBTFUL.contains(&&*name(&cell.text)))
            && !self.has(Field::Url)
            && !self.has(Field::Year)
            && !first_row.iter().any(holds_link)
    }

    /// A cell of a field, or the one that stands in for it. Where an entry leads, its title may say as well.
    pub(super) fn filled<'c, 's>(
        &self,
        field: Field,
        cell: &'c Cell<'s>,
        cells: &'c [Cell<'s>],
    ) -> &'c Cell<'s> {
        if self.spares.is_empty() || field == Field::Url || !is_nothing(cell.text.trim()) {
            return cell;
        }
        self.spare(field, cells).unwrap_or(cell)
    }

    /// The first cell that plainly has what belongs into an empty one of a field.
    pub(super) fn spare<'c, 's>(
        &self,
        field: Field,
        cells: &'c [Cell<'s>],
    ) -> Option<&'c Cell<'s>> {
        let spares = self.spares.iter().filter(|(_, other)| *other == field);
        let mut spares = spares.filter_map(|(at, _)| cells.get(*at));
        spares.find(|cell| match field {
            Field::Url => holds_link(cell),
            Field::Year => year_of(cell.text.trim()).is_some(),
            _ => !is_nothing(cell.text.trim()),
        })
    }

    /// Takes companies for what a table is about, if it tells where each is and has no titles, even by the
    /// words that a form asks for them with.
    pub(super) fn are_companies(&mut self, header: &[Cell], facets: &Facets) {
        let is_title = |cell: &Cell| {
            let told = Self::told_by_words(&cell.text, facets);
            told.is_some_and(|(_, field)| field == Field::Title)
        };
        if let Some(company) = self.position(Field::Facet(COMPANY))
            && self.has(Field::Url)
            && !self.has(Field::Title)
            && !header.iter().any(is_title)
        {
            self.fields[company] = Field::Title;
        }
    }

    /// What only the cells can tell: where the links are, and where the titles, if nothing is called so.
    fn settle(&mut self, called: &[String], first_row: &[Cell], facets: &Facets) {
        let calls_title = |at: usize| matches!(meant(&called[at], facets), Some((_, Field::Title)));
        if !self.has(Field::Title) {
            let told = self.title_by_cells(called, first_row);
            // With nothing else, titles are addresses.
            let address = || self.unknown().find(|&at| calls_title(at));
            if let Some(at) = told.or_else(address) {
                self.fields[at] = Field::Title;
            }
        }
        let is_link = |at: usize| first_row.get(at).is_some_and(holds_link);
        if !self.has(Field::Url) && !self.position(Field::Title).is_some_and(is_link) {
            let may_be_link = |at: &usize| {
                is_link(*at) || (first_row.is_empty() && leads_to_more(&called[*at]).is_some())
            };
            let rank = |at: usize| match leads_to_more(&called[at]) {
                // `paper: https://…`
                None => calls_title(at).then_some((0, at)),
                rank => rank.map(|rank| (rank + 1, at)),
            };
            let named = self.unknown().filter(may_be_link).filter_map(rank).min();
            let linked = || self.unknown().find(|&at| is_link(at));
            if let Some(at) = named.map(|(_, at)| at).or_else(linked) {
                self.fields[at] = Field::Url;
            }
        }
    }

    /// Where titles are that nothing is called like.
    fn title_by_cells(&self, called: &[String], first_row: &[Cell]) -> Option<usize> {
        // A column of links with a text of their own has the titles.
        let titled = (0..self.fields.len()).find(|&at| {
            let free = matches!(self.fields[at], Field::Unknown | Field::Url | Field::Summary);
            free && first_row.get(at).is_some_and(is_titled)
        });
        // `tool_name` beside `tool_url`.
        let is_named = |at: &usize| {
            let name = &called[*at];
            let thing = name.strip_suffix(" name").or(name.strip_suffix(" title"));
            thing.is_some_and(|thing| called.contains(&format!("{thing} url")))
        };
        let company = self.position(Field::Facet(COMPANY));
        let is_link = |at: usize| first_row.get(at).is_some_and(holds_link);
        let leads = self.has(Field::Url) || self.unknown().any(is_link);
        // A tool, if it is no mere detail of what is told of a company.
        let is_thing = |at: &usize| {
            leads && is_thing(&called[*at]) && company.is_none_or(|company| *at < company)
        };
        let named = || self.unknown().find(is_named).or_else(|| self.unknown().find(is_thing));
        // What is under a name has its title there, and so may a page have it elsewhere.
        let leads_alone = !first_row.is_empty() && self.has(Field::Url);
        let summary = || self.position(Field::Summary).filter(|_| leads_alone);
        titled.or_else(named).or_else(summary)
    }

    /// The columns that nothing is known of.
    fn unknown(&self) -> impl Iterator<Item = usize> {
        (0..self.fields.len()).filter(|&at| self.fields[at] == Field::Unknown)
    }
}

/// Whether a cell leads into the web by a text of its own, which does not only say what that is; what leads to
/// other files may be a way through them.
fn is_titled(cell: &Cell) -> bool {
    cell.links.first().is_some_and(|link| {
        link.url.starts_with("http") && link.text != link.url && !only_leads(&link.text)
    })
}

/// Whether a text is a number as counts are: `1,044`.
pub(in crate::curate) fn is_number(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b',')
}

fn holds_link(cell: &Cell) -> bool {
    !cell.links.is_empty() || is_address(cell.text.trim())
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

/// Gives each field to the column whose name tells most that it is meant.
fn claim_known(fields: &mut [Field], called: &[String], first_row: &[Cell], facets: &Facets) {
    let known = |(column, name): (usize, &String)| {
        let (rank, field) = meant(name, facets)?;
        let is_facet = matches!(field, Field::Facet(_));
        if name == "domain" && first_row.get(column).is_some_and(is_host) {
            return None;
        }
        // `paper: https://…` leads to what has its title elsewhere.
        if field == Field::Title
            && first_row.get(column).is_some_and(|cell| is_address(cell.text.trim()))
        {
            return None;
        }
        if name == "details" && first_row.get(column).is_some_and(is_text) {
            return Some((usize::MAX, column, Field::Summary));
        }
        (is_facet || !is_flag(first_row.get(column))).then_some((rank, column, field))
    };
    let mut known: Vec<_> = called.iter().enumerate().filter_map(known).collect();
    known.sort_unstable_by_key(|(rank, column, _)| (*rank, *column));
    for (_, column, field) in known {
        claim(fields, field, |other| other == column);
    }
}

/// Whether a cell is an address, or a link that is called by what it leads to.
fn only_says_where(cell: &Cell) -> bool {
    let is_beside = cell.beside_links().contains(char::is_alphanumeric);
    match cell.links.first() {
        Some(link) => !is_beside && (link.text == link.url || only_leads(&link.text)),
        None => holds_link(cell),
    }
}

/// Whether a cell tells something in words, and does not lead to where that is told.
fn is_text(cell: &Cell) -> bool {
    cell.links.is_empty() && cell.text.split_whitespace().nth(2).is_some()
}

/// Whether a text is the name of a site, which is another domain than an industry.
fn is_host(cell: &Cell) -> bool {
    let parts = cell.text.trim().split('.');
    let is_part = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    cell.text.contains('.') && parts.into_iter().all(is_part)
}

/// What a column of some name holds, and how telling the name is.
fn meant(name: &str, facets: &Facets) -> Option<(usize, Field)> {
    let (rank, meaning) = meaning(name)?;
    let field = match meaning {
        Meaning::Facet(key) => Field::Facet(facets.find(key)?),
        Meaning::Field(field) => field,
    };
    Some((rank, field))
}

/// Where no column is called Tags, those are that are called by what kind of tags they have: `tools tags`,
/// `author keywords`.
fn claim_kinds_of_tags(fields: &mut [Field], names: &[String], facets: &Facets) {
    let Some(tag) = facets.find("tag").map(Field::Facet) else { return };
    if fields.contains(&tag) {
        return;
    }
    for (field, name) in fields.iter_mut().zip(names) {
        let is_kind = [" tags", " keywords", " topics"].iter().any(|kind| name.ends_with(kind));
        if *field == Field::Unknown && is_kind {
            *field = tag;
        }
    }
}
