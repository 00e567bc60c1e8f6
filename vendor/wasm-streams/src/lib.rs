//! Stands in for the crate `wasm-streams`, as far as Leptos's server functions name it.
//!
//! Casebook has no server, and so no stream is ever made. But the real crate exports classes to
//! JavaScript, which no linker may drop: 4.9 KiB (brotli) that every reader would download for nothing.
//! If a stream should be wanted one day, delete this folder and the `[patch]` in Cargo.toml.

use futures_util::stream::{Empty, Stream, empty};
use wasm_bindgen::{JsCast, JsValue};

/// A stream that is not there.
#[derive(Debug)]
pub struct ReadableStream;

impl ReadableStream {
    /// Forgets the browser's stream.
    pub fn from_raw(_: web_sys::ReadableStream) -> Self {
        Self
    }

    /// Forgets the stream.
    pub fn from_stream(_: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> Self {
        Self
    }

    /// `undefined`, which a request takes for no body.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        JsValue::UNDEFINED.unchecked_into()
    }

    /// Nothing.
    pub fn into_stream(self) -> Empty<Result<JsValue, JsValue>> {
        empty()
    }
}
