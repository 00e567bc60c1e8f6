//! `casebook stats`.

use super::arguments::Stats;
use super::{Stop, count, lists, print, stderr, width};
use crate::catalog::{Catalog, Facet};
use crate::curate::{Built, Severity, render};
use std::cmp::Reverse;
use std::fmt::Write;
use std::io;

pub(super) fn run(arguments: &Stats) -> Result<(), Stop> {
    let built = lists::read(&arguments.reading);
    let how = render::Text { width: width(&io::stderr()), least: Severity::Error };
    stderr(|out| render::text(&built, how, out));
    print(&text(&built, arguments.top))?;
    if built.is_sound() { Ok(()) } else { Err(Stop::FAILED) }
}

/// What is in a list, for people.
fn text(built: &Built, top: usize) -> String {
    let Built { catalog, .. } = built;
    let mut text = String::new();
    if !catalog.about.title.is_empty() {
        _ = writeln!(text, "{}", catalog.about.title);
    }
    _ = writeln!(text, "{}", render::tally(built));
    for facet in catalog.declared() {
        _ = writeln!(
            text,
            "\n{}: {}",
            facet.label,
            count(facet.vocabulary.len(), "value", "values")
        );
        let mut counts = counts(facet, catalog);
        counts.sort_by_key(|(label, count)| (Reverse(*count), *label));
        let hidden = counts.len().saturating_sub(top);
        counts.truncate(top);
        bars(&mut text, &counts);
        if hidden > 0 {
            _ = writeln!(text, "  … and {hidden} more");
        }
    }
    let years = counts(catalog.year(), catalog);
    if !years.is_empty() {
        text.push_str("\nYears\n");
        bars(
            &mut text,
            &every_year(&years).iter().map(|(year, count)| (&**year, *count)).collect::<Vec<_>>(),
        );
    }
    text
}

/// How many entries have each value, in order of the vocabulary; those without one last.
fn counts<'c>(facet: &'c Facet, catalog: &Catalog) -> Vec<(&'c str, usize)> {
    let mut counts: Vec<(&str, usize)> =
        facet.vocabulary.values().map(|value| (facet.vocabulary.label(value), 0)).collect();
    let mut without = 0;
    for entry in catalog.entries() {
        let values = facet.values.values(entry);
        without += usize::from(values.is_empty());
        for value in values {
            counts[value.index()].1 += 1;
        }
    }
    if without > 0 && !counts.is_empty() {
        counts.push(("(none)", without));
    }
    counts
}

/// The years with those between them that have no entry, so that gaps are seen as gaps.
fn every_year(counts: &[(&str, usize)]) -> Vec<(String, usize)> {
    const LONGEST: u16 = 60;
    let known = |year: u16| {
        counts.iter().find(|(label, _)| label.parse() == Ok(year)).map_or(0, |(_, count)| *count)
    };
    let years = || counts.iter().filter_map(|(label, _)| label.parse::<u16>().ok());
    let as_they_are =
        || counts.iter().map(|(label, count)| ((*label).to_owned(), *count)).collect();
    let (Some(first), Some(last)) = (years().min(), years().max()) else { return as_they_are() };
    if last - first > LONGEST {
        return as_they_are();
    }
    let mut all: Vec<(String, usize)> =
        (first..=last).map(|year| (year.to_string(), known(year))).collect();
    all.extend(
        counts
            .iter()
            .filter(|(label, _)| label.parse::<u16>().is_err())
            .map(|(label, count)| ((*label).to_owned(), *count)),
    );
    all
}

/// A line for each count, with a bar as long as the count is great.
fn bars(text: &mut String, counts: &[(&str, usize)]) {
    const WIDEST_LABEL: usize = 32;
    const LONGEST_BAR: usize = 30;
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1);
    let width = |label: &str| label.chars().count().min(WIDEST_LABEL);
    let widest = counts.iter().map(|(label, _)| width(label)).max().unwrap_or(0);
    let digits = most.to_string().len();
    for (label, count) in counts {
        let cut = label.chars().count() > WIDEST_LABEL;
        let shown: String =
            label.chars().take(if cut { WIDEST_LABEL - 1 } else { WIDEST_LABEL }).collect();
        let shown = if cut { format!("{shown}…") } else { shown };
        // At least a little of a bar for at least one entry.
        let length = (count * LONGEST_BAR).div_ceil(most);
        let bar = "█".repeat(length);
        _ = writeln!(text, "{}", format!("  {shown:<widest$}  {count:>digits$}  {bar}").trim_end());
    }
}
