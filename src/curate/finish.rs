//! From drafts to the catalog.

use super::fault::{Code, Quoted};
use super::lister::{Draft, Facets, Held, Lister, Piece};
use super::merge::{self, Groups};
use crate::catalog::{About, Builder, Catalog, Declaration, DeclaredValue, slugify};
use crate::facet::ValueId;
use foldhash::fast::RandomState;
use std::collections::{HashMap, HashSet};

/// Makes the catalog of all drafts.
pub(super) fn catalog(lister: &mut Lister, groups: &Groups, about: About) -> Catalog {
    let order = lister.facets.in_order();
    let mut making = Making {
        builder: Builder::default(),
        places: vec![None; lister.facets.declared().count()],
        values: Vec::new(),
        ids: HashSet::default(),
    };
    making.builder.about = about;
    for (place, &facet) in order.iter().enumerate() {
        if let Err(reason) = making.builder.declare(declaration(&lister.facets, facet)) {
            let span = lister.drafts.all.first().map(|draft| draft.row).unwrap_or_default();
            lister.report.add(Code::Configuration, span, reason);
            return Builder::default().finish();
        }
        making.places[facet] = Some(place);
    }
    for facet in 0..making.places.len() {
        making.values.push(vec![None; lister.facets.get(facet).labels.all.len()]);
    }
    for head in groups.entries() {
        making.entry(lister, &groups.members(head, lister));
    }
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
struct Making {
    builder: Builder,
    /// For each facet of the lister, its place in the catalog.
    places: Vec<Option<usize>>,
    /// For each facet of the lister, for each label, its value in the catalog.
    values: Vec<Vec<Option<ValueId>>>,
    ids: HashSet<String, RandomState>,
}

impl Making {
    /// Adds the entry of some drafts; what comes first goes before what comes later.
    fn entry(&mut self, lister: &mut Lister, members: &[u32]) {
        let drafts = || members.iter().map(|&at| &lister.drafts.all[at as usize]);
        let text = |of: fn(&Draft) -> Piece| {
            let draft = drafts().find(|draft| !of(draft).is_empty());
            draft.map_or("", |draft| lister.drafts.text(of(draft), lister.files, draft.row.file()))
        };
        let row = self.builder.row();
        text(|draft| draft.title).clone_into(&mut row.title);
        text(|draft| draft.url).clone_into(&mut row.url);
        text(|draft| draft.page).clone_into(&mut row.page);
        text(|draft| draft.summary).clone_into(&mut row.summary);
        text(|draft| draft.id).clone_into(&mut row.id);
        row.year = drafts().find_map(|draft| draft.year);
        if let Some(file) = drafts().map(|draft| draft.page_file).find(|&file| file != 0) {
            row.page = lister.site.address(file as usize - 1);
        }
        let (year, url) = (row.year, row.url.clone());
        for &member in members {
            for &held in lister.drafts.values(&lister.drafts.all[member as usize]) {
                self.value(lister, held);
            }
        }
        let Some(first) = members.first().map(|&at| lister.drafts.all[at as usize].clone()) else {
            return;
        };
        self.identify(lister, &first, &url);
        if let Some(year) = year {
            lister.check_year_of_link(year, &url, first.row);
        }
        if let Err(reason) = self.builder.commit() {
            lister.report.add(Code::Malformed, first.row, reason);
        }
    }

    fn value(&mut self, lister: &Lister, Held { facet, label }: Held) {
        let (facet, label) = (facet as usize, label as usize);
        let Some(place) = self.places[facet] else { return };
        let text = || &lister.facets.get(facet).labels.all[label].text;
        let known = &mut self.values[facet][label];
        let value = *known.get_or_insert_with(|| self.builder.intern(place, text()));
        // A second value of a facet that has one was reported where the drafts were merged.
        _ = self.builder.add(place, value);
    }

    /// Gives the entry an id of its own: the one that the list has, else the slug of company and title,
    /// since links change more often than titles do; with the year behind it, or a number made of the
    /// link, where that is taken.
    fn identify(&mut self, lister: &mut Lister, first: &Draft, url: &str) {
        let row = self.builder.row();
        if row.id.is_empty() {
            let wanted = slugify(&format!("{} {}", merge::company(lister, first), row.title));
            let year = row.year.map(|year| format!("{wanted}-{year}"));
            let hash = || {
                let key = super::resemble::link_key(url);
                format!("{wanted}-{:06x}", key & 0x00ff_ffff)
            };
            let candidates = [Some(wanted.clone()), year, Some(hash())].into_iter().flatten();
            let numbered = (2..).map(|number| format!("{wanted}-{number}"));
            let free = candidates.chain(numbered).find(|id| !self.ids.contains(id));
            row.id = free.unwrap_or(wanted);
        } else if self.ids.contains(&row.id) {
            let message = format!("the id {} is there already", Quoted(&row.id));
            lister
                .report
                .add(Code::SameId, first.row, message)
                .help("give each entry an id of its own, or none");
        }
        self.ids.insert(row.id.clone());
    }
}
