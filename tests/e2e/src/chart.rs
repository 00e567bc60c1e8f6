//! The charts.

use fantoccini::actions::{
    Actions, InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction, TouchActions,
};
use std::time::Duration;

use crate::{Found, Page, Result, Trouble, eventually};

/// What a person drags with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum With {
    /// The mouse, with its left button.
    Mouse,
    /// A finger.
    Finger,
}

/// A chart that is open, by its heading.
pub struct Figure<'a> {
    page: &'a Page,
    heading: &'a str,
}

impl Page {
    /// The chart with a heading.
    pub fn figure<'a>(&'a self, heading: &'a str) -> Figure<'a> {
        Figure { page: self, heading }
    }
}

impl Figure<'_> {
    async fn found(&self) -> Result<Found> {
        self.page.has("figure", self.heading).await
    }

    /// Whether it is open now.
    ///
    /// # Errors
    /// When the browser does not say.
    pub async fn is_open(&self) -> Result<bool> {
        self.page.has_now("figure", self.heading).await
    }

    /// Waits until there is something in it.
    ///
    /// # Errors
    /// When there is none.
    pub async fn has(&self, role: &str, name: &str) -> Result<Found> {
        let within = self.found().await?;
        eventually(&format!("the {role} “{name}”"), async || {
            self.page.session.one(Some(&within), role, name).await
        })
        .await
    }

    /// Whether there is something in it now.
    ///
    /// # Errors
    /// When it is not open.
    pub async fn has_now(&self, role: &str, name: &str) -> Result<bool> {
        let found = self.page.session.all(Some(&self.found().await?), role).await?;
        Ok(found.iter().any(|found| found.name == name))
    }

    /// The names of everything of a role in it, in order.
    ///
    /// # Errors
    /// When it is not open.
    pub async fn names(&self, role: &str) -> Result<Vec<String>> {
        let found = self.page.session.all(Some(&self.found().await?), role).await?;
        Ok(found.into_iter().map(|found| found.name).collect())
    }

    /// Clicks on something in it.
    ///
    /// # Errors
    /// When there is none, or something lies over it.
    pub async fn click(&self, role: &str, name: &str) -> Result {
        self.page.click(Some(&self.found().await?), role, name).await
    }

    /// Chooses from a list in it.
    ///
    /// # Errors
    /// When there is no such list or choice.
    pub async fn choose(&self, list: &str, option: &str) -> Result {
        let found = self.has("combobox", list).await?;
        Ok(self.page.session.element(&found).await?.select_by_label(option).await?)
    }

    /// Puts the focus on something in it, as the tabulator would.
    ///
    /// # Errors
    /// When there is none.
    pub async fn focus(&self, role: &str, name: &str) -> Result {
        self.page.focus_on(&self.has(role, name).await?).await
    }

    /// What a handle of the brush says of itself.
    ///
    /// # Errors
    /// When there is no such handle.
    pub async fn handle(&self, name: &str) -> Result<String> {
        let handle = self.page.session.element(&self.has("slider", name).await?).await?;
        Ok(handle.attr("aria-valuetext").await?.unwrap_or_default())
    }

    /// Waits until a handle says this.
    ///
    /// # Errors
    /// When it does not.
    pub async fn handle_says(&self, name: &str, expected: &str) -> Result {
        eventually(&format!("{name} at {expected}"), async || {
            let says = self.handle(name).await?;
            Trouble::unless(says == expected, || format!("it is at {says}"))
        })
        .await
    }

    /// Where a year is in the window, by the years that are written below the columns: its middle, and a height
    /// within the columns.
    ///
    /// # Errors
    /// When no two years are written there.
    pub async fn place(&self, year: u16) -> Result<(i32, i32)> {
        let written = "(() => { const all = [...document.querySelectorAll('figure svg text')]
              .filter(it => /^\\d{4}$/.test(it.textContent));
            all[0].scrollIntoView({ block: 'center' });
            return [all[0], all[1]].map(it => { const box = it.getBoundingClientRect();
              return [+it.textContent, box.x + box.width / 2, box.y]; }); })()";
        let written = self.page.session.evaluate(written).await?;
        let number = |at: usize, part: usize| written[at][part].as_f64();
        let [one, other] = [0, 1].map(|at| number(at, 0).zip(number(at, 1)));
        let x = one.zip(other).map(|((one, x), (other, end))| {
            x + (f64::from(year) - one) * (end - x) / (other - one)
        });
        let height = number(0, 2).map(|y| y as i32 - 60);
        x.map(|x| x.round() as i32)
            .zip(height)
            .ok_or_else(|| Trouble::new("no years are written below the columns"))
    }

    /// Presses at one place of the window and lets go at another as high, by way of a third.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn drag(&self, with: With, (x, y): (i32, i32), to: i32) -> Result {
        let over = |x: i32| PointerAction::MoveTo {
            duration: Some(Duration::from_millis(20)),
            x: f64::from(x),
            y: f64::from(y),
        };
        let mut steps = vec![over(x), PointerAction::Down { button: MOUSE_BUTTON_LEFT }];
        if to != x {
            steps.extend([over(i32::midpoint(x, to)), over(to)]);
        }
        steps.push(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        let steps = steps.into_iter();
        let actions: Actions = match with {
            With::Mouse => {
                steps.fold(MouseActions::new("mouse".to_owned()), InputSource::then).into()
            }
            With::Finger => {
                steps.fold(TouchActions::new("finger".to_owned()), InputSource::then).into()
            }
        };
        self.page.session.client.perform_actions(actions).await?;
        Ok(self.page.session.client.release_actions().await?)
    }
}
