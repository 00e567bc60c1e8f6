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

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { name, error } if error.kind() == io::ErrorKind::IsADirectory => {
                write!(f, "{name}: error: this is a folder: name a file in it")
            }
            Self::Unreadable { name, error } => write!(f, "{name}: error: cannot read it: {error}"),
            Self::Spreadsheet { name } => {
                write!(f, "{name}: error: this is a spreadsheet program's own file: ")?;
                f.write_str("export it as CSV")
            }
            Self::NotText { name } => write!(f, "{name}: error: this is not text"),
            Self::NotUtf8 { name, place, byte } => {
                write!(f, "{name}:{place}: error: byte {byte:#04x} is not UTF-8, ")?;
                f.write_str("nor any encoding known here: save the file as UTF-8")
            }
        }
    }
}

impl std::error::Error for ReadError {}
