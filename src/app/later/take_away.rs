//! Takes away what is shown: as a file, or as words to paste.

use super::super::dom::{element, on, with_text};
use super::super::explorer::Explorer;
use super::super::{filters, pace};
use crate::catalog::slugify;
use crate::export::{Dialect, Format, export};
use leptos::prelude::{location, window};
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, BlobPropertyBag, Element, HtmlElement, Url};

/// For how long a file can be had from the page; browsers do not say when they have it.
const KEPT: Duration = Duration::from_mins(1);

/// A file to take away.
#[derive(Clone, Copy)]
struct File {
    name: &'static str,
    ending: &'static str,
    media_type: &'static str,
    format: Format,
}

const FILES: [File; 5] = [
    File {
        name: "CSV for spreadsheets",
        ending: "csv",
        media_type: "text/csv",
        format: Format::Csv(Dialect { tabs: false, for_spreadsheets: true }),
    },
    File {
        name: "TSV",
        ending: "tsv",
        media_type: "text/tab-separated-values",
        format: Format::Csv(Dialect { tabs: true, for_spreadsheets: false }),
    },
    File { name: "JSON", ending: "json", media_type: "application/json", format: Format::Json },
    File { name: "Markdown", ending: "md", media_type: "text/markdown", format: Format::Markdown },
    File {
        name: "BibTeX",
        ending: "bib",
        media_type: "application/x-bibtex",
        format: Format::Bibtex,
    },
];

/// The content of the menu.
pub(super) fn view(explorer: Explorer, menu: &Element) {
    let said = element("p", &[("aria-live", "polite")]);
    for file in FILES {
        let says = said.clone();
        let save = move || {
            let name = save(explorer, file);
            says.set_text_content(name.map(|name| format!("Saved {name}")).as_deref());
        };
        _ = menu.append_child(&item(file.name, save));
    }
    // What was said of another view says nothing of this one.
    let says = said.clone();
    explorer.follow(move |_, _| says.set_text_content(None));
    let says = said.clone();
    let copy = move || {
        let says = says.clone();
        spawn_local(async move { copy_quote(explorer, &says).await });
    };
    _ = menu.append_child(&item("Copy as quote", copy));
    _ = menu.append_child(&said);
}

fn item(name: &str, mut act: impl FnMut() + 'static) -> Element {
    let item = with_text(element("button", &[]), name);
    on(&item, "click", move |_| act());
    item
}

/// Has the browser save the entries that are shown, in their order; the name of the file.
fn save(explorer: Explorer, file: File) -> Option<String> {
    let outcome = explorer.found()?;
    let catalog = explorer.library.catalog();
    let text = export(catalog, outcome.hits.iter(), file.format);
    let kind = BlobPropertyBag::new();
    kind.set_type(&format!("{};charset=utf-8", file.media_type));
    let parts = js_sys::Array::of1(&JsValue::from_str(&text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &kind).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let title = &catalog.about.title;
    let name = if title.is_empty() { "list".to_owned() } else { slugify(title) };
    let name = format!("{name}.{}", file.ending);
    let link = element("a", &[("href", &address), ("download", &name)]);
    link.unchecked_into::<HtmlElement>().click();
    spawn_local(async move {
        pace::sleep(KEPT).await;
        _ = Url::revoke_object_url(&address);
    });
    Some(name)
}

/// Copies the sentence of what is shown, with the list's title and the link, as a quote in Markdown.
async fn copy_quote(explorer: Explorer, says: &Element) {
    let Some(outcome) = explorer.found() else { return };
    let sentence = outcome.sentence(explorer.library, &explorer.asked());
    // What is being typed belongs to the address, too.
    explorer.navigator.settle();
    let title = &explorer.library.catalog().about.title;
    let address = location().href().unwrap_or_default();
    let quote = format!("> {title}: {sentence}\n> {address}");
    if filters::write_clipboard(&quote).await {
        says.set_text_content(Some("Copied"));
    } else {
        _ = window().prompt_with_message_and_default("Quote of this view", &quote);
    }
}
