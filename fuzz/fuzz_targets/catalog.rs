#![no_main]

use casebook::catalog::{decode, encode};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(catalog) = decode(bytes) else { return };
    let json = encode(&catalog);
    let again = decode(json.as_bytes()).expect("a catalog that was written can be read");
    assert_eq!(encode(&again), json);
});
