//! What pages say in HTML, as far as people use it in Markdown: breaks, links, headings, pictures.

use std::ops::Range;

/// A tag inside of a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Inline {
    /// The end of a line inside a cell.
    Break,
    /// The beginning of a link.
    Link(String),
    LinkEnd,
    /// Another tag, or a comment: how the text looks, and nothing that it says.
    Looks,
    /// No tag that anybody knows: `List<String>`.
    Text,
}

/// Tags that say how a text looks.
const LOOKS: [&str; 41] = [
    "b", "i", "u", "s", "em", "strong", "sub", "sup", "span", "small", "big", "font", "code",
    "kbd", "del", "ins", "mark", "center", "div", "p", "ul", "ol", "li", "img", "picture",
    "source", "details", "summary", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "tt", "q", "cite",
    "abbr", "a", "wbr",
];

/// What a tag such as `<br/>` means.
pub(super) fn inline(tag: &str) -> Inline {
    if tag.starts_with("<!") || tag.starts_with("<?") {
        return Inline::Looks;
    }
    match (name(tag).as_str(), tag.starts_with("</")) {
        ("br", _) => Inline::Break,
        ("a", true) => Inline::LinkEnd,
        ("a", false) => attribute(tag, "href").map_or(Inline::Looks, Inline::Link),
        (name, _) if LOOKS.contains(&name) => Inline::Looks,
        _ => Inline::Text,
    }
}

fn name(tag: &str) -> String {
    let rest = tag.trim_start_matches(['<', '/']);
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    rest[..end].to_ascii_lowercase()
}

/// The value of an attribute, with or without quotes.
fn attribute(tag: &str, wanted: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let places = lower.match_indices(wanted).map(|(at, _)| at);
    let value = places.filter(|&at| lower[..at].ends_with(char::is_whitespace)).find_map(|at| {
        let rest = tag[at + wanted.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|quote| ['"', '\''].contains(quote));
        match quote {
            Some(quote) => rest[1..].split(quote).next(),
            None => rest.split(|c: char| c.is_whitespace() || c == '>').next(),
        }
    })?;
    Some(value.replace("&amp;", "&"))
}

/// A part of a block of HTML that a page could have written in Markdown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// 1 to 6 for a heading, 0 for a paragraph.
    pub(super) level: u8,
    pub(super) text: String,
    /// Where its text is in the block.
    pub(super) range: Range<usize>,
}

/// The headings and paragraphs of a block. What can be folded away has its summary for a heading, unless
/// that only says to click.
pub(super) fn parts(block: &str) -> Vec<Part> {
    let lower = block.to_ascii_lowercase();
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(open) = lower[at..].find('<').map(|open| at + open) {
        let Some(end) = lower[open..].find('>').map(|end| open + end + 1) else { break };
        at = end;
        let name = name(&lower[open..end]);
        let level = match name.as_bytes() {
            [b'h', level @ b'1'..=b'6'] => level - b'0',
            b"summary" => 6,
            b"p" => 0,
            _ => continue,
        };
        let Some(close) = lower[end..].find(&format!("</{name}")).map(|close| end + close) else {
            continue;
        };
        at = close;
        let text = plain(&block[end..close]);
        let only_says_to_click =
            ["click", "expand", "show"].iter().any(|word| text.to_ascii_lowercase().contains(word));
        if !text.is_empty() && (name != "summary" || !only_says_to_click) {
            parts.push(Part { level, text, range: end..close });
        }
    }
    parts
}

/// The text of some HTML, on one line.
fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, rest)| rest);
    }
    text.push_str(rest);
    for (entity, letter) in [("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&amp;", "&")] {
        text = text.replace(entity, letter);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_mean_what_they_mean_in_a_browser() {
        let check = |tag, expected| assert_eq!(inline(tag), expected, "{tag}");
        check("<br>", Inline::Break);
        check("<BR />", Inline::Break);
        check("<a href=\"u?a&amp;b\">", Inline::Link("u?a&b".into()));
        check("<a class=x href=u>", Inline::Link("u".into()));
        check("<a name='x'>", Inline::Looks);
        check("</a>", Inline::LinkEnd);
        check("<!-- casebook: allow CB051 -->", Inline::Looks);
        check("<img src=\"x\">", Inline::Looks);
        check("<String>", Inline::Text);
    }

    #[test]
    fn headings_and_paragraphs_are_found() {
        let check = |html: &str, expected: &[(u8, &str)]| {
            let parts = parts(html);
            let found: Vec<_> = parts.iter().map(|part| (part.level, &*part.text)).collect();
            assert_eq!(found, expected, "{html}");
        };
        check("<h1 align=center>A <b>b</b>\n&amp; c</h1>\n", &[(1, "A b & c")]);
        check("<details><summary>Search</summary>", &[(6, "Search")]);
        check("<details>\n<summary>Click to expand</summary>\n", &[]);
        check("<p><img src=x></p><P>One</P>", &[(0, "One")]);
        check("<h1 <p", &[]);
    }
}
