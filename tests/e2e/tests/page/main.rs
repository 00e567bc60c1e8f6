//! What a person does with the page, and what they then see.
#![allow(
    clippy::unwrap_used,
    reason = "a test that panics has failed, which is what it should do then"
)]

mod accessibility;
mod case;
mod charts;
mod comparison;
mod counts;
mod elsewhere;
mod embed;
mod faults;
mod filters;
mod grades;
mod history;
mod hostile;
mod hosting;
mod installed;
mod keyboard;
mod large;
mod layout;
mod links;
mod names;
mod offline;
mod oracle;
mod published;
mod query_bar;
mod reading_list;
mod screenshots;
mod search;
mod shortcuts;
mod sorting;
mod steps;
mod take_away;
mod takeover;
mod versions;
