//! Short names between the page's wasm files and their script. wasm-bindgen makes them unique by a hash in
//! each, which does not compress and travels twice.

use std::collections::BTreeMap;

use crate::trouble::{Result, Trouble};

/// Names shorter than this are not worth a change.
const SHORT: usize = 8;

/// Wasm files and their script, with short names for what either has of the other.
///
/// # Errors
/// When one is no wasm, or has imports of a kind that neither wasm-bindgen nor a split writes.
pub(crate) fn shorten(wasms: &[Vec<u8>], script: &str) -> Result<(Vec<Vec<u8>>, String)> {
    let mut names = Names::default();
    let wasms = wasms.iter().map(|wasm| {
        let unreadable = || Trouble::new("the wasm cannot be read, to shorten its names");
        shorten_in(wasm, &mut names).ok_or_else(unreadable)
    });
    let wasms = wasms.collect::<Result<_>>()?;
    Ok((wasms, names.replace_in(script)))
}

fn shorten_in(wasm: &[u8], names: &mut Names) -> Option<Vec<u8>> {
    let mut short = wasm.get(..8)?.to_vec();
    let mut reader = Reader { bytes: wasm, at: 8 };
    while reader.at < wasm.len() {
        let (id, content) = reader.section()?;
        let content = match id {
            2 => imports(content, names)?,
            7 => exports(content, names)?,
            _ => content.to_vec(),
        };
        short.push(id);
        push_number(&mut short, content.len());
        short.extend(content);
    }
    Some(short)
}

/// The short name of each long one.
#[derive(Default)]
struct Names(BTreeMap<String, String>);

impl Names {
    fn short(&mut self, name: &str) -> String {
        if name.len() < SHORT {
            return name.to_owned();
        }
        let next = format!("_{:x}", self.0.len());
        self.0.entry(name.to_owned()).or_insert(next).clone()
    }

    /// A script in which the long names, where they stand as a whole word, are short.
    fn replace_in(&self, script: &str) -> String {
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
        let mut replaced = String::with_capacity(script.len());
        let mut rest = script;
        while !rest.is_empty() {
            let word = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            let (name, after) = rest.split_at(word);
            replaced.push_str(self.0.get(name).map_or(name, String::as_str));
            let other = after.find(is_word).unwrap_or(after.len());
            replaced.push_str(&after[..other]);
            rest = &after[other..];
        }
        replaced
    }
}

fn imports(content: &[u8], names: &mut Names) -> Option<Vec<u8>> {
    let mut reader = Reader { bytes: content, at: 0 };
    let count = reader.number()?;
    let mut short = Vec::new();
    push_number(&mut short, count);
    for _ in 0..count {
        let module = reader.name()?;
        let name = names.short(reader.name()?);
        push_name(&mut short, module);
        push_name(&mut short, &name);
        let start = reader.at;
        reader.imported()?;
        short.extend(&content[start..reader.at]);
    }
    Some(short)
}

fn exports(content: &[u8], names: &mut Names) -> Option<Vec<u8>> {
    let mut reader = Reader { bytes: content, at: 0 };
    let count = reader.number()?;
    let mut short = Vec::new();
    push_number(&mut short, count);
    for _ in 0..count {
        let name = names.short(reader.name()?);
        push_name(&mut short, &name);
        let start = reader.at;
        reader.byte()?;
        reader.number()?;
        short.extend(&content[start..reader.at]);
    }
    Some(short)
}

/// Reads WebAssembly's binary format.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    /// An unsigned number in LEB128.
    fn number(&mut self) -> Option<usize> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
            shift += 7;
            if shift > 28 {
                return None;
            }
        }
    }

    /// What is imported under a name: a function, a table, a memory or a global.
    fn imported(&mut self) -> Option<()> {
        match self.byte()? {
            0 => _ = self.number()?,
            1 => {
                self.byte()?;
                self.limits()?;
            }
            2 => self.limits()?,
            3 => {
                self.byte()?;
                self.byte()?;
            }
            _ => return None,
        }
        Some(())
    }

    fn limits(&mut self) -> Option<()> {
        let has_end = self.byte()? & 1 == 1;
        self.number()?;
        if has_end {
            self.number()?;
        }
        Some(())
    }

    fn name(&mut self) -> Option<&'a str> {
        let len = self.number()?;
        let name = self.bytes.get(self.at..self.at + len)?;
        self.at += len;
        str::from_utf8(name).ok()
    }

    fn section(&mut self) -> Option<(u8, &'a [u8])> {
        let id = self.byte()?;
        let len = self.number()?;
        let content = self.bytes.get(self.at..self.at + len)?;
        self.at += len;
        Some((id, content))
    }
}

fn push_number(bytes: &mut Vec<u8>, mut number: usize) {
    while number > 0x7f {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn push_name(bytes: &mut Vec<u8>, name: &str) {
    push_number(bytes, name.len());
    bytes.extend(name.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module that imports `m.long_import_name` and exports it as `long_export_name` and `memory`.
    fn module(import: &str, export: &str) -> Vec<u8> {
        let mut wasm = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0".to_vec();
        let mut imports = vec![1];
        push_name(&mut imports, "m");
        push_name(&mut imports, import);
        imports.extend([0, 0]);
        let mut exports = vec![2];
        for name in [export, "memory"] {
            push_name(&mut exports, name);
            exports.extend([0, 0]);
        }
        for (id, content) in [(2, imports), (7, exports)] {
            wasm.push(id);
            push_number(&mut wasm, content.len());
            wasm.extend(content);
        }
        wasm
    }

    #[test]
    fn names_are_short_in_all() {
        let script = "i={long_import_name(){}};e.long_export_name(long_export_name_2,'memory')";
        let main = module("long_import_name", "long_export_name");
        let later = module("long_export_name", "long_name_of_its_own");
        let (wasms, script) = shorten(&[main, later], script).unwrap();
        assert_eq!(wasms, [module("_0", "_1"), module("_1", "_2")]);
        assert_eq!(script, "i={_0(){}};e._1(long_export_name_2,'memory')");
    }

    #[test]
    fn imports_of_every_kind_are_read() {
        let kinds: [&[u8]; 5] =
            [&[0, 5], &[1, 0x70, 0, 9], &[1, 0x70, 1, 9, 9], &[2, 0, 17], &[3, 0x7f, 1]];
        for kind in kinds {
            let read = |kind: &[u8]| {
                let mut reader = Reader { bytes: kind, at: 0 };
                reader.imported().map(|()| reader.at)
            };
            assert_eq!(read(kind), Some(kind.len()));
            assert_eq!(read(&kind[..kind.len() - 1]), None);
        }
    }

    #[test]
    fn what_is_no_wasm_is_an_error() {
        assert!(shorten(&[b"\0asm".to_vec()], "").is_err());
        assert!(shorten(&[b"\0asm\x01\0\0\0\x02\x7f".to_vec()], "").is_err());
    }
}
