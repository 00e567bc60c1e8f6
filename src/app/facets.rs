//! The facet panels: a bar chart of counts each, whose bars are the filters.

use super::dom::{Keyed, change, element, on, set, set_flag, with, with_text};
use super::explorer::{Explorer, set_current};
use crate::chart::permille;
use crate::facet::{Match, Refinement, ValueId};
use crate::query::{Outcome, YearRange};
use crate::text::fold;
use leptos::prelude::{document, event_target_value};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, Text};

/// How many values a panel shows before it is asked for more.
const SHOWN: usize = 20;
/// How many more it shows each time.
const STEP: usize = 200;

/// A panel for every facet that has values.
pub(super) fn facets(explorer: Explorer) -> Vec<Element> {
    let facets = 0..explorer.library.facets().len();
    let filled = facets.filter(|&facet| !explorer.library.values(facet).is_empty());
    filled.map(|facet| panel(explorer, facet)).collect()
}

fn panel(explorer: Explorer, facet: usize) -> Element {
    let library = explorer.library;
    let declared = &library.facets()[facet];
    let all = library.values(facet).len();
    let id = format!("facet-{}", declared.key);
    let heading = with_text(element("h2", &[("id", &id), ("dir", "auto")]), &declared.label);
    let head = with(element("div", &[("class", "facet-head")]), &[&heading]);
    if declared.many && all > 1 {
        _ = head.append_child(&matching(explorer, facet));
    }
    let panel =
        element("section", &[("class", "facet"), ("role", "group"), ("aria-labelledby", &id)]);
    _ = panel.append_child(&head);
    if facet == library.year_facet() {
        _ = years(explorer).map(|years| panel.append_child(&years));
    }
    values(explorer, facet, &panel);
    panel
}

/// The values as bars. Whatever changes, the bars stay where they are and only their texts and lengths
/// move. Of many values only the first are shown, those that are asked for, and those a reader looks for.
fn values(explorer: Explorer, facet: usize, panel: &Element) {
    let label = &*explorer.library.facets()[facet].label;
    let many = explorer.library.values(facet).len() > SHOWN;
    let bars = element("ul", &[("class", "values")]);
    let more = element("button", &[("class", "more"), ("hidden", "")]);
    let find = many.then(|| search(label));
    for part in find.iter().map(AsRef::as_ref).chain([&bars, &more]) {
        _ = panel.append_child(part);
    }
    let bars = Bars::new(explorer, facet, bars, more.clone());
    let bars = Rc::new(RefCell::new(bars));
    if let Some(find) = find {
        let bars = Rc::clone(&bars);
        on(&find, "input", move |input| bars.borrow_mut().find(&event_target_value(&input)));
    }
    let pushed = Rc::clone(&bars);
    on(&more, "click", move |_| pushed.borrow_mut().more());
    explorer.follow(move |query, outcome| {
        bars.borrow_mut().follow(query.refinement(facet), outcome);
    });
}

/// What looks for values in a panel.
fn search(label: &str) -> Element {
    let name = format!("Find in {label}");
    let attributes =
        [("type", "search"), ("class", "find"), ("aria-label", &*name), ("placeholder", &*name)];
    element("input", &attributes)
}

/// The bars of a panel, and what they show.
struct Bars {
    explorer: Explorer,
    facet: usize,
    list: Keyed<Bar>,
    more: Element,
    /// The largest total of the facet.
    longest: u32,
    /// How many values are shown besides those that are asked for.
    limit: usize,
    /// What the values shown have in their labels, folded.
    sought: String,
    asked: Refinement,
    /// None before the first.
    outcome: Option<Arc<Outcome>>,
}

/// What is asked of a value.
#[derive(Clone, Copy, PartialEq)]
enum State {
    Free,
    Chosen,
    Excluded,
}

impl Bars {
    fn new(explorer: Explorer, facet: usize, list: Element, more: Element) -> Self {
        let library = explorer.library;
        let totals = library.values(facet).iter().map(|&value| library.total(facet, value));
        Self {
            explorer,
            facet,
            list: Keyed::new(list),
            more,
            longest: totals.max().unwrap_or(0),
            limit: SHOWN,
            sought: String::new(),
            asked: Refinement::default(),
            outcome: None,
        }
    }

    fn follow(&mut self, asked: &Refinement, outcome: &Arc<Outcome>) {
        // Which bars there are changes only where something else is asked of this facet.
        if self.list.children().is_empty() || self.asked != *asked {
            self.asked = asked.clone();
            self.choose_bars();
        }
        self.outcome = Some(Arc::clone(outcome));
        self.show();
    }

    fn find(&mut self, label: &str) {
        self.sought = fold(label.trim());
        self.limit = SHOWN;
        self.choose_bars();
        self.show();
    }

    fn more(&mut self) {
        let found = self.found().count();
        self.limit = match found.saturating_sub(self.limit) {
            0 => SHOWN,
            rest if rest <= STEP => found,
            _ => self.limit + STEP,
        };
        self.choose_bars();
        self.show();
    }

    /// The values that the reader looks for, in the order of the panel.
    fn found(&self) -> impl Iterator<Item = ValueId> {
        let Self { explorer, facet, sought, .. } = self;
        let has = move |value: &ValueId| {
            sought.is_empty() || fold(explorer.library.label(*facet, *value)).contains(sought)
        };
        explorer.library.values(*facet).iter().copied().filter(has)
    }

    fn state(&self, value: ValueId) -> State {
        match value {
            _ if self.asked.is_chosen(value) => State::Chosen,
            _ if self.asked.is_excluded(value) => State::Excluded,
            _ => State::Free,
        }
    }

    /// Decides which bars there are, and what the button offers.
    fn choose_bars(&mut self) {
        let library = self.explorer.library;
        let found: Vec<ValueId> = self.found().collect();
        let mut first = found[..found.len().min(self.limit)].to_vec();
        first.sort_unstable();
        let shown = |value: &ValueId| {
            first.binary_search(value).is_ok() || self.state(*value) != State::Free
        };
        let values = library.values(self.facet).iter().copied().filter(shown);
        let keys: Vec<u64> = values.map(|value| value.index() as u64).collect();
        let (explorer, facet, longest) = (self.explorer, self.facet, self.longest);
        let make = &mut |_, key| Bar::new(explorer, (facet, ValueId::new(key as usize)), longest);
        self.list.show(&keys, make);

        let rest = found.len().saturating_sub(self.limit);
        let offer = match rest {
            0 => "Show fewer".to_owned(),
            _ if rest <= STEP => format!("Show all {}", found.len()),
            _ => format!("Show {STEP} more of {rest}"),
        };
        self.more.set_text_content(Some(&offer));
        let expanded = self.limit > SHOWN;
        change(&self.more, "aria-expanded", if expanded { "true" } else { "false" });
        set_flag(&self.more, "hidden", "", found.len() <= SHOWN);
    }

    /// Brings the bars up to date, touching only those that differ.
    fn show(&mut self) {
        let counts = self.outcome.as_ref().and_then(|outcome| outcome.counts.get(self.facet));
        for (key, bar) in self.list.children() {
            let value = ValueId::new(*key as usize);
            let count = counts.and_then(|counts| counts.get(value.index())).copied().unwrap_or(0);
            bar.show(count, self.longest, self.state(value));
        }
    }
}

/// A value's bar: the link that chooses it, its number, and the link that excludes it.
struct Bar {
    whole: HtmlElement,
    choose: Element,
    length: HtmlElement,
    number: Text,
    exclude: Element,
    label: &'static str,
    /// The count, the length and the state that it shows; none yet.
    shown: Cell<Option<(u32, u32, State)>>,
}

impl AsRef<Element> for Bar {
    fn as_ref(&self) -> &Element {
        &self.whole
    }
}

impl Bar {
    /// A bar, still without what changes.
    fn new(explorer: Explorer, (facet, value): (usize, ValueId), longest: u32) -> Self {
        let library = explorer.library;
        let label = library.label(facet, value);
        let choose = explorer.value_link("choose", (facet, value), label);
        let number = document().create_text_node("");
        let count = element("span", &[("class", "count"), ("aria-hidden", "true")]);
        _ = count.append_child(&number);
        let length: HtmlElement = count.clone().unchecked_into();
        let exclude = explorer.value_link("exclude", (facet, value), "");
        set(&exclude, "data-value", &format!("{facet}:-{}", value.index()));
        let whole = with(element("li", &[]), &[&choose, &count, &exclude]);
        let whole: HtmlElement = whole.unchecked_into();
        let total = permille(library.total(facet, value), longest);
        _ = whole.style().set_property("--total", &total.to_string());
        Self { whole, choose, length, number, exclude, label, shown: Cell::new(None) }
    }

    fn show(&self, count: u32, longest: u32, state: State) {
        let permille = permille(count, longest);
        let before = self.shown.replace(Some((count, permille, state)));
        if before.is_none_or(|(old, ..)| old != count) {
            let text = count.to_string();
            self.number.set_data(&text);
            set(&self.choose, "aria-label", &format!("{}, {text}", self.label));
        }
        if before.is_none_or(|(_, old, _)| old != permille) {
            _ = self.length.style().set_property("background-size", &percent(permille));
        }
        let class = class(state, count);
        if before.is_none_or(|(count, _, state)| self::class(state, count) != class) {
            self.whole.set_class_name(class);
        }
        if before.is_none_or(|(.., old)| old != state) {
            self.show_state(state);
        }
    }

    fn show_state(&self, state: State) {
        let excluded = state == State::Excluded;
        let does = if excluded { "Allow " } else { "Exclude " };
        set(&self.exclude, "aria-label", &format!("{does}{}", self.label));
        self.exclude.set_text_content(Some(if excluded { "+" } else { "−" }));
        set_current(&self.exclude, excluded);
        set_current(&self.choose, state == State::Chosen);
    }
}

/// The width of a bar, from thousandths.
fn percent(length: u32) -> String {
    format!("{}.{}% 100%", length / 10, length % 10)
}

/// What a bar is styled by.
fn class(state: State, count: u32) -> &'static str {
    match (state, count) {
        (State::Chosen, _) => "value chosen",
        (State::Excluded, _) => "value excluded",
        (State::Free, 0) => "value zero",
        (State::Free, _) => "value",
    }
}

/// The switch between all and any of the chosen values.
fn matching(explorer: Explorer, facet: usize) -> Element {
    let switch = element("span", &[("class", "matching")]);
    let asked = explorer.asked();
    for (matching, text, name) in
        [(Match::All, "all", "Match all"), (Match::Any, "any", "Match any")]
    {
        let way = explorer.link("way", &asked.matching(facet, matching), text);
        set(&way, "aria-label", name);
        _ = switch.append_child(&way);
        explorer.follow(move |query, _| {
            change(&way, "href", &explorer.href(&query.matching(facet, matching)));
            set_current(&way, query.refinement(facet).matching() == matching);
        });
    }
    switch
}

/// The range of years; `None` where there are none.
fn years(explorer: Explorer) -> Option<Element> {
    let library = explorer.library;
    let (first, last) = (library.years().next()?, library.years().last()?);
    let from = bound(explorer, "From", first, true);
    let to = bound(explorer, "to", last, false);
    Some(with(element("div", &[("class", "years")]), &[&from, &to]))
}

/// One end of the range.
fn bound(explorer: Explorer, label: &str, year: u16, is_from: bool) -> Element {
    let year = year.to_string();
    let input = element(
        "input",
        &[("type", "number"), ("min", "1"), ("max", "9999"), ("placeholder", &*year)],
    );
    on(&input, "change", move |change| {
        let year = event_target_value(&change).parse().ok().filter(|year| *year > 0);
        let query = explorer.asked();
        let asked = query.years.unwrap_or_default();
        let (from, to) = if is_from { (year, asked.to()) } else { (asked.from(), year) };
        explorer.navigator.go(query.with_years(YearRange::new(from, to)));
    });
    let shown: HtmlInputElement = input.clone().unchecked_into();
    explorer.follow(move |query, _| {
        let asked = query.years.unwrap_or_default();
        let year = if is_from { asked.from() } else { asked.to() };
        let year = year.map(|year| year.to_string()).unwrap_or_default();
        if shown.value() != year {
            shown.set_value(&year);
        }
    });
    with(with_text(element("label", &[]), label), &[&input])
}
