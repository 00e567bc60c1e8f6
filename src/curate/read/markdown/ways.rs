//! Cells of a table that lead to more of the same, as in `[Title](…) [[code]](…)` and `Title [[paper]](…)`.

use super::bullets::{is_way, title_cell, without_groups};
use crate::curate::lister::Field;
use crate::curate::read::{Cell, Link};

/// A cell without its links to more of the same, if it has any: what is left of a title's is the title, and of an
/// address' the first.
pub(super) fn without_ways(cell: &Cell<'static>, field: Field) -> Option<Cell<'static>> {
    let (ways, others): (Vec<&Link>, Vec<&Link>) =
        cell.links.iter().partition(|link| is_way(&link.text));
    let first = *ways.first()?;
    match field {
        Field::Title if !others.is_empty() => {
            let links = others.into_iter().cloned().collect();
            (!is_way(&cell.links[0].text)).then(|| Cell { links, ..cell.clone() })
        }
        Field::Title => {
            let text = title_beside(cell, &ways);
            let link = Link { span: cell.span, text, url: first.url.clone() };
            link.text.contains(char::is_alphabetic).then(|| title_cell(&link))
        }
        Field::Url => {
            let (first, more) = cell.links.split_first()?;
            let links = vec![first.clone()];
            more.iter().all(|link| is_way(&link.text)).then(|| Cell { links, ..cell.clone() })
        }
        _ => None,
    }
}

/// What a cell says beside its ways, and the brackets that they are in.
fn title_beside(cell: &Cell, ways: &[&Link]) -> String {
    let names: Vec<&str> = ways.iter().map(|way| way.text.trim()).collect();
    let mut said = without_groups(&cell.text, &names);
    for name in names {
        said = said.replacen(name, "", 1);
    }
    let is_around = |letter: char| letter.is_whitespace() || "-–—:|,·/".contains(letter);
    said.trim_matches(is_around).to_owned()
}
