//! `casebook explain`.

use super::arguments::Explain;
use super::{Stop, say, show};
use crate::curate::{Code, explain};

pub(super) fn run(arguments: &Explain) -> Result<(), Stop> {
    let Some(name) = &arguments.code else {
        return show(|out| out.write_all(explain::all().as_bytes()));
    };
    if let Some(code) = Code::find(name) {
        return show(|out| out.write_all(explain::one(code).as_bytes()));
    }
    say(format_args!("casebook: there is no fault {name}"));
    for code in explain::meant(name) {
        say(format_args!("  {code}: {}", code.title()));
    }
    say("`casebook explain` lists all of them");
    Err(Stop::USAGE)
}
