//! What people may ask for.

use crate::curate::{Form, site};
use crate::export;
use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::path::PathBuf;

/// Turns curated lists into sound catalogs
///
/// Reads Markdown tables, pages of case studies, CSV, YAML and JSON, finds every fault at once and says
/// where, and writes the catalog that the page loads.
#[derive(Parser)]
#[command(name = "casebook", version)]
#[command(after_help = "Examples:
  casebook new field-notes
  casebook check README.md
  casebook serve README.md
  casebook build README.md --site out
  casebook build case-studies/ -o catalog.json --config casebook.toml
  casebook check case-studies/ --fix
  casebook explain CB052")]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Subcommand)]
pub(super) enum Command {
    /// Read lists, report their faults, and write their catalog or their site
    ///
    /// Errors and warnings go to standard error, all of them in one run. If one is an error, nothing is
    /// written and the exit code is 1. The same files give the same catalog, in whatever order they are named.
    #[command(after_help = "Examples:
  casebook build data/list.md -o public/catalog.json
  casebook build cases/ extra.csv --config casebook.toml -o catalog.json
  casebook build README.md --site out --site-url https://example.org/list/
  casebook build README.md --site out --precompress
  casebook build README.md --single-file list.html
  curl https://example.org/list.csv | casebook build - -o - | jq .title")]
    Build(Build),
    /// Find all faults of lists
    ///
    /// Each is shown as `path:line:column: severity[code]: message` with its line; `casebook explain`
    /// tells more about a code. Of many faults of one kind, the first ten are shown with their lines, the
    /// others on one line each. Faults go to standard output, followed by how many there are of each kind.
    ///
    /// The exit code is 0 if there is no error, 1 if there is one, 2 if the arguments make no sense.
    #[command(after_help = "Examples:
  casebook check README.md
  casebook check cases/ --fix
  casebook check cases/ --format sarif > casebook.sarif
  casebook check cases/ --suggest-config > casebook.toml")]
    Check(Check),
    /// Tell what a fault means, with an example, and how to mend or allow it
    ///
    /// The codes are those in brackets in what `casebook check` says; without one, all are listed.
    #[command(after_help = "Examples:
  casebook explain
  casebook explain CB020")]
    Explain(Explain),
    /// Tell what is in lists: rows, companies, facets with counts, years
    #[command(after_help = "Example: casebook stats cases/")]
    Stats(Stats),
    /// Write a catalog as Markdown, CSV, JSON, BibTeX or an Atom feed
    ///
    /// `casebook build` reads the Markdown back to the same catalog, so that list and site can be kept
    /// from one source. Its printed counts are those of the table. It is all that the catalog says: prose
    /// around the tables of a list is not in it, so that no file that is read is written over.
    #[command(after_help = "Examples:
  casebook export catalog.json --to md -o README.md
  casebook export catalog.json --to csv --for-spreadsheets -o cases.csv
  casebook export catalog.json --to bibtex > cases.bib")]
    Export(Export),
    /// Show the site of a list on this machine, anew whenever the list has changed
    ///
    /// Only this machine can see it. Faults are told here; of a list with errors, what was shown before stays.
    #[command(after_help = "Example: casebook serve README.md")]
    Serve(Serve),
    /// Set up a list, its casebook.toml, and a workflow that publishes it on GitHub Pages
    ///
    /// What is there already is never overwritten.
    #[command(after_help = "Examples:
  casebook new
  casebook new field-notes --repository somebody/casebook")]
    New(New),
    /// Print what a shell needs to complete arguments
    ///
    /// Where it belongs depends on the shell; open a new one afterwards.
    #[command(after_help = "Examples:
  casebook completions bash > ~/.local/share/bash-completion/completions/casebook
  casebook completions zsh > ~/.zfunc/_casebook   # with `fpath+=~/.zfunc` before compinit in ~/.zshrc
  casebook completions fish > ~/.config/fish/completions/casebook.fish
  casebook completions powershell >> $PROFILE
  casebook completions elvish >> ~/.config/elvish/rc.elv")]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the JSON Schema of catalogs, or of casebook.toml
    #[command(after_help = "Example: casebook schema config > casebook.schema.json")]
    Schema {
        /// Of what
        of: SchemaOf,
    },
}

/// What has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaOf {
    /// catalog.json
    Catalog,
    /// casebook.toml
    Config,
}

/// What is read, and how.
#[derive(Args)]
pub(super) struct Reading {
    /// Files and folders; `-` is standard input
    #[arg(required = true, value_name = "INPUT")]
    pub(super) inputs: Vec<PathBuf>,
    /// What the curator decides about the list [default: casebook.toml in the folder that all inputs are in, if there]
    #[arg(long, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// The form of all files [default: what each looks like]
    #[arg(long, value_name = "FORM")]
    pub(super) from: Option<Form>,
    /// What relative links are relative to; goes before what the list says
    #[arg(long, value_name = "URL", value_parser = web_address)]
    pub(super) link_base: Option<String>,
}

#[derive(Args)]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) reading: Reading,
    /// Where the catalog goes; `-` is standard output [default: that, unless a site is made]
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Where the site goes: all files that a web server needs to show the list
    ///
    /// What was there of an earlier list is replaced; a file that is not ours is not.
    #[arg(long, value_name = "FOLDER")]
    pub(super) site: Option<PathBuf>,
    /// Put compressed forms of its files beside them, `.br` and `.gz`, for servers that send those
    #[arg(long, requires = "site")]
    pub(super) precompress: bool,
    /// Where the site goes as one file, which a browser opens from a disk; `-` is standard output
    #[arg(long, value_name = "FILE")]
    pub(super) single_file: Option<PathBuf>,
    #[command(flatten)]
    pub(super) publishing: Publishing,
    /// Write the catalog of what is sound even if there are errors; the exit code is 1 all the same
    #[arg(long)]
    pub(super) partial: bool,
}

#[derive(Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) reading: Reading,
    /// How faults are printed
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
    /// Print errors only; warnings and notes are counted all the same
    #[arg(short, long)]
    pub(super) quiet: bool,
    /// Repair in place what is mechanical and safe
    ///
    /// The rest of each file stays as it is, byte for byte; one that is not UTF-8 becomes so. Entries stay
    /// what they are. Prints what was repaired, then the faults that remain.
    #[arg(long)]
    pub(super) fix: bool,
    /// Print a casebook.toml that settles what is spelled two ways, to be read before it is used
    ///
    /// It says what the present one says, without its comments, and reads as one what is spelled two ways:
    /// as most rows have it. If there is a casebook.toml already, write to another file: the shell empties
    /// the one behind `>` before we can read it.
    #[arg(long, conflicts_with_all = ["fix", "format", "quiet"])]
    pub(super) suggest_config: bool,
}

#[derive(Args)]
pub(super) struct Stats {
    #[command(flatten)]
    pub(super) reading: Reading,
    /// How many values of each facet are shown
    #[arg(long, value_name = "NUMBER", default_value_t = 10)]
    pub(super) top: usize,
}

#[derive(Args)]
pub(super) struct Export {
    /// A catalog, or any list that can be built
    #[command(flatten)]
    pub(super) reading: Reading,
    /// The format
    #[arg(long, value_name = "FORMAT", value_parser = PossibleValuesParser::new(export::Format::NAMES))]
    pub(super) to: String,
    /// Where it goes; `-` is standard output [default: -]
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// CSV as spreadsheet programs want it: with a byte order mark, and nothing taken for a formula
    #[arg(long)]
    pub(super) for_spreadsheets: bool,
}

#[derive(Args)]
pub(super) struct Serve {
    #[command(flatten)]
    pub(super) reading: Reading,
    #[command(flatten)]
    pub(super) publishing: Publishing,
    /// Where to listen; 0 is any port that is free
    #[arg(long, value_name = "NUMBER", default_value_t = 8080)]
    pub(super) port: u16,
}

#[derive(Args)]
pub(super) struct New {
    /// Where; it is made if it is not there
    #[arg(default_value = ".")]
    pub(super) folder: PathBuf,
    /// The repository of Casebook that the workflow builds the site with, as in `somebody/casebook`
    #[arg(long, value_name = "OWNER/NAME", value_parser = repository)]
    pub(super) repository: Option<String>,
}

/// The site of a list.
#[derive(Args)]
pub(super) struct Publishing {
    /// The compiled app, as `cargo xtask build` leaves it in target/app [default: the one in this command]
    #[arg(long, value_name = "FOLDER")]
    pub(super) app: Option<PathBuf>,
    /// Where the site will be; without it, it has no canonical links, no pictures for previews and no sitemap
    /// [default: `site_url` of casebook.toml]
    #[arg(long, value_name = "URL", value_parser = web_address)]
    pub(super) site_url: Option<String>,
}

#[derive(Args)]
pub(super) struct Explain {
    /// The fault's code, as in `CB020` or `20`
    pub(super) code: Option<String>,
}

/// How faults are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people, with the lines they are in
    #[default]
    Text,
    /// For programs
    Json,
    /// Annotations of a GitHub workflow
    Github,
    /// For code scanning
    Sarif,
}

fn repository(text: &str) -> Result<String, &'static str> {
    let is_name = |name: &str| {
        let is_letter = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
        !name.is_empty() && name.chars().all(is_letter)
    };
    let is_both = text.split_once('/').is_some_and(|(owner, name)| is_name(owner) && is_name(name));
    if is_both { Ok(text.to_owned()) } else { Err("write owner and name, as in somebody/casebook") }
}

fn web_address(text: &str) -> Result<String, &'static str> {
    let address = site::is_base(text).then(|| text.to_owned());
    address.ok_or("write a web address, as in https://example.org/list/")
}
