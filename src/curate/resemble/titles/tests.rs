use proptest::prelude::*;

fn near_duplicates<'a>(titles: impl Iterator<Item = (&'a str, u64)>) -> Vec<(usize, usize)> {
    let titles: Vec<_> = titles.collect();
    super::near_duplicates(titles.len(), |at| titles[at])
}

fn near(a: &str, b: &str) -> bool {
    let found = near_duplicates([(a, 1), (b, 1)].into_iter());
    assert_eq!(near_duplicates([(b, 1), (a, 1)].into_iter()), found, "{a} · {b}");
    assert!(found.is_empty() || found == [(1, 0)]);
    !found.is_empty()
}

#[test]
fn titles_that_are_nearly_the_same() {
    for (a, b) in [
        ("Building In-Video Search", "Building in-video search!"),
        (
            "Reverse Searching Netflix’s Federated Graph",
            "Reverse Searching Netflix's Federated Graph",
        ),
        ("Real-Time E-Commerce", "Realtime Ecommerce"),
        ("Música para todos", "Musica para todos"),
        ("Machine Learning for Fraud Detection", "Machine Learning for Fraud Detecton"),
        ("Modeling Uplift at Scale", "Modelling Uplift at Scale"),
        ("How to Monitor a Recommender System", "How to Monitor Recommender System"),
        ("How to Monitor a Recommender System", "How to Monitor a Recommender Systems"),
        ("Personalization in Netflix", "Personalization at Netflix"),
        ("The Rise of ML Models", "Rise of ML Models"),
        ("Netflix: Building In-Video Search", "Building In-Video Search, Netflix"),
        ("Recommending for Members at Netflix", "Netflix: Recommending for Members"),
        ("Data Quality Monitoring", "Monitoring Data Quality"),
        ("Information Extraction Done Right at Scribd", "Information Extraction Done Right"),
        ("How We Built Search | Spotify Engineering", "How We Built Search"),
        ("机器学习 实践", "机器学习实践"),
    ] {
        assert!(near(a, b), "{a} · {b}");
    }
}

#[test]
fn titles_that_are_two() {
    for (a, b) in [
        ("The Rise of ML Models (Part I)", "The Rise of ML Models (Part II)"),
        ("The Rise of ML Models, Part 1", "The Rise of ML Models, Part 2"),
        ("The Rise of ML Models", "The Rise of ML Models, Part 2"),
        ("The Rise of ML Models: Part A", "The Rise of ML Models: Part"),
        ("Our Year in Search 2023", "Our Year in Search 2024"),
        ("Our First Steps in Search", "Our Second Steps in Search"),
        (
            "Round 2: A Survey of Causal Inference Applications at Netflix",
            "A Survey of Causal Inference Applications at Netflix",
        ),
        ("How to Train a Model", "How to Training a Model"),
        ("Content Moderation at Scale", "Context Moderation at Scale"),
        ("Moving Events from Kafka to Flink", "Moving Events from Flink to Kafka"),
        ("AI for Security", "Security for AI"),
        ("Part 2 of 3: Search Ranking Models", "Part 3 of 2: Search Ranking Models"),
        ("Evaluating Models for Search", "Evaluating Models with Search"),
        ("Detecting Fraud Fast at Scale", "Detecting Fraud Fast"),
        ("Serving C++ Models", "Serving C Models"),
        ("Deep Dive: 1 2 Search", "Deep Dive: 12 Search"),
        ("", "..."),
        ("", ""),
        ("Serch", "Search"),
    ] {
        assert!(!near(a, b), "{a} · {b}");
    }
}

#[test]
fn each_later_title_is_told_once_with_an_earlier_one_of_its_group() {
    let titles = [
        ("Search at Netflix", 1),
        ("Search at Netflix", 2),
        ("Search at Netflix", 1),
        ("Something else entirely", 1),
        ("search, at netflix", 1),
        ("Something else entirly", 1),
        ("Search at Netflix", 2),
    ];
    let found = near_duplicates(titles.into_iter());
    assert_eq!(found, [(2, 0), (4, 0), (5, 3), (6, 1)]);
}

/// Titles of one group that share all but a word.
fn crowd() -> Vec<String> {
    let vowels = ["a", "e", "i", "o", "u"];
    let mut titles = Vec::new();
    for a in vowels {
        for b in vowels {
            for c in vowels {
                titles.push(format!("Notes on k{a}lv{b}rt{c}nsk and More"));
            }
        }
    }
    titles
}

#[test]
fn typos_are_found_among_many_titles_that_share_all_other_words() {
    let mut titles: Vec<String> =
        (0..5000).map(|n| format!("Notes on {} and More", letters(n))).collect();
    titles.push("Notes on Observability and More".into());
    titles.push("Notes on Obsrvability and More".into());
    titles.push("Notes on Observabilty and More".into());
    titles.extend(crowd());
    let found = near_duplicates(titles.iter().map(|title| (&**title, 1)));
    assert!(found.contains(&(5001, 5000)) && found.contains(&(5002, 5000)), "{found:?}");
}

/// A word of its own for each number, two edits from others.
fn letters(mut number: usize) -> String {
    let mut word = String::from("w");
    for _ in 0..4 {
        let letter = char::from(b'a' + (number % 26) as u8);
        word.extend([letter, letter, 'x']);
        number /= 26;
    }
    word
}

proptest! {
    #[test]
    fn pairs_are_ascending_and_near_whatever_the_titles(
        titles in prop::collection::vec("((Ranking|rankng|models?|the|of|at|\\||2|II|é|Netflix)[ -]){0,6}", 0..20),
    ) {
        let found = near_duplicates(titles.iter().map(|title| (&**title, 7)));
        prop_assert!(found.is_sorted_by(|a, b| a.0 < b.0));
        for (later, earlier) in found {
            prop_assert!(earlier < later);
            prop_assert!(near(&titles[earlier], &titles[later]));
        }
    }

    #[test]
    fn equal_titles_are_always_found(title in "\\PC*[a-z]\\PC*", others in prop::collection::vec("\\PC{0,9}", 0..9)) {
        let mut titles = vec![title.clone()];
        titles.extend(others);
        titles.push(title);
        let found = near_duplicates(titles.iter().map(|title| (&**title, 7)));
        prop_assert!(found.iter().any(|pair| pair.0 == titles.len() - 1));
    }
}
