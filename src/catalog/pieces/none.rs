//! In the page, every column has a text of its own: this type has no value, and what asks for one is left
//! out by the compiler.

#[derive(Clone, Debug)]
pub(super) enum Pieces {}

impl Pieces {
    pub(super) fn push_empty(&mut self) -> u32 {
        match *self {}
    }

    pub(super) fn get(&self, _: usize, _: u32) -> &str {
        match *self {}
    }
}
