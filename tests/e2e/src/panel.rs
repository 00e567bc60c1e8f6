//! A facet's panel.

use fantoccini::key::Key;

use crate::{Found, Page, Result, Trouble, eventually};

/// The panel of a facet.
pub struct Panel<'a> {
    page: &'a Page,
    label: &'a str,
}

/// A value as its panel shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// What it is called.
    pub label: String,
    /// The entries it would give.
    pub count: usize,
    link: Found,
}

impl<'a> Panel<'a> {
    pub(crate) fn new(page: &'a Page, label: &'a str) -> Self {
        Self { page, label }
    }

    /// Clicks on a value: chooses it, or releases it.
    ///
    /// # Errors
    /// When there is no such value.
    pub async fn choose(&self, label: &str) -> Result {
        eventually(&format!("a click on “{label}”"), async || {
            let link = self.value(label).await?.link;
            self.page.click_on(&link).await
        })
        .await
    }

    /// Clicks on the sign that excludes a value.
    ///
    /// # Errors
    /// When there is no such value, or it is excluded.
    pub async fn exclude(&self, label: &str) -> Result {
        self.click(&format!("Exclude {label}")).await
    }

    /// Clicks on the sign that stops excluding a value.
    ///
    /// # Errors
    /// When there is no such value, or it is not excluded.
    pub async fn allow(&self, label: &str) -> Result {
        self.click(&format!("Allow {label}")).await
    }

    /// Clicks on a link by its name.
    ///
    /// # Errors
    /// When there is no such link in the panel.
    pub async fn click(&self, name: &str) -> Result {
        let group = self.group().await?;
        self.page.click(Some(&group), "link", name).await
    }

    /// Types a year into one of the panel's inputs and leaves it.
    ///
    /// # Errors
    /// When there is no such input.
    pub async fn enter(&self, input: &str, year: &str) -> Result {
        let group = self.group().await?;
        let found = self.page.session.one(Some(&group), "spinbutton", input).await?;
        let element = self.page.session.element(&found).await?;
        element.clear().await?;
        Ok(element.send_keys(&format!("{year}{}", char::from(Key::Enter))).await?)
    }

    /// The values with their counts, in the order shown.
    ///
    /// # Errors
    /// When there is no such panel.
    pub async fn values(&self) -> Result<Vec<Value>> {
        let links = self.page.session.all(Some(&self.group().await?), "link").await?;
        Ok(links.into_iter().filter_map(value).collect())
    }

    /// Labels and counts.
    ///
    /// # Errors
    /// When there is no such panel.
    pub async fn counts(&self) -> Result<Vec<(String, usize)>> {
        let values = self.values().await?;
        Ok(values.into_iter().map(|value| (value.label, value.count)).collect())
    }

    /// Whether a value's link says that the value is chosen.
    ///
    /// # Errors
    /// When there is no such value.
    pub async fn is_chosen(&self, label: &str) -> Result<bool> {
        let link = self.value(label).await?.link;
        let current = self.page.session.element(&link).await?.attr("aria-current").await?;
        Ok(current.as_deref() == Some("true"))
    }

    /// Where each link of a value is: left, top, width, height in pixels of the window.
    ///
    /// # Errors
    /// When there is no such panel.
    pub async fn places(&self) -> Result<Vec<(String, (f64, f64, f64, f64))>> {
        let mut places = Vec::new();
        for value in self.values().await? {
            let element = self.page.session.element(&value.link).await?;
            places.push((value.label, element.rectangle().await?));
        }
        Ok(places)
    }

    async fn group(&self) -> Result<Found> {
        self.page.has("group", self.label).await
    }

    async fn value(&self, label: &str) -> Result<Value> {
        let what = format!("the value “{label}” of “{}”", self.label);
        eventually(&what, async || {
            let mut values = self.values().await?.into_iter();
            let value = values.find(|value| value.label == label);
            value.ok_or_else(|| Trouble::new("there is none"))
        })
        .await
    }
}

/// Of a link called `recommender system, 14`; the other links have no number behind a comma.
fn value(link: Found) -> Option<Value> {
    let (label, count) = link.name.rsplit_once(", ")?;
    Some(Value { label: label.to_owned(), count: count.parse().ok()?, link })
}
