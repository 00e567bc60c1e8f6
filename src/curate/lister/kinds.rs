//! What links are called that only lead to more of an entry: `Paper`, `Code`, `Read more`.

use crate::text;

/// What links to more of an entry are called.
const KINDS: [&str; 32] = [
    "article",
    "arxiv",
    "blog",
    "book",
    "code",
    "course",
    "demo",
    "docs",
    "documentation",
    "feed",
    "github",
    "homepage",
    "notebook",
    "paper",
    "part",
    "pdf",
    "podcast",
    "post",
    "repo",
    "repository",
    "rss",
    "slides",
    "source",
    "talk",
    "thread",
    "tutorial",
    "tweet",
    "video",
    "webinar",
    "website",
    "whitepaper",
    "youtube",
];

/// Whether a text says what kind of thing something is, as that of a link to more of an entry does.
pub(in crate::curate) fn is_kind(name: &str) -> bool {
    const IN_CHINESE: [&str; 9] =
        ["论文", "代码", "主页", "项目", "链接", "视频", "博客", "解读", "数据集"];
    if IN_CHINESE.iter().any(|kind| name.trim().starts_with(kind)) {
        return name.chars().count() <= 8 || name.contains(['（', '(']);
    }
    let folded = text::fold(name);
    text::words(&folded).count() <= 3 && text::words(&folded).any(|word| KINDS.contains(&word))
}

/// Whether a text only says what a link leads to, as one to the entry itself does where its title is elsewhere.
pub(in crate::curate) fn is_way(name: &str) -> bool {
    const WAYS: [&str; 19] = [
        "link",
        "here",
        "read",
        "read more",
        "read on",
        "more",
        "url",
        "source",
        "original source",
        "original",
        "details",
        "full story",
        "project",
        "project page",
        "projectpage",
        "conda",
        "docker hub",
        "npm",
        "pypi",
    ];
    let folded = text::fold(name);
    is_kind(name)
        || is_in_brackets(name)
        || WAYS.contains(&&*text::words(&folded).collect::<Vec<_>>().join(" "))
}

/// Whether a text says what a link leads to, and nothing else: `arXiv`, `Source Code`, `[pdf]`.
pub(in crate::curate) fn only_leads(name: &str) -> bool {
    let folded = text::fold(name);
    is_way(name) && text::words(&folded).all(|word| KINDS.contains(&word) || !is_kind(name))
}

/// Whether a link is called as in `[[Scholar]](…)`, which nobody does with a title that other text is in front of.
pub(in crate::curate) fn is_in_brackets(name: &str) -> bool {
    name.starts_with('[') && name.ends_with(']')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_named_in_few_words() {
        for name in ["Paper", "Source Code", "🎥 Video", "blog post"] {
            assert!(is_kind(name), "{name}");
        }
        for (name, leads) in
            [("arXiv", true), ("[pdf]", true), ("Here", true), ("Code Beta", false)]
        {
            assert_eq!(only_leads(name), leads, "{name}");
        }
        for name in ["Acme", "How we wrote a paper", ""] {
            assert!(!is_kind(name), "{name}");
        }
    }
}
