//! What a person does with the page, and what they then see.
#![allow(
    clippy::unwrap_used,
    reason = "a test that panics has failed, which is what it should do then"
)]

mod counts;
mod elsewhere;
mod faults;
mod filters;
mod history;
mod hostile;
mod keyboard;
mod large;
mod layout;
mod links;
mod offline;
mod oracle;
mod published;
mod screenshots;
mod search;
mod sorting;
mod take_away;
mod takeover;
