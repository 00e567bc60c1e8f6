//! Files of a site as web servers send them: compressed once, as small as it gets.

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::{self, Write};
use std::path::Path;

/// What is added to a file's name for its compressed forms.
pub(super) const ENDS: [&str; 2] = [".br", ".gz"];
/// What is worth it; pictures are compressed already.
const TEXTS: [&str; 8] = ["css", "html", "js", "json", "svg", "wasm", "webmanifest", "xml"];
/// Beyond this, the best quality takes minutes for a few percent.
const LONG: usize = 16 << 20;

/// Whether a file gets smaller by being compressed. One in a single packet travels no faster for it.
pub(super) fn is_worth_it(path: &str, content: &[u8]) -> bool {
    const PACKET: usize = 1000;
    let end = Path::new(path).extension().and_then(|end| end.to_str());
    content.len() > PACKET && end.is_some_and(|end| TEXTS.contains(&end))
}

/// A file with one of [`ENDS`].
pub(super) fn compressed(content: &[u8], end: &str) -> io::Result<Vec<u8>> {
    if end == ".gz" {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(content)?;
        return encoder.finish();
    }
    let quality = if content.len() > LONG { 9 } else { 11 };
    // As far back as every browser looks.
    let how = BrotliEncoderParams { quality, lgwin: 24, ..BrotliEncoderParams::default() };
    let mut bytes = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut bytes, &how)?;
    Ok(bytes)
}
