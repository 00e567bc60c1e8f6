//! A click and a cold start of the page that ships, beside pages made with table libraries.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::driver::Session;
use super::generate::workload;
use super::statistics::median;
use crate::page;
use crate::server::{Config, Reply, Server};
use crate::shell::{self, Surroundings};
use crate::tools;
use crate::trouble::{Doing, Result, Trouble};

/// What a page is called, where it is, and which of its links filter by a tag.
struct Contender {
    title: &'static str,
    place: &'static str,
    links: &'static str,
}

const CONTENDERS: [Contender; 6] = [
    Contender { title: "Casebook", place: "", links: "[aria-labelledby=facet-tag] .values li" },
    with("List.js", "list.html"),
    with("Tabulator", "tabulator.html"),
    with("TanStack Table, React", "tanstack.html"),
    with("DataTables", "datatables.html"),
    with("by hand", "hand.html"),
];

/// A page of benches/web/site.
const fn with(title: &'static str, place: &'static str) -> Contender {
    Contender { title, place, links: "#tag li" }
}

/// How often clicks are measured.
const ROUNDS: usize = 7;

/// How often each page is opened for its first row.
const OPENED: usize = 7;

/// How often slower a slow machine is taken to be.
const SLOW: u32 = 4;

/// Begins with the document: notes when the first row is drawn, and the longest task until then.
const WATCH: &str = r#"
    window.longest = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((it) => {
        window.longest = Math.max(window.longest, it.duration);
    })).observe({ type: "longtask", buffered: true });
    window.firstRow = new Promise((done) => {
        const look = () => {
            const row = document.querySelector("tbody tr, .tabulator-row");
            if (row && row.textContent.trim() !== "") {
                const drawn = new MessageChannel();
                drawn.port1.onmessage = () => done(performance.now());
                drawn.port2.postMessage(0);
            } else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
    });"#;

/// How one page did at one size, in milliseconds.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figures {
    pub(super) title: String,
    pub(super) rows: u32,
    /// From the beginning of the navigation.
    pub(super) first_row: f64,
    /// Of the main thread while the page loads; 0 where none took 50.
    pub(super) longest_task: f64,
    /// Of the main thread, a click: as it is, with what follows once it is quiet, and on a slow machine.
    pub(super) click: f64,
    pub(super) all_click: f64,
    pub(super) slow_click: f64,
    /// The same for a click on nothing.
    pub(super) empty_click: f64,
}

/// Measures the page in dist/ at each of these sizes.
///
/// # Errors
/// When there is no such page, a library cannot be had, or a page shows no row.
pub(super) fn measure(sizes: &[u32], dist: &Path) -> Result<Vec<Figures>> {
    bundle(dist)?;
    let mut figures = Vec::new();
    for &rows in sizes {
        eprintln!("Measuring pages of {rows} rows.");
        let server = serve(&workload(rows as usize).catalog)?;
        let mut first_rows = CONTENDERS.each_ref().map(|_| Vec::new());
        for _ in 0..OPENED {
            for (contender, first_rows) in CONTENDERS.iter().zip(&mut first_rows) {
                first_rows.push(open(&server, contender)?.1);
            }
        }
        for (contender, first_rows) in CONTENDERS.iter().zip(first_rows) {
            figures.push(visit(&server, rows, contender, median(first_rows))?);
        }
    }
    Ok(figures)
}

/// Opens a page in a browser that has never been used; when its first row was there.
fn open(server: &Server, contender: &Contender) -> Result<(Session, f64)> {
    let session = Session::start()?;
    // What the main thread works, whatever else the machine does meanwhile.
    session.cdp("Performance.enable", &json!({ "timeDomain": "threadTicks" }))?;
    session.cdp("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": WATCH }))?;
    session.open(&format!("{}{}", server.url(), contender.place))?;
    let first_row = number(&session.promised("await window.firstRow")?);
    Ok((session, first_row))
}

fn visit(server: &Server, rows: u32, contender: &Contender, first_row: f64) -> Result<Figures> {
    let (session, _) = open(server, contender)?;
    // What a page does after its first row, it does before it is clicked.
    session.promised("await new Promise((done) => setTimeout(done, 3000))")?;
    let longest_task = number(&session.promised("window.longest")?);
    let click = clicks(&session, contender.links)?;
    let all_click = quiet_clicks(&session, contender.links)?;
    let empty_click = clicks(&session, "nothing")?;
    session.cdp("Emulation.setCPUThrottlingRate", &json!({ "rate": SLOW }))?;
    let slow_click = clicks(&session, contender.links)?;
    let title = contender.title.to_owned();
    Ok(Figures { title, rows, first_row, longest_task, click, all_click, slow_click, empty_click })
}

/// What a click takes of the main thread, in the mean: each of the first five links is clicked twice, so
/// that it filters and lets go, and each has some frames to follow up. The median of some rounds.
fn clicks(session: &Session, links: &str) -> Result<f64> {
    let frames = "for (let frames = 0; frames < 6; frames++) \
                  await new Promise((done) => requestAnimationFrame(done));";
    let script = each_clicked(links, 10, frames);
    // Once for the compilers of the browser.
    session.promised(&script)?;
    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        let before = busy(session)?;
        session.promised(&script)?;
        rounds.push((busy(session)? - before) * 1000.0 / 10.0);
    }
    Ok(median(rounds))
}

/// The same where a reader looks at each for a while, so that what comes later is in it.
fn quiet_clicks(session: &Session, links: &str) -> Result<f64> {
    let script = each_clicked(links, 4, "await new Promise((done) => setTimeout(done, 1500));");
    let before = busy(session)?;
    session.promised(&script)?;
    Ok((busy(session)? - before) * 1000.0 / 4.0)
}

/// Clicks so often, two times on each link, and waits after each.
fn each_clicked(links: &str, times: usize, wait: &str) -> String {
    format!(
        "await (async () => {{
            for (let at = 0; at < {times}; at++) {{
                const item = document.querySelectorAll('{links}')[at >> 1];
                (item ? item.querySelector('a') : document.body).click();
                {wait}
            }}
        }})()"
    )
}

/// How long the main thread has worked so far, in seconds.
fn busy(session: &Session) -> Result<f64> {
    let metrics = session.cdp("Performance.getMetrics", &json!({}))?;
    let metrics = metrics["metrics"].as_array().map_or(&[][..], Vec::as_slice);
    let busy = metrics.iter().find(|metric| metric["name"] == "TaskDuration");
    busy.map(|metric| number(&metric["value"]))
        .ok_or_else(|| Trouble::new("the browser does not tell how long it worked"))
}

/// A number of the browser's; 0 where it is none.
pub(super) fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(0.0)
}

/// Puts the pages of the libraries beside the built page's files, in a directory of their own.
fn bundle(dist: &Path) -> Result<()> {
    if !dist.join("index.html").is_file() {
        return Err(Trouble::new("there is no built page").remedy("Run: cargo xtask build"));
    }
    let source = crate::root().join("benches/web/site");
    super::engine::install(&source)?;
    let esbuild = Surroundings::default().search(tools::esbuild().ensure()?);
    let mut bundle = esbuild.command("esbuild");
    bundle.args(names().map(|name| source.join(format!("{name}.js"))));
    bundle.args(["--bundle", "--minify", "--format=esm", "--target=es2022", "--log-level=warning"]);
    bundle.arg("--define:process.env.NODE_ENV=\"production\"");
    let into = crate::root().join("target/bench-site");
    shell::run(bundle.arg(format!("--outdir={}", into.display())))?;
    let page = source.join("table.html");
    let page = fs::read_to_string(&page).doing(|| format!("read {}", page.display()))?;
    for name in names() {
        let style = format!("{name}.css");
        let style =
            into.join(&style).is_file().then(|| format!("<link rel=stylesheet href={style}>"));
        let page = page.replace("NAME", name) + &style.unwrap_or_default();
        fs::write(into.join(format!("{name}.html")), page)
            .doing(|| "write the pages of the table libraries".to_owned())?;
    }
    Ok(())
}

/// What the pages of the libraries are called: `list` of `list.html`.
fn names() -> impl Iterator<Item = &'static str> {
    CONTENDERS.iter().filter_map(|contender| contender.place.strip_suffix(".html"))
}

fn serve(catalog: &str) -> Result<Server> {
    let [tables, site, list] = ["bench-site", "bench-page", "bench-list.json"]
        .map(|name| crate::root().join("target").join(name));
    fs::write(&list, catalog).doing(|| format!("write {}", list.display()))?;
    page::publish_anew(&list, &site)?;
    let script = move |path: &str| {
        let (name, kind) = path.rsplit_once('.')?;
        let kind = match kind {
            "html" => "text/html; charset=utf-8",
            "js" => "text/javascript",
            "css" => "text/css",
            _ => return None,
        };
        names().any(|known| known == name).then(|| reply(&tables, path, kind))?
    };
    Server::start(Config::new(site).script(script)).doing(|| "serve the benchmark".to_owned())
}

fn reply(root: &Path, name: &str, kind: &str) -> Option<Reply> {
    Some(Reply::new(200, kind, fs::read(root.join(name)).ok()?))
}
