//! What fails, for whatever reason: never a blank page, always what happened, what still works, and a way on; and
//! nothing that a reader has saved is lost. docs/when-it-fails.md names each of these tests.

mod browser;
mod list;
mod parts;

use std::fs;
use std::sync::{Arc, Mutex};

use e2e::{Key, Page, Reply, Result, Site, Trouble, Visit, eventually};

/// A case that a reader has saved before anything fails.
const SAVED: &str = "Round 2: A Survey of Causal Inference Applications at Netflix";

/// A browser that keeps no site for when there is no network, so that each visit meets the server.
const NO_WORKERS: &str = "delete Navigator.prototype.serviceWorker;";

/// What the server answers in place of a file; the file itself once it has been mended.
#[derive(Clone, Default)]
struct Fault(Arc<Mutex<Option<Reply>>>);

impl Fault {
    fn set(&self, reply: Reply) {
        *self.0.lock().unwrap() = Some(reply);
    }

    fn mend(&self) {
        *self.0.lock().unwrap() = None;
    }

    /// The file whose name is like this, on a site that no browser keeps.
    fn at(&self, name: &'static str) -> Site {
        let fault = self.clone();
        let reply = move || fault.0.lock().unwrap().clone();
        Site::shipped().running_first(NO_WORKERS).answering_at(name, reply)
    }
}

fn served(body: impl Into<Vec<u8>>) -> Reply {
    Reply::new(200, "application/json", body)
}

fn shipped() -> String {
    fs::read_to_string(xtask::root().join("public/catalog.json")).unwrap()
}

/// Somebody who has saved a case.
async fn reader(visit: &Visit) -> Result<Page> {
    let page = visit.open("").await?;
    page.push(&format!("Save {SAVED}")).await?;
    has_lost_nothing(&page).await?;
    Ok(page)
}

async fn has_lost_nothing(page: &Page) -> Result {
    page.has("button", "Reading list (1)").await.map(drop)
}

/// Waits until there are so many rows in the list of index.html, or of the page.
async fn can_be_read(page: &Page, expected: usize) -> Result {
    eventually(&format!("{expected} rows"), async || {
        let rows = page.session.all(Some(&page.table().await?), "rowheader").await?.len();
        Trouble::unless(rows == expected, || format!("there are {rows}"))
    })
    .await
}

/// Waits until something has the focus.
async fn has_focus(page: &Page, role: &str, name: &str) -> Result {
    eventually(&format!("the focus on the {role} “{name}”"), async || {
        let focused = page.focused().await?;
        let is_there = focused.0 == role && focused.1 == name;
        Trouble::unless(is_there, || format!("it is on {focused:?}"))
    })
    .await
}

/// Pushes the button that has the focus, and waits until the server is asked for a file again.
async fn try_again(visit: &Visit, page: &Page, file: &str) -> Result {
    let asked = || visit.requests().iter().filter(|target| target.contains(file)).count();
    let before = asked();
    page.press(Key::Enter).await?;
    eventually("another request", async || {
        Trouble::unless(asked() > before, || "there is none".to_owned())
    })
    .await
}
