//! Faults that a curator has seen and wants to keep: by comment in the list, or in the configuration.

use super::{Code, Problem, Severity};
use crate::curate::config::Config;
use crate::curate::source::Source;
use memchr::memmem;
use std::collections::{HashMap, HashSet};

/// What is not to be reported, or otherwise than usual.
#[derive(Debug, Default)]
pub(in crate::curate) struct Allowed {
    levels: HashMap<Code, Option<Severity>>,
    single: Vec<Single>,
    lines: HashSet<(usize, usize, Code)>,
    files: HashSet<(usize, Code)>,
}

#[derive(Debug)]
struct Single {
    code: Code,
    file: String,
    text: String,
}

impl Allowed {
    /// What the configuration and the comments of all files allow.
    pub(in crate::curate) fn new(config: &Config, files: &[Source]) -> Self {
        let code = |name: &String| Code::find(name);
        let levels =
            config.faults.iter().filter_map(|(name, level)| Some((code(name)?, level.severity())));
        let single = config.allow.iter().filter_map(|allow| {
            let (file, text) = (allow.file.clone(), allow.text.clone());
            let (file, text) = (file.unwrap_or_default(), text.unwrap_or_default());
            Some(Single { code: code(&allow.code)?, file, text })
        });
        let mut allowed =
            Self { levels: levels.collect(), single: single.collect(), ..Self::default() };
        for (number, file) in files.iter().enumerate() {
            allowed.read_comments(number, file);
        }
        allowed
    }

    /// Comments such as `<!-- casebook: allow CB042 -->`, which is about its own line, or, alone on a
    /// line, about the next; `allow-file` is about the whole file.
    fn read_comments(&mut self, number: usize, file: &Source) {
        const MARK: &str = "casebook: allow";
        let text = file.text();
        for at in memmem::find_iter(text.as_bytes(), MARK) {
            let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
            let rest = text[at + MARK.len()..].lines().next().unwrap_or_default();
            let (whole_file, rest) = match rest.strip_prefix("-file") {
                Some(rest) => (true, rest),
                None => (false, rest),
            };
            let is_alone = text[start..at]
                .trim()
                .trim_start_matches(['<', '!', '-', '#', '/', ' '])
                .is_empty();
            let line = file.place(at).line + usize::from(is_alone);
            // Behind the codes may stand the reason.
            let words = rest.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty());
            let codes = words.map_while(|word| Code::find(word).filter(|_| word.len() > 2));
            for code in codes {
                if whole_file {
                    self.files.insert((number, code));
                } else {
                    self.lines.insert((number, line, code));
                }
            }
        }
    }

    /// Whether a problem is to be reported; its severity becomes what the curator wants.
    pub(super) fn judge(&self, problem: &mut Problem, files: &[Source]) -> bool {
        let (code, number) = (problem.code, problem.span.file());
        match self.levels.get(&code) {
            Some(Some(severity)) => problem.severity = *severity,
            Some(None) => return false,
            None => {}
        }
        if self.files.contains(&(number, code)) {
            return false;
        }
        let Some(file) = files.get(number) else { return true };
        if !self.lines.is_empty()
            && self.lines.contains(&(number, file.place(problem.span.range().start).line, code))
        {
            return false;
        }
        !self.single.iter().any(|single| {
            single.code == code
                && file.name().ends_with(&single.file)
                && (problem.message.contains(&single.text)
                    || line_at(file.text(), problem.span.range().start).contains(&single.text))
        })
    }
}

fn line_at(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    text.get(start..).unwrap_or_default().lines().next().unwrap_or_default()
}
