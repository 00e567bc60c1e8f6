//! The year of a row.

use super::Lister;
use super::fields::{is_nothing, trim};
use crate::curate::date;
use crate::curate::fault::{Code, Quoted, Report, Span};
use crate::curate::read::Cell;
use crate::curate::resemble::{dated, is_preprint};

impl Lister<'_> {
    pub(super) fn year(&mut self, cell: &Cell) -> Option<u16> {
        let text = trim(&cell.text);
        if is_nothing(text) {
            self.report
                .add(Code::MissingYear, cell.span, "no year")
                .help("write when it was published");
            return None;
        }
        let Some(year) = year_of(text) else {
            let message = format!("{} is not a year", Quoted(text));
            self.report
                .add(Code::BadYear, cell.span, message)
                .help("write four digits, or leave it empty");
            return None;
        };
        if year > self.this_year {
            let message = format!("{year} is in the future");
            self.report
                .add(Code::FutureYear, cell.span, message)
                .help("write when it was published");
        }
        Some(year)
    }
}

/// Says if the year that a link carries is not the entry's; where the link is, is asked only then.
pub(in crate::curate) fn check_year_of_link(
    year: u16,
    url: &str,
    place: impl FnOnce() -> Span,
    report: &mut Report,
) {
    /// How many years a paper may be on its way from a preprint to what it is published in.
    const LONGEST_WAY: u16 = 2;
    let is_later = |dated| (dated..=dated + LONGEST_WAY).contains(&year) && is_preprint(url);
    if let Some(dated) = dated(url).filter(|&dated| dated != year && !is_later(dated)) {
        let message = format!("the year is {year}, but the link says {dated}");
        report
            .add(Code::YearAgainstLink, place(), message)
            .help("look into the article; if the year is right, allow this");
    }
}

/// The two digits of the year of a conference: `[CVPR17]`, `KDD'19`.
fn digits_of_venue(text: &str) -> Option<&str> {
    const FEWEST_LETTERS: usize = 3;
    let text = text.trim_matches(['[', ']', '(', ')']);
    let (name, digits) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let letters = name.trim_end_matches(['\'', '’']);
    let is_name = letters.len() >= FEWEST_LETTERS
        && letters.starts_with(|letter: char| letter.is_ascii_uppercase())
        && letters.bytes().all(|byte| byte.is_ascii_alphabetic())
        && (letters.len() < name.len() || letters.bytes().all(|byte| byte.is_ascii_uppercase()));
    (is_name && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

/// The two digits of the year of a day in numbers, of which it is the last: `5/31/17`, `31.05.17`.
fn digits_of_day(text: &str) -> Option<&str> {
    let (day, year) = text.rsplit_once(['/', '.'])?;
    let (first, second) = day.split_once(['/', '.'])?;
    let number = |part: &str| part.parse::<u8>().ok().filter(|number| (1..=31).contains(number));
    let is_day = number(first)?.min(number(second)?) <= 12;
    (is_day && year.len() == 2 && year < "50").then_some(year)
}

/// The year of a moment as programs count them: in seconds, or thousandths of them, from 1970 on.
fn year_of_moment(text: &str) -> Option<u16> {
    let count: u64 = text.parse().ok().filter(|_| !text.starts_with('+'))?;
    let seconds = match text.len() {
        10 => count,
        13 => count / 1_000,
        _ => return None,
    };
    u16::try_from(date::year_at(seconds)).ok()
}

/// The year that a text can only mean: `2024`, `2024.0`, `2024-05-01`, `May 2024`, `'24`, `CVPR24`.
pub(in crate::curate) fn year_of(text: &str) -> Option<u16> {
    let four_digits = |text: &str| {
        let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|&year: &u16| is_year && year > 0)
    };
    if let Some(year) = four_digits(text) {
        return Some(year);
    }
    if let Some(digits) = text.strip_prefix(['\'', '’']).filter(|digits| digits.len() == 2) {
        return four_digits(&format!("20{digits}"));
    }
    if let Some(digits) = digits_of_venue(text) {
        let century = if digits < "50" { "20" } else { "19" };
        return four_digits(&format!("{century}{digits}"));
    }
    if let Some(day) = date::parse(text) {
        return four_digits(&day[..4]);
    }
    if let Some(year) = year_of_moment(text) {
        return Some(year);
    }
    if let Some(digits) = digits_of_day(text) {
        return four_digits(&format!("20{digits}"));
    }
    let mut years = text
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(four_digits)
        .filter(|year| (1900..2100).contains(year));
    let year = years.next()?;
    // `2021-2023` and `12345` are no single year; `2024.0` and `Q3 2024` are.
    let has_long_number = text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() > 4);
    (years.next().is_none() && !has_long_number).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_in_several_forms() {
        let check = |text, expected| assert_eq!(year_of(text), expected, "{text}");
        check("2024", Some(2024));
        check("2024.0", Some(2024));
        check("2024-05-01", Some(2024));
        check("2024-05-01T10:00:00Z", Some(2024));
        check("May 2024", Some(2024));
        check("Q3 2024", Some(2024));
        check("'21", Some(2021));
        check("5/31/17", Some(2017));
        check("31.05.17", Some(2017));
        check("[CVPR17]", Some(2017));
        check("KDD'99", Some(1999));
        check("0033", Some(33));
        check("1704067199", Some(2023));
        check("1704067200", Some(2024));
        check("1709251200000", Some(2024));
        for text in [
            "24",
            "0000",
            "2021-2023",
            "12024",
            "soon",
            "May24",
            "Q324",
            "1.2.3",
            "13/13/13",
            "5/31/17/1",
            "5/é1/17",
            "20 24",
            "99999999 2024",
            "17092512000",
            "+170406719",
        ] {
            check(text, None);
        }
    }
}
