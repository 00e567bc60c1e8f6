//! Marks in the texts of lists that are no Markdown: links, bold letters, tags and entities, as programs
//! export them.

use memchr::{memchr, memchr3};
use pulldown_cmark::{Event, Parser, TagEnd};
use std::borrow::Cow;

/// Tags that stand inside of words as well as between them.
const INLINE: [&str; 10] = ["a", "b", "code", "em", "i", "span", "strong", "sub", "sup", "u"];

/// What a reader sees of a text: `See [how](https://…) R&amp;D <b>works</b>` → `See how R&D works`.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    // Nearly all texts have none of these.
    if memchr3(b'&', b'<', b'*', bytes).is_none() && memchr(b']', bytes).is_none() {
        return Cow::Borrowed(text);
    }
    let is_html = text.contains("</") || text.contains("<br");
    let is_marked = text.contains("](http") || text.matches("**").nth(1).is_some();
    if !is_html && !is_marked && !has_entity(text) {
        return Cow::Borrowed(text);
    }
    // Behind a dot, what is usual at the beginning of a text is no heading and no list.
    let marked = format!(".{}", if is_html { without_tags(text) } else { text.to_owned() });
    let mut plain = String::with_capacity(text.len());
    for event in Parser::new(&marked) {
        match event {
            Event::Text(part) | Event::Code(part) | Event::InlineHtml(part) | Event::Html(part) => {
                plain.push_str(&part);
            }
            Event::SoftBreak
            | Event::HardBreak
            | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => plain.push(' '),
            _ => {}
        }
    }
    let plain = plain.strip_prefix('.').unwrap_or(&plain).trim();
    Cow::Owned(plain.replace('\u{a0}', " "))
}

/// Whether there is an entity of HTML in a text, as in `R&amp;D`.
fn has_entity(text: &str) -> bool {
    text.split('&').skip(1).any(|behind| {
        let name = behind.split(';').next().unwrap_or_default();
        let is_name = |name: &str| name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        name.len() < behind.len() && !name.is_empty() && is_name(name.trim_start_matches('#'))
    })
}

fn without_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, behind)) = rest.split_once('<') {
        text.push_str(before);
        let name = behind.strip_prefix('/').unwrap_or(behind);
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if let Some((_, behind)) = behind.split_once('>').filter(|_| length > 0) {
            let is_inline = INLINE.contains(&&*name[..length].to_ascii_lowercase());
            text.push_str(if is_inline { "" } else { " " });
            rest = behind;
        } else {
            text.push('<');
            rest = behind;
        }
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reader_sees() {
        let check = |text: &str, expected: &str| {
            let found = plain(text);
            assert_eq!(found.split_whitespace().collect::<Vec<_>>().join(" "), expected);
        };
        check("See [how](https://a.example/b) and [why](http://c.example).", "See how and why.");
        check("[é](https://a.example) [1] [x](y)", "é [1] x");
        check("1. **One** team: `Vec<u8>` & a <b", "1. One team: Vec<u8> & a <b");
        check("# 2 ** 3, a [note]", "# 2 ** 3, a [note]");
        check("R&amp;D caf&#233;s &amp; &x", "R&D cafés & &x");
        check(
            "<p>One te<b>a</b>m&nbsp;only</p>\n<ul><li>A</li><li>B</li></ul>",
            "One team only A B",
        );
        check("a < b </ c", "a < b </ c");
        check("- one\n- [two](https://a.example)", "- one two");
        check("", "");
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "([a&;#<>/*\\]\\[()`é \n.]|https|amp|br){0,24}") {
            plain(&text);
        }
    }
}
