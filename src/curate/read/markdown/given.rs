//! What a page gives to all rows of a table which has no column for it: in its front matter, its heading,
//! the heading of the section that the table is in.

use super::Page;
use super::about::{self, WHAT_LISTS_ARE, without_count, without_signs};
use super::parse::{Block, Document};
use crate::curate::config::Config;
use crate::curate::date;
use crate::curate::fault::Span;
use crate::curate::front_matter::Field as Fact;
use crate::curate::lister::{COMPANY, Columns, Field, INDUSTRY, Lister, TAG, is_kind};
use crate::curate::read::structured::{Kind, Node};
use crate::curate::read::{Cell, Text};
use crate::text;
use std::collections::HashSet;

/// What a page gives to the rows of a table.
#[derive(Default)]
pub(super) struct Given {
    pub(super) values: Vec<(usize, Text)>,
    /// The year, if the section is called by one.
    pub(super) year: Option<Cell<'static>>,
}

impl Page {
    /// How many sections have a table that is a list. What a single one is called says nothing of rows.
    pub(super) fn sections(&self, lister: &Lister) -> usize {
        let mut section = None;
        let mut found: Vec<Option<Span>> = Vec::new();
        for block in &self.document.blocks {
            match block {
                Block::Heading { text, .. } => section = Some(text.span),
                Block::Table(rows) if rows.is_list(lister.config) && !found.contains(&section) => {
                    found.push(section);
                }
                _ => {}
            }
        }
        found.len()
    }

    /// Values that the page gives to all rows of a table which has no column for them.
    pub(super) fn given(
        &self,
        columns: &Columns,
        section: Option<&Cell<'static>>,
        lister: &Lister,
    ) -> Given {
        let mut given = Given { values: self.stated(), year: None };
        let mut missing: Vec<usize> = [COMPANY, INDUSTRY, TAG]
            .into_iter()
            .filter(|&facet| {
                !columns.has(Field::Facet(facet))
                    && given.values.iter().all(|(other, _)| *other != facet)
            })
            .collect();
        let path = lister.site.path(self.file);
        let heading = self.title.as_ref();
        // What a list of several pages is called says nothing of the rows on its main one.
        let is_main = about::is_index(path) && lister.files.len() > 1;
        let is_value = !is_main || about::facet_of_path(path).is_some();
        if let Some((facet, value)) =
            heading.filter(|_| is_value).and_then(|heading| named(heading, &missing, path))
        {
            missing.retain(|&other| other != facet);
            given.values.push((facet, value));
        }
        let Some(section) = section.filter(|section| says_something(section)) else { return given };
        let name = without_count(without_signs(&section.text));
        if let Some(year) = year_named(name) {
            given.year = Some(Cell::plain(section.span, year.to_owned()));
            given.year.take_if(|_| columns.has(Field::Year));
        } else if let Some(facet) = facet_of_sections(heading, path)
            .or(self.has_companies.then_some(COMPANY))
            .filter(|facet| *facet != COMPANY || missing.contains(facet))
            .or_else(|| [TAG, COMPANY].into_iter().find(|facet| missing.contains(facet)))
        {
            given.values.push((facet, Text { span: section.span, text: name.to_owned() }));
        }
        given
    }

    /// What the front matter says.
    fn stated(&self) -> Vec<(usize, Text)> {
        let mut stated = Vec::new();
        for (facet, keys) in
            [(COMPANY, &["company"][..]), (INDUSTRY, &["industry"]), (TAG, &["tag", "tags"])]
        {
            let is_it = |fact: &&Fact| keys.contains(&&*fact.key) && !fact.value.is_empty();
            let Some(fact) = self.facts.iter().find(is_it) else { continue };
            if let Kind::List(items) = &fact.node.kind {
                let text =
                    |item: &Node| Some(Text { span: item.span, text: item.text()?.to_owned() });
                stated.extend(items.iter().filter_map(text).map(|text| (facet, text)));
            } else {
                stated.push((facet, Text { span: fact.node.span, text: fact.value.clone() }));
            }
        }
        stated
    }
}

/// Shares, in percent.
pub(super) const A_THIRD: usize = 33;
pub(super) const A_HALF: usize = 50;

/// How many of a hundred names, each behind an address, are what the site is called that this leads to, or whose part of
/// it, if several are: they are companies. Tags are hardly ever that, but what kinds of things are called, `GitHub`.
pub(super) fn share_of_bearers<'i>(items: impl Iterator<Item = (&'i str, &'i str)>) -> usize {
    const LEAST_NAMES: usize = 3;
    const FEWEST_LETTERS: usize = 3;
    let plain = |text: &str| text.to_lowercase().replace(|c: char| !c.is_alphanumeric(), "");
    let (mut all, mut borne, mut names) = (0, 0, HashSet::new());
    for (url, name) in items {
        all += 1;
        let is_of_kind = is_kind(name);
        let name = plain(name);
        let mut places = url.split('/').skip(2).take(2);
        if name.len() >= FEWEST_LETTERS
            && !is_of_kind
            && places.any(|place| plain(place).contains(&name))
        {
            borne += 1;
            names.insert(name);
        }
    }
    if names.len() < LEAST_NAMES { 0 } else { borne * 100 / all }
}

/// Whether the sections of a page that have tables are called by the companies that their rows lead to.
pub(super) fn sections_are_companies(document: &Document, config: &Config) -> bool {
    let mut section = None;
    let mut rows = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Heading { text, .. } => section = Some(&*text.text),
            Block::Table(table) if table.is_list(config) => {
                let names = table.body.iter().filter_map(|row| {
                    let mut addresses = row
                        .cells
                        .iter()
                        .map(|cell| cell.links.first().map_or(cell.text.trim(), |link| &link.url));
                    Some((addresses.find(|url| url.starts_with("http"))?, section?))
                });
                rows.extend(names);
            }
            _ => {}
        }
    }
    share_of_bearers(rows.into_iter()) >= A_HALF
}

/// The value that a heading names for all rows of a page, and the facet that it is of.
fn named(heading: &Cell, missing: &[usize], path: &str) -> Option<(usize, Text)> {
    if let Some(named) = about::named_value(heading) {
        return Some((about::named_facet(&named, missing, path)?, named.value));
    }
    let facet = about::facet_of_folder(path).filter(|facet| missing.contains(facet))?;
    let name = without_count(without_signs(&heading.text)).trim();
    let is_name = !name.is_empty() && name.split_whitespace().count() <= 6;
    is_name.then(|| (facet, Text { span: heading.span, text: name.to_owned() }))
}

/// What the sections of a page are called by, if it says so: `# Case studies by company`, `# Companies`,
/// `tags.md`.
pub(super) fn facet_of_sections(heading: Option<&Cell>, path: &str) -> Option<usize> {
    let heading = heading.map(|heading| text::fold(&heading.text)).unwrap_or_default();
    let path = path.to_ascii_lowercase();
    let says = |word: &str| {
        heading.contains(&format!("by {word}")) || path.contains(&format!("by-{word}"))
    };
    let said = [(COMPANY, "compan"), (INDUSTRY, "industr"), (TAG, "tag"), (TAG, "topic")]
        .into_iter()
        .find(|(_, word)| says(word))
        .map(|(facet, _)| facet);
    let file = path.rsplit('/').next().and_then(|file| file.split('.').next());
    let called = text::words(&heading).collect::<Vec<_>>().join(" ");
    said.or_else(|| about::facet_called(&called, false))
        .or_else(|| about::facet_called(file.unwrap_or_default(), false))
}

/// Whether a text is a year, and nothing else.
pub(super) fn is_year(text: &str) -> bool {
    text.len() == 4
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && (text.starts_with("19") || text.starts_with("20"))
}

/// The year that a heading is called by, perhaps with its day: `2023`, `[2023.05.01]`, `May 2023`, `Q3 2023`.
pub(super) fn year_named(heading: &str) -> Option<&str> {
    let words = heading.split(|letter: char| !letter.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty()).map(|word| word.trim_end_matches('年'));
    let (years, others): (Vec<&str>, Vec<&str>) = words.partition(|word| is_year(word));
    let is_of_day = |word: &&str| {
        let number = word.trim_start_matches(['Q', 'H']);
        let is_number = number.len() < 3 && number.bytes().all(|byte| byte.is_ascii_digit());
        is_number && !number.is_empty() || is_month(word)
    };
    years.first().copied().filter(|_| years.len() == 1 && others.iter().all(is_of_day))
}

/// Whether a word is the name of a month.
pub(super) fn is_month(word: &str) -> bool {
    date::parse(&format!("1 {word} 2000")).is_some()
}

/// Whether a section is called by anything but what lists are.
fn says_something(section: &Cell) -> bool {
    let folded = text::fold(&section.text);
    let is_usual = |word: &str| WHAT_LISTS_ARE.contains(&word) || word == "table" || word == "all";
    text::words(&folded).any(|word| !is_usual(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_called_by_years() {
        let named =
            ["2023", "[2023.05.01]", "2023-05", "May 2023", "Jul 07, 2023", "Q3 2023", "2023年"];
        for heading in named {
            assert_eq!(year_named(heading), Some("2023"), "{heading}");
        }
        for heading in ["Best of 2023", "2022-2023", "12023", "QCONF 2023", "May", "10", ""] {
            assert_eq!(year_named(heading), None, "{heading}");
        }
    }
}
