//! What is asked, in words: the search box, the sentence, the chips, and what the link had too much.

use super::explorer::Explorer;
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
    let sentence = move || {
        query.with(|query| outcome.with(|outcome| outcome.sentence(library, query)))
    };
    view! {
        <div class="summary">
            <p class="sentence" role="status" dir="auto">{sentence}</p>
            {copy_link(explorer)}
        </div>
        {chips(explorer)}
        {notices(explorer)}
    }
}

fn chips(explorer: Explorer) -> impl IntoView {
    let chip = move |step: Step| {
        let name = explorer.query.with(|query| step.describe(explorer.library, query));
        view! {
            <li>
                <a class="chip" data-filter href=explorer.link(move |query| query.without(step))
                    aria-label=format!("Remove {name}")>
                    <span dir="auto">{name.clone()}</span>
                    <span class="cross" aria-hidden="true">"×"</span>
                </a>
            </li>
        }
    };
    let chips = move || {
        let steps = explorer.query.with(Query::steps);
        (!steps.is_empty()).then(|| {
            view! {
                {steps.into_iter().map(chip).collect::<Vec<_>>()}
                <li><a class="clear" data-filter href=explorer.link(Query::cleared)>"Clear all"</a></li>
            }
        })
    };
    view! { <ul class="chips" aria-label="Chosen filters">{chips}</ul> }
}

/// What the link named and the catalog lacks.
fn notices(explorer: Explorer) -> impl IntoView {
    move || {
        let unknown = explorer.query.with(|query| query.unknown.clone());
        let more = unknown.len().saturating_sub(UNKNOWN_SHOWN);
        let shown = unknown.into_iter().take(UNKNOWN_SHOWN);
        let shown = shown.map(|unknown| notice(explorer, unknown)).collect::<Vec<_>>();
        let more = (more > 0).then(|| {
            view! { <p class="notice">{format!("And {more} more that this list does not have.")}</p> }
        });
        view! { {shown} {more} }
    }
}

fn notice(explorer: Explorer, unknown: Unknown) -> impl IntoView {
    let library = explorer.library;
    let suggestion = suggestion(library, &unknown).map(|(facet, value, label, excluded)| {
        let link = explorer.query.with_untracked(|query| {
            let rest = query.without_unknown(&unknown);
            let next = match (excluded, rest.refinement(facet)) {
                (false, asked) if !asked.is_chosen(value) => rest.toggled(facet, value),
                (true, asked) if !asked.is_excluded(value) => rest.toggled_exclusion(facet, value),
                _ => rest,
            };
            format!("?{}", crate::query::encode(&next, library))
        });
        view! { " Did you mean " <a data-filter href=link dir="auto">{label}</a> "?" }
    });
    let name: String = unknown.value.trim_start_matches('-').chars().take(80).collect();
    let text = format!("No {} “{name}” here.", unknown.key);
    let dismiss = explorer.query.with_untracked(|query| {
        format!("?{}", crate::query::encode(&query.without_unknown(&unknown), library))
    });
    view! {
        <p class="notice">
            <span><span dir="auto">{text}</span> {suggestion}</span>
            <a class="dismiss" data-filter href=dismiss aria-label=format!("Dismiss {name}")>"×"</a>
        </p>
    }
}

type Suggestion = (usize, crate::facet::ValueId, &'static str, bool);

fn suggestion(library: &'static Library, unknown: &Unknown) -> Option<Suggestion> {
    let facet = library.facet(&unknown.key)?;
    let (name, excluded) = match unknown.value.strip_prefix('-') {
        Some(name) => (name, true),
        None => (&*unknown.value, false),
    };
    let value = library.nearest(facet, name)?;
    Some((facet, value, library.label(facet, value), excluded))
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
    let current = move || {
        copied.get().filter(|copied| explorer.query.with(|query| *query == copied.query))
    };
    let said = move || match current() {
        None => ().into_any(),
        Some(Copied { by_hand: None, .. }) => "Copied".into_any(),
        Some(Copied { by_hand: Some(address), .. }) => view! {
            <input class="by-hand" readonly aria-label="Link to this view" value=address />
        }
        .into_any(),
    };
    view! {
        <div class="copy">
            <span aria-live="polite">{said}</span>
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
    let present = js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|it| it.is_object());
    present && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}
