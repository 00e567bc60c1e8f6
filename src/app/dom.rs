//! Elements by hand. Leptos keeps the state and says what has changed; its `view!` makes a type of every
//! shape of element, and each type is code that every reader downloads. These few functions serve all.

use crate::text::shown;
use leptos::prelude::window;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{Event, EventTarget};

pub(super) use crate::view::{Element, element, with, with_text};

/// Sets an attribute.
pub(super) fn set(element: &Element, name: &str, value: &str) {
    _ = element.set_attribute(name, value);
}

/// Sets an attribute where it has another value: what is set to the same costs the browser a change.
pub(super) fn change(element: &Element, name: &str, value: &str) {
    set_flag(element, name, value, true);
}

/// Sets or takes away an attribute that is there or not.
pub(super) fn set_flag(element: &Element, name: &str, value: &str, there: bool) {
    let before = element.get_attribute(name);
    if !there {
        _ = before.map(|_| element.remove_attribute(name));
    } else if before.as_deref() != Some(value) {
        set(element, name, value);
    }
}

/// Has an element say something where it says something else; whether it did.
pub(super) fn change_text(element: &Element, text: &str) -> bool {
    let text = shown(text);
    let is_other = element.text_content().as_deref() != Some(&*text);
    if is_other {
        element.set_text_content(Some(&text));
    }
    is_other
}

/// A copy of an element with all that is in it: one call, where making it takes many.
pub(super) fn copy(element: &Element) -> Element {
    element.clone_node_with_deep(true).unwrap_throw().unchecked_into()
}

/// Goes through the elements in another that a selector names, in the order of the document.
pub(super) fn each(within: &Element, selector: &str, mut act: impl FnMut(&Element)) {
    each_boxed(within, selector, &mut act);
}

fn each_boxed(within: &Element, selector: &str, act: &mut dyn FnMut(&Element)) {
    let Ok(found) = within.query_selector_all(selector) else { return };
    for at in 0..found.length() {
        if let Some(found) = found.get(at) {
            act(found.unchecked_ref());
        }
    }
}

/// Listens for as long as the element lives; what listens is never freed, so this is for elements that
/// stay as long as the page.
pub(super) fn on(target: &EventTarget, event: &str, listener: impl FnMut(Event) + 'static) {
    on_boxed(target, event, Box::new(listener));
}

fn on_boxed(target: &EventTarget, event: &str, listener: Box<dyn FnMut(Event)>) {
    let listener = Closure::wrap(listener);
    _ = target.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Listens to the browser's window for as long as an element is in the document.
pub(super) fn on_window(within: &Element, event: &str, listener: impl FnMut(Event) + 'static) {
    on_window_boxed(within.clone(), event, Box::new(listener));
}

fn on_window_boxed(within: Element, event: &str, mut listener: Box<dyn FnMut(Event)>) {
    on(&window(), event, move |event| {
        if within.is_connected() {
            listener(event);
        }
    });
}

/// The children of an element that come and go, each with a key that no other of them has.
pub(super) struct Keyed<T> {
    parent: Element,
    children: Vec<(u64, T)>,
}

impl<T: AsRef<Element>> Keyed<T> {
    /// None yet.
    pub(super) fn new(parent: Element) -> Self {
        Self { parent, children: Vec::new() }
    }

    /// The element.
    pub(super) fn parent(&self) -> &Element {
        &self.parent
    }

    /// The children in order.
    pub(super) fn children(&self) -> &[(u64, T)] {
        &self.children
    }

    /// The same, to be changed.
    pub(super) fn children_mut(&mut self) -> &mut [(u64, T)] {
        &mut self.children
    }

    /// Makes the children those of the keys, in their order. A child that stays keeps its element, and is
    /// moved only where it overtakes another. `make` is told the position and the key of a new child. What
    /// has gone is given back.
    pub(super) fn show(
        &mut self,
        keys: &[u64],
        make: &mut dyn FnMut(usize, u64) -> T,
    ) -> Vec<(u64, T)> {
        let before: Vec<u64> = self.children.iter().map(|(key, _)| *key).collect();
        let mut old: Vec<Option<(u64, T)>> = self.children.drain(..).map(Some).collect();
        // Beyond the end for what is new. Few move far or are many.
        let place = |key| before.iter().position(|before| before == key).unwrap_or(usize::MAX);
        let places: Vec<usize> = keys.iter().map(place).collect();
        let mut gone = Vec::new();
        for (at, child) in old.iter_mut().enumerate() {
            if !places.contains(&at)
                && let Some(child) = child.take()
            {
                child.1.as_ref().remove();
                gone.push(child);
            }
        }
        let mut next = 0;
        for (position, (&key, place)) in keys.iter().zip(places).enumerate() {
            while old.get(next).is_some_and(Option::is_none) {
                next += 1;
            }
            let stays = place == next;
            let child = old.get_mut(place).and_then(Option::take);
            let child = child.unwrap_or_else(|| (key, make(position, key)));
            if !stays {
                let next = old.get(next).and_then(Option::as_ref);
                let next = next.map(|(_, next)| next.as_ref().as_ref());
                _ = self.parent.insert_before(child.1.as_ref(), next);
            }
            self.children.push(child);
        }
        gone
    }
}
