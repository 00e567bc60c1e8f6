//! What site generators understand and plain Markdown does not: tabs and folds with indented contents, and
//! attributes behind links.

/// The text with what plain Markdown has for these, every character at its offset: tabs and folds as headings,
/// their contents as quotes, spaces for attributes. `None` if there are none.
pub(super) fn plain(text: &str) -> Option<String> {
    let has_any = ["=== \"", "??? ", "???+ ", "!!! ", "){"].iter().any(|sign| text.contains(sign));
    if !has_any {
        return None;
    }
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
    Some(plain)
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
        assert_eq!(plain("a {b}\n"), None);
    }
}
