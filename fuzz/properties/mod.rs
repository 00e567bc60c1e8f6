//! What holds for every input, one function for each fuzz target. The targets call them with what libFuzzer
//! makes; `tests/host/corpus.rs` calls them with what it once made, which is kept in `fuzz/corpus`.

mod bar;
mod catalog;
mod encoding;
mod library;
mod link;
mod list;
mod repairs;

pub use bar::bar;
pub use catalog::catalog;
pub use encoding::encoding;
pub use link::link;
pub use list::{csv, markdown, structured};
pub use repairs::repairs;
