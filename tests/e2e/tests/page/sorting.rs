//! The order of the rows.

use std::cmp::Reverse;

use crate::oracle::{Entry, entries};
use e2e::{Result, Site};

/// Columns, their names in links, and what an entry is ordered by in them.
type Column = (&'static str, &'static str, fn(&Entry) -> String);

const COLUMNS: [Column; 4] = [
    ("Company", "company", |entry| entry.first("company").to_lowercase()),
    ("Case study", "title", |entry| entry.title.to_lowercase()),
    ("Year", "year", |entry| entry.first("year").to_owned()),
    ("Tags", "tag", |entry| entry.first("tag").to_lowercase()),
];

fn titles(entries: &[Entry]) -> Vec<&str> {
    entries.iter().map(|entry| &*entry.title).collect()
}

#[test]
fn a_header_sorts_up_then_down_then_no_more() -> Result {
    let curated = entries();
    Site::shipped().visit(async |visit| {
        let page = visit.open("").await?;
        assert_eq!(page.columns().await?, COLUMNS.map(|column| column.0));
        for (column, key, by) in COLUMNS {
            let (mut up, mut down) = (curated.clone(), curated.clone());
            up.sort_by_key(by);
            down.sort_by_key(|entry| Reverse(by(entry)));

            page.sort_by(column).await?;
            page.is_at(&format!("?sort={key}")).await?;
            page.lists(&titles(&up)).await?;
            assert_eq!(page.order_of(column).await?.as_deref(), Some("ascending"));
            page.sort_by(column).await?;
            page.is_at(&format!("?sort=-{key}")).await?;
            page.lists(&titles(&down)).await?;
            assert_eq!(page.order_of(column).await?.as_deref(), Some("descending"));
            page.sort_by(column).await?;
            page.is_at("").await?;
            page.lists(&titles(&curated)).await?;
            assert_eq!(page.order_of(column).await?, None);
        }
        Ok(())
    })
}

#[test]
fn an_order_stays_when_filters_change() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?sort=title").await?;
        page.panel("Tags").choose("nlp").await?;
        page.says("6 of 44 case studies · tag nlp").await?;
        let shown = page.titles().await?;
        assert!(shown.is_sorted_by_key(|title| title.to_lowercase()), "{shown:?}");
        page.sort_by("Company").await?;
        page.is_at("?tag=nlp&sort=company").await?;
        assert_eq!(page.order_of("Case study").await?, None);
        assert_eq!(page.order_of("Company").await?.as_deref(), Some("ascending"));
        Ok(())
    })
}
