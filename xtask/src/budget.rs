//! What the page may weigh: the figures of `size-budget.txt`, which change in the commit that changes them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::sizes::{self, Weight};
use crate::trouble::{Doing, Result, Trouble};

/// By how many percent the page may be heavier than its budget.
const TOLERANCE: usize = 2;

/// What is said of all that loads at first.
const FIRST: &str = "at first";

const HEAD: &str = "\
# What the page weighs as it travels, in bytes of brotli 11, without the JSON: what loads at first, by
# kind of file, and each part that loads when it is first used, as `later.wasm`. `cargo xtask test page`
# fails when the sum of the first, or one of the others, has grown by over 2 %. `cargo xtask build
# --accept-size` writes this file anew; commit it with what made the page larger, and say why.
";

/// Bytes by kind of file, and by name of the parts that load later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget(BTreeMap<String, usize>);

/// How a page compares to its budget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// All within two percent.
    Within,
    /// Smaller by more: the budget should be lowered, so that the gain is kept.
    Below(String),
    /// Larger by more: each kind that grew, a line each.
    Above(String),
}

impl Budget {
    /// What was weighed.
    pub fn of(weights: &[Weight]) -> Self {
        let mut kinds = BTreeMap::new();
        for weight in weights.iter().filter(|weight| !sizes::is_data(&weight.path)) {
            let kind = Path::new(&weight.path).extension().and_then(|kind| kind.to_str());
            let kind = kind.unwrap_or("other").to_owned();
            let kind = sizes::part(&weight.path).unwrap_or(kind);
            *kinds.entry(kind).or_default() += weight.brotli;
        }
        Self(kinds)
    }

    /// What the repository says.
    ///
    /// # Errors
    /// When the file is missing or says something else than kinds and bytes.
    pub fn read() -> Result<Self> {
        let text = fs::read_to_string(path()).doing(|| "read size-budget.txt".to_owned())?;
        Self::parse(&text)
    }

    fn parse(text: &str) -> Result<Self> {
        let lines = text.lines().map(str::trim);
        let kinds = lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
            let (kind, bytes) = line.split_once(' ')?;
            Some((kind.to_owned(), bytes.trim().parse().ok()?))
        });
        let remedy = "A line is a kind of file and its bytes, as `wasm 70000`.";
        let faulty = || Trouble::new("size-budget.txt cannot be read").remedy(remedy);
        kinds.collect::<Option<_>>().map(Self).ok_or_else(faulty)
    }

    /// Makes it what the repository says.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self) -> Result<()> {
        fs::write(path(), self.text()).doing(|| "write size-budget.txt".to_owned())
    }

    fn text(&self) -> String {
        let mut text = HEAD.to_owned();
        for (kind, bytes) in &self.0 {
            _ = writeln!(text, "{kind} {bytes}");
        }
        text
    }

    /// What is held to its budget as a whole: what loads at first, then each part that loads later.
    fn sums(&self) -> BTreeMap<&str, usize> {
        let mut sums = BTreeMap::from([(FIRST, 0)]);
        for (kind, bytes) in &self.0 {
            *sums.entry(if kind.contains('.') { kind } else { FIRST }).or_default() += bytes;
        }
        sums
    }

    /// How a page compares to this.
    pub fn judge(&self, page: &Self) -> Verdict {
        let (budget, sizes) = (self.sums(), page.sums());
        let pairs = || pairs(&budget, &sizes).map(|(_, was, is)| (was, is));
        if pairs().any(|(was, is)| is * 100 > was * (100 + TOLERANCE)) {
            Verdict::Above(self.changes(page))
        } else if pairs().any(|(was, is)| is * 100 < was * (100 - TOLERANCE)) {
            Verdict::Below(self.changes(page))
        } else {
            Verdict::Within
        }
    }

    /// What is heavier or lighter, a line each.
    fn changes(&self, page: &Self) -> String {
        let (first, sizes) = (self.sums()[FIRST], page.sums()[FIRST]);
        let mut lines = format!("{FIRST} {first} -> {sizes} bytes");
        for (kind, was, is) in pairs(&self.0, &page.0).filter(|(_, was, is)| was != is) {
            _ = write!(lines, "\n{kind} {was} -> {is}");
        }
        lines
    }
}

/// What stands under each name of either, 0 where there is none.
fn pairs<'a, K: Ord>(
    one: &'a BTreeMap<K, usize>,
    other: &'a BTreeMap<K, usize>,
) -> impl Iterator<Item = (&'a K, usize, usize)> {
    let names: BTreeSet<&K> = one.keys().chain(other.keys()).collect();
    let bytes = |map: &BTreeMap<K, usize>, name| map.get(name).copied().unwrap_or(0);
    names.into_iter().map(move |name| (name, bytes(one, name), bytes(other, name)))
}

fn path() -> PathBuf {
    crate::root().join("size-budget.txt")
}

/// Holds a page, of which every tool that makes it smaller was there, against the budget.
///
/// # Errors
/// When it has grown by over two percent, or there is no budget.
pub fn check(weights: &[Weight]) -> Result<()> {
    match Budget::read()?.judge(&Budget::of(weights)) {
        Verdict::Within => Ok(()),
        Verdict::Below(changes) => {
            eprintln!(
                "The page has shrunk by over {TOLERANCE} %: {changes}\n\
                 Run `cargo xtask build --accept-size` and commit size-budget.txt, to keep it so."
            );
            Ok(())
        }
        Verdict::Above(changes) => Err(Trouble::new(format!(
            "the page has grown by over {TOLERANCE} %: {changes}"
        ))
        .remedy(
            "`cargo xtask build --report` says where the bytes go. If they are worth it, run\n\
             `cargo xtask build --accept-size` and commit size-budget.txt with the change.",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(wasm: usize) -> Budget {
        page_with(wasm, 200)
    }

    fn page_with(wasm: usize, later: usize) -> Budget {
        let weight = |path: &str, brotli| Weight { path: path.to_owned(), raw: 0, brotli };
        let (first, later) = (weight("casebook-01.wasm", wasm), weight("later-23.wasm", later));
        Budget::of(&[first, later, weight("b.js", 500), weight("catalog.json", 9)])
    }

    #[test]
    fn a_budget_is_read_as_it_is_written() {
        assert_eq!(Budget::parse(&page(500).text()), Ok(page(500)));
        assert_eq!(page(500).sums(), BTreeMap::from([(FIRST, 1000), ("later.wasm", 200)]));
        assert!(Budget::parse("wasm many").is_err());
    }

    #[test]
    fn two_percent_are_let_through_either_way() {
        let judge = |wasm| page(500).judge(&page(wasm));
        assert_eq!(
            (judge(480), judge(500), judge(520)),
            (Verdict::Within, Verdict::Within, Verdict::Within)
        );
        assert_eq!(
            judge(521),
            Verdict::Above("at first 1000 -> 1021 bytes\nwasm 500 -> 521".into())
        );
        assert_eq!(
            judge(479),
            Verdict::Below("at first 1000 -> 979 bytes\nwasm 500 -> 479".into())
        );
    }

    #[test]
    fn what_loads_later_has_a_budget_of_its_own() {
        let judge = |later| page(500).judge(&page_with(500, later));
        assert_eq!((judge(196), judge(204)), (Verdict::Within, Verdict::Within));
        let changes = "at first 1000 -> 1000 bytes\nlater.wasm 200 -> 205";
        assert_eq!(judge(205), Verdict::Above(changes.into()));
    }

    #[test]
    fn the_repository_has_a_budget() {
        assert!(Budget::read().is_ok_and(|budget| budget.sums()[FIRST] > 0));
    }
}
