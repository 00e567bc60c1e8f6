//! The facet panels: a bar chart of counts each, whose bars are the filters.

use super::dom::{Keyed, change, change_text, element, on, set, set_flag, with, with_text};
use super::explorer::{Explorer, set_current};
use crate::chart::permille;
use crate::facet::{Match, Refinement, ValueId};
use crate::query::Outcome;
use crate::text::fold;
use crate::words::{facets as words, number};
use leptos::prelude::{document, event_target_value};
use std::cell::{Cell, RefCell};
use std::fmt::Write as _;
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

/// The values as bars. Whatever changes, the bars stay where they are and only their numbers and lengths
/// move. Of many values only the first are shown, those that are asked for, and those a reader looks for.
fn values(explorer: Explorer, facet: usize, panel: &Element) {
    let label = &*explorer.library.facets()[facet].label;
    let many = explorer.library.values(facet).len() > SHOWN;
    let more = element("button", &[("class", "more"), ("hidden", "")]);
    let bars = Bars::new(explorer, facet, more.clone());
    let find = many.then(|| search(label));
    for part in find.iter().chain([&bars.drawn(), &bars.nothing, &more]) {
        _ = panel.append_child(part);
    }
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
    let name = words::find(label);
    let attributes =
        [("type", "search"), ("class", "find"), ("aria-label", &*name), ("placeholder", &*name)];
    element("input", &attributes)
}

/// The bars of a panel, and what they show.
struct Bars {
    explorer: Explorer,
    facet: usize,
    list: Keyed<Bar>,
    /// Where all the numbers are, one a line.
    numbers: Text,
    /// Behind them, the bars of the counts.
    counts: Lengths,
    /// Behind those, the bars of what there is in all.
    totals: Lengths,
    /// What says that no value has what is sought.
    nothing: Element,
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
    fn new(explorer: Explorer, facet: usize, more: Element) -> Self {
        let library = explorer.library;
        let totals = library.values(facet).iter().map(|&value| library.total(facet, value));
        Self {
            explorer,
            facet,
            list: Keyed::new(element("ul", &[("class", "values")])),
            numbers: document().create_text_node(""),
            counts: Lengths::new("counts"),
            totals: Lengths::new("totals"),
            nothing: element("p", &[("aria-live", "polite")]),
            more,
            longest: totals.max().unwrap_or(0),
            limit: SHOWN,
            sought: String::new(),
            asked: Refinement::default(),
            outcome: None,
        }
    }

    fn drawn(&self) -> Element {
        let Self { list, numbers, counts, totals, .. } = self;
        let column = element("div", &[("class", "numbers"), ("aria-hidden", "true")]);
        _ = column.append_child(numbers);
        let parts = [&totals.element, &counts.element, &column, list.parent()];
        with(element("div", &[("class", "bars")]), &parts)
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
        let (explorer, facet) = (self.explorer, self.facet);
        let make = &mut |_, key| Bar::new(explorer, (facet, ValueId::new(key as usize)));
        self.list.show(&keys, make);
        let longest = self.longest;
        let lengths = self.values_shown().map(|(value, state)| match state {
            // What is hidden, not what is shown.
            State::Excluded => 0,
            _ => permille(library.total(facet, value), longest),
        });
        let lengths: Vec<u32> = lengths.collect();
        self.totals.show(&lengths);

        change_text(&self.nothing, if found.is_empty() { words::NOTHING } else { "" });
        let rest = found.len().saturating_sub(self.limit);
        let offer = match rest {
            0 => words::FEWER.to_owned(),
            _ if rest <= STEP => words::all(found.len()),
            _ => words::more(STEP, rest),
        };
        self.more.set_text_content(Some(&offer));
        let expanded = self.limit > SHOWN;
        change(&self.more, "aria-expanded", if expanded { "true" } else { "false" });
        set_flag(&self.more, "hidden", "", found.len() <= SHOWN);
    }

    /// The values that have bars, in their order, and what is asked of them.
    fn values_shown(&self) -> impl Iterator<Item = (ValueId, State)> {
        let value = |(key, _): &(u64, Bar)| ValueId::new(*key as usize);
        self.list.children().iter().map(value).map(|value| (value, self.state(value)))
    }

    /// Brings the bars up to date, touching only what differs.
    fn show(&mut self) {
        let counts = self.outcome.as_ref().and_then(|outcome| outcome.counts.get(self.facet));
        let count = |value: ValueId| counts.and_then(|counts| counts.get(value.index())).copied();
        let (mut numbers, mut lengths) = (String::new(), Vec::new());
        for ((value, state), (_, bar)) in self.values_shown().zip(self.list.children()) {
            let count = count(value).unwrap_or(0);
            let number = number(count);
            bar.show(count, &number, state);
            numbers.push_str(&number);
            numbers.push('\n');
            let excluded = state == State::Excluded;
            lengths.push(if excluded { 0 } else { permille(count, self.longest) });
        }
        if self.numbers.data() != numbers {
            self.numbers.set_data(&numbers);
        }
        self.counts.show(&lengths);
    }
}

/// The lengths of all bars of a panel, drawn as the background of one element: a click changes them all, and
/// an element for each would have to be styled, laid out and painted again.
struct Lengths {
    element: Element,
    shown: Vec<u32>,
}

impl Lengths {
    fn new(class: &str) -> Self {
        let element = element("div", &[("class", class), ("aria-hidden", "true")]);
        Self { element, shown: Vec::new() }
    }

    /// Shows bars of these lengths, in thousandths, one below the other.
    fn show(&mut self, lengths: &[u32]) {
        let (mut images, mut places, mut sizes) = (String::new(), String::new(), String::new());
        let (bars, last) = (lengths.len(), lengths.len().saturating_sub(1).max(1));
        for (at, length) in lengths.iter().enumerate() {
            let next = if at == 0 { "" } else { "," };
            // In the colour of the text: a custom property would be looked up at every change.
            images = images + next + "linear-gradient(currentcolor 93%,#0000 0)";
            _ = write!(places, "{next}0 calc(100%*{at}/{last})");
            _ = write!(sizes, "{next}{}.{}% calc(100%/{bars})", length / 10, length % 10);
        }
        let style = self.element.unchecked_ref::<HtmlElement>().style();
        // The Content-Security-Policy allows a style to be set so, and not as an attribute.
        if self.shown.len() != bars {
            _ = style.set_property("background-image", &images);
            _ = style.set_property("background-position", &places);
        }
        if self.shown != lengths {
            _ = style.set_property("background-size", &sizes);
            self.shown = lengths.to_vec();
        }
    }
}

/// A value's line: the link that chooses it, and the link that excludes it.
struct Bar {
    whole: Element,
    choose: Element,
    exclude: Element,
    label: &'static str,
    /// The count and the state that it shows; none yet.
    shown: Cell<Option<(u32, State)>>,
}

impl AsRef<Element> for Bar {
    fn as_ref(&self) -> &Element {
        &self.whole
    }
}

impl Bar {
    /// A bar, still without what changes.
    fn new(explorer: Explorer, (facet, value): (usize, ValueId)) -> Self {
        let label = explorer.library.label(facet, value);
        let choose = explorer.value_link("choose", (facet, value), label);
        let exclude = explorer.value_link("exclude", (facet, value), "");
        set(&exclude, "data-value", &format!("{facet}:-{}", value.index()));
        let whole = with(element("li", &[]), &[&choose, &exclude]);
        Self { whole, choose, exclude, label, shown: Cell::new(None) }
    }

    fn show(&self, count: u32, number: &str, state: State) {
        let before = self.shown.replace(Some((count, state)));
        if before.is_none_or(|(old, _)| old != count) {
            set(&self.choose, "aria-label", &format!("{}, {number}", self.label));
        }
        // Told by the link alone, so that the rest of the line need not be styled again.
        if before.is_none_or(|(old, _)| (old == 0) != (count == 0)) {
            self.choose.set_class_name(if count == 0 { "choose zero" } else { "choose" });
        }
        if before.is_none_or(|(_, old)| old != state) {
            self.show_state(state);
        }
    }

    fn show_state(&self, state: State) {
        self.whole.set_class_name(match state {
            State::Chosen => "value chosen",
            State::Excluded => "value excluded",
            State::Free => "value",
        });
        let excluded = state == State::Excluded;
        let does = if excluded { words::ALLOW } else { words::EXCLUDE };
        set(&self.exclude, "aria-label", &format!("{does}{}", self.label));
        self.exclude.set_text_content(Some(if excluded {
            words::ALLOW_SIGN
        } else {
            words::EXCLUDE_SIGN
        }));
        set_current(&self.exclude, excluded);
        set_current(&self.choose, state == State::Chosen);
    }
}

/// The switch between all and any of the chosen values.
fn matching(explorer: Explorer, facet: usize) -> Element {
    let switch = element("span", &[("class", "matching")]);
    let asked = explorer.asked();
    for (matching, text, name) in
        [(Match::All, words::ALL, words::MATCH_ALL), (Match::Any, words::ANY, words::MATCH_ANY)]
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
    let from = bound(explorer, words::FROM, first, true);
    let to = bound(explorer, words::TO, last, false);
    Some(with(element("div", &[("class", "years")]), &[&from, &to]))
}

/// One end of the range. What is written there is read by what comes later.
fn bound(explorer: Explorer, label: &str, year: u16, is_from: bool) -> Element {
    let year = year.to_string();
    let input = element(
        "input",
        &[
            ("type", "number"),
            ("min", "1"),
            ("max", "9999"),
            ("placeholder", &*year),
            ("aria-label", label),
        ],
    );
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
