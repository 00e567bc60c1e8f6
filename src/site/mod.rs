//! Makes the site of a list: the app with the list in its index.html, so that it can be read with the first
//! response and without scripts, and the plain pages, the feed, the map and the pictures beside it. For the
//! host only.
//!
//! The app takes over from index.html: what stands there is what it shows when nothing is asked, made by the
//! same code ([`crate::view`]), but for the panels, which cannot filter yet. No other page starts it. All
//! links within the site are relative, so that it works under any path.

mod data;
mod head;
mod listing;
mod pages;
mod picture;
mod single;
mod template;

use crate::catalog::encode;
use crate::chart::Bar;
use crate::export::{Format, export};
use crate::facet::{EntryId, ValueId};
use crate::query::{Library, Outcome, Query, evaluate};
use crate::view::{self, Element, element, with, with_text};
use head::Head;
use pages::{FIRST, OF_VALUE, Pages, ROWS, ValuePage, path, title};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::iter;
use template::Template;
use url::Url;

/// How many entries the feed has.
const NEWEST: usize = 50;
/// How many pages of values index.html names of each facet, for who reads without scripts.
const NAMED: usize = 12;
/// What the app is started by.
const INDEX: &str = "index.html";

/// A file of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Where it is, relative to the site, with `/`.
    pub path: String,
    /// What is in it.
    pub content: Cow<'static, [u8]>,
}

/// The compiled app, without a list.
#[derive(Clone, Debug)]
pub struct App {
    index: String,
    others: Vec<File>,
}

impl App {
    /// The app that these files are. `None` if they are not: none is the page that a list can be put into.
    pub fn new(files: impl IntoIterator<Item = File>) -> Option<Self> {
        let (index, others): (Vec<File>, Vec<File>) =
            files.into_iter().partition(|file| file.path == INDEX);
        let index = String::from_utf8(index.into_iter().next()?.content.into_owned()).ok()?;
        Template::read(&index)?;
        Some(Self { index, others })
    }
}

/// All files of the site of a list, one after the other: those of the app, and what is made of the list. If
/// the address of the site is known, with what needs it: canonical links, pictures of pages, and a map.
///
/// ```
/// use casebook::{catalog, query::Library, site::{self, App, File}};
///
/// let page = r#"<head><title>Casebook</title></head><body><div id="app"><div class="state">Loading</div></div></body>"#;
/// let app = App::new([File { path: "index.html".into(), content: page.as_bytes().into() }]).unwrap();
/// let json = br#"{ "format": 1, "title": "A & B", "facets": [], "entries": [{ "id": "a", "title": "<b>" }] }"#;
/// let library = Library::new(catalog::decode(json).unwrap());
/// let files: Vec<File> = site::files(&app, &library, None).collect();
/// assert_eq!(files[0].path, "index.html");
/// let page = std::str::from_utf8(&files[0].content).unwrap();
/// assert!(page.contains("<title>A &amp; B</title>") && page.contains("&lt;b&gt;</a>"));
/// ```
pub fn files<'a>(
    app: &'a App,
    library: &'a Library,
    address: Option<&'a Url>,
) -> Box<dyn Iterator<Item = File> + 'a> {
    // Known since the app was made.
    let Some(template) = Template::read(&app.index) else { return Box::new(iter::empty()) };
    let pages = Pages::new(library);
    let site = Site { template, library, pages, address, is_alone: false };
    let apps = app.others.iter().filter(|file| file.path != "catalog.json").cloned();
    Box::new(site.files().chain(apps))
}

/// The site of a list as one file, which a browser opens from a disk. It has index.html alone; all rows are in it
/// for the app.
pub fn single_file(app: &App, library: &Library) -> String {
    // Known since the app was made.
    let Some(template) = Template::read(&app.index) else { return String::new() };
    let pages = Pages::default();
    let site = Site { template, library, pages, address: None, is_alone: true };
    single::join(app, &site.index(), &encode(library.catalog()))
}

/// A site that is being made.
struct Site<'a> {
    template: Template<'a>,
    library: &'a Library,
    pages: Pages,
    address: Option<&'a Url>,
    /// Whether index.html is all there is of it.
    is_alone: bool,
}

impl<'a> Site<'a> {
    fn files(self) -> impl Iterator<Item = File> + 'a {
        let map = self.address.map(|address| text("sitemap.xml", self.map(address)));
        let all = Query::new(self.library);
        let name = title(&self.library.catalog().about);
        let picture = self.picture("preview.png", name, &evaluate(self.library, &all), &all);
        let catalog = text("catalog.json", encode(self.library.catalog()));
        let once = [text(INDEX, self.index()), catalog, text("feed.xml", self.feed())];
        let further = self.pages.further();
        let values = self.pages.values.clone();
        let site = std::rc::Rc::new(self);
        let of_values = site.clone();
        once.into_iter()
            .chain(map)
            .chain(picture)
            .chain(further.map(move |number| site.further(number)))
            .chain(values.into_iter().flat_map(move |page| of_values.of_value(&page)))
    }

    /// The page as it is when nothing is asked.
    fn index(&self) -> String {
        let Self { library, address, .. } = *self;
        let about = &library.catalog().about;
        let next = (self.pages.last() > 1).then(|| path(2));
        let picture = address.map(|_| "preview.png");
        let (title, description) = (title(about), &*about.description);
        let head = Head { title, description, picture, next, ..Head::default() };
        let entries: Vec<EntryId> = library.catalog().entries().take(FIRST).collect();
        let all = library.catalog().len();
        let data = [
            data::dataset(about, title, address),
            data::items(library.catalog(), &entries, 0, all),
        ];
        // No search engine comes by a disk.
        let data = if self.is_alone { String::new() } else { data::script(&data) };
        let table = listing::table(library, &entries, 0, all);
        self.template.index(&head.html(address), &self.list(&table).html(), &data)
    }

    /// What the app shows when nothing is asked.
    fn list(&self, table: &Element) -> Element {
        let library = self.library;
        let query = Query::new(library);
        let said = evaluate(library, &query).sentence(library, &query);
        let (sentence, waiting) = (with_text(view::sentence(), &said), [("disabled", "")]);
        // Where the page says that it has copied.
        let said = element("span", &[]);
        let copy = element("div", &[("class", "copy")]);
        let copy = with(copy, &[&said, &view::copy_button(&waiting)]);
        let take_away = view::take_away_button(&waiting);
        let summary = element("div", &[("class", "summary")]);
        let summary = with(summary, &[&sentence, &copy, &take_away]);
        let chips = element("ul", &[("class", "chips")]);
        let results = view::results();
        let results = with(results, &[&self.without_scripts(), &summary, &chips, table]);
        let bar = view::bar(&view::search(), &view::filters_button(&waiting));
        let facets = element("div", &[("class", "facets")]);
        let layout = view::layout(&[&bar, &facets, &results]);
        view::page("page plain", &library.catalog().about, &layout)
    }

    /// What is said where the app cannot take over, and where else to go.
    fn without_scripts(&self) -> Element {
        let all = self.library.catalog().len();
        let there = if all > FIRST {
            format!("These are the first {FIRST} of {all} entries")
        } else {
            "Searching and filtering this list takes JavaScript and WebAssembly".to_owned()
        };
        let end = if self.is_alone { "." } else { "; all of it is in " };
        let notice = with_text(element("p", &[("class", "notice")]), &(there + end));
        let file = (!self.is_alone).then(|| anchor("catalog.json", "catalog.json"));
        let notice = with(notice, &file.iter().collect::<Vec<_>>());
        let more = (self.pages.last() > 1).then(|| {
            let place = element("p", &[("class", "notice")]);
            with(place, &[&anchor(&path(2), &format!("The next {}", ROWS.min(all - FIRST)))])
        });
        let facets = (0..self.library.facets().len()).filter_map(|facet| self.named(facet));
        let parts: Vec<Element> = iter::once(notice).chain(more).chain(facets).collect();
        with(element("noscript", &[]), &parts.iter().collect::<Vec<_>>())
    }

    /// The most frequent values of a facet with links to their pages, if there are any.
    fn named(&self, facet: usize) -> Option<Element> {
        let pages = self.pages.values.iter().filter(|page| page.facet == facet).take(NAMED);
        let mut links = Vec::new();
        for page in pages {
            let label = self.library.label(facet, page.value);
            let label = format!("{label} ({})", self.library.total(facet, page.value));
            links.push(anchor(&format!("{}.html", page.path), &label));
            links.push(with_text(element("span", &[]), " "));
        }
        let label = format!("{}: ", self.library.facets()[facet].label);
        let place = with_text(element("p", &[("class", "notice"), ("dir", "auto")]), &label);
        (!links.is_empty()).then(|| with(place, &links.iter().collect::<Vec<_>>()))
    }

    /// A page of rows after the first ones.
    fn further(&self, number: usize) -> File {
        let library = self.library;
        let (catalog, about) = (library.catalog(), &library.catalog().about);
        let (all, last) = (catalog.len(), self.pages.last());
        let first = FIRST + (number - 2) * ROWS;
        let entries: Vec<EntryId> = catalog.entries().skip(first).take(ROWS).collect();
        let (name, place) = (title(about), path(number));
        let told = format!("{} to {} of {all} entries", first + 1, first + entries.len());
        let head = Head {
            title: &format!("{name}: {told}"),
            description: &about.description,
            path: &place,
            picture: self.address.map(|_| "preview.png"),
            previous: Some(path(number - 1)),
            next: (number < last).then(|| path(number + 1)),
        };
        let before = if number == 2 { "./".to_owned() } else { path(number - 1) };
        let mut links = vec![anchor("./", "Search and filter this list"), anchor(&before, "Back")];
        if number < last {
            links.push(anchor(&path(number + 1), "Next"));
        }
        let mut notes = vec![told];
        if number == last && self.pages.shown() < all {
            notes.push(format!("The other {} are in the app alone.", all - self.pages.shown()));
        }
        let table = listing::table(library, &entries, first, all);
        let data = data::items(catalog, &entries, first, all);
        let page = view::page("page", about, &view::layout(&[&plain(&notes, &links, &table)]));
        self.beneath(&place, &head, &page, &data)
    }

    /// The page of a value, and its picture.
    fn of_value(&self, page: &ValuePage) -> Vec<File> {
        let ValuePage { facet, value, href, .. } = page;
        let library = self.library;
        let mut about = library.catalog().about.clone();
        let (name, label) = (title(&about).to_owned(), library.label(*facet, *value));
        let query = Query::new(library).toggled(*facet, *value);
        let outcome = evaluate(library, &query);
        let entries = outcome.hits.page(0..OF_VALUE);
        let sentence = outcome.sentence(library, &query);
        let (place, picture) = (format!("{}.html", page.path), format!("{}.png", page.path));
        let title = format!("{label} · {name}");
        let drawn = self.picture(&picture, &title, &outcome, &query);
        let head = Head {
            title: &title,
            description: &sentence,
            path: &place,
            picture: drawn.as_ref().map(|_| &*picture),
            ..Head::default()
        };
        let all = outcome.hits.len();
        let mut notes = vec![sentence.clone()];
        if all > entries.len() {
            notes.push(format!("These are the first {}.", entries.len()));
        }
        let links =
            [filter("Filter and chart these", href), anchor("./", &format!("All of {name}"))];
        let table = listing::table(library, &entries, 0, all);
        let data = data::items(library.catalog(), &entries, 0, all);
        label.clone_into(&mut about.title);
        about.description = name;
        let html = view::page("page", &about, &view::layout(&[&plain(&notes, &links, &table)]));
        iter::once(self.beneath(&place, &head, &html, &data)).chain(drawn).collect()
    }

    fn beneath(&self, path: &str, head: &Head, page: &Element, data: &str) -> File {
        let (page, data) = (self.pages.beneath(&page.html()), data::script(&[data.to_owned()]));
        text(path, self.template.beneath(&head.html(self.address), &page, &data))
    }

    /// What an outcome looks like in previews; only an absolute link can lead there.
    fn picture(&self, path: &str, title: &str, outcome: &Outcome, query: &Query) -> Option<File> {
        self.address?;
        let sentence = match query.narrowing()[..] {
            [] => format!("{} case studies", outcome.hits.len()),
            _ => outcome.sentence(self.library, query),
        };
        let content = picture::png(title, &sentence, &bars(self.library, outcome))?;
        Some(File { path: path.to_owned(), content: content.into() })
    }

    /// The newest entries, as a feed.
    fn feed(&self) -> String {
        let catalog = self.library.catalog();
        let years = &catalog.year().values;
        let mut entries: Vec<EntryId> = catalog.entries().collect();
        // Stable, and by numbers of values, which ascend with the years.
        entries.sort_by_key(|&entry| Reverse(years.values(entry).first().copied()));
        entries.truncate(NEWEST);
        export(catalog, entries, Format::Atom)
    }

    fn map(&self, address: &Url) -> String {
        let further = self.pages.further().map(path);
        let values = self.pages.values.iter().map(|page| format!("{}.html", page.path));
        let paths: Vec<String> = iter::once(path(1)).chain(further).chain(values).collect();
        data::sitemap(address, paths.iter().map(String::as_str))
    }
}

/// The most frequent values of what is found, of the facet that tells most: the first with several values an
/// entry, or else the first.
fn bars(library: &Library, outcome: &Outcome) -> Vec<Bar> {
    let declared = library.catalog().declared();
    let tags = declared.iter().position(|facet| facet.key == "tag");
    let facet = tags.or_else(|| declared.iter().position(|facet| facet.many)).unwrap_or(0);
    let counts = &outcome.counts[facet];
    let values = library.values(facet).iter().copied();
    let is_shown = |value: &ValueId| !library.is_none(facet, *value) && counts[value.index()] > 0;
    let mut values: Vec<ValueId> = values.filter(is_shown).collect();
    values.sort_by_key(|value| Reverse(counts[value.index()]));
    let bar = |value: ValueId| Bar {
        label: library.label(facet, value).to_owned(),
        part: counts[value.index()],
        total: library.total(facet, value),
    };
    values.into_iter().take(picture::BARS).map(bar).collect()
}

/// What stands on a page without the app: what is there, where else to go, and rows.
fn plain(notes: &[String], links: &[Element], table: &Element) -> Element {
    let notes = notes.iter().map(|note| with_text(element("p", &[("dir", "auto")]), note));
    let links = with(element("nav", &[("class", "chips")]), &links.iter().collect::<Vec<_>>());
    let parts: Vec<Element> = notes.chain(iter::once(links)).collect();
    let parts: Vec<&Element> = parts.iter().chain(iter::once(table)).collect();
    with(element("main", &[]), &parts)
}

/// A link within the site, as it is seen from index.html.
fn anchor(path: &str, text: &str) -> Element {
    with_text(element("a", &[("href", path)]), text)
}

/// A link to what the app shows of a query: no plain page takes its place.
fn filter(text: &str, href: &str) -> Element {
    anchor(&format!("./{href}"), text)
}

fn text(path: &str, content: String) -> File {
    File { path: path.to_owned(), content: content.into_bytes().into() }
}
