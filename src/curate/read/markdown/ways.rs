//! Cells of a table that lead to more of the same, as in `[Title](…) [[code]](…)` and `Title [[paper]](…)`.

use super::bullets::{title_cell, without_groups};
use crate::curate::lister::{Field, is_way, only_leads};
use crate::curate::read::{Cell, Link};

/// A cell without its links to more of the same, if it has any: what is left of a title's is the title, and of an
/// address' the first.
pub(super) fn without_ways(cell: &Cell<'static>, field: Field) -> Option<Cell<'static>> {
    let (first, more) = cell.links.split_first()?;
    // `[Part 1](…) [Part 2](…)` are two titles.
    let may_be_title = |text: &str| field == Field::Title && text.contains(char::is_numeric);
    if more.iter().any(|link| !is_way(&link.text) || may_be_title(&link.text)) {
        return None;
    }
    if field == Field::Title && only_leads(&first.text) {
        let link = Link { span: cell.span, text: title_beside(cell), url: first.url.clone() };
        return link.text.contains(char::is_alphabetic).then(|| title_cell(&link));
    }
    let is_whole = field == Field::Title || field == Field::Url;
    (is_whole && !more.is_empty()).then(|| Cell { links: vec![first.clone()], ..cell.clone() })
}

/// What a cell says beside its links, and the brackets that they are in.
fn title_beside(cell: &Cell) -> String {
    let names: Vec<&str> = cell.links.iter().map(|way| way.text.trim()).collect();
    let mut said = without_groups(&cell.text, &names);
    for name in names {
        said = said.replacen(name, "", 1);
    }
    let is_around = |letter: char| letter.is_whitespace() || "-–—:|,·/".contains(letter);
    said.trim_matches(is_around).to_owned()
}
