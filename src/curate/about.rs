//! What a list says of itself, from its front matter or else from the page around the table.

use super::front_matter::Field;
use super::markdown::{Document, Text};
use super::problem::{Fault, Report};
use super::{date, link};
use crate::catalog::About;

/// How a page of one industry ends its heading.
const INDUSTRY_HEADING: &str = "ML & LLM Case Studies";

/// Where a list comes from: what holds for all its entries.
pub(super) struct Origin {
    pub(super) about: About,
    /// Empty if the list is not of one industry.
    pub(super) industry: Text,
}

impl Origin {
    /// Finds out all a list says; a `link_base` given here goes before the list's own.
    pub(super) fn find(
        fields: &[Field],
        document: &Document,
        link_base: Option<&str>,
        report: &mut Report,
    ) -> Self {
        let field = |key| fields.iter().find(|field| field.key == key && !field.value.is_empty());
        let stated = |key| field(key).map(|field| field.value.clone());
        let heading = document.heading.as_ref();
        let title = stated("title").or_else(|| heading.map(|heading| heading.text.clone()));
        if title.as_ref().is_none_or(|title| title.trim().is_empty()) {
            report.add(0, Fault::NoTitle);
        }
        let about = About {
            title: title.unwrap_or_default(),
            description: stated("description")
                .or_else(|| description(document))
                .unwrap_or_default(),
            updated: updated(field("updated"), document, report),
            link_base: base(field("link_base"), link_base, report),
        };
        let industry =
            field("industry").map(|field| Text { at: field.at, text: field.value.clone() });
        Self { about, industry: industry.or_else(|| industry_of(heading?)).unwrap_or_default() }
    }
}

/// The first paragraph in front of the first table.
fn description(document: &Document) -> Option<String> {
    let end = document.tables.first().map_or(usize::MAX, |table| table.at);
    let first = document.paragraphs.first().filter(|paragraph| paragraph.at < end)?;
    Some(first.text.trim().to_owned())
}

fn updated(field: Option<&Field>, document: &Document, report: &mut Report) -> String {
    if let Some(Field { value, at, .. }) = field {
        return date::parse(value).unwrap_or_else(|| {
            report.add(*at, Fault::Updated { text: value.clone() });
            String::new()
        });
    }
    let written = |paragraph: &Text| {
        let (label, day) = paragraph.text.split_once(':')?;
        label.trim().eq_ignore_ascii_case("last updated").then(|| (day.to_owned(), paragraph.at))
    };
    let Some((day, at)) = document.paragraphs.iter().find_map(written) else {
        return String::new();
    };
    date::parse(&day).unwrap_or_else(|| {
        report.add(at, Fault::UpdatedInText { text: day.trim().to_owned() });
        String::new()
    })
}

fn base(field: Option<&Field>, given: Option<&str>, report: &mut Report) -> String {
    if let Some(url) = given {
        return url.to_owned();
    }
    let Some(Field { value, at, .. }) = field else { return String::new() };
    if !link::is_base(value) {
        report.add(*at, Fault::LinkBase { url: value.clone() });
    }
    value.clone()
}

/// The industry that a page's heading names, as in “Media and streaming ML & LLM Case Studies”.
fn industry_of(heading: &Text) -> Option<Text> {
    let name = heading.text.trim().strip_suffix(INDUSTRY_HEADING)?.trim();
    let is_name = name.ends_with(char::is_alphanumeric);
    is_name.then(|| Text { at: heading.at, text: name.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::super::{Source, front_matter, markdown};
    use super::*;

    fn check(text: &str, expected: [&str; 5], problems: &[&str]) {
        let source = Source::new("x", text.into()).unwrap();
        let mut report = Report::new(&source);
        let (fields, body) = front_matter::split(source.text(), &mut report);
        let document = markdown::parse(source.text(), body);
        let Origin { about, industry } = Origin::find(&fields, &document, None, &mut report);
        let found =
            [&*about.title, &about.description, &about.updated, &about.link_base, &industry.text];
        assert_eq!(found, expected, "{text}");
        let found = report.finish();
        assert_eq!(found.len(), problems.len(), "{found:?}");
        for (problem, expected) in found.iter().zip(problems) {
            let message = format!("{}: {}", problem.place, problem.fault);
            assert!(message.starts_with(expected), "{message}");
        }
    }

    #[test]
    fn the_front_matter_goes_before_the_page() {
        let front = "---\ntitle: T\ndescription: D\nupdated: 2024-02-29\nlink_base: https://a/\nindustry: I\n---\n";
        let page = "# Music ML & LLM Case Studies\n\n> All\n> of it.\n\nMore.\n\n*Last updated: March 08, 2025*\n";
        let heading = "Music ML & LLM Case Studies";
        check(&format!("{front}{page}"), ["T", "D", "2024-02-29", "https://a/", "I"], &[]);
        check(page, [heading, "All of it.", "2025-03-08", "", "Music"], &[]);
    }

    #[test]
    fn what_is_not_there_is_empty() {
        check("", [""; 5], &["1:1: the list has no title"]);
        check(
            "# Ops - ML & LLM Case Studies",
            ["Ops - ML & LLM Case Studies", "", "", "", ""],
            &[],
        );
        check("# A\n\n|b|\n|-|\n\nBelow.\n", ["A", "", "", "", ""], &[]);
    }

    #[test]
    fn what_is_wrong_is_said() {
        let fields =
            "---\ntitle: T\nupdated: soon\nlink_base: a/b\n---\n\nLast updated: 2025-03-08\n";
        let expected = ["T", "Last updated: 2025-03-08", "", "a/b", ""];
        check(fields, expected, &["3:1: `soon` is not a day", "4:1: `a/b` is no link base"]);
        check(
            "# A\n\nB\n\nLast updated: soon\n",
            ["A", "B", "", "", ""],
            &["5:1: `soon` is not read"],
        );
    }
}
