//! The program that drives the browser.

use std::env;
use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::{Result, Trouble};

/// A chromedriver of one's own, at a port that it chose. Dropped, it ends and takes its browsers with it,
/// also when the test that it served has failed.
pub(crate) struct Driver {
    process: Child,
    port: u16,
}

impl Driver {
    /// Starts the one that `CHROMEDRIVER` names, or the one on PATH; it takes a few hundredths of a second.
    /// The port that it picks may be taken by another before it listens there, hence a few attempts.
    pub(crate) fn start() -> Result<Self> {
        Self::attempt().or_else(|_| Self::attempt()).or_else(|_| Self::attempt())
    }

    fn attempt() -> Result<Self> {
        let program = env::var_os("CHROMEDRIVER").unwrap_or_else(|| OsString::from("chromedriver"));
        let process = Command::new(&program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| {
                let program = program.display();
                Trouble::new(format!("{program}: {error}; `cargo xtask doctor` says what to do"))
            })?;
        let mut driver = Self { process, port: 0 };
        driver.port = driver.announced_port()?;
        Ok(driver)
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}:{}/", Ipv4Addr::LOCALHOST, self.port)
    }

    /// The port that it says it listens at. What it says after that is of no interest.
    fn announced_port(&mut self) -> Result<u16> {
        let said = self.process.stdout.take();
        let said = said.ok_or_else(|| Trouble::new("it has no output"))?;
        let mut lines = BufReader::new(said).lines().map_while(std::io::Result::ok);
        let mut before = Vec::new();
        let port = lines.find_map(|line| {
            let (_, port) = line.split_once("started successfully on port ").unwrap_or_default();
            before.push(line.clone());
            port.trim_end_matches('.').parse().ok()
        });
        thread::spawn(move || lines.for_each(drop));
        port.ok_or_else(|| Trouble::new(format!("chromedriver ended: {}", before.join("\n"))))
    }

    /// Asks it to close its browsers and end.
    fn ask_to_end(&self) -> std::io::Result<()> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        let host = format!("{}:{}", Ipv4Addr::LOCALHOST, self.port);
        write!(stream, "GET /shutdown HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")?;
        stream.read_to_end(&mut Vec::new()).map(drop)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let asked = self.ask_to_end();
        let start = Instant::now();
        while asked.is_ok() && start.elapsed() < Duration::from_secs(5) {
            if matches!(self.process.try_wait(), Ok(Some(_))) {
                return;
            }
            thread::sleep(Duration::from_millis(5));
        }
        _ = self.process.kill();
        _ = self.process.wait();
    }
}
