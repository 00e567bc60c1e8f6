//! The page of one case study: its heading, a table of one row, its source, its summary, its tags.

use super::about::without_signs;
use super::facts::{self, Fact};
use super::parse::{Block, Document, Rows};
use crate::catalog::slugify;
use crate::curate::config::Config;
use crate::curate::lister::{COMPANY, Field, Lister, TAG, Table};
use crate::curate::read::{Cell, Link, Text};
use pulldown_cmark::HeadingLevel;
use url::Url;

/// What a page says of its case study.
pub(super) struct CasePage {
    heading: Cell<'static>,
    has_table: bool,
    /// The header and the one row of its table, if it has one.
    facts: Vec<(Cell<'static>, Cell<'static>)>,
    /// What lines such as `**Year:** 2024` say instead of a table.
    stated: Vec<(Cell<'static>, Cell<'static>)>,
    summary: Option<Cell<'static>>,
    source: Option<Link>,
    tags: Vec<Cell<'static>>,
}

/// What a part of the page is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Source,
    Summary,
    Tags,
    Other,
}

impl CasePage {
    /// What a page says, if it is one of a case study: it has a heading, and a table of one row without
    /// a title, or a section for the source.
    pub(super) fn find(
        file: usize,
        text: &str,
        document: &Document,
        config: &Config,
    ) -> Option<Self> {
        let is_fact =
            |line: &Cell<'static>| Fact::find(line).is_some_and(|fact| fact.is_known(config));
        let heading = document.heading()?.clone();
        // A page that is called “Sources” as a whole is about no case study.
        let is_whole = |block: &Block| match block {
            Block::Heading { level, text } => {
                *level == HeadingLevel::H1 && text.span == heading.span
            }
            _ => false,
        };
        if is_part(&heading) && document.blocks.iter().any(is_whole) {
            return None;
        }
        let mut page = Self {
            heading,
            has_table: false,
            facts: Vec::new(),
            stated: Vec::new(),
            summary: None,
            source: None,
            tags: Vec::new(),
        };
        let mut section = Section::Other;
        let mut names_source = false;
        let mut lists = 0;
        let mut lines;
        for block in &document.blocks {
            match block {
                Block::Heading { text, .. } => {
                    section = section_of(&text.text);
                    names_source |= section == Section::Source;
                }
                Block::Table(rows) if is_facts(rows) && !page.has_table => {
                    page.take_facts(rows);
                }
                Block::Table(rows) => lists += usize::from(rows.body.len() > 1),
                // Lines that each say something, as note-taking programs export what is known of a page.
                Block::Paragraph(paragraph)
                    if paragraph.text.contains(':') && {
                        lines = facts::split(paragraph, file, text);
                        lines.iter().filter(|line| is_fact(line)).count() > 1
                    } =>
                {
                    for line in &lines {
                        names_source |= page.take_line(section, line);
                    }
                }
                Block::Paragraph(text) | Block::Item(text) => {
                    // A label alone is as good as a heading.
                    let is_item = matches!(block, Block::Item(_));
                    let named = if is_item { Section::Other } else { section_of(&text.text) };
                    if named == Section::Other {
                        names_source |= page.take_text(section, text);
                    } else {
                        section = named;
                        names_source |= section == Section::Source;
                    }
                }
                Block::Rule => section = Section::Other,
                Block::Html(_) => {}
            }
        }
        let is_case = lists == 0 && (page.has_table() || (names_source && page.source.is_some()));
        if page.facts.is_empty() {
            page.facts.append(&mut page.stated);
        }
        is_case.then_some(page)
    }

    fn take_facts(&mut self, rows: &Rows) {
        let row = rows.body.first().map_or(&[][..], |row| &row.cells);
        self.has_table = true;
        self.facts = rows.header.iter().cloned().zip(row.iter().cloned()).collect();
    }

    /// Takes a paragraph, or an item: each of its lines, if they are labelled. Whether it says by itself
    /// that it is the source.
    fn take_text(&mut self, section: Section, text: &Cell<'static>) -> bool {
        let told: Vec<&str> = text.text.split('\n').collect();
        if told.len() == 1 || !told.iter().all(|line| line.contains(':')) {
            return self.take_line(section, text);
        }
        let mut says_source = false;
        for line in told {
            let links = text.links.iter().filter(|link| line.contains(&*link.text)).cloned();
            let parts = text.parts.iter().filter(|part| line.contains(&*part.text)).cloned();
            let cell = Cell::plain(text.span, line.trim().to_owned());
            let (links, parts): (_, Vec<Text>) = (links.collect(), parts.collect());
            let beside_parts = without_parts(&cell, &parts);
            says_source |= self.take_line(section, &Cell { links, parts, beside_parts, ..cell });
        }
        says_source
    }

    fn take_line(&mut self, section: Section, text: &Cell<'static>) -> bool {
        const FACTS: [&str; 7] =
            ["company", "organization", "industry", "sector", "year", "date", "published"];
        if let Some(fact) = labelled(text, &FACTS) {
            let label = text.text.split(':').next().unwrap_or_default().trim().to_owned();
            self.stated.push((Cell::plain(text.span, label), padless(&fact)));
            return false;
        }
        if let Some(summary) = labelled(text, &["tl;dr", "tldr", "summary"]) {
            self.summary.get_or_insert(summary);
            return false;
        }
        let says_source =
            labelled(text, &["original source", "source", "original article", "link", "url"])
                .is_some();
        if says_source || section == Section::Source {
            let link =
                text.links.iter().find(|link| link.url.contains("://")).or(text.links.first());
            let source = link.cloned().or_else(|| bare_link(text));
            self.source = self.source.take().or(source);
        } else if let Some(tags) = labelled(text, &["tags", "primary tags", "topics"]) {
            self.tags.push(tags);
        } else if section == Section::Tags {
            self.tags.push(text.clone());
        } else if section == Section::Summary {
            self.summary.get_or_insert_with(|| text.clone());
        }
        says_source
    }

    /// Whether a table has what is known, which nothing else has.
    pub(super) fn has_table(&self) -> bool {
        self.has_table
    }

    /// Where the case study itself is.
    pub(super) fn source(&self) -> Option<&Link> {
        self.source.as_ref()
    }

    /// A sentence or two on it.
    pub(super) fn summary(&self) -> Option<&Cell<'static>> {
        self.summary.as_ref()
    }

    /// Hands over the one row that the page is.
    pub(super) fn read(&self, file: usize, base: Option<Url>, lister: &mut Lister) {
        let (header, mut cells): (Vec<Cell>, Vec<Cell>) = self.facts.iter().cloned().unzip();
        let mut columns = crate::curate::lister::Columns::find(
            &header,
            &cells,
            lister.config,
            &mut lister.facets,
        );
        let company =
            columns.position(Field::Facet(COMPANY)).map(|at| cells[at].text.trim().to_owned());
        if columns.has(Field::Title) {
            columns
                .fields
                .iter_mut()
                .filter(|field| **field == Field::Title)
                .for_each(|field| *field = Field::Ignored);
        }
        let (named, title) = self.title(company.as_deref());
        columns.fields.push(Field::Title);
        cells.push(Cell::plain(self.heading.span, title));
        let mut add = |field, cell| {
            columns.fields.push(field);
            cells.push(cell);
        };
        if company.is_none()
            && let Some(named) = named
        {
            add(Field::Facet(COMPANY), Cell::plain(self.heading.span, named));
        }
        if let Some(source) = &self.source {
            let links = vec![source.clone()];
            add(Field::Url, Cell { span: source.span, links, ..Cell::default() });
        }
        if let Some(summary) = &self.summary {
            add(Field::Summary, Cell::plain(summary.span, summary.text.trim().to_owned()));
        }
        for tags in &self.tags {
            add(Field::Facet(TAG), padless(tags));
        }
        let table = Table {
            file,
            columns,
            given: Vec::new(),
            base,
            wants_links: true,
            is_case_page: true,
            is_markdown: true,
        };
        lister.row(&table, &cells, self.heading.span);
    }

    /// The company and the title out of `Company: Title`; where it is known who the company is, other signs
    /// than a colon may stand between them, too.
    fn title(&self, company: Option<&str>) -> (Option<String>, String) {
        let heading = self.heading.text.trim();
        let parts =
            |sign| heading.split_once(sign).map(|(named, title)| (named.trim(), title.trim()));
        match company {
            Some(company) => {
                let mut parts = [": ", " — ", " – ", " - ", " | "].into_iter().filter_map(parts);
                let is_company = |(named, _): &(&str, &str)| slugify(named) == slugify(company);
                (None, parts.find(is_company).map_or(heading, |(_, title)| title).to_owned())
            }
            None => parts(": ").map_or((None, heading.to_owned()), |(named, title)| {
                (Some(named.to_owned()), title.to_owned())
            }),
        }
    }
}

/// The text of a cell without its code spans.
fn without_parts(cell: &Cell, parts: &[Text]) -> String {
    let mut text = cell.text.to_string();
    for part in parts {
        text = text.replacen(&part.text, "", 1);
    }
    text
}

/// A tag's cell as the tables have them: without the spaces of the text around it.
fn padless(cell: &Cell<'static>) -> Cell<'static> {
    let mut cell = cell.clone();
    cell.text = cell.text.trim().to_owned().into();
    cell.beside_parts = cell.beside_parts.trim().to_owned();
    cell
}

/// Whether a table tells the facts of one case study: one row, a company or a year, no link to follow.
fn is_facts(table: &Rows) -> bool {
    let names: Vec<String> =
        table.header.iter().map(|cell| slugify(without_signs(&cell.text))).collect();
    let has = |name: &str| names.iter().any(|other| other == name);
    let has_title = ["title", "case-study", "case-studies"].into_iter().any(has);
    table.body.len() == 1 && (has("company") || has("year")) && !has_title
}

/// Whether a heading is that of a part of a page, and of no entry.
pub(super) fn is_part(heading: &Cell) -> bool {
    section_of(&heading.text) != Section::Other
}

fn section_of(heading: &str) -> Section {
    match slugify(without_signs(heading)).as_str() {
        "original-source" | "source" | "sources" | "original-article" | "link" | "links"
        | "reference" | "references" | "original" | "read-more" | "original-link" => {
            Section::Source
        }
        "tl-dr" | "tldr" | "summary" | "overview" | "short-description" | "description" => {
            Section::Summary
        }
        "tags" | "topics" | "keywords" | "labels" => Section::Tags,
        _ => Section::Other,
    }
}

/// What follows a label such as `TL;DR:`.
fn labelled(text: &Cell<'static>, labels: &[&str]) -> Option<Cell<'static>> {
    let Fact { label, value } = Fact::find(text)?;
    labels.contains(&&*label.text.to_lowercase()).then_some(value)
}

fn bare_link(text: &Cell) -> Option<Link> {
    let start = text.text.find("https://").or_else(|| text.text.find("http://"))?;
    let url = text.text[start..].split_whitespace().next()?.trim_end_matches(['.', ',', ')', '>']);
    Some(Link { span: text.span, text: url.to_owned(), url: url.to_owned() })
}
