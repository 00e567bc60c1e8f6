//! From drafts to the catalog.

use super::fault::{Code, Quoted, Report, Span};
use super::ids::{Ids, Repeated, Slug};
use super::lister::{Draft, Facets, Held, Lister, Piece, check_year_of_link};
use super::merge::{self, Groups};
use super::parts::in_parts;
use super::resemble::link_key;
use crate::catalog::{
    About, Builder, Catalog, Declaration, DeclaredValue, Strings, TextField, slugify,
};
use crate::facet::ValueId;
use std::collections::HashMap;
use std::mem;

/// The id that each entry would like to have: the one that the list has, else the slug of company and title;
/// without those of groups that are no entry.
pub(super) fn ids(lister: &Lister, groups: &Groups, refused: &[u32]) -> (Strings, Repeated) {
    let parts = in_parts(groups.len(), |entries| {
        let (mut ids, mut slug) = (Ids::default(), Slug::default());
        groups.for_each(entries, lister, |members| {
            let told = Told { lister, members };
            match told.text(|draft| draft.id) {
                _ if members.first().is_some_and(|head| refused.contains(head)) => {}
                "" => ids.push(slug.of(told.company(), told.text(|draft| draft.title))),
                given => ids.push(given),
            }
        });
        ids
    });
    parts.into_iter().fold(Ids::default(), Ids::with).repeated()
}

/// Makes the entries of all drafts, to which [`Making::catalog`] gives their ids. `None` if the facets are
/// not as they have to be, which is reported.
pub(super) fn entries<'l>(
    lister: &'l Lister<'l>,
    groups: &Groups,
    about: About,
    report: &'l mut Report,
) -> Option<Making<'l>> {
    let order = lister.facets.in_order();
    let mut making = Making {
        lister,
        report,
        builder: Builder::default(),
        places: vec![None; lister.facets.declared().count()],
        values: Vec::new(),
        refused: Vec::new(),
    };
    making.builder.about = about;
    for (place, &facet) in order.iter().enumerate() {
        if let Err(reason) = making.builder.declare(declaration(&lister.facets, facet)) {
            let span = lister.drafts.all.first().map(|draft| draft.row).unwrap_or_default();
            making.report.add(Code::Configuration, span, reason);
            return None;
        }
        making.places[facet] = Some(place);
    }
    for facet in 0..making.places.len() {
        making.values.push(vec![None; lister.facets.get(facet).labels.all.len()]);
    }
    groups.for_each(0..groups.len(), lister, |members| making.entry(members));
    Some(making)
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
pub(super) struct Making<'l> {
    lister: &'l Lister<'l>,
    report: &'l mut Report,
    builder: Builder,
    /// For each facet of the lister, its place in the catalog.
    places: Vec<Option<usize>>,
    /// For each facet of the lister, for each label, its value in the catalog.
    values: Vec<Vec<Option<ValueId>>>,
    /// The heads of groups that are no entry.
    refused: Vec<u32>,
}

impl Making<'_> {
    /// Adds the entry of some drafts, with anything for an id.
    fn entry(&mut self, members: &[u32]) {
        let lister = self.lister;
        let told = Told { lister, members };
        let Some(first) = told.first() else { return };
        for held in told.drafts().flat_map(|draft| lister.drafts.values(draft)) {
            self.value(*held);
        }
        let year = told.year();
        if let Some(year) = year {
            let place = || told.place(|draft| draft.url).unwrap_or(first.row);
            check_year_of_link(year, told.text(|draft| draft.url), place, self.report);
        }
        told.put(|draft| draft.title, TextField::Title, &mut self.builder);
        told.put(|draft| draft.url, TextField::Url, &mut self.builder);
        told.put(|draft| draft.summary, TextField::Summary, &mut self.builder);
        match told.page_file() {
            Some(file) => self.builder.put(TextField::Page, &lister.site.address(file)),
            None => told.put(|draft| draft.page, TextField::Page, &mut self.builder),
        }
        self.builder.put_year(year);
        self.builder.put(TextField::Id, "-");
        if let Err(reason) = self.builder.commit() {
            self.builder.discard();
            self.report.add(Code::Malformed, first.row, reason);
            self.refused.extend(members.first());
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

    /// The catalog, in which no two entries have one id. Where another entry has before what one would like
    /// to have, that gets the year behind it, or a number made of the link: not always that, since links
    /// change more often than titles do.
    pub(super) fn catalog(mut self, groups: &Groups, ids: (Strings, Repeated)) -> Catalog {
        let refused = mem::take(&mut self.refused);
        let is_whole = refused.is_empty();
        let (column, mut repeated) =
            if is_whole { ids } else { self::ids(self.lister, groups, &refused) };
        self.builder.put_ids(column);
        if repeated.is_empty() {
            return self.builder.finish();
        }
        let mut tails: Vec<(usize, String)> = Vec::new();
        let mut entry = 0;
        groups.for_each(0..groups.len(), self.lister, |members| {
            if members.first().is_some_and(|head| refused.contains(head)) {
                return;
            }
            if repeated.is_taken_before(entry) {
                tails.extend(self.id_tail(entry, members, &mut repeated).map(|tail| (entry, tail)));
            }
            entry += 1;
        });
        self.builder.append_to_ids(&tails);
        self.builder.finish()
    }

    /// What to put behind the id of an entry that is taken; that is an error if the list has it.
    fn id_tail(&mut self, entry: usize, members: &[u32], ids: &mut Repeated) -> Option<String> {
        let told = Told { lister: self.lister, members };
        let (first, given) = (told.first()?, told.text(|draft| draft.id));
        if !given.is_empty() {
            let message = format!("the id {} is there already", Quoted(given));
            self.report
                .add(Code::SameId, first.row, message)
                .help("give each entry an id of its own, or none");
            return None;
        }
        let mut slug = Slug::default();
        let wanted = slug.of(told.company(), told.text(|draft| draft.title));
        let dated = told.year().map(|year| format!("-{year}"));
        let of_link = link_key(told.text(|draft| draft.url)) & 0x00ff_ffff;
        let numbered = (2..).map(|number| format!("-{number}"));
        let mut tails = dated.into_iter().chain([format!("-{of_link:06x}")]).chain(numbered);
        tails.find(|tail| ids.take(&format!("{wanted}{tail}"), entry))
    }
}

/// What the drafts of an entry tell; what comes first goes before what comes later.
#[derive(Clone, Copy)]
struct Told<'l> {
    lister: &'l Lister<'l>,
    members: &'l [u32],
}

impl<'l> Told<'l> {
    fn drafts(self) -> impl Iterator<Item = &'l Draft> {
        self.members.iter().map(move |&at| &self.lister.drafts.all[at as usize])
    }

    fn first(self) -> Option<&'l Draft> {
        self.drafts().next()
    }

    fn text(self, of: fn(&Draft) -> Piece) -> &'l str {
        let Lister { drafts, files, .. } = self.lister;
        self.with(of).map_or("", |draft| drafts.text(of(draft), files, draft.row.file()))
    }

    /// Gives the entry being made a text, from where it is.
    fn put(self, of: fn(&Draft) -> Piece, field: TextField, builder: &mut Builder) {
        let Lister { drafts, files, .. } = self.lister;
        let Some(draft) = self.with(of) else { return builder.put(field, "") };
        let file = draft.row.file();
        match of(draft).in_file() {
            Some(range) => builder.put_piece(field, files[file].shared_text(), range),
            None => builder.put(field, drafts.text(of(draft), files, file)),
        }
    }

    fn place(self, of: fn(&Draft) -> Piece) -> Option<Span> {
        let Lister { drafts, files, .. } = self.lister;
        self.with(of).map(|draft| drafts.place(draft, of(draft), files))
    }

    /// The first draft that has a text.
    fn with(self, of: fn(&Draft) -> Piece) -> Option<&'l Draft> {
        self.drafts().find(|draft| !of(draft).is_empty())
    }

    fn company(self) -> &'l str {
        self.first().map_or("", |first| merge::company(self.lister, first))
    }

    fn year(self) -> Option<u16> {
        self.drafts().find_map(|draft| draft.year)
    }

    /// The file that is the page of the case study.
    fn page_file(self) -> Option<usize> {
        self.drafts()
            .map(|draft| draft.page_file as usize)
            .find(|&file| file != 0)
            .map(|file| file - 1)
    }
}
