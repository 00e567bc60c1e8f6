//! What is visited: the built page, whole or with faults.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs};

use tokio::runtime;
use tokio::sync::Semaphore;
use url::Url;
use xtask::server::{Config, Reply, Server};

use crate::driver::Driver;
use crate::engine::{Engine, Taste};
use crate::{Page, Result, Session, Trouble};

/// A browser takes a core, and time is measured in some tests.
static VISITS: Semaphore = Semaphore::const_new(2);

const PROBE: &str = concat!("{\n", include_str!("probe.js"), "}\n");

/// The policy of a page that runs no scripts, and does everything else.
const NO_SCRIPTS: &str = "sandbox allow-same-origin allow-top-navigation allow-popups allow-forms";

/// Asked before the files: what the browser gets for a path.
type Answer = Box<dyn Fn(&str) -> Option<Reply> + Send + Sync>;

/// The built page on a server of its own.
pub struct Site {
    folder: PathBuf,
    prefix: String,
    answers: Vec<Answer>,
    /// What its pages begin with.
    script: String,
    has_scripts: bool,
    forgiven: Option<&'static str>,
    made: Option<Made>,
}

/// A folder that is gone when dropped.
struct Made(PathBuf);

impl Drop for Made {
    fn drop(&mut self) {
        _ = fs::remove_dir_all(&self.0);
    }
}

impl Site {
    /// As it is published: what `cargo xtask build` made, or what is where `CASEBOOK_DIST` says.
    pub fn shipped() -> Self {
        let is_mute = Engine::here() != Engine::Chromium;
        Self {
            folder: dist(),
            prefix: "/".to_owned(),
            answers: Vec::new(),
            script: if is_mute { PROBE.to_owned() } else { String::new() },
            has_scripts: true,
            forgiven: None,
            made: None,
        }
    }

    /// Under a path that starts and ends with a slash.
    #[must_use]
    pub fn under(self, prefix: &str) -> Self {
        Self { prefix: prefix.to_owned(), ..self }
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
        static SITES: AtomicUsize = AtomicUsize::new(0);
        let number = SITES.fetch_add(1, Ordering::Relaxed);
        let name = format!("casebook-site-{}-{number}", std::process::id());
        let site = env::temp_dir().join(name);
        let made = Made(site);
        fs::create_dir_all(&made.0)?;
        let (list, site) = (made.0.join("list.json"), made.0.join("site"));
        fs::write(&list, json)?;
        xtask::page::publish(&list, &site)?;
        Ok(Self { folder: site, made: Some(made), ..Self::shipped() })
    }

    /// Where its files are; for a site that was published, a folder of its own.
    pub fn folder(&self) -> PathBuf {
        self.folder.clone()
    }

    /// With another answer to who asks for the list; `None` gives the list itself.
    #[must_use]
    pub fn answering(self, reply: impl Fn() -> Option<Reply> + Send + Sync + 'static) -> Self {
        self.answering_at("catalog.json", reply)
    }

    /// With another answer to who asks for a file whose name begins like this; `None` gives the file.
    #[must_use]
    pub fn answering_at(
        mut self,
        name: &'static str,
        reply: impl Fn() -> Option<Reply> + Send + Sync + 'static,
    ) -> Self {
        let answer = move |path: &str| if path.starts_with(name) { reply() } else { None };
        self.answers.push(Box::new(answer));
        self
    }

    /// With a script of the test that runs before any of the page's, and before its policy holds.
    #[must_use]
    pub fn running_first(mut self, script: &str) -> Self {
        _ = write!(self.script, "{{ {script} }}");
        self
    }

    /// In a browser that runs no scripts.
    #[must_use]
    pub fn without_scripts(self) -> Self {
        // Of which some say that they do not.
        Self { has_scripts: false, ..self }.forgiving("allow-scripts")
    }

    /// The console may complain of what has this in its address: the fault that a test brings about.
    #[must_use]
    pub fn forgiving(self, part: &'static str) -> Self {
        Self { forgiven: Some(part), ..self }
    }

    /// Goes there, does what the test does, and looks whether all consoles stayed silent.
    ///
    /// # Errors
    /// When the test fails, something cannot be started, a console complains, or a request goes elsewhere.
    pub fn visit(self, test: impl AsyncFnOnce(&Visit) -> Result) -> Result {
        let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
        let forgiven = self.forgiven;
        runtime.block_on(async {
            let _turn = VISITS.acquire().await?;
            let (server, _made) = self.serve()?;
            let visit = Visit {
                sessions: RefCell::default(),
                url: server.url(),
                server: RefCell::new(Some(server)),
            };
            let outcome = test(&visit).await;
            let afterwards = visit.look_back(forgiven).await;
            outcome.and(afterwards)
        })
    }

    fn serve(self) -> Result<(Server, Option<Made>)> {
        let Self { folder, prefix, answers, script, has_scripts, made, .. } = self;
        let pages = folder.clone();
        let answer = move |path: &str| {
            let own = || page(&pages, path, &script, has_scripts);
            answers.iter().find_map(|answer| answer(path)).or_else(own)
        };
        let config = Config::new(&folder).prefix(&prefix).script(answer);
        Ok((Server::start(config).map_err(|error| no_page(&error))?, made))
    }
}

/// A page of the site, where a test has it begin with a script or run none.
fn page(folder: &Path, path: &str, script: &str, has_scripts: bool) -> Option<Reply> {
    let path = if path.is_empty() { "index.html" } else { path };
    if !path.ends_with(".html") || (script.is_empty() && has_scripts) {
        return None;
    }
    let text = fs::read_to_string(folder.join(path)).ok()?;
    // Behind what says how it is written, and before its policy.
    let begins = text.find("<meta charset")?;
    let begins = begins + text[begins..].find('>')? + 1;
    let (head, rest) = text.split_at(begins);
    let text = format!("{head}<script>{script}</script>{rest}");
    let reply = Reply::new(200, "text/html; charset=utf-8", text);
    Some(if has_scripts { reply } else { reply.header("Content-Security-Policy", NO_SCRIPTS) })
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
    /// None without a network.
    server: RefCell<Option<Server>>,
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
        let (session, driver) = Session::start(taste).await?;
        self.sessions.borrow_mut().push((session.clone(), driver));
        Ok(Page::new(session, self.url.clone()))
    }

    /// Where the site is.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What the server was asked for so far, as sent.
    pub fn requests(&self) -> Vec<String> {
        self.server.borrow().as_ref().map(Server::requests).unwrap_or_default()
    }

    /// Pulls the plug: nothing answers from now on.
    pub fn unplug(&self) {
        self.server.take();
    }

    async fn look_back(&self, forgiven: Option<&str>) -> Result {
        let sessions = self.sessions.take();
        let mut faults = Vec::new();
        for (session, _driver) in &sessions {
            faults.extend(session.complaints().await?);
            let elsewhere = |address: &String| !self.is_own(address);
            faults.extend(session.requests().await?.into_iter().filter(elsewhere));
        }
        faults.retain(|fault| forgiven.is_none_or(|part| !fault.contains(part)));
        Trouble::unless(faults.is_empty(), || format!("the browser saw: {}", faults.join("\n")))
    }

    /// Whether an address is of the server, or of no server at all.
    fn is_own(&self, address: &str) -> bool {
        let origin = |address: &str| Url::parse(address).ok().map(|url| url.origin());
        let is_local = ["data:", "file:", "blob:"].iter().any(|kind| address.starts_with(kind));
        is_local || origin(address) == origin(&self.url)
    }
}
