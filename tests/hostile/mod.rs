//! A list by somebody who means harm, for the tests of what is made of it on this machine, and of what a browser does
//! with it. Whatever of it runs sets `window.harmed`.

use serde_json::{Value, json};

/// What may not be a link, however it is disguised.
pub(crate) const UNSAFE: [&str; 27] = [
    "javascript:window.harmed=1",
    "JaVaScRiPt:window.harmed=1",
    " javascript:window.harmed=1",
    "\u{1}javascript:window.harmed=1",
    "\u{1f}\u{a0}javascript:window.harmed=1",
    "java\tscript:window.harmed=1",
    "java\nscript:window.harmed=1",
    "java\r\nscript:window.harmed=1",
    "javascript\t:window.harmed=1",
    "java\u{0}script:window.harmed=1",
    "javascript://example.org/%0Awindow.harmed=1",
    "javascript:/*--></title></style></textarea></script><svg onload=window.harmed=1>*/window.harmed=1",
    "data:text/html,<script>opener.harmed=1</script>",
    "DATA:text/html;base64,PHNjcmlwdD5vcGVuZXIuaGFybWVkPTE8L3NjcmlwdD4=",
    "data:image/svg+xml,<svg onload=opener.harmed=1>",
    "vbscript:harmed",
    "blob:https://example.org/harmed",
    "filesystem:https://example.org/harmed",
    "view-source:javascript:window.harmed=1",
    "feed:javascript:window.harmed=1",
    "jar:javascript:window.harmed=1!/",
    "file:///etc/passwd",
    "about:blank",
    "intent:#Intent;S.browser_fallback_url=javascript:window.harmed=1;end",
    "ms-settings:harmed",
    "mailto:harmed",
    "javascript:",
];

/// What looks like a script or another server, and is a link like any other: browsers find no scheme in it.
pub(crate) const ODD: [&str; 12] = [
    "javascript&colon;window.harmed=1",
    "javascript&#58;window.harmed=1",
    "&#106;avascript:window.harmed=1",
    "javascript%3Awindow.harmed=1",
    "%6Aavascript:window.harmed=1",
    "\u{ff4a}avascript:window.harmed=1",
    "java\u{ad}script:window.harmed=1",
    "javascript\u{ff1a}window.harmed=1",
    "//example.org/\"onmouseover=\"window.harmed=1",
    "https://example.org/\u{202e}gnp.exe",
    "https://user:javascript@example.org:80/?<script>window.harmed=1</script>",
    "./?tag=<script>window.harmed=1</script>#javascript:window.harmed=1",
];

/// What may stand in any text: what would end what it stands in, what looks like something else, what turns or hides
/// what is beside it, and what programs of many kinds take for their own.
pub(crate) const TEXTS: [&str; 44] = [
    "<img src=x onerror=window.harmed=1>",
    "<script>window.harmed=1</script>",
    "</script><script>window.harmed=1</script>",
    "\"><b onmouseover=window.harmed=1>",
    "' onclick='window.harmed=1",
    "<svg/onload=window.harmed=1>",
    "</title></textarea></style></noscript><iframe srcdoc='<script>parent.harmed=1</script>'>",
    "<!--<script>",
    "]]><script>window.harmed=1</script>",
    "<a href=javascript:window.harmed=1>a</a>",
    "<base href=https://example.org/>",
    "<meta http-equiv=refresh content=0;url=https://example.org/>",
    "&lt;script&gt;window.harmed=1&lt;/script&gt;",
    "&#x3C;script&#x3E;window.harmed=1",
    "${window.harmed=1}",
    "{{constructor.constructor('window.harmed=1')()}}",
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "100% %2F %2f",
    "a+b&c=d#e?f",
    "a b",
    "a-b",
    "two\nlines",
    "\u{1b}[31m\u{7}\u{8}",
    "\u{0}nul",
    "\u{2028}\u{2029}\u{85}\u{feff}\u{fffe}",
    "👩‍💻🎉",
    "Z\u{334}\u{335}\u{336}\u{337}\u{338}\u{340}\u{341}\u{358}\u{35d}\u{489}\u{317}\u{32c}algo",
    "\u{202e}desrever\u{202c}",
    "\u{202e}open",
    "\u{2067}\u{202d}open, too",
    "\u{2069}\u{202c}ended",
    "עברית",
    "שלום 2022 · tag x",
    "-minus",
    "_none",
    "2020..2022",
    "..",
    "=HYPERLINK(\"https://example.org/\",\"x\")",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\\input{/etc/passwd} % } @misc{",
    "]( javascript:window.harmed=1 ) `|` | --- |",
];

/// An entry for every text, which is in all of its fields and its id, and one for every link.
pub(crate) fn catalog() -> String {
    let texts = TEXTS.iter().enumerate().map(|(at, text)| {
        let other = TEXTS[(at + 1) % TEXTS.len()];
        json!({
            "id": text, "title": text, "url": text, "page": text, "summary": text, "company": text,
            "tag": [text, "shared"], "constructor": [text, other], "year": 2000 + at % 25,
        })
    });
    let links = UNSAFE.iter().chain(&ODD).enumerate().map(|(at, url)| {
        let page = UNSAFE[at % UNSAFE.len()];
        json!({ "id": format!("link {at}"), "title": format!("Link {at}"), "url": url, "page": page, "year": 1999 })
    });
    of(&texts.chain(links).collect::<Vec<_>>())
}

/// A list of these entries, which says of itself what a title and a label may not say.
pub(crate) fn of(entries: &[Value]) -> String {
    let declared = json!([
        { "label": "<i>declared</i>", "slug": "../../x?\"'><b>", "aliases": ["</script>", "__proto__"] },
    ]);
    json!({
        "__proto__": { "harmed": 1 },
        "constructor": { "prototype": { "harmed": 1 } },
        "format": 1,
        "title": "</title><script>window.harmed=1</script>",
        "description": "<iframe src=javascript:window.harmed=1>\u{202e}",
        "updated": "\"><script>window.harmed=1</script>",
        "facets": [
            { "key": "tag", "label": "<u>Tags</u>", "many": true, "match": "all", "values": declared },
            { "key": "company", "label": "\u{202e}Company" },
            { "key": "constructor", "label": "__proto__", "many": true },
        ],
        "entries": entries,
    })
    .to_string()
}
