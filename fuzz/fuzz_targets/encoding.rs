#![no_main]

use casebook::curate::Source;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(source) = Source::new("list.md", bytes.to_vec()) else { return };
    let text = source.text();
    // What was repaired once is sound, and the places of a text are in order.
    let again = Source::new("list.md", text.as_bytes().to_vec()).expect("repaired text is text");
    assert_eq!(again.text(), text);
    let places: Vec<_> = text.char_indices().map(|(at, _)| source.place(at)).collect();
    assert!(places.is_sorted());
});
