//! Casebook explores a curated list: filter it, count it, chart it, share the view as a link.

/// How the package names itself.
pub const NAME: &str = "casebook";
