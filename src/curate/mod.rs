//! Reads lists as people keep them, finds their faults, and makes their catalog. For the host only.
//!
//! The way of a list: files are found ([`input`]) and their text repaired ([`source`]); a reader for each
//! form ([`read`]) hands rows to the [`lister`], which drafts entries and reports what is wrong with each;
//! drafts of one case study are put together ([`merge`]); what no row shows alone is looked for
//! ([`checks`]); and what is left becomes the catalog ([`finish`]). Each row becomes an entry, or part of
//! one, or an error with its place; nothing is lost in silence.
//!
//! ```
//! use casebook::curate::{Options, Source, build};
//!
//! let list = "# Cases\n\n| Case Study | Year |\n|--|--|\n| [First](https://a.example/) | 2024 |\n";
//! let source = Source::new("list.md", list.into()).unwrap();
//! let built = build(vec![source], &Options::default());
//! assert_eq!(built.catalog.len(), 1);
//! assert!(built.problems.is_empty());
//! ```

mod bytes;
mod checks;
mod command;
mod config;
mod date;
mod explain;
mod fault;
mod finish;
mod fix;
mod front_matter;
mod ids;
mod input;
mod lister;
mod merge;
mod parts;
mod read;
mod render;
mod resemble;
pub mod schema;
mod site;
mod source;
mod suggest;
mod write;

pub use command::main;
pub use config::Config;
pub use fault::{Code, Edit, Problem, Severity, Span, Spelling, Suggestion};
pub use fix::{Fixed, fix};
pub use input::Form;
pub use lister::Rows;
pub use source::{Encoding, Place, ReadError, Repair, RepairKind, Source};
pub use write::write;

use crate::catalog::{Builder, Catalog};
use fault::{Allowed, Report};
use lister::Lister;
use merge::Groups;
use site::Site;
use std::ops::Range;
use std::path::Path;

/// How a list is to be read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What the curator decides about the list.
    pub config: Config,
    /// What relative links are relative to; goes before all that the list says.
    pub link_base: Option<String>,
    /// The form of all files; without it, each is of the form that it looks like.
    pub form: Option<Form>,
    /// The paths of the files below the root of the list, with `/`; without them, their names.
    pub paths: Vec<String>,
    /// Whether all files of the root are there, so that a link to any other leads nowhere.
    pub is_folder: bool,
    /// The year that is now; without it, no year is in the future.
    pub this_year: Option<u16>,
    /// For each file, whether it may turn out to be no list.
    pub may_be_no_list: Vec<bool>,
    /// Files that could not be read, by number, and why; they are taken for empty.
    pub unreadable: Vec<(usize, String)>,
}

/// What became of a list.
#[derive(Debug)]
pub struct Built {
    /// The catalog of all that has no error. If there is an error, something is missing in it.
    pub catalog: Catalog,
    /// In order of their places.
    pub problems: Vec<Problem>,
    /// What became of the rows.
    pub rows: Rows,
    /// The files, in the order that spans count them in.
    pub files: Vec<Source>,
}

impl Built {
    /// What becomes of a list of which a file keeps us from reading it at all.
    fn failed(file: Source, code: Code, range: Range<usize>, message: &str) -> Self {
        let mut report = Report::default();
        report.add(code, Span::new(0, range), message);
        let files = vec![file];
        let problems = report.finish(&files, &Allowed::default());
        Self { catalog: Builder::default().finish(), problems, rows: Rows::default(), files }
    }

    /// How many problems there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|problem| problem.severity == severity).count()
    }

    /// Whether there is no error.
    pub fn is_sound(&self) -> bool {
        self.count(Severity::Error) == 0
    }
}

/// The last part of a path.
fn file_name(path: &str) -> String {
    path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned()
}

/// The file with which there is more text than a [`Span`] can tell the places of.
fn too_large(files: &[Source]) -> Option<usize> {
    let mut room = i32::MAX as usize;
    let is_too_large = |file: &Source| match room.checked_sub(file.text().len()) {
        Some(rest) => {
            room = rest;
            false
        }
        None => true,
    };
    files.iter().position(is_too_large)
}

/// Makes the catalog of a list.
pub fn build(mut files: Vec<Source>, options: &Options) -> Built {
    if let Some(large) = too_large(&files) {
        let file = files.swap_remove(large);
        let message = "files of more than 2 GiB together cannot be read";
        return Built::failed(file, Code::Unreadable, 0..0, message);
    }
    let mut report = Report::default();
    for (file, reason) in &options.unreadable {
        report.add(Code::Unreadable, Span::new(*file, 0..0), reason.as_str());
    }
    fault::report_repairs(&files, &mut report);
    let paths: Vec<String> = match &options.paths[..] {
        [] => files.iter().map(|file| file_name(file.name())).collect(),
        paths => paths.to_vec(),
    };
    let forms: Vec<Form> = files
        .iter()
        .zip(&paths)
        .map(|(file, path)| {
            options.form.unwrap_or_else(|| input::form(Path::new(path), file.text()))
        })
        .collect();
    let parsed = read::parse(&files, &forms, &options.config, &mut report);
    let (about, base) = read::about(&parsed, &paths, options, &mut report);
    let site = Site::new(&base, paths, options.is_folder);
    let config = options.config.clone();
    let mut lister = Lister::new(&files, &config, &site, options.this_year.unwrap_or(9999));
    lister.report = report;
    lister.base_is_given = options.link_base.is_some() || options.config.link_base.is_some();
    let printed = read::read(&parsed, &forms, options, &mut lister);
    read::check_title(&about, &mut lister);
    lister.settle();
    let groups = Groups::find(&mut lister);
    let (mut report, rows) = (std::mem::take(&mut lister.report), lister.rows);
    // Neither needs the other, and both take long.
    let (catalog, (checked, allowed)) = rayon::join(
        || finish::catalog(&lister, &groups, about, &mut report),
        || (checks::run(&lister, &groups, &printed), Allowed::new(&options.config, &files)),
    );
    report.append(checked);
    // Nobody waits until its memory is given back.
    let drafts = std::mem::take(&mut lister.drafts);
    rayon::spawn(|| drop(drafts));
    let problems = report.finish(&files, &allowed);
    Built { catalog, problems, rows, files }
}
