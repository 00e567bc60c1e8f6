//! Finding things as assistive technology presents them: by role and accessible name.

use fantoccini::elements::Element;
use serde_json::{Value, json};

use crate::{Result, Session, Trouble};

/// Something in the accessibility tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its accessible name.
    pub name: String,
    /// What the browser calls its node.
    node: u64,
}

impl Session {
    /// Everything of a role, in the order of the page; within something else where that is given.
    ///
    /// # Errors
    /// When the browser cannot say, as in the middle of a change.
    pub async fn all(&self, within: Option<&Found>, role: &str) -> Result<Vec<Found>> {
        self.query(within, json!({ "role": role })).await
    }

    /// The one thing with a role and a name.
    ///
    /// # Errors
    /// When there is none, or more than one.
    pub async fn one(&self, within: Option<&Found>, role: &str, name: &str) -> Result<Found> {
        let mut found = self.query(within, json!({ "role": role, "accessibleName": name })).await?;
        match (found.pop(), found.len()) {
            (Some(one), 0) => Ok(one),
            (None, _) => Err(Trouble::new(format!("there is no {role} “{name}”"))),
            (_, more) => {
                Err(Trouble::new(format!("there are {} things: {role} “{name}”", more + 1)))
            }
        }
    }

    /// The element, to act on.
    ///
    /// # Errors
    /// When it is gone.
    pub async fn element(&self, found: &Found) -> Result<Element> {
        let object = self.cdp("DOM.resolveNode", json!({ "backendNodeId": found.node })).await?;
        let keep = json!({
            "objectId": object["object"]["objectId"],
            "functionDeclaration": "function () { window.__found = this }",
        });
        self.cdp("Runtime.callFunctionOn", keep).await?;
        let taken = "(() => { const it = window.__found; delete window.__found; return it })()";
        let reference = self.evaluate(taken).await?;
        let id = reference.as_object().and_then(|object| object.values().next()?.as_str());
        let id = id.ok_or_else(|| Trouble::new(format!("“{}” is gone", found.name)))?;
        Ok(Element::from_element_id(self.client.clone(), id.to_owned().into()))
    }

    async fn query(&self, within: Option<&Found>, mut asked: Value) -> Result<Vec<Found>> {
        asked["backendNodeId"] = match within {
            Some(found) => found.node.into(),
            None => {
                self.cdp("DOM.getDocument", json!({ "depth": 0 })).await?["root"]["backendNodeId"]
                    .take()
            }
        };
        let answer = self.cdp("Accessibility.queryAXTree", asked).await?;
        let nodes = answer["nodes"].as_array().ok_or_else(|| Trouble::new("no tree"))?;
        Ok(nodes.iter().filter(|node| node["ignored"] != true).filter_map(found).collect())
    }
}

fn found(node: &Value) -> Option<Found> {
    let name = node["name"]["value"].as_str().unwrap_or_default().to_owned();
    Some(Found { name, node: node["backendDOMNodeId"].as_u64()? })
}
