//! Where installed tools live: one directory per user, one inside it for each tool and version.
//!
//! 1. A directory named for a tool and version is whole: it was filled under another name first.
//! 2. One process at a time fills it: the others wait at a lock that the system drops with its holder.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::trouble::{Doing, Result, Trouble};

/// The directory of this user.
///
/// # Errors
/// When neither the variables nor a home say where it would be.
pub fn directory() -> Result<PathBuf> {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("CASEBOOK_TOOLS")
        .or_else(|| Some(set("XDG_CACHE_HOME")?.join("casebook/tools")))
        .or_else(|| match env::consts::OS {
            "windows" => Some(set("LOCALAPPDATA")?.join("casebook/tools")),
            "macos" => Some(set("HOME")?.join("Library/Caches/casebook/tools")),
            _ => Some(set("HOME")?.join(".cache/casebook/tools")),
        })
        .ok_or_else(|| {
            Trouble::new("there is no home directory to keep tools in")
                .remedy("Set CASEBOOK_TOOLS to a directory.")
        })
}

/// Where `key` is or would be installed.
///
/// # Errors
/// As [`directory`].
pub fn place(key: &str) -> Result<PathBuf> {
    Ok(directory()?.join(key))
}

/// The place of `key`, filled by `fill` unless it is there.
///
/// # Errors
/// When `fill` fails, or the file system refuses; nothing is left under the place's name then.
pub fn fill(key: &str, fill: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
    let place = place(key)?;
    if place.is_dir() {
        return Ok(place);
    }
    let parent = directory()?;
    fs::create_dir_all(&parent).doing(|| format!("make {}", parent.display()))?;
    let _lock = lock(&parent.join(format!("{key}.lock")), "installing this")?;
    if !place.is_dir() {
        let staging = parent.join(format!("{key}.part"));
        clear(&staging)?;
        fs::create_dir_all(&staging).doing(|| format!("make {}", staging.display()))?;
        fill(&staging).inspect_err(|_| _ = fs::remove_dir_all(&staging))?;
        fs::rename(&staging, &place).doing(|| format!("move {key} into place"))?;
    }
    Ok(place)
}

/// Held until dropped, or until the process ends in any way; waits for another process that holds it,
/// and says what that is `doing`.
///
/// # Errors
/// When the file cannot be made.
pub fn lock(path: &Path, doing: &str) -> Result<File> {
    let refused = || format!("lock {}", path.display());
    let file = File::create(path).doing(refused)?;
    if file.try_lock().is_err() {
        eprintln!("Another process is {doing}; waiting for it.");
        file.lock().doing(refused)?;
    }
    Ok(file)
}

/// Removes what an interrupted installation left.
fn clear(staging: &Path) -> Result<()> {
    match fs::remove_dir_all(staging) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).doing(|| format!("remove {}", staging.display()))
        }
        _ => Ok(()),
    }
}
