//! Takes away what is shown: as a file, or as words to paste.

use super::super::dom::{element, on, with_text};
use super::super::explorer::Explorer;
use super::super::pace;
use super::copying;
use crate::catalog::slugify;
use crate::export::{Dialect, Format, export};
use crate::facet::EntryId;
use crate::query::{Library, Link, Outcome, Pin, Query};
use crate::view;
use crate::words::{common, take_away as words};
use leptos::prelude::{GetUntracked, location};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, BlobPropertyBag, Element, HtmlElement, Url};

/// For how long a file can be had from the page; browsers do not say when they have it.
const KEPT: Duration = Duration::from_mins(1);

/// A file to take away.
#[derive(Clone, Copy)]
pub(super) struct File {
    /// What readers call it.
    pub(super) name: &'static str,
    ending: &'static str,
    media_type: &'static str,
    format: Format,
}

/// A list in Markdown.
pub(super) const MARKDOWN: File = File {
    name: words::MARKDOWN,
    ending: "md",
    media_type: "text/markdown",
    format: Format::Markdown,
};
/// A bibliography.
pub(super) const BIBTEX: File = File {
    name: words::BIBTEX,
    ending: "bib",
    media_type: "application/x-bibtex",
    format: Format::Bibtex,
};

pub(super) const FILES: [File; 5] = [
    File {
        name: words::CSV,
        ending: "csv",
        media_type: "text/csv",
        format: Format::Csv(Dialect { tabs: false, for_spreadsheets: true }),
    },
    File {
        name: words::TSV,
        ending: "tsv",
        media_type: "text/tab-separated-values",
        format: Format::Csv(Dialect { tabs: true, for_spreadsheets: false }),
    },
    File {
        name: words::JSON,
        ending: "json",
        media_type: "application/json",
        format: Format::Json,
    },
    MARKDOWN,
    BIBTEX,
];

/// What is shown.
type Shown = Rc<RefCell<Option<(Query, Arc<Outcome>)>>>;

/// The content of the menu.
pub(super) fn view(explorer: Explorer, menu: &Element) {
    let said = element("p", &[("aria-live", "polite")]);
    let shown = Shown::default();
    for file in FILES {
        let (shown, says) = (Rc::clone(&shown), said.clone());
        let save = move || {
            let shown = shown.borrow();
            let entries = shown.as_ref().map(|(_, found)| found.hits.iter().collect());
            let name = entries.and_then(|entries| save_entries(explorer.library, entries, file));
            says.set_text_content(name.map(|name| common::saved(&name)).as_deref());
        };
        _ = menu.append_child(&item(file.name, save));
    }
    let (quoted, says) = (Rc::clone(&shown), said.clone());
    let copy = move || {
        // What is being typed belongs to the address, too.
        explorer.navigator.settle();
        let quote = quoted.borrow().as_ref().map(|shown| quote(explorer.library, shown));
        let (quote, says) = (quote.unwrap_or_default(), says.clone());
        spawn_local(async move { _ = copying::copy(&quote, words::QUOTE, &says).await });
    };
    let (pinned, tells) = (Rc::clone(&shown), said.clone());
    let copy_pinned = move || {
        explorer.navigator.settle();
        let Some((_, found)) = &*pinned.borrow() else { return };
        let (link, tells) = (pinned_link(explorer, found), tells.clone());
        spawn_local(async move { _ = copying::copy(&link, words::PINNED, &tells).await });
    };
    _ = menu.append_child(&item(words::COPY_QUOTE, copy));
    _ = menu.append_child(&item(words::COPY_PINNED, copy_pinned));
    for part in super::embedding::embedding(explorer, &said) {
        _ = menu.append_child(&part);
    }
    _ = menu.append_child(&said);
    explorer.follow(move |query, outcome| {
        *shown.borrow_mut() = Some((query.clone(), Arc::clone(outcome)));
        // What was said of another view says nothing of this one.
        said.set_text_content(None);
    });
}

pub(super) fn item(name: &str, mut act: impl FnMut() + 'static) -> Element {
    let item = with_text(element("button", &[]), name);
    on(&item, "click", move |_| act());
    item
}

/// Has the browser save entries in this order; the name of the file.
pub(super) fn save_entries(library: &Library, entries: Vec<EntryId>, file: File) -> Option<String> {
    let text = export(library.catalog(), entries, file.format);
    let File { ending, media_type, .. } = file;
    save(library, &Saved { text, name: "", ending, media_type })
}

/// What is to be saved.
pub(super) struct Saved {
    pub(super) text: String,
    /// What the file is called beside the list; may be empty.
    pub(super) name: &'static str,
    pub(super) ending: &'static str,
    pub(super) media_type: &'static str,
}

/// Has the browser save something of the list; the name of the file.
pub(super) fn save(library: &Library, saved: &Saved) -> Option<String> {
    let kind = BlobPropertyBag::new();
    kind.set_type(&format!("{};charset=utf-8", saved.media_type));
    let parts = js_sys::Array::of1(&JsValue::from_str(&saved.text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &kind).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let title = &library.catalog().about.title;
    let mut name = if title.is_empty() { "list".to_owned() } else { slugify(title) };
    if !saved.name.is_empty() {
        name = format!("{name}-{}", saved.name);
    }
    let name = format!("{name}.{}", saved.ending);
    let link = element("a", &[("href", &address), ("download", &name)]);
    link.unchecked_into::<HtmlElement>().click();
    spawn_local(async move {
        pace::sleep(KEPT).await;
        _ = Url::revoke_object_url(&address);
    });
    Some(name)
}

/// The address of what is shown, with what it is made with, so that it can say later what has changed.
fn pinned_link(explorer: Explorer, found: &Outcome) -> String {
    let mut link = explorer.navigator.link().get_untracked();
    link.beside.pin = Some(Pin::new(explorer.library, found));
    address_of(explorer.library, &link)
}

/// A link as an address that leads here from anywhere.
pub(super) fn address_of(library: &Library, link: &Link) -> String {
    let here = location().href().unwrap_or_default();
    let here = here.split(['?', '#']).next().unwrap_or_default();
    format!("{here}{}", view::href(library, link))
}

/// The title of the list, the sentence of what is shown and the link to it, as a quote in Markdown.
fn quote(library: &Library, (asked, found): &(Query, Arc<Outcome>)) -> String {
    let title = &library.catalog().about.title;
    let address = location().href().unwrap_or_default();
    format!("> {title}: {}\n> {address}", found.sentence(library, asked))
}
