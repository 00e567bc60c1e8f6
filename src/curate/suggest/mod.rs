//! The configuration that settles what is spelled two ways, to be read before it is used.

mod write;

pub(super) use write::{key, quoted};

use super::config::Config;
use super::fault::{Spelling, Suggestion};
use super::source::Source;
use super::{Built, Options, build};
use crate::catalog::slugify;
use std::collections::{BTreeMap, BTreeSet};

/// What a configuration may say beyond what it does.
#[derive(Debug, Default)]
struct Suggestions {
    /// How many rows have a label, by the facet's key and the label.
    rows: BTreeMap<(String, String), usize>,
    columns: BTreeSet<String>,
    wants_title: bool,
}

/// A whole casebook.toml: what the configuration says already, each value that is spelled two ways under
/// the spelling that most rows have, and what else it could say, commented out. Values that differ in
/// their digits stay apart.
pub(super) fn suggest(files: Vec<Source>, options: &Options) -> (Built, String) {
    /// Where two spellings become one, others may be seen to be like that; hardly ever for so long.
    const ROUNDS: usize = 5;
    let first = build(files, options);
    let mut options = options.clone();
    let mut suggestions = Suggestions::default();
    suggestions.take(&first);
    let mut latest: Option<Built> = None;
    for _ in 0..ROUNDS {
        let built = latest.as_ref().unwrap_or(&first);
        if !settle(&mut options.config, built, &mut suggestions) {
            break;
        }
        latest = Some(build(first.files.clone(), &options));
    }
    let text = write::write(&options.config, &suggestions);
    (first, text)
}

impl Suggestions {
    fn take(&mut self, built: &Built) {
        for suggestion in built.problems.iter().filter_map(|problem| problem.suggestion.as_deref())
        {
            match suggestion {
                Suggestion::Spelling { .. } => {}
                Suggestion::Column { header } => _ = self.columns.insert(header.clone()),
                Suggestion::Title => self.wants_title = true,
            }
        }
    }
}

/// Lets the configuration read as one what is spelled two ways. Whether there was anything.
fn settle(config: &mut Config, built: &Built, suggestions: &mut Suggestions) -> bool {
    let mut groups: BTreeMap<&str, Groups> = BTreeMap::new();
    for problem in &built.problems {
        if let Some(Suggestion::Spelling { facet, to, from }) = problem.suggestion.as_deref()
            && digits(&to.label) == digits(&from.label)
        {
            groups.entry(facet).or_default().unite(to, from);
        }
    }
    for (&facet, groups) in &groups {
        for Spelling { label, rows } in &groups.all {
            let key = (facet.to_owned(), label.clone());
            suggestions.rows.entry(key).or_insert(*rows);
        }
        let spellings = config.spellings.entry(facet.to_owned()).or_default();
        for group in groups.groups() {
            choose(spellings, &group);
        }
    }
    !groups.is_empty()
}

/// The digits of a label: `v2` and `v3` are no spellings of one.
fn digits(label: &str) -> String {
    slugify(label).chars().filter(char::is_ascii_digit).collect()
}

/// Reads all labels of a group as that which the curator has chosen before, or else which most rows have.
fn choose(spellings: &mut BTreeMap<String, Vec<String>>, group: &[&Spelling]) {
    let is_chosen = |spelling: &Spelling| spellings.contains_key(&spelling.label);
    // Of equals, the first: it is the one that the problem itself would keep.
    let best = group.iter().rev().max_by_key(|spelling| (is_chosen(spelling), spelling.rows));
    let Some(to) = best.map(|spelling| spelling.label.clone()) else { return };
    let mut all: BTreeSet<String> = spellings.remove(&to).unwrap_or_default().into_iter().collect();
    for from in group.iter().filter(|spelling| spelling.label != to) {
        all.extend(spellings.remove(&from.label).unwrap_or_default());
        all.insert(from.label.clone());
    }
    spellings.insert(to, all.into_iter().collect());
}

/// Labels of a facet that are spellings of one, each with what it was found to be like.
#[derive(Default)]
struct Groups<'a> {
    all: Vec<&'a Spelling>,
    /// For each label, the number of one of its group; the first of a group has its own.
    heads: Vec<usize>,
}

impl<'a> Groups<'a> {
    fn unite(&mut self, a: &'a Spelling, b: &'a Spelling) {
        let (a, b) = (self.number(a), self.number(b));
        let (a, b) = (self.head(a), self.head(b));
        self.heads[a.max(b)] = a.min(b);
    }

    fn number(&mut self, spelling: &'a Spelling) -> usize {
        let known = self.all.iter().position(|other| other.label == spelling.label);
        known.unwrap_or_else(|| {
            self.heads.push(self.all.len());
            self.all.push(spelling);
            self.all.len() - 1
        })
    }

    fn head(&self, mut at: usize) -> usize {
        while self.heads[at] != at {
            at = self.heads[at];
        }
        at
    }

    fn groups(&self) -> Vec<Vec<&'a Spelling>> {
        let mut groups: BTreeMap<usize, Vec<&Spelling>> = BTreeMap::new();
        for (at, spelling) in self.all.iter().enumerate() {
            groups.entry(self.head(at)).or_default().push(spelling);
        }
        groups.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(list: &str, config: &str, expected: &str) {
        let source = Source::new("list.md", list.into()).unwrap();
        let options = Options { config: Config::parse(config).unwrap(), ..Options::default() };
        let (_, text) = suggest(vec![source.clone()], &options);
        assert_eq!(text, expected);
        let config = Config::parse(&text).unwrap();
        let built = build(vec![source.clone()], &Options { config: config.clone(), ..options });
        let again = |problem: &super::super::Problem| {
            matches!(problem.suggestion.as_deref(), Some(Suggestion::Spelling { .. }))
        };
        assert!(!built.problems.iter().any(again), "{:?}", built.problems);
        // What it says, it says again.
        let options = Options { config, ..Options::default() };
        let (_, second) = suggest(vec![source], &options);
        assert_eq!(Config::parse(&second).unwrap().spellings, options.config.spellings);
    }

    #[test]
    fn a_configuration_for_what_is_spelled_two_ways() {
        check(
            "|Case Study|Company|Tags|Mood|\n|-|-|-|-|\n|[a](https://a)|LinkedIn|`c++` `search`|x|\n\
             |[b](https://b)|LinkedIn|`c plus plus` `gpt 3`|y|\n|[c](https://c)|Linkedin|`c++` `gpt 4`|z|\n",
            "",
            "\
# title = \"What the list is called\"

[columns]
# Columns that are not read: the key of a facet, or \"ignore\".
# Mood = \"mood\"

[spellings.company]
# rows: `LinkedIn` 2, `Linkedin` 1
LinkedIn = [\"Linkedin\"]

[spellings.tag]
# rows: `c++` 2, `c plus plus` 1
\"c++\" = [\"c plus plus\"]
",
        );
    }

    #[test]
    fn what_the_configuration_says_stays() {
        check(
            "|Case Study|Tags|\n|-|-|\n|[a](https://a)|`c++`|\n|[b](https://b)|`c plus plus`|\n\
             |[c](https://c)|`c plus plus`|\n",
            "title = 'A \"list\"'\nupdated = '2025-03-08'\n[columns]\nTags = 'tag'\n[[facets]]\nkey = 'tag'\nmatch = 'all'\n\
             [spellings.tag]\n'c++' = ['cpp']\n[faults]\nCB051 = 'allow'\n[[allow]]\ncode = 'CB030'\ntext = 'x'\n",
            "\
title = \"A \\\"list\\\"\"
updated = \"2025-03-08\"

[columns]
Tags = \"tag\"

[[facets]]
key = \"tag\"
many = true
match = \"all\"

[spellings.tag]
# rows: `c plus plus` 2, `c++` 1
\"c++\" = [\"c plus plus\", \"cpp\"]

[faults]
CB051 = \"allow\"

[[allow]]
code = \"CB030\"
text = \"x\"
",
        );
    }
}
