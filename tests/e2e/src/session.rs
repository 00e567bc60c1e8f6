//! A browser with a profile of its own, and what `WebDriver` alone does not offer.

use fantoccini::{Client, ClientBuilder};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use url::Url;

use crate::{Result, Trouble};

/// What Chromium needs in a container, and what keeps it from speaking to anybody by itself.
const ARGUMENTS: [&str; 11] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=en",
    "--window-size=1280,900",
];

/// A browser that nobody has used before.
#[derive(Clone)]
pub struct Session {
    /// For everything that `WebDriver` offers.
    pub client: Client,
}

impl Session {
    pub(crate) async fn start(driver: &str) -> Result<Self> {
        let options = json!({
            "goog:chromeOptions": { "args": ARGUMENTS },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        });
        let capabilities: Map<String, Value> = serde_json::from_value(options)?;
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let client = builder.capabilities(capabilities).connect(driver).await?;
        Ok(Self { client })
    }

    /// Asks the browser by its own protocol.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn cdp(&self, command: &str, parameters: Value) -> Result<Value> {
        let body = json!({ "cmd": command, "params": parameters });
        self.post("goog/cdp/execute", &body).await.map_err(|trouble| trouble.during(command))
    }

    /// The value of an expression in the page.
    ///
    /// # Errors
    /// When it throws.
    pub async fn evaluate(&self, expression: &str) -> Result<Value> {
        Ok(self.client.execute(&format!("return {expression}"), Vec::new()).await?)
    }

    /// What the console said since it was last asked: warnings and errors, with the page's own words.
    pub(crate) async fn complaints(&self) -> Result<Vec<String>> {
        let entries = self.log("browser").await?;
        let bad = entries.iter().filter(|entry| {
            matches!(entry["level"].as_str(), Some("SEVERE" | "WARNING")) || is_violation(entry)
        });
        Ok(bad.map(|entry| entry["message"].to_string()).collect())
    }

    /// Where requests went since it was last asked.
    pub(crate) async fn requests(&self) -> Result<Vec<String>> {
        let entries = self.log("performance").await?;
        Ok(entries.iter().filter_map(requested).collect())
    }

    pub(crate) async fn get(&self, path: &str) -> Result<Value> {
        let request = Request { method: Method::GET, path: path.to_owned(), body: None };
        Ok(self.client.issue_cmd(request).await?)
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
