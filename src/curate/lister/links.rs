//! Where the links of a row lead.

use super::drafts::Draft;
use super::fields::{fix_spaces, is_nothing, is_trim};
use super::{Lister, Table};
use crate::curate::fault::{Code, Quoted, Span};
use crate::curate::read::Cell;
use crate::curate::resemble::without_tracking;
use crate::curate::site::{self, BadLink};
use std::borrow::Cow;
use std::path::Path;

impl Lister<'_> {
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
    pub(super) fn link(&mut self, table: &Table, span: Span, url: &str, draft: &mut Draft) {
        let file = span.file();
        // As browsers do, which skip control characters and spaces around a link.
        let written = if is_trim(url) { url } else { url.trim_matches(|c: char| c <= ' ') };
        self.check_padding(span, url, written);
        if is_nothing(written) {
            return;
        }
        if !is_address(written)
            && let Some(page) = self.site.target(file, written)
            && self.is_case_page[page]
        {
            draft.page_file = page as u32 + 1;
            return;
        }
        let with_scheme = self.with_scheme(span, written);
        let written = with_scheme.as_deref().unwrap_or(written);
        let clean = self.without_tracking(span, written, draft);
        let written = clean.as_deref().unwrap_or(written);
        if let Some(url) = self.resolved(table, span, written) {
            let whole = self.files[file].text();
            draft.url = self.drafts.keep(whole, &url);
        }
    }

    /// The link without what tracks its readers, if there is any of that.
    fn without_tracking(&mut self, span: Span, written: &str, draft: &Draft) -> Option<String> {
        let clean = without_tracking(written)?;
        let file = span.file();
        let message = format!("{} tracks who follows it", Quoted(written));
        let problem = self.report.add(Code::TrackingParameters, span, message);
        problem.help(format!("the link without that is {}", Quoted(&clean)));
        let raw = &self.files[file].text()[span.range()];
        // Where the link is the title as well, the title would change with it.
        let solid = |text: &str| text.split_whitespace().collect::<String>();
        let title = solid(self.drafts.text(draft.title, self.files, file));
        let is_title = title.contains(&solid(written));
        if let Some(at) = raw.rfind(written).filter(|_| !is_title) {
            let start = span.range().start + at;
            problem.fix(Span::new(file, start..start + written.len()), clean.clone());
        }
        Some(clean)
    }

    /// The link with `https://` in front, if it is a web address without that.
    fn with_scheme(&mut self, span: Span, written: &str) -> Option<String> {
        if is_address(written) || !is_address_without_scheme(written) {
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
        let markdown = || raw.ends_with(')').then(|| raw.rfind("](")).flatten();
        let padding = if let Some(open) = markdown() {
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
            fix_spaces(problem, start + padding.start, &raw[padding]);
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
        if is_address(written) {
            return;
        }
        let path = written.split(['#', '?']).next().unwrap_or_default();
        let is_page = Path::new(path).extension().is_some_and(|end| end.eq_ignore_ascii_case("md"));
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

/// Whether a text begins as the usual address in the web.
pub(in crate::curate) fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
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
