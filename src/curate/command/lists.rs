//! Reads what the arguments name.

use super::arguments::Reading;
use super::progress::during;
use super::{Stop, fail, file_of};
use crate::curate::date;
use crate::curate::input::{self, Input};
use crate::curate::{Built, Code, Config, Options, Source, build};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// Builds the list that the arguments name.
pub(super) fn read(reading: &Reading) -> Built {
    match find(reading) {
        Ok(List { files, options, .. }) => during("checking", 0, |_| build(files, &options)),
        Err(built) => *built,
    }
}

/// Refuses to write over what is read: all that a list says beside its entries would be lost.
pub(super) fn keep(reading: &Reading, output: Option<&Path>) -> Result<(), Stop> {
    let Some(output) = file_of(output).filter(|path| path.exists()) else { return Ok(()) };
    match input::find(&reading.inputs).iter().find(|input| is_same(&input.path, output)) {
        Some(input) => {
            let path = input.path.display();
            Err(fail(format_args!("{path}: error: this is read; write to another file")))
        }
        None => Ok(()),
    }
}

/// Whether two paths lead to one file.
fn is_same(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// What is to be read, and how.
pub(super) struct List {
    pub(super) files: Vec<Source>,
    pub(super) options: Options,
    /// Where the files are.
    pub(super) paths: Vec<PathBuf>,
}

/// Reads the files that the arguments name. What is wrong with the configuration comes back as all that
/// is to be said: without it, most of what is found in the list would be beside the point.
pub(super) fn find(reading: &Reading) -> Result<List, Box<Built>> {
    let root = input::root(&reading.inputs);
    let config_path = config_path(reading, &root);
    let config = config_path.as_deref().map(read_config).transpose()?.unwrap_or_default();
    // What the configuration says links are relative to is the folder that it is in.
    let root = match &config_path {
        Some(path) if config.link_base.is_some() => {
            path.parent().map(Path::to_path_buf).unwrap_or_default()
        }
        _ => root,
    };
    let mut inputs = input::find(&reading.inputs);
    if let Some(config) = &config_path {
        inputs.retain(|input| !is_same(&input.path, config));
    }
    if inputs.is_empty() {
        return Err(Box::new(nothing_found(reading)));
    }
    let (files, unreadable) = read_all(&inputs);
    let options = Options {
        config,
        link_base: reading.link_base.clone(),
        form: reading.from,
        paths: inputs.iter().map(|input| input::path_below(&root, &input.path)).collect(),
        is_folder: reading.inputs.iter().all(|path| path.is_dir()),
        this_year: Some(this_year()),
        may_be_no_list: inputs.iter().map(|input| !input.is_named).collect(),
        unreadable,
    };
    Ok(List { files, options, paths: inputs.into_iter().map(|input| input.path).collect() })
}

/// What is to be said of folders in which no file is called as a list is.
fn nothing_found(reading: &Reading) -> Built {
    let folder = reading.inputs.first().map(|path| path.display().to_string()).unwrap_or_default();
    let message = "no file here has the name of a list: .md, .csv, .tsv, .yaml or .json; those that begin with `.` or `_` are left out, unless they are named";
    Built::failed(Source::unreadable(&folder), Code::NoList, 0..0, message)
}

/// Reads all files; those that cannot be read are empty, and come back by number with the reason.
fn read_all(inputs: &[Input]) -> (Vec<Source>, Vec<(usize, String)>) {
    let bytes = |input: &Input| input.path.metadata().map(|file| file.len()).unwrap_or_default();
    let total = inputs.iter().map(bytes).sum();
    during("reading", total, |done| {
        let mut unreadable = Vec::new();
        let mut files: Vec<Source> = Vec::with_capacity(inputs.len());
        for input in inputs {
            let file = input::read(input).unwrap_or_else(|error| {
                unreadable.push((files.len(), error.reason()));
                Source::unreadable(error.name())
            });
            done.add(file.text().len());
            files.push(file);
        }
        (files, unreadable)
    })
}

/// Everything that the arguments have read: files of lists, and the configuration.
pub(super) fn paths(reading: &Reading) -> Vec<PathBuf> {
    let config = config_path(reading, &input::root(&reading.inputs));
    let inputs = input::find(&reading.inputs).into_iter().map(|input| input.path);
    inputs.chain(config).collect()
}

/// Where the configuration says that the site will be. What is wrong with it is said when the list is read.
pub(super) fn site_url(reading: &Reading) -> Option<String> {
    let path = config_path(reading, &input::root(&reading.inputs))?;
    read_config(&path).ok()?.site_url
}

fn config_path(reading: &Reading, root: &Path) -> Option<PathBuf> {
    let usual = || Some(root.join("casebook.toml")).filter(|path| path.is_file());
    reading.config.clone().or_else(usual)
}

fn read_config(path: &Path) -> Result<Config, Box<Built>> {
    let source = Source::read(path).map_err(|error| {
        let source = Source::unreadable(error.name());
        Box::new(Built::failed(source, Code::Unreadable, 0..0, &error.reason()))
    })?;
    Config::parse(source.text())
        .map_err(|(range, message)| Built::failed(source, Code::Configuration, range, &message))
        .map_err(Box::new)
}

/// The year that is now, or what `SOURCE_DATE_EPOCH` says, for builds that are to be the same next year.
fn this_year() -> u16 {
    let fixed = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    let now = || {
        SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map(|since| since.as_secs())
            .unwrap_or_default()
    };
    u16::try_from(date::year_at(fixed.unwrap_or_else(now))).unwrap_or(9999)
}
