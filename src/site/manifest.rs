//! What a browser needs to install the page as an app: a web app manifest, and its icons.

use super::icon::{self, Purpose};
use super::picture::PAPER;
use super::{File, text};
use crate::catalog::{About, quoted};
use std::fmt::Write;
use std::iter;

/// Where it is.
pub(super) const MANIFEST: &str = "manifest.webmanifest";
/// The sizes that Chromium asks for, and one for systems that cut icons to a shape of theirs.
const ICONS: [(&str, u32, Purpose); 3] = [
    ("icon-192.png", 192, Purpose::Any),
    ("icon-512.png", 512, Purpose::Any),
    ("icon-maskable-512.png", 512, Purpose::Maskable),
];

/// The manifest of a list, and its icons.
pub(super) fn files(about: &About, title: &str) -> impl Iterator<Item = File> + use<> {
    let icons = ICONS.into_iter().filter_map(|(name, side, purpose)| {
        Some(File { path: name.to_owned(), content: icon::png(side, purpose)?.into() })
    });
    iter::once(text(MANIFEST, manifest(about, title))).chain(icons)
}

/// Start and scope are the folder of the manifest, so that several lists on one server are several apps. Windows
/// have a button for going back where there is such a kind (`minimal-ui`), since the page is read with it.
fn manifest(about: &About, title: &str) -> String {
    let mut json = format!("{{\"name\":{},", quoted(title));
    if !about.description.is_empty() {
        _ = write!(json, "\"description\":{},", quoted(&about.description));
    }
    json.push_str("\"start_url\":\"./\",\"scope\":\"./\",\"dir\":\"auto\",");
    json.push_str("\"display\":\"standalone\",\"display_override\":[\"minimal-ui\"],");
    let colour = |[r, g, b]: [u8; 3]| format!("\"#{r:02x}{g:02x}{b:02x}\"");
    let (ground, paper) = (colour(icon::GROUND), colour(PAPER));
    _ = write!(json, "\"theme_color\":{ground},\"background_color\":{paper},\"icons\":[");
    let icons = ICONS.map(|(name, side, purpose)| {
        let purpose = match purpose {
            Purpose::Any => "any",
            Purpose::Maskable => "maskable",
        };
        format!(
            "{{\"src\":\"{name}\",\"sizes\":\"{side}x{side}\",\"type\":\"image/png\",\"purpose\":\"{purpose}\"}}"
        )
    });
    json + &icons.join(",") + "]}\n"
}
