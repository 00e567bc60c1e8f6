//! What keys do wherever the focus is, and the button and the dialog for what they open. What they set off is
//! loaded when it is first used.

use super::dom::{element, on, on_window};
use super::explorer::Explorer;
use super::later::{self, View};
use crate::view;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlDialogElement, HtmlElement, KeyboardEvent};

/// Where what is typed is for what is there.
const FIELDS: &str = "input, select, textarea, [contenteditable]";
/// What is open over the page, and has the keys for itself.
const OVER: &str = "dialog[open], :popover-open";
/// The links that lie below one another: of rows and of values.
const LISTED: &str = "tbody .title a, .value a";

/// What a key sets off.
enum Shortcut {
    /// The search box gets the focus.
    Search,
    /// Nothing is asked any more.
    Clear,
    /// A dialog opens.
    Open(View),
    /// The focus moves down from a link, or up.
    Arrow(Element, bool),
}

/// Has keys do what they do from now on. The button that opens the palette, and the dialog that it opens in.
pub(super) fn commands(explorer: Explorer, search: &Element) -> [Element; 2] {
    let button = view::commands_button(&[]);
    // Closed by a click beside it, where the browser knows how.
    let dialog = element("dialog", &[("class", "dialog"), ("closedby", "any")]);
    let place: HtmlDialogElement = dialog.clone().unchecked_into();
    let open = move |view| {
        _ = place.show_modal();
        later::show(view, explorer, place.clone().into());
    };
    let pushed = open.clone();
    on(&button, "click", move |_| pushed(View::Palette));
    let search: Option<HtmlElement> = search.first_element_child().map(JsCast::unchecked_into);
    on_window(&dialog, "keydown", move |event| {
        let Some(shortcut) = shortcut(&event) else { return };
        event.prevent_default();
        match shortcut {
            Shortcut::Search => _ = search.as_ref().map(HtmlElement::focus),
            Shortcut::Clear => explorer.navigator.go(explorer.asked().cleared()),
            Shortcut::Open(view) => open(view),
            Shortcut::Arrow(link, down) => later::start(View::Arrow { down }, explorer, link),
        }
    });
    [button, dialog]
}

/// What a key sets off, if it is none that the browser or what has the focus has a use for.
fn shortcut(event: &Event) -> Option<Shortcut> {
    let key: &KeyboardEvent = event.dyn_ref()?;
    let target: &Element = &event.target()?.dyn_into().ok()?;
    let is_for_others = event.default_prevented()
        || key.alt_key()
        || target.closest(FIELDS).ok()?.is_some()
        // Browsers that do not know the selector have nothing open.
        || document().query_selector(OVER).is_ok_and(|over| over.is_some());
    if is_for_others {
        return None;
    }
    let name = &*key.key();
    if key.ctrl_key() || key.meta_key() {
        return (name == "k" && !key.shift_key()).then_some(Shortcut::Open(View::Palette));
    }
    match name {
        "/" => Some(Shortcut::Search),
        "?" => Some(Shortcut::Open(View::Shortcuts)),
        "Escape" => Some(Shortcut::Clear),
        "ArrowDown" | "ArrowUp" if !key.shift_key() => {
            let link = target.closest(LISTED).ok()??;
            Some(Shortcut::Arrow(link, name == "ArrowDown"))
        }
        _ => None,
    }
}
