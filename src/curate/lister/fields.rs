//! The fields of a row that every entry has: title, link, page, year.

use super::drafts::{Draft, Piece};
use super::values::one_line;
use super::{Lister, Table};
use crate::curate::fault::{Code, Problem, Quoted, Span};
use crate::curate::read::{Cell, Link};
use crate::curate::resemble::without_tracking;
use crate::curate::site::{self, BadLink};
use std::borrow::Cow;

/// What people write where there is nothing to write.
const NOTHING: [&str; 12] =
    ["-", "–", "—", "n/a", "na", "none", "null", "tbd", "unknown", "?", "nan", "n.a."];

/// Whether a cell says that there is nothing.
pub(super) fn is_nothing(text: &str) -> bool {
    text.is_empty()
        || (text.len() <= 7 && NOTHING.iter().any(|nothing| text.eq_ignore_ascii_case(nothing)))
}

impl Lister<'_> {
    /// The text of a cell, on one line.
    pub(super) fn keep(&mut self, cell: &Cell) -> Piece {
        let text = self.trimmed(cell.span, &cell.text);
        self.keep_line(cell.span.file(), text)
    }

    fn keep_line(&mut self, file: usize, text: &str) -> Piece {
        self.drafts.keep(self.files[file].text(), &one_line(text))
    }

    /// A text without the spaces around it, which are reported where the form does not call for them.
    pub(super) fn trimmed<'t>(&mut self, span: Span, text: &'t str) -> &'t str {
        let trimmed = text.trim();
        if trimmed.len() == text.len() {
            return trimmed;
        }
        let raw = &self.files[span.file()].text()[span.range()];
        let message = format!("spaces around {}", Quoted(trimmed));
        let problem = self.report.add(Code::OuterSpace, span, message);
        problem.help("take them out");
        // A backtick needs the space that keeps it from those of the code span that it is in, and a
        // backslash the one that it has no effect on.
        let is_safe =
            !trimmed.is_empty() && !trimmed.starts_with('`') && !trimmed.ends_with(['`', '\\']);
        if let Some(at) = raw.find(text).filter(|_| is_safe) {
            trim(problem, span.range().start + at, text);
        }
        trimmed
    }

    /// The title, and where it links to.
    pub(super) fn title(&mut self, table: &Table, cell: &Cell, draft: &mut Draft) {
        let links: Cow<[Link]> =
            if cell.links.is_empty() && !cell.is_exact && cell.text.contains(['(', ':']) {
                self.loose_link(cell).into_iter().collect()
            } else {
                Cow::Borrowed(&cell.links)
            };
        let link = match &*links {
            [] => {
                draft.title = self.keep(cell);
                return;
            }
            [link] => link,
            [link, others @ ..]
                if others.iter().all(|other| other.url.trim() == link.url.trim()) =>
            {
                link
            }
            links => {
                let message = format!("{} links in one cell", links.len());
                self.report
                    .add(Code::SeveralLinks, cell.span, message)
                    .help("give each case study a row of its own");
                return;
            }
        };
        self.check_beside(cell);
        if table.is_markdown && !cell.links.is_empty() {
            self.check_brackets(link);
        }
        let title = self.trimmed(link.span, &link.text);
        draft.title = self.keep_line(cell.span.file(), title);
        if title.is_empty() {
            let message = format!("the link to {} has no text", Quoted(&link.url));
            self.report
                .add(Code::NoTitle, link.span, message)
                .help("write the case study as [title](link)");
        }
        self.link(table, link.span, &link.url, draft);
    }

    /// Says what of a title's cell is neither link nor the bracket of a broken one.
    fn check_beside(&mut self, cell: &Cell) {
        let beside = cell.beside_links().trim();
        if !cell.links.is_empty() && beside.contains(|c: char| c.is_alphanumeric()) {
            let message =
                format!("{} is not read: only the text of the link is the title", Quoted(beside));
            self.report
                .add(Code::TextNotRead, cell.span, message)
                .help("write it into the link's text or into a column of its own, or take it out");
        }
    }

    /// Brackets in a link's text, which some readers of Markdown take for its end.
    fn check_brackets(&mut self, link: &Link) {
        let start = link.span.range().start;
        let raw = &self.files[link.span.file()].text()[link.span.range()];
        let Some(end) = raw.rfind("](").filter(|_| raw.starts_with('[')) else { return };
        let bare: Vec<usize> = raw[1..end]
            .match_indices(['[', ']'])
            .map(|(at, _)| at + 1)
            .filter(|&at| !raw[..at].ends_with('\\'))
            .collect();
        if bare.is_empty() || raw[..end].contains('`') {
            return;
        }
        let message = format!("brackets in the text of the link to {}", Quoted(&link.url));
        let problem = self.report.add(Code::NestedBrackets, link.span, message);
        problem.help("write them as \\[ and \\]");
        // Some are no plain text but those of a picture.
        if raw[1..end].contains("](") || raw[1..end].contains("![") {
            return;
        }
        for at in bare {
            let at = start + at;
            problem.fix(Span::new(link.span.file(), at..at), "\\");
        }
    }

    /// A link that is written almost as one: `[title] (link)`, or with spaces in its address.
    fn loose_link(&mut self, cell: &Cell) -> Option<Link> {
        let text = cell.text.trim();
        let is_address = |text: &str| {
            (text.starts_with("http://") || text.starts_with("https://"))
                && !text.contains(char::is_whitespace)
        };
        if is_address(text) {
            return Some(Link { span: cell.span, text: text.to_owned(), url: text.to_owned() });
        }
        let (label, rest) = text.strip_prefix('[')?.rsplit_once(']')?;
        let url = rest.trim().strip_prefix('(')?.strip_suffix(')')?.trim();
        let message = format!("{} is not quite a link", Quoted(text));
        self.report
            .add(Code::PaddedLink, cell.span, message)
            .help("write it as [title](link), without spaces");
        let url = url.replace(' ', "%20");
        Some(Link { span: cell.span, text: label.trim().to_owned(), url })
    }

    /// A cell that holds nothing but the link.
    pub(super) fn url(&mut self, table: &Table, cell: &Cell, draft: &mut Draft) {
        if let [link, ..] = &cell.links[..] {
            if cell.links.iter().any(|other| other.url.trim() != link.url.trim()) {
                let message = format!("{} links in one cell", cell.links.len());
                self.report.add(Code::SeveralLinks, cell.span, message).help("keep one");
                return;
            }
            self.link(table, link.span, &link.url, draft);
            return;
        }
        if is_nothing(cell.text.trim()) {
            return;
        }
        if cell.is_exact {
            self.link(table, cell.span, &cell.text, draft);
            return;
        }
        let several = cell.text.split_whitespace().filter(|word| word.contains("://")).count();
        if several > 1 {
            let message = format!("{several} links in one cell");
            self.report.add(Code::SeveralLinks, cell.span, message).help("keep one");
            return;
        }
        if let Some(link) =
            cell.text.trim_start().starts_with('[').then(|| self.loose_link(cell)).flatten()
        {
            self.link(table, link.span, &link.url, draft);
            return;
        }
        self.link(table, cell.span, &cell.text, draft);
    }

    /// A cell that links to what the list itself says of the entry.
    pub(super) fn page(&mut self, table: &Table, cell: &Cell, draft: &mut Draft) {
        let written = cell.links.first().map_or(&*cell.text, |link| &link.url).trim();
        if is_nothing(written) {
            return;
        }
        if let Some(file) =
            self.site.target(cell.span.file(), written).filter(|&file| self.is_case_page[file])
        {
            draft.page_file = file as u32 + 1;
            return;
        }
        if let Some(page) = self.resolved(table, cell.span, written) {
            draft.page = self.drafts.keep(self.files[cell.span.file()].text(), &page);
        }
    }

    /// Where an entry's link leads: to the page of a case study among the files, or out of the list.
    fn link(&mut self, table: &Table, span: Span, url: &str, draft: &mut Draft) {
        let file = span.file();
        // As browsers do, which skip control characters and spaces around a link.
        let written = url.trim_matches(|c: char| c <= ' ');
        self.check_padding(span, url, written);
        if is_nothing(written) {
            return;
        }
        if !site_like(written)
            && let Some(page) = self.site.target(file, written)
            && self.is_case_page[page]
        {
            draft.page_file = page as u32 + 1;
            return;
        }
        let with_scheme = self.with_scheme(span, written);
        let written = with_scheme.as_deref().unwrap_or(written);
        let clean = without_tracking(written);
        if let Some(clean) = &clean {
            let message = format!("{} tracks who follows it", Quoted(written));
            let problem = self.report.add(Code::TrackingParameters, span, message);
            problem.help(format!("the link without that is {}", Quoted(clean)));
            let raw = &self.files[file].text()[span.range()];
            // Where the link is the title as well, the title would change with it.
            let solid = |text: &str| text.split_whitespace().collect::<String>();
            let title = solid(self.drafts.text(draft.title, self.files, file));
            let is_title = title.contains(&solid(written));
            if let Some(at) = raw.rfind(written).filter(|_| !is_title) {
                let start = span.range().start + at;
                problem.fix(Span::new(file, start..start + written.len()), clean.clone());
            }
        }
        let written = clean.as_deref().unwrap_or(written);
        if let Some(url) = self.resolved(table, span, written) {
            let whole = self.files[file].text();
            draft.url = self.drafts.keep(whole, &url);
        }
    }

    /// The link with `https://` in front, if it is a web address without that.
    fn with_scheme(&mut self, span: Span, written: &str) -> Option<String> {
        if !is_address_without_scheme(written) {
            return None;
        }
        let message = format!("{} is read as a web address", Quoted(written));
        let problem = self.report.add(Code::LinkWithoutScheme, span, message);
        problem.help(format!("write {}", Quoted(&format!("https://{written}"))));
        let raw = &self.files[span.file()].text()[span.range()];
        if let Some(at) = raw.rfind(written) {
            let at = span.range().start + at;
            problem.fix(Span::new(span.file(), at..at), "https://");
        }
        Some(format!("https://{written}"))
    }

    /// Spaces inside the parentheses of a link, or around the address in a cell.
    fn check_padding(&mut self, span: Span, url: &str, written: &str) {
        let raw = &self.files[span.file()].text()[span.range()];
        let start = span.range().start;
        let padding = if let Some(open) = raw.rfind("](").filter(|_| raw.ends_with(')')) {
            let inside = open + 2..raw.len() - 1;
            let text = &raw[inside.clone()];
            let is_padded = text.trim() != text && text.trim() == written;
            is_padded.then_some(inside)
        } else if url.len() != written.len() {
            raw.find(url).map(|at| at..at + url.len())
        } else {
            None
        };
        if let Some(padding) = padding {
            let message = format!("spaces around the link {}", Quoted(written));
            let problem = self.report.add(Code::PaddedLink, span, message);
            problem.help("take them out");
            trim(problem, start + padding.start, &raw[padding]);
        }
    }

    /// A link as the catalog has it, or `None` if it has to be reported.
    fn resolved<'l>(
        &mut self,
        table: &Table,
        span: Span,
        written: &'l str,
    ) -> Option<Cow<'l, str>> {
        let url = match self.site.resolve(span.file(), written, table.base.as_ref()) {
            Ok(url) => url,
            Err(BadLink::Unsafe) => {
                let message = format!("no page may link to {}", Quoted(written));
                self.report
                    .add(Code::UnsafeLink, span, message)
                    .help("use http, https, or a relative link");
                return None;
            }
            Err(BadLink::Malformed(reason)) => {
                let message = format!("{} is not a link: {reason}", Quoted(written));
                self.report
                    .add(Code::MalformedLink, span, message)
                    .help("copy the address from the browser again");
                return None;
            }
        };
        self.check_relative(span, written, &url);
        Some(url)
    }

    fn check_relative(&mut self, span: Span, written: &str, url: &str) {
        if site_like(written) {
            return;
        }
        let is_page = written.split(['#', '?']).next().is_some_and(|path| path.ends_with(".md"));
        if is_page && self.site.misses(span.file(), written) {
            let message = format!("there is no page {}", Quoted(written));
            self.report
                .add(Code::MissingPage, span, message)
                .help("mend the link, or add the page to the list");
        }
        if !self.warned_of_relative_link && site::is_relative(url) {
            self.warned_of_relative_link = true;
            let message = format!("{} is relative, as other links may be", Quoted(url));
            self.report
                .add(Code::RelativeLink, span, message)
                .help("say to what with `link_base`, in the front matter or in casebook.toml");
        }
    }
}

/// Whether a link begins with the name of a site: with `www.`, or with a name that no file has.
fn is_address_without_scheme(link: &str) -> bool {
    const TOP: [&str; 12] =
        ["com", "org", "net", "io", "ai", "dev", "edu", "gov", "co", "blog", "tech", "example"];
    let host = link.split(['/', '?', '#']).next().unwrap_or_default();
    let mut labels = host.split('.');
    let are_labels = labels.clone().count() > 1
        && labels.clone().all(|label| {
            !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        });
    let is_known = |top: &str| TOP.iter().any(|known| top.eq_ignore_ascii_case(known));
    are_labels
        && ((host.starts_with("www.") && labels.clone().count() > 2)
            || labels.next_back().is_some_and(is_known))
}

/// Lets the spaces around a text go, and nothing else: what is between them may be as it should be.
fn trim(problem: &mut Problem, at: usize, text: &str) {
    let file = problem.span.file();
    let start = text.len() - text.trim_start().len();
    let end = text.trim_end().len().max(start);
    for spaces in [0..start, end..text.len()] {
        if !spaces.is_empty() {
            problem.fix(Span::new(file, at + spaces.start..at + spaces.end), "");
        }
    }
}

/// Whether a link is the usual absolute one.
fn site_like(link: &str) -> bool {
    link.starts_with("https://") || link.starts_with("http://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_without_scheme_are_known() {
        for link in ["www.a.fr", "acme.com/x", "blog.acme.io", "Acme.COM?x"] {
            assert!(is_address_without_scheme(link), "{link}");
        }
        for link in ["a.md", "www.x", "../a.com", "a/b.com", "", ".com", "a b.com", "v1.2/x", "u"] {
            assert!(!is_address_without_scheme(link), "{link}");
        }
    }
}
