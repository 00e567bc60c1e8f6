use super::*;
use proptest::prelude::*;
use std::fmt::Write;

/// Each line is a label, or `label → canonical, reason`; a number before it is how many entries have it.
fn check(lines: &str) {
    let lines: Vec<&str> = lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut labels = Vec::new();
    for line in &lines {
        let (count, label) = line.split_once(' ').unwrap();
        labels.push((label.split(" → ").next().unwrap(), count.parse().unwrap()));
    }
    let mut found: Vec<String> =
        labels.iter().map(|(label, count)| format!("{count} {label}")).collect();
    for alike in alike(&labels) {
        let to = labels[alike.to].0;
        write!(found[alike.from], " → {to}, {:?}", alike.reason).unwrap();
    }
    assert_eq!(found, lines);
}

#[test]
fn case_spacing_and_accents() {
    check(
        "1 Linkedin → LinkedIn, Case
         1 LinkedIn
         2 Doordash → DoorDash, Case
         9 DoorDash
         2 Nestlé
         1 Nestle → Nestlé, Accents
         5 AT&T
         1 AT and T → AT&T, Spacing
         1 Booking.com
         1 Uber",
    );
    check(
        "3 ad ranking / targeting
         1 ad ranking/targeting → ad ranking / targeting, Spacing
         1 e-commerce
         1 ecommerce → e-commerce, Spacing
         1 E-Commerce → e-commerce, Case",
    );
}

#[test]
fn the_style_of_the_vocabulary_breaks_ties() {
    check(
        "1 Search → search, Case
         1 search
         1 nlp
         1 ranking
         1 NLP → nlp, Case",
    );
    check(
        "1 Search
         1 search → Search, Case
         1 nlp → NLP, Case
         1 NLP
         1 Ranking
         1 NETFLIX → Netflix, Case
         1 Netflix",
    );
}

#[test]
fn signs_and_numbers_that_tell_labels_apart() {
    check(
        "9 C
         1 C++
         1 C#
         9 Disney
         1 Disney+
         9 gpt-3
         1 gpt-4
         1 gpt 3 → gpt-3, Spacing
         1 gpt-3.5
         1 gpt-35
         9 part 1
         1 part 2
         9 part i
         1 part ii
         9 2023
         1 2024
         1 🎉
         1 🎈
         1 ---
         1 ...",
    );
}

#[test]
fn plurals() {
    check(
        "20 recommender system
         1 recommender systems → recommender system, Plural
         1 embeddings model → embedding model, Plural
         1 embedding model
         3 queries
         1 query → queries, Plural
         1 llm
         1 llms → llm, Plural
         9 http
         1 https
         1 use cases → use case, Plural
         1 use case",
    );
    check(
        "40 Uber
         1 Ubers
         40 LLM
         1 LLMs → LLM, Plural
         40 Meta
         1 Metal
         1 Search Ads → Search Ad, Plural
         2 Search Ad",
    );
}

#[test]
fn typos() {
    check(
        "9 item classification
         1 item classificatiion → item classification, Typo
         4 text classification
         1 text clasification → text classification, Typo
         30 search
         1 serch → search, Typo
         30 recommender system
         2 recomemnder system → recommender system, Typo
         30 fraud detection
         1 fraud dettection → fraud detection, Typo
         30 personalization
         20 personalisation → personalization, Typo
         30 topic modeling
         12 topic modelling → topic modeling, Typo
         8 uplift modeling → uplift modelling, Typo
         9 uplift modelling
         1 laerning → learning, Typo
         4 learning",
    );
}

#[test]
fn words_that_are_no_typos() {
    check(
        "90 ranking
         1 banking
         90 training
         1 trading
         90 search
         1 research
         90 causality
         1 casualty
         90 causal inference
         1 casual inference
         90 content personalization
         1 context personalization
         90 shopping
         1 shipping
         90 stack
         1 Slack
         90 recommender
         1 recommended
         90 evaluation
         1 valuation
         3 serch
         4 search engine
         90 search ads
         1 serch ads",
    );
}

#[test]
fn a_word_that_labels_share_is_no_typo_and_a_short_one_takes_evidence() {
    check(
        "90 ledger
         3 ledgar
         1 ledgar index
         1 kernal
         1 kernel",
    );
}

#[test]
fn the_commoner_word_is_right_where_labels_are_as_frequent() {
    check(
        "1 item classificatiion → item classification, Typo
         1 item classification
         1 text classification",
    );
}

#[test]
fn a_key_pressed_once_too_often_is_wrong_where_all_else_is_equal() {
    check(
        "1 item classificatiion → item classification, Typo
         1 item classification",
    );
}

#[test]
fn articles_and_legal_forms() {
    check(
        "3 Acme
         1 Acme Inc. → Acme, Suffix
         1 Acme, Inc → Acme, Spacing
         1 The Acme Corporation → Acme, Suffix
         5 Guardian
         1 The Guardian → Guardian, Article
         1 The Who
         1 Inc
         1 The",
    );
}

#[test]
fn chains_lead_to_one_canonical_label() {
    check(
        "1 Recommender-Systems → recommender system, Spacing
         2 recommender systems → recommender system, Plural
         9 recommender system
         1 recomender system → recommender system, Typo
         1 Recomender System → recommender system, Case",
    );
}

/// Labels that are often alike.
fn labels() -> impl Strategy<Value = Vec<(String, usize)>> {
    let label = "(The )?(ranking|Ranking|rankings|rankng|raning|modelling|modeling|item|é|e)([ -]?(model|Models|modle|2|3|Inc))?";
    let labels = prop::collection::btree_map(label, 1..9_usize, 0..24);
    labels.prop_map(|labels| labels.into_iter().collect::<Vec<_>>()).prop_shuffle()
}

fn named(labels: &[(String, usize)]) -> Vec<(String, String, Reason)> {
    let borrowed: Vec<_> = labels.iter().map(|(label, count)| (&**label, *count)).collect();
    let found = alike(&borrowed);
    assert!(found.is_sorted_by(|a, b| a.from < b.from));
    let name = |at: usize| labels[at].0.clone();
    found.iter().map(|alike| (name(alike.from), name(alike.to), alike.reason)).collect()
}

proptest! {
    #[test]
    fn the_order_of_labels_does_not_matter(
        (labels, shuffled) in labels().prop_flat_map(|l| (Just(l.clone()), Just(l).prop_shuffle())),
    ) {
        let (mut a, mut b) = (named(&labels), named(&shuffled));
        a.sort_unstable();
        b.sort_unstable();
        prop_assert_eq!(a, b);
    }

    #[test]
    fn canonical_labels_stay_and_are_at_least_as_frequent(labels in labels()) {
        let found = named(&labels);
        let count = |name: &str| labels.iter().find(|label| label.0 == name).unwrap().1;
        for (from, to, _) in &found {
            prop_assert!(found.iter().all(|(other, ..)| other != to), "{} is canonical", to);
            prop_assert!(count(from) <= count(to));
        }
    }

    #[test]
    fn any_labels_will_do(labels in prop::collection::vec(("\\PC{0,12}", 0..5_usize), 0..20)) {
        named(&labels);
    }
}
