//! The page that `cargo xtask build` makes, taken apart so that a list can be put into it.

/// The pieces of the page, between which a list has its places.
pub(super) struct Template<'a> {
    /// What applies to every page of the site: the policy, the character set, the viewport.
    start: &'a str,
    /// From the title to the place of the list.
    middle: &'a str,
    /// What starts the app.
    scripts: &'a str,
    /// What is shown until the app takes over, to the end of the body.
    state: &'a str,
    end: &'a str,
}

impl<'a> Template<'a> {
    /// `None` where it is no page of ours: it has no title, or no place for the list.
    pub(super) fn read(page: &'a str) -> Option<Self> {
        let (start, rest) = page.split_once("<title>")?;
        let (_, after) = rest.split_once("</title>")?;
        let (middle, body) = split_after(after, &["<div id=app>", "<div id=\"app\">"])?;
        let states = ["<section class=state", "<section class=\"state\""];
        let state = states.iter().find_map(|state| body.find(state))?;
        let (scripts, rest) = body.split_at(state);
        // Whatever else stands there is a list already, and this a site instead of an app.
        if !(scripts.trim().is_empty() || scripts.trim_start().starts_with("<script")) {
            return None;
        }
        let (state, end) = rest.split_at(rest.find("</body>")?);
        Some(Self { start, middle, scripts, state, end })
    }

    /// The page that the app takes over. Its scripts follow what the list says of itself: a browser that takes its time for
    /// them draws that meanwhile.
    pub(super) fn index(&self, head: &str, list: &str, data: &str) -> String {
        let (masthead, rest) = split_after(list, &["</header>"]).unwrap_or((list, ""));
        let list = [masthead, self.scripts, rest].concat();
        [self.start, head, self.middle, &list, self.state, data, self.end].concat()
    }

    /// A page one folder below, which looks the same and runs nothing.
    pub(super) fn beneath(&self, head: &str, page: &str, data: &str) -> String {
        let links = self.middle.split("<link ").skip(1);
        let links = links.filter_map(|link| Some(link.split_once('>')?.0));
        let is_kept = |link: &&str| {
            ["stylesheet", "icon"].iter().any(|rel| {
                link.contains(&format!("rel={rel}")) || link.contains(&format!("rel=\"{rel}\""))
            })
        };
        let is_file = |link: &&str| !link.contains("href=\"data:");
        let links = links.filter(|link| is_kept(link) && is_file(link));
        // What index.html has in itself is a file here.
        let links =
            links.map(|link| format!("<link {}>", from_below(link).replace(" disabled", "")));
        let links: String = links.collect();
        let (body, end) = ("</head><body><div id=\"app\">", "</body></html>\n");
        [self.start, head, &links, body, page, "</div>", data, end].concat()
    }
}

/// A tag whose link leads to the same file from one folder below.
fn from_below(tag: &str) -> String {
    tag.replace("href=./", "href=../").replace("href=\"./", "href=\"../")
}

/// What stands before and after the end of whichever of these is there.
fn split_after<'a>(text: &'a str, marks: &[&str]) -> Option<(&'a str, &'a str)> {
    let end = marks.iter().find_map(|mark| Some(text.find(mark)? + mark.len()))?;
    text.split_at_checked(end)
}
