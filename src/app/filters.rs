//! What is asked, in words: the search box, the sentence, the chips, and what the link had too much.

use super::explorer::Explorer;
use crate::facet::ValueId;
use crate::query::{Library, Query, Step, Unknown};
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// How many things that a link had too much are shown one by one.
const UNKNOWN_SHOWN: usize = 5;

/// The search box.
pub(super) fn search(explorer: Explorer) -> impl IntoView {
    view! {
        <form class="search" role="search" on:submit=|submit| submit.prevent_default()>
            <input type="search" id="search" placeholder="Search titles, companies, tags"
                aria-label="Search" autocomplete="off" spellcheck="false" enterkeyhint="search"
                prop:value=move || explorer.query.with(|query| query.text.clone())
                on:input=move |input| explorer.navigator.type_text(event_target_value(&input)) />
        </form>
    }
}

/// The sentence of what is shown, the chosen filters as chips, and the notices.
pub(super) fn summary(explorer: Explorer) -> impl IntoView {
    let Explorer { library, query, outcome, .. } = explorer;
    let sentence =
        move || query.with(|query| outcome.with(|outcome| outcome.sentence(library, query)));
    view! {
        <div class="summary">
            <p class="sentence" role="status" dir="auto">{sentence}</p>
            {copy_link(explorer)}
        </div>
        {chips(explorer)}
        {notices(explorer)}
    }
}

/// One chip per filter; its link is the query without it.
fn chips(explorer: Explorer) -> impl IntoView {
    let Explorer { library, query, .. } = explorer;
    let chip = move |query: &Query, step: Step| {
        let name = step.describe(library, query);
        let link = explorer.link(&query.without(step));
        let remove = format!("Remove {name}");
        view! {
            <li>
                <a class="chip" data-filter href=link aria-label=remove>
                    <span dir="auto">{name}</span>
                    <span class="cross" aria-hidden="true">"×"</span>
                </a>
            </li>
        }
    };
    let chips = move || {
        query.with(|query| {
            query.steps().into_iter().map(|step| chip(query, step)).collect::<Vec<_>>()
        })
    };
    let clear = move || {
        query.with(|query| (!query.steps().is_empty()).then(|| explorer.link(&query.cleared())))
    };
    view! {
        <div class="chips">
            <ul aria-label="Chosen filters">{chips}</ul>
            <a class="clear" data-filter href=clear hidden=move || clear().is_none()>"Clear all"</a>
        </div>
    }
}

/// What the link named and the catalog lacks.
fn notices(explorer: Explorer) -> impl IntoView {
    move || {
        explorer.query.with(|query| {
            let shown = query.unknown.iter().take(UNKNOWN_SHOWN);
            let more = query.unknown.len().saturating_sub(UNKNOWN_SHOWN);
            let notices = shown.map(|unknown| notice(explorer, query, unknown)).collect::<Vec<_>>();
            let more =
                (more > 0).then(|| view! { <p class="notice">{format!("And {more} more.")}</p> });
            view! { {notices} {more} }
        })
    }
}

fn notice(explorer: Explorer, query: &Query, unknown: &Unknown) -> impl IntoView + use<> {
    let rest = query.without_unknown(unknown);
    let suggestion = suggestion(explorer.library, unknown).map(|(facet, value, excluded)| {
        let asked = rest.refinement(facet);
        let next = match excluded {
            false if !asked.is_chosen(value) => rest.toggled(facet, value),
            true if !asked.is_excluded(value) => rest.toggled_exclusion(facet, value),
            _ => rest.clone(),
        };
        let label = explorer.library.label(facet, value);
        view! { " Did you mean " <a data-filter href=explorer.link(&next) dir="auto">{label}</a> "?" }
    });
    let name: String = unknown.value.trim_start_matches('-').chars().take(80).collect();
    let text = format!("No {} “{name}” here.", unknown.key);
    view! {
        <p class="notice">
            <span><span dir="auto">{text}</span> {suggestion}</span>
            <a class="dismiss" data-filter href=explorer.link(&rest) aria-label=format!("Dismiss {name}")>
                "×"
            </a>
        </p>
    }
}

/// The value that an unknown name may mean, and whether it was to be excluded.
fn suggestion(library: &Library, unknown: &Unknown) -> Option<(usize, ValueId, bool)> {
    let facet = library.facet(&unknown.key)?;
    let name = unknown.value.strip_prefix('-');
    let value = library.nearest(facet, name.unwrap_or(&unknown.value))?;
    Some((facet, value, name.is_some()))
}

/// Copies the address; where the browser has no clipboard for the page, shows it to be copied by hand.
fn copy_link(explorer: Explorer) -> impl IntoView {
    let copied = RwSignal::new(None::<Copied>);
    let copy = move |_| {
        explorer.navigator.settle();
        let query = explorer.query.get_untracked();
        let address = location().href().unwrap_or_default();
        leptos::task::spawn_local(async move {
            let by_hand = (!write_clipboard(&address).await).then_some(address);
            copied.set(Some(Copied { query, by_hand }));
        });
    };
    // What was copied for another view says nothing of this one.
    let current =
        move || copied.get().filter(|copied| explorer.query.with(|query| *query == copied.query));
    let done = move || current().is_some_and(|copied| copied.by_hand.is_none());
    let by_hand = move || {
        current().and_then(|copied| copied.by_hand).map(|address| {
            view! { <input class="by-hand" readonly aria-label="Link to this view" value=address /> }
        })
    };
    view! {
        <div class="copy">
            <span aria-live="polite">{move || if done() { "Copied" } else { "" }} {by_hand}</span>
            <button class="button" on:click=copy>"Copy link"</button>
        </div>
    }
}

/// A link that was copied: to which view, and the address where it is to be copied by hand.
#[derive(Clone)]
struct Copied {
    query: Query,
    by_hand: Option<String>,
}

async fn write_clipboard(text: &str) -> bool {
    let navigator = window().navigator();
    // Absent on pages that did not come over a secure connection.
    let present =
        js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|it| it.is_object());
    present && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}
