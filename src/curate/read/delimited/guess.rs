//! Tells columns by what is in them, where the first row does not name them.

use super::{Cell, Columns, Kind, Lister, Reader};
use crate::curate::fault::{Code, Span};
use crate::curate::lister::{self, COMPANY, TAG, year_of};

/// What is looked at to tell columns.
const SAMPLE: usize = 50;

/// A text of more words than this is no title.
const MOST_WORDS_OF_TITLE: usize = 20;

/// A text of more words than this is no name.
const MOST_WORDS_OF_NAME: usize = 3;

impl<'t> Reader<'t> {
    /// Takes the columns for what is in them, if one has links and another texts like titles, and says so. The
    /// reader, which is at the beginning, is left at the first row.
    pub(super) fn guess(&mut self, lister: &mut Lister<'t>) -> Option<(Vec<Cell<'t>>, Columns)> {
        let begin = self.records.clone();
        let first = self.next().map(|record| self.span(&record))?;
        self.fill();
        let (top, behind_top) = (self.cells.clone(), self.records.clone());
        let rows: Vec<_> = (1..SAMPLE).map_while(|_| self.next().map(|_| self.filled())).collect();
        let as_wide = rows.iter().filter(|row| row.len() == top.len()).count();
        if top.len() < 2 || rows.is_empty() || as_wide * 10 < rows.len() * 9 {
            return None;
        }
        let links: Vec<usize> = (0..top.len())
            .filter(|&at| all(&rows, at, &is_address) && rows_with(&rows, at) * 2 > rows.len())
            .collect();
        let [link] = links[..] else { return None };
        let is_named = !is_address(&top[link]);
        let mut guess = Guess { rows, fields: vec![Kind::Unknown; top.len()] };
        if is_named {
            self.records = behind_top;
        } else {
            self.records = begin;
            guess.rows.insert(0, top.clone());
        }
        guess.tell(link, top.as_slice(), is_named, lister);
        let columns = Columns { fields: guess.fields, ..Columns::default() };
        if !columns.has(Kind::Title) {
            return None;
        }
        let name = |(at, field): (usize, Kind)| match (name(field, lister), &top[at].text) {
            (Some(name), _) => name,
            (None, header) if is_named => header.trim().to_owned(),
            (None, _) => format!("Column {}", at + 1),
        };
        let names: Vec<String> = columns.fields.iter().copied().enumerate().map(name).collect();
        if is_named {
            let message = format!(
                "no column has a name for titles; by what is in them, they are read as {}",
                names.join(", ")
            );
            lister
                .report
                .add(Code::AssumedColumns, first, message)
                .help("call them so, or say under [columns] in casebook.toml what they are");
            lister.report_unknowns(&top, &columns);
            return Some((top, columns));
        }
        let message = format!("the columns have no names; they are read as {}", names.join(", "));
        let end = if self.text.contains("\r\n") { "\r\n" } else { "\n" };
        let delimiter = self.delimiter.to_string();
        let start = first.range().start;
        let problem = lister.report.add(Code::AssumedColumns, first, message);
        problem.help("write their names above them");
        problem.fix(Span::new(self.file, start..start), names.join(&delimiter) + end);
        let header = names.into_iter().map(|name| Cell::plain(first, name)).collect();
        Some((header, columns))
    }

    /// The cells of the record read last.
    fn filled(&mut self) -> Vec<Cell<'t>> {
        self.fill();
        self.cells.clone()
    }
}

/// Columns half told.
struct Guess<'t> {
    rows: Vec<Vec<Cell<'t>>>,
    fields: Vec<Kind>,
}

impl Guess<'_> {
    fn tell(&mut self, link: usize, top: &[Cell], is_named: bool, lister: &Lister) {
        let has_text =
            self.rows.iter().filter_map(|row| row.get(link)).any(|cell| !cell.links.is_empty());
        self.fields[link] = if has_text { Kind::Title } else { Kind::Url };
        if is_named {
            self.by_words(top, lister);
        }
        let is_year =
            |cell: &Cell| cell.text.trim().len() == 4 && year_of(cell.text.trim()).is_some();
        let is_date = |cell: &Cell| year_of(cell.text.trim()).is_some();
        self.only(Kind::Year, &is_year);
        self.only(Kind::Year, &is_date);
        let is_number = |cell: &Cell| cell.text.trim().parse::<f64>().is_ok();
        let is_text = |at: &usize| {
            self.fields[*at] == Kind::Unknown
                && rows_with(&self.rows, *at) > 0
                && !all(&self.rows, *at, &is_number)
                && !all(&self.rows, *at, &is_date)
                && !all(&self.rows, *at, &|cell| cell.text.contains('@'))
        };
        let mut texts: Vec<usize> = (0..self.fields.len()).filter(is_text).collect();
        let mut take = |guess: &mut Self, field, column: Option<usize>| {
            if let Some(column) = column.filter(|_| !guess.fields.contains(&field)) {
                guess.fields[column] = field;
                texts.retain(|&other| other != column);
            }
            texts.clone()
        };
        let left = take(self, Kind::Unknown, None);
        let tags = left.iter().copied().find(|&at| self.is_of_tags(at));
        let left = take(self, Kind::Facet(TAG), tags);
        let titles = left.iter().copied().filter(|&at| self.words(at) <= MOST_WORDS_OF_TITLE);
        // The first of the longest.
        let title = titles.rev().max_by_key(|&at| self.words(at));
        let left = take(self, Kind::Title, title);
        let name = left.iter().copied().find(|&at| self.words(at) <= MOST_WORDS_OF_NAME);
        let left = take(self, Kind::Facet(COMPANY), name);
        let text = left.iter().copied().find(|&at| self.words(at) > MOST_WORDS_OF_NAME);
        take(self, Kind::Summary, text);
        let counts = |at: usize| {
            self.rows.iter().zip(1..).all(|(row, number)| {
                row.get(at).is_some_and(|cell| cell.text.trim() == number.to_string())
            })
        };
        for at in 0..self.fields.len() {
            if self.fields[at] == Kind::Unknown && counts(at) {
                self.fields[at] = Kind::Ignored;
            }
        }
    }

    /// Takes columns for what the words of their names say, where they say one thing: `Which company?`.
    fn by_words(&mut self, top: &[Cell], lister: &Lister) {
        let told = |(at, cell): (usize, &Cell)| {
            let (rank, field) = Columns::told_by_words(&cell.text, &lister.facets)?;
            let is_text = matches!(field, Kind::Title | Kind::Summary | Kind::Facet(_));
            (is_text && self.fields[at] == Kind::Unknown).then_some((rank, at, field))
        };
        let mut told: Vec<_> = top.iter().enumerate().filter_map(told).collect();
        told.sort_unstable_by_key(|(rank, at, _)| (*rank, *at));
        for (_, at, field) in told {
            if !self.fields.contains(&field) {
                self.fields[at] = field;
            }
        }
    }

    /// Takes the only column whose cells are all so for a field.
    fn only(&mut self, field: Kind, is_so: &dyn Fn(&Cell) -> bool) {
        let is_free = |at: &usize| self.fields[*at] == Kind::Unknown;
        let mut columns = (0..self.fields.len())
            .filter(is_free)
            .filter(|&at| rows_with(&self.rows, at) > 0 && all(&self.rows, at, is_so));
        if let (Some(column), None) = (columns.next(), columns.next())
            && !self.fields.contains(&field)
        {
            self.fields[column] = field;
        }
    }

    /// How many words the texts of a column have in the mean.
    fn words(&self, column: usize) -> usize {
        let texts = self.rows.iter().filter_map(|row| row.get(column));
        let words: usize = texts.map(|cell| cell.text.split_whitespace().count()).sum();
        words.div_ceil(rows_with(&self.rows, column).max(1))
    }

    /// Whether a column has lists of names.
    fn is_of_tags(&self, column: usize) -> bool {
        let texts = self.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.text.trim());
        let is_name = |part: &str| part.split_whitespace().count() <= MOST_WORDS_OF_NAME;
        let mut lists = 0;
        for text in texts.filter(|text| !text.is_empty()) {
            if !text.split([',', ';', '|']).all(is_name) {
                return false;
            }
            lists += usize::from(text.contains([',', ';', '|']));
        }
        lists > 0
    }
}

/// Whether all cells of a column that are not empty are so.
fn all(rows: &[Vec<Cell>], column: usize, is_so: &dyn Fn(&Cell) -> bool) -> bool {
    let cells = rows.iter().filter_map(|row| row.get(column));
    cells.filter(|cell| !cell.is_empty()).all(is_so)
}

/// How many rows have something in a column.
fn rows_with(rows: &[Vec<Cell>], column: usize) -> usize {
    rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.is_empty()).count()
}

fn is_address(cell: &Cell) -> bool {
    let text = cell.text.trim();
    let is_bare = lister::is_address(text) && !text.contains(char::is_whitespace);
    is_bare || !cell.links.is_empty()
}

/// What a column is called that holds a field.
fn name(field: Kind, lister: &Lister) -> Option<String> {
    Some(match field {
        Kind::Title => "Title".to_owned(),
        Kind::Url => "Link".to_owned(),
        Kind::Year => "Year".to_owned(),
        Kind::Summary => "Summary".to_owned(),
        Kind::Facet(facet) => lister.facets.get(facet).label.clone(),
        Kind::Ignored => "No".to_owned(),
        Kind::Id | Kind::Page | Kind::Unknown => return None,
    })
}
