//! The `casebook` command, run as people run it, and what the project ships of its own list.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod command;
mod docs;
mod faults;
mod front_matter;
mod layers;
mod list;
mod schema;
mod structured;
mod support;
