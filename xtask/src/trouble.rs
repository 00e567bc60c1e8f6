//! What went wrong, in words for the person at the terminal.

use std::fmt;

/// A fault, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    what: String,
    remedy: Option<String>,
}

/// What every chore returns.
pub type Result<T> = std::result::Result<T, Trouble>;

impl Trouble {
    /// Something that went wrong.
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: None }
    }

    /// The same, with a way out.
    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    /// The way out, where one is known.
    pub fn way_out(&self) -> Option<&str> {
        self.remedy.as_deref()
    }

    /// What went wrong, without the way out.
    pub fn what(&self) -> &str {
        &self.what
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        match &self.remedy {
            Some(remedy) => write!(f, "\n  {}", remedy.replace('\n', "\n  ")),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Trouble {}

/// Says what was being done when the system refused.
pub trait Doing<T> {
    /// `doing` completes "could not …".
    ///
    /// # Errors
    /// With the refusal, in words.
    fn doing(self, doing: impl FnOnce() -> String) -> Result<T>;
}

impl<T> Doing<T> for std::io::Result<T> {
    fn doing(self, doing: impl FnOnce() -> String) -> Result<T> {
        self.map_err(|error| Trouble::new(format!("could not {}: {error}", doing())))
    }
}
