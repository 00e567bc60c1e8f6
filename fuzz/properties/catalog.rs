//! Decoding catalogs.

use casebook::catalog::{Catalog, DecodeError, Decoder, Fault, decode, encode};
use serde::de::IgnoredAny;

/// A catalog is JSON, is the same in pieces as at once, and is written as it was read. The first byte says how
/// long the pieces are that the rest comes in.
pub fn catalog(bytes: &[u8]) {
    let Some((length, json)) = bytes.split_first() else { return };
    let whole = decode(json);
    assert_eq!(in_pieces(json, usize::from(*length) + 1), whole);
    match whole {
        Ok(catalog) => {
            let text = std::str::from_utf8(json).expect("a catalog is text");
            assert!(serde_json::from_str::<IgnoredAny>(text).is_ok());
            let json = encode(&catalog);
            let again = decode(json.as_bytes()).expect("a catalog that was written can be read");
            assert_eq!(encode(&again), json);
        }
        // More digits could come.
        Err(DecodeError { fault: Fault::CutOff, .. })
            if json.last().is_some_and(u8::is_ascii_digit) => {}
        Err(DecodeError { fault: Fault::NotJson | Fault::WebPage | Fault::CutOff, .. }) => {
            assert!(serde_json::from_slice::<serde_json::Value>(json).is_err());
        }
        Err(_) => {}
    }
}

fn in_pieces(json: &[u8], length: usize) -> Result<Catalog, DecodeError> {
    let mut decoder = Decoder::new();
    for piece in json.chunks(length) {
        decoder.push(piece)?;
    }
    decoder.finish()
}
