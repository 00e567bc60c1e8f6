//! From drafts to the catalog.

use super::fault::{Code, Quoted, Report};
use super::ids::{Ids, Slug};
use super::lister::{Draft, Facets, Held, Lister, Piece, check_year_of_link};
use super::merge::{self, Groups};
use super::resemble::link_key;
use crate::catalog::{About, Builder, Catalog, Declaration, DeclaredValue, slugify};
use crate::facet::ValueId;
use std::collections::HashMap;
use std::iter;

/// Makes the catalog of all drafts.
pub(super) fn catalog(
    lister: &Lister,
    groups: &Groups,
    about: About,
    report: &mut Report,
) -> Catalog {
    let order = lister.facets.in_order();
    let mut making = Making {
        lister,
        report,
        builder: Builder::default(),
        places: vec![None; lister.facets.declared().count()],
        values: Vec::new(),
        ids: Ids::for_entries(lister.rows.entries),
        slug: Slug::default(),
    };
    making.builder.about = about;
    for (place, &facet) in order.iter().enumerate() {
        if let Err(reason) = making.builder.declare(declaration(&lister.facets, facet)) {
            let span = lister.drafts.all.first().map(|draft| draft.row).unwrap_or_default();
            making.report.add(Code::Configuration, span, reason);
            return Builder::default().finish();
        }
        making.places[facet] = Some(place);
    }
    for facet in 0..making.places.len() {
        making.values.push(vec![None; lister.facets.get(facet).labels.all.len()]);
    }
    groups.for_each(lister, |members| making.entry(members));
    making.builder.finish()
}

/// How the catalog declares a facet: other spellings become aliases, so that old links go on working.
fn declaration(facets: &Facets, at: usize) -> Declaration {
    let facet = facets.get(at);
    let mut values = facet.values.clone();
    let mut aliases: HashMap<&str, Vec<&str>> = HashMap::new();
    for (from, to) in &facet.spellings {
        if slugify(from) != slugify(to) {
            aliases.entry(to).or_default().push(from);
        }
    }
    for label in &facet.labels.all {
        let Some(mut names) = aliases.remove(&*label.text) else { continue };
        names.sort_unstable();
        let label = label.text.to_string();
        let place = values.iter().position(|value| value.label == label);
        let place = place.unwrap_or_else(|| {
            values.push(DeclaredValue { label, ..DeclaredValue::default() });
            values.len() - 1
        });
        for name in names.into_iter().map(slugify) {
            if !values[place].aliases.contains(&name) {
                values[place].aliases.push(name);
            }
        }
    }
    let (key, label) = (facet.key.clone(), facet.label.clone());
    Declaration { key, label, many: facet.many, matching: facet.matching, values }
}

/// A catalog half made.
struct Making<'l> {
    lister: &'l Lister<'l>,
    report: &'l mut Report,
    builder: Builder,
    /// For each facet of the lister, its place in the catalog.
    places: Vec<Option<usize>>,
    /// For each facet of the lister, for each label, its value in the catalog.
    values: Vec<Vec<Option<ValueId>>>,
    ids: Ids,
    slug: Slug,
}

impl Making<'_> {
    /// Adds the entry of some drafts; what comes first goes before what comes later.
    fn entry(&mut self, members: &[u32]) {
        let lister = self.lister;
        let Some(first) = members.first().map(|&at| &lister.drafts.all[at as usize]) else {
            return;
        };
        let drafts = || members.iter().map(|&at| &lister.drafts.all[at as usize]);
        let text = |of: fn(&Draft) -> Piece| {
            let draft = drafts().find(|draft| !of(draft).is_empty());
            draft.map_or("", |draft| lister.drafts.text(of(draft), lister.files, draft.row.file()))
        };
        let page_file = drafts().map(|draft| draft.page_file).find(|&file| file != 0);
        let address = page_file.map(|file| lister.site.address(file as usize - 1));
        let (title, url) = (text(|draft| draft.title), text(|draft| draft.url));
        let year = drafts().find_map(|draft| draft.year);
        for held in drafts().flat_map(|draft| lister.drafts.values(draft)) {
            self.value(*held);
        }
        if let Some(year) = year {
            check_year_of_link(year, url, first.row, self.report);
        }
        let row = self.builder.row();
        row.title.push_str(title);
        row.url.push_str(url);
        row.page.push_str(address.as_deref().unwrap_or_else(|| text(|draft| draft.page)));
        row.summary.push_str(text(|draft| draft.summary));
        row.year = year;
        let id = text(|draft| draft.id);
        if id.is_empty() {
            self.identify(first, title, url);
        } else {
            self.take_id(first, id);
        }
        if let Err(reason) = self.builder.commit() {
            self.report.add(Code::Malformed, first.row, reason);
        }
    }

    fn value(&mut self, Held { facet, label }: Held) {
        let (facet, label) = (facet as usize, label as usize);
        let Some(place) = self.places[facet] else { return };
        let value = self.values[facet][label].get_or_insert_with(|| {
            let text = &self.lister.facets.get(facet).labels.all[label].text;
            self.builder.intern(place, text)
        });
        // A second value of a facet that has one was reported where the drafts were merged.
        _ = self.builder.add(place, *value);
    }

    /// Gives the entry the id that the list has for it.
    fn take_id(&mut self, first: &Draft, id: &str) {
        if !self.ids.take(id, &self.builder) {
            let message = format!("the id {} is there already", Quoted(id));
            self.report
                .add(Code::SameId, first.row, message)
                .help("give each entry an id of its own, or none");
        }
        self.builder.row().id.push_str(id);
    }

    /// Gives the entry an id: the slug of company and title, since links change more often than titles
    /// do; with the year behind it, or a number made of the link, where that is taken.
    fn identify(&mut self, first: &Draft, title: &str, url: &str) {
        let wanted = self.slug.of(merge::company(self.lister, first), title);
        if self.ids.take(wanted, &self.builder) {
            self.builder.row().id.push_str(wanted);
            return;
        }
        let dated = self.builder.row().year.map(|year| format!("{wanted}-{year}"));
        let of_link = || format!("{wanted}-{:06x}", link_key(url) & 0x00ff_ffff);
        let numbered = (2..).map(|number| format!("{wanted}-{number}"));
        let mut others = dated.into_iter().chain(iter::once_with(of_link)).chain(numbered);
        let free = others.find(|id| self.ids.take(id, &self.builder));
        self.builder.row().id.push_str(&free.unwrap_or_default());
    }
}
