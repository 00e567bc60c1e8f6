//! The program that drives the browser.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use std::{env, fs, process, thread};

use crate::engine::{Engine, Taste};
use crate::screen::Screen;
use crate::{Result, Trouble};

/// How long a driver may take to listen, or to end its browser.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(5);

/// A driver of one's own for one browser. Dropped, it ends and takes its browser with it, also when the test that it
/// served has failed.
pub(crate) struct Driver {
    process: Child,
    guard: Child,
    port: u16,
    folder: PathBuf,
    session: Option<String>,
    // After the browser.
    _screen: Option<Screen>,
}

impl Driver {
    /// Starts one for a reader's taste; it takes a few hundredths of a second.
    pub(crate) fn start(engine: Engine, taste: Taste) -> Result<Self> {
        static TURN: Mutex<()> = Mutex::new(());
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("casebook-browser-{}-{number}", process::id()));
        engine.prepare(&folder, taste)?;
        let screen = if engine == Engine::Webkit { Some(Screen::start()?) } else { None };
        // One after the other, so that a port that is free for one is not taken by another.
        let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let mut command = engine.driver(&folder, port, taste);
        if let Some(screen) = &screen {
            command.env("DISPLAY", &screen.name);
        }
        let process = command
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| {
                let program = command.get_program().display();
                Trouble::new(format!("{program}: {error}; `cargo xtask doctor` says what to do"))
            })?;
        let guard = guard(&process, &folder)?;
        let mut driver = Self { process, guard, port, folder, session: None, _screen: screen };
        driver.wait_until_it_listens()?;
        Ok(driver)
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}:{}/", Ipv4Addr::LOCALHOST, self.port)
    }

    /// Where the files of its browser are.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// What it is to end.
    pub(crate) fn has(&mut self, session: Option<String>) {
        self.session = session;
    }

    fn wait_until_it_listens(&mut self) -> Result {
        let start = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_err() {
            let ended = self.process.try_wait()?;
            if let Some(status) = ended {
                return Err(Trouble::new(format!("the driver ended: {status}")));
            }
            Trouble::unless(start.elapsed() < PATIENCE, || {
                "the driver does not answer".to_owned()
            })?;
            thread::sleep(PAUSE);
        }
        Ok(())
    }

    /// Has it close its browser, and waits until it has.
    fn close(&self, session: &str) -> std::io::Result<()> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let host = format!("{}:{}", Ipv4Addr::LOCALHOST, self.port);
        write!(
            stream,
            "DELETE /session/{session} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )?;
        stream.read(&mut [0; 512]).map(drop)
    }
}

/// Ends a driver and its browser once this process has ended, however it does: what is kept for the next visit is
/// dropped by nobody.
fn guard(driver: &Child, folder: &Path) -> Result<Child> {
    let mut guard = Command::new("sh");
    guard
        .args(["-c", "read _; kill -KILL -$0; rm -rf \"$1\"", &driver.id().to_string()])
        .arg(folder);
    Ok(guard
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?)
}

impl Drop for Driver {
    fn drop(&mut self) {
        if let Some(session) = self.session.take() {
            _ = self.close(&session);
        }
        for process in [&mut self.process, &mut self.guard] {
            _ = process.kill();
            _ = process.wait();
        }
        _ = fs::remove_dir_all(&self.folder);
    }
}
