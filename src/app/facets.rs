//! The facet panels: a bar chart of counts each, whose bars are the filters.

use super::explorer::{Explorer, FilterLink};
use crate::chart::permille;
use crate::facet::{Match, ValueId};
use crate::query::{Query, YearRange};
use leptos::prelude::*;

/// How many values a panel shows before it is asked for more.
const SHOWN: usize = 20;

/// A panel for every facet that has values.
pub(super) fn facets(explorer: Explorer) -> impl IntoView {
    let facets = 0..explorer.library.facets().len();
    let filled = facets.filter(|&facet| !explorer.library.values(facet).is_empty());
    filled.map(|facet| panel(explorer, facet)).collect::<Vec<_>>()
}

fn panel(explorer: Explorer, facet: usize) -> impl IntoView {
    let library = explorer.library;
    let declared = &library.facets()[facet];
    let heading = format!("facet-{}", declared.key);
    let labelled_by = heading.clone();
    view! {
        <section class="facet" role="group" aria-labelledby=labelled_by>
            <div class="facet-head">
                <h2 id=heading dir="auto">{declared.label.as_str()}</h2>
                {(declared.many && library.values(facet).len() > 1).then(|| matching(explorer, facet))}
            </div>
            {(facet == library.year_facet()).then(|| years(explorer))}
            {values(explorer, facet)}
        </section>
    }
}

/// The values as one leaf: whatever changes, the bars stay where they are and only their texts and
/// lengths move. Beyond the first few, only those that are asked for are shown until all are wanted.
fn values(explorer: Explorer, facet: usize) -> impl IntoView {
    let Explorer { library, query, outcome, .. } = explorer;
    let all = library.values(facet);
    let longest = all.iter().map(|&value| library.total(facet, value)).max().unwrap_or(0);
    let expanded = RwSignal::new(false);
    let bars = move || {
        let limit = if expanded.get() { all.len() } else { SHOWN };
        query.with(|query| {
            outcome.with(|outcome| {
                let asked = query.refinement(facet);
                let shown = |&(at, value): &(usize, ValueId)| {
                    at < limit || asked.is_chosen(value) || asked.is_excluded(value)
                };
                let counted = |(_, value): (usize, ValueId)| {
                    let count = outcome.counts[facet][value.index()];
                    bar(explorer, query, Bar { facet, value, count, longest })
                };
                all.iter().copied().enumerate().filter(shown).map(counted).collect::<Vec<_>>()
            })
        })
    };
    let more = (all.len() > SHOWN).then(|| {
        let all = format!("Show all {}", all.len());
        view! {
            <button class="more" aria-expanded=move || expanded.get().to_string()
                on:click=move |_| expanded.update(|expanded| *expanded = !*expanded)>
                {move || if expanded.get() { "Show fewer".to_owned() } else { all.clone() }}
            </button>
        }
    });
    view! { <ul class="values">{bars}</ul> {more} }
}

/// A value with its count, and the total of the longest bar of its panel.
#[derive(Clone, Copy)]
struct Bar {
    facet: usize,
    value: ValueId,
    count: u32,
    longest: u32,
}

fn bar(explorer: Explorer, query: &Query, bar: Bar) -> impl IntoView + use<> {
    let Bar { facet, value, count, longest } = bar;
    let label = explorer.library.label(facet, value);
    let total = explorer.library.total(facet, value);
    let asked = query.refinement(facet);
    let (chosen, excluded) = (asked.is_chosen(value), asked.is_excluded(value));
    let class = match (chosen, excluded, count) {
        (true, ..) => "value chosen",
        (_, true, _) => "value excluded",
        (.., 0) => "value zero",
        _ => "value",
    };
    let choose = FilterLink {
        class: "choose",
        href: explorer.href(&query.toggled(facet, value)),
        text: label.to_owned(),
        name: Some(format!("{label}, {count}")),
        current: chosen,
    };
    let exclude = FilterLink {
        class: "exclude",
        href: explorer.href(&query.toggled_exclusion(facet, value)),
        text: if excluded { "+" } else { "−" }.to_owned(),
        name: Some(format!("{} {label}", if excluded { "Allow" } else { "Exclude" })),
        current: excluded,
    };
    view! {
        <li class=class style:--total=permille(total, longest).to_string()
            style:--count=permille(count, longest).to_string()>
            {choose.view()}
            <span class="count" aria-hidden="true">{count.to_string()}</span>
            {exclude.view()}
        </li>
    }
}

/// The switch between all and any of the chosen values.
fn matching(explorer: Explorer, facet: usize) -> impl IntoView {
    let way = move |query: &Query, (matching, text, name): (Match, &str, &str)| {
        FilterLink {
            class: "way",
            href: explorer.href(&query.matching(facet, matching)),
            text: text.to_owned(),
            name: Some(name.to_owned()),
            current: query.refinement(facet).matching() == matching,
        }
        .view()
    };
    let ways = [(Match::All, "all", "Match all"), (Match::Any, "any", "Match any")];
    let ways = move || {
        explorer.query.with(|query| ways.into_iter().map(|it| way(query, it)).collect::<Vec<_>>())
    };
    view! { <span class="matching">{ways}</span> }
}

/// The range of years.
fn years(explorer: Explorer) -> impl IntoView {
    let Explorer { library, query, navigator, .. } = explorer;
    let (Some(first), Some(last)) = (library.years().next(), library.years().last()) else {
        return None;
    };
    let range = move || query.with(|query| query.years.unwrap_or_default());
    let bound = move |label: &'static str, is_from: bool| {
        let value = move || {
            let year = if is_from { range().from() } else { range().to() };
            year.map(|year| year.to_string()).unwrap_or_default()
        };
        let choose = move |change| {
            let year = event_target_value(&change).parse().ok().filter(|year| *year > 0);
            let asked = query.with_untracked(|query| query.years.unwrap_or_default());
            let (from, to) = if is_from { (year, asked.to()) } else { (asked.from(), year) };
            navigator.go(query.with_untracked(|query| query.with_years(YearRange::new(from, to))));
        };
        let placeholder = if is_from { first } else { last }.to_string();
        view! {
            <label>{label}
                <input type="number" min="1" max="9999" placeholder=placeholder
                    prop:value=value on:change=choose />
            </label>
        }
    };
    Some(view! { <div class="years">{bound("From", true)} {bound("to", false)}</div> })
}
