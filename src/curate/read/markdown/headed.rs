//! Lists whose entries are headings, or items, and say below what they are: `### [Title](link)`, then
//! `- **Year**: 2023`.

use super::bullets::{self, Cells};
use super::given::facet_of_sections;
use super::parse::{Block, Document};
use super::told::{self, Head, Told, heads};
use crate::curate::config::Config;
use crate::curate::fault::{Code, Quoted};
use crate::curate::lister::{COMPANY, Columns, Field, Lister, TAG, Table, is_way};
use crate::curate::read::Cell;
use pulldown_cmark::HeadingLevel;
use url::Url;

/// The entries of a page.
pub(super) struct Headed {
    entries: Vec<Told>,
    /// Whether titles begin with their companies, as in `Acme: Search in a week`.
    names_companies: bool,
    /// Whether headings are numbered: `1. Search in a week`.
    are_numbered: bool,
}

impl Headed {
    /// The entries of a page, if most headings of a level say where they lead, or most items that have items in
    /// them: each by its own link, by a line such as `Link: …`, or by a link called `Read more`.
    pub(super) fn find(
        file: usize,
        text: &str,
        document: &Document,
        config: &Config,
    ) -> Option<Self> {
        let is_list = |block: &Block| matches!(block, Block::Table(rows) if rows.is_list(config));
        if document.blocks.iter().any(is_list) {
            return None;
        }
        let heads = heads(document);
        let mut levels: Vec<Option<HeadingLevel>> = heads.iter().map(|head| head.level).collect();
        levels.sort_unstable();
        levels.dedup();
        let told_of = |level: &Option<HeadingLevel>| {
            let heads: Vec<&Head> = heads.iter().filter(|head| head.level == *level).collect();
            if heads.iter().any(|head| head.has_entries(document, config)) {
                return Vec::new();
            }
            let told = heads.iter().map(|head| Told::new(head, file, text, document, config));
            told.collect()
        };
        let leading =
            |told: &[Told]| told.iter().filter(|told| told.leads_somewhere(config)).count();
        let entries = levels.iter().map(told_of).max_by_key(|told: &Vec<Told>| leading(told))?;
        let others = entries.iter().filter(|told| !told.is_empty && !told.is_about_page);
        let others = others.filter(|told| !told.leads_somewhere(config)).count();
        let count = leading(&entries);
        if count < 2
            || count * 10 < (count + others) * 6
            || told::count_listed(document, config) > count
        {
            return None;
        }
        let named = entries.iter().filter(|told| told.heading.text.contains(": ")).count();
        Some(Self {
            names_companies: named * 10 >= entries.len() * 6 && !entries.iter().any(is_paper),
            are_numbered: entries.iter().all(|told| unnumbered(&told.heading.text).is_some()),
            entries,
        })
    }

    /// Where the first entry begins.
    pub(super) fn start(&self) -> u32 {
        self.entries.iter().map(|told| told.heading.span.start).min().unwrap_or_default()
    }

    /// Hands over the rows.
    pub(super) fn read(
        &self,
        file: usize,
        document: &Document,
        base: Option<&Url>,
        lister: &mut Lister,
    ) {
        let facet = facet_of_sections(document.heading(), lister.site.path(file)).unwrap_or(TAG);
        for told in &self.entries {
            let knows = told.facts.iter().any(|fact| fact.is_known(lister.config));
            if told.leads_somewhere(lister.config) || (knows && !told.is_about_page) {
                self.row(told, file, facet, base, lister);
            } else if !told.is_empty && !told.is_about_page {
                let name = Quoted(told.heading.text.trim());
                let message = format!("{name} is not read: nothing below it says where it leads");
                lister
                    .report
                    .add(Code::TextNotRead, told.heading.span, message)
                    .help("write a line below it such as `Link: https://…`");
            }
        }
    }

    /// Hands over the row of an entry; headings above it name values of a facet.
    fn row(&self, told: &Told, file: usize, facet: usize, base: Option<&Url>, lister: &mut Lister) {
        let mut cells = Cells::default();
        let span = told.heading.span;
        self.add_title(told, &mut cells, lister);
        add_facts(told, &mut cells, lister);
        if told.link.is_none()
            && !cells.has(Field::Url)
            && let Some(way) = &told.way
        {
            let url = Cell { span: way.span, links: vec![way.clone()], ..Cell::default() };
            cells.put(Field::Url, url);
        }
        if let Some(summary) = &told.summary {
            cells.add(Field::Summary, summary.span, &summary.text);
        }
        let above = told.above.iter().map(|heading| (heading, facet));
        let given = bullets::given(above, &mut cells);
        let table = Table {
            file,
            columns: Columns { fields: cells.fields, ..Columns::default() },
            given,
            base: base.cloned(),
            wants_links: true,
            is_case_page: false,
            is_markdown: true,
        };
        lister.row(&table, &cells.cells, span);
    }

    /// Adds the title and what stands beside it: a link's text, or else the heading without company and year.
    fn add_title(&self, told: &Told, cells: &mut Cells, lister: &mut Lister) {
        let (span, heading) = (told.heading.span, told.heading.text.trim());
        if let Some((link, at)) = &told.link {
            let label = told.heading.text[..*at].trim();
            let label = unnumbered(label).filter(|_| self.are_numbered).unwrap_or(label);
            if !label.is_empty() {
                bullets::read_label(label, span, cells, lister);
            }
            cells.put(Field::Title, bullets::title_cell(link));
            return;
        }
        let heading = unnumbered(heading).filter(|_| self.are_numbered).unwrap_or(heading);
        let (year, title) = bullets::title_and_year(heading);
        cells.add(Field::Year, span, &year);
        let is_company = |(name, _): &(&str, &str)| name.split_whitespace().count() <= 5;
        match title.split_once(": ").filter(|_| self.names_companies).filter(is_company) {
            Some((company, title)) => {
                cells.add(Field::Facet(COMPANY), span, company);
                cells.add(Field::Title, span, title);
            }
            None => cells.add(Field::Title, span, &title),
        }
    }
}

/// Whether an entry is a paper, whose title begins with the name of a method at best.
fn is_paper(told: &Told) -> bool {
    const LABELS: [&str; 5] = ["paper", "arxiv", "code", "论文", "代码"];
    told.facts.iter().any(|fact| LABELS.contains(&&*fact.label.text.to_lowercase()))
}

/// A heading without its number, if it has one.
fn unnumbered(heading: &str) -> Option<&str> {
    let heading = heading.trim_start();
    let behind = heading.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let is_number = behind.len() < heading.len() && heading.len() - behind.len() <= 3;
    behind.strip_prefix(['.', ')']).filter(|_| is_number).map(str::trim_start)
}

/// Adds what is told below a heading; a column that nobody knows is reported.
fn add_facts(told: &Told, cells: &mut Cells, lister: &mut Lister) {
    let title = Cell::plain(told.heading.span, "Title");
    let labels = told.facts.iter().map(|fact| fact.label.clone());
    let header: Vec<Cell> = [title].into_iter().chain(labels).collect();
    let values = told.facts.iter().map(|fact| fact.value.clone());
    let row: Vec<Cell> = [told.heading.clone()].into_iter().chain(values).collect();
    let columns = Columns::find(&header, &row, lister.config, &mut lister.facets);
    for (fact, field) in told.facts.iter().zip(&columns.fields[1..]) {
        match *field {
            Field::Url if told.link.is_some() => {}
            Field::Unknown if fact.is_link(lister.config) => {
                if told.link.is_none() && !columns.has(Field::Url) {
                    cells.put(Field::Url, fact.value.clone());
                }
            }
            // `Code: coming soon` says nothing of the entry.
            Field::Unknown if is_way(&fact.label.text) => {}
            Field::Unknown => lister.report_unknown(&fact.label),
            // What the facts say goes before what the heading does.
            field => cells.put(field, fact.value.clone()),
        }
    }
}
