//! What is measured.

use casebook::catalog::Catalog;
use casebook::curate::{Options, Severity, Source, build, write};
use std::fs::{self, File};
use std::hint::black_box;
use std::path::{Path, PathBuf};

/// A piece of work.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    /// The `csv` crate reads all records, one after the other into the same room.
    CsvCrate,
    /// The `csv` crate reads all records, each into a room of its own.
    CsvRecords,
    /// A list is built.
    Build,
    /// A list is built, and its catalog is written.
    BuildAndWrite,
}

impl Work {
    const ALL: [Self; 4] = [Self::CsvCrate, Self::CsvRecords, Self::Build, Self::BuildAndWrite];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::CsvCrate => "csv crate",
            Self::CsvRecords => "csv crate, owned",
            Self::Build => "build",
            Self::BuildAndWrite => "build and write",
        }
    }

    pub(crate) fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|work| work.name() == name).unwrap()
    }

    /// Does it. What is made comes back, so that the clock can be stopped before its memory is given back.
    pub(crate) fn run(self, path: &Path) -> Option<Catalog> {
        match self {
            Self::CsvCrate => read_into_one(path),
            Self::CsvRecords => read_records(path),
            Self::Build => return Some(built(path)),
            Self::BuildAndWrite => {
                let catalog = built(path);
                let mut file = File::create(path.with_extension("json")).unwrap();
                write(&catalog, &mut file).unwrap();
                return Some(catalog);
            }
        }
        None
    }
}

fn read_into_one(path: &Path) {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).unwrap() {
        black_box(&record);
    }
}

fn read_records(path: &Path) {
    for record in csv::Reader::from_path(path).unwrap().into_records() {
        black_box(record.unwrap());
    }
}

fn built(path: &Path) -> Catalog {
    let mut paths = Vec::new();
    find(path, &mut paths);
    paths.sort();
    let files = paths.iter().map(|path| Source::read(path).unwrap()).collect();
    let below = |file: &PathBuf| file.strip_prefix(path).unwrap().display().to_string();
    let options = Options {
        paths: if path.is_dir() { paths.iter().map(below).collect() } else { Vec::new() },
        is_folder: path.is_dir(),
        this_year: Some(2030),
        ..Options::default()
    };
    let built = build(files, &options);
    let errors = built.problems.iter().filter(|problem| problem.severity == Severity::Error);
    assert_eq!(errors.count(), 0, "{:?}", built.problems);
    assert!(!built.catalog.is_empty());
    built.catalog
}

fn find(path: &Path, found: &mut Vec<PathBuf>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            find(&entry.unwrap().path(), found);
        }
    } else {
        found.push(path.to_owned());
    }
}
