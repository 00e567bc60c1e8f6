//! What each kind of fault means: the sections of docs/faults.md, for the terminal.

use super::fault::Code;
use anstyle::{AnsiColor, Style};
use std::fmt::Write;

const PAGE: &str = include_str!("../../docs/faults.md");
const BOLD: Style = Style::new().bold();
const NAME: Style = AnsiColor::Cyan.on_default();

/// All kinds of fault, one a line.
pub(super) fn all() -> String {
    let mut text = String::new();
    for &code in Code::ALL {
        let severity = code.severity().to_string();
        _ = writeln!(text, "{BOLD}{code}{BOLD:#}  {severity:<7}  {}", code.title());
    }
    text.push_str("\n`casebook explain CB020` tells more of one.\n");
    text
}

/// What a kind of fault means, an example, and how to mend it.
pub(super) fn one(code: Code) -> String {
    let start = PAGE.find(&format!("## {code}: ")).unwrap_or(PAGE.len());
    let section = PAGE[start..].get(3..).unwrap_or_default();
    let end = section.find("\n## CB").unwrap_or(section.len());
    let mut text = String::new();
    let mut is_code = false;
    for (number, line) in section[..end].trim_end().lines().enumerate() {
        match line.strip_prefix("```") {
            _ if number == 0 => _ = writeln!(text, "{BOLD}{line}{BOLD:#}"),
            Some(info) => {
                is_code = !is_code;
                if is_code {
                    _ = writeln!(text, "{NAME}{}{NAME:#}\n", heading(info));
                }
            }
            None if is_code => _ = writeln!(text, "{}", format!("    {line}").trim_end()),
            None => _ = writeln!(text, "{}", plain(line)),
        }
    }
    _ = writeln!(text, "\nTo keep it as it is, write this at the end of its line:\n");
    _ = writeln!(text, "    <!-- casebook: allow {code} -->\n");
    _ = writeln!(text, "or this into casebook.toml, for all of its kind:\n");
    _ = writeln!(text, "    [faults]\n    {code} = \"allow\"");
    text
}

/// What stands above an example.
fn heading(info: &str) -> String {
    match info.split_once(' ').map_or(info, |(name, _)| name) {
        "says" => "casebook check says:".to_owned(),
        name => format!("{name}:"),
    }
}

/// A line without the marks of Markdown, but for backticks: addresses of links are left out.
fn plain(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        // What is between backticks is no link.
        let is_code = text.matches('`').count() % 2 == 1;
        if let Some((label, after_link)) = link(after).filter(|_| !is_code) {
            text.push_str(label);
            rest = after_link;
        } else {
            text.push('[');
            rest = after;
        }
    }
    text.push_str(rest);
    text.replace("**", "")
}

/// The text of a link, and what follows the link, from behind its first bracket on.
fn link(text: &str) -> Option<(&str, &str)> {
    let (label, address) = text.split_once("](")?;
    Some((label, address.split_once(')')?.1))
}

/// The kinds that somebody who wrote something else may have meant.
pub(super) fn meant(name: &str) -> Vec<Code> {
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0');
    let wanted = name.trim().to_ascii_lowercase();
    let is_near = |code: &Code| {
        let number = (*code as u16).to_string();
        let is_word = wanted.len() > 3 && code.title().contains(&*wanted);
        is_word || (!digits.is_empty() && strsim::damerau_levenshtein(&number, digits) <= 1)
    };
    Code::ALL.iter().copied().filter(is_near).take(5).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_told_without_marks() {
        let text = anstream::adapter::strip_str(&one(Code::BrokenRow)).to_string();
        assert!(
            text.starts_with("CB020: a row or a table broken over lines\n\nWarning."),
            "{text}"
        );
        assert!(text.contains("\nlist.md:\n\n    # Cases\n\n    | Company |"), "{text}");
        assert!(text.contains("    list.md:5:1: warning[CB020]:"), "{text}");
        assert!(!text.contains("```"), "{text}");
        let check = |line, expected| assert_eq!(plain(line), expected);
        check("[The page](config.md) has **all**.", "The page has all.");
        check("Write `[title](link)`, [so](it) `\\[` is.", "Write `[title](link)`, so `\\[` is.");
    }

    #[test]
    fn what_was_meant_is_near() {
        assert!(meant("CB2O").contains(&Code::NotUtf8));
        assert!(meant("CB021").contains(&Code::BrokenRow));
        assert_eq!(meant("brackets"), [Code::NestedBrackets]);
        assert!(meant("nonsense").is_empty());
    }
}
