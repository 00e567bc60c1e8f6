//! Reading lists, whatever their form.

use casebook::catalog::{decode, encode};
use casebook::curate::{Form, Options, Source, build};

/// Tables and pages.
pub fn markdown(bytes: &[u8]) {
    check("list.md", Form::Markdown, bytes);
}

/// Records with delimiters between their values.
pub fn csv(bytes: &[u8]) {
    check("list.csv", Form::Csv, bytes);
}

/// JSON and YAML.
pub fn structured(bytes: &[u8]) {
    check("list.json", Form::Json, bytes);
    check("list.yaml", Form::Yaml, bytes);
}

/// Builds a list of one file, and checks that no row is lost in silence, that places lie in the file, and
/// that the catalog can be read.
fn check(name: &str, form: Form, bytes: &[u8]) {
    let Ok(source) = Source::new(name, bytes.to_vec()) else { return };
    let options = Options { form: Some(form), ..Options::default() };
    let built = build(vec![source], &options);
    let rows = built.rows;
    assert_eq!(rows.read, rows.entries + rows.merged + rows.lost, "{rows:?}");
    assert_eq!(built.catalog.len(), rows.entries);
    for problem in &built.problems {
        let text = built.files[problem.span.file as usize].text();
        assert!(text.get(problem.span.range()).is_some(), "{problem:?}");
        for edit in &problem.fix {
            assert!(text.get(edit.span.range()).is_some(), "{problem:?}");
        }
    }
    let json = encode(&built.catalog);
    let again = decode(json.as_bytes()).expect("a catalog that was written can be read");
    assert_eq!(encode(&again), json);
}
