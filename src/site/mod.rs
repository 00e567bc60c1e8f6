//! Makes the site of a list: the app with the list in its index.html, so that it can be read with the first
//! response and without scripts, and the plain pages, the feed, the map and the pictures beside it. For the
//! host only.
//!
//! The app takes over from index.html: what stands there is what it shows when nothing is asked, made by the
//! same code ([`crate::view`]), but for the panels, which cannot filter yet. No other page starts it. All
//! links within the site are relative, so that it works under any path.

mod data;
mod head;
mod icon;
mod index;
mod listing;
mod manifest;
mod pages;
mod picture;
mod plain;
mod single;
mod template;

use crate::catalog::encode;
use crate::chart::Bar;
use crate::export::{Format, export};
use crate::facet::{EntryId, ValueId};
use crate::query::{Library, Outcome, Query, evaluate};
use crate::view::{Element, element, with_text};
use crate::words::site as words;
use pages::{Pages, path, title};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::iter;
use template::Template;
use url::Url;

/// How many entries the feed has.
const NEWEST: usize = 50;
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
/// let page = r#"<head><title>Casebook</title></head><body><div id="app"><section class="state">Loading</section></div></body>"#;
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
        let installable = manifest::files(&self.library.catalog().about, name);
        let further = self.pages.further();
        let values = self.pages.values.clone();
        let site = std::rc::Rc::new(self);
        let of_values = site.clone();
        once.into_iter()
            .chain(installable)
            .chain(map)
            .chain(picture)
            .chain(further.map(move |number| site.further(number)))
            .chain(values.into_iter().flat_map(move |page| of_values.of_value(&page)))
    }

    /// What an outcome looks like in previews; only an absolute link can lead there.
    fn picture(&self, path: &str, title: &str, outcome: &Outcome, query: &Query) -> Option<File> {
        self.address?;
        let sentence = match query.narrowing()[..] {
            [] => words::cases(outcome.hits.len()),
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

/// A link within the site, as it is seen from index.html.
fn anchor(path: &str, text: &str) -> Element {
    with_text(element("a", &[("href", path)]), text)
}

/// A link to the rows before or after, in order. Not in the head, from where Firefox loads ahead what comes next,
/// whatever the policy of the page is.
fn leading(rel: &str, path: &str, text: &str) -> Element {
    with_text(element("a", &[("rel", rel), ("href", path)]), text)
}

fn text(path: &str, content: String) -> File {
    File { path: path.to_owned(), content: content.into_bytes().into() }
}
