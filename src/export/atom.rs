//! A feed (RFC 4287).

use super::{labels, link, maker, year};
use crate::catalog::{Catalog, slugify};
use crate::facet::EntryId;
use std::cmp::Reverse;
use std::fmt::Write;

/// Its name, if a list has none: a feed must have one.
const NO_TITLE: &str = "Casebook";

/// The entries as a feed, the newest year first, otherwise in the order given.
pub(super) fn write(catalog: &Catalog, mut entries: Vec<EntryId>) -> String {
    entries.sort_by_key(|&entry| Reverse(number(catalog, entry)));
    let updated = updated(catalog, entries.first().copied());
    let about = &catalog.about;
    let title = if about.title.is_empty() { NO_TITLE } else { &about.title };
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n",
    );
    element(&mut xml, "  ", "id", &feed_id(catalog));
    element(&mut xml, "  ", "title", title);
    if !about.description.is_empty() {
        element(&mut xml, "  ", "subtitle", &about.description);
    }
    element(&mut xml, "  ", "updated", &updated);
    // Entries without a company need it.
    author(&mut xml, "  ", title);
    for entry in entries {
        item(&mut xml, catalog, entry, &updated);
    }
    xml.push_str("</feed>\n");
    xml
}

fn item(xml: &mut String, catalog: &Catalog, entry: EntryId, feed_updated: &str) {
    xml.push_str("  <entry>\n");
    let (title, summary) = (catalog.title(entry), catalog.summary(entry));
    element(xml, "    ", "id", &format!("urn:casebook:entry:{}", urn(catalog.id(entry))));
    element(xml, "    ", "title", title);
    let updated = number(catalog, entry).map(first_day);
    element(xml, "    ", "updated", updated.as_deref().unwrap_or(feed_updated));
    for company in maker(catalog).into_iter().flat_map(|facet| labels(facet, entry)) {
        author(xml, "    ", company);
    }
    if let Some(link) = link::of(catalog, entry) {
        _ = writeln!(xml, "    <link href=\"{}\"/>", escaped(&link));
        if !summary.is_empty() {
            element(xml, "    ", "summary", summary);
        }
    } else {
        // What has no link must have content.
        element(xml, "    ", "content", if summary.is_empty() { title } else { summary });
    }
    categories(xml, catalog, entry);
    xml.push_str("  </entry>\n");
}

/// What the entry has in any facet. The scheme tells a company from a tag of the same name.
fn categories(xml: &mut String, catalog: &Catalog, entry: EntryId) {
    for facet in &catalog.facets {
        let values = &facet.vocabulary;
        for &value in facet.values.values(entry) {
            let (slug, label) = (escaped(values.slug(value)), escaped(values.label(value)));
            let scheme = format_args!("urn:casebook:facet:{}", urn(&facet.key));
            _ = writeln!(
                xml,
                "    <category term=\"{slug}\" scheme=\"{scheme}\" label=\"{label}\"/>"
            );
        }
    }
}

fn author(xml: &mut String, indent: &str, name: &str) {
    _ = writeln!(xml, "{indent}<author><name>{}</name></author>", escaped(name));
}

fn element(xml: &mut String, indent: &str, name: &str, text: &str) {
    _ = writeln!(xml, "{indent}<{name}>{}</{name}>", escaped(text));
}

/// The address of the list, or else a name made from its title.
fn feed_id(catalog: &Catalog) -> String {
    let base = &catalog.about.link_base;
    if link::is_absolute(base) {
        return link::percent_encoded(base);
    }
    format!("urn:casebook:{}", urn(&slugify(&catalog.about.title)))
}

/// A text as a part of a URN: whatever is not plain ASCII is percent-encoded.
fn urn(text: &str) -> String {
    let mut urn = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            urn.push(char::from(byte));
        } else {
            _ = write!(urn, "%{byte:02X}");
        }
    }
    urn
}

/// When the list changed: the day it says, or else the newest year of an entry.
fn updated(catalog: &Catalog, newest: Option<EntryId>) -> String {
    let day = &catalog.about.updated;
    if is_day(day) {
        return format!("{day}T00:00:00Z");
    }
    first_day(newest.and_then(|entry| number(catalog, entry)).unwrap_or(1970))
}

fn first_day(year: u16) -> String {
    format!("{year:04}-01-01T00:00:00Z")
}

fn number(catalog: &Catalog, entry: EntryId) -> Option<u16> {
    year(catalog, entry).parse().ok()
}

/// Whether a text is a day of the calendar, as `2025-03-08`.
fn is_day(text: &str) -> bool {
    let digits = |part: &str, length| {
        let is_number = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse::<u16>().ok().filter(|_| is_number)
    };
    let mut parts = text.split('-');
    let mut next = |length| parts.next().and_then(|part| digits(part, length));
    let (Some(year), Some(month), Some(day), None) = (next(4), next(2), next(2), parts.next())
    else {
        return false;
    };
    let is_leap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0;
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// Text for elements and attributes; what XML 1.0 cannot carry at all is dropped.
pub(super) fn escaped(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            // As they are, they would become spaces in attributes, and the last one a line end.
            '\t' | '\n' | '\r' => _ = write!(xml, "&#{};", letter as u32),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => xml.push(letter),
        }
    }
    xml
}

#[cfg(test)]
mod tests {
    use super::super::tests::{catalog, one, small};
    use super::super::{Format, export};
    use super::*;
    use proptest::prelude::*;
    use roxmltree::{Document, Node};

    #[test]
    fn a_feed() {
        let catalog = small();
        let text = export(&catalog, catalog.entries(), Format::Atom);
        assert_eq!(
            text,
            r#"<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>https://a.example/list/</id>
  <title>Field &amp; notes</title>
  <subtitle>How teams built: what they run.</subtitle>
  <updated>2025-03-08T00:00:00Z</updated>
  <author><name>Field &amp; notes</name></author>
  <entry>
    <id>urn:casebook:entry:odd</id>
    <title>The &quot;odd&quot; | one</title>
    <updated>2024-01-01T00:00:00Z</updated>
    <link href="https://a.example/odd%20(1).md"/>
    <summary>One team, one index.</summary>
    <category term="search" scheme="urn:casebook:facet:tag" label="search"/>
    <category term="2024" scheme="urn:casebook:facet:year" label="2024"/>
  </entry>
  <entry>
    <id>urn:casebook:entry:acme-search-in-a-week</id>
    <title>Search in a week</title>
    <updated>2023-01-01T00:00:00Z</updated>
    <author><name>Acme</name></author>
    <link href="https://a.example/search"/>
    <category term="acme" scheme="urn:casebook:facet:company" label="Acme"/>
    <category term="search" scheme="urn:casebook:facet:tag" label="search"/>
    <category term="c-plus-plus" scheme="urn:casebook:facet:tag" label="C++"/>
    <category term="2023" scheme="urn:casebook:facet:year" label="2023"/>
  </entry>
</feed>
"#
        );
    }

    #[test]
    fn what_the_list_does_not_say_has_a_stand_in() {
        let catalog = one("A", "javascript:x", "", "");
        let text = export(&catalog, catalog.entries(), Format::Atom);
        assert!(text.contains("<id>urn:casebook:u</id>\n  <title>Casebook</title>"), "{text}");
        assert!(text.contains("<updated>1970-01-01T00:00:00Z</updated>"));
        assert!(text.contains("<content>A</content>") && !text.contains("<link"));
    }

    #[test]
    fn days() {
        for day in ["2025-03-08", "2024-02-29", "0001-12-31"] {
            assert!(is_day(day), "{day}");
        }
        for text in
            ["", "2025-3-8", "2025-02-29", "2025-13-01", "2025-04-31", "2025-03-08-", "+025-01-01"]
        {
            assert!(!is_day(text), "{text}");
        }
    }

    fn child<'a>(node: Node<'a, '_>, name: &str) -> &'a str {
        let child = node.children().find(|child| child.has_tag_name(name));
        child.and_then(|child| child.text()).unwrap_or_default()
    }

    proptest! {
        #[test]
        fn a_parser_reads_every_text_back(rows in catalog()) {
            let catalog = rows.build();
            let text = export(&catalog, catalog.entries(), Format::Atom);
            let feed = Document::parse(&text).unwrap();
            let feed = feed.root_element();
            let entries: Vec<Node> =
                feed.children().filter(|node| node.has_tag_name("entry")).collect();
            prop_assert_eq!(entries.len(), catalog.len());
            let mut order: Vec<EntryId> = catalog.entries().collect();
            order.sort_by_key(|&entry| Reverse(number(&catalog, entry)));
            for (&node, entry) in entries.iter().zip(order) {
                prop_assert_eq!(child(node, "title"), catalog.title(entry));
                let carried = if link::of(&catalog, entry).is_some() { "summary" } else { "content" };
                let summary = catalog.summary(entry);
                prop_assert!(child(node, carried) == summary || summary.is_empty());
                let labels: Vec<&str> = node
                    .children()
                    .filter_map(|node| node.attribute("label"))
                    .collect();
                let facets = catalog.facets.iter();
                let expected: Vec<&str> = facets.flat_map(|facet| super::labels(facet, entry)).collect();
                prop_assert_eq!(labels, expected);
            }
        }

        #[test]
        fn any_text_makes_a_feed(text in any::<String>()) {
            let catalog = one(&text, &text, &text, &text);
            let feed = export(&catalog, catalog.entries(), Format::Atom);
            prop_assert!(Document::parse(&feed).is_ok(), "{}", feed);
        }
    }
}
