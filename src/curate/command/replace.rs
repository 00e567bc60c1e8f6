//! Writes a file anew, all or nothing.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process;

/// Gives a file other content: whoever reads it meanwhile sees the old one or the new one, whole. Its
/// permissions stay; where the path is a link, the file that it leads to is replaced.
///
/// # Errors
/// If the file must not or cannot be written; it is as it was then.
pub(super) fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let path = path.canonicalize()?;
    let permissions = fs::metadata(&path)?.permissions();
    if permissions.readonly() {
        return Err(ErrorKind::PermissionDenied.into());
    }
    let (beside, mut file) = create_beside(&path)?;
    let write = || {
        file.write_all(content)?;
        file.set_permissions(permissions)?;
        file.sync_all()?;
        fs::rename(&beside, &path)
    };
    let written = write();
    if written.is_err() {
        _ = fs::remove_file(&beside);
    }
    written
}

/// A new file in the same folder, so that it can take the other's name.
fn create_beside(path: &Path) -> io::Result<(PathBuf, File)> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}.tmp", process::id()));
    let file = OpenOptions::new().write(true).create_new(true).open(&beside)?;
    Ok((beside, file))
}
