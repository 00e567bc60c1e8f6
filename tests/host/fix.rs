//! `check --fix` repairs what it says, keeps the rest byte for byte, and never changes an entry.

use crate::support::{Folder, casebook, printed, said};
use casebook::catalog::{Catalog, encode};
use casebook::curate::{Code, Config, Fixed, Options, Problem, Source, build, fix};
use proptest::prelude::*;

fn source(name: &str, bytes: impl Into<Vec<u8>>) -> Source {
    Source::new(name, bytes.into()).unwrap()
}

/// What of a catalog repairs must not change.
fn entries(catalog: &Catalog) -> String {
    let json = encode(catalog);
    json[json.find("\"facets\"").unwrap()..].to_owned()
}

/// Repairs a list, and holds the result against all that is promised of it. A repair that would change an
/// entry may be refused: where signs of markup stand alone, what they mean depends on those around them.
fn repaired(name: &str, bytes: &[u8], options: &Options) -> Vec<u8> {
    let before = build(vec![source(name, bytes)], options);
    let Fixed { files, repaired, built, refused } = fix(vec![source(name, bytes)], options);
    let text = String::from_utf8_lossy(bytes);
    assert_eq!(files.is_empty(), repaired.is_empty(), "{text}");
    let Some(after) = files.get(&0) else { return bytes.to_vec() };
    let again = build(vec![source(name, after.as_slice())], options);
    assert_eq!(again.problems, built.problems, "{text}");
    assert_eq!(entries(&again.catalog), entries(&before.catalog), "{text}");
    let left = |problem: &&Problem| problem.is_fixable() && !refused.contains(&problem.code);
    let fixable: Vec<_> = again.problems.iter().filter(left).collect();
    assert!(fixable.is_empty(), "{text}\n{fixable:?}");
    let second = fix(vec![source(name, after.as_slice())], options);
    assert!(second.files.is_empty(), "{text}");
    let new: Vec<_> = again
        .problems
        .iter()
        .filter(|p| !before.problems.iter().any(|q| q.code == p.code))
        // What is lost may have hidden behind what nobody sees.
        .filter(|p| p.code != Code::LostCharacter)
        .collect();
    assert!(new.is_empty(), "repairs bring forth faults\n{text}\n{new:?}");
    after.clone()
}

fn check(before: &str, after: &str) {
    let refused = fix(vec![source("list.md", before)], &Options::default()).refused;
    assert_eq!(refused, [], "{before}");
    let found = repaired("list.md", before.as_bytes(), &Options::default());
    assert_eq!(String::from_utf8(found).unwrap(), after);
}

const HEAD: &str = "# Cases\n\n| Company | Case Study | Year | Tags |\n|--|--|--|--|\n";

#[test]
fn each_fault_is_repaired_in_its_place() {
    let row = |before: &str, after: &str| {
        check(&format!("{HEAD}{before}\n"), &format!("{HEAD}{after}\n"));
    };
    row("| A | [ b ](https://u) | 2024 | `  t  ` |", "| A | [b](https://u) | 2024 | ` t ` |");
    row("|  A| [b](  https://u ) | 2024 |t|", "|  A| [b](https://u) | 2024 |t|");
    row("| A | [[b] c](https://u) | 2024 | t |", "| A | [\\[b\\] c](https://u) | 2024 | t |");
    row("| A | [b | c](https://u) | 2024 | `t` |", "| A | [b \\| c](https://u) | 2024 | `t` |");
    row("| A | [b\n  c](https://u) | 2024 | t |", "| A | [b c](https://u) | 2024 | t |");
    row("| A | [b](https://u) | 2024 | caf‚Äô |", "| A | [b](https://u) | 2024 | caf’ |");
    row("| A | [b\u{200b}](https://u) | 2024 | x\u{a0}y |", "| A | [b](https://u) | 2024 | x y |");
    row("| A | [\u{421}lassify](https://u) | 2024 | |", "| A | [Classify](https://u) | 2024 | |");
    row(
        "| A | [b](https://u) | 2024 | t |\n\n- t: 6 case studies since 2016",
        "| A | [b](https://u) | 2024 | t |\n\n- t: 1 case studies since 2016",
    );
}

#[test]
fn counts_are_repaired_when_no_row_is_lost() {
    let list = |count: &str, year: &str| {
        let head = HEAD.replace("Cases", &format!("Cases ({count} case studies)"));
        format!("{head}| A | [b](https://u) | 2024 | t |\n| A | [c](https://v) | {year} | t |\n")
    };
    check(&list("5", "2023"), &list("2", "2023"));
    check(&list("5", "soon"), &list("5", "soon"));
}

#[test]
fn spellings_are_written_where_they_stand_alone() {
    let config = Config::parse("[spellings.tag]\nML = ['ml']\n'a, b' = ['ab']").unwrap();
    let options = Options { config, ..Options::default() };
    let row =
        |number: u8, tags: &str| format!("| A | [{number}](https://{number}) | 2024 | {tags} |\n");
    let list = |tags: [&str; 4]| {
        format!("{HEAD}{}", (0..).zip(tags).map(|(at, tags)| row(at, tags)).collect::<String>())
    };
    let before = list(["xml ml; ml", "`ml`, ab", "a, ml; ml", "`x`"]);
    let fixed = fix(vec![source("list.md", before)], &options);
    let fixed = String::from_utf8(fixed.files[&0].clone()).unwrap();
    assert_eq!(fixed, list(["xml ml; ML", "`ML`, ab", "a, ml; ml", "`x`"]));
}

#[test]
fn what_is_allowed_stays() {
    let list = format!(
        "{HEAD}| A | [ b](https://u) | 2024 | x\u{a0}y | <!-- casebook: allow CB015 -->\n<!-- casebook: allow-file CB010 CB021 -->\n"
    );
    let fixed = fix(vec![source("list.md", list)], &Options::default());
    assert!(fixed.files.is_empty());
    // Nothing can be written into a file that is to keep its encoding.
    let list = b"# Caf\xe9\n\n|Title|Year|\n|-|-|\n|[ b](https://u)|2024|\n<!-- casebook: allow-file CB002 -->\n";
    let fixed = fix(vec![source("list.md", *list)], &Options::default());
    assert!(fixed.files.is_empty() && fixed.built.problems[0].code == Code::OuterSpace);
}

#[test]
fn encodings_become_utf8_and_marks_and_line_ends_stay() {
    let list = "\u{feff}# T\r\n\r\n|Title|Year|\r\n|-|-|\r\n|[b ](https://u)|2024|\r\n";
    let found = repaired("list.md", list.as_bytes(), &Options::default());
    assert_eq!(String::from_utf8(found).unwrap(), list.replace("b ]", "b]"));
    let list = b"# Caf\xe9\n\n|Title|Year|\n|-|-|\n|[Th\xe9](https://u)|2024|\n";
    let found = repaired("list.md", list, &Options::default());
    assert_eq!(
        String::from_utf8(found).unwrap(),
        "# Café\n\n|Title|Year|\n|-|-|\n|[Thé](https://u)|2024|\n"
    );
    let utf16: Vec<u8> =
        "\u{feff}# T\n\n|Title|\n|-|\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let found = repaired("list.md", &utf16, &Options::default());
    assert_eq!(String::from_utf8(found).unwrap(), "\u{feff}# T\n\n|Title|\n|-|\n");
}

#[test]
fn what_comes_to_light_beside_a_refused_repair_is_repaired_too() {
    // The names of the columns cannot be written above them, since one has a semicolon in it. The byte is no UTF-8;
    // as UTF-8 it is a letter that went through a wrong encoding.
    let list = b"\xc3\x84mter;R\xc3\xa4nge und a\xc2sks;eins,zwei;https://u.example/\n\
        Amt;Noch mehr davon;eins;https://v.example/\n";
    let config = "[[facets]]\nkey = \"tag\"\nlabel = \"Tags; topics\"\nmany = true\n";
    let options = Options { config: Config::parse(config).unwrap(), ..Options::default() };
    let refused = fix(vec![source("list.csv", *list)], &options).refused;
    assert_eq!(refused, [Code::AssumedColumns]);
    let found = String::from_utf8(repaired("list.csv", list, &options)).unwrap();
    let rest = "eins,zwei;https://u.example/\nAmt;Noch mehr davon;eins;https://v.example/\n";
    assert_eq!(found, format!("Ämter;Ränge und aåsks;{rest}"));
}

#[test]
fn the_command_repairs_in_place() {
    let folder = Folder::new("fix");
    let list = format!(
        "{HEAD}| A | [ b](https://u) | 2024 | x\u{a0}y |\n| A | [c](https://v) | soon | t |\n"
    );
    folder.write("list.md", &list);
    let output = casebook(folder.path(), &["check", "list.md", "--fix"]);
    let expected = "\
list.md: repaired 1 × CB010, a space that is no plain space
list.md: repaired 1 × CB015, spaces around a text
list.md:6:24: error[CB061]: `soon` is not a year
  |
6 | | A | [c](https://v) | soon | t |
  |                        ^^^^
  |
  = help: write four digits, or leave it empty
1 error[CB061]   a year that is none
casebook: 2 rows: 1 entry, 1 lost · 1 error, 0 warnings
";
    assert_eq!((printed(&output), said(&output)), (expected.into(), String::new()));
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(folder.read("list.md").unwrap(), list.replace("[ b", "[b").replace('\u{a0}', " "));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    let output = casebook(folder.path(), &["check", "-", "--fix"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(said(&output), "error: standard input cannot be repaired in place: name a file\n");
}

#[cfg(unix)]
#[test]
fn permissions_stay_and_links_are_followed() {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::new("fix-links");
    folder.write("real.md", format!("{HEAD}| A | [ b](https://u) | 2024 | x |\n"));
    let (real, link) = (folder.path().join("real.md"), folder.path().join("list.md"));
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.md", &link).unwrap();
    assert!(casebook(folder.path(), &["check", "list.md", "--fix"]).status.success());
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(folder.read("real.md").unwrap().contains("[b]"));
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    folder.write("real.md", format!("{HEAD}| A | [ b](https://u) | 2024 | x |\n"));
    fs::set_permissions(&real, fs::Permissions::from_mode(0o440)).unwrap();
    let output = casebook(folder.path(), &["check", "list.md", "--fix"]);
    assert_eq!((output.status.code(), printed(&output)), (Some(1), String::new()));
    assert!(said(&output).starts_with("list.md: error: cannot write it: "), "{}", said(&output));
    assert!(folder.read("real.md").unwrap().contains("[ b]"));
}

/// What stands in cells: sound and faulty, harmless and harmful.
const PIECES: &[&str] = &[
    "a",
    "b c",
    "Ä",
    "日本",
    " ",
    "  ",
    "\u{a0}",
    "\u{200b}",
    "\u{202e}",
    "\u{1}",
    "‚Äô",
    "‚Äô‚Äò",
    "\u{421}lass",
    "\u{fffd}",
    "&nbsp;",
    "&amp;",
    "[x]",
    "[",
    "]",
    "`",
    "``",
    "`y`",
    "` z `",
    "`  z  `",
    "*",
    "**",
    "_",
    "\\",
    "\\|",
    "|",
    "<b>",
    "![i](j)",
    "[v](https://v)",
    "[ w ]( https://w )",
    "<https://x>",
    "https://y?utm_source=z",
    "(",
    ")",
    "\n",
    "\r\n",
    ",",
    ";",
    "!",
    "2016",
    "6",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..5).prop_map(|pieces| pieces.concat())
}

/// A link to a page of its own, more or less well written.
fn link() -> impl Strategy<Value = String> {
    const LINKS: &[&str] =
        &["https://P", " https://P ", "https://a.example/P?utm_source=x&q=y", "P", "<https://P v>"];
    (prop::sample::select(LINKS), 0_usize..1000)
        .prop_map(|(link, number)| link.replace('P', &format!("p{number}")))
}

fn row() -> impl Strategy<Value = String> {
    (text(), text(), link(), "(2024|24)", text()).prop_map(|(company, title, link, year, tags)| {
        format!("| {company} | [{title}]({link}) | {year} | {tags} |\n")
    })
}

/// Lists with all kinds of fault, with either line ending, with and without a mark, in two encodings.
fn list() -> impl Strategy<Value = String> {
    let rows = prop::collection::vec(row(), 1..4);
    let printed = prop_oneof![
        Just("\n\n- a: 6 case studies\n"),
        Just("\n(**6** case studies in 2016)\n"),
        Just("")
    ];
    (rows, printed, any::<bool>(), any::<bool>()).prop_map(
        |(rows, printed, is_windows, has_mark)| {
            let list = format!("{HEAD}{}{printed}", rows.concat());
            let list = if is_windows { list.replace('\n', "\r\n") } else { list };
            if has_mark { format!("\u{feff}{list}") } else { list }
        },
    )
}

/// Where a piece ends that stands somewhere in a text as it is, but for spaces that are gone, and escapes that
/// have come.
fn end_of(piece: &str, text: &str) -> Option<usize> {
    let is_gone = |letter: char| matches!(letter, ' ' | '\u{a0}' | '\u{feff}');
    let end_from = |start: usize| {
        let mut rest = &text[start..];
        for letter in piece.chars() {
            let escaped = rest.strip_prefix('\\').unwrap_or(rest);
            match rest.strip_prefix(letter).or_else(|| escaped.strip_prefix(letter)) {
                Some(behind) => rest = behind,
                None if is_gone(letter) => {}
                None => return None,
            }
        }
        Some(text.len() - rest.len())
    };
    (0..=text.len()).filter(|&at| text.is_char_boundary(at)).find_map(end_from)
}

/// What is outside of all edits is still there, letter for letter and in order, but for what a later round
/// does about spaces and escapes.
fn is_kept(before: &[u8], after: &[u8]) -> bool {
    let file = source("list.md", before);
    let disk = file.disk_text();
    let built = build(vec![file], &Options::default());
    let edits = built.problems.iter().flat_map(|problem| &problem.fix);
    let mut ranges: Vec<_> =
        edits.map(|edit| built.files[0].disk_range(edit.span.range())).collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    let after = String::from_utf8_lossy(after);
    let (mut start, mut rest) = (0, &*after);
    let end = disk.len()..disk.len();
    for range in ranges.into_iter().chain([end]) {
        if range.start > start {
            let Some(end) = end_of(&disk[start..range.start], rest) else { return false };
            rest = &rest[end..];
        }
        start = start.max(range.end);
    }
    true
}

#[test]
fn joined_values_are_parted_by_what_does_not_part_cells() {
    let check = |before: &str, after: &str| {
        let found = repaired("list.csv", before.as_bytes(), &Options::default());
        assert_eq!(String::from_utf8(found).unwrap(), after);
    };
    check(
        "Title;Industry;Link\nA;Travel,Retail;https://a.example/\nB;Media;https://b.example/\n",
        "Title;Industry;Link\nA;Travel | Retail;https://a.example/\nB;Media;https://b.example/\n",
    );
    check(
        "Title;Link;Industry\nA;https://a.example/;\"Travel,Retail\"\n",
        "Title;Link;Industry\nA;https://a.example/;\"Travel | Retail\"\n",
    );
    check(
        "Title,Industry,Link\nA,\"Travel,Retail\",https://a.example/\n",
        "Title,Industry,Link\nA,\"Travel; Retail\",https://a.example/\n",
    );
    check(
        "Title\tIndustry\tLink\nA\tTravel,Retail\thttps://a.example/\n",
        "Title\tIndustry\tLink\nA\tTravel; Retail\thttps://a.example/\n",
    );
}

#[test]
fn what_is_read_as_spaces_stays_where_a_row_is_joined() {
    let row = |between: &str| {
        format!("{HEAD}| [[Acme]]{between}| [b](https://u.example/) | 2024 | t |\n")
    };
    let found = repaired("list.md", row(" \n ").as_bytes(), &Options::default());
    assert_eq!(String::from_utf8(found).unwrap(), row(" "));
}

#[test]
fn a_row_behind_a_bar_alone_is_lost_with_a_word() {
    let list = format!("{HEAD}| A | [b](https://u) | 2024 | t |\n| \nC | [d](https://v) |\n");
    let built = build(vec![source("list.md", list.as_bytes())], &Options::default());
    let stray = built.problems.iter().filter(|problem| problem.code == Code::StrayRow);
    assert_eq!((stray.count(), built.rows.lost), (1, 1), "{:?}", built.problems);
    assert_eq!(built.rows.read, 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn repairs_keep_what_they_promise(list in list()) {
        let after = repaired("list.md", list.as_bytes(), &Options::default());
        prop_assert!(is_kept(list.as_bytes(), &after), "{}\n{}", list, String::from_utf8_lossy(&after));
    }

    #[test]
    fn tables_of_values_too(
        cells in prop::collection::vec((text(), text(), text(), link()), 1..4),
        separator in "[,;\t]",
    ) {
        let cell = |text: &str| if text.contains([',', ';', '"', '\n', '\r']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.to_owned()
        };
        let row = |(title, company, tags, link): &(String, String, String, String)| {
            [title, company, tags, link].map(|text| cell(text)).join(&separator) + &separator + "2024\n"
        };
        let rows: String = cells.iter().map(row).collect();
        let header = ["Title", "Company", "Tags", "Link", "Year"].join(&separator);
        repaired("list.csv", format!("{header}\n{rows}").as_bytes(), &Options::default());
    }

    #[test]
    fn structured_lists_too(
        cells in prop::collection::vec((text(), text(), text(), link()), 1..4),
        is_yaml: bool,
    ) {
        let mut items = Vec::new();
        for (title, company, tags, link) in &cells {
            let [title, company, tags, link] =
                [title, company, tags, link].map(|text| serde_json::to_string(text).unwrap());
            items.push(format!(
                "{{ \"title\": {title}, \"company\": {company}, \"tags\": [{tags}, \" t\"], \"url\": {link}, \"year\": 2024 }}"
            ));
        }
        if is_yaml {
            let list = format!("- {}\n", items.join("\n- "));
            repaired("list.yaml", list.as_bytes(), &Options::default());
        } else {
            let list = format!("[{}]\n", items.join(",\n"));
            repaired("list.json", list.as_bytes(), &Options::default());
        }
    }

    #[test]
    fn any_bytes_survive(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        if let Ok(source) = Source::new("list.md", [HEAD.as_bytes(), &bytes].concat()) {
            fix(vec![source], &Options::default());
        }
    }
}
