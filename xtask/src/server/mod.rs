//! A small server of static files on the loopback address, for people and for tests.
//!
//! ```no_run
//! use xtask::server::{Config, Reply, Server};
//!
//! let config = Config::new("dist").prefix("/x/y/").script(|path| match path {
//!     "catalog.json" => Some(Reply::new(200, "application/json", "{}").cut_off_at(1)),
//!     _ => None,
//! });
//! let server = Server::start(config)?;
//! println!("{}", server.url()); // http://127.0.0.1:40321/x/y/
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! Invariants:
//! 1. It listens on 127.0.0.1 only, and answers only with files under its root.
//! 2. It reads whole files and answers one request per connection, which suits a few visitors.
//! 3. Dropped, it stops: the port is free again, and stalled replies are closed.

mod files;
mod reply;
mod request;

use std::io::{self, BufReader, Read};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use files::Site;
pub use reply::Reply;
use request::{Method, Request};

/// Answers in place of the files: given the path under the prefix, decoded and without its query.
type Script = Box<dyn Fn(&str) -> Option<Reply> + Send + Sync>;

/// What to serve, and where.
pub struct Config {
    root: PathBuf,
    prefix: String,
    port: u16,
    script: Script,
}

impl Config {
    /// The files under `root`, at `/` and at a port that is free.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), prefix: "/".to_owned(), port: 0, script: Box::new(|_| None) }
    }

    /// Under a path that starts and ends with a slash.
    #[must_use]
    pub fn prefix(self, prefix: &str) -> Self {
        Self { prefix: prefix.to_owned(), ..self }
    }

    /// At this port; 0 takes one that is free.
    #[must_use]
    pub fn port(self, port: u16) -> Self {
        Self { port, ..self }
    }

    /// Asked before the files: `Some` is what the browser gets.
    #[must_use]
    pub fn script(self, script: impl Fn(&str) -> Option<Reply> + Send + Sync + 'static) -> Self {
        Self { script: Box::new(script), ..self }
    }
}

/// A server that runs until it is dropped.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    listening: Option<JoinHandle<()>>,
}

/// What every connection sees.
struct Shared {
    site: Site,
    script: Script,
    requests: Mutex<Vec<String>>,
    stopping: AtomicBool,
    /// Every connection is closed without an answer.
    down: AtomicBool,
}

impl Server {
    /// Starts to listen. Connections made from now on are answered.
    ///
    /// # Errors
    /// When the port is taken or the root does not exist.
    pub fn start(config: Config) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, config.port))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            site: Site::new(&config.root, config.prefix)?,
            script: config.script,
            requests: Mutex::default(),
            stopping: AtomicBool::new(false),
            down: AtomicBool::new(false),
        });
        let listening = thread::spawn({
            let shared = Arc::clone(&shared);
            move || listen(&listener, &shared)
        });
        Ok(Self { address, shared, listening: Some(listening) })
    }

    /// Where the site is, with its prefix.
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, self.shared.site.prefix())
    }

    /// What was asked for so far, in order: the targets as sent, with prefix and query.
    pub fn requests(&self) -> Vec<String> {
        self.shared.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Closes every connection from now on without an answer, or answers again: as when a network is gone.
    pub fn set_down(&self, down: bool) {
        self.shared.down.store(down, Ordering::Relaxed);
    }

    /// Serves until the process ends.
    pub fn wait(mut self) {
        if let Some(listening) = self.listening.take() {
            _ = listening.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopping.store(true, Ordering::Relaxed);
        // Wakes the listener, which then sees that it is to stop.
        _ = TcpStream::connect(self.address);
        if let Some(listening) = self.listening.take() {
            _ = listening.join();
        }
    }
}

fn listen(listener: &TcpListener, shared: &Arc<Shared>) {
    for connection in listener.incoming() {
        if shared.stopping() {
            return;
        }
        let Ok(stream) = connection else { continue };
        let shared = Arc::clone(shared);
        // A visitor who goes away in the middle is no fault of the server.
        thread::spawn(move || _ = shared.answer(stream));
    }
}

impl Shared {
    fn answer(&self, mut stream: TcpStream) -> io::Result<()> {
        // Browsers open connections that they may never use.
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        let head = BufReader::new(stream.try_clone()?.take(64 * 1024));
        let Some(request) = Request::read(head)? else {
            return Reply::text(400, "This is not a request.").send(&mut stream, false, self);
        };
        if self.down.load(Ordering::Relaxed) {
            return Ok(());
        }
        let reply = match request.method {
            Method::Get | Method::Head => self.reply(&request.target),
            Method::Other => Reply::text(405, "Only GET and HEAD.").header("Allow", "GET, HEAD"),
        };
        self.requests.lock().unwrap_or_else(PoisonError::into_inner).push(request.target);
        reply.send(&mut stream, request.method == Method::Head, self)
    }

    fn reply(&self, target: &str) -> Reply {
        let scripted = self.site.path_of(target).and_then(|path| (self.script)(&path));
        scripted.unwrap_or_else(|| self.site.reply(target))
    }

    fn stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    /// What the server sends to a client that writes `request` and reads to the end.
    fn exchange(server: &Server, request: &str) -> String {
        let mut stream = TcpStream::connect(server.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn server(script: impl Fn(&str) -> Option<Reply> + Send + Sync + 'static) -> Server {
        let root = crate::root().join("xtask");
        Server::start(Config::new(root).prefix("/x/y/").script(script)).unwrap()
    }

    #[test]
    fn files_are_served_under_the_prefix() {
        let server = server(|_| None);
        let get = |target| exchange(&server, &format!("GET {target} HTTP/1.1\r\n\r\n"));
        let file = get("/x/y/Cargo.toml?q=1");
        assert!(file.starts_with("HTTP/1.1 200 OK\r\n"), "{file}");
        assert!(file.contains("\r\nCache-Control: no-cache\r\n"), "{file}");
        assert!(file.contains("name = \"xtask\""), "{file}");
        assert!(get("/Cargo.toml").starts_with("HTTP/1.1 404 "));
        assert!(get("/x/y").contains("\r\nLocation: /x/y/\r\n"));
        assert_eq!(server.requests(), ["/x/y/Cargo.toml?q=1", "/Cargo.toml", "/x/y"]);
    }

    #[test]
    fn a_head_has_no_body_and_a_post_no_answer() {
        let server = server(|_| None);
        let head = exchange(&server, "HEAD /x/y/Cargo.toml HTTP/1.1\r\n\r\n");
        assert!(head.starts_with("HTTP/1.1 200 OK\r\n") && head.ends_with("\r\n\r\n"), "{head}");
        assert!(exchange(&server, "POST /x/y/ HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 405 "));
        assert!(exchange(&server, "nonsense\r\n\r\n").starts_with("HTTP/1.1 400 "));
    }

    #[test]
    fn what_is_down_answers_nothing() {
        let server = server(|_| None);
        let get = || exchange(&server, "GET /x/y/Cargo.toml HTTP/1.1\r\n\r\n");
        server.set_down(true);
        assert_eq!(get(), "");
        server.set_down(false);
        assert!(get().starts_with("HTTP/1.1 200 "));
        assert_eq!(server.requests().len(), 1);
    }

    #[test]
    fn a_script_answers_first() {
        let server = server(|path| (path == "a b").then(|| Reply::text(503, "busy")));
        let answer = exchange(&server, "GET /x/y/a%20b?c HTTP/1.1\r\n\r\n");
        assert!(answer.starts_with("HTTP/1.1 503 ") && answer.ends_with("busy"), "{answer}");
    }

    #[test]
    fn a_reply_that_is_cut_off_promises_more_than_it_sends() {
        let server = server(|_| Some(Reply::text(200, "0123456789").cut_off_at(4)));
        let answer = exchange(&server, "GET /x/y/ HTTP/1.1\r\n\r\n");
        assert!(answer.contains("Content-Length: 10") && answer.ends_with("\r\n0123"), "{answer}");
    }

    #[test]
    fn a_stalled_reply_ends_with_the_server() {
        let server = server(|_| Some(Reply::text(200, "0123456789").stalled_at(4)));
        let mut stream = TcpStream::connect(server.address).unwrap();
        stream.write_all(b"GET /x/y/ HTTP/1.1\r\n\r\n").unwrap();
        let mut some = [0; 512];
        while !String::from_utf8_lossy(&some).contains("\r\n\r\n0123") {
            let filled = some.iter().position(|byte| *byte == 0).unwrap();
            assert_ne!(stream.read(&mut some[filled..]).unwrap(), 0);
        }
        drop(server);
        assert_eq!(stream.read(&mut some).unwrap(), 0);
    }
}
