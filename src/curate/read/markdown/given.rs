//! What a page gives to all rows of a table which has no column for it: in its front matter, its heading,
//! the heading of the section that the table is in.

use super::Page;
use super::about::{self, WHAT_LISTS_ARE, without_signs};
use super::parse::Block;
use crate::curate::fault::Span;
use crate::curate::front_matter::Field as Fact;
use crate::curate::lister::{COMPANY, Columns, Field, INDUSTRY, Lister, TAG};
use crate::curate::read::structured::{Kind, Node};
use crate::curate::read::{Cell, Text};
use crate::text;

/// What a page gives to the rows of a table.
#[derive(Default)]
pub(super) struct Given {
    pub(super) values: Vec<(usize, Text)>,
    /// The year, if the section is called by one.
    pub(super) year: Option<Cell<'static>>,
}

impl Page {
    /// How many sections have a table that is a list. What a single one is called says nothing of rows.
    pub(super) fn sections(&self, lister: &mut Lister) -> usize {
        let mut section = None;
        let mut found: Vec<Option<Span>> = Vec::new();
        for block in &self.document.blocks {
            match block {
                Block::Heading { text, .. } => section = Some(text.span),
                Block::Table(rows) => {
                    let first_row = rows.body.first().map_or(&[][..], |row| &row.cells);
                    let (config, facets) = (lister.config, &mut lister.facets);
                    let columns = Columns::find(&rows.header, first_row, config, facets);
                    let is_list =
                        columns.has(Field::Title) && !columns.is_doubtful(&rows.header, first_row);
                    if is_list && !found.contains(&section) {
                        found.push(section);
                    }
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
        if let Some(named) = self.document.heading().and_then(about::named_value)
            && let Some(facet) = about::named_facet(&named, &missing, path)
        {
            missing.retain(|&other| other != facet);
            given.values.push((facet, named.value));
        }
        let Some(section) = section.filter(|section| says_something(section)) else { return given };
        let name = without_signs(&section.text);
        if is_year(name) {
            given.year = Some(Cell::plain(section.span, name.to_owned()));
            given.year.take_if(|_| columns.has(Field::Year));
        } else if let Some(facet) = self.facet_of_sections(&missing, path) {
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

    /// What sections are called by: what the page says that it is sorted by, else by topics, else by
    /// companies.
    fn facet_of_sections(&self, missing: &[usize], path: &str) -> Option<usize> {
        let heading = self.document.heading().map(|heading| text::fold(&heading.text));
        let heading = heading.unwrap_or_default();
        let says = |word: &str| {
            heading.contains(&format!("by {word}")) || path.contains(&format!("by-{word}"))
        };
        let said = [(COMPANY, "compan"), (INDUSTRY, "industr")]
            .into_iter()
            .find(|(_, word)| says(word))
            .map(|(facet, _)| facet);
        said.into_iter().chain([TAG, COMPANY]).find(|facet| missing.contains(facet))
    }
}

/// Whether a text is a year, and nothing else.
pub(super) fn is_year(text: &str) -> bool {
    text.len() == 4
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && (text.starts_with("19") || text.starts_with("20"))
}

/// Whether a section is called by anything but what lists are.
fn says_something(section: &Cell) -> bool {
    let folded = text::fold(&section.text);
    let is_usual = |word: &str| WHAT_LISTS_ARE.contains(&word) || word == "table" || word == "all";
    text::words(&folded).any(|word| !is_usual(word))
}
