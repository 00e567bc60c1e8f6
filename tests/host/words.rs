//! What the page says stands in one place.

use super::layers::sources;

/// What says something to who reads the page, and takes its words from `src/words.rs`.
const SPEAK: [&str; 6] = ["app", "view", "query", "plot", "site/index.rs", "site/plain.rs"];

/// What looks like words, and is read by nobody: keys of a keyboard, classes, tags, and what styles are made of.
const UNSAID: [&str; 28] = [
    "state nothing",
    "ArrowLeft",
    "ArrowRight",
    "ArrowUp",
    "ArrowDown",
    "PageUp",
    "PageDown",
    "Home",
    "End",
    "Enter",
    "Tab",
    "Escape",
    "F3",
    "BODY",
    "UTC",
    "C",
    "casebook {} {what}",
    "button close",
    "button save",
    "button filters-button",
    "choose zero",
    "value chosen",
    "value excluded",
    "part faint",
    "page plain",
    "nav a",
    "thead a",
    "table tbody",
];

#[test]
fn what_the_page_says_stands_in_one_place() {
    let mut elsewhere = Vec::new();
    for (path, code) in sources() {
        let speaks = SPEAK.iter().any(|module| path.starts_with(module));
        if !speaks || path.components().any(|part| part.as_os_str() == "tests") {
            continue;
        }
        for text in literals(&code).into_iter().filter(|text| is_said(text)) {
            // The words that make no two entries similar are those of the list, not of the page.
            let is_stop_words = path.ends_with("similar.rs") && text.starts_with(" and are ");
            if !UNSAID.contains(&&*text) && !is_stop_words {
                elsewhere.push(format!("src/{}: {text:?}", path.display()));
            }
        }
    }
    let advice = "put it into src/words.rs, or if nobody reads it, into UNSAID";
    assert!(elsewhere.is_empty(), "{}\n{advice}", elsewhere.join("\n"));
}

#[test]
fn words_are_known_from_code() {
    let words = sources().into_iter().find(|(path, _)| path.ends_with("words.rs")).unwrap().1;
    assert!(literals(&words).iter().filter(|text| is_said(text)).count() > 150);
    let code = r#"f("Close", '"', "a \" b"); // "Not this"
        g("{} values", "aria-label", "{name}, {count}", "×")"#;
    let said: Vec<String> = literals(code).into_iter().filter(|text| is_said(text)).collect();
    assert_eq!(said, ["Close", "a \\\" b", "{} values", "×"]);
}

/// Whether a text could be for readers: it has several words, or one that begins with a capital letter, or a sign
/// that code has no use for. What is put into it does not count, and selectors and styles are none.
fn is_said(text: &str) -> bool {
    if is_style(text) {
        return false;
    }
    let text = &text.replace("\\n", " ");
    let mut depth = 0_usize;
    let mut own = String::new();
    for letter in text.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => own.push(letter),
            _ => {}
        }
    }
    let is_word = |word: &&str| word.chars().any(char::is_alphabetic);
    let words: Vec<&str> = own.split_whitespace().filter(is_word).collect();
    let puts_in = text.contains('{') && text.split_whitespace().count() > 1;
    match words[..] {
        [] => own.len() == text.len() && !own.is_ascii(),
        [word] => puts_in || word.starts_with(char::is_uppercase),
        _ => true,
    }
}

/// Whether it has what no sentence has: a class, a state or an attribute, or something to be calculated.
fn is_style(text: &str) -> bool {
    let begins = |at: usize| text[at + 1..].starts_with(|next: char| next.is_ascii_lowercase());
    text.match_indices(['.', ':', '[']).any(|(at, _)| begins(at))
        || ["calc(", "px"].iter().any(|unit| text.contains(unit))
}

/// The texts in double quotes of a module as they are written, those of tests and comments, and the reasons of
/// lints, apart.
fn literals(code: &str) -> Vec<String> {
    let code = code.split("#[cfg(test)]\nmod tests {").next().unwrap_or(code);
    let mut found = Vec::new();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code: String =
        lines.filter(|line| !line.contains("reason = ")).collect::<Vec<_>>().join("\n");
    let mut rest = &*code;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (sign, after) = (&rest[at..=at], &rest[at + 1..]);
        rest = match sign {
            "/" if after.starts_with('/') => after.find('\n').map_or("", |end| &after[end..]),
            "\"" => {
                let end = end(after);
                found.push(after[..end].to_owned());
                after.get(end + 1..).unwrap_or_default()
            }
            // Letters by themselves, and no lifetimes.
            "'" if after.starts_with("\"'") => &after[2..],
            "'" if after.starts_with("\\\"'") => &after[3..],
            _ => after,
        };
    }
    found
}

/// Where a text ends that begins here.
fn end(text: &str) -> usize {
    let mut escaped = false;
    let ends = |(_, letter): &(usize, char)| {
        let ends = *letter == '"' && !escaped;
        escaped = *letter == '\\' && !escaped;
        ends
    };
    text.char_indices().find(ends).map_or(text.len(), |(at, _)| at)
}
