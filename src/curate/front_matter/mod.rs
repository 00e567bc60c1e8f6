//! What a page says of itself in front: YAML between two lines of `---`, or TOML between lines of `+++`.
//!
//! What is not quite YAML is read field by field, and then line by line, as people mean it:
//! `title: Notes: the best`.

mod loose;
mod toml;

use super::fault::{Code, Quoted, Report, Span};
use super::read::structured::{Key, Kind, Map, Node, parse_yaml};
use crate::catalog::slugify;

/// The keys that a list may use.
const KEYS: [&str; 9] = [
    "title",
    "description",
    "updated",
    "link_base",
    "company",
    "industry",
    "tag",
    "tags",
    "facets",
];

/// Keys that tell a site generator how to show a page, and nothing of what is on it; as slugs without
/// hyphens.
const GENERATOR: &[&str] = &[
    "aliases",
    "author",
    "authors",
    "banner",
    "canonicalurl",
    "classes",
    "collection",
    "comments",
    "cover",
    "coverimage",
    "css",
    "cssclasses",
    "customediturl",
    "draft",
    "editlink",
    "eleventyexcludefromcollections",
    "eleventynavigation",
    "excerptseparator",
    "featured",
    "featuredimage",
    "footer",
    "grandparent",
    "haschildren",
    "hastoc",
    "head",
    "header",
    "hero",
    "hidetableofcontents",
    "hidetitle",
    "image",
    "images",
    "js",
    "kind",
    "lang",
    "lastmod",
    "lastmodifiedat",
    "lastupdated",
    "layout",
    "locale",
    "math",
    "mathjax",
    "menu",
    "menus",
    "mermaid",
    "modified",
    "navbar",
    "navexclude",
    "navorder",
    "next",
    "noindex",
    "order",
    "outline",
    "paginationnext",
    "paginationprev",
    "parent",
    "permalink",
    "prev",
    "redirectfrom",
    "redirectto",
    "searchexclude",
    "sidebar",
    "sidebarlabel",
    "sidebarposition",
    "sitemap",
    "template",
    "theme",
    "thumbnail",
    "toc",
    "translationkey",
    "type",
    "weight",
];

/// One field.
pub(super) struct Field {
    pub(super) key: String,
    /// Its value as a text; a list or a map as it is written.
    pub(super) value: String,
    /// Where its key begins.
    pub(super) at: usize,
    pub(super) node: Node<'static>,
}

/// The fields in front of a text, and where the rest begins. A text without them is all rest.
pub(super) fn split(file: usize, text: &str, report: &mut Report) -> (Vec<Field>, usize) {
    let fenced = |fence| between_fences(text, fence);
    let (inner, start, end, map) = if let Some((inner, start, end)) = fenced("---") {
        (inner, start, end, yaml(file, inner, start, report))
    } else if let Some((inner, start, end)) = fenced("+++") {
        (inner, start, end, toml::read(file, inner, start, report))
    } else {
        return (Vec::new(), 0);
    };
    let mut fields: Vec<Field> = Vec::new();
    for (key, node) in map {
        if fields.iter().any(|other| other.key == key.text) {
            let message = format!("{} is there already", Quoted(&key.text));
            report.add(Code::FrontMatter, key.span, message).help("keep one");
            continue;
        }
        let range = node.span.range();
        let value = match &node.kind {
            Kind::Nothing => String::new(),
            Kind::Text(text) => text.to_string(),
            Kind::List(_) | Kind::Map(_) => {
                inner[range.start - start..range.end - start].trim().to_owned()
            }
        };
        let (at, key) = (key.span.range().start, key.text.into_owned());
        fields.push(Field { key, value, at, node: node.into_owned() });
    }
    (fields, end)
}

/// Reports the keys that a list has no use for.
pub(super) fn check_keys(file: usize, fields: &[Field], report: &mut Report) {
    for Field { key, at, .. } in fields.iter().filter(|field| !is_for_generator(field)) {
        if !KEYS.contains(&&**key) {
            let span = Span::new(file, *at..at + key.len());
            let message = format!("{} is not read", Quoted(key));
            let help = format!("a list has {}", KEYS.join(", "));
            report.add(Code::FrontMatter, span, message).help(help);
        }
    }
}

/// What the fields say of a case study.
pub(super) fn of_case(file: usize, fields: &[Field]) -> Map<'static> {
    /// Where Hugo and Zola want what they do not know themselves.
    const ROOMS: [&str; 3] = ["extra", "params", "taxonomies"];
    const OF_LISTS: [&str; 3] = ["facets", "link_base", "updated"];
    let is_told = |field: &&Field| !is_for_generator(field) && !OF_LISTS.contains(&&*field.key);
    let mut all = Map::new();
    for field in fields.iter().filter(is_told) {
        match &field.node.kind {
            Kind::Map(map) if ROOMS.contains(&&*field.key) => all.extend(map.iter().cloned()),
            _ => {
                let span = Span::new(file, field.at..field.at + field.key.len());
                all.push((Key { span, text: field.key.clone().into() }, field.node.clone()));
            }
        }
    }
    all
}

/// Whether a field is about how the page is shown, as all are that say yes or no.
fn is_for_generator(field: &Field) -> bool {
    let name = slugify(&field.key).replace('-', "");
    GENERATOR.contains(&&*name) || matches!(&*field.value, "true" | "false")
}

fn yaml<'t>(file: usize, inner: &'t str, start: usize, report: &mut Report) -> Map<'t> {
    let documents = parse_yaml(file, inner, start);
    match documents.map(|mut documents| (documents.pop(), documents.len())) {
        Some((None | Some(Node { kind: Kind::Nothing, .. }), 0)) => Map::new(),
        Some((Some(Node { kind: Kind::Map(map), .. }), 0)) => map,
        _ => loose::read(file, inner, start, report),
    }
}

/// What is between two fences at the start of a text, where it begins, and where the text goes on.
fn between_fences<'t>(text: &'t str, fence: &str) -> Option<(&'t str, usize, usize)> {
    let is_fence = |line: &str| line.trim_end() == fence;
    let mut lines = text.split_inclusive('\n');
    let start = lines.next().filter(|line| is_fence(line))?.len();
    let mut end = start;
    for line in lines {
        if is_fence(line) {
            return Some((&text[start..end], start, end + line.len()));
        }
        end += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::curate::Source;
    use crate::curate::fault::Allowed;

    fn check(text: &str, fields: &[(&str, &str)], rest: &str, problems: &[&str]) {
        let mut report = Report::default();
        let (found, body) = split(0, text, &mut report);
        let found: Vec<_> = found.iter().map(|field| (&*field.key, &*field.value)).collect();
        assert_eq!((found.as_slice(), &text[body..]), (fields, rest), "{text}");
        let files = [Source::new("x", text.into()).unwrap()];
        let found = report.finish(&files, &Allowed::default());
        assert_eq!(found.len(), problems.len(), "{found:?}");
        for (problem, expected) in found.iter().zip(problems) {
            let place = files[0].place(problem.span.range().start);
            let message = format!("{place}: {}", problem.message);
            assert!(message.contains(expected), "{message}");
        }
    }

    #[test]
    fn fields_are_plain_or_in_quotes() {
        check(
            "---\r\ntitle: A: b\n\n# note\nupdated: '2025'\ndescription: \"say \\\"x\\\"\"\n---\nrest\n",
            &[("title", "A: b"), ("updated", "2025"), ("description", "say \"x\"")],
            "rest\n",
            &[],
        );
        check("---\n---", &[], "", &[]);
    }

    #[test]
    fn without_two_fences_there_is_none() {
        for text in ["", "# A\n---\nb: c\n---\n", "---\ntitle: A\n", " ---\ntitle: A\n---\n"] {
            check(text, &[], text, &[]);
        }
    }

    #[test]
    fn what_yaml_does_not_know_is_read_as_it_is_meant() {
        let check = |line: &str, value: &str| {
            let text = format!("---\ntags: [a]\n{line}\nlist:\n- x\n---\n");
            let key = line.split(':').next().unwrap();
            check(&text, &[("tags", "[a]"), (key, value), ("list", "x")], "", &[]);
        };
        check("title: Field notes: the best", "Field notes: the best");
        check("title: @home: # 1", "@home: # 1");
        check("title: *new* things", "*new* things");
        check("title: \"A\": B", "\"A\": B");
        check("title: [A] B", "[A] B");
        check("title: 'A' and 'B'", "A' and 'B");
        check("a: \"\\ud83d\\ude00\"", "😀");
    }

    #[test]
    fn values_may_be_long_or_many() {
        let text = "---\ntitle: >-\n  One\n  line\ndescription: |\n  a\n\n  b\nfacets: [{\"key\": \"x\"}]\n---\n";
        let fields =
            [("title", "One line"), ("description", "a\n\nb"), ("facets", "[{\"key\": \"x\"}]")];
        check(text, &fields, "", &[]);
    }

    #[test]
    fn toml_is_read_too() {
        let text = "+++\ntitle = \"A: b\"\nweight = 1\ndate = 2024-05-06T01:02:03Z\ntags = ['x', \"y\"]\n[menu]\nname = 'z'\n+++\nrest\n";
        let fields = [
            ("title", "A: b"),
            ("weight", "1"),
            ("date", "2024-05-06T01:02:03Z"),
            ("tags", "['x', \"y\"]"),
            ("menu", "[menu]"),
        ];
        check(text, &fields, "rest\n", &[]);
        check("+++\ntitle: A\n+++\n", &[], "", &["2:8: this is not TOML"]);
    }

    #[test]
    fn what_is_not_read_is_said() {
        let folded = "---\ntitle: >\n  A\noops\ntitle: B\n---\n";
        check(folded, &[("title", "A")], "", &["4:1: `oops`", "5:1: `title` is"]);
        let lines = "---\ntitle: A: b\n  c\nnav: d: e\n  f\n---\n";
        check(lines, &[("title", "A: b"), ("nav", "d: e")], "", &["3:1: `c` is no"]);
    }

    #[test]
    fn keys_of_generators_are_of_no_matter() {
        let text = "---\nlayout: page\nnav_order: 2\nhomepage: x\nhidden: true\ntitle: A\n---\n";
        let mut report = Report::default();
        let (fields, _) = split(0, text, &mut report);
        check_keys(0, &fields, &mut report);
        let files = [Source::new("x", text.into()).unwrap()];
        let found = report.finish(&files, &Allowed::default());
        let messages: Vec<&str> = found.iter().map(|problem| &*problem.message).collect();
        assert_eq!(messages, ["`homepage` is not read"]);
        assert_eq!(of_case(0, &fields).len(), 2);
    }
}
