//! A browser to measure in: as much of `WebDriver` as that takes.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Child, Stdio};

use serde_json::{Value, json};

use crate::browser::{self, Browser};
use crate::trouble::{Doing, Result, Trouble};

/// More memory for scripts than a page of its own has.
const MEMORY: &str = "--js-flags=--max-old-space-size=8192";

/// A browser that nobody has used before. Dropped, it ends with its driver.
pub(super) struct Session {
    driver: Driver,
    path: String,
    /// Of the browser.
    pub(super) version: String,
}

/// The program that drives the browser.
struct Driver {
    process: Child,
    port: u16,
}

impl Session {
    /// Starts one.
    ///
    /// # Errors
    /// When there is none, or it does not start.
    pub(super) fn start() -> Result<Self> {
        let driver = Driver::start(&Browser::ensure()?)?;
        let arguments = [&browser::ARGUMENTS[..], &[MEMORY]].concat();
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "goog:chromeOptions": { "args": arguments },
            // Building what a library needs for a million rows takes minutes.
            "timeouts": { "script": 3_600_000 },
        } } });
        let began = driver.post("/session", &wanted)?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let path = format!("/session/{}", text(&began["sessionId"]));
        Ok(Self { path, version: text(&began["capabilities"]["browserVersion"]), driver })
    }

    /// Opens an address.
    ///
    /// # Errors
    /// When the browser refuses.
    pub(super) fn open(&self, url: &str) -> Result<()> {
        self.driver.post(&format!("{}/url", self.path), &json!({ "url": url })).map(|_| ())
    }

    /// Asks the browser by its own protocol.
    ///
    /// # Errors
    /// When the browser refuses.
    pub(super) fn cdp(&self, command: &str, parameters: &Value) -> Result<Value> {
        let body = json!({ "cmd": command, "params": parameters });
        self.driver.post(&format!("{}/goog/cdp/execute", self.path), &body)
    }

    /// What a promise of the page comes to.
    ///
    /// # Errors
    /// When it is broken, with the reason.
    pub(super) fn promised(&self, expression: &str) -> Result<Value> {
        let script = format!(
            "const done = arguments[arguments.length - 1]; \
             (async () => ({expression}))().then((value) => done({{ value }}), \
             (error) => done({{ error: `${{error}}\\n${{error?.stack}}` }}));"
        );
        let body = json!({ "script": script, "args": [] });
        let mut said = self.driver.post(&format!("{}/execute/async", self.path), &body)?;
        match said["error"].as_str() {
            Some(error) => Err(Trouble::new(format!("in the browser: {error}"))),
            None => Ok(said["value"].take()),
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        _ = self.driver.ask("DELETE", &self.path, "");
    }
}

impl Driver {
    fn start(browser: &Browser) -> Result<Self> {
        let mut command = browser.surroundings().command(&browser.driver);
        let command = command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null());
        let process = command.spawn().doing(|| "start the driver of the browser".to_owned())?;
        let mut driver = Self { process, port: 0 };
        let mut said = BufReader::new(driver.process.stdout.take().ok_or_else(silent)?);
        let mut line = String::new();
        while said.read_line(&mut line).is_ok_and(|read| read > 0) {
            if let Some((_, port)) = line.split_once("started successfully on port ") {
                driver.port = port.trim().trim_end_matches('.').parse().map_err(|_| silent())?;
                // What it says after that is of no interest, but it must be able to say it.
                std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
                return Ok(driver);
            }
            line.clear();
        }
        Err(silent())
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value> {
        let answer = self
            .ask("POST", path, &body.to_string())
            .doing(|| "speak to the driver of the browser".to_owned())?;
        let mut answer: Value = serde_json::from_str(&answer)
            .map_err(|error| Trouble::new(format!("the driver of the browser: {error}")))?;
        match answer["value"]["message"].as_str() {
            Some(message) if answer["value"]["error"].is_string() => {
                Err(Trouble::new(format!("the browser: {message}")))
            }
            _ => Ok(answer["value"].take()),
        }
    }

    /// The body of the answer to a request.
    fn ask(&self, method: &str, path: &str, body: &str) -> std::io::Result<String> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {}:{}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            Ipv4Addr::LOCALHOST,
            self.port,
            body.len()
        )?;
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        let mut length = 0;
        while reader.read_line(&mut line)? > 2 {
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().unwrap_or(0);
            }
            line.clear();
        }
        let mut answer = String::new();
        reader.take(length).read_to_string(&mut answer)?;
        Ok(answer)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        _ = self.process.kill();
        _ = self.process.wait();
    }
}

fn silent() -> Trouble {
    Trouble::new("the driver of the browser does not start")
        .remedy("`cargo xtask doctor` says what is there.")
}
