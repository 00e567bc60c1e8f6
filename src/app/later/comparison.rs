//! TODO

use super::super::explorer::Explorer;
use web_sys::Element;

/// The content of its place.
pub(super) fn view(_: Explorer, place: &Element) {
    place.set_text_content(Some("…"));
}
