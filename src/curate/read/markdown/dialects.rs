//! What site generators and programs for notes understand and plain Markdown does not: tabs and folds with indented
//! contents, attributes behind links, and links between notes.

use std::collections::HashSet;

/// The text with what plain Markdown has for these, every character at its offset: tabs and folds as headings,
/// their contents as quotes, spaces for attributes and for all of a link between notes but its text. `None` if there
/// are none.
pub(super) fn plain(text: &str) -> Option<String> {
    if is_html(text) {
        // One block, whatever lines are empty or indented.
        return Some(text.replace(['\n', '\r'], " "));
    }
    let notes = without_note_links(text);
    let has_blocks =
        ["=== \"", "??? ", "???+ ", "!!! ", "){"].iter().any(|sign| text.contains(sign));
    if has_blocks { Some(without_blocks(notes.as_deref().unwrap_or(text))) } else { notes }
}

/// Whether a page is HTML from its beginning on.
fn is_html(text: &str) -> bool {
    let start = text.trim_start().as_bytes();
    ["<!doctype html", "<html"].iter().any(|tag| {
        start.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()))
    })
}

/// Spaces for the brackets of `[[Acme]]` and of `[[companies/acme|Acme]]`, and for what leads there; `None` if there
/// are no such links. What is a link of plain Markdown, such as `[[1]](…)`, stays.
fn without_note_links(text: &str) -> Option<String> {
    if !text.contains("]]") {
        return None;
    }
    let lines = text.lines().filter_map(|line| line.trim_start().strip_prefix('['));
    let defined: HashSet<&str> = lines.filter_map(|line| Some(line.split_once("]:")?.0)).collect();
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("[[") {
        let end = behind.find(['[', ']', '\n', '`']).unwrap_or(behind.len());
        let (inside, closing) = behind.split_at(end);
        let follows = closing.strip_prefix("]]");
        let is_link = follows.is_some_and(|follows| !follows.starts_with(['(', '[', ':', ']']));
        let inside = Some(inside)
            .filter(|inside| is_link && !inside.is_empty() && !defined.contains(inside));
        plain.push_str(before);
        let Some(inside) = inside else {
            plain.push_str("[[");
            rest = behind;
            continue;
        };
        let name = inside.rsplit_once('|').map_or(inside, |(_, name)| name);
        plain.push_str(&" ".repeat(2 + inside.len() - name.len()));
        plain.push_str(name);
        plain.push_str("  ");
        rest = &behind[inside.len() + 2..];
    }
    plain.push_str(rest);
    (plain != text).then_some(plain)
}

/// Headings for tabs and folds, and what is in them as quotes; spaces for attributes.
fn without_blocks(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    // How far the contents of a tab are indented, where one is open.
    let mut inside: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let is_blank = line.trim().is_empty();
        if inside.is_some_and(|depth| indent < depth && !is_blank) {
            inside = None;
        }
        if let Some(heading) = heading(line) {
            inside = Some(indent + 4);
            plain.push_str(&heading);
            continue;
        }
        match inside.filter(|_| !is_blank) {
            Some(depth) => {
                plain.push('>');
                plain.push_str(&" ".repeat(depth - 1));
                push_without_attributes(&mut plain, &line[depth..]);
            }
            None => push_without_attributes(&mut plain, line),
        }
    }
    plain
}

/// The heading that a line is which opens a tab or a fold: `=== "2023"`, `??? note "2023"`. One that opens a
/// remark is none, but its contents are indented as well.
fn heading(line: &str) -> Option<String> {
    let sign = line.trim_start().split(' ').next()?;
    if sign == "!!!" {
        let length = line.trim_end().len();
        return Some(" ".repeat(length) + &line[length..]);
    }
    let (before, rest) = line.split_once('"').filter(|_| ["===", "???", "???+"].contains(&sign))?;
    let (title, behind) = rest.split_once('"').filter(|(_, behind)| behind.trim().is_empty())?;
    // Without the indentation, which may be as deep as that of code.
    let marks = "#### ";
    let spaces = " ".repeat((before.len() + 1).checked_sub(marks.len())?);
    Some(format!("{marks}{spaces}{title} {behind}"))
}

/// Adds a line with spaces for what is in braces right behind a link, if these are attributes.
fn push_without_attributes(plain: &mut String, line: &str) {
    let mut rest = line;
    while let Some((before, behind)) = rest.split_once("){") {
        plain.push_str(before);
        plain.push(')');
        let attributes = behind.split_once('}').map(|(inside, _)| inside).filter(|inside| {
            inside.is_ascii()
                && (inside.contains('=') || inside.trim_start().starts_with([':', '.', '#']))
        });
        if let Some(inside) = attributes {
            plain.push_str(&" ".repeat(inside.len() + 2));
            rest = &behind[inside.len() + 1..];
        } else {
            plain.push('{');
            rest = behind;
        }
    }
    plain.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_keeps_its_offset() {
        let check = |text: &str, expected: &str| {
            assert_eq!(plain(text).as_deref(), Some(expected));
            assert_eq!(text.len(), expected.len());
        };
        check(
            "=== \"2023 é\"\n\n    | a |\n      b\n\nc\n    d\n",
            "####  2023 é \n\n>   | a |\n>     b\n\nc\n    d\n".replace("####  ", "#### ").as_str(),
        );
        check("??? note \"A\"\n    x\n", "####      A \n>   x\n");
        check("[a](b){ target=_blank } {x}\n", "[a](b)                  {x}\n");
        check("[a](b){:.c}d){\n", "[a](b)     d){\n");
        check("!!! note\n    x\n", "        \n>   x\n");
        check(
            "| [[Acme]] | [[a/b\\|Ä b]] | [[1]](u) |\n",
            "|   Acme   |        Ä b   | [[1]](u) |\n",
        );
        assert_eq!(plain("[[1]] [[2]]: [[V] x](u) [[a]][b]\n\n[1]: u\n"), None);
        check("<!DOCTYPE html>\n\n    <p>", "<!DOCTYPE html>      <p>");
        assert_eq!(plain("a {b}\n"), None);
    }
}
