//! What axe finds wrong with the page as it is now: [axe-core](https://github.com/dequelabs/axe-core) holds it
//! against the rules of the WCAG.

use std::fmt::Write as _;
use std::fs;

use crate::{Page, Result, Trouble};

/// Levels A and AA of all versions, and what else is good practice.
const HELD_AGAINST: &str = "
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
    };";

impl Page {
    /// Looks for violations, in the colours of the reader's taste, which is to be without motion: no colour is on its
    /// way to another.
    ///
    /// # Errors
    /// When there are some, with what is wrong where, or axe is not there.
    pub async fn is_accessible(&self, state: &str) -> Result {
        self.audit().await.map_err(|trouble| trouble.during(state))
    }

    async fn audit(&self) -> Result {
        let client = &self.session.client;
        if self.session.evaluate("typeof axe").await? == "undefined" {
            let script = xtask::npm::axe().map_err(|trouble| Trouble::new(trouble.to_string()))?;
            let script = fs::read_to_string(script)?;
            client.execute(&format!("{script}; window.axe = axe"), Vec::new()).await?;
        }
        let script = format!(
            "const done = arguments[0]; (async () => {{ {HELD_AGAINST} }})().then(done, it => done(String(it)))"
        );
        let found = client.execute_async(&script, Vec::new()).await?;
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
}
