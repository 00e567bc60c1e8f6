//! What keys do wherever the focus is, and the button and the dialog for what they open.

use super::super::dom::{element, on, on_window};
use super::super::explorer::Explorer;
use super::{arrows, palette, shortcuts};
use crate::view;
use leptos::prelude::document;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlDialogElement, HtmlElement, KeyboardEvent};

/// Where what is typed is for what is there.
const FIELDS: &str = "input, select, textarea, [contenteditable]";
/// What is open over the page, and has the keys for itself.
const OVER: &str = "dialog[open], :popover-open";
/// The links that lie below one another: of rows and of values.
const LISTED: &str = "tbody .title a, .value a";

/// Answers a key.
pub(super) type Press = dyn Fn(&Event);

/// Makes the content of the dialog.
type Make = fn(Explorer, &Element);

/// What a key sets off.
enum Shortcut {
    /// The search box gets the focus.
    Search,
    /// Nothing is asked any more.
    Clear,
    /// A dialog opens, with this in it.
    Open(Make),
    /// The focus moves down from a link, or up.
    Arrow(Element, bool),
}

/// Has keys do what they do from now on: the button that opens the palette, the dialog that it opens in, and
/// what answers a key that was pressed before.
pub(super) fn commands(explorer: Explorer, search: Element) -> ([Element; 2], Rc<Press>) {
    let button = view::commands_button(&[]);
    // Closed by a click beside it, where the browser knows how.
    let dialog = element("dialog", &[("class", "dialog"), ("closedby", "any")]);
    let place: HtmlDialogElement = dialog.clone().unchecked_into();
    let open = move |make: Make| {
        _ = place.show_modal();
        place.set_text_content(None);
        make(explorer, &place);
    };
    let pushed = open.clone();
    on(&button, "click", move |_| pushed(palette::view));
    let press = Rc::new(move |event: &Event| {
        let Some(shortcut) = shortcut(event) else { return };
        event.prevent_default();
        match shortcut {
            Shortcut::Search => _ = search.unchecked_ref::<HtmlElement>().focus(),
            Shortcut::Clear => explorer.navigator.go(explorer.asked().cleared()),
            Shortcut::Open(make) => open(make),
            Shortcut::Arrow(link, down) => arrows::go(&link, down),
        }
    });
    let pressed = Rc::clone(&press);
    on_window(&dialog, "keydown", move |event| pressed(&event));
    ([button, dialog], press)
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
        return (name == "k" && !key.shift_key()).then_some(Shortcut::Open(palette::view));
    }
    match name {
        "/" => Some(Shortcut::Search),
        "?" => Some(Shortcut::Open(shortcuts::view)),
        "Escape" => Some(Shortcut::Clear),
        "ArrowDown" | "ArrowUp" if !key.shift_key() => {
            let link = target.closest(LISTED).ok()??;
            Some(Shortcut::Arrow(link, name == "ArrowDown"))
        }
        _ => None,
    }
}
