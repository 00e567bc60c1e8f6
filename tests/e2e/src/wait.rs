//! Waiting for what must come true.

use std::time::{Duration, Instant};

use crate::Result;

/// How long anything may take; far beyond what it takes.
const DEADLINE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(20);

/// Tries until it succeeds.
///
/// # Errors
/// With what was waited for and what the last try met, when the time is over.
pub async fn eventually<T>(what: &str, mut attempt: impl AsyncFnMut() -> Result<T>) -> Result<T> {
    let start = Instant::now();
    loop {
        match attempt().await {
            Ok(result) => return Ok(result),
            Err(trouble) if start.elapsed() > DEADLINE => {
                return Err(trouble.during(&format!("waited in vain for {what}")));
            }
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}
