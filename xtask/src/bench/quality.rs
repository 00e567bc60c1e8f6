//! How good the page is when it is opened: what Lighthouse says of it, and how soon something is seen, beside the
//! bare table.

use std::fs;
use std::path::Path;

use serde_json::json;

use super::driver::Session;
use super::page::number;
use super::statistics::median;
use super::visits::published;
use crate::hosts::{self, Host};
use crate::lighthouse::{CATEGORIES, Report};
use crate::sizes;
use crate::trouble::{Doing, Result, Trouble};

/// How often Lighthouse looks.
const LOOKS: usize = 3;
/// How often each page is opened.
const OPENED: usize = 9;

/// What Lighthouse measures, in milliseconds; the last one has no unit.
pub(super) const AUDITS: [&str; 5] = [
    "first-contentful-paint",
    "largest-contentful-paint",
    "speed-index",
    "total-blocking-time",
    "cumulative-layout-shift",
];

/// The table of the page and nothing else.
const BARE: &str = "bare.html";

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figures {
    /// Of 100, by category; the median of all looks.
    pub(super) grades: Vec<f64>,
    /// By audit.
    pub(super) audits: Vec<f64>,
    pub(super) paints: Vec<Paint>,
}

/// When something is first seen, in milliseconds from the beginning of the navigation.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Paint {
    pub(super) conditions: &'static str,
    pub(super) page: f64,
    pub(super) bare: f64,
    /// How much of the page moved afterwards, by the browser's own measure.
    pub(super) shift: f64,
}

/// A machine and its network.
struct Conditions {
    name: &'static str,
    /// How often slower than this machine.
    slower: u32,
    /// What Lighthouse takes for a phone's: 150 ms there and back, 1.6 Mbit/s.
    is_slow_network: bool,
}

const CONDITIONS: [Conditions; 2] = [
    Conditions { name: "this machine, no network between", slower: 1, is_slow_network: false },
    Conditions { name: "a phone on a slow network", slower: 4, is_slow_network: true },
];

/// Begins with the document: sums up what moves.
const WATCH: &str = "
    window.shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((it) => { window.shift += it.value; }))
        .observe({ type: 'layout-shift', buffered: true });";

/// When something was first seen, once that is known.
const FIRST_PAINT: &str = "await new Promise((done) => new PerformanceObserver((list) => {
    for (const it of list.getEntries()) if (it.name === 'first-contentful-paint') done(it.startTime);
}).observe({ type: 'paint', buffered: true }))";

/// Looks at the site of the list that ships, with the app that was built last.
///
/// # Errors
/// When a program is missing, or a page does not load.
pub(super) fn measure(rounds: Option<usize>) -> Result<Figures> {
    hosts::ensure()?;
    let list = crate::root().join("public/catalog.json");
    let list = fs::read_to_string(list).doing(|| "read the list".to_owned())?;
    let (root, site) = published("bench-quality", &list)?;
    write_bare(&site)?;
    let server = Host::nginx(&root, "/list/")?;
    let mut paints = Vec::new();
    for conditions in &CONDITIONS {
        eprintln!("Opening pages on {}.", conditions.name);
        paints.push(paint(server.url(), conditions, rounds.unwrap_or(OPENED))?);
    }
    eprintln!("Asking Lighthouse.");
    let looks = (0..rounds.unwrap_or(LOOKS)).map(|_| Report::of(server.url(), &CATEGORIES));
    let looks = looks.collect::<Result<Vec<_>>>()?;
    let grade = |category: &&str| median(looks.iter().filter_map(|look| look.grade(category)));
    let audit = |audit: &&str| median(looks.iter().filter_map(|look| look.number(audit)));
    let (grades, audits) =
        (CATEGORIES.iter().map(grade).collect(), AUDITS.iter().map(audit).collect());
    Ok(Figures { grades, audits, paints })
}

/// Opens both pages in turns, each time in a browser that has never been used.
fn paint(url: &str, conditions: &Conditions, rounds: usize) -> Result<Paint> {
    let (mut pages, mut bares, mut shift) = (Vec::new(), Vec::new(), 0.0_f64);
    for _ in 0..rounds {
        bares.push(open(&format!("{url}{BARE}"), conditions)?.0);
        let (seen, moved) = open(url, conditions)?;
        pages.push(seen);
        shift = shift.max(moved);
    }
    let (page, bare) = (median(pages), median(bares));
    Ok(Paint { conditions: conditions.name, page, bare, shift })
}

/// When something is seen, and how much moves until the page rests.
fn open(url: &str, conditions: &Conditions) -> Result<(f64, f64)> {
    let session = Session::start()?;
    let screen = json!({ "width": 412, "height": 823, "deviceScaleFactor": 1.75, "mobile": true });
    session.cdp("Emulation.setDeviceMetricsOverride", &screen)?;
    session.cdp("Emulation.setCPUThrottlingRate", &json!({ "rate": conditions.slower }))?;
    session.cdp("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": WATCH }))?;
    if conditions.is_slow_network {
        session.cdp("Network.enable", &json!({}))?;
        let network = json!({ "offline": false, "latency": 150, "downloadThroughput": 200_000,
                              "uploadThroughput": 93_750 });
        session.cdp("Network.emulateNetworkConditions", &network)?;
    }
    session.open(url)?;
    let seen = number(&session.promised(FIRST_PAINT)?);
    session.promised("await new Promise((done) => setTimeout(done, 2000))")?;
    Ok((seen, number(&session.promised("window.shift")?)))
}

/// Writes the table of the page as a page of its own, without scripts and styles, compressed as the page is.
fn write_bare(site: &Path) -> Result<()> {
    let page = fs::read_to_string(site.join("index.html")).doing(|| "read the page".to_owned())?;
    let table =
        page.find("<table").zip(page.find("</table>")).and_then(|(from, to)| page.get(from..to));
    let table = table.ok_or_else(|| Trouble::new("the page has no table"))?;
    let bare = format!(
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content=\"width=device-width\">\
         <title>Bare</title><link rel=icon href=data:,>{table}</table>"
    );
    let compressed = sizes::compressed(bare.as_bytes())?;
    fs::write(site.join(BARE), bare)
        .and_then(|()| fs::write(site.join(format!("{BARE}.br")), compressed))
        .doing(|| "write the bare table".to_owned())
}
