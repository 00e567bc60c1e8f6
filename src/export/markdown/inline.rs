//! Text as Markdown that is read as the same text, in a table's cell or out of one.

use std::fmt::Write;

/// Plain text. Control characters become references, since a line has to stay one.
pub(super) fn text(text: &str) -> String {
    let mut markdown = String::with_capacity(text.len());
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        let rest = &text[at..];
        let after = rest.chars().nth(1).unwrap_or(' ');
        let is_special = match letter {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' | '$' => true,
            // Inside a word it stands for itself.
            '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
            '&' => is_reference(rest),
            // GitHub makes a link of an address, and takes escapes in it for a part of it.
            ':' => rest.starts_with("://"),
            '.' => ends_with_www(&text.as_bytes()[..at]),
            _ => false,
        };
        push(&mut markdown, letter, is_special);
        before = letter;
    }
    markdown
}

/// The text of a heading.
pub(super) fn heading(line: &str) -> String {
    let mut markdown = text(line.trim());
    // At the end it would be no more than an ornament.
    if markdown.ends_with('#') {
        markdown.insert(markdown.len() - 1, '\\');
    }
    markdown
}

/// Text as a paragraph of one line.
pub(super) fn paragraph(words: &str) -> String {
    let mut markdown = text(&words.split_whitespace().collect::<Vec<_>>().join(" "));
    let digits = markdown.bytes().take_while(u8::is_ascii_digit).count();
    // What would begin a list, a quote or a heading.
    let marks: &[char] = if digits == 0 { &['-', '+', '>', '#'] } else { &['.', ')'] };
    if markdown[digits..].starts_with(marks) {
        markdown.insert(digits, '\\');
    }
    markdown
}

/// A link whose text is a title.
pub(super) fn link(title: &str, url: &str) -> String {
    let title = text(title);
    let mut destination = String::with_capacity(url.len());
    for (at, letter) in url.char_indices() {
        if letter == '&' && is_reference(&url[at..]) {
            // Some resolve references before escapes, so that a backslash would not do.
            destination.push_str("&amp;");
        } else {
            push(&mut destination, letter, "\\<>|`".contains(letter));
        }
    }
    let is_bare = |c: char| !(c.is_whitespace() || c.is_control() || "()<>|\\`".contains(c));
    if url.chars().all(is_bare) {
        format!("[{title}]({destination})")
    } else {
        format!("[{title}](<{destination}>)")
    }
}

/// An address as its own text; a link where Markdown has a short form for it. That form knows no escapes,
/// and readers do not agree on references in it.
pub(super) fn address(url: &str) -> String {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    let is_exact = |(at, letter): (usize, char)| match letter {
        '<' | '>' | '|' | '\\' | '`' => false,
        '&' => !is_reference(&url[at..]),
        _ => !letter.is_whitespace() && !letter.is_control(),
    };
    if is_web && url.char_indices().all(is_exact) { format!("<{url}>") } else { text(url) }
}

/// A value as a code span, which knows no escapes: its fence is longer than any run of backticks inside,
/// and a space keeps one at either end from the fence. Only bars are escaped, since tables are cut before
/// code is read; that holds behind a backslash too, where `\\|` stands for `\|`.
pub(super) fn code(value: &str) -> String {
    let longest = value.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if value.starts_with('`') || value.ends_with('`') { " " } else { "" };
    let value = value.replace(char::is_control, " ").replace('|', "\\|");
    format!("{fence}{pad}{value}{pad}{fence}")
}

/// Whether a text that begins with `&` begins with what may be a character reference.
fn is_reference(text: &str) -> bool {
    text[1..].trim_start_matches(|c: char| c == '#' || c.is_ascii_alphanumeric()).starts_with(';')
}

fn ends_with_www(text: &[u8]) -> bool {
    text.last_chunk::<3>().is_some_and(|end| end.eq_ignore_ascii_case(b"www"))
}

fn push(markdown: &mut String, letter: char, is_special: bool) {
    if letter.is_control() {
        _ = write!(markdown, "&#{};", letter as u32);
    } else {
        if is_special {
            markdown.push('\\');
        }
        markdown.push(letter);
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::text as any_text;
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    /// What Markdown says, all of it: text as it is, anything else by its kind.
    fn read(markdown: &str) -> Vec<String> {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        let mut found = vec![String::new()];
        for event in Parser::new_ext(markdown, options) {
            let said = match event {
                Event::Text(text) => {
                    found.last_mut().unwrap().push_str(&text);
                    continue;
                }
                Event::End(_) => String::new(),
                Event::Code(code) => format!("code {code}"),
                Event::Start(Tag::Link { dest_url, .. }) => format!("link {dest_url}"),
                Event::Start(Tag::TableCell) => "cell".into(),
                Event::Start(Tag::Heading { .. }) => "heading".into(),
                Event::Start(tag) => format!("{tag:?}"),
                other => format!("{other:?}"),
            };
            found.extend([said, String::new()]);
        }
        found.retain(|said| !said.is_empty());
        found
    }

    /// What a cell says, between two that it has to leave alone.
    fn read_cell(cell: &str) -> Vec<String> {
        let found = read(&format!("| a |  |  |\n|---|---|---|\n| `x` | {cell} | `y` |\n"));
        let table = "Table([None, None, None])";
        let before =
            [table, "TableHead", "cell", "a", "cell", "cell", "TableRow", "cell", "code x", "cell"];
        let (front, rest) = found.split_at(before.len());
        let (middle, back) = rest.split_at(rest.len() - 2);
        assert_eq!(front, before, "{cell}");
        assert_eq!(back, ["cell", "code y"], "{cell}");
        middle.to_vec()
    }

    /// Any text but none.
    fn any_words() -> impl Strategy<Value = String> {
        any_text().prop_map(|text| if text.is_empty() { "x".into() } else { text })
    }

    fn some(parts: &[&str]) -> Vec<String> {
        parts.iter().filter(|part| !part.is_empty()).map(ToString::to_string).collect()
    }

    #[test]
    fn what_is_quiet_stays_as_it_is() {
        let check = |words: &str, expected: &str| assert_eq!(text(words), expected);
        check(
            "ML & LLM: R&D, C# (50%) – feature_store!",
            "ML & LLM: R&D, C# (50%) – feature_store!",
        );
        check(
            "a|b\\|c _d_ [e](f) <g> &h; ~i~ $1",
            "a\\|b\\\\\\|c \\_d\\_ \\[e\\](f) \\<g> \\&h; \\~i\\~ \\$1",
        );
        check("a\nb", "a&#10;b");
        check("https://www.a.example", "https\\://www\\.a.example");
        assert_eq!(heading("C#"), "C\\#");
        assert_eq!(paragraph("1. a\n\n2. b"), "1\\. a 2. b");
    }

    #[test]
    fn links() {
        let check = |url, expected: &str| assert_eq!(link("A", url), expected);
        check("../a.md?b=1&c=2#d_e", "[A](../a.md?b=1&c=2#d_e)");
        check("a (1).md", "[A](<a (1).md>)");
        check("a|b\\c<d>&amp;", "[A](<a\\|b\\\\c\\<d\\>&amp;amp;>)");
        assert_eq!(address("https://a.example/b_c"), "<https://a.example/b_c>");
        assert_eq!(address("../b_c|d"), "../b_c\\|d");
    }

    #[test]
    fn code_spans() {
        let check = |value, expected: &str| assert_eq!(code(value), expected);
        check("ad ranking / targeting", "`ad ranking / targeting`");
        check("a`b", "``a`b``");
        check("`a", "`` `a ``");
        check("a|b\\|c\\", "`a\\|b\\\\|c\\`");
    }

    proptest! {
        #[test]
        fn text_is_read_back(words in any_text()) {
            prop_assert_eq!(read_cell(&text(&words)), some(&[&words]));
        }

        #[test]
        fn control_characters_in_text_are_read_back(words in "[\\x01-\\x1f\\x7fa|&;]{0,6}") {
            let words = format!("a{words}a");
            prop_assert_eq!(read_cell(&text(&words)), [words]);
        }

        #[test]
        fn links_are_read_back(title in any_text(), url in any_words()) {
            let expected = some(&[&format!("link {url}"), &title]);
            prop_assert_eq!(read_cell(&link(&title, &url)), expected);
        }

        #[test]
        fn addresses_are_read_back(url in any_text(), is_web in any::<bool>()) {
            let url = if is_web { format!("https://{url}") } else { url };
            let mut found = read_cell(&address(&url));
            found.retain(|said| *said != format!("link {url}"));
            prop_assert_eq!(found, some(&[&url]));
        }

        #[test]
        fn code_spans_are_read_back(a in any_words(), b in any_words()) {
            let found = read_cell(&format!("{} {}", code(&a), code(&b)));
            prop_assert_eq!(found, some(&[&format!("code {a}"), " ", &format!("code {b}")]));
        }

        #[test]
        fn lines_are_read_back(words in any_words()) {
            let found = read(&format!("# {}\n\n", heading(&words)));
            prop_assert_eq!(found, some(&["heading", &words]));
            let found = read(&format!("- **{}**: 2\n", text(&words)));
            prop_assert_eq!(found, some(&["List(None)", "Item", "Strong", &words, ": 2"]));
            let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let found = read(&format!("{}\n\n", paragraph(&words)));
            prop_assert_eq!(found, some(&["Paragraph", &line]));
        }
    }
}
