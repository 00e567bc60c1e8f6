//! What is wrong with the characters of a file, whatever it says.

use super::{Code, Quoted, Report, Span};
use crate::curate::source::{Repair, RepairKind, Source};

/// Reports what was repaired when the files were read; `check --fix` writes what was read instead.
pub(in crate::curate) fn report_repairs(files: &[Source], report: &mut Report) {
    for (number, file) in files.iter().enumerate() {
        let encoding = file.encoding();
        if !encoding.is_utf8 {
            let message = format!("the file is not UTF-8, and is read as {}", encoding.name);
            let start = Span::new(number, 0..0);
            report.add(Code::NotUtf8, start, message).help("save it as UTF-8").fix(start, "");
        }
        for repair in file.repairs() {
            report_repair(number, repair, report);
        }
    }
}

fn report_repair(file: usize, repair: &Repair, report: &mut Report) {
    let Repair { at, was, now, kind } = repair;
    let span = Span::new(file, *at..at + now.len());
    let problem = report.add(code(kind), span, message(was, now, kind));
    match kind {
        RepairKind::Lost => _ = problem.help("write it again"),
        RepairKind::MixedScript if was == now => _ = problem.help("write it in one alphabet"),
        _ => {
            let help = match &**now {
                "" => "take it out".to_owned(),
                " " => "write a plain space".to_owned(),
                now => format!("write {}", Quoted(now)),
            };
            problem.help(help).fix(span, now.as_str());
        }
    }
}

fn code(kind: &RepairKind) -> Code {
    match kind {
        RepairKind::Mojibake { .. } => Code::Mojibake,
        RepairKind::StrayByte => Code::NotUtf8,
        RepairKind::NoBreakSpace => Code::OddSpace,
        RepairKind::ZeroWidth => Code::ZeroWidth,
        RepairKind::Control => Code::ControlCharacter,
        RepairKind::Bidi => Code::BidiControl,
        RepairKind::MixedScript => Code::MixedScript,
        RepairKind::Lost => Code::LostCharacter,
    }
}

fn message(was: &str, now: &str, kind: &RepairKind) -> String {
    match kind {
        RepairKind::StrayByte => format!("a byte that is not UTF-8 is read as {}", Quoted(now)),
        RepairKind::Lost => format!("{} stands for a character that is lost", Quoted(now)),
        RepairKind::MixedScript if was == now => {
            format!("{} mixes letters of several alphabets", Quoted(now))
        }
        RepairKind::MixedScript => {
            // Both look alike, so that only numbers tell them apart.
            let was: String = was.chars().flat_map(char::escape_unicode).collect();
            format!("`{was}` is read as {}: {kind}", Quoted(now))
        }
        _ if now.is_empty() => format!("{} is not read: {kind}", Quoted(was)),
        _ => format!("{} is read as {}: {kind}", Quoted(was), Quoted(now)),
    }
}
