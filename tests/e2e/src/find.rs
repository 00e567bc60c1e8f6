//! Finding things as assistive technology meets them: by role and accessible name.
//!
//! [aria-api](https://github.com/xi/aria-api) works out both in the page, at once for all there is and alike in every
//! browser. Whatever is acted on is held against what the browser itself says.

use std::fs;

use fantoccini::elements::Element;
use serde_json::{Value, json};

use crate::engine::Engine;
use crate::{Result, Session, Trouble};

/// Something that is there for assistive technology.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its accessible name.
    pub name: String,
    role: String,
    /// What the browser calls the element; of a text, the one around it.
    element: String,
}

const FIND: &str = include_str!("find.js");
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// What `WebKitGTK` has no name for, since it reads out what is in it instead; or names with its value.
const NAMELESS_IN_WEBKIT: [&str; 5] =
    ["columnheader", "rowheader", "option", "combobox", "spinbutton"];

impl Session {
    /// Everything of a role, in the order of the page; within something else where that is given. The role
    /// `StaticText` is that of every text between elements.
    ///
    /// # Errors
    /// When the browser cannot say, as in the middle of a change.
    pub async fn all(&self, within: Option<&Found>, role: &str) -> Result<Vec<Found>> {
        let within = within.map_or(Value::Null, |found| json!({ ELEMENT: found.element }));
        let asked = vec![within, role.into()];
        let mut answer = self.client.execute(FIND, asked.clone()).await?;
        if answer.is_null() {
            let script = xtask::npm::aria().map_err(|trouble| Trouble::new(trouble.to_string()))?;
            let script = fs::read_to_string(script)?;
            self.client.execute(&format!("{script}; window.aria = aria"), Vec::new()).await?;
            answer = self.client.execute(FIND, asked).await?;
        }
        let all = answer.as_array().ok_or_else(|| Trouble::new("nothing is there"))?;
        Ok(all.iter().filter_map(|found| Found::read(role, found)).collect())
    }

    /// The one thing with a role and a name.
    ///
    /// # Errors
    /// When there is none, or more than one.
    pub async fn one(&self, within: Option<&Found>, role: &str, name: &str) -> Result<Found> {
        let mut found = self.all(within, role).await?;
        found.retain(|found| found.name == name);
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
    /// When it is gone, or the browser calls it otherwise.
    pub async fn element(&self, found: &Found) -> Result<Element> {
        let Found { name, role, element } = found;
        let is_nameless =
            self.engine == Engine::Webkit && NAMELESS_IN_WEBKIT.contains(&role.as_str());
        if !(name.is_empty() || role == "StaticText" || is_nameless) {
            let called = self.get(&format!("element/{element}/computedlabel")).await?;
            let same = called
                .as_str()
                .is_some_and(|called| called.split_whitespace().eq(name.split_whitespace()));
            Trouble::unless(same, || format!("the browser calls the {role} “{name}” {called}"))?;
        }
        Ok(Element::from_element_id(self.client.clone(), element.clone().into()))
    }
}

impl Session {
    /// What the browser itself says of something: its role and its name.
    ///
    /// # Errors
    /// When it is gone.
    pub async fn says_of(&self, found: &Found) -> Result<(String, String)> {
        self.role_and_name(&found.element).await
    }

    /// The role and the name of an element, by what the browser calls it.
    pub(crate) async fn role_and_name(&self, element: &str) -> Result<(String, String)> {
        let role = self.get(&format!("element/{element}/computedrole")).await?;
        let name = self.get(&format!("element/{element}/computedlabel")).await?;
        let text = |value: Value| value.as_str().unwrap_or_default().to_owned();
        Ok((text(role), text(name)))
    }
}

impl Found {
    fn read(role: &str, found: &Value) -> Option<Self> {
        let element = found[0][ELEMENT].as_str()?.to_owned();
        Some(Self { name: found[1].as_str()?.to_owned(), role: role.to_owned(), element })
    }
}
