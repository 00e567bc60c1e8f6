//! Tells who waits at a terminal that there is something to wait for.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// Whoever waits for less than this does not want to be told.
const PATIENCE: Duration = Duration::from_millis(500);
const STEP: Duration = Duration::from_millis(100);

/// How many bytes are done.
#[derive(Clone, Default)]
pub(super) struct Done(Arc<AtomicU64>);

impl Done {
    pub(super) fn add(&self, bytes: usize) {
        self.0.fetch_add(bytes as u64, Ordering::Relaxed);
    }
}

/// Does some work. If it takes long and standard error is a terminal, it shows there how far it is: in
/// bytes out of a total, or, where that is 0, in time.
pub(super) fn during<T>(what: &'static str, total: u64, work: impl FnOnce(&Done) -> T) -> T {
    let done = Done::default();
    if !io::stderr().is_terminal() {
        return work(&done);
    }
    let (end, ended) = mpsc::channel::<()>();
    let seen = done.clone();
    let bar = thread::spawn(move || watch(what, total, &seen, &ended));
    let result = work(&done);
    drop(end);
    // Nothing may be printed before the bar is gone.
    _ = bar.join();
    result
}

fn watch(what: &'static str, total: u64, done: &Done, ended: &Receiver<()>) {
    if ended.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
        return;
    }
    let (bar, template) = match total {
        0 => (ProgressBar::new_spinner(), "{spinner} {msg} {elapsed}"),
        _ => (ProgressBar::new(total), "{spinner} {msg} [{bar:30}] {bytes} of {total_bytes}"),
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.progress_chars("=> "));
    }
    bar.set_message(what);
    while ended.recv_timeout(STEP) == Err(RecvTimeoutError::Timeout) {
        bar.set_position(done.0.load(Ordering::Relaxed));
        bar.tick();
    }
    bar.finish_and_clear();
}
