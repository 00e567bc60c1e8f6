//! Two things at a time.

use std::panic::resume_unwind;
use std::thread;

/// Does two things side by side, and hands over what both give.
pub(super) fn of_both<A, B: Send>(
    first: impl FnOnce() -> A,
    second: impl FnOnce() -> B + Send,
) -> (A, B) {
    thread::scope(|scope| {
        let second = scope.spawn(second);
        (first(), second.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}
