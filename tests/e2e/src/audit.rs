//! What axe finds wrong with the page as it is now: [axe-core](https://github.com/dequelabs/axe-core) holds it
//! against the rules of the WCAG.

use std::fmt::Write as _;
use std::fs;

use serde_json::{Value, json};

use crate::{Page, Result, Trouble};

/// Levels A and AA of all versions, and what else is good practice.
const HELD_AGAINST: &str = "(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    // In a frame of another page, which has a heading of its own.
    const isFramed = new URLSearchParams(location.search).has('embed');
    const found = await axe.run({
        runOnly: tags,
        rules: {
            'target-size': { enabled: true },
            'page-has-heading-one': { enabled: !isFramed },
        },
        resultTypes: ['violations'],
    });
    return {
        passed: found.passes.length,
        violations: found.violations.map(({ id, help, nodes }) => ({
            id, help, nodes: nodes.map(it => it.target.join(' ') + ': ' + it.failureSummary),
        })),
    };
})()";

impl Page {
    /// Looks for violations, in light colours and in dark ones.
    ///
    /// # Errors
    /// When there are some, with what is wrong where, or axe is not there.
    pub async fn is_accessible(&self, state: &str) -> Result {
        for theme in ["light", "dark"] {
            // Without motion, so that no colour is on its way to another.
            let features = json!([
                { "name": "prefers-color-scheme", "value": theme },
                { "name": "prefers-reduced-motion", "value": "reduce" },
            ]);
            self.session.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await?;
            self.audit().await.map_err(|trouble| trouble.during(&format!("{state}, {theme}")))?;
        }
        Ok(())
    }

    async fn audit(&self) -> Result {
        // By the browser's own protocol: the page's policy refuses every script that is not the page's.
        if self.session.evaluate("typeof axe").await? == "undefined" {
            let script = xtask::npm::axe().map_err(|trouble| Trouble::new(trouble.to_string()))?;
            self.run(&fs::read_to_string(script)?).await?;
        }
        let found = self.run(HELD_AGAINST).await?;
        if found["passed"].as_u64() < Some(10) {
            return Err(Trouble::new(format!("hardly anything was looked at: {found}")));
        }
        let mut said = String::new();
        for violation in found["violations"].as_array().into_iter().flatten() {
            _ = writeln!(said, "{}: {}", violation["id"], violation["help"]);
            for node in violation["nodes"].as_array().into_iter().flatten() {
                _ = writeln!(said, "  {}", node.as_str().unwrap_or_default());
            }
        }
        Trouble::unless(said.is_empty(), || said)
    }

    async fn run(&self, script: &str) -> Result<Value> {
        let asked = json!({ "expression": script, "awaitPromise": true, "returnByValue": true });
        let mut answer = self.session.cdp("Runtime.evaluate", asked).await?;
        match answer.get("exceptionDetails") {
            Some(thrown) => Err(Trouble::new(thrown.to_string())),
            None => Ok(answer["result"]["value"].take()),
        }
    }
}
