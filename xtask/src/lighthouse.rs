//! Grades of a page, by [Lighthouse](https://github.com/GoogleChrome/lighthouse), as on a phone.

use std::env;
use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::browser::Browser;
use crate::npm;
use crate::shell;
use crate::trouble::{Doing, Result, Trouble};

/// What Lighthouse grades.
pub const CATEGORIES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];

/// What Lighthouse says of a page.
pub struct Report(Value);

impl Report {
    /// Grades a page in these categories.
    ///
    /// # Errors
    /// When Lighthouse or a browser is missing, or the page does not load.
    pub fn of(url: &str, categories: &[&str]) -> Result<Self> {
        let (program, browser) = (npm::lighthouse()?, Browser::ensure()?);
        let node = shell::on_path("node").ok_or_else(|| Trouble::new("Node.js is missing"))?;
        let name = format!("casebook-lighthouse-{}.json", std::process::id());
        let file = env::temp_dir().join(name);
        let flags = "--headless --no-sandbox --disable-gpu --disable-dev-shm-usage";
        let mut command = Command::new(node);
        command.arg(program).arg(url).args(["--quiet", "--output=json"]);
        command.arg(format!("--output-path={}", file.display()));
        command.arg(format!("--only-categories={}", categories.join(",")));
        command.arg(format!("--chrome-flags={flags}")).env("CHROME_PATH", browser.program);
        shell::ask(&mut command)?;
        let report = fs::read(&file).doing(|| "read what Lighthouse says".to_owned())?;
        _ = fs::remove_file(file);
        let report = serde_json::from_slice(&report);
        Ok(Self(report.map_err(|error| Trouble::new(format!("Lighthouse: {error}")))?))
    }

    /// The grade in a category, of 100.
    pub fn grade(&self, category: &str) -> Option<f64> {
        Some((self.0["categories"][category]["score"].as_f64()? * 100.0).round())
    }

    /// The number that an audit comes to, such as `first-contentful-paint` in milliseconds.
    pub fn number(&self, audit: &str) -> Option<f64> {
        self.0["audits"][audit]["numericValue"].as_f64()
    }

    /// What takes something off the grade in a category, with the reasons.
    pub fn faults(&self, category: &str) -> Vec<String> {
        let audits = self.0["categories"][category]["auditRefs"].as_array();
        let counts = |audit: &&Value| audit["weight"].as_f64().is_some_and(|weight| weight > 0.0);
        let ids =
            audits.into_iter().flatten().filter(counts).filter_map(|audit| audit["id"].as_str());
        let audits = ids.map(|id| (id, &self.0["audits"][id]));
        let faults = audits.filter(|(_, audit)| audit["score"].as_f64().is_some_and(|it| it < 1.0));
        faults.map(|(id, audit)| format!("{id}: {} {}", audit["title"], audit["details"])).collect()
    }
}
