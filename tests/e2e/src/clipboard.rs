//! What is copied.

use fantoccini::key::Key;

use crate::{Page, Result, Trouble, eventually};

/// A place to paste to, in front of everything.
const PLACE: &str = "(() => { const place = document.createElement('textarea'); place.id = 'pasted'; \
                     (document.querySelector('dialog:modal') ?? document.body).append(place); place.focus(); })()";
const PASTED: &str = "document.querySelector('#pasted').value";

impl Page {
    /// Waits until what was copied, pasted, is this.
    ///
    /// # Errors
    /// When it is something else.
    pub async fn has_copied(&self, text: &str) -> Result {
        self.session.evaluate(PLACE).await?;
        self.press_with(Key::Control, 'v').await?;
        eventually("what was copied", async || {
            let pasted = self.session.evaluate(PASTED).await?;
            Trouble::unless(pasted == text, || format!("it is {pasted}"))
        })
        .await?;
        self.session.evaluate("document.querySelector('#pasted').remove()").await.map(drop)
    }
}
