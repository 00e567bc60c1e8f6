//! The hits as a table.

use super::explorer::{Explorer, FilterLink};
use crate::catalog::is_safe;
use crate::facet::{EntryId, ValueId};
use crate::query::{Column, Query, WayOut};
use leptos::prelude::*;

/// How many rows are shown before more are asked for.
const PAGE: usize = 1000;

/// A column: the title, or the values of a facet.
type Columns = &'static [Column];

/// The hits, or what to do when there are none.
pub(super) fn table(explorer: Explorer) -> impl IntoView {
    let columns: Columns = Vec::leak(columns(explorer));
    let shown = RwSignal::new(PAGE);
    let rows = move || explorer.outcome.with(|outcome| outcome.hits.page(0..shown.get()));
    let rest =
        move || explorer.outcome.with(|outcome| outcome.hits.len().saturating_sub(shown.get()));
    let header = move |&column: &Column| header(explorer, column);
    view! {
        <table class="cases" aria-label="Case studies">
            <thead><tr>{columns.iter().map(header).collect::<Vec<_>>()}</tr></thead>
            <tbody>
                <For each=rows key=|entry| entry.index() children=move |entry| row(explorer, columns, entry) />
            </tbody>
        </table>
        <button class="button" hidden=move || rest() == 0 on:click=move |_| shown.update(|shown| *shown += PAGE)>
            {move || format!("Show {} more of {}", rest().min(PAGE), rest())}
        </button>
        {nothing(explorer)}
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
    move || {
        explorer.query.with(|query| {
            let sort = query.sort.filter(|sort| sort.column == column);
            let order = sort.map(|sort| if sort.descending { "descending" } else { "ascending" });
            let href = explorer.href(&query.sorted_by_next(column));
            let link =
                FilterLink { class: "", href, text: label.to_owned(), name: None, current: false };
            view! {
                <th scope="col" class=class(explorer, column) aria-sort=order>{link.view()}</th>
            }
        })
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

/// An entry; the links in it change with the query.
fn row(explorer: Explorer, columns: Columns, entry: EntryId) -> impl IntoView {
    move || {
        explorer.query.with(|query| {
            let cell = |&column: &Column| cell(explorer, query, column, entry);
            view! { <tr role="row">{columns.iter().map(cell).collect::<Vec<_>>()}</tr> }
        })
    }
}

/// A cell of either kind, so that all rows are of one type.
fn cell(
    explorer: Explorer,
    query: &Query,
    column: Column,
    entry: EntryId,
) -> impl IntoView + use<> {
    let (title, values) = match column {
        Column::Title => (Some(title(explorer, entry)), Vec::new()),
        Column::Facet(facet) => {
            let values = explorer.library.values_of(facet, entry).iter();
            let known = values.filter(|value| !explorer.library.is_none(facet, **value));
            (None, known.map(|&value| value_link(explorer, query, facet, value)).collect())
        }
    };
    let role = if title.is_some() { "rowheader" } else { "cell" };
    view! { <td role=role class=class(explorer, column)>{title} {values}</td> }
}

fn title(explorer: Explorer, entry: EntryId) -> impl IntoView {
    let catalog = explorer.library.catalog();
    let link = [catalog.url(entry), catalog.page(entry)]
        .into_iter()
        .find_map(|url| resolve(url, &catalog.about.link_base));
    let summary = catalog.summary(entry);
    // Without a link to follow, an anchor is just its text.
    view! {
        <a href=link rel="noreferrer" dir="auto">{catalog.title(entry)}</a>
        {(!summary.is_empty()).then(|| view! { <p class="entry-summary" dir="auto">{summary}</p> })}
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

fn value_link(
    explorer: Explorer,
    query: &Query,
    facet: usize,
    value: ValueId,
) -> impl IntoView + use<> {
    FilterLink {
        class: "tag",
        href: explorer.href(&query.toggled(facet, value)),
        text: explorer.library.label(facet, value).to_owned(),
        name: None,
        current: query.refinement(facet).is_chosen(value),
    }
    .view()
}

/// Nothing matches: which filters to drop.
fn nothing(explorer: Explorer) -> impl IntoView {
    let Explorer { library, query, outcome, .. } = explorer;
    let nothing = move || outcome.with(|outcome| outcome.hits.is_empty());
    let way = move |query: &Query, &WayOut { step, hits }: &WayOut| {
        let href = explorer.href(&query.without(step));
        let text = format!("drop {} to see {hits}", step.describe(library, query));
        let link = FilterLink { class: "", href, text, name: None, current: false };
        view! { <li>{link.view()}</li> }
    };
    let ways = move || {
        query.with(|query| {
            outcome.with(|outcome| {
                outcome.ways_out.iter().map(|found| way(query, found)).collect::<Vec<_>>()
            })
        })
    };
    view! {
        <div class="nothing" hidden=move || !nothing()>
            <p class="state-title">"Nothing matches"</p>
            <ul>{ways}</ul>
        </div>
    }
}
