//! Faults that no row shows alone: labels and titles that are much alike, counts that are wrong.

use super::fault::{Code, Problem, Quoted, Report, Span, Spelling, Suggestion};
use super::lister::{COMPANY, Draft, Facet, Held, Label, Lister, TAG};
use super::merge::{self, Groups};
use super::read::markdown::Printed;
use super::resemble::link_key;
use super::resemble::near_duplicates;
use super::resemble::{Alike, Reason, alike};
use super::suggest::{key, quoted};
use crate::catalog::slugify;
use foldhash::fast::RandomState;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

/// Finds all of them.
pub(super) fn run(lister: &Lister, groups: &Groups, printed: &[Printed]) -> Report {
    let mut report = Report::default();
    for (at, facet) in lister.facets.declared() {
        check_labels(at, facet, &mut report);
    }
    let entries = Entries::count(lister, groups);
    check_used_once(lister, &entries, &mut report);
    check_titles(lister, groups, &mut report);
    for count in printed {
        check_count(lister, &entries, count, &mut report);
    }
    report
}

/// For each facet, for each label, how many entries have it.
struct Entries(Vec<Vec<u32>>);

impl Entries {
    fn count(lister: &Lister, groups: &Groups) -> Self {
        let none = |(_, facet): (usize, &Facet)| vec![0; facet.labels.all.len()];
        let mut entries = Self(lister.facets.declared().map(none).collect());
        for held in lister.drafts.values.iter() {
            entries.0[held.facet as usize][held.label as usize] += 1;
        }
        // What an entry's drafts have more than once was counted more than once.
        for drafts in groups.others().chunk_by(|a, b| a.0 == b.0) {
            let members = [drafts[0].0].into_iter().chain(drafts.iter().map(|(_, at)| *at));
            let draft = |at| &lister.drafts.all[at as usize];
            let mut held: Vec<Held> =
                members.flat_map(|at| lister.drafts.values(draft(at))).copied().collect();
            held.sort_unstable();
            for pair in held.windows(2).filter(|pair| pair[0] == pair[1]) {
                entries.0[pair[0].facet as usize][pair[0].label as usize] -= 1;
            }
        }
        entries
    }
}

/// Reports labels that are probably one, and those that links could not tell apart.
fn check_labels(at: usize, facet: &Facet, report: &mut Report) {
    let given = facet.values.iter().filter(|value| !value.slug.is_empty());
    let given: HashMap<&str, &str> = given.map(|value| (&*value.label, &*value.slug)).collect();
    let slug = |label: &Label| slugify(given.get(&*label.text).unwrap_or(&&*label.text));
    let reported = check_spelling(at, facet, slug, report);
    let mut by_slug: HashMap<String, &Label, RandomState> = HashMap::default();
    for (number, label) in facet.labels.used() {
        if reported.contains(&number) {
            continue;
        }
        match by_slug.entry(slug(label)) {
            Entry::Vacant(free) => _ = free.insert(label),
            Entry::Occupied(taken) if label.rows > taken.get().rows => {
                report_same_slug(facet, taken.get(), label, taken.key(), report);
            }
            Entry::Occupied(taken) => {
                report_same_slug(facet, label, taken.get(), taken.key(), report);
            }
        }
    }
}

fn report_same_slug(facet: &Facet, from: &Label, to: &Label, slug: &str, report: &mut Report) {
    let (later, earlier) = if from.first > to.first { (from, to) } else { (to, from) };
    let message = format!(
        "{} and {} would both be `{slug}` in links",
        Quoted(&later.text),
        Quoted(&earlier.text)
    );
    let problem = report.add(Code::SameSlug, later.first, message);
    suggest_spelling(problem.other(earlier.first), &facet.key, to, from);
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

/// Reports labels that are much like others. Those with the slug of another are what comes back.
fn check_spelling(
    at: usize,
    facet: &Facet,
    slug: impl Fn(&Label) -> String,
    report: &mut Report,
) -> HashSet<usize> {
    let code = if at == COMPANY { Code::CompanySpelling } else { Code::SpelledTwoWays };
    let (numbers, labels): (Vec<usize>, Vec<(&str, usize)>) =
        facet.labels.used().map(|(at, label)| (at, (&*label.text, label.rows))).unzip();
    let mut same_slug = HashSet::new();
    for Alike { from, to, reason } in alike(&labels) {
        let number = numbers[from];
        let (from, to) = (&facet.labels.all[number], &facet.labels.all[numbers[to]]);
        let name = slug(from);
        if name == slug(to) {
            same_slug.insert(number);
            report_same_slug(facet, from, to, &name, report);
            continue;
        }
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
    same_slug
}

/// Tags that one entry has are no help in finding others.
fn check_used_once(lister: &Lister, entries: &Entries, report: &mut Report) {
    /// In a short list, most tags are.
    const FEWEST_ENTRIES: usize = 10;
    if lister.rows.entries < FEWEST_ENTRIES {
        return;
    }
    let labels = &lister.facets.get(TAG).labels.all;
    for (label, _) in labels.iter().zip(&entries.0[TAG]).filter(|(_, entries)| **entries == 1) {
        let message = format!("only one entry has the tag {}", Quoted(&label.text));
        report
            .add(Code::UsedOnce, label.first, message)
            .help("choose one that others have, too, or leave it");
    }
}

fn check_titles(lister: &Lister, groups: &Groups, report: &mut Report) {
    let heads = groups.entries();
    let draft = |head: u32| &lister.drafts.all[head as usize];
    let companies = &lister.facets.get(COMPANY).labels.all;
    let keys: Vec<u64> = companies.iter().map(|label| link_key(&label.text)).collect();
    let company_key = |draft| {
        let held = merge::company_held(lister, draft);
        held.map_or_else(|| link_key(""), |held| keys[held.label as usize])
    };
    let pairs = near_duplicates(heads.len(), |at| {
        let draft = draft(heads[at]);
        (merge::title(lister, draft), company_key(draft))
    });
    for (later, earlier) in pairs {
        let (later, earlier) = (draft(heads[later]), draft(heads[earlier]));
        if are_described_apart(lister, later, earlier) {
            continue;
        }
        let message = format!(
            "{} is much like {}",
            Quoted(merge::title(lister, later)),
            Quoted(merge::title(lister, earlier))
        );
        let place = |draft: &Draft| lister.drafts.place(draft, draft.title, lister.files);
        let problem = report.add(Code::SimilarTitle, place(later), message);
        problem
            .other(place(earlier))
            .help("if they are one case study, remove one; if not, allow this");
    }
}

/// Whether two titles are one word or two that are nothing but a name, as of whose failures are told, and what is
/// said of the entries tells them apart.
fn are_described_apart(lister: &Lister, one: &Draft, other: &Draft) -> bool {
    let summary = |draft: &Draft| merge::text(lister, draft, draft.summary);
    let (summary, other_summary) = (summary(one), summary(other));
    let is_name = |draft| merge::title(lister, draft).split_whitespace().nth(2).is_none();
    is_name(one)
        && is_name(other)
        && !summary.is_empty()
        && !other_summary.is_empty()
        && summary != other_summary
}

/// Holds a printed count against the rows that it counts.
fn check_count(lister: &Lister, entries: &Entries, printed: &Printed, report: &mut Report) {
    let file = printed.span.file();
    let Some(actual) = counted(lister, entries, printed) else { return };
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
    let problem = report.add(Code::PrintedCount, printed.span, message);
    if let Some(at) = at {
        let start = printed.span.range().start + at;
        let digits = Span::new(file, start..start + printed.written.len());
        problem.span = digits;
        // Rows that are lost may be those that the count has more.
        if lister.rows.lost == 0 {
            problem.help(format!("write {actual}")).fix(digits, actual.to_string());
        } else {
            problem.help("count again when all rows are read");
        }
    }
}

/// How many there are of what a printed count is about: the rows of the page it links to, the entries
/// with a value, or all; on a page with rows of its own, those; if a heading says what is no value, the
/// rows below it. `None` if it is about none of these.
fn counted(lister: &Lister, entries: &Entries, printed: &Printed) -> Option<usize> {
    let file = printed.span.file();
    let rows_of = |file| drafts_of(lister, file).count();
    if let Some(target) = printed.link.as_deref().and_then(|link| lister.site.target(file, link)) {
        return Some(rows_of(target)).filter(|&rows| rows > 0 && !lister.is_case_page[target]);
    }
    let own_rows = rows_of(file);
    if printed.label.is_empty() {
        let all = lister.rows.entries;
        // What is seen first tells of the whole, even if it has some rows as examples.
        let is_of_page = own_rows > 0 && printed.count != all && !is_main(lister, file);
        return Some(if is_of_page { own_rows } else { all }).filter(|&rows| rows > 0);
    }
    let slug = slugify(&printed.label);
    let Some((facet, label)) = lister.facets.declared().find_map(|(at, facet)| {
        let label = facet.labels.used().find(|(_, label)| slugify(&label.text) == slug)?;
        Some((at, label.0))
    }) else {
        let is_below = |draft: &&Draft| printed.section.contains(&draft.row.range().start);
        let below = drafts_of(lister, file).filter(is_below).count();
        return Some(below).filter(|&rows| rows > 0);
    };
    if own_rows == 0 {
        return Some(entries.0[facet][label] as usize);
    }
    let held = Held { facet: facet as u32, label: label as u32 };
    let has = |draft: &&Draft| lister.drafts.values(draft).contains(&held);
    Some(drafts_of(lister, file).filter(has).count())
}

/// Whether a file is the main page of a list that has others.
fn is_main(lister: &Lister, file: usize) -> bool {
    let path = lister.site.path(file).to_ascii_lowercase();
    lister.files.len() > 1 && ["readme.md", "index.md"].contains(&&*path)
}

/// The drafts that a file's rows gave; files are read one after the other.
fn drafts_of<'l>(lister: &'l Lister, file: usize) -> impl Iterator<Item = &'l Draft> {
    lister.drafts.all.blocks().flat_map(move |drafts| {
        let start = drafts.partition_point(|draft| draft.row.file() < file);
        let length = drafts[start..].partition_point(|draft| draft.row.file() == file);
        &drafts[start..start + length]
    })
}
