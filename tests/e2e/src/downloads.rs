//! Files that the browser saves.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs, process};

use serde_json::json;

use crate::{Page, Result, Trouble, eventually};

/// A directory of its own, for as long as this lives.
pub struct Downloads {
    directory: PathBuf,
}

impl Page {
    /// Has everything saved without asking, where [`Downloads`] finds it.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn downloads(&self) -> Result<Downloads> {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("casebook-downloads-{}-{number}", process::id());
        let downloads = Downloads { directory: env::temp_dir().join(name) };
        fs::create_dir_all(&downloads.directory)?;
        let how = json!({ "behavior": "allow", "downloadPath": downloads.directory });
        self.session.cdp("Browser.setDownloadBehavior", how).await?;
        Ok(downloads)
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

impl Drop for Downloads {
    fn drop(&mut self) {
        _ = fs::remove_dir_all(&self.directory);
    }
}
