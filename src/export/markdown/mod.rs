//! A list as people edit it, which `casebook build` reads back (docs/list.md).
//!
//! 1. The front matter has the catalog's own words exactly; the heading and the paragraph are for readers.
//! 2. A cell read as Markdown gives back the catalog's text, but for control characters in code spans.
//! 3. A URL that may not be followed is left out: it is to be no link anywhere.

mod front_matter;
mod inline;

use super::labels;
use crate::catalog::{Catalog, Facet, YEAR, is_safe, slugify};
use crate::facet::{EntryId, Match};
use std::cmp::Reverse;
use std::fmt::Write;

/// The entries as a list, with their counts printed around the table.
pub(super) fn write(catalog: &Catalog, entries: &[EntryId]) -> String {
    let about = &catalog.about;
    let mut text = front_matter::write(catalog);
    if !about.title.is_empty() {
        _ = write!(text, "# {}\n\n", inline::heading(&about.title));
    }
    let total = total(catalog, entries);
    // A list without a description takes the first paragraph above its table for one.
    if about.description.trim().is_empty() {
        table(&mut text, catalog, entries);
        _ = write!(text, "\n{total}\n");
    } else {
        _ = write!(text, "{}\n\n{total}\n\n", inline::paragraph(&about.description));
        table(&mut text, catalog, entries);
    }
    for facet in catalog.declared().iter().filter(|facet| facet.matching == Match::All) {
        counts(&mut text, facet, entries);
    }
    text
}

/// `**44 case studies** from 12 companies`
fn total(catalog: &Catalog, entries: &[EntryId]) -> String {
    let mut total = format!("**{}**", case_studies(entries.len()));
    let company = catalog.declared().iter().find(|facet| facet.key == "company");
    let companies = company.map_or(0, |facet| counted(facet, entries).len());
    if companies > 0 {
        let noun = if companies == 1 { "company" } else { "companies" };
        _ = write!(total, " from {companies} {noun}");
    }
    total
}

fn case_studies(count: usize) -> String {
    format!("{count} case {}", if count == 1 { "study" } else { "studies" })
}

/// The values that entries have, each with their number, in order of the label.
fn counted<'a>(facet: &'a Facet, entries: &[EntryId]) -> Vec<(usize, &'a str)> {
    let mut counts = vec![0; facet.vocabulary.len()];
    for &entry in entries {
        for value in facet.values.values(entry) {
            counts[value.index()] += 1;
        }
    }
    let values = facet.vocabulary.values();
    let counts = values.map(|value| (counts[value.index()], facet.vocabulary.label(value)));
    let mut counts: Vec<_> = counts.filter(|(count, _)| *count > 0).collect();
    counts.sort_by_key(|&(_, label)| label);
    counts
}

/// A section that says how many entries have each value, the most frequent first.
fn counts(text: &mut String, facet: &Facet, entries: &[EntryId]) {
    let mut counts = counted(facet, entries);
    if counts.is_empty() {
        return;
    }
    counts.sort_by_key(|&(count, _)| Reverse(count));
    _ = write!(text, "\n## {}\n\n", inline::heading(name(facet)));
    for (count, label) in counts {
        _ = writeln!(text, "- **{}**: {}", inline::text(label), case_studies(count));
    }
}

/// What readers call a facet.
fn name(facet: &Facet) -> &str {
    if facet.label.trim().is_empty() { &facet.key } else { &facet.label }
}

/// A column of the table.
#[derive(Clone, Copy)]
enum Column<'a> {
    CaseStudy,
    Facet(&'a Facet),
    Summary,
    Page,
    Id,
}

/// The names that columns have of themselves, as [`same_name`] compares them.
const NAMES: [&str; 5] = ["case study", "year", "summary", "page", "id"];

fn table(text: &mut String, catalog: &Catalog, entries: &[EntryId]) {
    let columns = columns(catalog, entries);
    let headers = columns.iter().map(|&column| header(catalog, column));
    row(text, headers);
    _ = writeln!(text, "|{}", "---|".repeat(columns.len()));
    for &entry in entries {
        row(text, columns.iter().map(|&column| cell(catalog, column, entry)));
    }
}

fn row(text: &mut String, cells: impl Iterator<Item = String>) {
    for cell in cells {
        _ = write!(text, "| {cell}{}", if cell.is_empty() { "" } else { " " });
    }
    text.push_str("|\n");
}

/// The case study, and every other column in which an entry has something.
fn columns<'a>(catalog: &'a Catalog, entries: &[EntryId]) -> Vec<Column<'a>> {
    let is_company = |facet: &&Facet| facet.key == "company";
    let facets = || catalog.declared().iter();
    let company = facets().filter(is_company).map(Column::Facet);
    let others = facets().filter(|facet| !is_company(facet)).map(Column::Facet);
    let columns = company
        .chain([Column::CaseStudy, Column::Facet(catalog.year())])
        .chain(others)
        .chain([Column::Summary, Column::Page, Column::Id]);
    let is_used = |column: &Column| match column {
        Column::CaseStudy => true,
        Column::Id => needs_ids(catalog, entries),
        _ => entries.iter().any(|&entry| !cell(catalog, *column, entry).is_empty()),
    };
    columns.filter(is_used).collect()
}

fn header(catalog: &Catalog, column: Column) -> String {
    match column {
        Column::CaseStudy => "Case Study".into(),
        Column::Summary => "Summary".into(),
        Column::Page => "Page".into(),
        Column::Id => "Id".into(),
        Column::Facet(facet) if facet.key == YEAR => "Year".into(),
        Column::Facet(facet) if is_ambiguous(catalog, facet) => inline::text(&facet.key),
        Column::Facet(facet) => inline::text(name(facet)),
    }
}

/// Whether a facet's label is the name of another column, so that only its key tells which one it is.
fn is_ambiguous(catalog: &Catalog, facet: &Facet) -> bool {
    let name = same_name(name(facet));
    let mut others = catalog.declared().iter().filter(|other| other.key != facet.key);
    NAMES.contains(&&*name)
        || others.any(|other| same_name(self::name(other)) == name || other.key == name)
}

/// A column's name in the form in which lists compare them.
fn same_name(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn cell(catalog: &Catalog, column: Column, entry: EntryId) -> String {
    match column {
        Column::CaseStudy if is_safe(catalog.url(entry)) => {
            inline::link(catalog.title(entry), catalog.url(entry))
        }
        Column::CaseStudy => inline::text(catalog.title(entry)),
        Column::Facet(facet) if facet.many => {
            labels(facet, entry).map(inline::code).collect::<Vec<_>>().join(" ")
        }
        Column::Facet(facet) => labels(facet, entry).next().map(inline::text).unwrap_or_default(),
        Column::Summary => inline::text(catalog.summary(entry)),
        Column::Page if is_safe(catalog.page(entry)) => inline::address(catalog.page(entry)),
        Column::Page => String::new(),
        Column::Id => inline::text(catalog.id(entry)),
    }
}

/// Whether the list would be read otherwise without ids: some are not made from titles, or tell entries with
/// one link apart.
fn needs_ids(catalog: &Catalog, entries: &[EntryId]) -> bool {
    let mut links: Vec<&str> = entries.iter().map(|&entry| catalog.url(entry)).collect();
    links.retain(|link| !link.is_empty());
    links.sort_unstable();
    links.windows(2).any(|pair| pair[0] == pair[1])
        || entries.iter().any(|&entry| catalog.id(entry) != made_id(catalog, entry))
}

/// The id that an entry gets if its list gives it none.
fn made_id(catalog: &Catalog, entry: EntryId) -> String {
    let company = catalog.declared().iter().find(|facet| facet.key == "company");
    let company = company.and_then(|facet| labels(facet, entry).next()).unwrap_or_default();
    slugify(&format!("{company} {}", catalog.title(entry)))
}

#[cfg(test)]
mod tests;
