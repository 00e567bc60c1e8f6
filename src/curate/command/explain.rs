//! `casebook explain`.

use super::arguments::Explain;
use super::{Stop, say, show};
use crate::curate::{Code, explain};

pub(super) fn run(arguments: &Explain) -> Result<(), Stop> {
    let Some(name) = &arguments.code else { return tell(&explain::all()) };
    if let Some(code) = Code::find(name) {
        return tell(&explain::one(code));
    }
    say(format_args!("casebook: there is no fault {name}"));
    for code in explain::meant(name) {
        say(format_args!("  {code}: {}", code.title()));
    }
    say("`casebook explain` lists all of them");
    Err(Stop::USAGE)
}

fn tell(text: &str) -> Result<(), Stop> {
    show(|out| out.write_all(text.as_bytes()))
}
