//! Faults that no row shows alone: labels and titles that are much alike, counts that are wrong.

use super::fault::{Code, Problem, Quoted, Span, Spelling, Suggestion};
use super::lister::{COMPANY, Label, Lister, TAG};
use super::merge::{self, Groups};
use super::read::markdown::Printed;
use super::resemble::link_key;
use super::resemble::near_duplicates;
use super::resemble::{Alike, Reason, alike};
use super::suggest::{key, quoted};
use crate::catalog::slugify;
use foldhash::fast::RandomState;
use std::collections::HashMap;

/// Finds all of them.
pub(super) fn run(lister: &mut Lister, groups: &Groups, printed: &[Printed]) {
    for facet in 0..lister.facets.declared().count() {
        let alike = alike_labels(lister, facet);
        let collisions = check_slugs(lister, facet, &alike);
        check_spelling(lister, facet, &alike, &collisions);
    }
    check_used_once(lister, groups);
    check_titles(lister, groups);
    for count in printed {
        check_count(lister, groups, count);
    }
}

/// The labels of a facet that are probably one.
fn alike_labels(lister: &Lister, facet: usize) -> Vec<Alike> {
    let (numbers, labels): (Vec<usize>, Vec<(&str, usize)>) = lister
        .facets
        .get(facet)
        .labels
        .used()
        .map(|(at, label)| (at, (&*label.text, label.rows)))
        .unzip();
    let of_all = |found: Alike| Alike { from: numbers[found.from], to: numbers[found.to], ..found };
    alike(&labels).into_iter().map(of_all).collect()
}

/// Reports labels that would have one name in links. For each such label, the one it collides with.
fn check_slugs(lister: &mut Lister, facet: usize, alike: &[Alike]) -> HashMap<usize, usize> {
    let Lister { facets, report, .. } = lister;
    let facet = facets.get(facet);
    let canonical: HashMap<usize, usize> =
        alike.iter().map(|alike| (alike.from, alike.to)).collect();
    let mut collisions = HashMap::new();
    let mut by_slug: HashMap<String, usize, RandomState> = HashMap::default();
    let given = facet.values.iter().filter(|value| !value.slug.is_empty());
    let given: HashMap<&str, &str> = given.map(|value| (&*value.label, &*value.slug)).collect();
    for (at, label) in facet.labels.used() {
        let slug = slugify(given.get(&*label.text).unwrap_or(&&*label.text));
        let Some(&first) = by_slug.get(&slug) else {
            by_slug.insert(slug, at);
            continue;
        };
        collisions.insert(at, first);
        let other = &facet.labels.all[first];
        let (keep, drop) = match canonical.get(&at) {
            Some(&to) => (&facet.labels.all[to], label),
            None if canonical.get(&first) == Some(&at) || label.rows > other.rows => (label, other),
            None => (other, label),
        };
        let message = format!(
            "{} and {} would both be `{slug}` in links",
            Quoted(&label.text),
            Quoted(&other.text)
        );
        let problem = report.add(Code::SameSlug, label.first, message);
        suggest_spelling(problem.other(other.first), &facet.key, keep, drop);
    }
    collisions
}

/// Says what to write into the configuration so that one label is read as another.
fn suggest_spelling(problem: &mut Problem, facet: &str, to: &Label, from: &Label) {
    let spelling = |label: &Label| Spelling { label: label.text.to_string(), rows: label.rows };
    let (line, name) = (format!("{} = [{}]", quoted(&to.text), quoted(&from.text)), key(facet));
    problem
        .help(format!(
            "spell them alike, or write into casebook.toml, under [spellings.{name}]: {line}"
        ))
        .suggest(Suggestion::Spelling {
            facet: facet.to_owned(),
            to: spelling(to),
            from: spelling(from),
        });
}

fn check_spelling(
    lister: &mut Lister,
    facet: usize,
    alike: &[Alike],
    collisions: &HashMap<usize, usize>,
) {
    let Lister { facets, report, .. } = lister;
    let code = if facet == COMPANY { Code::CompanySpelling } else { Code::SpelledTwoWays };
    let facet = facets.get(facet);
    let first_of = |label: usize| *collisions.get(&label).unwrap_or(&label);
    for &Alike { from, to, reason } in alike {
        // That two have one name in links is said already.
        if first_of(from) == first_of(to) {
            continue;
        }
        let (from, to) = (&facet.labels.all[from], &facet.labels.all[to]);
        let difference = match reason {
            Reason::Case => "in capitals",
            Reason::Spacing => "in spaces or signs",
            Reason::Accents => "in accents",
            Reason::Plural => "as plural and singular",
            Reason::Typo => "in one letter",
            Reason::Article => "in an article in front",
            Reason::Suffix => "in what kind of company it is",
        };
        let message =
            format!("{} and {} differ only {difference}", Quoted(&from.text), Quoted(&to.text));
        let problem = report.add(code, from.first, message);
        suggest_spelling(problem.other(to.first), &facet.key, to, from);
    }
}

/// Tags that one entry has are no help in finding others.
fn check_used_once(lister: &mut Lister, groups: &Groups) {
    /// In a short list, most tags are.
    const FEWEST_ENTRIES: usize = 10;
    if lister.rows.entries < FEWEST_ENTRIES {
        return;
    }
    let mut entries = vec![0_u32; lister.facets.get(TAG).labels.all.len()];
    for head in groups.entries() {
        let mut tags: Vec<u32> = Vec::new();
        for member in groups.members(head, lister) {
            let held = lister.drafts.values(&lister.drafts.all[member as usize]);
            tags.extend(
                held.iter().filter(|held| held.facet as usize == TAG).map(|held| held.label),
            );
        }
        tags.sort_unstable();
        tags.dedup();
        for tag in tags {
            entries[tag as usize] += 1;
        }
    }
    let Lister { facets, report, .. } = lister;
    for (label, _) in
        facets.get(TAG).labels.all.iter().zip(entries).filter(|(_, entries)| *entries == 1)
    {
        let message = format!("only one entry has the tag {}", Quoted(&label.text));
        report
            .add(Code::UsedOnce, label.first, message)
            .help("choose one that others have, too, or leave it");
    }
}

fn check_titles(lister: &mut Lister, groups: &Groups) {
    let heads: Vec<u32> = groups.entries().collect();
    let draft = |head: u32| &lister.drafts.all[head as usize];
    let titles = heads.iter().map(|&head| {
        let draft = draft(head);
        (merge::title(lister, draft), link_key(merge::company(lister, draft)))
    });
    let pairs = near_duplicates(titles);
    for (later, earlier) in pairs {
        let (later, earlier) = (draft(heads[later]).clone(), draft(heads[earlier]).clone());
        let message = format!(
            "{} is much like {}",
            Quoted(merge::title(lister, &later)),
            Quoted(merge::title(lister, &earlier))
        );
        let problem = lister.report.add(Code::SimilarTitle, later.row, message);
        problem
            .other(earlier.row)
            .help("if they are one case study, remove one; if not, allow this");
    }
}

/// Holds a printed count against the rows that it counts.
fn check_count(lister: &mut Lister, groups: &Groups, printed: &Printed) {
    let file = printed.span.file();
    let Some(actual) = counted(lister, groups, printed) else { return };
    if actual == printed.count {
        return;
    }
    let what = if printed.label.is_empty() {
        "the list".to_owned()
    } else {
        Quoted(&printed.label).to_string()
    };
    let message = format!("{what} is said to have {}, and has {actual}", printed.written);
    let raw = &lister.files[file].text()[printed.span.range()];
    let at = printed.position(raw);
    let problem = lister.report.add(Code::PrintedCount, printed.span, message);
    if let Some(at) = at {
        let start = printed.span.range().start + at;
        let digits = Span::new(file, start..start + printed.written.len());
        problem.span = digits;
        problem.help(format!("write {actual}")).fix(digits, actual.to_string());
    }
}

/// How many there are of what a printed count is about: the rows of the page it links to, the entries
/// with a value, or all; on a page with rows of its own, those. `None` if it is about none of these.
fn counted(lister: &Lister, groups: &Groups, printed: &Printed) -> Option<usize> {
    let file = printed.span.file();
    let drafts = &lister.drafts.all;
    let rows_of = |file: usize| drafts.iter().filter(|draft| draft.row.file() == file).count();
    if let Some(target) = printed.link.as_deref().and_then(|link| lister.site.target(file, link)) {
        return Some(rows_of(target)).filter(|&rows| rows > 0 && !lister.is_case_page[target]);
    }
    let own_rows = rows_of(file);
    if printed.label.is_empty() {
        let all = groups.entries().count();
        return Some(if own_rows > 0 { own_rows } else { all }).filter(|&rows| rows > 0);
    }
    let slug = slugify(&printed.label);
    let (facet, label) = lister.facets.declared().find_map(|(at, facet)| {
        let label = facet.labels.used().find(|(_, label)| slugify(&label.text) == slug)?;
        Some((at, label.0))
    })?;
    let has = |draft: &super::lister::Draft| {
        let mut held = lister.drafts.values(draft).iter();
        held.any(|held| (held.facet as usize, held.label as usize) == (facet, label))
    };
    if own_rows > 0 {
        return Some(drafts.iter().filter(|draft| draft.row.file() == file && has(draft)).count());
    }
    let any_has =
        |head: u32| groups.members(head, lister).iter().any(|&at| has(&drafts[at as usize]));
    Some(groups.entries().filter(|&head| any_has(head)).count())
}
