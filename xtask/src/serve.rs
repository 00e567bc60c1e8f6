//! `cargo xtask serve`: the page on this machine.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use crate::args;
use crate::page;
use crate::server::{Config, Reply, Server};
use crate::trouble::{Doing, Result, Trouble};

/// Builds the page and serves it until the process is ended.
///
/// # Errors
/// When the port is taken, the catalog is missing, or the page cannot be built.
pub fn run(options: &args::Serve) -> Result<()> {
    // Both are known before minutes of building.
    probe(options.port)?;
    let catalog = options.catalog.as_deref().map(readable).transpose()?;
    let mut site = page::build()?;
    if let Some(catalog) = &catalog {
        site = crate::root().join("target/served");
        page::publish_anew(catalog, &site)?;
    }

    let mut config = Config::new(&site).port(options.port).prefix(&options.prefix);
    if let Some(catalog) = catalog {
        let shown = Mutex::new(None);
        config = config.script(move |path| match path {
            "catalog.json" => Some(read(&catalog)),
            "" | "index.html" => {
                show(&catalog, &site, &mut shown.lock().unwrap_or_else(PoisonError::into_inner));
                None
            }
            _ => None,
        });
    }
    let server = Server::start(config).map_err(|error| taken(options.port, &error))?;
    println!("Casebook answers at {} (Ctrl-C ends it)", server.url());
    if options.open {
        open(&server.url());
    }
    server.wait();
    Ok(())
}

fn probe(port: u16) -> Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    listener.map(drop).map_err(|error| taken(port, &error))
}

fn taken(port: u16, error: &std::io::Error) -> Trouble {
    let (what, other) = match error.kind() {
        std::io::ErrorKind::AddrInUse => ("is taken by another program", port.wrapping_add(1)),
        _ => ("cannot be listened at", 8080),
    };
    Trouble::new(format!("port {port} {what} ({error})"))
        .remedy(format!("End that program, or choose: cargo xtask serve --port {other}"))
}

fn readable(path: &Path) -> Result<PathBuf> {
    fs::File::open(path).doing(|| format!("open the catalog {}", path.display()))?;
    Ok(path.to_owned())
}

/// Puts the list into the page if it was saved since. Of one that cannot be read, the page says what is wrong.
fn show(catalog: &Path, site: &Path, shown: &mut Option<SystemTime>) {
    let saved = fs::metadata(catalog).and_then(|file| file.modified()).ok();
    if saved.is_none() || *shown != saved {
        *shown = saved;
        if let Err(trouble) = page::publish(catalog, site) {
            eprintln!("{trouble}");
        }
    }
}

/// Reads anew for each request, so that a reload shows what was saved.
fn read(catalog: &Path) -> Reply {
    match fs::read(catalog) {
        Ok(content) => Reply::new(200, "application/json", content),
        Err(error) => Reply::new(404, "text/plain; charset=utf-8", error.to_string()),
    }
}

fn open(url: &str) {
    let (program, args): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/C", "start"]),
        _ => ("xdg-open", &[]),
    };
    let mut command = Command::new(program);
    command.args(args).arg(url).stdout(Stdio::null()).stderr(Stdio::null());
    if command.spawn().is_err() {
        eprintln!("There is no {program} to open a browser with; open the address yourself.");
    }
}
