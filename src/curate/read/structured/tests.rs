use super::node::{Kind, Malformed, Node};
use super::{json, yaml};
use proptest::prelude::*;
use serde_json::Value;

/// Every text and key of a tree, and where it says that it is.
fn texts<'n>(node: &'n Node, into: &mut Vec<(&'n str, std::ops::Range<usize>)>) {
    match &node.kind {
        Kind::Nothing => {}
        Kind::Text(text) => into.push((text, node.span.range())),
        Kind::List(items) => items.iter().for_each(|item| texts(item, into)),
        Kind::Map(map) => {
            for (key, value) in map {
                into.push((&key.text, key.span.range()));
                texts(value, into);
            }
        }
    }
}

fn check(text: &str, nodes: &[Node], expected: &[(&str, &str)]) {
    let mut found = Vec::new();
    for node in nodes {
        texts(node, &mut found);
    }
    let found: Vec<_> = found.into_iter().map(|(value, range)| (value, &text[range])).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn json_has_its_places_inside_of_quotes() {
    let text = r#"/* é */ {"é": [1.50, "a\nb", true, null], } // x"#;
    let (nodes, bad) = json::parse(0, text);
    assert!(bad.is_empty());
    check(text, &nodes, &[("é", "é"), ("1.50", "1.50"), ("a\nb", "a\\nb"), ("true", "true")]);
}

#[test]
fn yaml_has_its_places_inside_of_quotes_tags_and_blocks() {
    let check = |yaml: &str, expected: &[(&str, &str)]| {
        let text = format!("é\n---\n{yaml}");
        let nodes = yaml::parse(0, &text, 0).unwrap();
        check(&text, &nodes[1..], expected);
    };
    check("a é # x\n", &[("a é", "a é")]);
    check("- 'it''s'\n- \"q\\n\"\n", &[("it's", "it''s"), ("q\n", "q\\n")]);
    check(
        "k: |\n  é\n\n  b\n\nl: >-\n  c\n  d\n",
        &[("k", "k"), ("é\n\nb", "é\n\n  b"), ("l", "l"), ("c d", "c\n  d")],
    );
    check("!!str &a 12\n", &[("12", "12")]);
    check("- &a !x \"y\"\n- *a\n", &[("y", "y"), ("y", "y")]);
    check("{? é : {b: c}, \"d\": }", &[("é", "é"), ("b", "b"), ("c", "c"), ("d", "d")]);
    check("a:\n- b\n-\n- ~\n- null\n- 'null'\n", &[("a", "a"), ("b", "b"), ("null", "null")]);
    check("long\n  text\n", &[("long text", "long\n  text")]);
    check("|\n", &[("", "|")]);
    check("- |\n  &a b\n- !!str |\n  !c\n", &[("&a b", "&a b"), ("!c", "!c")]);
    check("null: 1\n: 2\n", &[("null", "null"), ("1", "1"), ("", ""), ("2", "2")]);
}

#[test]
fn merge_keys_fill_in_what_is_not_there() {
    let text =
        "- &a {x: 1, y: 2}\n- &b {y: 3, z: 4}\n- {<<: [*a, *b], x: 0}\n- <<: no\n- '<<': *a\n";
    let nodes = yaml::parse(0, text, 0).unwrap();
    let items = nodes[0].list().unwrap();
    let show = |item: &Node| {
        let pairs = item.map().unwrap().iter();
        let show =
            pairs.map(|(key, value)| format!("{}={}", key.text, value.text().unwrap_or("?")));
        show.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(show(&items[2]), "x=0 y=2 z=4");
    assert_eq!(show(&items[3]), "<<=no");
    assert_eq!(show(&items[4]), "<<=?");
}

#[test]
fn what_is_too_much_is_refused() {
    let refused = |text: &str| yaml::parse(0, text, 0).unwrap_err().message;
    let many_keys: Vec<String> = (0..40_000).map(|key| format!("k{key}: v\n  ")).collect();
    let merged = format!("a: &a\n  {}\nb: {{<<: [*a, *a, *a]}}\n", many_keys.concat());
    assert!(yaml::parse(0, &merged, 0).is_ok());
    let long = format!("a: &a \"{}\\n\"\nb: [{}]\n", "x".repeat(100_000), "*a, ".repeat(1000));
    assert!(refused(&long).contains("aliases"), "{}", refused(&long));
    let nested = format!("{}x\n", "&a\n- ".repeat(90));
    assert!(yaml::parse(0, &nested, 0).is_ok() || refused(&nested).contains("YAML"));
    let within = format!(
        "- &a {}1{}\n- {}*a{}\n",
        "[".repeat(60),
        "]".repeat(60),
        "[".repeat(60),
        "]".repeat(60)
    );
    assert!(refused(&within).contains("deep"), "{}", refused(&within));
}

fn any_json() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        "([ -~]|é|日|\n|\t){0,9}".prop_map(Value::from),
    ];
    scalar.prop_recursive(4, 30, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map("([ -~]|é){0,4}", inner, 0..5)
                .prop_map(|map| Value::from(map.into_iter().collect::<serde_json::Map<_, _>>())),
        ]
    })
}

proptest! {
    #[test]
    fn each_text_is_what_its_place_says(value in any_json()) {
        let text = format!("[\"é\",\n{}]", serde_json::to_string_pretty(&value).unwrap());
        let (nodes, bad) = json::parse(0, &text);
        prop_assert!(bad.is_empty());
        let as_yaml: Result<_, Malformed> = yaml::parse(0, &text, 0);
        for nodes in [nodes, as_yaml.unwrap()] {
            let mut found = Vec::new();
            for node in &nodes {
            texts(node, &mut found);
        }
            for (value, range) in found {
                let raw = &text[range];
                let read: Option<String> = serde_json::from_str(&format!("\"{raw}\"")).ok();
                prop_assert_eq!(read.as_deref(), Some(value), "{}", raw);
            }
        }
    }

    #[test]
    fn places_lie_in_the_text(
        text in "(- |: |\\[|\\]|\\{|\\}|,|&a |\\*a|\\||>|\"|'|\n|  |#|!!str |%|\\? |<<|a|---|é|\t|\\\\|[ -~]|\\PC){0,30}",
    ) {
        let (mut nodes, _) = json::parse(0, &text);
        nodes.extend(yaml::parse(0, &text, 0).unwrap_or_default());
        let mut found = Vec::new();
        for node in &nodes {
            texts(node, &mut found);
        }
        for (_, range) in found {
            prop_assert!(text.get(range.clone()).is_some(), "{:?}", range);
        }
    }
}
