//! How problems are printed: for people, for programs, for GitHub's pages.

mod github;
mod json;
mod sarif;
mod summary;
mod text;

pub(super) use github::github;
pub(super) use json::json;
pub(super) use sarif::sarif;
pub(super) use summary::{summary, tally};
pub(super) use text::{Text, text};

use super::fault::Span;
use super::source::{Place, Source};
use std::path::Path;

/// A piece of a file as people count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Region {
    start: Place,
    /// Behind the last character.
    end: Place,
    /// How many characters of the first line it has.
    columns: usize,
}

impl Region {
    /// Where a span is in its file as that is on disk; O(length of its lines).
    fn of(span: Span, file: &Source) -> Self {
        let (start, columns) = file.disk_columns(span.range());
        let end = file.place(span.range().end);
        let is_one_line = end.line <= start.line;
        let end_here = Place { column: start.column + columns, ..start };
        Self { start, end: if is_one_line { end_here } else { end }, columns }
    }
}

/// What programs call a file: its path below the working directory, with `/` between the parts.
fn path(file: &Source) -> String {
    let name = Path::new(file.name());
    let here = std::env::current_dir().ok();
    let below = here.and_then(|here| name.strip_prefix(here).ok());
    let path = below.unwrap_or(name).display().to_string();
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path };
    path.strip_prefix("./").map_or(path.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_are_counted_in_characters_of_the_file_on_disk() {
        let file = Source::new("./x.md", "é‚Äôb\ncd".into()).unwrap();
        let check = |part: &str, start, end| {
            let at = file.text().find(part).unwrap();
            let region = Region::of(Span::new(0, at..at + part.len()), &file);
            let places = (region.start.to_string(), region.end.to_string());
            assert_eq!(places, (String::from(start), String::from(end)), "{part}");
        };
        check("é", "1:1", "1:2");
        check("’b", "1:2", "1:6");
        check("b\nc", "1:5", "2:2");
        assert_eq!(path(&file), "x.md");
    }
}
