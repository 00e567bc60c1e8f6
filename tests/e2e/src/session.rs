//! A browser with a profile of its own, and what `WebDriver` alone does not offer.

use std::fs;
use std::path::PathBuf;

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use url::Url;

use crate::driver::Driver;
use crate::engine::{self, Engine, Taste};
use crate::{Result, Trouble, eventually};

/// A browser that nobody has used before.
#[derive(Clone)]
pub struct Session {
    /// For everything that `WebDriver` offers.
    pub client: Client,
    /// What kind of browser it is.
    pub engine: Engine,
    /// How its reader set it up at first.
    pub(crate) taste: Taste,
    /// Where it saves what is downloaded.
    pub(crate) downloads: PathBuf,
}

/// Has the page of a browser this large, whatever the window is: the size that Firefox gives a window has a least.
const FIT: &str = "const [width, height] = arguments; const { style } = gBrowser.selectedBrowser; \
                   for (const [side, size] of Object.entries({ width, height })) \
                     for (const end of ['min', 'max']) style.setProperty(`${end}-${side}`, `${size}px`)";

const SUIT: &str = "const [colours, motion] = arguments; \
                    Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', colours); \
                    Services.prefs.setIntPref('ui.prefersReducedMotion', motion)";

// What a script answers with is waited for.
const FORGET: &str = "return new Promise((onDataDeleted) => \
                      Services.clearData.deleteData(Ci.nsIClearDataService.CLEAR_ALL, { onDataDeleted }))";

/// Brings the middle of an element into sight if asked to, unless it, or what it is in, is on its way to another place or
/// look: then it answers `false`.
const INTO_VIEW: &str = "const [it, scrolls] = arguments; \
    if (document.getAnimations().some((change) => \
      change instanceof CSSTransition && change.effect.target.contains(it))) return false; \
    const box = it.getBoundingClientRect(); \
    const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2); \
    if (scrolls && !(at && (it.contains(at) || at.contains(it)))) it.scrollIntoView({ block: 'center' }); \
    return true";

impl Session {
    /// Starts a browser; it lives as long as its driver.
    pub(crate) async fn start(taste: Taste) -> Result<(Self, Driver)> {
        let engine = Engine::here();
        let mut driver = Driver::start(engine, taste)?;
        let capabilities = engine.capabilities(driver.folder(), taste);
        let capabilities: Map<String, Value> = serde_json::from_value(capabilities)?;
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let client = builder.capabilities(capabilities).connect(&driver.url()).await?;
        driver.has(client.session_id().await?);
        let downloads = engine::downloads(driver.folder());
        let session = Self { client, engine, taste, downloads };
        match engine {
            // It may have no German words to start with.
            Engine::Chromium if taste.is_german => {
                let german = json!({ "locale": "de-DE" });
                session.cdp("Emulation.setLocaleOverride", german).await?;
            }
            Engine::Chromium => {}
            Engine::Firefox => session.suit(taste).await?,
            Engine::Webkit => session.resize(1280, 900).await?,
        }
        Ok((session, driver))
    }

    /// Sets Firefox up to a reader's taste, but for their language.
    pub(crate) async fn suit(&self, taste: Taste) -> Result {
        let arguments = vec![u8::from(!taste.is_dark).into(), u8::from(taste.is_still).into()];
        self.in_chrome(SUIT, arguments).await
    }

    /// Has Firefox forget all that it met, and leaves it with one tab that was nowhere yet.
    pub(crate) async fn forget(&self) -> Result {
        let old = self.client.windows().await?;
        let new = self.client.new_window(true).await?.handle;
        for window in old {
            self.client.switch_to_window(window).await?;
            self.client.close_window().await?;
        }
        self.client.switch_to_window(new).await?;
        self.in_chrome(FORGET, Vec::new()).await?;
        fs::remove_dir_all(&self.downloads)?;
        Ok(fs::create_dir(&self.downloads)?)
    }

    /// The value of an expression in the page.
    ///
    /// # Errors
    /// When it throws.
    pub async fn evaluate(&self, expression: &str) -> Result<Value> {
        Ok(self.client.execute(&format!("return {expression}"), Vec::new()).await?)
    }

    /// Loads the page again, as the button for it does. The driver of Firefox would go past everything that is kept.
    pub(crate) async fn reload(&self) -> Result {
        if self.engine != Engine::Firefox {
            return Ok(self.client.refresh().await?);
        }
        self.evaluate("(window.isLeft = true, location.reload())").await?;
        eventually("the page to load again", async || {
            let is_left = self.evaluate("window.isLeft === true").await?;
            Trouble::unless(is_left == false, || "it has not".to_owned())
        })
        .await
    }

    /// Makes the page this large, in its own pixels.
    pub(crate) async fn resize(&self, width: u32, height: u32) -> Result {
        match self.engine {
            Engine::Chromium => {
                let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
                self.cdp("Emulation.setDeviceMetricsOverride", size).await.map(drop)
            }
            Engine::Firefox => self.in_chrome(FIT, vec![width.into(), height.into()]).await,
            Engine::Webkit => self.resize_window(width, height).await,
        }
    }

    /// Makes the window so large that the page is.
    async fn resize_window(&self, width: u32, height: u32) -> Result {
        let sizes = "[innerWidth, innerHeight, outerWidth, outerHeight]";
        eventually("the size of the window", async || {
            let sizes: [u32; 4] = serde_json::from_value(self.evaluate(sizes).await?)?;
            let [inner_width, inner_height, outer_width, outer_height] = sizes;
            if (inner_width, inner_height) == (width, height) {
                return Ok(());
            }
            let around = (outer_width - inner_width, outer_height - inner_height);
            self.client.set_window_size(width + around.0, height + around.1).await?;
            Err(Trouble::new(format!("it is {inner_width} × {inner_height}")))
        })
        .await
    }

    /// Has the middle of an element in sight, for who then clicks there. Chromium scrolls by itself; Firefox not for a mouse
    /// with a key held, and `WebKitGTK` leaves it below what stays at the edge of the window, or out of sight in what
    /// scrolls by itself. None waits for what still slides into its place.
    ///
    /// # Errors
    /// When it is gone, or does not stand still yet.
    pub(crate) async fn bring_into_view(&self, element: &Element) -> Result {
        let scrolls = self.engine != Engine::Chromium;
        let arguments = vec![serde_json::to_value(element)?, scrolls.into()];
        let is_still = self.client.execute(INTO_VIEW, arguments).await?;
        Trouble::unless(is_still == true, || "it moves".to_owned())
    }

    /// What the console said since it was last asked: warnings and errors, with the page's own words.
    pub(crate) async fn complaints(&self) -> Result<Vec<String>> {
        if self.engine != Engine::Chromium {
            let said = self.evaluate("window.name").await?;
            return Ok(said.as_str().unwrap_or_default().lines().map(str::to_owned).collect());
        }
        let entries = self.log("browser").await?;
        let bad = entries.iter().filter(|entry| {
            matches!(entry["level"].as_str(), Some("SEVERE" | "WARNING")) || is_violation(entry)
        });
        Ok(bad.map(|entry| entry["message"].to_string()).collect())
    }

    /// Where requests went since it was last asked; but in Chromium, only what belongs to the document that is there.
    pub(crate) async fn requests(&self) -> Result<Vec<String>> {
        if self.engine != Engine::Chromium {
            let names = "performance.getEntriesByType('resource').map(it => it.name)";
            return Ok(serde_json::from_value(self.evaluate(names).await?)?);
        }
        let entries = self.log("performance").await?;
        Ok(entries.iter().filter_map(requested).collect())
    }

    pub(crate) async fn get(&self, path: &str) -> Result<Value> {
        let request = Request { method: Method::GET, path: path.to_owned(), body: None };
        Ok(self.client.issue_cmd(request).await?)
    }

    /// Asks Chromium by its own protocol, for what no other browser tells.
    ///
    /// # Errors
    /// When it refuses, or is another browser.
    pub async fn cdp(&self, command: &str, parameters: Value) -> Result<Value> {
        let body = json!({ "cmd": command, "params": parameters });
        self.post("goog/cdp/execute", &body).await.map_err(|trouble| trouble.during(command))
    }

    /// Runs a script in the window of Firefox that is around the page.
    async fn in_chrome(&self, script: &str, arguments: Vec<Value>) -> Result {
        self.post("moz/context", &json!({ "context": "chrome" })).await?;
        let done = self.client.execute(script, arguments).await;
        self.post("moz/context", &json!({ "context": "content" })).await?;
        Ok(done.map(drop)?)
    }

    async fn post(&self, path: &str, body: &Value) -> Result<Value> {
        let body = Some(body.to_string());
        let request = Request { method: Method::POST, path: path.to_owned(), body };
        Ok(self.client.issue_cmd(request).await?)
    }

    async fn log(&self, kind: &str) -> Result<Vec<Value>> {
        let log = self.post("se/log", &json!({ "type": kind })).await?;
        let Value::Array(entries) = log else { return Err(Trouble::new("the log is no list")) };
        Ok(entries)
    }
}

fn is_violation(entry: &Value) -> bool {
    entry["message"].as_str().is_some_and(|message| message.contains("Content Security Policy"))
}

/// The address that an entry of the performance log says was asked for.
fn requested(entry: &Value) -> Option<String> {
    let event: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
    let event = &event["message"];
    let asked = event["method"] == "Network.requestWillBeSent";
    asked.then(|| event["params"]["request"]["url"].as_str().map(str::to_owned))?
}

/// A request that the client has no method for, under the address of its session.
#[derive(Debug)]
struct Request {
    method: Method,
    path: String,
    body: Option<String>,
}

impl fantoccini::wd::WebDriverCompatibleCommand for Request {
    fn endpoint(
        &self,
        base: &Url,
        session: Option<&str>,
    ) -> std::result::Result<Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (self.method.clone(), self.body.clone())
    }
}
