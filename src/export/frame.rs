//! A part of the page in a page of somebody else.

use super::atom::escaped;

/// The HTML that shows an address in a frame, to be pasted into another page. `title` says what is in it to who
/// hears the page, as every frame has to.
///
/// ```
/// use casebook::export::frame;
///
/// let html = frame("https://example.org/?tag=nlp&embed=1", "R&D");
/// assert!(html.starts_with("<iframe src=\"https://example.org/?tag=nlp&amp;embed=1\" title=\"R&amp;D\""));
/// ```
pub fn frame(address: &str, title: &str) -> String {
    let (address, title) = (escaped(address), escaped(title));
    format!(
        "<iframe src=\"{address}\" title=\"{title}\" width=\"100%\" height=\"480\" \
        loading=\"lazy\" style=\"border: 0\"></iframe>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use roxmltree::Document;

    proptest! {
        #[test]
        fn nothing_leaves_its_attribute(address: String, title in "\\PC{0,40}") {
            let html = frame(&address, &title);
            // It is XML, too.
            let document = Document::parse(&html).unwrap();
            let frame = document.root_element();
            prop_assert_eq!(frame.attribute("title"), Some(&*title));
            prop_assert_eq!(frame.attributes().len(), 6);
            prop_assert!(!frame.has_children());
        }
    }
}
