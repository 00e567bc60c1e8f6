//! What the page should show, worked out from the list entry by entry, with nothing of the page's code.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

/// The facets: key, label, and whether chosen values must all be there unless asked otherwise.
pub(crate) const FACETS: [(&str, &str, bool); 4] = [
    ("company", "Company", false),
    ("industry", "Industry", false),
    ("tag", "Tags", true),
    ("year", "Year", false),
];

/// An entry.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) title: String,
    /// Facet key and label.
    values: Vec<(&'static str, String)>,
}

/// What is asked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asked {
    pub(crate) words: &'static str,
    pub(crate) chosen: Vec<(&'static str, &'static str)>,
    pub(crate) excluded: Vec<(&'static str, &'static str)>,
    /// Facets that are matched in the other way than they start with.
    pub(crate) switched: Vec<&'static str>,
    pub(crate) years: Option<(u16, u16)>,
}

/// The list that ships.
pub(crate) fn entries() -> Vec<Entry> {
    let text = fs::read(xtask::root().join("public/catalog.json")).unwrap();
    let catalog: Value = serde_json::from_slice(&text).unwrap();
    catalog["entries"].as_array().unwrap().iter().map(entry).collect()
}

fn entry(json: &Value) -> Entry {
    let values = FACETS.iter().flat_map(|(key, ..)| match &json[key] {
        Value::Array(labels) => labels.iter().map(|label| (*key, text(label))).collect(),
        label => vec![(*key, text(label))],
    });
    Entry { title: text(&json["title"]), values: values.collect() }
}

fn text(json: &Value) -> String {
    json.as_str().map_or_else(|| json.to_string(), str::to_owned)
}

impl Entry {
    fn has(&self, key: &str, label: &str) -> bool {
        self.values.iter().any(|value| value.0 == key && value.1 == label)
    }

    /// Its first value.
    pub(crate) fn first(&self, key: &str) -> &str {
        self.values.iter().find(|value| value.0 == key).map_or("", |value| &value.1)
    }

    /// How well each word begins a word of the entry, that of the worst: whole in the title 0, the beginning
    /// of a word there 1, whole in a value 2, the beginning 3; `None` where one does not. Years are not
    /// searched.
    fn rank(&self, words: &str) -> Option<usize> {
        let values = self.values.iter().filter(|value| value.0 != "year");
        let values: Vec<String> = values.flat_map(|value| split(&value.1)).collect();
        let title = split(&self.title);
        let best = |word: String| {
            let own = title.iter().map(|own| (0, own)).chain(values.iter().map(|own| (2, own)));
            let found = own.filter(|(_, own)| own.starts_with(&word));
            found.map(|(field, own)| field + usize::from(*own != word)).min()
        };
        split(words).into_iter().map(best).try_fold(0, |worst, best| Some(worst.max(best?)))
    }
}

fn split(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

impl Asked {
    /// The titles of what passes, in the order of how well it has the words, then in the curator's order.
    pub(crate) fn titles(&self, entries: &[Entry]) -> Vec<String> {
        let passing = entries.iter().filter(|entry| self.passes(entry));
        let mut passing: Vec<&Entry> = passing.collect();
        passing.sort_by_key(|entry| entry.rank(self.words));
        passing.into_iter().map(|entry| entry.title.clone()).collect()
    }

    /// The values of a facet with their counts, in the order of its panel: by total, then by label;
    /// years newest first.
    pub(crate) fn counts(&self, entries: &[Entry], key: &'static str) -> Vec<(String, usize)> {
        let labels: BTreeSet<&str> = entries.iter().flat_map(|entry| entry.of(key)).collect();
        let mut labels: Vec<&str> = labels.into_iter().collect();
        let total = |label: &str| entries.iter().filter(|entry| entry.has(key, label)).count();
        if key == "year" {
            labels.reverse();
        } else {
            labels.sort_by_key(|label| Reverse(total(label)));
        }
        labels
            .into_iter()
            .map(|label| (label.to_owned(), self.count(entries, key, label)))
            .collect()
    }

    /// What a value's count means: with `all`, what is left when it is chosen too; with `any`, what has it
    /// among what the other facets leave; when it is excluded, what comes back when it no longer is.
    fn count(&self, entries: &[Entry], key: &'static str, label: &str) -> usize {
        let mut others = self.clone();
        if self.excluded.contains(&(key, label)) {
            others.excluded.retain(|value| *value != (key, label));
        } else if !self.matches_all(key) {
            others.chosen.retain(|value| value.0 != key);
        }
        entries.iter().filter(|entry| others.passes(entry) && entry.has(key, label)).count()
    }

    fn passes(&self, entry: &Entry) -> bool {
        let year = entry.first("year").parse().unwrap_or(0);
        self.years.is_none_or(|(from, to)| (from..=to).contains(&year))
            && entry.rank(self.words).is_some()
            && !self.excluded.iter().any(|(key, label)| entry.has(key, label))
            && FACETS.iter().all(|(key, ..)| self.lets_through(key, entry))
    }

    fn lets_through(&self, key: &str, entry: &Entry) -> bool {
        let mut chosen = self.chosen.iter().filter(|value| value.0 == key).peekable();
        let has = |(key, label): &(&str, &str)| entry.has(key, label);
        chosen.peek().is_none()
            || if self.matches_all(key) { chosen.all(has) } else { chosen.any(has) }
    }

    fn matches_all(&self, key: &str) -> bool {
        let all = FACETS.iter().any(|facet| facet.0 == key && facet.2);
        all != self.switched.contains(&key)
    }
}

impl Entry {
    fn of<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.values.iter().filter(move |value| value.0 == key).map(|value| &*value.1)
    }
}
