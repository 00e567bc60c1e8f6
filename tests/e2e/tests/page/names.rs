//! What the tests find things by is what the browser itself tells assistive technology.

use e2e::{Result, Site};

const ROLES: [&str; 14] = [
    "banner",
    "button",
    "complementary",
    "figure",
    "grid",
    "group",
    "heading",
    "link",
    "list",
    "main",
    "navigation",
    "slider",
    "status",
    "table",
];

#[test]
fn roles_and_names_are_those_of_the_browser() -> Result {
    Site::shipped().visit(async |visit| {
        let page = visit.open("?tag=nlp&year=2022..&chart=years&chart=heat").await?;
        page.figure("Tags by year").has("grid", "Tags by year").await?;
        let mut differ = Vec::new();
        for role in ROLES {
            let found = page.session.all(None, role).await?;
            assert!(!found.is_empty(), "there is no {role}");
            for found in found {
                let says = page.session.says_of(&found).await?;
                if says != (role.to_owned(), found.name.clone()) {
                    differ.push((found, says));
                }
            }
        }
        assert!(differ.is_empty(), "{differ:#?}");
        Ok(())
    })
}
