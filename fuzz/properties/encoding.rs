//! Repairing the text of files.

use casebook::curate::Source;

/// Undoing all repairs gives the file again, and the places of a text are in order.
pub fn encoding(bytes: &[u8]) {
    let Ok(source) = Source::new("list.md", bytes.to_vec()) else { return };
    let text = source.text();
    if let (true, Ok(written)) = (source.encoding().is_utf8, std::str::from_utf8(bytes)) {
        let written = written.strip_prefix('\u{feff}').unwrap_or(written);
        assert_eq!(source.disk_text(), written);
    }
    let places: Vec<_> = text.char_indices().map(|(at, _)| source.place(at)).collect();
    assert!(places.is_sorted());
}
