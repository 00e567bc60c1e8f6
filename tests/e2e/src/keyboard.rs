//! The keyboard, and a mouse with keys held.

use fantoccini::actions::{
    Actions, InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MOUSE_BUTTON_MIDDLE,
    MouseActions, PointerAction,
};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use std::time::Duration;

use crate::{Found, Page, Result, Trouble, eventually};

/// More than there are places to stop at.
const STOPS: usize = 300;

/// How to follow a link other than plainly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Click {
    /// With the control key held.
    Control,
    /// With the middle button.
    Middle,
}

impl Page {
    /// Presses a key and releases it; what has the focus gets it.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn press(&self, key: Key) -> Result {
        self.keys([key.into()]).await
    }

    /// Presses a key while another is held.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn press_with(&self, held: Key, key: char) -> Result {
        let held = held.into();
        let pressed = KeyActions::new("keys".to_owned())
            .then(KeyAction::Down { value: held })
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key })
            .then(KeyAction::Up { value: held });
        Ok(self.session.client.perform_actions(pressed).await?)
    }

    /// Types letter by letter where the focus is.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn type_keys(&self, text: &str) -> Result {
        self.keys(text.chars()).await
    }

    /// What has the focus: its role and its name.
    ///
    /// # Errors
    /// When the browser does not say.
    pub async fn focused(&self) -> Result<(String, String)> {
        // What has it may be replaced before it has said what it is.
        eventually("what has the focus", async || {
            let element = self.session.client.active_element().await?.element_id();
            self.session.role_and_name(&element).await
        })
        .await
    }

    /// Puts the focus on something, as the tabulator would.
    ///
    /// # Errors
    /// When there is no such thing.
    pub async fn focus(&self, role: &str, name: &str) -> Result {
        self.focus_on(&self.has(role, name).await?).await
    }

    pub(crate) async fn focus_on(&self, found: &Found) -> Result {
        let element = serde_json::to_value(self.session.element(found).await?)?;
        self.session.client.execute("arguments[0].focus()", vec![element]).await?;
        Ok(())
    }

    /// Presses Tab until something has the focus.
    ///
    /// # Errors
    /// When it is not reached.
    pub async fn tab_to(&self, role: &str, name: &str) -> Result {
        for _ in 0..STOPS {
            self.press(Key::Tab).await?;
            if self.focused().await? == (role.to_owned(), name.to_owned()) {
                return Ok(());
            }
        }
        Err(Trouble::new(format!("Tab does not lead to the {role} “{name}”")))
    }

    pub(crate) async fn click_with(&self, element: Element, click: Click) -> Result {
        let pause = || PointerAction::Pause { duration: Duration::ZERO };
        let hold = || KeyAction::Pause { duration: Duration::ZERO };
        let button = if click == Click::Middle { MOUSE_BUTTON_MIDDLE } else { MOUSE_BUTTON_LEFT };
        let over = PointerAction::MoveToElement { element, duration: None, x: 0.0, y: 0.0 };
        let mouse = MouseActions::new("mouse".to_owned())
            .then(pause())
            .then(over)
            .then(PointerAction::Down { button })
            .then(PointerAction::Up { button });
        let control = Key::Control.into();
        let keys = KeyActions::new("keys".to_owned());
        let keys = match click {
            Click::Control => keys.then(KeyAction::Down { value: control }),
            Click::Middle => keys.then(hold()),
        };
        let keys = keys.then(hold()).then(hold()).then(hold());
        self.session.client.perform_actions(Actions::from(keys).and(mouse)).await?;
        Ok(self.session.client.release_actions().await?)
    }

    async fn keys(&self, keys: impl IntoIterator<Item = char>) -> Result {
        let pressed =
            keys.into_iter().fold(KeyActions::new("keys".to_owned()), |actions, value| {
                actions.then(KeyAction::Down { value }).then(KeyAction::Up { value })
            });
        Ok(self.session.client.perform_actions(pressed).await?)
    }
}
