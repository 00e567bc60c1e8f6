//! What went wrong, in words.

use std::fmt;

/// What went wrong. Anything that is an error becomes one.
pub struct Trouble(String);

/// Of everything here that may fail.
pub type Result<T = ()> = std::result::Result<T, Trouble>;

impl Trouble {
    /// In words.
    pub fn new(what: impl Into<String>) -> Self {
        Self(what.into())
    }

    /// With what was going on.
    #[must_use]
    pub fn during(self, what: &str) -> Self {
        Self(format!("{what}: {}", self.0))
    }

    /// An error in these words unless the condition holds.
    ///
    /// # Errors
    /// When it does not hold.
    pub fn unless(holds: bool, what: impl FnOnce() -> String) -> Result {
        if holds { Ok(()) } else { Err(Self::new(what())) }
    }
}

impl<E: std::error::Error> From<E> for Trouble {
    fn from(error: E) -> Self {
        let said = error.to_string();
        // Not every driver says in words what went wrong.
        Self(if said.trim_end().ends_with(':') { format!("{error:?}") } else { said })
    }
}

/// The harness prints what a test returns in this form.
impl fmt::Debug for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
