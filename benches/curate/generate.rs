//! Lists like those that people keep, the same in every run.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Result, Write};
use std::path::Path;

/// Numbers that look like chance (Knuth's MMIX multiplier), the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }

    /// Small numbers are more likely, as the great companies are in lists.
    fn skewed(&mut self, limit: usize) -> usize {
        let (a, b) = (self.below(limit), self.below(limit));
        a.min(b)
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

const WORDS: &str = "accuracy adaptive agents alerts anomaly answers approach architecture articles assistant \
    attention auctions automated basket batch bayesian behaviour better bidding billing booking bots budget \
    building cache calls campaigns capacity captions catalog causal channels chat churn claims classifying \
    clicks clustering cold-start comments compression content context conversion costs coupons creators credit \
    customers data decisions deep defects delivery demand deploying detecting devices discovery documents \
    drivers dynamic edge embeddings engagement engine entities estimating evaluating events experiments \
    explaining extracting faces fast feature federated feedback feeds fleet forecasting foundation fraud \
    freight fresh funnels games generating geospatial global graphs groceries guardrails guests helpful homes \
    hotels human hybrid identifying images impact improving incidents incremental inference insights insurance \
    intent inventory invoices items journeys kernels keywords knowledge labels language large latency layers \
    leads learning lessons linking live loans local logs long-term lookalike loyalty machine maintenance maps \
    marketing marketplace matching media memory menus merchants messages metrics migrating mobile models \
    moderation money monitoring movies multimodal music natural near-real-time networks neural news \
    notifications offers offline online open operations optimizing orders outages packages pages parsing \
    partners patients payments people performance personalized photos pipelines places planning platform \
    players playlists podcasts policies ports posts power practical predicting prices privacy problems \
    processing products production profiles programs promotions prompts proteins purchases quality queries \
    questions queues ranking rates ratings reading real-time recommendations records reducing refunds \
    regional reinforcement relevance reliable replies reports requests research responses restaurants results \
    retail retention retrieval returns reviews rewards riders risk robust robots routes sales satellites \
    scaling scenes scheduling schemas scoring screens search seasonal security segments selection semantic \
    sensors sentiment sequences serving sessions shelves shipments shopping short signals similar simulating \
    small smart sound spam speech spending stations stores stories streaming streets structured students \
    subscribers suggestions summaries supply support surveys synthetic tables tagging targeting tasks taxonomy \
    teams temperature testing text thumbnails tickets time-series titles tokens tools topics tracking traffic \
    training transactions transformers translating travel trees trends trips trust tuning uncertainty \
    understanding updates uploads users validating values variants vectors vehicles verifying versions \
    videos views virtual vision visits visual voice warehouses weather web words workers workflows";

const STARTS: [&str; 12] = [
    "How we built",
    "Improving",
    "Lessons from",
    "Inside",
    "Scaling",
    "Towards",
    "Rethinking",
    "Why we moved to",
    "A year of",
    "Introducing",
    "Evaluating",
    "The story of",
];

const MIDDLES: [&str; 8] = ["for", "with", "and", "at scale:", "through", "beyond", "using", "in"];

/// A title of five to twelve words.
fn title(chance: &mut Chance, words: &[&str], into: &mut String) {
    into.clear();
    into.push_str(chance.pick(&STARTS));
    for part in 0..2 + chance.below(2) {
        if part > 0 {
            _ = write!(into, " {}", chance.pick(&MIDDLES));
        }
        for _ in 0..=chance.below(2) {
            _ = write!(into, " {}", chance.pick(words));
        }
    }
}

/// Made of two words, and different ones for each number.
fn name(number: usize, words: &[&str]) -> String {
    let (first, second) =
        (words[number % words.len()], words[number / words.len() * 7 % words.len()]);
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..].replace('-', "");
    format!("{}{}", capital(first), capital(second))
}

/// A table in the columns that such lists have; about 200 bytes a row.
pub(crate) fn table(path: &Path, rows: usize) -> Result<()> {
    const INDUSTRIES: [&str; 12] = [
        "Retail",
        "Media and streaming",
        "Fintech",
        "Travel",
        "Delivery and mobility",
        "Social platforms",
        "Gaming",
        "Health",
        "Manufacturing",
        "\"Travel, leisure\"",
        "Education",
        "Energy",
    ];
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let tags: Vec<String> = (0..300)
        .map(|number| format!("{} {}", words[number], words[(number * 5 + 90) % words.len()]))
        .collect();
    let companies: Vec<String> = (0..5000).map(|number| name(number, &words)).collect();
    let (mut chance, mut text) = (Chance(2024), String::new());
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(file, "Company,Industry,Title,Tags,Year,Link,Short Description (< 5 words)")?;
    for row in 0..rows {
        let company = &companies[chance.skewed(companies.len())];
        title(&mut chance, &words, &mut text);
        write!(file, "{company},{},{text},\"", chance.pick(&INDUSTRIES))?;
        for tag in 0..=chance.below(4) {
            let separator = if tag == 0 { "" } else { ";" };
            write!(file, "{separator}{}", tags[chance.skewed(tags.len())])?;
        }
        let (year, first) = (2015 + chance.below(11), words[chance.below(words.len())]);
        write!(file, "\",{year},https://{}.example/blog/", company.to_lowercase())?;
        let slug = text.to_lowercase().replace([' ', ':'], "-");
        let slug = slug.get(..20).unwrap_or(&slug);
        write!(file, "{slug}-{row:x},\"{first} {}", words[chance.below(words.len())])?;
        writeln!(file, ", {}\"", words[chance.below(words.len())])?;
    }
    file.flush()
}

/// A folder of pages: one for each case study, and tables by industry and use case that link to them.
pub(crate) fn pages(path: &Path, pages: usize) -> Result<()> {
    const TABLES: usize = 9;
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let (mut chance, mut text) = (Chance(509), String::new());
    let mut tables = vec![String::new(); TABLES];
    for number in 0..pages - TABLES {
        let company = name(chance.skewed(60), &words);
        title(&mut chance, &words, &mut text);
        let folder = path.join("by-company").join(company.to_lowercase());
        fs::create_dir_all(&folder)?;
        let year = 2015 + chance.below(11);
        let tag = chance.below(4);
        let page = format!(
            "# {company}: {text}\n\n| Company | Industry | Year | Primary Tags |\n|--|--|--|--|\n\
             | {company} | Industry {} | {year} | `tag {tag}` `tag {}` |\n\n> **TL;DR**: {text}.\n\n\
             ## Details\n\n{}\n\n## Original Source\n\n[{text}](https://{}.example/{number})\n",
            tag / 2,
            tag + 4,
            format!("{text} and {text}. ").repeat(20),
            company.to_lowercase(),
        );
        let file = format!("{number}-{}.md", text.to_lowercase().replace([' ', ':'], "-"));
        fs::write(folder.join(&file), page)?;
        for table in [tag / 2, 4 + tag] {
            let row = &mut tables[table];
            _ = writeln!(
                row,
                "| {company} | [{text}](../by-company/{}/{file}) | {year} |",
                company.to_lowercase(),
            );
        }
    }
    for (number, rows) in tables.iter().enumerate() {
        let (folder, name) = match number {
            0..4 => ("by-industry", format!("industry {number}")),
            _ => ("by-use-case", format!("tag {}", number - 4)),
        };
        fs::create_dir_all(path.join(folder))?;
        let head = "| Company | Case Study | Year |\n|--|--|--|\n";
        let text = format!("# {name} - ML & LLM Case Studies\n\n{head}{rows}");
        fs::write(path.join(folder).join(name.replace(' ', "-") + ".md"), text)?;
    }
    Ok(())
}
