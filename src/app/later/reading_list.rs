//! What a reader has saved: kept by their browser, and nowhere else.

use super::super::dom::{change, each, element, on_window, set, set_flag, with, with_text};
use super::super::explorer::Explorer;
use super::super::saved::Told;
use super::take_away::{self, BIBTEX, MARKDOWN};
use super::{copying, kept};
use crate::query::{Link, Query, decode, encode};
use crate::words::{common, number, page, reading_list as words};
use leptos::prelude::document;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

/// Answers every button that saves. The list is made in its menu once there is something on it: from before, put
/// there in another tab, or now.
pub(super) fn wait(explorer: Explorer, place: &Element) {
    let menu = place.clone();
    let make = Rc::new(move || {
        if !menu.has_child_nodes() {
            view(explorer, &menu);
        }
    });
    let (make_first, make_too) = (Rc::clone(&make), Rc::clone(&make));
    on_window(place, "click", move |click| {
        let target = click.target().and_then(|it| it.dyn_into::<Element>().ok());
        if let Some(button) = target.and_then(|it| it.closest(".save").ok().flatten()) {
            make_first();
            answer(explorer, &button);
        }
    });
    on_window(place, "storage", move |_| {
        make_too();
        read(explorer);
        show_all(explorer);
    });
    if kept::has(kept::LIST) {
        make();
    }
}

/// The content of its menu.
pub(super) fn view(explorer: Explorer, menu: &Element) {
    let count = element("p", &[("dir", "auto")]);
    let said = element("p", &[("aria-live", "polite")]);
    let items = element("div", &[]);
    let hides = [("popovertarget", "reading-list"), ("popovertargetaction", "hide")];
    let show = take_away::item(common::SHOW_THEM, move || explorer.navigator.go(list(explorer)));
    for (name, value) in hides {
        set(&show, name, value);
    }
    _ = with(items.clone(), &[&show, &copy_link(explorer, &said)]);
    for file in [MARKDOWN, BIBTEX] {
        let says = said.clone();
        let save = move || {
            let name =
                take_away::save_entries(explorer.library, list(explorer).listed().to_vec(), file);
            says.set_text_content(name.map(|name| common::saved(&name)).as_deref());
        };
        _ = items.append_child(&take_away::item(file.name, save));
    }
    let cleared: Rc<RefCell<Option<Query>>> = Rc::default();
    let undo = undo(explorer, &cleared, &said);
    _ = items.append_child(&clear(explorer, &cleared, &said, &undo));
    let forget = forget(explorer, &said, &undo);
    _ = with(menu.clone(), &[&count, &items, &undo, &forget, &said]);
    let opens = document().query_selector("[popovertarget=reading-list]").ok().flatten();
    tell(explorer, move |list| {
        let saved = list.listed().len();
        let says = match saved {
            0 => words::NOTHING.to_owned(),
            saved => words::saved(saved),
        };
        count.set_text_content(Some(&says));
        set_flag(&items, "hidden", "", saved == 0);
        if saved > 0 {
            set(&undo, "hidden", "");
        }
        if let Some(opens) = &opens {
            let count = if saved > 0 { format!(" ({})", number(saved)) } else { String::new() };
            opens.set_text_content(Some(&format!("{}{count}", page::READING_LIST)));
        }
    });
    read(explorer);
    show_all(explorer);
}

/// Has somebody told of the list, now and whenever it changes.
pub(super) fn tell(explorer: Explorer, told: impl Fn(&Query) + 'static) {
    let told: Rc<Told> = Rc::new(told);
    told(&list(explorer));
    explorer.saved.borrow_mut().told.push(told);
}

/// The query for what is saved.
pub(super) fn list(explorer: Explorer) -> Query {
    explorer.saved.borrow().list.clone()
}

/// Takes what the browser keeps for what is saved; another tab may have changed it.
pub(super) fn read(explorer: Explorer) {
    let Some(kept) = kept::get(kept::LIST) else { return };
    let mut saved = explorer.saved.borrow_mut();
    if !saved.is_lost {
        saved.list = decode(&kept, explorer.library);
    }
}

/// Changes what is saved, has the browser keep it and the page show it.
pub(super) fn change_list(explorer: Explorer, next: impl FnOnce(&Query) -> Query) {
    read(explorer);
    let list = next(&list(explorer));
    let is_kept = kept::set(kept::LIST, &encode(&list, explorer.library));
    let mut saved = explorer.saved.borrow_mut();
    saved.list = list;
    let was_lost = std::mem::replace(&mut saved.is_lost, !is_kept);
    drop(saved);
    if !is_kept && !was_lost {
        say_lost();
    }
    show_all(explorer);
}

/// Puts an entry on the list, or takes it off, where its button was pushed.
fn answer(explorer: Explorer, button: &Element) {
    let entry = explorer.library.catalog().find(&id_of(explorer, button));
    let Some(entry) = entry else { return };
    change_list(explorer, |list| list.listing(entry, list.listed().binary_search(&entry).is_err()));
}

/// The id of the entry that a button saves: its own, or that of the link before it.
fn id_of(explorer: Explorer, button: &Element) -> String {
    button.get_attribute("value").unwrap_or_else(|| {
        let link = button.previous_element_sibling().and_then(|link| link.get_attribute("href"));
        let link = Link::decode(&link.unwrap_or_default(), explorer.library);
        link.beside.case.unwrap_or_default()
    })
}

/// Shows what is saved wherever something can be.
fn show_all(explorer: Explorer) {
    let list = list(explorer);
    let catalog = explorer.library.catalog();
    let saved: Vec<&str> = list.listed().iter().map(|&entry| catalog.id(entry)).collect();
    if let Some(page) = document().document_element() {
        each(&page, ".save", |button| {
            let is_saved = saved.contains(&&*id_of(explorer, button));
            change(button, "aria-pressed", if is_saved { "true" } else { "false" });
        });
    }
    let told = explorer.saved.borrow().told.clone();
    for told in told {
        told(&list);
    }
}

/// Says once that the browser keeps nothing.
fn say_lost() {
    let notice = with_text(element("p", &[("class", "notice"), ("role", "alert")]), words::LOST);
    let table = document().query_selector(".cases").ok().flatten();
    _ = table.map(|table| table.before_with_node_1(&notice));
}

fn copy_link(explorer: Explorer, said: &Element) -> Element {
    let said = said.clone();
    take_away::item(words::COPY, move || {
        let address = take_away::address_of(
            explorer.library,
            &Link::new(explorer.library).to(list(explorer)),
        );
        let said = said.clone();
        spawn_local(async move { _ = copying::copy(&address, words::LINK, &said).await });
    })
}

/// Takes all off the list at once.
fn clear(
    explorer: Explorer,
    cleared: &Rc<RefCell<Option<Query>>>,
    said: &Element,
    undo: &Element,
) -> Element {
    let (cleared, said, undo) = (Rc::clone(cleared), said.clone(), undo.clone());
    take_away::item(words::CLEAR, move || {
        *cleared.borrow_mut() = Some(list(explorer));
        change_list(explorer, |_| Query::new(explorer.library));
        said.set_text_content(Some(words::CLEARED));
        _ = undo.remove_attribute("hidden");
        // The button that was pushed is gone.
        focus(&undo);
    })
}

/// Brings back what was cleared.
fn undo(explorer: Explorer, cleared: &Rc<RefCell<Option<Query>>>, said: &Element) -> Element {
    let (cleared, said) = (Rc::clone(cleared), said.clone());
    let undo = take_away::item(words::UNDO, move || {
        let Some(before) = cleared.borrow_mut().take() else { return };
        said.set_text_content(Some(words::UNDONE));
        change_list(explorer, |_| before);
        let menu = document().get_element_by_id("reading-list");
        _ = menu.map(|menu| focus(&menu));
    });
    set(&undo, "hidden", "");
    undo
}

/// Has the browser forget all that it keeps for the page: the list, and what the reader has met.
fn forget(explorer: Explorer, said: &Element, undo: &Element) -> Element {
    let (said, undo) = (said.clone(), undo.clone());
    take_away::item(words::FORGET, move || {
        change_list(explorer, |_| Query::new(explorer.library));
        for what in [kept::VISIT, kept::BEFORE] {
            kept::set(what, "");
        }
        set(&undo, "hidden", "");
        said.set_text_content(Some(words::FORGOTTEN));
    })
}

fn focus(element: &Element) {
    _ = element.unchecked_ref::<web_sys::HtmlElement>().focus();
}
