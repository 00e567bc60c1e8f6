//! Catalogs of any size and what somebody asks of them, the same in every run.

use std::fmt::Write as _;

/// Numbers that look like chance: `SplitMix64`, by Guy Steele and others (2014).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit.max(1) as u64) as usize
    }
}

/// Names of which the n-th is n times rarer than the first (Zipf), in integers so that every machine
/// draws the same.
struct Names {
    spelled: Vec<String>,
    /// Where the share of each name ends.
    ends: Vec<usize>,
    used: Vec<bool>,
}

impl Names {
    /// All begin with `initial`, which sets those of one kind apart.
    fn new(len: usize, initial: &str) -> Self {
        let share = |sum: &mut usize, rank: usize| {
            *sum += 100_000_000 / rank;
            Some(*sum)
        };
        Self {
            spelled: (0..len).map(|number| format!("{initial}{}", word(number))).collect(),
            ends: (1..=len).scan(0, share).collect(),
            used: vec![false; len],
        }
    }

    fn draw(&mut self, chance: &mut Chance) -> usize {
        let at = chance.below(self.ends.last().copied().unwrap_or(1));
        let drawn = self.ends.partition_point(|&end| end <= at);
        self.used[drawn] = true;
        drawn
    }

    /// One of the most frequent that occur.
    fn frequent(&self, chance: &mut Chance, most: usize) -> &str {
        let used = || (0..self.spelled.len()).filter(|&at| self.used[at]);
        let at = chance.below(used().count().min(most));
        used().nth(at).map_or("", |at| &self.spelled[at])
    }
}

/// A word that can be spoken, another one for each number. None begins with `x` or `z`, which begin the
/// labels: words typed find titles only, whichever way a contender reads them.
fn word(number: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "co", "du", "fe", "gi", "ha", "jo", "ku", "le", "mi", "na", "po", "ra", "se", "ti",
        "vu",
    ];
    let mut rest = number + SYLLABLES.len();
    let mut word = String::new();
    while rest > 0 {
        word.push_str(SYLLABLES[rest % SYLLABLES.len()]);
        rest /= SYLLABLES.len();
    }
    word
}

/// A catalog and what is asked of it.
pub(super) struct Workload {
    /// The catalog as pages load it.
    pub(super) catalog: String,
    /// What is asked one after the other, as JSON: `tags`, `companies`, `years` from and to, and `text`.
    pub(super) interactions: String,
}

/// A catalog of so many rows, of about 230 bytes each. There are as many tags, companies and words as a
/// list of that length would have, up to 2,000, 2,000 and 30,000.
pub(super) fn workload(rows: usize) -> Workload {
    let kinds = (2 * rows.isqrt()).clamp(8, 2000);
    let mut tags = Names::new(kinds, "x");
    let mut companies = Names::new(kinds, "z");
    let mut words = Names::new(kinds * 15, "");
    let mut chance = Chance(7);
    let mut catalog = String::with_capacity(rows * 240 + 400);
    catalog.push_str(concat!(
        "{\n\"format\": 1,\n\"title\": \"Generated\",\n\"facets\": [\n",
        "{\"key\":\"company\",\"label\":\"Company\"},\n",
        "{\"key\":\"tag\",\"label\":\"Tags\",\"many\":true,\"match\":\"all\"}\n],\n\"entries\": [\n"
    ));
    for row in 0..rows {
        let end = if row + 1 == rows { "\n" } else { ",\n" };
        write_row(&mut catalog, row, &mut chance, [&mut tags, &mut companies, &mut words]);
        catalog.push_str(end);
    }
    catalog.push_str("]\n}\n");
    let interactions = interactions(&tags, &companies, &words);
    Workload { catalog, interactions }
}

fn write_row(json: &mut String, row: usize, chance: &mut Chance, names: [&mut Names; 3]) {
    let [tags, companies, words] = names;
    let company = companies.draw(chance);
    let company = &companies.spelled[company];
    let year = 2004 + chance.below(22);
    let title: Vec<usize> = (0..5 + chance.below(5)).map(|_| words.draw(chance)).collect();
    let title: Vec<&str> = title.iter().map(|&word| &*words.spelled[word]).collect();
    let title = title.join(" ");
    let mut drawn: Vec<usize> = (0..=chance.below(5)).map(|_| tags.draw(chance)).collect();
    drawn.sort_unstable();
    drawn.dedup();
    let drawn: Vec<String> =
        drawn.iter().map(|&tag| format!("\"{}\"", tags.spelled[tag])).collect();
    _ = write!(
        json,
        "{{\"id\":\"{company}-{row}\",\"title\":\"{title}\",\
         \"url\":\"https://example.org/machine-learning/case-studies/by-company/{company}/{row}.html\",\
         \"year\":{year},\"company\":\"{company}\",\"tag\":[{}]}}",
        drawn.join(",")
    );
}

/// Eighteen times: a tag, a second one, a company instead, years instead, a word letter by letter, nothing.
fn interactions(tags: &Names, companies: &Names, words: &Names) -> String {
    let mut chance = Chance(11);
    let mut asked = Vec::new();
    let mut ask = |tags: &[&str], company: &str, years: Option<(usize, usize)>, text: &str| {
        let tags: Vec<String> = tags.iter().map(|tag| format!("\"{tag}\"")).collect();
        let company = if company.is_empty() { company } else { &format!("\"{company}\"") };
        let years = years.map_or("null".to_owned(), |(from, to)| format!("[{from},{to}]"));
        let tags = tags.join(",");
        asked.push(format!(
            "{{\"tags\":[{tags}],\"companies\":[{company}],\"years\":{years},\"text\":\"{text}\"}}"
        ));
    };
    for _ in 0..18 {
        let (first, second) = (tags.frequent(&mut chance, 100), tags.frequent(&mut chance, 20));
        let both = if first == second { vec![first] } else { vec![first, second] };
        ask(&[first], "", None, "");
        ask(&both, "", None, "");
        ask(&[], companies.frequent(&mut chance, 50), None, "");
        let from = 2004 + chance.below(16);
        ask(&[], "", Some((from, from + 5)), "");
        let word = words.frequent(&mut chance, 300);
        (1..=word.len().min(6)).for_each(|len| ask(&[], "", None, &word[..len]));
        ask(&[], "", None, "");
    }
    format!("[\n{}\n]\n", asked.join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_in_every_run_and_as_long_as_real_rows() {
        let (one, other) = (workload(1000), workload(1000));
        assert_eq!((&one.catalog, &one.interactions), (&other.catalog, &other.interactions));
        assert_eq!(one.catalog.matches("\"id\":").count(), 1000);
        assert!((200..260).contains(&(one.catalog.len() / 1000)), "{}", one.catalog.len());
    }

    #[test]
    fn some_two_hundred_things_are_asked_of_every_size() {
        for rows in [1, 44, 1000] {
            let asked = workload(rows).interactions;
            assert!((150..=220).contains(&asked.lines().count()), "{asked}");
        }
    }

    #[test]
    fn the_first_name_is_drawn_twice_as_often_as_the_second() {
        let (mut names, mut chance) = (Names::new(100, "x"), Chance(1));
        let mut drawn = [0; 100];
        (0..10_000).for_each(|_| drawn[names.draw(&mut chance)] += 1);
        assert!((17..=23).contains(&(drawn[0] * 10 / drawn[1])), "{drawn:?}");
    }
}
