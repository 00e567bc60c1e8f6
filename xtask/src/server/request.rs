//! The head of a request, as far as a server of files reads it.

use std::io::{self, BufRead};

/// What is asked, and for what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) method: Method,
    /// Path and query, as sent.
    pub(super) target: String,
}

/// The methods that differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    Get,
    Head,
    Other,
}

impl Request {
    /// Reads to the empty line that ends the head; `None` if what was sent is no request.
    pub(super) fn read(mut head: impl BufRead) -> io::Result<Option<Self>> {
        let mut first = String::new();
        head.read_line(&mut first)?;
        let mut rest = String::new();
        while head.read_line(&mut rest)? > 0 && !rest.trim().is_empty() {
            rest.clear();
        }
        Ok(Self::parse(&first))
    }

    fn parse(line: &str) -> Option<Self> {
        let mut words = line.split_ascii_whitespace();
        let method = match words.next()? {
            "GET" => Method::Get,
            "HEAD" => Method::Head,
            _ => Method::Other,
        };
        let target = words.next().filter(|target| target.starts_with('/'))?.to_owned();
        words.next().filter(|version| version.starts_with("HTTP/1."))?;
        Some(Self { method, target })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_line_is_a_method_a_target_and_a_version() {
        let read = |head: &str| Request::read(head.as_bytes()).unwrap();
        let get = Request { method: Method::Get, target: "/a?b".into() };
        assert_eq!(read("GET /a?b HTTP/1.1\r\nHost: x\r\n\r\n"), Some(get));
        for nonsense in ["", "\r\n", "GET\r\n\r\n", "GET a HTTP/1.1\r\n\r\n", "GET /a\r\n\r\n"] {
            assert_eq!(read(nonsense), None, "{nonsense:?}");
        }
    }
}
