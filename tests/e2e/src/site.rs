//! What is visited: the built page, whole or with faults.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs, io};

use tokio::runtime::{self, Runtime};
use tokio::sync::Semaphore;
use url::Url;
use xtask::hosts::Host;
use xtask::server::{Config, Reply, Server};

use crate::driver::Driver;
use crate::engine::{Engine, Taste};
use crate::{Page, Result, Session, Trouble, kept};

/// A browser takes a core, and time is measured in some tests.
static VISITS: Semaphore = Semaphore::const_new(2);

/// Of all visits, since a browser may be of several.
static RUNTIME: LazyLock<io::Result<Runtime>> = LazyLock::new(|| {
    let mut runtime = runtime::Builder::new_multi_thread();
    runtime.worker_threads(1).enable_all().build()
});

/// What a page begins with in browsers that do not tell what their console says.
const PROBE: &str = concat!("<script>{\n", include_str!("probe.js"), "}</script>");

/// The policy of a page that runs no scripts, and does everything else.
const NO_SCRIPTS: &str = "sandbox allow-same-origin allow-top-navigation allow-popups allow-forms";

/// The built page on a server of its own.
pub struct Site {
    config: Config,
    /// Asked in their order, before the files.
    answers: Vec<Answer>,
    /// Runs before anything of the page.
    first: String,
    has_scripts: bool,
    forgiven: Vec<&'static str>,
    made: Option<Made>,
    /// What serves it in place of a server of ours.
    host: Option<Start>,
}

/// Starts a program that serves a folder, in which the site is at a path.
type Start = fn(&Path, &str) -> xtask::trouble::Result<Host>;

/// Where a site is on hosts that may have several.
const PATH: &str = "/x/y/";

/// Who answers during a visit.
enum Answering {
    Ours(Server),
    Host(Host),
}

/// An answer in place of a file, if it has one for the path.
type Answer = Box<dyn Fn(&str) -> Option<Reply> + Send + Sync>;

/// A folder that is gone when dropped.
struct Made(PathBuf);

/// What the folder of a site that was published is called.
const SITE: &str = "site";

impl Made {
    fn new() -> Result<Self> {
        static SITES: AtomicUsize = AtomicUsize::new(0);
        let number = SITES.fetch_add(1, Ordering::Relaxed);
        let name = format!("casebook-site-{}-{number}", std::process::id());
        let made = Self(env::temp_dir().join(name));
        fs::create_dir_all(&made.0)?;
        Ok(made)
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        _ = fs::remove_dir_all(&self.0);
    }
}

impl Site {
    /// As it is published: what `cargo xtask build` made, or what is where `CASEBOOK_DIST` says.
    pub fn shipped() -> Self {
        Self::of(Config::new(dist()), None)
    }

    fn of(config: Config, made: Option<Made>) -> Self {
        Self {
            config,
            answers: Vec::new(),
            first: if Engine::here() == Engine::Chromium { "" } else { PROBE }.to_owned(),
            has_scripts: true,
            forgiven: Vec::new(),
            made,
            host: None,
        }
    }

    /// Under a path that starts and ends with a slash.
    #[must_use]
    pub fn under(self, prefix: &str) -> Self {
        Self { config: self.config.prefix(prefix), ..self }
    }

    /// With another list in it.
    #[must_use]
    pub fn with_catalog(self, json: impl Into<Vec<u8>>) -> Self {
        let json = json.into();
        self.answering(move || Some(Reply::new(200, "application/json", json.clone())))
    }

    /// With another list in it, in its `index.html`, too, as a curator puts it there.
    ///
    /// # Errors
    /// When it cannot be put there.
    pub fn publishing(json: &str) -> Result<Self> {
        let made = Made::new()?;
        let (list, site) = (made.0.join("list.json"), made.0.join(SITE));
        fs::write(&list, json)?;
        xtask::page::publish(&list, &site)?;
        Ok(Self::of(Config::new(&site), Some(made)))
    }

    /// As it is published, with compressed files beside the others, on a server that people use.
    ///
    /// # Errors
    /// When it cannot be put there.
    pub fn on(host: Start) -> Result<Self> {
        let made = Made::new()?;
        let site = made.0.join(PATH.trim_matches('/'));
        xtask::page::publish_precompressed(&xtask::root().join("public/catalog.json"), &site)?;
        Ok(Self { made: Some(made), host: Some(host), ..Self::shipped() })
    }

    /// As GitHub Pages answers: below a path, with its types, and each file as good for ten minutes.
    pub fn on_pages() -> Self {
        let answer = |path: &str| {
            let path = if path.is_empty() { "index.html" } else { path };
            let (_, end) = path.rsplit_once('.')?;
            let kind = match end {
                "html" => "text/html; charset=utf-8",
                "css" => "text/css; charset=utf-8",
                "js" => "application/javascript; charset=utf-8",
                "json" => "application/json; charset=utf-8",
                "wasm" => "application/wasm",
                "webmanifest" => "application/manifest+json",
                "svg" => "image/svg+xml",
                "xml" => "application/xml",
                "png" => "image/png",
                _ => "application/octet-stream",
            };
            let file = Reply::new(200, kind, fs::read(dist().join(path)).ok()?);
            let file = file.header("Cache-Control", "max-age=600");
            Some(file.header("Access-Control-Allow-Origin", "*"))
        };
        let missing = || Reply::new(404, "text/html; charset=utf-8", "<h1>404</h1>");
        let script = move |path: &str| answer(path).or_else(|| Some(missing()));
        let mut site = Self::shipped().under(PATH);
        site.answers.push(Box::new(script));
        site
    }

    /// Where its files are; for a site that was published, a folder of its own.
    pub fn folder(&self) -> PathBuf {
        let within = if self.host.is_some() { PATH.trim_matches('/') } else { SITE };
        self.made.as_ref().map_or_else(dist, |made| made.0.join(within))
    }

    /// With another answer to who asks for the list; `None` gives the list itself.
    #[must_use]
    pub fn answering(self, reply: impl Fn() -> Option<Reply> + Send + Sync + 'static) -> Self {
        self.answering_at("catalog.json", reply)
    }

    /// With another answer to who asks for a file whose name begins like this, and ends like what follows an
    /// asterisk; `None` gives the file.
    #[must_use]
    pub fn answering_at(
        mut self,
        name: &'static str,
        reply: impl Fn() -> Option<Reply> + Send + Sync + 'static,
    ) -> Self {
        let (begin, end) = name.split_once('*').unwrap_or((name, ""));
        self.answers.push(Box::new(move |path| {
            let is_meant = path.starts_with(begin) && path.ends_with(end);
            if is_meant { reply() } else { None }
        }));
        self
    }

    /// With a script of the test that runs before anything else of the page, ahead of its policy: for what a
    /// browser does, or refuses to do.
    #[must_use]
    pub fn running_first(mut self, script: &str) -> Self {
        self.first.extend(["<script>", script, "</script>"]);
        self
    }

    /// In a browser that runs no scripts.
    #[must_use]
    pub fn without_scripts(self) -> Self {
        // Of which some say that they do not.
        Self { has_scripts: false, ..self }.forgiving("allow-scripts")
    }

    /// The pages with the scripts of the test in them, or without any that run; `None` for all else.
    fn pages(&self) -> Answer {
        let (folder, first, has_scripts) = (self.folder(), self.first.clone(), self.has_scripts);
        Box::new(move |path| {
            let path = if path.is_empty() { "index.html" } else { path };
            let is_page = Path::new(path).extension().is_some_and(|end| end == "html");
            if !is_page || (first.is_empty() && has_scripts) {
                return None;
            }
            let begin = "<meta charset";
            let page = fs::read_to_string(folder.join(path)).ok()?;
            let page = page.replacen(begin, &format!("{first}{begin}"), 1);
            let page = Reply::new(200, "text/html; charset=utf-8", page);
            let policy = (!has_scripts).then_some(("Content-Security-Policy", NO_SCRIPTS));
            Some(policy.into_iter().fold(page, |page, (name, value)| page.header(name, value)))
        })
    }

    /// The console may complain of what has this in its message: the fault that a test brings about.
    #[must_use]
    pub fn forgiving(mut self, part: &'static str) -> Self {
        self.forgiven.push(part);
        self
    }

    /// The same, of what only one engine says, or what it has other words for.
    #[must_use]
    pub fn forgiving_in(self, engine: Engine, part: &'static str) -> Self {
        if Engine::here() == engine { self.forgiving(part) } else { self }
    }

    /// Serves it without a browser, if it is [on](Self::on) a host; as long as both are there.
    ///
    /// # Errors
    /// When the host does not start.
    pub fn serve(&self) -> Result<Host> {
        match (self.host, &self.made) {
            (Some(start), Some(made)) => Ok(start(&made.0, PATH)?),
            _ => Err(Trouble::new("this site is on no host")),
        }
    }

    /// Goes there, does what the test does, and looks whether all consoles stayed silent.
    ///
    /// # Errors
    /// When the test fails, something cannot be started, a console complains, or a request goes elsewhere.
    pub fn visit(self, test: impl AsyncFnOnce(&Visit) -> Result) -> Result {
        let pages = self.pages();
        let host = if self.host.is_some() { Some(self.serve()?) } else { None };
        let runtime = RUNTIME.as_ref().map_err(|error| Trouble::new(error.to_string()))?;
        runtime.block_on(async {
            let _turn = VISITS.acquire().await?;
            let mut answers = self.answers;
            answers.push(pages);
            let answer = move |path: &str| answers.iter().find_map(|answer| answer(path));
            let (url, server) = if let Some(host) = host {
                (host.url().to_owned(), Answering::Host(host))
            } else {
                let server = Server::start(self.config.script(answer));
                let server = server.map_err(|error| no_page(&error))?;
                (server.url(), Answering::Ours(server))
            };
            let _made = self.made;
            let visit =
                Visit { url, server: RefCell::new(Some(server)), sessions: RefCell::default() };
            let outcome = test(&visit).await;
            let browsers = visit.sessions.take();
            outcome.and(visit.look_back(&browsers, &self.forgiven).await)?;
            kept::keep(browsers).await
        })
    }
}

/// Where the built page is.
pub(crate) fn dist() -> PathBuf {
    env::var_os("CASEBOOK_DIST").map_or_else(|| xtask::root().join("dist"), PathBuf::from)
}

fn no_page(error: &std::io::Error) -> Trouble {
    let dist = dist();
    Trouble::new(format!("{}: {error}; `cargo xtask build` makes the page", dist.display()))
}

/// Somebody at the site, with as many browsers as they open.
pub struct Visit {
    // First to be dropped: browsers close before what they look at goes away.
    sessions: RefCell<Vec<(Session, Driver)>>,
    /// None without a network, where the server is of others.
    server: RefCell<Option<Answering>>,
    url: String,
}

impl Visit {
    /// Opens an address, relative to the site, in a browser that was never used before.
    ///
    /// # Errors
    /// When the browser does not start or gets nothing.
    pub async fn open(&self, link: &str) -> Result<Page> {
        let page = self.browser().await?;
        page.go(link).await?;
        Ok(page)
    }

    /// Opens a browser that was never used before, and goes nowhere yet.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn browser(&self) -> Result<Page> {
        self.browser_for(Taste::default()).await
    }

    /// The same, set up to a reader's taste.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn browser_for(&self, taste: Taste) -> Result<Page> {
        let (session, driver) = kept::take(taste).await?;
        self.sessions.borrow_mut().push((session.clone(), driver));
        Ok(Page::new(session, self.url.clone()))
    }

    /// Where the site is.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What the server was asked for so far, as sent.
    pub fn requests(&self) -> Vec<String> {
        match &*self.server.borrow() {
            Some(Answering::Ours(server)) => server.requests(),
            Some(Answering::Host(host)) => {
                host.answers().unwrap_or_default().into_iter().map(|answer| answer.target).collect()
            }
            None => Vec::new(),
        }
    }

    /// Pulls the plug: nothing answers from now on.
    pub fn unplug(&self) {
        if !self.set_down(true) {
            self.server.take();
        }
    }

    /// Puts it in again.
    pub fn plug_in(&self) {
        self.set_down(false);
    }

    /// Whether the server is of ours, which goes and comes again.
    fn set_down(&self, down: bool) -> bool {
        let server = self.server.borrow();
        let Some(Answering::Ours(server)) = &*server else { return false };
        server.set_down(down);
        true
    }

    async fn look_back(&self, browsers: &[(Session, Driver)], forgiven: &[&str]) -> Result {
        let mut faults = Vec::new();
        for (session, _driver) in browsers {
            faults.extend(session.complaints().await?);
            let elsewhere = |address: &String| !self.is_own(address);
            faults.extend(session.requests().await?.into_iter().filter(elsewhere));
        }
        faults.retain(|fault| !forgiven.iter().any(|part| fault.contains(part)));
        Trouble::unless(faults.is_empty(), || format!("the browser saw: {}", faults.join("\n")))
    }

    /// Whether an address is of the server, or of no server at all.
    fn is_own(&self, address: &str) -> bool {
        let origin = |address: &str| Url::parse(address).ok().map(|url| url.origin());
        let is_local = ["data:", "file:", "blob:"].iter().any(|kind| address.starts_with(kind));
        is_local || origin(address) == origin(&self.url)
    }
}
