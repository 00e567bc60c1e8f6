//! Elements as HTML.

use crate::text::shown;
use url::Url;

/// Elements that have no content and no end.
const VOID: [&str; 3] = ["input", "link", "meta"];

/// An element, written out but for its end.
#[derive(Debug)]
pub(crate) struct Element {
    tag: &'static str,
    html: String,
}

impl Element {
    /// The whole of it.
    pub(crate) fn html(&self) -> String {
        let Self { tag, html } = self;
        if VOID.contains(tag) { html.clone() } else { format!("{html}</{tag}>") }
    }
}

/// A new element. Names are ours and no text of a list.
pub(crate) fn element(tag: &'static str, attributes: &[(&str, &str)]) -> Element {
    let attributes = attributes.iter().map(|(name, value)| match *value {
        "" => format!(" {name}"),
        value => format!(" {name}=\"{}\"", escaped(value)),
    });
    Element { tag, html: format!("<{tag}{}>", attributes.collect::<String>()) }
}

/// Puts elements at the end of another, which is given back.
pub(crate) fn with(mut parent: Element, children: &[&Element]) -> Element {
    parent.html.extend(children.iter().map(|child| child.html()));
    parent
}

/// Gives an element that is still empty a text for its content, as far as it can be shown, and gives it back.
pub(crate) fn with_text(mut element: Element, text: &str) -> Element {
    element.html += &escaped(&shown(text));
    element
}

/// A link relative to a base, as browsers follow it.
pub(crate) fn join(base: &str, url: &str) -> Option<String> {
    Some(Url::parse(base).ok()?.join(url).ok()?.into())
}

/// A text as it stands in content and in quoted attributes. What a parser would drop or take for an end of
/// line is written by its number where there is one; a NUL has none.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\r' => escaped += "&#13;",
            '\0' => escaped.push(char::REPLACEMENT_CHARACTER),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_what_it_is_in() {
        let link =
            with_text(element("a", &[("hidden", ""), ("href", "?a=\"&b='>")]), "</a><b>&amp;");
        assert_eq!(
            with(element("p", &[]), &[&link, &element("input", &[])]).html(),
            "<p><a hidden href=\"?a=&quot;&amp;b='&gt;\">&lt;/a&gt;&lt;b&gt;&amp;amp;</a><input></p>"
        );
    }
}
