//! Browsers that outlive a visit, for the next: Firefox takes seconds to start, and forgets at once.

use std::sync::{Mutex, PoisonError};

use crate::driver::Driver;
use crate::engine::{Engine, Taste};
use crate::{Result, Session};

/// As many as there are visits at a time.
const MOST: usize = 2;

static KEPT: Mutex<Vec<(Session, Driver)>> = Mutex::new(Vec::new());

/// One that was kept, or a new one.
pub(crate) async fn take(taste: Taste) -> Result<(Session, Driver)> {
    let kept = || KEPT.lock().unwrap_or_else(PoisonError::into_inner).pop();
    // A browser has one language from its start to its end.
    let kept = if taste.is_german { None } else { kept() };
    let Some((session, driver)) = kept else { return Session::start(taste).await };
    session.suit(taste).await?;
    Ok((session, driver))
}

/// Keeps what may be of use, as if nobody had used it; the others end.
pub(crate) async fn keep(browsers: Vec<(Session, Driver)>) -> Result {
    for (session, driver) in browsers.into_iter().take(MOST) {
        if session.engine == Engine::Firefox && !session.taste.is_german {
            session.forget().await?;
            let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
            if kept.len() < MOST {
                kept.push((session, driver));
            }
        }
    }
    Ok(())
}
