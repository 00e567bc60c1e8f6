//! The `casebook` command, run as people run it, and what the project ships of its own list.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod action;
mod answers;
mod command;
mod corpus;
mod delimited;
mod docs;
mod explained;
mod exports;
mod faults;
mod fix;
mod front_matter;
mod golden;
#[path = "../hostile/mod.rs"]
mod hostile;
mod layers;
mod list;
mod plots;
mod preview;
mod properties;
mod report;
mod schema;
mod site;
mod structured;
mod style;
mod support;
mod when_it_fails;
mod words;
