//! Debian's packages, for what neither rustup nor a registry brings.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::shell;
use crate::trouble::{Result, Trouble};

/// Whether this machine has Debian's package manager.
pub fn is_here() -> bool {
    shell::on_path("apt-get").is_some() && Path::new("/etc/debian_version").exists()
}

/// Installs packages, saying that it does, why, and how long it takes.
///
/// # Errors
/// When this machine has no such packages, or the user may not install any; with the command to run.
pub fn install(packages: &[&str], purpose: &str, takes: &str) -> Result<()> {
    let names = packages.join(" ");
    let by_hand = format!("Run: {}", command_line(packages));
    if !is_here() {
        return Err(Trouble::new(format!("this machine has no apt-get to install {names} with")));
    }
    let Some(sudo) = privilege() else {
        return Err(Trouble::new(format!("installing {names} needs root")).remedy(by_hand));
    };
    eprintln!("Installing {names} with apt-get: {purpose}. Takes {takes}, once.");
    let mut install = vec!["install", "--yes", "--quiet=2", "--no-install-recommends"];
    install.extend(packages);
    // The list of packages may be old or, in a container, absent; updating it first costs every time.
    apt_get(sudo, &install)
        .or_else(|_| apt_get(sudo, &["update", "--quiet=2"]).and_then(|()| apt_get(sudo, &install)))
        .map_err(|trouble| Trouble::new(format!("{names}: {}", trouble.what())).remedy(by_hand))
}

/// The command that a person would type.
pub fn command_line(packages: &[&str]) -> String {
    format!("sudo apt-get install --no-install-recommends {}", packages.join(" "))
}

fn apt_get(sudo: &[&str], args: &[&str]) -> Result<()> {
    let mut words = sudo.iter().chain(&["apt-get", "-o", "DPkg::Lock::Timeout=120"]).chain(args);
    let mut command = Command::new(words.next().unwrap_or(&"apt-get"));
    // What it prints are steps; faults go to the other stream.
    let quiet = command.args(words).env("DEBIAN_FRONTEND", "noninteractive").stdout(Stdio::null());
    shell::run(quiet)
}

/// What to put before a command to run it as root without asking for a password.
fn privilege() -> Option<&'static [&'static str]> {
    let succeeds = |program: &str, args: &[&str]| shell::ask(Command::new(program).args(args));
    if succeeds("id", &["-u"]).is_ok_and(|id| id == "0") {
        return Some(&[]);
    }
    succeeds("sudo", &["-n", "true"]).is_ok().then_some(&["sudo", "-n"])
}
