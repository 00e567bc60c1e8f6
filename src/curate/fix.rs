//! Repairs in place what is mechanical and safe: what `check --fix` writes.
//!
//! A list is repaired in rounds, since one repair may be in the way of another, and the whole is held
//! against what the list said before: repairs change how a list is written, and never its entries.

use super::fault::{Code, Edit, Problem, Severity};
use super::source::Source;
use super::{Built, Options, build};
use crate::catalog::{Catalog, encode};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

/// What became of a list that was to be repaired.
#[derive(Debug)]
pub struct Fixed {
    /// The files that are to be written, by number, each with its new bytes.
    pub files: BTreeMap<usize, Vec<u8>>,
    /// How many faults of a kind were repaired in a file.
    pub repaired: BTreeMap<(usize, Code), usize>,
    /// What the repaired list is.
    pub built: Built,
    /// Kinds that are not repaired because that would have changed the entries.
    pub refused: Vec<Code>,
}

/// More repairs than these hardly lie on top of each other; if they do, it is begun anew with what they made.
const ROUNDS: usize = 16;

/// Repairs a list; nothing is written. Repairing it again would change nothing.
pub fn fix(files: Vec<Source>, options: &Options) -> Fixed {
    let mut fixed = Fixed::by_kinds(build(files, options), options);
    for _ in 1..ROUNDS {
        let is_done = !fixed.built.problems.iter().any(Problem::is_fixable);
        if fixed.refused.is_empty() && is_done {
            break;
        }
        // Beside what is repaired now, what was refused may be sound; and faults may have come to light of
        // kinds that were not there to be tried.
        let next = Fixed::by_kinds(fixed.built, options);
        (fixed.built, fixed.refused) = (next.built, next.refused);
        if next.files.is_empty() {
            break;
        }
        fixed.files.extend(next.files);
        for (fault, count) in next.repaired {
            *fixed.repaired.entry(fault).or_default() += count;
        }
    }
    fixed
}

impl Fixed {
    /// Repairs all kinds of faults; if that changes the entries, those kinds that do not.
    fn by_kinds(first: Built, options: &Options) -> Self {
        let mut codes: BTreeSet<Code> = first.problems.iter().map(|problem| problem.code).collect();
        let mut refused = Vec::new();
        let fixing = Fixing::run(&first, options, &|_| true).or_else(|| {
            let mut sound = None;
            let mut kept = BTreeSet::new();
            while let Some(code) = codes.pop_first() {
                kept.insert(code);
                let fixing = Fixing::run(&first, options, &|code| kept.contains(&code));
                if fixing.is_none() {
                    kept.remove(&code);
                    refused.push(code);
                }
                sound = fixing.or(sound);
            }
            sound
        });
        let Fixing { files, repaired, latest } = fixing.unwrap_or_default();
        Self { files, repaired, built: latest.unwrap_or(first), refused }
    }
}

#[derive(Default)]
struct Fixing {
    files: BTreeMap<usize, Vec<u8>>,
    repaired: BTreeMap<(usize, Code), usize>,
    /// What the list is after the last round.
    latest: Option<Built>,
}

impl Fixing {
    /// Repairs faults of some kinds until there are none; `None` if that changes the entries.
    fn run(first: &Built, options: &Options, wanted: &dyn Fn(Code) -> bool) -> Option<Self> {
        let mut fixing = Self::default();
        for _ in 0..ROUNDS {
            let built = fixing.latest.take();
            let Some(files) = fixing.round(built.as_ref().unwrap_or(first), options, wanted) else {
                fixing.latest = built;
                break;
            };
            fixing.latest = Some(build(files, options));
        }
        let keeps = fixing.latest.as_ref().is_none_or(|latest| fixing.keeps_entries(first, latest));
        keeps.then_some(fixing)
    }

    /// The files after all repairs that are not in each other's way; `None` if there are none.
    fn round(
        &mut self,
        built: &Built,
        options: &Options,
        wanted: &dyn Fn(Code) -> bool,
    ) -> Option<Vec<Source>> {
        let mut patches: BTreeMap<usize, Patches> = BTreeMap::new();
        let frozen: Vec<bool> =
            (0..built.files.len()).map(|at| is_frozen(built, at, options)).collect();
        for problem in
            built.problems.iter().filter(|problem| problem.is_fixable() && wanted(problem.code))
        {
            let file = problem.span.file();
            let is_elsewhere = |edit: &Edit| edit.span.file() != file;
            if frozen[file] || problem.fix.iter().any(is_elsewhere) {
                continue;
            }
            if patches.entry(file).or_default().add(problem, &built.files[file]) {
                *self.repaired.entry((file, problem.code)).or_default() += 1;
            }
        }
        patches.retain(|_, patches| !patches.is_empty());
        if patches.is_empty() {
            return None;
        }
        let mut files = built.files.clone();
        for (number, patches) in patches {
            let bytes = patches.apply(&files[number]);
            files[number] = Source::new(files[number].name(), bytes.clone()).ok()?;
            self.files.insert(number, bytes);
        }
        Some(files)
    }

    /// Whether the entries are what they were. Where an error was repaired, there may be more.
    fn keeps_entries(&self, before: &Built, after: &Built) -> bool {
        let (before, after) = (lines(&before.catalog), lines(&after.catalog));
        let mends_errors = self.repaired.keys().any(|(_, code)| code.severity() == Severity::Error);
        if mends_errors {
            let after: HashSet<&str> = after.lines().collect();
            return before.lines().all(|line| after.contains(line));
        }
        before == after
    }
}

/// The entries and facets of a catalog, a line each.
fn lines(catalog: &Catalog) -> String {
    let json = encode(catalog);
    let start = json.find("\"facets\"").unwrap_or_default();
    json[start..].to_owned()
}

/// Whether a file has to stay as it is: it was not read, or it is not in UTF-8 and may stay so, so that
/// nothing can be written into it.
fn is_frozen(built: &Built, file: usize, options: &Options) -> bool {
    let source = &built.files[file];
    let strays = source.repairs().iter().filter(|repair| repair.kind.is_of_encoding()).count();
    let expected = strays + usize::from(!source.encoding().is_utf8);
    let is_of_encoding =
        |problem: &&Problem| problem.code == Code::NotUtf8 && problem.span.file() == file;
    let is_unreadable = options.unreadable.iter().any(|(unreadable, _)| *unreadable == file);
    is_unreadable
        || (expected > 0 && built.problems.iter().filter(is_of_encoding).count() != expected)
}

/// What to write into a file, in bytes of its text on disk; nothing overlaps.
#[derive(Default)]
struct Patches {
    patches: BTreeMap<usize, (usize, String)>,
    /// Whether there is something that only shows when the file is written: its encoding.
    is_touched: bool,
}

impl Patches {
    /// Adds all edits of a problem, or none if one is in the way of what is there already.
    fn add(&mut self, problem: &Problem, file: &Source) -> bool {
        if problem.code == Code::NotUtf8 {
            self.is_touched = true;
            return true;
        }
        let Some(patches) =
            problem.fix.iter().map(|edit| on_disk(edit, file)).collect::<Option<Vec<_>>>()
        else {
            return false;
        };
        for (number, (range, text)) in patches.iter().enumerate() {
            if self.is_in_the_way(range) {
                for (range, _) in &patches[..number] {
                    self.patches.remove(&range.start);
                }
                return false;
            }
            self.patches.insert(range.start, (range.end, text.clone()));
        }
        true
    }

    /// Whether a range overlaps another, or touches an insertion, where the order would matter.
    fn is_in_the_way(&self, range: &Range<usize>) -> bool {
        let near = self.patches.range(..=range.end).rev();
        let mut near = near.take_while(|(_, (end, _))| *end >= range.start);
        near.any(|(&start, &(end, _))| {
            let overlaps = start < range.end && range.start < end;
            overlaps || range.is_empty() || start == end
        })
    }

    fn is_empty(&self) -> bool {
        self.patches.is_empty() && !self.is_touched
    }

    /// The bytes of the file with the patches written into it.
    fn apply(&self, file: &Source) -> Vec<u8> {
        let disk = file.disk_text();
        let mut text = String::with_capacity(disk.len() + 8);
        if file.encoding().has_bom {
            text.push('\u{feff}');
        }
        let mut end = 0;
        for (&start, (behind, now)) in &self.patches {
            text.push_str(&disk[end..start]);
            text.push_str(now);
            end = *behind;
        }
        text.push_str(&disk[end..]);
        text.into_bytes()
    }
}

/// An edit in bytes of the text on disk; `None` if it begins or ends within a repaired place, which has
/// to be written first.
fn on_disk(edit: &Edit, file: &Source) -> Option<(Range<usize>, String)> {
    let range = edit.span.range();
    let repairs = file.repairs();
    let splits = |at: usize| {
        let before = repairs.partition_point(|repair| repair.at < at);
        before.checked_sub(1).is_some_and(|last| repairs[last].at + repairs[last].now.len() > at)
    };
    if splits(range.start) || splits(range.end) {
        return None;
    }
    let is_insertion = range.is_empty() && !edit.text.is_empty();
    let disk = file.disk_range(range);
    // What was taken away at the same place is not ours to remove.
    Some((if is_insertion { disk.end..disk.end } else { disk }, edit.text.clone()))
}
