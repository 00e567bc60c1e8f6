//! The entries, each straight into the builder's columns by way of its one row.

use super::Text;
use crate::catalog::{Builder, YEARS};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// The list of entries.
pub(super) struct Entries<'a>(pub(super) &'a mut Builder);

impl<'de> DeserializeSeed<'de> for Entries<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Entries<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list of entries")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(Entry(self.0))?.is_some() {}
        Ok(())
    }
}

/// One entry, into the builder's row.
struct Entry<'a>(&'a mut Builder);

impl<'de> DeserializeSeed<'de> for Entry<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Entry<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "an entry (number {}): an object", self.0.len() + 1)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(field) = map.next_key_seed(FieldName(self.0))? {
            let row = self.0.row();
            match field {
                Field::Id => map.next_value_seed(Text(&mut row.id))?,
                Field::Title => map.next_value_seed(Text(&mut row.title))?,
                Field::Url => map.next_value_seed(Text(&mut row.url))?,
                Field::Page => map.next_value_seed(Text(&mut row.page))?,
                Field::Summary => map.next_value_seed(Text(&mut row.summary))?,
                Field::Year => row.year = map.next_value_seed(Year)?,
                Field::Facet(facet) => map.next_value_seed(Values(self.0, facet))?,
                Field::Other => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        self.0.commit().map_err(Error::custom)
    }
}

/// A key of an entry.
enum Field {
    Id,
    Title,
    Url,
    Page,
    Summary,
    Year,
    Facet(usize),
    Other,
}

struct FieldName<'a>(&'a Builder);

impl<'de> DeserializeSeed<'de> for FieldName<'_> {
    type Value = Field;
    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Field, D::Error> {
        source.deserialize_str(self)
    }
}

impl Visitor<'_> for FieldName<'_> {
    type Value = Field;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Field, E> {
        Ok(match key {
            "id" => Field::Id,
            "title" => Field::Title,
            "url" => Field::Url,
            "page" => Field::Page,
            "summary" => Field::Summary,
            "year" => Field::Year,
            _ => self.0.facet(key).map_or(Field::Other, Field::Facet),
        })
    }
}

/// A year, or null.
struct Year;

impl<'de> DeserializeSeed<'de> for Year {
    type Value = Option<u16>;
    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Option<u16>, D::Error> {
        source.deserialize_any(self)
    }
}

impl Visitor<'_> for Year {
    type Value = Option<u16>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a year: a number from 1 to 9999")
    }

    fn visit_u64<E: Error>(self, year: u64) -> Result<Option<u16>, E> {
        let year = u16::try_from(year).ok().filter(|year| YEARS.contains(year));
        year.map(Some).ok_or_else(|| E::custom("a year is a number from 1 to 9999"))
    }

    fn visit_unit<E: Error>(self) -> Result<Option<u16>, E> {
        Ok(None)
    }
}

/// An entry's values of one facet: a label, a list of labels, or null.
struct Values<'a>(&'a mut Builder, usize);

impl<'de> DeserializeSeed<'de> for Values<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        self.0.clear_values(self.1);
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Values<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a text or a list of texts")
    }

    fn visit_str<E: Error>(self, label: &str) -> Result<(), E> {
        self.0.add_value(self.1, label).map_err(Error::custom)
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(Label(self.0, self.1))?.is_some() {}
        Ok(())
    }
}

/// One label of a list.
struct Label<'a>(&'a mut Builder, usize);

impl<'de> DeserializeSeed<'de> for Label<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_str(self)
    }
}

impl Visitor<'_> for Label<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: Error>(self, label: &str) -> Result<(), E> {
        self.0.add_value(self.1, label).map_err(Error::custom)
    }
}
