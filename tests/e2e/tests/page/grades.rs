//! What Lighthouse says of the page, as on a phone; how fast it is, `cargo xtask bench quality` says.

use e2e::{Engine, Result, Site};
use xtask::hosts::Host;
use xtask::lighthouse::{CATEGORIES, Report};

#[test]
fn the_page_has_the_best_grades() -> Result {
    // Lighthouse has a Chromium of its own, whatever browser the tests run in: it says the same each time.
    if Engine::here() != Engine::Chromium {
        return Ok(());
    }
    let site = Site::on(Host::nginx)?;
    let host = site.serve()?;
    let [_, categories @ ..] = CATEGORIES;
    for path in ["", "tag/nlp.html"] {
        let report = Report::of(&format!("{}{path}", host.url()), &categories)?;
        for category in categories {
            let (grade, faults) = (report.grade(category), report.faults(category));
            assert_eq!((grade, faults), (Some(100.0), Vec::new()), "{category} of {path:?}");
        }
    }
    Ok(())
}
