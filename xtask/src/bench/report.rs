//! What was found, as tables in docs/performance.md.

use std::fmt::Write as _;
use std::fs;

use super::Findings;
use super::engine::Figures;
use super::statistics::exponent;
use super::{page, plot, quality, visits};
use crate::lighthouse::CATEGORIES;
use crate::trouble::{Doing, Result, Trouble};

const END: &str = "<!-- end -->";
/// The page that most tables are in.
pub(super) const PERFORMANCE: &str = "docs/performance.md";

/// What others are compared with.
const REFERENCE: &str = "reference (JavaScript)";

/// Writes tables and plot into docs/; what people wrote around the tables stays.
///
/// # Errors
/// When the page has no place for tables, or cannot be written.
pub(super) fn write(findings: &Findings) -> Result<()> {
    write_tables(PERFORMANCE, "engine", &tables(findings))?;
    let plot = crate::root().join("docs/performance.svg");
    fs::write(plot, plot::answers(&findings.figures))
        .doing(|| "write docs/performance.svg".to_owned())
}

/// Writes the tables of one part of the benchmark.
///
/// # Errors
/// As [`write`].
pub(super) fn write_tables(page: &str, part: &str, tables: &str) -> Result<()> {
    let file = crate::root().join(page);
    let text = fs::read_to_string(&file).doing(|| format!("read {page}"))?;
    let text = replaced(&text, part, tables)
        .ok_or_else(|| Trouble::new(format!("{page} lacks the comments around its tables")))?;
    fs::write(&file, text).doing(|| format!("write {page}"))
}

fn replaced(page: &str, part: &str, tables: &str) -> Option<String> {
    let begin = format!("<!-- begin: written by `cargo xtask bench {part}` -->");
    let (before, rest) = page.split_once(&begin)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{begin}\n\n{tables}\n{END}{after}"))
}

/// The table of a run of pages.
pub(super) fn pages(figures: &[page::Figures]) -> String {
    let mut text = "\
        | rows | page | click, ms | with what follows, ms | click on nothing, ms | on a machine 4 times slower, ms | \
        first row, ms | longest task, ms |\n|--:|:--|--:|--:|--:|--:|--:|--:|\n"
        .to_owned();
    for one in figures {
        let (rows, title) = (grouped(u64::from(one.rows)), &one.title);
        let page::Figures { click, all_click, empty_click, slow_click, .. } = *one;
        let times = [click, all_click, empty_click, slow_click, one.first_row, one.longest_task]
            .map(number);
        _ = writeln!(text, "| {rows} | {title} | {} |", times.join(" | "));
    }
    text
}

/// The tables of visits, and of what many of them take in a day.
pub(super) fn visits(figures: &[visits::Figures]) -> String {
    let mut text =
        "| rows | visit | requests | of them unchanged | bytes |\n|--:|:--|--:|--:|--:|\n"
            .to_owned();
    for visits::Figures { rows, visit, requests, unchanged, bytes } in figures {
        let (rows, bytes) = (grouped(u64::from(*rows)), grouped(*bytes));
        _ = writeln!(text, "| {rows} | {visit} | {requests} | {unchanged} | {bytes} |");
    }
    text.push_str(
        "\n| rows | of 100 visits, first | requests a second | at the peak | GB a day | Mbit/s | at the peak |\n\
         |--:|--:|--:|--:|--:|--:|--:|\n",
    );
    let find = |rows, visit| figures.iter().find(|it| it.rows == rows && it.visit == visit);
    let firsts = figures.iter().filter(|it| it.visit == visits::FIRST);
    for (first, again) in firsts.filter_map(|it| Some((it, find(it.rows, visits::REPEAT)?))) {
        for share in [100, 50, 20] {
            // Of all visits of a day; far below where 64 bits end.
            let all = |of: fn(&visits::Figures) -> u64| {
                (of(first) * share + of(again) * (100 - share)) * (VISITS / 100)
            };
            let (requests, bytes) = (all(|it| it.requests), all(|it| it.bytes));
            let (a_second, mbit) = (requests / DAY, bytes * 8 / DAY / 1_000_000);
            let gb = grouped(bytes / 1_000_000_000);
            let cells = [a_second, a_second * PEAK].map(grouped).join(" | ");
            let network = [mbit, mbit * PEAK].map(grouped).join(" | ");
            let rows = grouped(u64::from(first.rows));
            _ = writeln!(text, "| {rows} | {share} | {cells} | {gb} | {network} |");
        }
    }
    text
}

/// Visits of a day.
const VISITS: u64 = 10_000_000;
/// Its seconds.
const DAY: u64 = 86_400;
/// How many times more visits there are in its worst hour than in the mean.
const PEAK: u64 = 3;

/// What Lighthouse says, and how soon something is seen.
pub(super) fn quality(figures: &quality::Figures) -> String {
    let quality::Figures { grades, audits, paints } = figures;
    let mut text = "| Lighthouse, as on a phone | |\n|:--|--:|\n".to_owned();
    for (category, grade) in CATEGORIES.iter().zip(grades) {
        _ = writeln!(text, "| {category} | {grade} |");
    }
    for (audit, value) in quality::AUDITS.iter().zip(audits) {
        let unit = if *audit == "cumulative-layout-shift" { "" } else { " ms" };
        _ = writeln!(text, "| {} | {value:.0}{unit} |", audit.replace('-', " "));
    }
    text.push_str(
        "\n| first seen on | the page, ms | the bare table, ms | page / table | layout shift |\n|:--|--:|--:|--:|--:|\n",
    );
    for quality::Paint { conditions, page, bare, shift } in paints {
        let times = [*page, *bare].map(number).join(" | ");
        _ = writeln!(text, "| {conditions} | {times} | {:.2} | {shift:.3} |", page / bare);
    }
    text
}

/// The tables of a run.
pub(super) fn tables(findings: &Findings) -> String {
    let Findings { figures, rounds, browser, instructions } = findings;
    let mut text = format!(
        "Chromium {browser}, {} cores, {rounds} rounds.\n\n\
         | rows | contender | median, ms | 95 %, ms | median / reference | 95 % / reference |\n\
         |--:|:--|--:|--:|--:|--:|\n",
        std::thread::available_parallelism().map_or(1, usize::from)
    );
    for one in figures {
        let base = reference(figures, one.rows);
        let to =
            |of: fn(&Figures) -> f64| base.map_or_else(String::new, |it| ratio(of(one), of(it)));
        let (rows, title) = (grouped(u64::from(one.rows)), &one.title);
        let (median, p95) = (number(one.median), number(one.p95));
        let ratios = (to(|it| it.median), to(|it| it.p95));
        _ = writeln!(text, "| {rows} | {title} | {median} | {p95} | {} | {} |", ratios.0, ratios.1);
    }
    builds(&mut text, figures);
    growth(&mut text, figures);
    if !instructions.is_empty() {
        text.push_str("\n| work | instructions |\n|:--|--:|\n");
        for (kind, count) in instructions {
            _ = writeln!(text, "| {kind} | {} |", grouped(*count));
        }
    }
    text
}

fn builds(text: &mut String, figures: &[Figures]) {
    text.push_str(
        "\n| rows | contender | parse, ms | build, ms | both / reference | until facets, ms | memory, MiB |\n\
         |--:|:--|--:|--:|--:|--:|--:|--:|\n",
    );
    for one in figures {
        let whole = |it: &Figures| it.parse + it.build;
        let to = reference(figures, one.rows).map(|it| ratio(whole(one), whole(it)));
        let mib = |bytes: f64| number(bytes / 1_048_576.0);
        _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} | {} |",
            grouped(u64::from(one.rows)),
            one.title,
            if one.parse > 0.0 { number(one.parse) } else { "–".to_owned() },
            number(one.build),
            to.unwrap_or_default(),
            one.facets.map_or_else(|| "–".to_owned(), number),
            one.bytes.map_or_else(|| "–".to_owned(), mib)
        );
    }
}

fn growth(text: &mut String, figures: &[Figures]) {
    text.push_str("\n| contender | exponent of the median | of the 95 % | of parse and build |\n|:--|--:|--:|--:|\n");
    for title in titles(figures) {
        let fit = |of: fn(&Figures) -> f64| {
            let own = figures.iter().filter(|one| one.title == title);
            let points: Vec<_> = own.map(|one| (f64::from(one.rows), of(one))).collect();
            exponent(&points).map_or_else(|| "–".to_owned(), |fitted| format!("{fitted:.2}"))
        };
        let (median, p95) = (fit(|it| it.median), fit(|it| it.p95));
        _ = writeln!(text, "| {title} | {median} | {p95} | {} |", fit(|it| it.parse + it.build));
    }
}

/// The contenders, in the order in which they come.
pub(super) fn titles(figures: &[Figures]) -> Vec<&str> {
    let mut titles: Vec<&str> = Vec::new();
    for one in figures {
        if !titles.contains(&&*one.title) {
            titles.push(&one.title);
        }
    }
    titles
}

fn reference(figures: &[Figures], rows: u32) -> Option<&Figures> {
    figures.iter().find(|one| one.rows == rows && one.title == REFERENCE)
}

fn ratio(one: f64, base: f64) -> String {
    if base > 0.0 { number(one / base) } else { "–".to_owned() }
}

/// With three digits that count, or all before the point.
fn number(value: f64) -> String {
    let decimals = if value >= 99.95 {
        0
    } else if value >= 9.995 {
        1
    } else if value >= 0.9995 {
        2
    } else {
        3
    };
    format!("{value:.decimals$}")
}

/// With commas between thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings() -> Findings {
        let one = |title: &str, rows, median| Figures {
            title: title.to_owned(),
            rows,
            median,
            p95: median * 4.0,
            parse: 0.0,
            build: 10.0,
            facets: None,
            bytes: Some(2_097_152.0),
        };
        let figures = [one(REFERENCE, 1000, 0.5), one("Casebook", 1000, 0.125)];
        let instructions = vec![("decode".to_owned(), 1_234_567)];
        Findings { figures: figures.to_vec(), rounds: 3, browser: "1.2".into(), instructions }
    }

    #[test]
    fn a_contender_is_held_against_the_reference_of_its_size() {
        let tables = tables(&findings());
        assert!(
            tables.contains("| 1,000 | Casebook | 0.125 | 0.500 | 0.250 | 0.250 |"),
            "{tables}"
        );
        assert!(tables.contains("| 1,000 | Casebook | – | 10.0 | 1.00 | – | 2.00 |"), "{tables}");
        assert!(tables.contains("| decode | 1,234,567 |"), "{tables}");
    }

    #[test]
    fn prose_around_the_tables_stays() {
        let begin = "<!-- begin: written by `cargo xtask bench engine` -->";
        let page = format!("before\n{begin}\nold\n{END}\nafter\n");
        let expected = format!("before\n{begin}\n\nnew\n\n{END}\nafter\n");
        assert_eq!(replaced(&page, "engine", "new\n"), Some(expected));
        assert_eq!(replaced("nothing", "engine", "new"), None);
    }

    #[test]
    fn numbers_have_three_digits_that_count() {
        let numbers = [0.0125, 1.0, 12.345, 99.97, 1234.5].map(number);
        assert_eq!(numbers, ["0.013", "1.00", "12.3", "100", "1234"]);
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
