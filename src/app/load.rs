//! Fetches the catalog. The only user of the network.

use crate::catalog::{Catalog, DecodeError, decode};
use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// Where the catalog is, relative to the page.
pub(super) const CATALOG: &str = "catalog.json";

/// Why there is no catalog.
pub(super) enum LoadError {
    /// No answer, or it broke off.
    Network,
    /// The server answered with another status than success.
    Status(u16),
    /// It came, and cannot be read.
    Unreadable(DecodeError),
}

/// The catalog, fetched and read.
pub(super) async fn catalog() -> Result<Catalog, LoadError> {
    let response = JsFuture::from(window().fetch_with_str(CATALOG)).await.map_err(broke_off)?;
    let response: Response = response.unchecked_into();
    if !response.ok() {
        return Err(LoadError::Status(response.status()));
    }
    let bytes = response.array_buffer().map_err(broke_off)?;
    let bytes = JsFuture::from(bytes).await.map_err(broke_off)?;
    decode(&js_sys::Uint8Array::new(&bytes).to_vec()).map_err(LoadError::Unreadable)
}

fn broke_off<T>(_: T) -> LoadError {
    LoadError::Network
}
