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
    /// Waits for a file, and takes it.
    ///
    /// # Errors
    /// When it is not saved under this name.
    pub async fn take(&self, name: &str) -> Result<String> {
        let path = self.directory.join(name);
        let what = format!("the file {name}");
        // It has another name until it is whole.
        let text = eventually(&what, async || {
            fs::read_to_string(&path).map_err(|error| Trouble::new(error.to_string()))
        });
        let text = text.await?;
        fs::remove_file(&path)?;
        Ok(text)
    }
}

impl Drop for Downloads {
    fn drop(&mut self) {
        _ = fs::remove_dir_all(&self.directory);
    }
}
