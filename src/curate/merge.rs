//! Which drafts are one case study: those with one page, or one link.

use super::fault::{Code, Quoted};
use super::lister::{COMPANY, Draft, Held, Lister};
use super::parts::in_parts;
use super::resemble::{Twice, hash, link_key};
use crate::catalog::slugify;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::ops::Range;

/// The drafts of each entry, in the order of the entries. Each draft is in one group; the one that
/// tells most is the first in its group.
#[derive(Debug, Default)]
pub(super) struct Groups {
    /// The first draft of each entry.
    entries: Vec<u32>,
    /// The drafts that are part of another's entry, by that.
    others: Vec<(u32, u32)>,
}

impl Groups {
    /// Finds out which drafts belong together, and says so of each that is merged.
    pub(super) fn find(lister: &mut Lister) -> Self {
        let mut heads = Heads((0..lister.drafts.all.len() as u32).collect());
        let keys = repeated_keys(lister);
        for run in keys.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
            heads.unite_run(run, lister);
        }
        heads.settle(lister)
    }

    /// How many entries there are.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The drafts that are part of another's entry, with the first draft of that, by which they are in order.
    pub(super) fn others(&self) -> &[(u32, u32)] {
        &self.others
    }

    /// The first draft of each entry, in order.
    pub(super) fn entries(&self) -> &[u32] {
        &self.entries
    }

    /// Hands over the drafts of some entries, in order of the entries, the one that tells most first.
    pub(super) fn for_each(
        &self,
        entries: Range<usize>,
        lister: &Lister,
        mut take: impl FnMut(&[u32]),
    ) {
        let own_page_first = |at: &u32| Reverse(is_own_page(&lister.drafts.all[*at as usize]));
        let entries = &self.entries[entries];
        let first = entries.first().copied().unwrap_or_default();
        let others = &self.others[self.others.partition_point(|(of, _)| *of < first)..];
        let mut others = others.iter().peekable();
        let mut members: Vec<u32> = Vec::new();
        for &head in entries {
            members.clear();
            members.push(head);
            while let Some((_, at)) = others.next_if(|(of, _)| *of == head) {
                members.push(*at);
            }
            // Stable, so that the others stay in their order.
            members.sort_by_key(own_page_first);
            take(&members);
        }
    }
}

/// For each draft, the draft whose entry it is part of.
struct Heads(Vec<u32>);

impl Heads {
    fn unite_run(&mut self, run: &[(u64, u32)], lister: &mut Lister) {
        for (place, &(_, later)) in run.iter().enumerate().skip(1) {
            // Among many with one link, the first with which it agrees; the runs are short.
            let candidates = run[..place].iter().take(64).map(|(_, earlier)| *earlier);
            let found = candidates.into_iter().find(|&earlier| agree(lister, earlier, later));
            match found {
                Some(earlier) => self.unite(earlier, later),
                None => report_shared_link(lister, run[0].1, later),
            }
        }
    }

    fn head(&self, mut at: u32) -> u32 {
        while self.0[at as usize] != at {
            at = self.0[at as usize];
        }
        at
    }

    fn unite(&mut self, a: u32, b: u32) {
        let (a, b) = (self.head(a), self.head(b));
        self.0[a.max(b) as usize] = a.min(b);
    }

    /// The groups that are left, of which those of several drafts are reported.
    fn settle(self, lister: &mut Lister) -> Groups {
        let (mut entries, mut others) = (Vec::with_capacity(self.0.len()), Vec::new());
        for at in 0..self.0.len() as u32 {
            match self.head(at) {
                head if head == at => entries.push(at),
                head => {
                    others.push((head, at));
                    report_merged(lister, head, at);
                }
            }
        }
        others.sort_unstable();
        lister.rows.merged += others.len();
        lister.rows.entries += entries.len();
        Groups { entries, others }
    }
}

/// What drafts are known by, in order, with the drafts; without most of what only one is known by.
fn repeated_keys(lister: &Lister) -> Vec<(u64, u32)> {
    let keys = in_parts(lister.drafts.all.len(), |drafts| keys_of(lister, drafts));
    // Few are there twice, and only those are worth an order.
    let mut twice = Twice::new(keys.iter().map(Vec::len).sum::<usize>() * 4);
    for &(key, _) in keys.iter().flatten() {
        twice.note(key);
    }
    let keys = keys.into_par_iter().flatten_iter();
    let mut keys: Vec<(u64, u32)> = keys.filter(|&(key, _)| twice.is_again(key)).collect();
    keys.par_sort_unstable();
    keys
}

/// What some drafts are known by: the page they are about, and their link; without either, company and
/// title.
fn keys_of(lister: &Lister, drafts: Range<usize>) -> Vec<(u64, u32)> {
    let mut keys = Vec::with_capacity(drafts.len());
    for number in drafts {
        let (draft, at) = (&lister.drafts.all[number], number as u32);
        if draft.page_file != 0 {
            keys.push((hash(&draft.page_file.to_le_bytes()), at));
        }
        if !draft.url.is_empty() {
            keys.push((link_key(text(lister, draft, draft.url)), at));
        }
        if draft.page_file == 0 && draft.url.is_empty() {
            let name = format!("{}\n{}", company(lister, draft), slugify(title(lister, draft)));
            keys.push((link_key(&name), at));
        }
    }
    keys
}

/// A text of a draft.
pub(super) fn text<'t>(lister: &'t Lister, draft: &Draft, piece: super::lister::Piece) -> &'t str {
    lister.drafts.text(piece, lister.files, draft.row.file())
}

pub(super) fn title<'t>(lister: &'t Lister, draft: &Draft) -> &'t str {
    text(lister, draft, draft.title)
}

/// The company of a draft; empty if it has none.
pub(super) fn company<'t>(lister: &'t Lister, draft: &Draft) -> &'t str {
    let labels = &lister.facets.get(COMPANY).labels.all;
    company_held(lister, draft).map_or("", |held| &labels[held.label as usize].text)
}

/// The value that is the company of a draft.
pub(super) fn company_held<'l>(lister: &'l Lister, draft: &Draft) -> Option<&'l Held> {
    lister.drafts.values(draft).iter().find(|held| held.facet as usize == COMPANY)
}

fn is_own_page(draft: &Draft) -> bool {
    draft.page_file as usize == draft.row.file() + 1
}

/// Whether two drafts with one link are one case study: those of one page are; others if they are of one
/// company and have one title, or stand on different pages of the list.
fn agree(lister: &Lister, a: u32, b: u32) -> bool {
    let (a, b) = (&lister.drafts.all[a as usize], &lister.drafts.all[b as usize]);
    if a.page_file != 0 && a.page_file == b.page_file {
        return true;
    }
    if a.page_file != 0 && b.page_file != 0 {
        return false;
    }
    // What is an entry of its own in a catalog stays one.
    if a.row.file == b.row.file && lister.is_catalog[a.row.file()] {
        return false;
    }
    let (company_a, company_b) = (slugify(company(lister, a)), slugify(company(lister, b)));
    let one_company = company_a == company_b || company_a == "u" || company_b == "u";
    let (title_a, title_b) = (slugify(title(lister, a)), slugify(title(lister, b)));
    // `Search` and `Search in a week` are one, unless each has a name of its own.
    let (id_a, id_b) = (text(lister, a, a.id), text(lister, b, b.id));
    let are_named = !id_a.is_empty() && !id_b.is_empty() && id_a != id_b;
    let is_part = title_a.contains(&title_b) || title_b.contains(&title_a);
    let one_title = title_a == title_b || (is_part && !are_named);
    one_company && (one_title || (a.row.file != b.row.file && !are_named))
}

fn report_shared_link(lister: &mut Lister, first: u32, later: u32) {
    let (first, later) =
        (lister.drafts.all[first as usize].clone(), lister.drafts.all[later as usize].clone());
    let message = format!(
        "{} has the link of {}",
        Quoted(title(lister, &later)),
        Quoted(title(lister, &first))
    );
    let place = |draft: &Draft| lister.drafts.place(draft, draft.url, lister.files);
    let (place, other) = (place(&later), place(&first));
    let problem = lister.report.add(Code::DuplicateLink, place, message);
    problem.other(other).help("both are entries; mend the link, or remove one");
}

fn report_merged(lister: &mut Lister, head: u32, at: u32) {
    let (first, later) =
        (lister.drafts.all[head as usize].clone(), lister.drafts.all[at as usize].clone());
    let message =
        format!("{} is there already, and is merged with that", Quoted(title(lister, &later)));
    let same_file = first.row.file == later.row.file;
    let code = if same_file { Code::DuplicateLink } else { Code::Merged };
    let problem = lister.report.add(code, later.row, message);
    problem.other(first.row);
    if same_file {
        problem.help("take one of the rows out");
    }
    check_agreement(lister, &first, &later);
}

/// Says what two rows of one case study do not agree in; the entry has what the first says.
fn check_agreement(lister: &mut Lister, first: &Draft, later: &Draft) {
    let mut contradictions = Vec::new();
    if let (Some(a), Some(b)) = (first.year, later.year)
        && a != b
    {
        contradictions.push(format!("the year is {b} here, and {a} elsewhere"));
    }
    let (a, b) = (title(lister, first), title(lister, later));
    // Links to pages often say what their headings do: `Company: Title`.
    let is_with_company = |long: &str, short: &str| {
        let companies = [company(lister, first), company(lister, later)].into_iter();
        let mut longer = companies.map(|company| slugify(&format!("{company} {short}")));
        longer.any(|longer| slugify(long) == longer)
    };
    if slugify(a) != slugify(b) && !is_with_company(a, b) && !is_with_company(b, a) {
        contradictions.push(format!(
            "the title is {} here, and {} elsewhere",
            Quoted(b),
            Quoted(a)
        ));
    }
    let (a, b) = (company(lister, first), company(lister, later));
    if !a.is_empty() && !b.is_empty() && a != b {
        contradictions.push(format!(
            "the company is {} here, and {} elsewhere",
            Quoted(b),
            Quoted(a)
        ));
    }
    for message in contradictions {
        let problem = lister.report.add(Code::Contradiction, later.row, message);
        problem.other(first.row).help("write what is right in both");
    }
}
