//! Reads what the arguments name.

use super::arguments::Reading;
use super::{Stop, fail};
use crate::curate::{Built, Config, Options, Source, build, input};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// Builds the list that the arguments name.
pub(super) fn read(reading: &Reading) -> Result<Built, Stop> {
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
    let unusable = |bad: input::Unusable| fail(format_args!("{}: error: {}", bad.name, bad.reason));
    let mut inputs = input::find(&reading.inputs).map_err(unusable)?;
    if let Some(config) = &config_path {
        inputs.retain(|input| !super::build::is_same(&input.path, config));
    }
    let mut files: Vec<Source> = Vec::with_capacity(inputs.len());
    for input in &inputs {
        files.push(input::read(input).map_err(fail)?);
    }
    let options = Options {
        config,
        link_base: reading.link_base.clone(),
        form: reading.from,
        paths: inputs.iter().map(|input| input::path_below(&root, &input.path)).collect(),
        is_folder: reading.inputs.iter().all(|path| path.is_dir()),
        this_year: Some(this_year()),
        may_be_no_list: inputs.iter().map(|input| !input.is_named).collect(),
    };
    Ok(build(files, &options))
}

fn config_path(reading: &Reading, root: &Path) -> Option<PathBuf> {
    let usual = || Some(root.join("casebook.toml")).filter(|path| path.is_file());
    reading.config.clone().or_else(usual)
}

fn read_config(path: &Path) -> Result<Config, Stop> {
    let source = Source::read(path).map_err(fail)?;
    Config::parse(source.text()).map_err(|(range, message)| {
        let place = source.place(range.start);
        fail(format_args!("{}:{place}: error[CB007]: {message}", path.display()))
    })
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
    let days = fixed.unwrap_or_else(now) / 86_400;
    // The Gregorian calendar repeats after 400 years of 146,097 days; 1970 plus a mean year is right
    // but for hours around New Year.
    let year = 1970 + days * 400 / 146_097;
    u16::try_from(year).unwrap_or(9999)
}
