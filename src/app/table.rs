//! The hits as a table.

use super::explorer::Explorer;
use crate::catalog::is_safe;
use crate::facet::{EntryId, ValueId};
use crate::query::{Column, Sort, WayOut};
use leptos::prelude::*;

/// How many rows are shown before more are asked for.
const PAGE: usize = 1000;

/// A column: the title, or the values of a facet.
type Columns = &'static [Column];

/// The hits, or what to do when there are none.
pub(super) fn table(explorer: Explorer) -> impl IntoView {
    let columns: Columns = Vec::leak(columns(explorer));
    let shown = RwSignal::new(PAGE);
    let rows = move || {
        explorer.outcome.with(|outcome| outcome.hits.iter().take(shown.get()).copied().collect::<Vec<_>>())
    };
    let more = move || {
        let rest = explorer.outcome.with(|outcome| outcome.hits.len().saturating_sub(shown.get()));
        (rest > 0).then(|| {
            view! {
                <button class="button" on:click=move |_| shown.update(|shown| *shown += PAGE)>
                    {format!("Show {} more of {rest}", rest.min(PAGE))}
                </button>
            }
        })
    };
    view! {
        <table class="cases" aria-label="Case studies">
            <thead><tr>{columns.iter().map(|&column| header(explorer, column)).collect::<Vec<_>>()}</tr></thead>
            <tbody>
                <For each=rows key=|entry| entry.index() children=move |entry| row(explorer, columns, entry) />
            </tbody>
        </table>
        {more}
        {move || explorer.outcome.with(|outcome| outcome.hits.is_empty()).then(|| nothing(explorer))}
    }
}

/// Facets of one value, the title, the year, facets of many values; a facet in which all entries are the
/// same tells nothing and has no column.
fn columns(explorer: Explorer) -> Vec<Column> {
    let library = explorer.library;
    let year = library.year_facet();
    let telling = |facet: &usize| library.values(*facet).len() > 1 && *facet != year;
    let (many, single): (Vec<usize>, Vec<usize>) =
        (0..year).filter(telling).partition(|&facet| library.facets()[facet].many);
    let single = single.into_iter().map(Column::Facet);
    let many = many.into_iter().map(Column::Facet);
    let has_years = library.years().next().is_some().then_some(Column::Facet(year));
    single.chain([Column::Title]).chain(has_years).chain(many).collect()
}

fn header(explorer: Explorer, column: Column) -> impl IntoView {
    let label = match column {
        Column::Title => "Case study",
        Column::Facet(facet) => &explorer.library.facets()[facet].label,
    };
    let order = move || {
        let sort = explorer.query.with(|query| query.sort);
        sort.filter(|sort: &Sort| sort.column == column)
            .map(|sort| if sort.descending { "descending" } else { "ascending" })
    };
    view! {
        <th scope="col" class=class(explorer, column) aria-sort=order>
            <a data-filter href=explorer.link(move |query| query.sorted_by_next(column)) dir="auto">{label}</a>
        </th>
    }
}

/// The class that a column's cells are styled by.
fn class(explorer: Explorer, column: Column) -> &'static str {
    match column {
        Column::Title => "title",
        Column::Facet(facet) if facet == explorer.library.year_facet() => "year",
        Column::Facet(facet) if explorer.library.facets()[facet].many => "many",
        Column::Facet(_) => "single",
    }
}

fn row(explorer: Explorer, columns: Columns, entry: EntryId) -> impl IntoView {
    let cell = move |&column: &Column| match column {
        Column::Title => title(explorer, entry).into_any(),
        Column::Facet(facet) => {
            let values = explorer.library.values_of(facet, entry).iter();
            let known = values.filter(|value| !explorer.library.is_none(facet, **value));
            let links = known.map(|&value| value_link(explorer, facet, value)).collect::<Vec<_>>();
            view! { <td class=class(explorer, column)>{links}</td> }.into_any()
        }
    };
    view! { <tr>{columns.iter().map(cell).collect::<Vec<_>>()}</tr> }
}

fn title(explorer: Explorer, entry: EntryId) -> impl IntoView {
    let catalog = explorer.library.catalog();
    let title = catalog.title(entry);
    let summary = catalog.summary(entry);
    let link = [catalog.url(entry), catalog.page(entry)]
        .into_iter()
        .find_map(|url| resolve(url, &catalog.about.link_base));
    view! {
        <th scope="row" class="title" dir="auto">
            {match link {
                Some(url) => view! { <a href=url rel="noreferrer">{title}</a> }.into_any(),
                None => title.into_any(),
            }}
            {(!summary.is_empty()).then(|| view! { <p class="entry-summary">{summary}</p> })}
        </th>
    }
}

/// A link as the browser is to follow it; `None` where it may not.
fn resolve(url: &str, base: &str) -> Option<String> {
    if !is_safe(url) {
        return None;
    }
    if base.is_empty() {
        return Some(url.to_owned());
    }
    let resolved = web_sys::Url::new_with_base(url, base).ok()?.href();
    is_safe(&resolved).then_some(resolved)
}

fn value_link(explorer: Explorer, facet: usize, value: ValueId) -> impl IntoView {
    let chosen = move || explorer.query.with(|query| query.refinement(facet).is_chosen(value));
    view! {
        <a data-filter class="tag" dir="auto" aria-current=move || chosen().then_some("true")
            href=explorer.link(move |query| query.toggled(facet, value))>
            {explorer.library.label(facet, value)}
        </a>
    }
}

/// Nothing matches: which filters to drop.
fn nothing(explorer: Explorer) -> impl IntoView {
    let Explorer { library, query, outcome, .. } = explorer;
    let ways = outcome.with_untracked(|outcome| outcome.ways_out.clone());
    let way = |WayOut { step, hits }: WayOut| {
        let name = query.with_untracked(|query| step.describe(library, query));
        view! {
            <li>
                <a data-filter href=explorer.link(move |query| query.without(step))>
                    "drop " <strong dir="auto">{name}</strong> {format!(" to see {hits}")}
                </a>
            </li>
        }
    };
    view! {
        <div class="nothing">
            <p class="state-title">"Nothing matches"</p>
            {if ways.is_empty() {
                let clear = explorer.link(crate::query::Query::cleared);
                view! { <p><a data-filter href=clear>"Clear all filters"</a></p> }.into_any()
            } else {
                view! { <ul>{ways.into_iter().map(way).collect::<Vec<_>>()}</ul> }.into_any()
            }}
        </div>
    }
}
