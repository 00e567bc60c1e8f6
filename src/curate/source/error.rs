//! Why a file cannot be read.

use super::Place;
use std::{fmt, io};

/// Why a file cannot be read.
#[derive(Debug)]
pub enum ReadError {
    /// Name another file, or make it readable.
    Unreadable {
        /// What to call the file.
        name: String,
        /// What the system says.
        error: io::Error,
    },
    /// Let the spreadsheet program save it as CSV.
    Spreadsheet {
        /// What to call the file.
        name: String,
    },
    /// Name another file.
    NotText {
        /// What to call the file.
        name: String,
    },
    /// Save it as UTF-8.
    NotUtf8 {
        /// What to call the file.
        name: String,
        /// Where it first goes wrong.
        place: Place,
        /// The byte there.
        byte: u8,
    },
}

impl ReadError {
    /// What to call the file.
    pub fn name(&self) -> &str {
        match self {
            Self::Unreadable { name, .. }
            | Self::Spreadsheet { name }
            | Self::NotText { name }
            | Self::NotUtf8 { name, .. } => name,
        }
    }

    /// Why, and what to do.
    pub fn reason(&self) -> String {
        match self {
            Self::Unreadable { error, .. } if error.kind() == io::ErrorKind::IsADirectory => {
                "this is a folder: name a file in it".into()
            }
            Self::Unreadable { error, .. } => format!("cannot read it: {error}"),
            Self::Spreadsheet { .. } => {
                "this is a spreadsheet program's own file: export it as CSV".into()
            }
            Self::NotText { .. } => "this is not text".into(),
            Self::NotUtf8 { place, byte, .. } => format!(
                "byte {byte:#04x} at {place} is not UTF-8, nor any encoding known here: save the file as UTF-8"
            ),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: error: {}", self.name(), self.reason())
    }
}

impl std::error::Error for ReadError {}
