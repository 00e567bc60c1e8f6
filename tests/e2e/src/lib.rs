//! The page, driven as a person would: things are found by role and accessible name, clicked with a real
//! pointer and typed on a real keyboard, in a real browser: Chromium, or the one that `CASEBOOK_BROWSER` names.
//!
//! ```no_run
//! use e2e::{Result, Site};
//!
//! Site::shipped().visit(async |visit| {
//!     let page = visit.open("").await?;
//!     page.panel("Tags").choose("nlp").await?;
//!     page.says("6 of 44 case studies · tag nlp").await
//! })?;
//! # Ok::<(), e2e::Trouble>(())
//! ```
//!
//! - [`Site`]: what is served, whole or with faults, and to whom the console may complain.
//! - [`Visit`]: a browser at the site. When a visit ends, every console must be free of warnings and no
//!   request may have gone elsewhere.
//! - [`Page`] and [`Panel`]: what a person sees and does. Whatever must come true is waited for, up to a
//!   deadline; nothing sleeps for a fixed time.

mod audit;
mod chart;
mod clipboard;
mod downloads;
mod driver;
mod engine;
mod find;
mod kept;
mod keyboard;
mod page;
mod panel;
mod screen;
mod session;
mod site;
mod table;
mod trouble;
mod wait;

pub use chart::{Figure, With};
pub use downloads::Downloads;
pub use engine::{Engine, Taste};
pub use fantoccini::key::Key;
pub use find::Found;
pub use keyboard::Click;
pub use page::Page;
pub use panel::{Panel, Value};
pub use session::Session;
pub use site::{Site, Visit};
pub use trouble::{Result, Trouble};
pub use wait::eventually;
pub use xtask::server::Reply;
