//! What is asked, in words: the search box, the sentence, the chips, and what the link had too much.

use super::explorer::{Explorer, FilterLink};
use crate::query::{Query, Step, Unknown};
use leptos::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

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
            <p class="sentence" role="status" tabindex="-1" dir="auto">{sentence}</p>
            {copy_link(explorer)}
        </div>
        {chips(explorer)}
        {notices(explorer)}
    }
}

/// One chip per filter; its link is the query without it.
fn chips(explorer: Explorer) -> impl IntoView {
    let chip = move |query: &Query, step: Step| {
        let text = step.describe(explorer.library, query);
        let (name, href) = (Some(format!("Remove {text}")), explorer.href(&query.without(step)));
        FilterLink { class: "chip", href, text, name, current: false }
    };
    let clear = move |query: &Query| {
        let (text, href) = ("Clear all".to_owned(), explorer.href(&query.cleared()));
        FilterLink { class: "clear", href, text, name: None, current: false }
    };
    let links = move || {
        explorer.query.with(|query| {
            let steps = query.steps();
            let clear = (!steps.is_empty()).then(|| clear(query));
            let links = steps.into_iter().map(|step| chip(query, step)).chain(clear);
            links.map(|link| view! { <li>{link.view()}</li> }).collect::<Vec<_>>()
        })
    };
    view! { <ul class="chips" aria-label="Chosen filters">{links}</ul> }
}

/// What the link named and the catalog lacks.
fn notices(explorer: Explorer) -> impl IntoView {
    let notices = move || {
        explorer.query.with(|query| {
            let shown = query.unknown.iter().take(UNKNOWN_SHOWN);
            shown.map(|unknown| notice(explorer, query, unknown)).collect::<Vec<_>>()
        })
    };
    view! { <div class="notices">{notices}</div> }
}

fn notice(explorer: Explorer, query: &Query, unknown: &Unknown) -> impl IntoView + use<> {
    let rest = query.without_unknown(unknown);
    let name: String = unknown.value.trim_start_matches('-').chars().take(80).collect();
    let dismiss = FilterLink {
        class: "dismiss",
        href: explorer.href(&rest),
        text: "×".to_owned(),
        name: Some(format!("Dismiss {name}")),
        current: false,
    };
    let suggestion = explorer.library.suggestion(unknown).map(|(facet, value, excluded)| {
        let next =
            if excluded { rest.excluding(facet, value) } else { rest.choosing(facet, value) };
        let text = format!("Did you mean {}?", explorer.library.label(facet, value));
        FilterLink { class: "", href: explorer.href(&next), text, name: None, current: false }
            .view()
    });
    let text = format!("No {} “{name}” here.", unknown.key);
    view! { <p class="notice"><span dir="auto">{text}</span>{suggestion}{dismiss.view()}</p> }
}

/// Copies the address; where the browser has no clipboard for the page, shows it to be copied by hand.
fn copy_link(explorer: Explorer) -> impl IntoView {
    let copied = RwSignal::new(String::new());
    let copy = move |_| {
        explorer.navigator.settle();
        let href = explorer.query.with_untracked(|query| explorer.href(query));
        let address = location().href().unwrap_or_default();
        spawn_local(async move {
            if write_clipboard(&address).await {
                copied.set(href);
            } else {
                _ = window().prompt_with_message_and_default("Link to this view", &address);
            }
        });
    };
    // What was copied for another view says nothing of this one.
    let current =
        move || explorer.query.with(|query| copied.with(|copied| *copied == explorer.href(query)));
    view! {
        <div class="copy">
            <span aria-live="polite">{move || if current() { "Copied" } else { "" }}</span>
            <button class="button" on:click=copy>"Copy link"</button>
        </div>
    }
}

async fn write_clipboard(text: &str) -> bool {
    let navigator = window().navigator();
    // Absent on pages that did not come over a secure connection.
    let present =
        js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|it| it.is_object());
    present && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}
