//! Rows that were broken, over several lines or by a bar in a cell, and tables that were, by an empty line.
//!
//! Markdown ends a row at the end of its line. A row with too few cells whose last one is not finished,
//! or that only makes a whole one together with the lines below, was one row before somebody's editor or
//! spreadsheet put a newline into a cell. A row with too many cells, in which a bar stands between the
//! brackets of a link, has one cell of two. A row as wide as the table above it, with nothing between them, is one
//! more of its rows. All are mended in a copy of the text in which every
//! character keeps its offset: a space for a newline, a [`BAR`] for a bar.

use super::parse::BAR;
use crate::curate::fault::{Code, Report, Span};
use std::ops::Range;

/// The text with its rows mended; what was broken is reported. The file may say more than the text, where that has
/// spaces.
pub(super) fn mend(file: usize, source: &str, raw: &str, report: &mut Report) -> Option<String> {
    let lines = lines_of(raw);
    let without_comments = without_comments(raw, &lines);
    let text = without_comments.as_deref().unwrap_or(raw);
    let mut mended: Option<String> = without_comments.clone();
    let mut fence: Option<&str> = None;
    let mut at = 0;
    while at < lines.len() {
        let line = &text[lines[at].clone()];
        let trimmed = line.trim_start();
        if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark)) {
            fence = match fence {
                Some(open) if open == mark => None,
                None => Some(mark),
                open => open,
            };
        }
        let is_table = fence.is_none()
            && at > 0
            && is_delimiter_row(line)
            && text[lines[at - 1].clone()].contains('|')
            && cells_in(&text[lines[at - 1].clone()]) == cells_in(line);
        at += 1;
        if !is_table {
            continue;
        }
        let expected = cells_in(line);
        loop {
            while at < lines.len() && !is_blank(text, &lines[at]) {
                let rows = rows_from(text, &lines[at..], expected);
                let range = lines[at].start..lines[at + rows - 1].end;
                if rows > 1 {
                    join(
                        file,
                        source,
                        range.clone(),
                        rows,
                        mended.get_or_insert_with(|| raw.to_owned()),
                        report,
                    );
                }
                unite(file, text, range, expected, &mut mended, report);
                at += rows;
            }
            let Some(next) = behind_gap(text, &lines, at, expected) else { break };
            close(file, raw, &lines[at - 1..=next], &mut mended, report);
            at = next;
        }
    }
    mended
}

fn is_blank(text: &str, line: &Range<usize>) -> bool {
    text[line.clone()].trim().is_empty()
}

/// The line behind some empty ones which is the next row of the table in front of them: one as wide, and no header.
fn behind_gap(text: &str, lines: &[Range<usize>], at: usize, expected: usize) -> Option<usize> {
    const MOST: usize = 3;
    let gap = lines[at..].iter().take(MOST + 1).position(|line| !is_blank(text, line))?;
    let line = |at: usize| lines.get(at).map_or("", |line| &text[line.clone()]);
    let (next, behind) = (line(at + gap), line(at + gap + 1));
    let is_row = next.trim_start().starts_with('|')
        && cells_once_united(next, expected) == expected
        && !is_delimiter_row(next)
        && !is_delimiter_row(behind);
    is_row.then_some(at + gap)
}

/// Makes one table of the two that empty lines have parted, the first and the last of these lines being theirs.
fn close(
    file: usize,
    text: &str,
    lines: &[Range<usize>],
    mended: &mut Option<String>,
    report: &mut Report,
) {
    let [before, empty, .., next] = lines else { return };
    let problem = report.add(
        Code::BrokenRow,
        Span::new(file, next.clone()),
        "an empty line in a table, read as one all the same",
    );
    problem.help("take the empty line out").fix(Span::new(file, empty.start..next.start), "");
    let spaces = " ".repeat(next.start - before.end - 1);
    let copy = mended.get_or_insert_with(|| text.to_owned());
    copy.replace_range(before.end..next.start, &(spaces + "\n"));
}

/// The text with spaces for the comments to this program that stand in rows of tables, where they would
/// be cells; `None` if there are none.
fn without_comments(text: &str, lines: &[Range<usize>]) -> Option<String> {
    let mut copy: Option<String> = None;
    for (start, _) in text.match_indices("<!-- casebook:") {
        let line = &lines[lines.partition_point(|line| line.start <= start) - 1];
        let Some(length) = text[start..line.end].find("-->") else { continue };
        if text[line.clone()].contains('|') {
            let copy = copy.get_or_insert_with(|| text.to_owned());
            copy.replace_range(start..start + length + 3, &" ".repeat(length + 3));
        }
    }
    copy
}

/// The lines without their ends.
fn lines_of(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let line = |whole: &str| {
        let start = at;
        at += whole.len();
        start..start + whole.trim_end_matches(['\n', '\r']).len()
    };
    text.split_inclusive('\n').map(line).collect()
}

pub(super) fn is_delimiter_row(line: &str) -> bool {
    let line = line.trim();
    line.contains('-')
        && line.bytes().all(|byte| b"|-: \t".contains(&byte))
        && (line.contains('|') || line.contains("--"))
}

/// How many of the lines make one row: the fewest that together have all cells, if the first alone has
/// too few, and no later one would do alone.
fn rows_from(text: &str, lines: &[Range<usize>], expected: usize) -> usize {
    /// A cell of more lines than this was not broken by accident.
    const MOST: usize = 12;
    let line = |at: usize| &text[lines[at].clone()];
    let first = line(0);
    let cells = cells_once_united(first, expected);
    if cells > expected || (cells == expected && !is_open(first)) {
        return 1;
    }
    for count in 2..=lines.len().min(MOST) {
        let last = line(count - 1);
        let begins_a_row =
            last.trim_start().starts_with('|') && cells_once_united(last, expected) >= expected;
        if last.trim().is_empty() || begins_a_row {
            break;
        }
        let together = &text[lines[0].start..lines[count - 1].end];
        let cells = cells_once_united(together, expected);
        if cells == expected
            && !is_open(together)
            && last.trim_end().ends_with('|') == first.trim_start().starts_with('|')
        {
            return count;
        }
        if cells > expected {
            break;
        }
    }
    1
}

/// How many cells a row has once those that a bar has parted are one again.
fn cells_once_united(row: &str, expected: usize) -> usize {
    let cells = cells_in(row);
    let is_united = cells > expected && bars_in_links(row).len() == cells - expected;
    if is_united { expected } else { cells }
}

/// Whether a row ends inside a cell: without the bar that it began with.
fn is_open(row: &str) -> bool {
    let row = row.trim();
    row.starts_with('|') && (!row.ends_with('|') || row.ends_with("\\|"))
}

fn join(
    file: usize,
    source: &str,
    range: Range<usize>,
    lines: usize,
    mended: &mut String,
    report: &mut Report,
) {
    let message = format!("a row broken over {lines} lines, read as one");
    let problem = report.add(Code::BrokenRow, Span::new(file, range.clone()), message);
    problem.help("write the row on one line");
    let row = &source[range.clone()];
    // Comments stay in what is written instead.
    for (at, end) in row.match_indices('\n') {
        // As lines end here: by any returns before it.
        let start = row[..at].trim_end_matches('\r').len();
        let spaces = at + end.len() - start;
        let place = range.start + start..range.start + at + 1;
        mended.replace_range(place, &" ".repeat(spaces));
        // One space, whatever indents the next line.
        let before = row[..start].trim_end_matches([' ', '\t']).len();
        let after = row.len() - row[at + 1..].trim_start_matches([' ', '\t']).len();
        problem.fix(Span::new(file, range.start + before..range.start + after), " ");
    }
}

/// Makes one cell of two that a bar in the text of a link has parted.
fn unite(
    file: usize,
    text: &str,
    range: Range<usize>,
    expected: usize,
    mended: &mut Option<String>,
    report: &mut Report,
) {
    let row = &text[range.clone()];
    let surplus = cells_in(row).saturating_sub(expected);
    if surplus == 0 {
        return;
    }
    let bars = bars_in_links(row);
    if bars.len() != surplus {
        return;
    }
    let copy = mended.get_or_insert_with(|| text.to_owned());
    for at in bars {
        let at = range.start + at;
        let problem = report.add(
            Code::UnescapedBar,
            Span::new(file, at..at + 1),
            "a bar inside a cell, read as part of it",
        );
        problem.help("write it as \\|");
        // Beside a bar, these may mean something that they do not beside what stands for it here.
        let marks = ['_', '*', '~'];
        if !text[..at].ends_with(marks) && !text[at + 1..].starts_with(marks) {
            problem.fix(Span::new(file, at..at), "\\");
        }
        copy.replace_range(at..=at, BAR.encode_utf8(&mut [0; 4]));
    }
}

/// Where bars stand in the text of a link, or in a code span.
fn bars_in_links(row: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut waiting: Vec<usize> = Vec::new();
    // For each bracket that is open, and for a code span, how many bars were waiting in front of it.
    let mut brackets: Vec<usize> = Vec::new();
    let mut code: Option<usize> = None;
    let mut escaped = false;
    for (at, letter) in row.char_indices() {
        match letter {
            _ if escaped => {}
            '`' => match code.take() {
                Some(start) => found.extend(waiting.drain(start..)),
                // A backtick without another is one.
                None if row[at + 1..].contains('`') => code = Some(waiting.len()),
                None => {}
            },
            '[' if code.is_none() => brackets.push(waiting.len()),
            ']' if code.is_none() => {
                let start = brackets.pop();
                if let Some(start) = start.filter(|_| row[at + 1..].starts_with('(')) {
                    found.extend(waiting.drain(start..));
                }
                if brackets.is_empty() {
                    waiting.clear();
                }
            }
            '|' if code.is_some() || !brackets.is_empty() => waiting.push(at),
            _ => {}
        }
        escaped = letter == '\\' && !escaped;
    }
    found
}

/// How many cells a row is written with: one more than the bars between them, of which one at either end
/// is none, nor one behind a backslash.
pub(super) fn cells_in(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let end = row.strip_suffix('|').filter(|rest| !rest.ends_with('\\'));
    let row = end.unwrap_or(row);
    let bars = row.match_indices('|').filter(|(at, _)| !row[..*at].ends_with('\\'));
    bars.count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rows: &str, expected: Option<&str>) {
        const HEAD: &str = "| a | b | c |\n|--|--|--|\n";
        let (text, mut report) = (format!("{HEAD}{rows}"), Report::default());
        let mended = mend(0, &text, &text, &mut report);
        let found = mended.as_deref().map(|text| &text[HEAD.len()..]);
        assert_eq!(found, expected, "{rows}");
        assert_eq!(expected.is_some(), report.errors() == 0 && mended.is_some());
    }

    #[test]
    fn rows_are_joined_until_they_are_whole() {
        check(
            "| x | [y:\nz](u) | 1 |\n| p | q | r |\n",
            Some("| x | [y: z](u) | 1 |\n| p | q | r |\n"),
        );
        check("| x | [y:\r\nz](u) | 1 |\r\n", Some("| x | [y:  z](u) | 1 |\r\n"));
        check("| x\n| y | 1 |\n", Some("| x | y | 1 |\n"));
        check("| x | y | z\n more |\n", Some("| x | y | z  more |\n"));
    }

    #[test]
    fn comments_are_no_cells() {
        let comment = "<!-- casebook: allow CB030 -->";
        let spaces = " ".repeat(comment.len());
        check(&format!("| x | y | z | {comment}\n"), Some(&format!("| x | y | z | {spaces}\n")));
        check("| x | y | z | <!-- said\n", None);
    }

    #[test]
    fn whole_rows_and_hopeless_ones_stay() {
        check("| x | y | 1 |\n| p | q | r |\n", None);
        check("| x | y |\n| p | q | r |\n", None);
        check("| x | y |\n\n| p |\n", None);
        check("x | y | z\np | q | r\n", None);
        check("| x | y | z | w |\n", None);
    }

    #[test]
    fn bars_in_links_and_code_are_part_of_the_cell() {
        check("| x | [y | z](u) | 1 |\n", Some("| x | [y \u{1} z](u) | 1 |\n"));
        check("| x | y | `1 | 2` |\n", Some("| x | y | `1 \u{1} 2` |\n"));
    }

    #[test]
    fn code_blocks_are_no_tables() {
        let mut report = Report::default();
        let text = "```\n|a|b|\n|-|-|\n| x\n y |\n```\n";
        assert_eq!(mend(0, text, text, &mut report), None);
    }

    #[test]
    fn cells_are_counted_as_written() {
        let check = |row, expected| assert_eq!(cells_in(row), expected, "{row}");
        check("| a | b |\n", 2);
        check("a | b", 2);
        check("| a | b", 2);
        check("| a \\| b |", 1);
        check("| a | b \\|", 2);
        check("|| a ||", 3);
        check("| `a | b` |", 2);
    }
}
