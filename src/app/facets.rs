//! The facet panels: a bar chart of counts each, whose bars are the filters.

use super::explorer::Explorer;
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
                {declared.many.then(|| matching(explorer, facet))}
            </div>
            {(facet == library.year_facet()).then(|| years(explorer))}
            {values(explorer, facet)}
        </section>
    }
}

/// The values; beyond the first few, only those that are chosen until all are asked for.
fn values(explorer: Explorer, facet: usize) -> impl IntoView {
    let Explorer { library, query, .. } = explorer;
    let all = library.values(facet);
    let longest = all.iter().map(|&value| library.total(facet, value)).max().unwrap_or(0);
    let (first, rest) = all.split_at(all.len().min(SHOWN));
    let bar = move |value: ValueId| value_bar(explorer, facet, value, longest);
    let expanded = RwSignal::new(false);
    let shown_rest = Memo::new(move |_| {
        let asked = |value: &&ValueId| {
            query.with(|query| {
                let asked = query.refinement(facet);
                asked.is_chosen(**value) || asked.is_excluded(**value)
            })
        };
        if expanded.get() { rest.to_vec() } else { rest.iter().filter(asked).copied().collect() }
    });
    let more = (!rest.is_empty()).then(|| {
        view! {
            <button class="more" aria-expanded=move || expanded.get().to_string()
                on:click=move |_| expanded.update(|expanded| *expanded = !*expanded)>
                {move || if expanded.get() { "Show fewer".to_owned() } else { format!("Show all {}", all.len()) }}
            </button>
        }
    });
    view! {
        <ul class="values">
            {first.iter().map(|&value| bar(value)).collect::<Vec<_>>()}
            {move || shown_rest.get().into_iter().map(bar).collect::<Vec<_>>()}
        </ul>
        {more}
    }
}

fn value_bar(explorer: Explorer, facet: usize, value: ValueId, longest: u32) -> impl IntoView {
    let Explorer { library, query, outcome, .. } = explorer;
    let label = library.label(facet, value);
    let count = move || outcome.with(|outcome| outcome.counts[facet][value.index()]);
    let chosen = move || query.with(|query| query.refinement(facet).is_chosen(value));
    let excluded = move || query.with(|query| query.refinement(facet).is_excluded(value));
    let exclude_name = move || format!("{} {label}", if excluded() { "Allow" } else { "Exclude" });
    view! {
        <li class="value" class:zero=move || count() == 0 class:chosen=chosen class:excluded=excluded
            style:--total=permille(library.total(facet, value), longest).to_string()
            style:--count=move || permille(count(), longest).to_string()>
            <a class="choose" data-filter href=explorer.link(move |query| query.toggled(facet, value))
                aria-label=move || format!("{label}, {}", count())
                aria-current=move || chosen().then_some("true")
                aria-description=move || excluded().then_some("excluded")>
                <span class="label" dir="auto">{label}</span>
                <span class="count">{count}</span>
            </a>
            <a class="exclude" data-filter href=explorer.link(move |query| query.toggled_exclusion(facet, value))
                aria-label=exclude_name title=exclude_name
                aria-current=move || excluded().then_some("true")>
                <span aria-hidden="true">{move || if excluded() { "+" } else { "−" }}</span>
            </a>
        </li>
    }
}

/// The switch between all and any of the chosen values.
fn matching(explorer: Explorer, facet: usize) -> impl IntoView {
    let way = move |matching: Match, label: &'static str, title: &'static str| {
        let current =
            move || explorer.query.with(|query| query.refinement(facet).matching() == matching);
        view! {
            <a data-filter href=explorer.link(move |query| query.matching(facet, matching)) title=title
                aria-current=move || current().then_some("true")>{label}</a>
        }
    };
    view! {
        <span class="matching">
            {way(Match::All, "all", "Cases that have all of the chosen values")}
            {way(Match::Any, "any", "Cases that have any of the chosen values")}
        </span>
    }
}

/// The range of years: two lists, so that it works by keyboard and on a phone.
fn years(explorer: Explorer) -> impl IntoView {
    let Explorer { library, query, navigator, .. } = explorer;
    let range = move || query.with(|query| query.years.unwrap_or_default());
    let bound = move |label: &'static str, is_from: bool| {
        let value = move || if is_from { range().from() } else { range().to() };
        let choose = move |change| {
            let year = event_target_value(&change).parse().ok();
            let (from, to) = if is_from { (year, range().to()) } else { (range().from(), year) };
            navigator.go(query.with_untracked(|query: &Query| query.with_years(YearRange::new(from, to))));
        };
        // A link may name a year that no entry has; the list shows it all the same.
        let options = move || {
            let mut years: Vec<u16> = library.years().chain(value()).collect();
            years.sort_unstable();
            years.dedup();
            let option = move |year: u16| {
                view! { <option value=year.to_string() selected=move || value() == Some(year)>{year}</option> }
            };
            years.into_iter().map(option).collect::<Vec<_>>()
        };
        view! {
            <label>{label} " "
                <select on:change=choose>
                    <option value="" selected=move || value().is_none()>"any"</option>
                    {options}
                </select>
            </label>
        }
    };
    view! { <div class="years">{bound("From", true)} {bound("to", false)}</div> }
}
