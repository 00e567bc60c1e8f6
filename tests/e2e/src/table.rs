//! The table of entries.

use crate::{Found, Page, Result, Trouble, eventually};

impl Page {
    /// The titles of the rows, in order, once all rows that the table counts are there: those out of sight
    /// follow when it is quiet.
    ///
    /// # Errors
    /// When there is no table, or not all rows come.
    pub async fn titles(&self) -> Result<Vec<String>> {
        let missing = "(table => table.ariaRowCount - 1 - table.querySelectorAll('[aria-rowindex]').length)\
                       (document.querySelector('table[aria-rowcount]'))";
        eventually("all rows", async || {
            let missing = self.session.evaluate(missing).await?;
            Trouble::unless(missing == 0, || format!("{missing} are missing"))
        })
        .await?;
        let headers = self.session.all(Some(&self.table().await?), "rowheader").await?;
        Ok(headers.into_iter().map(|header| header.name).collect())
    }

    /// Waits until the rows are these, in this order.
    ///
    /// # Errors
    /// When they do not become so.
    pub async fn lists(&self, titles: &[impl AsRef<str>]) -> Result {
        eventually("the rows", async || {
            let shown = self.titles().await?;
            let same = shown.iter().eq(titles.iter().map(AsRef::as_ref));
            Trouble::unless(same, || format!("they are {shown:#?}"))
        })
        .await
    }

    /// Waits until there are this many rows.
    ///
    /// # Errors
    /// When it does not become so.
    pub async fn lists_so_many(&self, rows: usize) -> Result {
        eventually(&format!("{rows} rows"), async || {
            let shown = self.titles().await?.len();
            Trouble::unless(shown == rows, || format!("there are {shown}"))
        })
        .await
    }

    /// Clicks on the header of a column.
    ///
    /// # Errors
    /// When there is no such column.
    pub async fn sort_by(&self, column: &str) -> Result {
        let header = self.header(column).await?;
        self.click(Some(&header), "link", column).await
    }

    /// The order that a column says it is in: `ascending`, `descending` or none.
    ///
    /// # Errors
    /// When there is no such column.
    pub async fn order_of(&self, column: &str) -> Result<Option<String>> {
        let header = self.header(column).await?;
        Ok(self.session.element(&header).await?.attr("aria-sort").await?)
    }

    /// The columns, from left to right.
    ///
    /// # Errors
    /// When there is no table.
    pub async fn columns(&self) -> Result<Vec<String>> {
        let headers = self.session.all(Some(&self.table().await?), "columnheader").await?;
        Ok(headers.into_iter().map(|header| header.name).collect())
    }

    /// Clicks on a value in the first row that has it.
    ///
    /// # Errors
    /// When no row has it.
    pub async fn choose_in_row(&self, label: &str) -> Result {
        eventually(&format!("a click on “{label}” in a row"), async || {
            let links = self.session.all(Some(&self.table().await?), "link").await?;
            let link = links.iter().find(|link| link.name == label);
            self.click_on(link.ok_or_else(|| Trouble::new("no row has it"))?).await
        })
        .await
    }

    /// The header of a column.
    ///
    /// # Errors
    /// When there is no such column.
    pub async fn header(&self, column: &str) -> Result<Found> {
        self.has("columnheader", column).await
    }

    /// The table.
    ///
    /// # Errors
    /// When there is none.
    pub async fn table(&self) -> Result<Found> {
        self.has("table", "Case studies").await
    }
}
