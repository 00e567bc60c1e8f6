//! How fast a catalog is read: `cargo bench --bench decode [-- 100000]`.
//!
//! Held in the same run against `serde_json`, which makes a tree of the same bytes, and which only checks
//! them. Each is the best of several, since all that disturbs adds.

#[path = "../engine/workload.rs"]
#[allow(dead_code, reason = "the session is for the other benchmark")]
mod workload;

use casebook::catalog::{Catalog, DecodeError, Decoder, decode, encode};
use serde::de::IgnoredAny;
use serde_json::Value;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// As many bytes as the page reads at a time.
const PIECE: usize = 256 << 10;

/// How often each is done.
const TIMES: usize = 5;

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|size| size.parse().ok()).collect();
    for &size in if sizes.is_empty() { &[10_000, 100_000, 1_000_000][..] } else { &sizes } {
        let json = encode(&workload::catalog(size)).into_bytes();
        let report = |name: &str, work: &dyn Fn()| {
            let took = best(work);
            // Bytes a microsecond are megabytes a second.
            let speed = json.len() as u128 / took.as_micros().max(1);
            println!("{size} rows, {} bytes, {name}: {took:.1?}, {speed} MB/s", json.len());
        };
        report("at once", &|| drop(black_box(decode(&json))));
        report("in pieces", &|| _ = black_box(in_pieces(&json)));
        report("serde_json, checked", &|| {
            drop(black_box(serde_json::from_slice::<IgnoredAny>(&json)));
        });
        report("serde_json, a tree", &|| drop(black_box(serde_json::from_slice::<Value>(&json))));
    }
}

/// Decodes as the page does.
fn in_pieces(json: &[u8]) -> Result<Catalog, DecodeError> {
    let mut decoder = Decoder::new();
    let mut longest = Duration::ZERO;
    for piece in json.chunks(PIECE) {
        let start = Instant::now();
        decoder.push(piece)?;
        longest = longest.max(start.elapsed());
    }
    let start = Instant::now();
    let catalog = decoder.finish();
    if std::env::var("DETAIL").is_ok() {
        println!("longest piece {longest:.1?}, finish {:.1?}", start.elapsed());
    }
    catalog
}

fn best(work: &dyn Fn()) -> Duration {
    let times = (0..TIMES).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed()
    });
    times.min().unwrap_or_default()
}
