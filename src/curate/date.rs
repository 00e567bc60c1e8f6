//! Days as people write them.

/// A day as `2025-03-08`, from that form or from words in any order: `March 08, 2025`, `8 Mar 2025`.
pub(super) fn parse(text: &str) -> Option<String> {
    let (year, month, day) = iso(text).or_else(|| in_words(text))?;
    let sound = (1..=12).contains(&month) && (1..=days(year, month)).contains(&day);
    sound.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// The year of a moment, in seconds from 1970 on
/// (<https://howardhinnant.github.io/date_algorithms.html#civil_from_days>).
pub(super) fn year_at(seconds: u64) -> u64 {
    const DAYS_OF_400_YEARS: u64 = 146_097;
    // Years that begin in March, so that a leap day is the last of one.
    let days = seconds / 86_400 + 719_468;
    let day = days % DAYS_OF_400_YEARS;
    let year = (day - day / 1_460 + day / 36_524 - day / (DAYS_OF_400_YEARS - 1)) / 365;
    let day_of_year = day - (365 * year + year / 4 - year / 100);
    let is_next = day_of_year >= 306;
    days / DAYS_OF_400_YEARS * 400 + year + u64::from(is_next)
}

fn iso(text: &str) -> Option<(u32, u32, u32)> {
    let mut parts = text.trim().split('-');
    let mut number = |digits| parts.next().filter(|part| part.len() == digits).and_then(digits_of);
    let date = (number(4)?, number(2)?, number(2)?);
    parts.next().is_none().then_some(date)
}

fn in_words(text: &str) -> Option<(u32, u32, u32)> {
    let (mut year, mut month, mut day) = (None, None, None);
    for word in text.split([' ', ',']).filter(|word| !word.is_empty()) {
        let (part, number) = match word.len() {
            4 if digits_of(word).is_some() => (&mut year, digits_of(word)),
            1..=2 => (&mut day, digits_of(word)),
            _ => (&mut month, month_of(word)),
        };
        if part.is_some() || number.is_none() {
            return None;
        }
        *part = number;
    }
    Some((year?, month?, day?))
}

fn digits_of(word: &str) -> Option<u32> {
    let digits = word.bytes().all(|byte| byte.is_ascii_digit());
    if digits { word.parse().ok() } else { None }
}

/// The number of a month from its name, or the first three letters of it.
fn month_of(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    let is_it = |name: &&str| **name == word || (word.len() == 3 && name.starts_with(&word));
    (1..).zip(&NAMES).find(|(_, name)| is_it(name)).map(|(number, _)| number)
}

fn days(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_of_the_year_of_their_day() {
        let mut days = 0;
        for year in 1970..2_500 {
            let first = days * 86_400;
            days += (1..=12).map(|month| u64::from(super::days(year, month))).sum::<u64>();
            let last = days * 86_400 - 1;
            assert_eq!((year_at(first), year_at(last)), (u64::from(year), u64::from(year)));
        }
        assert!(year_at(u64::MAX) > 9_999);
    }

    #[test]
    fn days_in_several_forms() {
        let check = |text, expected| assert_eq!(parse(text).as_deref(), expected, "{text}");
        check("2025-03-08", Some("2025-03-08"));
        check("March 08, 2025", Some("2025-03-08"));
        check("8 Mar. 2025", Some("2025-03-08"));
        check("29 February 2024", Some("2024-02-29"));
        for text in [
            "",
            "2025-3-8",
            "2025-02-29",
            "2025-13-01",
            "03/08/2025",
            "March 2025",
            "Mars 8, 2025",
            "8 8 March 2025",
            "+202-01-01",
            "2025-03-08-01",
            "March 0, 2025",
            "é é é",
        ] {
            check(text, None);
        }
    }
}
