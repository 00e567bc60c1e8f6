//! Programs that sites are served with, as docs/hosting.md says, on the loopback address.

use std::fs;
use std::io::{self, BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::trouble::{Doing, Result, Trouble};
use crate::{apt, shell};

const PACKAGES: [&str; 2] = ["nginx", "libnginx-mod-http-brotli-static"];
/// What the second of them brings.
const BROTLI: &str = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";
/// What the server in docs/hosting.md listens at, where its files are, and which of them are the site.
const PLACEHOLDERS: [&str; 3] = ["listen 80;", "root /var/www;", "location /notes/ {"];

/// A server that runs until it is dropped.
pub struct Host {
    process: Child,
    url: String,
    /// What it writes; gone with it.
    folder: PathBuf,
}

/// What nginx has answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// The bytes it took, with its headers.
    pub bytes: u64,
    /// What was asked for: path and query.
    pub target: String,
}

/// Installs what is missing of nginx and Python.
///
/// # Errors
/// When this machine cannot install it.
pub fn ensure() -> Result<()> {
    if nginx().is_none() || !Path::new(BROTLI).exists() {
        apt::install(&PACKAGES, "sites are tested on it", "5 seconds")?;
    }
    if shell::on_path("python3").is_none() {
        apt::install(&["python3-minimal"], "sites are tested on its server", "5 seconds")?;
    }
    Ok(())
}

impl Host {
    /// nginx with the configuration that the project has for it. The site is in the folder of `root` that a path
    /// names, which starts and ends with a slash.
    ///
    /// # Errors
    /// When there is none, or it does not start.
    pub fn nginx(root: &Path, path: &str) -> Result<Self> {
        let missing = || {
            let by_hand = format!("Run: {}", apt::command_line(&PACKAGES));
            Trouble::new("nginx is missing").remedy(by_hand)
        };
        let program = nginx().ok_or_else(missing)?;
        let listening = || "listen for nginx".to_owned();
        let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).doing(listening)?;
        let address = socket.local_addr().doing(listening)?;
        let folder = folder();
        configure(&folder, &server(&format!("listen {address};"), root, path)?)
            .doing(|| "write the configuration of nginx".to_owned())?;
        let mut command = Command::new(program);
        command.arg("-p").arg(&folder).arg("-c").arg(folder.join("nginx.conf"));
        // It takes the socket over, as from an older nginx: no connection is too early, and nobody else gets the port. It
        // leaves a socket that waits as it is: of two workers that are woken for one connection, the one that comes too
        // late would wait for another, and whoever is connected to that one for an answer.
        socket.set_nonblocking(true).doing(listening)?;
        command.env("NGINX", "0;").stdin(inherited(socket)?).args(["-e", "faults.log"]);
        let process = command.spawn().doing(|| "start nginx".to_owned())?;
        Ok(Self { process, url: format!("http://{address}{path}"), folder })
    }

    /// The server that comes with Python.
    ///
    /// # Errors
    /// As [`Self::nginx`].
    pub fn python(root: &Path, path: &str) -> Result<Self> {
        let starting = || "start the server of Python".to_owned();
        let mut command = Command::new("python3");
        command.args(["-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory"]);
        command.arg(root).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().doing(starting)?;
        let mut said = String::new();
        if let Some(output) = process.stdout.take() {
            BufReader::new(output).read_line(&mut said).doing(starting)?;
        }
        // Ended if it does not say what it should.
        let mut host = Self { process, url: String::new(), folder: folder() };
        let port = said.split_once(" port ").and_then(|(_, rest)| rest.split(' ').next());
        let port = port.ok_or_else(|| Trouble::new(format!("Python says {said:?}")))?;
        host.url = format!("http://127.0.0.1:{port}{path}");
        Ok(host)
    }

    /// Where the site is.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What nginx has answered so far, in order.
    ///
    /// # Errors
    /// When it keeps no record.
    pub fn answers(&self) -> Result<Vec<Answer>> {
        let log = self.folder.join(LOG);
        let log = fs::read_to_string(log).doing(|| "read what nginx has answered".to_owned())?;
        let answer = |line: &str| {
            let mut words = line.splitn(3, ' ');
            let (status, bytes) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
            Some(Answer { status, bytes, target: words.next()?.to_owned() })
        };
        Ok(log.lines().filter_map(answer).collect())
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        // Asked to end: nginx has processes of its own to take with it.
        let process = self.process.id().to_string();
        if shell::ask(Command::new("sh").args(["-c", "kill $0", &process])).is_err() {
            _ = self.process.kill();
        }
        _ = self.process.wait();
        _ = fs::remove_dir_all(&self.folder);
    }
}

/// Where nginx writes what it has answered.
const LOG: &str = "answers.log";

/// The program.
pub fn nginx() -> Option<PathBuf> {
    // Where Debian has it, and a user's PATH does not look.
    shell::on_path("nginx").or_else(|| shell::executable_in(Path::new("/usr/sbin"), "nginx"))
}

/// A folder of a server's own, which is not there yet.
fn folder() -> PathBuf {
    static HOSTS: AtomicUsize = AtomicUsize::new(0);
    let number = HOSTS.fetch_add(1, Ordering::Relaxed);
    std::env::temp_dir().join(format!("casebook-host-{}-{number}", std::process::id()))
}

/// The server of docs/hosting.md, for another address, folder and path.
fn server(listen: &str, root: &Path, path: &str) -> Result<String> {
    let docs = crate::root().join("docs/hosting.md");
    let docs = fs::read_to_string(docs).doing(|| "read docs/hosting.md".to_owned())?;
    let example = docs.split_once("```nginx\n").and_then(|(_, rest)| rest.split_once("```"));
    let unclear = || Trouble::new("docs/hosting.md has no server, or another than is known here");
    let (mut server, _) = example.map(|(own, rest)| (own.to_owned(), rest)).ok_or_else(unclear)?;
    let root = format!("root \"{}\";", root.display());
    let values = [listen, &root, &format!("location {path} {{")];
    for (placeholder, value) in PLACEHOLDERS.into_iter().zip(values) {
        if server.matches(placeholder).count() != 1 {
            return Err(unclear());
        }
        server = server.replace(placeholder, value);
    }
    Ok(server)
}

/// Writes what nginx reads: the files that docs/hosting.md has people copy, where it has them copied to.
fn configure(folder: &Path, server: &str) -> io::Result<()> {
    let source = crate::root().join("hosting/nginx");
    for (file, place) in [("casebook-cache.conf", "conf.d"), ("casebook.conf", "snippets")] {
        fs::create_dir_all(folder.join(place))?;
        fs::copy(source.join(file), folder.join(place).join(file))?;
    }
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|part| format!("{part}_temp_path {part};"))
        .join("\n");
    // Where root runs it, so are those who read the site: it may be in a folder that nobody else can read.
    let main = format!(
        "load_module {BROTLI};\ndaemon off;\nuser root;\nworker_processes auto;\npid nginx.pid;\nevents {{}}\n\
         http {{\n{temporary}\nlog_format answers '$status $bytes_sent $request_uri';\n\
         access_log {LOG} answers;\ninclude conf.d/*.conf;\n{server}}}\n"
    );
    fs::write(folder.join("nginx.conf"), main)
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems cannot")]
fn inherited(socket: TcpListener) -> Result<Stdio> {
    Ok(Stdio::from(std::os::fd::OwnedFd::from(socket)))
}

#[cfg(not(unix))]
fn inherited(_: TcpListener) -> Result<Stdio> {
    Err(Trouble::new("nginx takes over no sockets on this system"))
}
