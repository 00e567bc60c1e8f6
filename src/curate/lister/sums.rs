//! The row below a spreadsheet that sums it up.

use crate::curate::read::Cell;
use crate::text;

/// What such a row is called, folded.
const NAMES: [&str; 22] = [
    "total",
    "totals",
    "grand total",
    "subtotal",
    "sum",
    "count",
    "average",
    "gesamt",
    "gesamtsumme",
    "insgesamt",
    "summe",
    "anzahl",
    "somme",
    "total general",
    "suma",
    "totale",
    "totaal",
    "合计",
    "总计",
    "小计",
    "合計",
    "総計",
];

/// Whether a row is called a sum, and else has nothing but numbers.
pub(super) fn is_sum(cells: &[Cell]) -> bool {
    let mut filled = cells.iter().filter(|cell| !cell.is_empty());
    let Some(first) = filled.next() else { return false };
    // Most rows end the search here.
    if !filled.clone().all(is_amount) || !first.links.is_empty() {
        return false;
    }
    let name = first.text.trim_matches(|letter: char| !letter.is_alphabetic());
    let has_number = first.text.contains(|letter: char| letter.is_ascii_digit());
    (has_number || filled.next().is_some()) && NAMES.contains(&&*text::fold(name))
}

/// Whether a cell has a number, or the formula of one.
fn is_amount(cell: &Cell) -> bool {
    let text = cell.text.trim();
    let is_part = |letter: char| letter.is_ascii_digit() || " .,%$€£+-–'".contains(letter);
    cell.links.is_empty()
        && (text.starts_with('=') || (!text.is_empty() && text.chars().all(is_part)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::curate::fault::Span;

    #[test]
    fn sums_are_told_from_entries() {
        let is = |cells: &[&'static str]| {
            let cells = cells.iter().map(|text| Cell::plain(Span::default(), *text));
            is_sum(&cells.collect::<Vec<_>>())
        };
        for row in [
            &["Total", "", "", "300"][..],
            &["", "TOTAL:", "2", "1,044", "50 %"],
            &["Total: 2", "", ""],
            &["Summe", "=SUM(F2:F3)"],
            &["合计", "44"],
        ] {
            assert!(is(row), "{row:?}");
        }
        for row in [
            &["Total", "Saving energy", "2023"][..],
            &["Total", "", ""],
            &["Total recall", "2023"],
            &["2", "3"],
            &[""],
        ] {
            assert!(!is(row), "{row:?}");
        }
    }
}
