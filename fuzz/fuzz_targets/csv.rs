#![no_main]

mod shared;

use casebook::curate::Form;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| shared::check("list.csv", Form::Csv, bytes));
