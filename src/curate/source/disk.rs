//! The way from the repaired text back to the file on disk.

use super::repair::{Repair, replaced};
use super::{Place, Source};
use memchr::{memchr, memchr_iter};
use std::borrow::Cow;
use std::ops::Range;

/// Where lines and repairs begin.
#[derive(Clone, Debug)]
pub(super) struct Index {
    /// Where each line starts in the repaired text.
    lines: Vec<usize>,
    /// Where each repair starts in the text on disk.
    repairs: Vec<usize>,
}

impl Index {
    fn new(text: &str, repairs: &[Repair]) -> Self {
        let bytes = text.as_bytes();
        let ending = if memchr(b'\n', bytes).is_some() { b'\n' } else { b'\r' };
        let starts = memchr_iter(ending, bytes).map(|at| at + 1);
        let mut grown = 0;
        let mut shrunk = 0;
        let on_disk = |repair: &Repair| {
            let start = repair.at + grown - shrunk;
            grown += repair.was.len();
            shrunk += repair.now.len();
            start
        };
        Self {
            lines: std::iter::once(0).chain(starts).collect(),
            repairs: repairs.iter().map(on_disk).collect(),
        }
    }
}

impl Source {
    /// Where an offset of the text is in the file; O(length of the line). Where something was taken away,
    /// it is the place of that; within a repair, where that begins.
    pub fn place(&self, at: usize) -> Place {
        let at = self.text.floor_char_boundary(at);
        let line = self.line(at);
        Place { line, column: self.column(line, self.disk_start(at)) }
    }

    /// A line, from 1, as it is on disk, without its ending; empty if there is none.
    pub fn disk_line(&self, line: usize) -> String {
        let text = self.undone_line(line);
        let text = text.strip_suffix('\n').unwrap_or(&text);
        text.strip_suffix('\r').unwrap_or(text).to_owned()
    }

    /// Where a range of the repaired text begins on disk, and how many characters of that line it covers.
    /// Unlike [`place`](Self::place), it begins behind what was taken away in front of it.
    pub fn disk_columns(&self, range: Range<usize>) -> (Place, usize) {
        let line = self.line(self.text.floor_char_boundary(range.start));
        let disk = self.disk_range(range);
        let (column, end) = (self.column(line, disk.start), self.column(line, disk.end));
        let last = self.disk_line(line).chars().count() + 1;
        (Place { line, column }, end.min(last).saturating_sub(column))
    }

    /// The whole text as it is on disk, without byte order mark; a stray byte is what it stands for.
    pub fn disk_text(&self) -> String {
        self.undone(0..self.text.len(), &self.repairs).into_owned()
    }

    /// The bytes of [`disk_text`](Self::disk_text) that a range of the repaired text stands for. A boundary
    /// inside a repair widens to all of it; a range of nothing where something was taken away is that.
    pub fn disk_range(&self, range: Range<usize>) -> Range<usize> {
        let start = self.text.floor_char_boundary(range.start);
        let end = self.text.ceil_char_boundary(range.end.min(self.text.len())).max(start);
        if start == end {
            return self.disk_start(start)..self.disk_end(start) + self.removed(start);
        }
        self.disk_start(start) + self.removed(start)..self.disk_end(end)
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.text, &self.repairs))
    }

    fn line(&self, at: usize) -> usize {
        self.index().lines.partition_point(|&start| start <= at)
    }

    /// The bytes of a line with its ending, in the repaired text.
    fn line_range(&self, line: usize) -> Range<usize> {
        let start = |line: usize| self.index().lines.get(line).copied().unwrap_or(self.text.len());
        line.checked_sub(1).map_or(0, start)..if line == 0 { 0 } else { start(line) }
    }

    /// The column of an offset of the text on disk, at most the one behind the line.
    fn column(&self, line: usize, disk: usize) -> usize {
        let start = self.disk_start(self.line_range(line).start);
        let text = self.undone_line(line);
        let length = text.floor_char_boundary(disk.saturating_sub(start));
        text[..length].chars().count() + 1
    }

    /// A line with its ending and its repairs undone.
    fn undone_line(&self, line: usize) -> Cow<'_, str> {
        let Range { start, end } = self.line_range(line);
        let is_last = line == self.index().lines.len();
        let first = self.repairs.partition_point(|repair| repair.at < start);
        let count = self.repairs[first..].partition_point(|repair| is_last || repair.at < end);
        self.undone(start..end, &self.repairs[first..first + count])
    }

    /// A range with all of its repairs undone.
    fn undone(&self, range: Range<usize>, repairs: &[Repair]) -> Cow<'_, str> {
        if repairs.is_empty() {
            return Cow::Borrowed(&self.text[range]);
        }
        let pieces = repairs.iter().map(|repair| (repair.range(), repair.was.as_str()));
        Cow::Owned(replaced(&self.text, range, pieces))
    }

    /// The last repair that begins before an offset, with its number.
    fn repair_before(&self, at: usize) -> Option<(usize, &Repair)> {
        let number = self.repairs.partition_point(|repair| repair.at < at).checked_sub(1)?;
        Some((number, &self.repairs[number]))
    }

    /// Where an offset is on disk, before what was taken away there.
    fn disk_start(&self, at: usize) -> usize {
        match self.repair_before(at) {
            Some((number, repair)) if repair.range().end > at => self.index().repairs[number],
            _ => self.disk_end(at),
        }
    }

    /// The same, but within a repair it is the end of that.
    fn disk_end(&self, at: usize) -> usize {
        self.repair_before(at).map_or(at, |(number, repair)| {
            let end = self.index().repairs[number] + repair.was.len();
            end + at.saturating_sub(repair.range().end)
        })
    }

    /// How many bytes were taken away just there.
    fn removed(&self, at: usize) -> usize {
        let first = self.repairs.partition_point(|repair| repair.at < at);
        let here = self.repairs[first..].iter();
        let removed = here.take_while(|repair| repair.at == at && repair.now.is_empty());
        removed.map(|repair| repair.was.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::super::RepairKind;
    use super::*;
    use proptest::prelude::*;

    fn source(bytes: impl Into<Vec<u8>>) -> Source {
        Source::new("x", bytes.into()).unwrap()
    }

    #[test]
    fn places_are_those_of_the_file_on_disk() {
        let source = source("a‚Äôb\nc ‚Äòd‚Äô e");
        assert_eq!(source.text(), "a’b\nc ‘d’ e");
        let check = |letter, line, column| {
            let at = source.text().find(letter).unwrap();
            assert_eq!(source.place(at), Place { line, column }, "{letter}");
        };
        check('’', 1, 2);
        check('b', 1, 5);
        check('c', 2, 1);
        check('d', 2, 6);
        check('e', 2, 11);
        assert_eq!(source.place(source.text().len()), Place { line: 2, column: 12 });
        assert_eq!(source.disk_line(1), "a‚Äôb");
        assert_eq!(source.disk_line(2), "c ‚Äòd‚Äô e");
        assert_eq!([source.disk_line(0), source.disk_line(3)], ["", ""]);
    }

    #[test]
    fn ranges_lead_to_the_disk() {
        let source = source("x\u{200b}\u{a0}\u{421}lass‚Äôs\r\nb");
        assert_eq!(source.text(), "x Class’s\r\nb");
        let disk = source.disk_text();
        let check = |found: &str, on_disk: &str, column, columns| {
            let at = source.text().find(found).unwrap();
            let range = at..at + found.len();
            assert_eq!(&disk[source.disk_range(range.clone())], on_disk, "{found}");
            let place = Place { line: 1, column };
            assert_eq!(source.disk_columns(range), (place, columns), "{found}");
        };
        check("x", "x", 1, 1);
        check(" ", "\u{a0}", 3, 1);
        check("Class", "\u{421}lass", 4, 5);
        check("s’s", "s‚Äôs", 8, 5);
        check("’s\r\nb", "‚Äôs\r\nb", 9, 4);
        assert_eq!(&disk[source.disk_range(1..1)], "\u{200b}");
        assert_eq!(source.place(1), Place { line: 1, column: 2 });
        // Half of a repair is all of it.
        let inside = source.text().find('’').unwrap() + 1;
        assert_eq!(&disk[source.disk_range(inside..inside + 1)], "‚Äô");
    }

    #[test]
    fn lines_may_end_in_carriage_returns() {
        let source = source("a\rb\u{200b}\rc");
        assert_eq!(source.place(4), Place { line: 3, column: 1 });
        assert_eq!(source.disk_line(2), "b\u{200b}");
    }

    /// Pieces that are repaired, sound text, and bytes gone astray.
    const PIECES: &[&[u8]] = &[
        "‚Äô".as_bytes(),
        "â€™".as_bytes(),
        "Ã©".as_bytes(),
        "Ã¢â‚¬â„¢".as_bytes(),
        b"\xe9",
        b"\x92",
        "\u{200b}".as_bytes(),
        "\u{a0}".as_bytes(),
        "\u{202e}".as_bytes(),
        b"\x01",
        "\u{421}".as_bytes(),
        "Я".as_bytes(),
        "\u{fffd}".as_bytes(),
        "é".as_bytes(),
        "日本".as_bytes(),
        "NetflixÕs".as_bytes(),
        "\u{feff}".as_bytes(),
        "\u{85}".as_bytes(),
        "ï»¿".as_bytes(),
        "class".as_bytes(),
        b"\n",
        b"\r\n",
        b" ",
        b"| ",
        "’".as_bytes(),
        "Ò".as_bytes(),
        "Ó".as_bytes(),
    ];

    fn pieces() -> impl Strategy<Value = Vec<u8>> {
        prop::collection::vec(prop::sample::select(PIECES), 0..30).prop_map(|all| all.concat())
    }

    proptest! {
        #[test]
        fn text_and_disk_agree(bytes in pieces()) {
            let Ok(source) = Source::new("x", bytes.clone()) else { return Ok(()) };
            let disk = source.disk_text();
            if let Ok(text) = std::str::from_utf8(&bytes) {
                prop_assert_eq!(&disk, text.strip_prefix('\u{feff}').unwrap_or(text));
            }
            prop_assert_eq!(disk.matches('\n').count(), source.text().matches('\n').count());
            for repair in source.repairs() {
                prop_assert_eq!(&source.text()[repair.range()], &repair.now);
                let was = &disk[source.disk_range(repair.range())];
                let beside_another = repair.now.is_empty() && was.contains(&repair.was);
                prop_assert!(was == repair.was || beside_another, "{:?} {:?}", repair, was);
                let silent = matches!(repair.kind, RepairKind::Lost | RepairKind::MixedScript | RepairKind::StrayByte);
                prop_assert!(silent || repair.was != repair.now, "{:?}", repair);
            }
            for (number, line) in disk.split('\n').enumerate() {
                let line = line.strip_suffix('\r').unwrap_or(line);
                prop_assert_eq!(source.disk_line(number + 1), line);
            }
        }

        #[test]
        fn places_agree_with_ranges(bytes in pieces()) {
            let Ok(source) = Source::new("x", bytes) else { return Ok(()) };
            let disk = source.disk_text();
            for (at, letter) in source.text().char_indices() {
                let range = source.disk_range(at..at + letter.len_utf8());
                let (place, columns) = source.disk_columns(at..at + letter.len_utf8());
                let before = &disk[..range.start];
                let start = before.rfind('\n').map_or(0, |at| at + 1);
                prop_assert_eq!(place.line, before.matches('\n').count() + 1);
                prop_assert_eq!(place.column, disk[start..range.start].chars().count() + 1);
                prop_assert!(source.place(at) <= place);
                prop_assert!(columns <= disk[range].chars().count());
            }
        }

        /// Side by side, what one repair leaves can look like the fault of another.
        #[test]
        fn repairing_twice_is_repairing_once(
            pieces in prop::collection::vec((prop::sample::select(PIECES), "[a-z|]{1,4} ?"), 0..20),
        ) {
            let bytes = pieces.into_iter().flat_map(|(piece, word)| [piece, word.as_bytes()].concat());
            let Ok(once) = Source::new("x", bytes.collect()) else { return Ok(()) };
            let twice = source(once.text());
            prop_assert_eq!(once.text(), twice.text());
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..80), at in 0usize..200) {
            if let Ok(source) = Source::new("x", bytes) {
                source.place(at);
                source.disk_columns(at / 2..at);
                source.disk_line(at);
            }
        }
    }
}
