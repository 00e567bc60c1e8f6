//! What a browser gets, and the ways in which it may not get all of it.

use std::fmt::Write as _;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use super::Shared;

/// How often a reply that waits looks whether to go on waiting.
const TICK: Duration = Duration::from_millis(20);

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    pub(super) status: u16,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Vec<u8>,
    delay: Duration,
    end: End,
}

/// How a reply ends; the number is how many bytes of its body are sent before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Whole,
    CutOff(usize),
    Stalled(usize),
}

impl Reply {
    /// A whole answer.
    pub fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: vec![("Content-Type", content_type.to_owned())],
            body: body.into(),
            delay: Duration::ZERO,
            end: End::Whole,
        }
    }

    /// A whole answer for people.
    pub fn text(status: u16, body: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", body)
    }

    /// With one more header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Sent only after a while.
    #[must_use]
    pub fn after(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    /// Promises all of its body, sends this many bytes of it, and closes the connection.
    #[must_use]
    pub fn cut_off_at(self, sent: usize) -> Self {
        Self { end: End::CutOff(sent), ..self }
    }

    /// Promises all of its body, sends this many bytes of it, and then nothing more, until the browser
    /// gives up or the server stops.
    #[must_use]
    pub fn stalled_at(self, sent: usize) -> Self {
        Self { end: End::Stalled(sent), ..self }
    }

    pub(super) fn send(
        self,
        stream: &mut TcpStream,
        head_only: bool,
        server: &Shared,
    ) -> io::Result<()> {
        wait(stream, Some(self.delay), server)?;
        stream.write_all(self.head().as_bytes())?;
        let sent = match self.end {
            _ if head_only => 0,
            End::Whole => self.body.len(),
            End::CutOff(sent) | End::Stalled(sent) => sent.min(self.body.len()),
        };
        stream.write_all(&self.body[..sent])?;
        match self.end {
            End::Stalled(_) => wait(stream, None, server),
            End::Whole | End::CutOff(_) => Ok(()),
        }
    }

    fn head(&self) -> String {
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status));
        for (name, value) in &self.headers {
            _ = write!(head, "{name}: {value}\r\n");
        }
        if self.headers.iter().all(|(name, _)| *name != "Cache-Control") {
            head += "Cache-Control: no-cache\r\n";
        }
        _ = write!(head, "Content-Length: {}\r\n", self.body.len());
        head + "Connection: close\r\n\r\n"
    }
}

/// Waits until the time is over, the browser has gone away, or the server stops.
fn wait(stream: &mut TcpStream, time: Option<Duration>, server: &Shared) -> io::Result<()> {
    let start = Instant::now();
    if time != Some(Duration::ZERO) {
        stream.set_read_timeout(Some(TICK))?;
    }
    while time.is_none_or(|time| start.elapsed() < time) && !server.stopping() {
        // Browsers send nothing more on this connection: what can be read is its end.
        match stream.read(&mut [0]) {
            Ok(0) => return Err(io::ErrorKind::ConnectionAborted.into()),
            Ok(_) => thread::sleep(TICK),
            Err(error) if is_timeout(&error) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

fn is_timeout(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        302 => "Found",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        404 => "Not Found",
        405 => "Method Not Allowed",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        _ => "Other",
    }
}
