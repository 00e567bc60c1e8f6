//! The year that a link plainly carries.

use super::links::Parts;
use crate::curate::bytes::{LANES, are_digits};
use wide::u8x16;

/// The year that a link has in its path: as `2023/05`, `2023-05-12`, `blog/2023/`, or in the number of a
/// paper on arXiv. `None` where four digits may as well be a number of something.
pub(in crate::curate) fn dated(url: &str) -> Option<u16> {
    if !has_four_digits(url) {
        return None;
    }
    let parts = Parts::of(url);
    if !parts.is_web() {
        return None;
    }
    let site = parts.site();
    segments(parts.path).find_map(|(before, segment, after)| {
        arxiv(site, before, segment, after)
            .or_else(|| in_segment(segment))
            .or_else(|| year(segment).filter(|_| is_told(before, after)))
    })
}

/// Whether a link leads to a paper on arXiv, which may be published elsewhere later.
pub(in crate::curate) fn is_preprint(url: &str) -> bool {
    let parts = Parts::of(url);
    let site = parts.site();
    segments(parts.path)
        .any(|(before, segment, after)| arxiv(site, before, segment, after).is_some())
}

/// What is between the slashes of a path, each with what is in front of it and behind.
fn segments(path: &str) -> impl Iterator<Item = (&str, &str, Option<&str>)> {
    let (mut segments, mut before) = (path.split('/'), "");
    std::iter::from_fn(move || {
        let segment = segments.next()?;
        Some((std::mem::replace(&mut before, segment), segment, segments.clone().next()))
    })
}

/// Whether four digits stand side by side, without which there is no year. Most links have none.
fn has_four_digits(url: &str) -> bool {
    let mut before = 0;
    let mut chunks = url.as_bytes().chunks(LANES);
    chunks.any(|chunk| {
        let mut lanes = [0; LANES];
        lanes[..chunk.len()].copy_from_slice(chunk);
        let digits = before | are_digits(u8x16::new(lanes)).to_bitmask() << 3;
        before = digits >> LANES;
        let pairs = digits & digits >> 1;
        pairs & pairs >> 2 != 0
    })
}

fn number(digits: &str) -> Option<u16> {
    let sound = digits.bytes().all(|byte| byte.is_ascii_digit());
    if sound { digits.parse().ok() } else { None }
}

/// The first web page is of 1991.
fn year(text: &str) -> Option<u16> {
    if text.len() != 4 {
        return None;
    }
    number(text).filter(|year| (1991..=2049).contains(year))
}

fn is_month(text: &str) -> bool {
    const NAMES: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let named = |name: &str| text.len() == 3 && text.eq_ignore_ascii_case(name);
    text.len() <= 2 && number(text).is_some_and(|month| (1..=12).contains(&month))
        || NAMES.iter().any(|name| named(name))
}

/// Whether a year stands before a month, or in a folder of what is filed by years.
fn is_told(before: &str, after: Option<&str>) -> bool {
    const FOLDERS: [&str; 15] = [
        "blog",
        "blogs",
        "news",
        "post",
        "posts",
        "_posts",
        "archive",
        "archives",
        "article",
        "articles",
        "stories",
        "press",
        "publications",
        "updates",
        "writing",
    ];
    let in_folder = FOLDERS.iter().any(|folder| before.eq_ignore_ascii_case(folder));
    after.is_some_and(|after| is_month(after) || in_folder)
}

/// A day in a segment, `2023-05-12-title` or `title-2023-05-12.html`, or `2023-05` that is all of it.
fn in_segment(segment: &str) -> Option<u16> {
    let month = |text: &str| text.len() == 2 && is_month(text);
    if let Some((first, rest)) = segment.split_once('-')
        && month(rest)
    {
        return year(first);
    }
    let mut parts = segment.split(|letter: char| !letter.is_ascii_alphanumeric());
    while let Some(part) = parts.next() {
        let Some(year) = year(part) else { continue };
        let mut after = parts.clone();
        if after.next().is_some_and(month) && after.next().is_some_and(is_day) {
            return Some(year);
        }
    }
    None
}

fn is_day(text: &str) -> bool {
    text.len() == 2 && number(text).is_some_and(|day| (1..=31).contains(&day))
}

/// The year of a paper: of `2305.01234` since April 2007, of `cs/0703001` before
/// (<https://info.arxiv.org/help/arxiv_identifier.html>).
fn arxiv(site: &str, before: &str, segment: &str, after: Option<&str>) -> Option<u16> {
    const FOLDERS: [&str; 6] = ["abs", "pdf", "html", "format", "papers", "paper"];
    const SITES: [&str; 7] = [
        "arxiv.org",
        "export.arxiv.org",
        "ar5iv.org",
        "ar5iv.labs.arxiv.org",
        "alphaxiv.org",
        "huggingface.co",
        "browse.arxiv.org",
    ];
    let id = match segment.get(..6) {
        Some(start)
            if start.eq_ignore_ascii_case("arxiv.") && site.eq_ignore_ascii_case("doi.org") =>
        {
            &segment[6..]
        }
        _ if !SITES.iter().any(|known| known.eq_ignore_ascii_case(site)) => return None,
        _ if FOLDERS.contains(&before) => segment,
        _ => return None,
    };
    since_2007(id).or_else(|| before_2007(id, after?))
}

fn since_2007(id: &str) -> Option<u16> {
    let (month, paper) = id.split_once('.')?;
    let digits = paper.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &paper[digits..];
    let sound = (4..=5).contains(&digits) && (rest.is_empty() || rest.starts_with(['v', '.']));
    let number = number(month).filter(|&number| sound && month.len() == 4 && number >= 704)?;
    (1..=12).contains(&(number % 100)).then_some(2000 + number / 100)
}

fn before_2007(archive: &str, id: &str) -> Option<u16> {
    let sound = archive.bytes().all(|byte| byte.is_ascii_alphabetic() || b"-.".contains(&byte));
    let digits = id.bytes().take_while(u8::is_ascii_digit).count();
    let number = number(id.get(..4)?).filter(|_| sound && digits == 7)?;
    let year = number / 100 + if number >= 9100 { 1900 } else { 2000 };
    ((1..=12).contains(&(number % 100)) && year <= 2007).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_of_links() {
        let check = |url: &str, expected| assert_eq!(dated(url), expected, "{url}");
        for (url, year) in [
            ("https://a.example/2023/05/12/title", 2023),
            ("https://a.example/2023/5/title", 2023),
            ("https://a.example/blog/2019/may/title/", 2019),
            ("https://a.example/blog/2023/", 2023),
            ("https://a.example/blog/2023/title", 2023),
            ("https://a.example/2023-05-12-title", 2023),
            ("https://a.example/posts/title-2023-05-12.html?x#y", 2023),
            ("https://a.example/2023-05/title", 2023),
            ("https://a.example/a_2021_12_31", 2021),
            ("../posts/2018/11/a.md", 2018),
            ("https://arxiv.org/abs/2305.01234", 2023),
            ("http://www.arxiv.org/pdf/0704.0001v2.pdf", 2007),
            ("https://arxiv.org/abs/cs/0703001", 2007),
            ("https://arxiv.org/abs/cs.LG/0703001v1", 2007),
            ("https://arxiv.org/pdf/hep-th/9901001", 1999),
            ("https://huggingface.co/papers/2401.00001", 2024),
            ("https://doi.org/10.48550/arXiv.2305.01234", 2023),
        ] {
            check(url, Some(year));
        }
        for url in [
            "https://a.example:2023/05/title",
            "https://2023.a.example/title",
            "https://a.example/2023",
            "https://a.example/blog/2023",
            "https://a.example/2023/title",
            "https://a.example/blog/1234/title",
            "https://a.example/2023/13/title",
            "https://a.example/12023/05/",
            "https://a.example/p/20230512",
            "https://a.example/review-of-2023",
            "https://a.example/2023-2024-05",
            "https://a.example/?d=2023-05-12",
            "https://a.example/#/2023/05/",
            "https://a.example/abs/2305.01234",
            "https://arxiv.org/abs/2313.01234",
            "https://arxiv.org/abs/2305.012345",
            "https://arxiv.org/list/cs/0703001",
            "https://huggingface.co/a/2305.01234",
            "mailto:a/2023/05/",
            "",
        ] {
            check(url, None);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_a_year_of_the_web_or_none(url in "(https?://)?(arxiv.org)?(/|abs|\\PC|2023|05|-|\\.|cs){0,12}") {
            let year = dated(&url);
            proptest::prop_assert!(year.is_none_or(|year| (1991..2100).contains(&year)));
        }
    }
}
