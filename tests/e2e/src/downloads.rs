//! Files that the browser saves.

use std::fs;
use std::path::PathBuf;

use crate::{Page, Result, Trouble, eventually};

/// The directory where a browser saves everything, without asking.
pub struct Downloads {
    directory: PathBuf,
}

impl Page {
    /// What its browser saves.
    pub fn downloads(&self) -> Downloads {
        Downloads { directory: self.session.downloads.clone() }
    }
}

impl Downloads {
    /// Waits until a file is saved whole, and takes it. Before that the browser keeps its name by an empty
    /// file, and its content in another.
    ///
    /// # Errors
    /// When it is not saved under this name, or has another content.
    pub async fn take(&self, name: &str, content: &str) -> Result {
        let path = self.directory.join(name);
        eventually(&format!("the file {name}"), async || {
            let saved = fs::read_to_string(&path)?;
            let alone = fs::read_dir(&self.directory)?.count() == 1;
            Trouble::unless(alone && saved == content, || format!("it is {saved:?}"))
        })
        .await?;
        fs::remove_file(&path)?;
        Ok(())
    }
}
