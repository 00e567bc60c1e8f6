//! Parameters of links that say where the reader came from, and nothing of the page.

use super::links::Parts;
use memchr::memchr;

/// Parameters that no site uses for anything else: of Google, Meta, Microsoft, X, Yandex, `TikTok`,
/// Instagram, `HubSpot`, Mailchimp, Marketo, Vero, Omeda and Kit.
const EVERYWHERE: [&str; 33] = [
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "_ga",
    "_gl",
    "fbclid",
    "msclkid",
    "twclid",
    "yclid",
    "ttclid",
    "igshid",
    "igsh",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "_hsenc",
    "_hsmi",
    "__hstc",
    "__hssc",
    "__hsfp",
    "hsctatracking",
    "vero_id",
    "vero_conv",
    "oly_anon_id",
    "oly_enc_id",
    "_openstat",
    "ck_subscriber_id",
    "ref_src",
    "ref_url",
    "trackingid",
    "wickedid",
];

/// Parameters that mean nothing on one site and its subdomains, and may mean something on another.
const ON_SITES: [(&str, &[&str]); 14] = [
    ("medium.com", &["source", "gi"]),
    ("linkedin.com", &["trk", "refid", "lipi", "licu", "trkinfo", "midtoken", "trkemail"]),
    ("youtube.com", &["si", "feature", "pp", "ab_channel"]),
    ("youtu.be", &["si", "feature"]),
    ("spotify.com", &["si", "nd"]),
    ("instagram.com", &["ig_rid"]),
    ("facebook.com", &["mibextid", "__tn__", "__cft__[0]"]),
    ("reddit.com", &["share_id", "rdt"]),
    ("tiktok.com", &["_t", "_r"]),
    ("amazon.com", &["pf_rd_p", "pf_rd_r", "pd_rd_r", "pd_rd_w", "pd_rd_wg"]),
    ("substack.com", &["r", "isfreemail", "triedredirect"]),
    ("bilibili.com", &["spm_id_from", "vd_source"]),
    ("aliyun.com", &["spm"]),
    ("google.com", &["ved", "sca_esv"]),
];

/// What `ref` says where it is about the reader; elsewhere it may be a branch or a key.
const REFERRERS: [&str; 16] = [
    "hackernoon",
    "hackernoon.com",
    "hackernews",
    "hn",
    "producthunt",
    "twitter",
    "linkedin",
    "facebook",
    "reddit",
    "newsletter",
    "rss",
    "dailydev",
    "daily.dev",
    "tldr",
    "tldrnewsletter",
    "evidentlyai.com",
];

/// The link without its tracking parameters, else as written; `None` if there are none.
pub(in crate::curate) fn without_tracking(url: &str) -> Option<String> {
    memchr(b'?', url.as_bytes())?;
    let parts = Parts::of(url);
    let query = parts.query?;
    let path = parts.normal_path();
    let tracks = |text: &&str| is_tracking(parts.site(), &path, text.as_bytes());
    if !parts.is_web() || !query.split('&').any(|text| tracks(&text)) {
        return None;
    }
    let start = url.find('?')?;
    let mut clean = url[..start].to_owned();
    for (place, kept) in query.split('&').filter(|text| !tracks(text)).enumerate() {
        clean.push(if place == 0 { '?' } else { '&' });
        clean.push_str(kept);
    }
    clean.push_str(&url[start + 1 + query.len()..]);
    Some(clean)
}

/// Whether a parameter of a link, `name=value`, only tracks the reader. The site is without `www.`
pub(super) fn is_tracking(site: &str, path: &[u8], parameter: &[u8]) -> bool {
    let equals = parameter.iter().position(|&byte| byte == b'=').unwrap_or(parameter.len());
    let (name, value) = (&parameter[..equals], parameter.get(equals + 1..).unwrap_or_default());
    let is = |known: &str| name.eq_ignore_ascii_case(known.as_bytes());
    let starts = name.get(..4).is_some_and(|start| start.eq_ignore_ascii_case(b"utm_"));
    starts
        || EVERYWHERE.iter().any(|known| is(known))
        || ON_SITES.iter().any(|(host, names)| names.iter().any(|name| is(name)) && is_of(site, host))
        || is("ref") && REFERRERS.iter().any(|known| value.eq_ignore_ascii_case(known.as_bytes()))
        // What Medium puts behind the links of its publications that have a name of their own.
        || is("source") && value.windows(4).any(|part| part == b"----")
        || (is("s") || is("t")) && (is_of(site, "x.com") || is_of(site, "twitter.com")) && is_post(path)
}

/// Whether a site is of a host: it, or a subdomain.
fn is_of(site: &str, host: &str) -> bool {
    let Some(sub) = site.len().checked_sub(host.len()) else { return false };
    let (sub, end) = site.as_bytes().split_at(sub);
    end.eq_ignore_ascii_case(host.as_bytes()) && (sub.is_empty() || sub.ends_with(b"."))
}

fn is_post(path: &[u8]) -> bool {
    path.windows(8).any(|part| part == b"/status/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tracking_is_taken_out_and_the_rest_stays() {
        let check = |url: &str, expected: &str| {
            assert_eq!(without_tracking(url).as_deref(), Some(expected), "{url}");
        };
        check("https://a.example/b?utm_source=x", "https://a.example/b");
        check("https://a.example/b/?utm_source=x#c", "https://a.example/b/#c");
        check("https://A.example:443//b?x=%7e&UTM_Medium=m&y", "https://A.example:443//b?x=%7e&y");
        check("https://a.example?fbclid=1&b=2", "https://a.example?b=2");
        check("https://a.example?gclid", "https://a.example");
        check("https://medium.com/@a/b?source=friends_link&sk=1", "https://medium.com/@a/b?sk=1");
        check("https://netflixtechblog.com/a?source=---------4", "https://netflixtechblog.com/a");
        check("https://eng.medium.com/a?source=rss", "https://eng.medium.com/a");
        check(
            "https://www.linkedin.com/pulse/a?trk=b&trackingId=c",
            "https://www.linkedin.com/pulse/a",
        );
        check("https://x.com/a/status/1?s=20&t=abc", "https://x.com/a/status/1");
        check("https://youtu.be/abc?si=x&t=42", "https://youtu.be/abc?t=42");
        check("https://open.spotify.com/episode/1?si=x", "https://open.spotify.com/episode/1");
        check("https://a.example/b?ref=hackernoon.com", "https://a.example/b");
        check("/b?mc_cid=1&c", "/b?c");
    }

    #[test]
    fn what_may_mean_something_stays() {
        for url in [
            "https://a.example/b?source=rss",
            "https://a.example/b?t=42&s=1&si=2",
            "https://x.com/search?s=1",
            "https://notmedium.com/b?source=rss",
            "https://github.com/a/b?ref=main",
            "https://a.example/b?utm=1",
            "https://a.example/b#?utm_source=x",
            "https://a.example/b?",
            "https://a.example/b",
            "mailto:a@b.example?utm_source=x",
            "",
        ] {
            assert_eq!(without_tracking(url), None, "{url}");
        }
    }
}
