//! What a page says of itself to whoever finds it elsewhere: search engines, feed readers, previews of links.

use crate::view::{Element, element, with_text};
use crate::words::site as words;
use url::Url;

/// What a page says of itself. Paths are relative to the site.
pub(super) struct Head<'a> {
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    pub(super) path: &'a str,
    /// Its picture, if there is one.
    pub(super) picture: Option<&'a str>,
}

/// The size of pictures of pages, in pixels.
pub(super) const PICTURE: (u32, u32) = (1200, 630);

impl Head<'_> {
    /// As elements of the head. Without the address of the site there is nothing that only an absolute link can
    /// say: which of several addresses is the page's own, and its picture.
    pub(super) fn html(&self, address: Option<&Url>) -> String {
        let Self { title, description, path, .. } = self;
        let up = if path.contains('/') { "../" } else { "" };
        let mut parts = vec![with_text(element("title", &[]), title)];
        if !description.is_empty() {
            parts.push(meta("name", "description", description));
        }
        let absolute = |path: &str| Some(String::from(address?.join(path).ok()?));
        let canonical = absolute(path);
        parts.extend(canonical.iter().map(|it| link(&[("rel", "canonical"), ("href", it)])));
        let feed = format!("{up}feed.xml");
        let kind = ("type", "application/atom+xml");
        parts.push(link(&[("rel", "alternate"), kind, ("title", words::NEWEST), ("href", &feed)]));
        let open_graph =
            |property: &str, content: &str| meta("property", &format!("og:{property}"), content);
        parts.push(open_graph("type", "website"));
        parts.push(open_graph("title", title));
        if !description.is_empty() {
            parts.push(open_graph("description", description));
        }
        parts.extend(canonical.iter().map(|it| open_graph("url", it)));
        let picture = self.picture.and_then(absolute);
        if let Some(picture) = &picture {
            parts.push(open_graph("image", picture));
            parts.push(open_graph("image:width", &PICTURE.0.to_string()));
            parts.push(open_graph("image:height", &PICTURE.1.to_string()));
            parts.push(open_graph("image:alt", &format!("{title}: {description}")));
        }
        let card = if picture.is_some() { "summary_large_image" } else { "summary" };
        parts.push(meta("name", "twitter:card", card));
        parts.iter().map(Element::html).collect()
    }
}

fn meta(kind: &str, name: &str, content: &str) -> Element {
    element("meta", &[(kind, name), ("content", content)])
}

fn link(attributes: &[(&str, &str)]) -> Element {
    element("link", attributes)
}
