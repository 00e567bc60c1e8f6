//! Other programs: finding them, the surroundings they run in, and running them.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::trouble::{Doing, Result, Trouble};

/// What a program finds around it: directories to search, and variables set or taken away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surroundings {
    path: Vec<PathBuf>,
    last: Vec<PathBuf>,
    variables: Vec<(&'static str, Option<OsString>)>,
}

impl Surroundings {
    /// Searches `directory` for programs, after the directories added before and ahead of PATH.
    #[must_use]
    pub fn search(mut self, directory: impl Into<PathBuf>) -> Self {
        self.path.push(directory.into());
        self
    }

    /// Searches `directory` for programs after all others, so that it hides none of them.
    #[must_use]
    pub fn search_last(mut self, directory: impl Into<PathBuf>) -> Self {
        self.last.push(directory.into());
        self
    }

    /// Sets a variable.
    #[must_use]
    pub fn set(mut self, name: &'static str, value: impl Into<OsString>) -> Self {
        self.variables.push((name, Some(value.into())));
        self
    }

    /// Takes a variable away.
    #[must_use]
    pub fn unset(mut self, name: &'static str) -> Self {
        self.variables.push((name, None));
        self
    }

    /// Both, these after `self`.
    #[must_use]
    pub fn and(mut self, more: Self) -> Self {
        self.path.extend(more.path);
        self.last.extend(more.last);
        self.variables.extend(more.variables);
        self
    }

    /// A command that will run in these surroundings, at the top of the repository.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(crate::root());
        let inherited = env::var_os("PATH").unwrap_or_default();
        let path = self.path.iter().cloned().chain(env::split_paths(&inherited));
        if let Ok(path) = env::join_paths(path.chain(self.last.iter().cloned())) {
            command.env("PATH", path);
        }
        for (name, value) in &self.variables {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command
    }
}

/// The cargo that runs this chore.
pub fn cargo() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// Where PATH finds `program`, if it does.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).find_map(|directory| executable_in(&directory, program))
}

/// `program` in `directory`, with the endings that this system gives to programs.
pub fn executable_in(directory: &Path, program: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };
    endings.iter().map(|ending| directory.join(format!("{program}{ending}"))).find(|p| p.is_file())
}

/// Runs to the end, showing what it prints.
///
/// # Errors
/// When it cannot be started or reports a failure.
pub fn run(command: &mut Command) -> Result<()> {
    let name = name(command);
    let status = command.status().doing(|| format!("run {name}"))?;
    if status.success() { Ok(()) } else { Err(Trouble::new(format!("{name} failed ({status})"))) }
}

/// Runs to the end, showing nothing; what it printed.
///
/// # Errors
/// When it cannot be started or reports a failure, with what it said.
pub fn ask(command: &mut Command) -> Result<String> {
    let name = name(command);
    let output = command.stdin(Stdio::null()).output().doing(|| format!("run {name}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let last = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("it said nothing");
    Err(Trouble::new(format!("{name} failed: {}", last.trim())))
}

/// The program and its first argument, as a person would name it.
fn name(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or_default();
    let first = command.get_args().next().unwrap_or_default();
    format!("`{} {}`", program.display(), first.display()).replace(" `", "`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_program_and_its_last_words() {
        let trouble = ask(Surroundings::default().command(cargo()).arg("no-such-command"));
        let said = trouble.map_err(|trouble| trouble.to_string()).unwrap_err();
        assert!(said.starts_with("`cargo no-such-command` failed: "), "{said}");
    }

    #[test]
    fn surroundings_put_their_directories_first() {
        let command = Surroundings::default().search("/a").search("/b").command("x");
        let path =
            command.get_envs().find(|(name, _)| *name == "PATH").and_then(|(_, value)| value);
        let first: Vec<_> = env::split_paths(path.unwrap()).take(2).collect();
        assert_eq!(first, [Path::new("/a"), Path::new("/b")]);
    }
}
