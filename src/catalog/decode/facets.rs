//! The facets that a catalog declares; few, so that each may be a value of its own.

use super::json::{Read, Reader};
use super::read_text;
use crate::catalog::{Builder, Declaration, DeclaredValue};
use crate::facet::Match;

/// Reads the list of facets.
pub(super) fn facets(reader: &mut Reader, builder: &mut Builder) -> Read<()> {
    if !reader.take(b'[')? {
        return reader.unexpected("a list of facets");
    }
    let mut first = true;
    while reader.member(b']', &mut first)? {
        let declared = declaration(reader)?;
        builder.declare(declared).or_else(|message| reader.shape(message))?;
    }
    Ok(())
}

fn declaration(reader: &mut Reader) -> Read<Declaration> {
    if !reader.take(b'{')? {
        return reader.unexpected("a facet: an object with `key` and `label`");
    }
    let mut declared = Declaration::default();
    let mut matching = String::new();
    let mut first = true;
    while reader.member(b'}', &mut first)? {
        match reader.key()? {
            "key" => read_text(reader, &mut declared.key)?,
            "label" => read_text(reader, &mut declared.label)?,
            "many" => declared.many = reader.boolean("true or false")?,
            "match" => read_text(reader, &mut matching)?,
            "values" => values(reader, &mut declared.values)?,
            _ => reader.skip()?,
        }
    }
    declared.matching = match &*matching {
        "all" => Match::All,
        "any" | "" => Match::Any,
        _ => return reader.shape("`match` is \"all\" or \"any\"".to_owned()),
    };
    if declared.label.is_empty() {
        declared.label.clone_from(&declared.key);
    }
    Ok(declared)
}

/// The values that a facet declares.
fn values(reader: &mut Reader, into: &mut Vec<DeclaredValue>) -> Read<()> {
    if !reader.take(b'[')? {
        return reader.unexpected("a list of values");
    }
    into.clear();
    let mut first = true;
    while reader.member(b']', &mut first)? {
        into.push(value(reader)?);
    }
    Ok(())
}

fn value(reader: &mut Reader) -> Read<DeclaredValue> {
    if !reader.take(b'{')? {
        return reader.unexpected("a value: an object with `label`");
    }
    let mut value = DeclaredValue::default();
    let mut first = true;
    while reader.member(b'}', &mut first)? {
        match reader.key()? {
            "label" => read_text(reader, &mut value.label)?,
            "slug" => read_text(reader, &mut value.slug)?,
            "aliases" => aliases(reader, &mut value.aliases)?,
            _ => reader.skip()?,
        }
    }
    if value.label.is_empty() {
        return reader.shape("a declared value has no `label`".to_owned());
    }
    Ok(value)
}

fn aliases(reader: &mut Reader, into: &mut Vec<String>) -> Read<()> {
    if !reader.take(b'[')? {
        return reader.unexpected("a list of texts");
    }
    into.clear();
    let mut first = true;
    while reader.member(b']', &mut first)? {
        let mut alias = String::new();
        read_text(reader, &mut alias)?;
        into.push(alias);
    }
    Ok(())
}
