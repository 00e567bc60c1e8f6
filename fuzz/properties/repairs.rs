//! Repairing lists.

use casebook::catalog::encode;
use casebook::curate::{Form, Options, Severity, Source, build, fix};

/// Repairs are made once and for all, and leave the entries as they are; where an error was repaired, there may be
/// more. The first byte says which form the rest is of.
pub fn repairs(bytes: &[u8]) {
    let Some((form, list)) = bytes.split_first() else { return };
    let forms = [Form::Markdown, Form::Csv, Form::Json, Form::Yaml];
    let form = forms[usize::from(*form) % forms.len()];
    let source = |bytes: &[u8]| Source::new("list", bytes.to_vec());
    let options = Options { form: Some(form), ..Options::default() };
    let Ok(file) = source(list) else { return };
    let before = build(vec![file.clone()], &options);
    let fixed = fix(vec![file], &options);
    let Some(after) = fixed.files.get(&0) else { return };
    let again = source(after).expect("what was repaired can be read");
    let second = fix(vec![again], &options);
    assert!(second.files.is_empty(), "{:?}", second.repaired);
    let entries = |json: String| json[json.find("\"facets\"").expect("facets")..].to_owned();
    let (was, is) = (entries(encode(&before.catalog)), entries(encode(&second.built.catalog)));
    let mends_errors = fixed.repaired.keys().any(|(_, code)| code.severity() == Severity::Error);
    assert!(mends_errors || was == is, "{was}\n{is}");
}
