//! Bold lines that stand for headings: `**Search in a week**`, and below it `Company: Acme`.

use super::bullets::start;
use super::facts::{Fact, line_at, split};
use super::parse::{Block, Document};
use crate::curate::config::Config;
use crate::curate::read::Cell;
use pulldown_cmark::HeadingLevel;

/// Makes headings of bold lines that are followed by what an entry is, where there are several.
pub(super) fn make_headings(document: &mut Document, file: usize, text: &str, config: &Config) {
    let mut order: Vec<usize> = (0..document.blocks.len()).collect();
    order.sort_by_key(|&at| start(&document.blocks[at]));
    let is_fact = |cell: &Cell<'static>| Fact::find(cell).is_some_and(|fact| fact.is_known(config));
    let parts = |place: usize| {
        let Block::Paragraph(cell) = &document.blocks[order[place]] else { return None };
        let lines = split(cell, file, text);
        let head = lines.first().filter(|line| document.is_bold(line) && !is_fact(line))?;
        let heading = Block::Heading { level: HeadingLevel::H6, text: head.clone() };
        let Some(below) = lines.get(1) else {
            let next = order[place + 1..].iter().map(|&at| &document.blocks[at]);
            let tells = match next.clone().next()? {
                Block::Paragraph(next) => is_fact(split(next, file, text).first()?),
                // What the first items say may be known to nobody.
                _ => next
                    .map_while(|block| match block {
                        Block::Item(item) => Some(item),
                        _ => None,
                    })
                    .any(is_fact),
            };
            return tells.then(|| vec![heading]);
        };
        let rest = line_at(file, &text[..cell.span.range().end], below.span.range().start);
        is_fact(below).then(|| [heading].into_iter().chain(rest.map(Block::Paragraph)).collect())
    };
    let mut headings: Vec<(usize, Vec<Block>)> =
        (0..order.len()).filter_map(|place| Some((order[place], parts(place)?))).collect();
    if headings.len() > 1 {
        headings.sort_by_key(|(at, _)| *at);
        for (at, blocks) in headings.into_iter().rev() {
            document.blocks.splice(at..=at, blocks);
        }
    }
}
