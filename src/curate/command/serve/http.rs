//! As much of HTTP as a browser on the same machine needs to look at a site.

use crate::curate::site::decoded;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// What is answered.
pub(super) struct Answer {
    pub(super) status: &'static str,
    pub(super) kind: &'static str,
    pub(super) content: Vec<u8>,
}

impl Answer {
    pub(super) fn found(path: &str, content: Vec<u8>) -> Self {
        Self { status: "200 OK", kind: kind(path), content }
    }
}

/// Reads a request, and answers it with what there is at its path, relative to the site.
pub(super) fn answer(mut stream: &TcpStream, find: impl FnOnce(&str) -> Answer) -> io::Result<()> {
    const LONGEST: u64 = 1 << 16;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut lines = BufReader::new(stream.take(LONGEST));
    let mut request = String::new();
    lines.read_line(&mut request)?;
    // What else is said of the request changes nothing.
    let mut line = String::new();
    while lines.read_line(&mut line)? > 2 {
        line.clear();
    }
    let mut words = request.split_whitespace();
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let answer = match (method, target.strip_prefix('/')) {
        ("GET" | "HEAD", Some(target)) => {
            find(&decoded(target.split(['?', '#']).next().unwrap_or_default()))
        }
        _ => Answer { status: "400 Bad Request", kind: kind(""), content: Vec::new() },
    };
    let Answer { status, kind, content } = answer;
    let length = content.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\
         Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"
    )?;
    if method != "HEAD" {
        stream.write_all(&content)?;
    }
    stream.flush()
}

/// The type of pages.
pub(super) const HTML: &str = "text/html; charset=utf-8";

/// The type of a file, by how its path ends.
pub(super) fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, end)| end) {
        "html" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "xml" => "application/xml",
        "webmanifest" => "application/manifest+json",
        _ => "text/plain; charset=utf-8",
    }
}
