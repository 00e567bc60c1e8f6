//! Fetches the catalog. The only user of the network.

use crate::catalog::{Catalog, DecodeError, decode};
use gloo_net::http::Request;

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
    let response = Request::get(CATALOG).send().await.map_err(|_| LoadError::Network)?;
    if !response.ok() {
        return Err(LoadError::Status(response.status()));
    }
    let json = response.binary().await.map_err(|_| LoadError::Network)?;
    decode(&json).map_err(LoadError::Unreadable)
}
