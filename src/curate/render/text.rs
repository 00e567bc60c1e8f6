//! Problems for people: where, what, and the line with a mark below it.

use super::Region;
use crate::curate::Built;
use crate::curate::fault::{Code, Problem, Severity, Span};
use crate::curate::source::Source;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use anstyle::{AnsiColor, Style};
use std::collections::HashMap;
use std::io::{self, Write};
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// How much is printed.
#[derive(Clone, Copy, Debug)]
pub(in crate::curate) struct Text {
    /// How many columns a line may have.
    pub(in crate::curate) width: usize,
    /// Problems that are not at least so bad are left out.
    pub(in crate::curate) least: Severity,
}

/// So many problems of a kind are printed with their lines, the others on one line each: whoever has a
/// thousand of one kind knows by then what it looks like, and wants the places.
const WITH_LINES: usize = 10;

/// Prints problems, in order of place, with colours: whoever does not want them takes them away.
pub(in crate::curate) fn text(built: &Built, how: Text, out: &mut dyn Write) -> io::Result<()> {
    let renderer = Renderer::styled().term_width(how.width);
    let mut printed: HashMap<Code, usize> = HashMap::new();
    for problem in built.problems.iter().filter(|problem| problem.severity >= how.least) {
        let file = &built.files[problem.span.file()];
        let region = Region::of(problem.span, file);
        headline(problem, file, region, out)?;
        let printed = printed.entry(problem.code).or_default();
        *printed += 1;
        if *printed <= WITH_LINES && problem.severity > Severity::Note {
            let other = problem.other.map(|other| place(other, &built.files));
            let shown = Shown::new(&file.disk_line(region.start.line), region, how.width);
            out.write_all(body(problem, region, &shown, other, &renderer).as_bytes())?;
        }
    }
    Ok(())
}

/// `list.md:6:10: error[CB031]: no page may link to …`
fn headline(
    problem: &Problem,
    file: &Source,
    region: Region,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Problem { code, severity, message, .. } = problem;
    let (name, place, bold) = (file.name(), region.start, Style::new().bold());
    let colour = style(*severity);
    writeln!(
        out,
        "{bold}{name}:{place}:{bold:#} {colour}{severity}[{code}]{colour:#}{bold}: {message}{bold:#}"
    )
}

fn style(severity: Severity) -> Style {
    let colour = match severity {
        Severity::Note => AnsiColor::BrightCyan,
        Severity::Warning => AnsiColor::BrightYellow,
        Severity::Error => AnsiColor::BrightRed,
    };
    colour.on_default().bold()
}

fn place(span: Span, files: &[Source]) -> String {
    let file = &files[span.file()];
    format!("{}:{}", file.name(), Region::of(span, file).start)
}

/// The line with its mark, what to do, and where else to look.
fn body(
    problem: &Problem,
    region: Region,
    shown: &Shown,
    other: Option<String>,
    renderer: &Renderer,
) -> String {
    let level = match problem.severity {
        Severity::Note => Level::NOTE,
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let mut group = Group::with_level(level);
    if !shown.line.is_empty() {
        let mark = AnnotationKind::Primary.span(shown.mark.clone());
        let line = Snippet::source(&*shown.line).line_start(region.start.line);
        group = group.element(line.annotation(mark));
    }
    if let Some(other) = other {
        group = group.element(Level::NOTE.message(format!("also at {other}")));
    }
    if !problem.help.is_empty() {
        group = group.element(Level::HELP.message(&*problem.help));
    }
    if group.is_empty() { String::new() } else { renderer.render(&[group]) + "\n" }
}

/// A line that does no harm to a terminal, and what of it is marked.
#[derive(Debug, PartialEq, Eq)]
struct Shown {
    line: String,
    /// In bytes of the line.
    mark: Range<usize>,
}

impl Shown {
    /// Cuts a line to what may be seen of it; O(length of the line).
    fn new(line: &str, region: Region, width: usize) -> Self {
        let start = region.start.column - 1;
        // Of a very long line, no more than the neighbourhood is looked at.
        let first = start.saturating_sub(2 * width);
        let mut shown = Self { line: String::new(), mark: 0..0 };
        let mut columns = 0;
        for (at, letter) in line.chars().enumerate().skip(first).take(5 * width) {
            if at == start {
                shown.mark = shown.line.len()..shown.line.len();
            }
            shown.line.push(harmless(letter));
            columns += if at < start { 0 } else { letter.width().unwrap_or(1) };
            // The whole mark has to fit, or too much of the line would be shown.
            let fits = columns + 20 <= width;
            if at >= start && at < start + region.columns && (fits || at == start) {
                shown.mark.end = shown.line.len();
            }
        }
        if start >= first + shown.line.chars().count() {
            shown.mark = shown.line.len()..shown.line.len();
        }
        shown
    }
}

/// A character for one that nobody sees, or that turns the line round; tabs are widened later.
fn harmless(letter: char) -> char {
    match letter {
        '\t' => letter,
        '\u{ad}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{e0000}'..='\u{e007f}' => char::REPLACEMENT_CHARACTER,
        _ if letter.is_control() => char::REPLACEMENT_CHARACTER,
        _ if letter.is_whitespace() => ' ',
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::curate::{Options, build};

    /// What is printed of a list, without colours.
    fn check(list: &str, expected: &str) {
        let file = Source::new("x.md", list.into()).unwrap();
        let built = build(vec![file], &Options::default());
        let mut printed = Vec::new();
        text(&built, Text { width: 60, least: Severity::Note }, &mut printed).unwrap();
        let plain = anstream::adapter::strip_bytes(&printed).into_vec();
        assert_eq!(String::from_utf8(plain).unwrap(), expected);
    }

    #[test]
    fn the_place_is_marked() {
        check(
            "# T\n\n|Title|Year|\n|--|--|\n|\t\u{1b}[1m日本|[x](y)|\n",
            "\
x.md:5:3: warning[CB012]: `\\u{1b}` is not read: it is a control character
  |
5 | |    \u{fffd}[1m日本|[x](y)|
  |      ^
  |
  = help: take it out
x.md:5:10: error[CB061]: `x` is not a year
  |
5 | |    \u{fffd}[1m日本|[x](y)|
  |               ^^^^^^
  |
  = help: write four digits, or leave it empty
",
        );
    }

    #[test]
    fn long_lines_are_cut() {
        let (before, behind) = ("ab ".repeat(100), "cd ".repeat(100));
        check(
            &format!("# T\n\n|Title|Year|Company|\n|--|--|--|\n|{before}|soon|{behind}|\n"),
            "\
x.md:5:303: error[CB061]: `soon` is not a year
  |
5 | ... ab ab ab ab ab ab ab |soon|cd cd cd cd cd cd cd c...
  |                           ^^^^
  |
  = help: write four digits, or leave it empty
",
        );
    }

    #[test]
    fn marks_are_cut_with_their_lines_and_may_be_of_nothing() {
        let mark = |line: &str, column, columns| {
            let start = crate::curate::source::Place { line: 1, column };
            let shown = Shown::new(line, Region { start, end: start, columns }, 40);
            (shown.line.chars().count(), shown.mark)
        };
        assert_eq!(mark("abc", 2, 1), (3, 1..2));
        assert_eq!(mark("abc", 4, 0), (3, 3..3));
        assert_eq!(mark("", 1, 0), (0, 0..0));
        assert_eq!(mark(&"x".repeat(9999), 1, 9999), (200, 0..20));
        assert_eq!(mark(&"日".repeat(9999), 5001, 4999), (200, 240..270));
    }

    #[test]
    fn of_many_problems_of_a_kind_only_places_are_printed() {
        let rows = "|x|soon|\n".repeat(30);
        let file =
            Source::new("x.md", format!("# T\n\n|Title|Year|\n|-|-|\n{rows}").into()).unwrap();
        let built = build(vec![file], &Options::default());
        let mut printed = Vec::new();
        text(&built, Text { width: 60, least: Severity::Note }, &mut printed).unwrap();
        let printed = String::from_utf8(printed).unwrap();
        assert_eq!((printed.matches("CB061").count(), printed.matches("^^^^").count()), (30, 10));
    }
}
