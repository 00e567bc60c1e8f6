//! A screen that nobody sees, for a browser that cannot do without one.

use std::env;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::{Result, Trouble};

/// Windows may be larger. What has the pointer has the focus, as no program says otherwise; and the pointer is at first
/// in the middle of the screen, which is so small that there is the upper edge of every window, above its page.
const SIZE: &str = "64x64x24";

/// A screen of one's own, with a focus and a clipboard of its own. Dropped, it is gone.
pub(crate) struct Screen {
    server: Child,
    /// What programs are told of it.
    pub(crate) name: String,
}

impl Screen {
    /// Starts Xvfb, the one that `XVFB` names or that is on PATH.
    pub(crate) fn start() -> Result<Self> {
        let program = env::var_os("XVFB").unwrap_or_else(|| "Xvfb".into());
        let mut server = Command::new(program)
            .args(["-displayfd", "1", "-screen", "0", SIZE, "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| Trouble::new(format!("Xvfb: {error}")))?;
        let said = server.stdout.take();
        let mut screen = Self { server, name: String::new() };
        let mut number = String::new();
        if let Some(said) = said {
            BufReader::new(said).read_line(&mut number)?;
        }
        Trouble::unless(!number.is_empty(), || "Xvfb has no screen".to_owned())?;
        screen.name = format!(":{}", number.trim());
        Ok(screen)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        _ = self.server.kill();
        _ = self.server.wait();
    }
}
