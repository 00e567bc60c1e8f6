//! The page as a person meets it.

use crate::keyboard::Click;
use crate::{Found, Panel, Result, Session, Trouble, eventually};

/// The page in a browser of its own.
pub struct Page {
    /// The browser, for what no person can do.
    pub session: Session,
    /// Where the site is.
    site: String,
}

impl Page {
    pub(crate) fn new(session: Session, site: String) -> Self {
        Self { session, site }
    }

    /// Goes to an address, relative to the site, as by typing it, and waits until the page has its list or
    /// says why not.
    ///
    /// # Errors
    /// When there is no answer, or the page does not start.
    pub async fn go(&self, link: &str) -> Result {
        self.arrive(link).await?;
        self.has_started().await
    }

    /// Goes to an address, and does not wait.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn arrive(&self, link: &str) -> Result {
        // Not by joining: the address arrives as it was written, however odd.
        Ok(self.session.client.goto(&format!("{}{link}", self.site)).await?)
    }

    /// Waits until the page has taken over from the list of `index.html`, or says why it cannot.
    ///
    /// # Errors
    /// When it does neither.
    pub async fn has_started(&self) -> Result {
        let started = "document.querySelector('.page:not(.plain), [role=alert]') !== null";
        eventually("the page to start", async || {
            let started = self.session.evaluate(started).await?;
            Trouble::unless(started == true, || "it has not".to_owned())
        })
        .await
    }

    /// Waits until the part of the page that comes when it rests is there.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn is_whole(&self) -> Result {
        eventually("the rest of the page", async || {
            let is_there =
                self.session.evaluate("document.querySelector('.copy [aria-live]') !== null");
            Trouble::unless(is_there.await? == true, || "it is not there".to_owned())
        })
        .await
    }

    /// Loads the page again.
    ///
    /// # Errors
    /// When there is no answer, or the page does not start.
    pub async fn reload(&self) -> Result {
        self.session.reload().await?;
        self.has_started().await
    }

    /// The button for going back.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn back(&self) -> Result {
        Ok(self.session.client.back().await?)
    }

    /// The button for going forward.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn forward(&self) -> Result {
        Ok(self.session.client.forward().await?)
    }

    /// How many steps Back and Forward know.
    ///
    /// # Errors
    /// When the page does not say.
    pub async fn history_length(&self) -> Result<u64> {
        let length = self.session.evaluate("history.length").await?;
        length.as_u64().ok_or_else(|| Trouble::new("history has no length"))
    }

    /// The address, relative to the site where it is within.
    ///
    /// # Errors
    /// When the browser does not say.
    pub async fn address(&self) -> Result<String> {
        let address = self.session.evaluate("location.href").await?;
        let address = address.as_str().unwrap_or_default();
        Ok(address.strip_prefix(&self.site).unwrap_or(address).to_owned())
    }

    /// Waits until the address is this one, relative to the site.
    ///
    /// # Errors
    /// When it does not become so.
    pub async fn is_at(&self, link: &str) -> Result {
        eventually(&format!("the address {link:?}"), async || {
            let address = self.address().await?;
            Trouble::unless(address == link, || format!("it is {address:?}"))
        })
        .await
    }

    /// Waits until the sentence of what is shown is this one.
    ///
    /// # Errors
    /// When it does not become so.
    pub async fn says(&self, sentence: &str) -> Result {
        eventually(&format!("the sentence {sentence:?}"), async || {
            let said = self.text_of("status").await?;
            Trouble::unless(said == sentence, || format!("it is {said:?}"))
        })
        .await
    }

    /// The message of what went wrong, once there is one.
    ///
    /// # Errors
    /// When there is none.
    pub async fn alert(&self) -> Result<String> {
        eventually("an alert", async || self.text_of("alert").await).await
    }

    /// Waits until there is something with a role and a name.
    ///
    /// # Errors
    /// When there is none.
    pub async fn has(&self, role: &str, name: &str) -> Result<Found> {
        let what = format!("the {role} “{name}”");
        eventually(&what, async || self.session.one(None, role, name).await).await
    }

    /// Whether there is something with a role and a name now.
    ///
    /// # Errors
    /// When the browser does not say.
    pub async fn has_now(&self, role: &str, name: &str) -> Result<bool> {
        let found = self.session.all(None, role).await?;
        Ok(found.iter().any(|found| found.name == name))
    }

    /// Clicks on the one link with a name.
    ///
    /// # Errors
    /// When there is none, or something lies over it.
    pub async fn follow(&self, name: &str) -> Result {
        self.click(None, "link", name).await
    }

    /// Opens the one link with a name elsewhere.
    ///
    /// # Errors
    /// When there is none.
    pub async fn follow_elsewhere(&self, name: &str, click: Click) -> Result {
        let link = eventually(&format!("the link “{name}” in sight"), async || {
            let found = self.session.one(None, "link", name).await?;
            let element = self.session.element(&found).await?;
            self.session.bring_into_view(&element).await?;
            Ok(element)
        })
        .await?;
        self.click_with(link, click).await
    }

    /// Clicks on the one button with a name.
    ///
    /// # Errors
    /// When there is none, or something lies over it.
    pub async fn push(&self, name: &str) -> Result {
        self.click(None, "button", name).await
    }

    /// The panel of a facet, by its label.
    pub fn panel<'a>(&'a self, label: &'a str) -> Panel<'a> {
        Panel::new(self, label)
    }

    /// Puts the words into the search box, or the focus alone where there are none.
    ///
    /// # Errors
    /// When there is no search box.
    pub async fn search(&self, words: &str) -> Result {
        let search = self.search_box().await?;
        if words.is_empty() {
            return self.focus_on(&search).await;
        }
        Ok(self.session.element(&search).await?.send_keys(words).await?)
    }

    /// What stands in the search box.
    ///
    /// # Errors
    /// When there is no search box.
    pub async fn searched(&self) -> Result<String> {
        let search = self.search_box().await?;
        let words = self.session.element(&search).await?.prop("value").await?;
        Ok(words.unwrap_or_default())
    }

    /// Waits until this stands in the search box.
    ///
    /// # Errors
    /// When it does not become so.
    pub async fn search_says(&self, text: &str) -> Result {
        eventually(&format!("{text:?} in the search box"), async || {
            let said = self.searched().await?;
            Trouble::unless(said == text, || format!("it is {said:?}"))
        })
        .await
    }

    /// Puts the focus into the search box by its key, and waits until it is the query bar.
    ///
    /// # Errors
    /// When it does not become so.
    pub async fn query_bar(&self) -> Result {
        self.type_keys("/").await?;
        self.has("combobox", "Search").await.map(drop)
    }

    /// The search box: of the role `combobox` once it is the query bar.
    async fn search_box(&self) -> Result<Found> {
        eventually("the search box", async || {
            let bar = self.session.one(None, "combobox", "Search").await;
            if bar.is_ok() { bar } else { self.session.one(None, "searchbox", "Search").await }
        })
        .await
    }

    /// The names of the options that a box offers.
    ///
    /// # Errors
    /// When the browser does not say.
    pub async fn options(&self) -> Result<Vec<String>> {
        let options = self.session.all(None, "option").await?;
        Ok(options.into_iter().map(|option| option.name).collect())
    }

    /// Waits until a box offers these, in this order.
    ///
    /// # Errors
    /// When it does not become so.
    pub async fn offers(&self, names: &[&str]) -> Result {
        eventually(&format!("the options {names:?}"), async || {
            let offered = self.options().await?;
            Trouble::unless(offered == names, || format!("they are {offered:?}"))
        })
        .await
    }

    /// The name of the option that is marked in the box that has the focus; `None` where none is.
    ///
    /// # Errors
    /// When the browser does not say.
    pub async fn marked(&self) -> Result<Option<String>> {
        let name = "(id => id && document.getElementById(id).ariaLabel)\
                    (document.activeElement.getAttribute('aria-activedescendant'))";
        Ok(self.session.evaluate(name).await?.as_str().map(str::to_owned))
    }

    /// Clicks on the one option with a name.
    ///
    /// # Errors
    /// When there is none, or something lies over it.
    pub async fn take(&self, name: &str) -> Result {
        self.click(None, "option", name).await
    }

    /// The names of the filters that can be removed one by one.
    ///
    /// # Errors
    /// When there is no list of them.
    pub async fn chips(&self) -> Result<Vec<String>> {
        let list = self.session.one(None, "list", "Chosen filters").await;
        // An empty list has no place in the tree.
        let Ok(list) = list else { return Ok(Vec::new()) };
        let links = self.session.all(Some(&list), "link").await?;
        Ok(links.into_iter().map(|link| link.name).collect())
    }

    /// The filters with what each leaves, as they are read: `tag nlp 6`. The first is how many there are.
    ///
    /// # Errors
    /// When the browser does not say.
    pub async fn steps(&self) -> Result<Vec<String>> {
        let list = self.session.one(None, "list", "Chosen filters").await;
        let Ok(list) = list else { return Ok(Vec::new()) };
        let mut steps = Vec::new();
        for item in self.session.all(Some(&list), "listitem").await? {
            let item = serde_json::to_value(self.session.element(&item).await?)?;
            // Part by part: not every browser has a space between what stands apart.
            let parts = "return [...arguments[0].childNodes].map(it => it.textContent.trim())";
            let parts = self.session.client.execute(parts, vec![item]).await?;
            let parts: Vec<String> = serde_json::from_value(parts)?;
            steps.push(parts.join(" ").split_whitespace().collect::<Vec<_>>().join(" "));
        }
        Ok(steps)
    }

    /// Waits until the filters leave this, in this order.
    ///
    /// # Errors
    /// When it does not become so.
    pub async fn leaves(&self, steps: &[&str]) -> Result {
        eventually(&format!("the steps {steps:?}"), async || {
            let seen = self.steps().await?;
            Trouble::unless(seen == steps, || format!("they are {seen:?}"))
        })
        .await
    }

    /// Makes the page this large, in its own pixels.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn resize(&self, width: u32, height: u32) -> Result {
        self.session.resize(width, height).await
    }

    /// Clicks on the middle of something, whatever is there.
    pub(crate) async fn click_on(&self, found: &Found) -> Result {
        let element = self.session.element(found).await?;
        self.session.bring_into_view(&element).await?;
        Ok(element.click().await?)
    }

    /// Clicks on the one thing with a role and a name, once it is there and stands still.
    ///
    /// # Errors
    /// When there is none, or something lies over it.
    pub async fn click(&self, within: Option<&Found>, role: &str, name: &str) -> Result {
        eventually(&format!("a click on the {role} “{name}”"), async || {
            let found = self.session.one(within, role, name).await?;
            self.click_on(&found).await
        })
        .await
    }

    /// The text of the one thing with a role.
    async fn text_of(&self, role: &str) -> Result<String> {
        match &*self.session.all(None, role).await? {
            [one] => Ok(self.session.element(one).await?.text().await?),
            several => Err(Trouble::new(format!("there are {} of role {role}", several.len()))),
        }
    }
}
