//! From drafts to the catalog.

use super::fault::{Code, Quoted, Report, Span};
use super::ids::{Repeated, Slug};
use super::lister::{Draft, Facets, Lister, Piece, check_year_of_link};
use super::merge::{self, Groups};
use super::parts::in_waves;
use super::resemble::{hash, link_key};
use crate::catalog::{
    About, Builder, Catalog, Columns, Declaration, DeclaredValue, TextField, slugify,
};
use crate::facet::{ForwardIndex, ValueId};
use std::collections::HashMap;
use std::ops::Range;

/// Makes the catalog of all drafts; an empty one if the facets are not as they have to be, which is reported.
///
/// No two entries have one id. Where another entry has before what one would like to have, that gets the year
/// behind it, or a number made of the link: not always that, since links change more often than titles do.
pub(super) fn catalog(
    lister: &Lister,
    groups: &Groups,
    about: About,
    report: &mut Report,
) -> Catalog {
    let order = lister.facets.in_order();
    let mut builder = Builder::default();
    builder.about = about;
    for &facet in &order {
        if let Err(reason) = builder.declare(declaration(&lister.facets, facet)) {
            let span = lister.drafts.all.iter().next().map(|draft| draft.row).unwrap_or_default();
            report.add(Code::Configuration, span, reason);
            return Builder::default().finish();
        }
    }
    let values = |facet: usize| lister.facets.get(order[facet]).labels.rows();
    builder.reserve(groups.len(), values);
    let mut hashes = Vec::with_capacity(groups.len());
    let make = |entries| Part::of(entries, lister, groups, &order);
    in_waves(groups.len(), make, |parts| {
        let mut columns = Vec::with_capacity(parts.len());
        for part in parts {
            hashes.extend(part.hashes);
            columns.push(part.columns);
            report.append(part.report);
        }
        let labels = |facet: usize| &lister.facets.get(order[facet]).labels.all;
        builder.extend(columns, |facet, value| &labels(facet)[value.index()].text);
    });
    let tails = tails(lister, groups, hashes, report);
    builder.append_to_ids(&tails);
    builder.finish()
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

/// Some entries, with the id that each would like to have: the one that the list has, else the slug of company and
/// title.
struct Part {
    columns: Columns,
    /// Of the ids.
    hashes: Vec<u64>,
    report: Report,
}

impl Part {
    fn of(entries: Range<usize>, lister: &Lister, groups: &Groups, order: &[usize]) -> Self {
        let mut places = vec![None; lister.facets.declared().count()];
        for (place, &facet) in order.iter().enumerate() {
            places[facet] = Some((place, lister.facets.get(facet).many));
        }
        let mut part = Self {
            columns: Columns::new(order.len()),
            hashes: Vec::with_capacity(entries.len()),
            report: Report::default(),
        };
        let mut slug = Slug::default();
        groups.for_each(entries, lister, |members| {
            let told = Told { lister, members };
            part.put_texts(told, &mut slug);
            part.put_values(told, &places);
        });
        part
    }

    fn put_texts(&mut self, told: Told, slug: &mut Slug) {
        let id = match told.text(|draft| draft.id) {
            "" => slug.of(told.company(), told.text(|draft| draft.title)),
            given => given,
        };
        self.hashes.push(hash(id.as_bytes()));
        let columns = &mut self.columns;
        columns.text(TextField::Id).push(id);
        told.put(|draft| draft.title, TextField::Title, columns);
        told.put(|draft| draft.url, TextField::Url, columns);
        told.put(|draft| draft.summary, TextField::Summary, columns);
        match told.page_file() {
            Some(file) => columns.text(TextField::Page).push(&told.lister.site.address(file)),
            None => told.put(|draft| draft.page, TextField::Page, columns),
        }
    }

    /// The values, of which each place says where they belong and whether an entry has several.
    fn put_values(&mut self, told: Told, places: &[Option<(usize, bool)>]) {
        let Columns { values, years, .. } = &mut self.columns;
        for held in told.drafts().flat_map(|draft| told.lister.drafts.values(draft)) {
            let Some((place, many)) = places[held.facet as usize] else { continue };
            // A second value of a facet that has one was reported where the drafts were merged.
            if many || values[place].open().is_empty() {
                values[place].add(ValueId::new(held.label as usize));
            }
        }
        values.iter_mut().for_each(ForwardIndex::end);
        if let Some(year) = told.year() {
            years.add(ValueId::new(usize::from(year)));
            let place = || told.place(|draft| draft.url).or(told.first().map(|draft| draft.row));
            let url = told.text(|draft| draft.url);
            check_year_of_link(year, url, || place().unwrap_or_default(), &mut self.report);
        }
        years.end();
    }
}

/// What to put behind the ids that earlier entries have, by entry, ascending.
fn tails(
    lister: &Lister,
    groups: &Groups,
    hashes: Vec<u64>,
    report: &mut Report,
) -> Vec<(usize, String)> {
    let mut repeated = Repeated::of(hashes);
    let mut tails = Vec::new();
    for entry in repeated.later() {
        groups.for_each(entry..entry + 1, lister, |members| {
            let told = Told { lister, members };
            tails.extend(told.id_tail(&mut repeated, report).map(|tail| (entry, tail)));
        });
    }
    tails
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

    /// Adds a text to its column, from where it is.
    fn put(self, of: fn(&Draft) -> Piece, field: TextField, columns: &mut Columns) {
        let Lister { drafts, files, .. } = self.lister;
        let column = columns.text(field);
        let Some(draft) = self.with(of) else { return column.push("") };
        let file = draft.row.file();
        match of(draft).in_file() {
            Some(range) => column.push_piece(files[file].shared_text(), range),
            None => column.push(drafts.text(of(draft), files, file)),
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

    /// What to put behind the id of an entry that is taken; that is an error if the list has it.
    fn id_tail(self, ids: &mut Repeated, report: &mut Report) -> Option<String> {
        let (first, given) = (self.first()?, self.text(|draft| draft.id));
        if !given.is_empty() {
            let message = format!("the id {} is there already", Quoted(given));
            report
                .add(Code::SameId, first.row, message)
                .help("give each entry an id of its own, or none");
            return None;
        }
        let mut slug = Slug::default();
        let wanted = slug.of(self.company(), self.text(|draft| draft.title));
        let dated = self.year().map(|year| format!("-{year}"));
        let of_link = link_key(self.text(|draft| draft.url)) & 0x00ff_ffff;
        let numbered = (2..).map(|number| format!("-{number}"));
        let mut tails = dated.into_iter().chain([format!("-{of_link:06x}")]).chain(numbered);
        tails.find(|tail| ids.take(&format!("{wanted}{tail}")))
    }

    /// The file that is the page of the case study.
    fn page_file(self) -> Option<usize> {
        self.drafts()
            .map(|draft| draft.page_file as usize)
            .find(|&file| file != 0)
            .map(|file| file - 1)
    }
}
