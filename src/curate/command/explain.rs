//! `casebook explain`.

use super::arguments::Explain;
use super::{Stop, print, say};
use crate::curate::{Code, explain};

pub(super) fn run(arguments: &Explain) -> Result<(), Stop> {
    let Some(name) = &arguments.code else { return print(&explain::all()) };
    if let Some(code) = Code::find(name) {
        return print(&explain::one(code));
    }
    say(format_args!("casebook: there is no fault {name}"));
    for code in explain::meant(name) {
        say(format_args!("  {code}: {}", code.title()));
    }
    say("`casebook explain` lists all of them");
    Err(Stop::USAGE)
}
