//! The facets that a catalog declares; few, so that each may be a value of its own.

use super::Text;
use crate::catalog::{Builder, Declaration, DeclaredValue};
use crate::facet::Match;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// The list of facets.
pub(super) struct Facets<'a>(pub(super) &'a mut Builder);

impl<'de> DeserializeSeed<'de> for Facets<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Facets<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list of facets")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(declared) = seq.next_element_seed(Declared)? {
            self.0.declare(declared).map_err(Error::custom)?;
        }
        Ok(())
    }
}

/// One facet.
struct Declared;

impl<'de> DeserializeSeed<'de> for Declared {
    type Value = Declaration;
    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Declaration, D::Error> {
        source.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Declared {
    type Value = Declaration;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a facet: an object with `key` and `label`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Declaration, A::Error> {
        let mut declared = Declaration::default();
        let mut matching = String::new();
        while let Some(key) = map.next_key::<String>()? {
            match &*key {
                "key" => map.next_value_seed(Text(&mut declared.key))?,
                "label" => map.next_value_seed(Text(&mut declared.label))?,
                "many" => declared.many = map.next_value()?,
                "match" => map.next_value_seed(Text(&mut matching))?,
                "values" => map.next_value_seed(DeclaredValues(&mut declared.values))?,
                _ => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        declared.matching = match &*matching {
            "all" => Match::All,
            "any" | "" => Match::Any,
            _ => return Err(Error::custom("`match` is \"all\" or \"any\"")),
        };
        if declared.label.is_empty() {
            declared.label.clone_from(&declared.key);
        }
        Ok(declared)
    }
}

/// The values that a facet declares, and one of them.
struct DeclaredValues<'a>(&'a mut Vec<DeclaredValue>);

impl<'de> DeserializeSeed<'de> for DeclaredValues<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for DeclaredValues<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value: an object with `label`")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(DeclaredValues(self.0))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut value = DeclaredValue::default();
        while let Some(key) = map.next_key::<String>()? {
            match &*key {
                "label" => map.next_value_seed(Text(&mut value.label))?,
                "slug" => map.next_value_seed(Text(&mut value.slug))?,
                "aliases" => value.aliases = map.next_value()?,
                _ => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        if value.label.is_empty() {
            return Err(Error::custom("a declared value has no `label`"));
        }
        self.0.push(value);
        Ok(())
    }
}
