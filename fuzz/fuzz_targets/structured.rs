#![no_main]

mod shared;

use casebook::curate::Form;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    shared::check("list.json", Form::Json, bytes);
    shared::check("list.yaml", Form::Yaml, bytes);
});
