//! Elements by hand. Leptos keeps the state and says what has changed; its `view!` makes a type of every
//! shape of element, and each type is code that every reader downloads. These few functions serve all.

use std::collections::VecDeque;
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

/// A copy of an element with all that is in it: one call, where making it takes many.
pub(super) fn copy(element: &Element) -> Element {
    element.clone_node_with_deep(true).unwrap_throw().unchecked_into()
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

    /// The children in order.
    pub(super) fn children(&self) -> &[(u64, T)] {
        &self.children
    }

    /// Makes the children those of the keys, in their order. A child that stays keeps its element, and is
    /// moved only where it overtakes another. `make` is told the position and the key of a new child. What
    /// has gone is given back.
    pub(super) fn show(
        &mut self,
        keys: &[u64],
        make: &mut dyn FnMut(usize, u64) -> T,
    ) -> Vec<(u64, T)> {
        let mut wanted = keys.to_vec();
        wanted.sort_unstable();
        let is_wanted = |(key, _): &(u64, T)| wanted.binary_search(key).is_ok();
        let (mut kept, gone): (VecDeque<_>, VecDeque<_>) =
            self.children.drain(..).partition(is_wanted);
        for (_, child) in &gone {
            child.as_ref().remove();
        }
        for (position, &key) in keys.iter().enumerate() {
            let at = kept.iter().position(|(other, _)| *other == key);
            let child = match at.and_then(|at| kept.remove(at)) {
                Some((_, child)) if at == Some(0) => child,
                other => {
                    let child = other.map_or_else(|| make(position, key), |(_, child)| child);
                    let next = kept.front().map(|(_, next)| next.as_ref().as_ref());
                    _ = self.parent.insert_before(child.as_ref(), next);
                    child
                }
            };
            self.children.push((key, child));
        }
        gone.into()
    }
}
