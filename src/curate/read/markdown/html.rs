//! What pages say in HTML, as far as people use it in Markdown: breaks, links, headings, pictures.

use pulldown_cmark::{Event, Parser};
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
    let rest = tag.strip_prefix("</").or_else(|| tag.strip_prefix('<')).unwrap_or(tag);
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
    Some(decoded(value))
}

/// A part of a block of HTML that a page could have written in Markdown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) kind: Kind,
    pub(super) text: String,
    /// Where its text is in the block.
    pub(super) range: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Of a level from 1 to 6.
    Heading(u8),
    Paragraph,
    /// An item of a list, without the items in it.
    Item,
    /// Where something begins that can be folded away, what stays of it, and where it ends.
    Fold,
    Summary,
    FoldEnd,
}

/// The headings, paragraphs and items of a block. What can be folded away has its summary for a heading, unless
/// that only says to click.
pub(super) fn parts(block: &str) -> Vec<Part> {
    let lower = block.to_ascii_lowercase();
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(open) = lower[at..].find('<').map(|open| at + open) {
        let Some(end) = lower[open..].find('>').map(|end| open + end + 1) else { break };
        at = end;
        let is_end = lower[open..].starts_with("</");
        let name = name(&lower[open..end]);
        if name == "details" {
            let kind = if is_end { Kind::FoldEnd } else { Kind::Fold };
            parts.push(Part { kind, text: String::new(), range: open..end });
        }
        if is_end {
            continue;
        }
        let kind = match name.as_bytes() {
            [b'h', level @ b'1'..=b'6'] => Kind::Heading(level - b'0'),
            b"summary" => Kind::Summary,
            b"p" => Kind::Paragraph,
            b"li" => Kind::Item,
            _ => continue,
        };
        // The next one ends it, too: many are never closed.
        let is_end = |at: &usize| {
            let other = self::name(&lower[*at..]);
            other == name || ["li", "ul", "ol"].contains(&&*other)
        };
        let mut tags = lower[end..].match_indices('<').map(|(at, _)| end + at);
        let Some(close) = tags.find(is_end) else { continue };
        at = close;
        let text = plain(&block[end..at]);
        let only_says_to_click =
            ["click", "expand", "show"].iter().any(|word| text.to_ascii_lowercase().contains(word));
        if !text.is_empty() && (name != "summary" || !only_says_to_click) {
            parts.push(Part { kind, text, range: end..at });
        }
    }
    parts
}

/// Where the first table is that begins in a piece of a text; one that does not end there goes on behind it, unless
/// it does not end at all: no end is behind the last one.
pub(super) fn next_table(text: &str, piece: Range<usize>, last_end: usize) -> Option<Range<usize>> {
    let find = |range: Range<usize>, tag: &str| {
        let bytes = text.as_bytes().get(range.clone())?;
        let at = bytes.windows(tag.len()).position(|at| at.eq_ignore_ascii_case(tag.as_bytes()))?;
        Some(range.start + at)
    };
    let start = find(piece.clone(), "<table")?;
    let end = find(start..last_end.max(start), TABLE_END).map(|end| end + TABLE_END.len());
    Some(start..end.unwrap_or(piece.end))
}

const TABLE_END: &str = "</table>";

/// Where the last table of a text ends; 0 if none does.
pub(super) fn last_table_end(text: &str) -> usize {
    let mut ends = text.as_bytes().windows(TABLE_END.len()).rev();
    let found = ends.position(|at| at.eq_ignore_ascii_case(TABLE_END.as_bytes()));
    found.map_or(0, |from_end| text.len() - from_end)
}

/// A table, by where its parts are in a block.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    /// Each with its cells; the first one names the columns.
    pub(super) rows: Vec<(Range<usize>, Vec<Range<usize>>)>,
}

/// The one table of a block, if all of it is there and each cell is of one row and one column.
pub(super) fn table(block: &str) -> Option<Table> {
    let mut table = Table::default();
    let (mut tables, mut is_open) = (0, false);
    let mut cell: Option<usize> = None;
    for token in tokens(block) {
        let Token::Tag(range) = token else { continue };
        let tag = &block[range.clone()];
        let (name, is_end) = (name(tag), tag.starts_with("</"));
        match &*name {
            "table" => {
                tables += usize::from(!is_end);
                is_open = !is_end;
            }
            "tr" | "td" | "th" => {}
            _ => continue,
        }
        if let (Some(start), Some((row, cells))) = (cell.take(), table.rows.last_mut()) {
            cells.push(start..range.start);
            row.end = range.end;
        }
        match (&*name, is_end, is_open) {
            ("tr", false, true) => table.rows.push((range, Vec::new())),
            ("td" | "th", false, true) => {
                if attribute(tag, "colspan").is_some() || attribute(tag, "rowspan").is_some() {
                    return None;
                }
                cell = Some(range.end);
            }
            _ => {}
        }
    }
    table.rows.retain(|(_, cells)| !cells.is_empty());
    (tables == 1 && !is_open && table.rows.len() > 1).then_some(table)
}

/// A piece of HTML, by where it is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token {
    Tag(Range<usize>),
    Text(Range<usize>),
}

/// The pieces of some HTML, in order and without gaps; a comment is a tag.
pub(super) fn tokens(html: &str) -> impl Iterator<Item = Token> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        let rest = html.get(start..).filter(|rest| !rest.is_empty())?;
        let is_tag = rest.starts_with('<');
        let length = if rest.starts_with("<!--") {
            rest.find("-->").map(|end| end + 3)
        } else if is_tag {
            rest.find('>').map(|end| end + 1)
        } else {
            rest.find('<')
        };
        at = start + length.unwrap_or(rest.len());
        Some(if is_tag { Token::Tag(start..at) } else { Token::Text(start..at) })
    })
}

/// Text with its entities read; a space that does not break is one like any other.
pub(super) fn decoded(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, behind)) = rest.split_once('&') {
        text.push_str(before);
        let name = behind.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
        let length = 1 + behind.len() - name.len();
        rest = &rest[before.len()..];
        if name.starts_with(';') {
            push_entity(&rest[..=length], &mut text);
            rest = &rest[length + 1..];
        } else {
            text.push('&');
            rest = behind;
        }
    }
    text.push_str(rest);
    text
}

/// Adds what an entity stands for, which is the same in Markdown.
fn push_entity(entity: &str, text: &mut String) {
    for event in Parser::new(entity) {
        if let Event::Text(letters) = event {
            text.push_str(&letters.replace('\u{a0}', " "));
        }
    }
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
    decoded(&text).split_whitespace().collect::<Vec<_>>().join(" ")
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
    fn entities_stand_for_letters() {
        let check = |html: &str, expected: &str| assert_eq!(decoded(html), expected, "{html}");
        check("R&amp;D &#233;&#xE9;&eacute; &mdash;&nbsp;&lt;i&gt;", "R&D ééé — <i>");
        check("&amp;lt; & &; &x &nonsense; &#; a&", "&lt; & &; &x &nonsense; &#; a&");
        check("", "");
    }

    #[test]
    fn tables_are_read_where_they_are_plain() {
        let check = |html: &str, expected: Option<&[&[&str]]>| {
            let texts = |(_, cells): &(_, Vec<Range<usize>>)| {
                cells.iter().map(|cell| html[cell.clone()].to_owned()).collect::<Vec<_>>()
            };
            let found = table(html).map(|table| table.rows.iter().map(texts).collect::<Vec<_>>());
            let owned = |row: &&[&str]| row.iter().map(|&cell| cell.to_owned()).collect();
            let expected = expected.map(|rows| rows.iter().map(owned).collect::<Vec<Vec<_>>>());
            assert_eq!(found, expected, "{html}");
        };
        let rows: &[&[&str]] = &[&["A", " b <i>c</i>\n"], &["1", ""]];
        check(
            "<div><TABLE border=1><thead><tr><th>A</th><th> b <i>c</i>\n</th></tr></thead>\n\
             <tr><td>1</td><td></td></tr></table>",
            Some(rows),
        );
        check("<table><tr><td>A<td> b <i>c</i>\n<tr><td>1<td></table>", Some(rows));
        check("<table><tr><th>A</th></tr></table>", None);
        check("<table><tr><th>A</th></tr><tr><td>1</td></tr>", None);
        check("<table><tr><th>A</th></tr><tr><td colspan=2>1</td></tr></table>", None);
        check("<table><tr><td><table><tr><td>1</table></table>", None);
        check("<table", None);
    }

    #[test]
    fn headings_and_paragraphs_are_found() {
        let check = |html: &str, expected: &[(Kind, &str)]| {
            let parts = parts(html);
            let found: Vec<_> = parts.iter().map(|part| (part.kind, &*part.text)).collect();
            assert_eq!(found, expected, "{html}");
        };
        check("<h1 align=center>A <b>b</b>\n&amp; c</h1>\n", &[(Kind::Heading(1), "A b & c")]);
        let (fold, end) = ((Kind::Fold, ""), (Kind::FoldEnd, ""));
        check("<details><summary>Search</summary>", &[fold, (Kind::Summary, "Search")]);
        check("<details>\n<summary>Click to expand</summary>\n</details>", &[fold, end]);
        check("<p><img src=x></p><P>One</P>", &[(Kind::Paragraph, "One")]);
        let items = &[(Kind::Item, "A"), (Kind::Item, "b c"), (Kind::Item, "d"), (Kind::Item, "e")];
        check("<ul><li>A<ul><li>b <a href=x>c</a></li>\n<LI>d</ul></li><li>e</li></ul>", items);
        let headings = &[(Kind::Heading(2), "A"), (Kind::Paragraph, "b"), (Kind::Heading(2), "C")];
        check("<h2>A</h2><p>b</p><h2>C</h2>", headings);
        check("<h1 <p", &[]);
    }

    #[test]
    fn tables_are_found_to_their_ends() {
        let check = |text: &str, end: usize, expected: Option<&str>| {
            let found = next_table(text, 0..end, last_table_end(text)).map(|table| &text[table]);
            assert_eq!(found, expected, "{text}");
        };
        check("a <TABLE>b\n\nc</Table> d", 5, None);
        check("a <TABLE>b\n\nc</Table> d", 10, Some("<TABLE>b\n\nc</Table>"));
        check("a <table>b\n\nc", 10, Some("<table>b"));
    }
}
