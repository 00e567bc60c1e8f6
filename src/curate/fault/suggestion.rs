//! What a curator may write into casebook.toml about a problem.

/// What a curator may write into casebook.toml about a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suggestion {
    /// Reads one label of a facet as another, which more rows have.
    Spelling {
        /// The facet's key.
        facet: String,
        /// What it is read as.
        to: Spelling,
        /// What is read so.
        from: Spelling,
    },
    /// Says what a column is.
    Column {
        /// The column's name.
        header: String,
    },
    /// Gives the list a title.
    Title,
}

/// A label, and how many rows have it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the line above says what they are")]
pub struct Spelling {
    pub label: String,
    pub rows: usize,
}
