//! Fetches the catalog and makes a library of it, piece by piece as it comes. The only user of the network.

use super::pace::Slice;
use crate::catalog::{DecodeError, Decoder};
use crate::query::{Indexing, Library};
use js_sys::{Promise, Reflect, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, Response};

/// Where the catalog is, relative to the page.
pub(super) const CATALOG: &str = "catalog.json";

/// How many bytes are read at a time: a millisecond or so.
const PIECE: usize = 1 << 17;

/// Why there is no catalog.
pub(super) enum LoadError {
    /// No answer, or it broke off.
    Network,
    /// The server answered with another status than success.
    Status(u16),
    /// It came, and cannot be read.
    Unreadable(DecodeError),
    /// It is there, but not what finds the words that the link asks for.
    Search,
}

/// How far loading is.
pub(super) struct Progress<'a> {
    /// What has come, in bytes.
    pub(super) bytes: usize,
    /// How many bytes there will be, where the server says so.
    pub(super) of: Option<usize>,
    /// What has been read of it; `None` once all has, and it is being indexed.
    pub(super) read: Option<&'a Decoder>,
}

/// Fetches, reads and indexes the catalog. Whenever other work gets its turn, `show` is told how far it is.
pub(super) async fn library(show: &mut dyn FnMut(&Progress)) -> Result<Library, LoadError> {
    let mut slice = Slice::new();
    // To start the wasm was the turn before.
    slice.pause().await;
    let response = JsFuture::from(asked()).await.map_err(broke_off)?;
    let response: Response = response.unchecked_into();
    if !response.ok() {
        return Err(LoadError::Status(response.status()));
    }
    let of = length(&response);
    let body = response.body().ok_or(LoadError::Network)?;
    let body: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let (mut decoder, mut bytes) = (Decoder::new(), 0);
    let mut piece = vec![0; PIECE];
    while let Some(chunk) = next_chunk(&body).await? {
        let mut at = 0;
        while at < chunk.length() {
            let end = chunk.length().min(at + PIECE as u32);
            let piece = &mut piece[..(end - at) as usize];
            chunk.subarray(at, end).copy_to(piece);
            decoder.push(piece).map_err(LoadError::Unreadable)?;
            bytes += piece.len();
            at = end;
            if slice.is_over() {
                show(&Progress { bytes, of, read: Some(&decoder) });
                slice.pause().await;
            }
        }
    }
    let mut indexing = Indexing::new(decoder.finish().map_err(LoadError::Unreadable)?);
    while indexing.step().is_some() {
        if slice.is_over() {
            show(&Progress { bytes, of, read: None });
            slice.pause().await;
        }
    }
    // To make the page takes a turn of its own.
    slice.pause().await;
    Ok(indexing.finish())
}

/// What `ahead.js` has asked for, the first time; it is asked for again where that did not come.
fn asked() -> Promise {
    let early = Reflect::get(&window(), &"asked".into()).unwrap_or_default();
    let list = Reflect::get(&early, &"list".into()).unwrap_or_default();
    _ = Reflect::set(&early, &"list".into(), &JsValue::UNDEFINED);
    list.dyn_into().unwrap_or_else(|_| window().fetch_with_str(CATALOG))
}

/// The next bytes of the answer; `None` at its end.
async fn next_chunk(body: &ReadableStreamDefaultReader) -> Result<Option<Uint8Array>, LoadError> {
    let next = JsFuture::from(body.read()).await.map_err(broke_off)?;
    let value = Reflect::get(&next, &"value".into()).map_err(broke_off)?;
    Ok(value.dyn_into().ok())
}

/// How many bytes there will be; unknown where they come compressed, since the length is then of that.
fn length(response: &Response) -> Option<usize> {
    let headers = response.headers();
    let header = |name| headers.get(name).ok().flatten();
    let is_compressed = header("content-encoding").is_some();
    header("content-length").filter(|_| !is_compressed)?.parse().ok()
}

fn broke_off<T>(_: T) -> LoadError {
    LoadError::Network
}
