//! A page as data for search engines: JSON-LD in the words of schema.org, and the map of the site.

use crate::catalog::{About, Catalog, quoted};
use crate::export::link_of;
use crate::facet::EntryId;
use crate::view::{element, with_text};
use std::fmt::Write;
use url::Url;

/// The list as a whole.
pub(super) fn dataset(about: &About, title: &str, address: Option<&Url>) -> String {
    let mut json = format!("{{\"@type\":\"Dataset\",\"name\":{}", quoted(title));
    let url = address.map(Url::as_str).unwrap_or_default();
    let texts =
        [("description", &*about.description), ("dateModified", &about.updated), ("url", url)];
    for (key, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
        _ = write!(json, ",\"{key}\":{}", quoted(text));
    }
    let file = address.and_then(|address| address.join("catalog.json").ok());
    let file = file.map_or("catalog.json".to_owned(), String::from);
    _ = write!(
        json,
        ",\"distribution\":{{\"@type\":\"DataDownload\",\"encodingFormat\":\"application/json\",\"contentUrl\":{}}}}}",
        quoted(&file)
    );
    json
}

/// Entries of a list, the first of them at a position among all.
pub(super) fn items(catalog: &Catalog, entries: &[EntryId], first: usize, all: usize) -> String {
    let item = |(&entry, at): (&EntryId, usize)| {
        let name = quoted(catalog.title(entry));
        let url = link_of(catalog, entry).map(|url| format!(",\"url\":{}", quoted(&url)));
        let url = url.unwrap_or_default();
        format!("{{\"@type\":\"ListItem\",\"position\":{},\"name\":{name}{url}}}", at + 1)
    };
    let items: Vec<String> = entries.iter().zip(first..).map(item).collect();
    let items = items.join(",");
    format!("{{\"@type\":\"ItemList\",\"numberOfItems\":{all},\"itemListElement\":[{items}]}}")
}

/// Data as an element of a page. A browser does not run it, so no policy has to allow it; no text in it ends the
/// element, or begins another.
pub(super) fn script(parts: &[String]) -> String {
    let json = format!("{{\"@context\":\"https://schema.org\",\"@graph\":[{}]}}", parts.join(","));
    // Outside of texts, JSON has none of these.
    let json = json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
    format!("<script type=\"application/ld+json\">{json}</script>")
}

/// The map of a site: where its pages are.
pub(super) fn sitemap<'a>(address: &Url, paths: impl Iterator<Item = &'a str>) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in paths.filter_map(|path| address.join(path).ok()) {
        let place = with_text(element("loc", &[]), page.as_str()).html();
        _ = writeln!(xml, "  <url>{place}</url>");
    }
    xml + "</urlset>\n"
}
