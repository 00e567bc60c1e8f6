//! A list by somebody who means harm, and links by the same: nothing of them runs, hangs or breaks the layout.

mod app;
mod large;
mod links;
mod published;
#[path = "../../../../hostile/mod.rs"]
pub(super) mod texts;

use e2e::{Page, Result, Trouble};
use serde_json::{Value, json};

/// What is wrong with the document as it is now: a script of the list has run, an element or a handler of it is
/// there, a link leads to no page, or something is wider than the window.
const WRONG: &str = "(() => {
  const wrong = [];
  if (window.harmed || {}.harmed) wrong.push('a script of the list has run');
  const elements = 'script, iframe, img, object, embed, base, meta, link, style, math, template, video, audio, u, b, i';
  const foreign = [...document.querySelectorAll(`body :is(${elements})`)];
  const isData = (it) => it.type === 'application/ld+json';
  // What index.html starts the app with, where a list cannot be read and index.html stays.
  const isOurs = (it) => it.matches('.plain > .masthead + script, .plain > .masthead + script + script');
  wrong.push(...foreign.filter((it) => !isData(it) && !isOurs(it)).map((it) => it.outerHTML.slice(0, 200)));
  const isHandler = (name) => name.startsWith('on') || name === 'srcdoc';
  for (const it of document.querySelectorAll('*'))
    wrong.push(...it.getAttributeNames().filter(isHandler).map((name) => `${name} of ${it.outerHTML.slice(0, 200)}`));
  // For Firefox, what is longer than 2 ** 20 bytes is no address: a link to it does nothing.
  const isNone = (it) => it.protocol === ':' && it.getAttribute('href').length > 2 ** 20;
  const leads = (it) => it.protocol === 'http:' || it.protocol === 'https:' || isNone(it);
  wrong.push(...[...document.links].filter((it) => !leads(it)).map((it) => it.href.slice(0, 200)));
  for (const it of document.querySelectorAll('script[type=\"application/ld+json\"]')) JSON.parse(it.textContent);
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > innerWidth) wrong.push(`${scrollWidth} px wide, in a window of ${innerWidth}`);
  return wrong;
})()";

/// The widths of a phone and of a laptop.
const WIDTHS: [u32; 2] = [390, 1280];

async fn is_unharmed(page: &Page) -> Result {
    let wrong = page.session.evaluate(WRONG).await?;
    Trouble::unless(wrong == json!([]), || wrong.to_string())
}

/// Goes to links one after the other as Back and Forward do, without loading the page again, and looks at each.
async fn stays_unharmed(page: &Page, links: &[String]) -> Result {
    let visit = format!(
        "const [links, done] = arguments;
        (async () => {{
          const wrong = [];
          for (const link of links) {{
            history.replaceState(null, '', link);
            dispatchEvent(new PopStateEvent('popstate'));
            await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
            const found = {WRONG};
            if (!document.querySelector('[role=status]').textContent) found.push('nothing is said');
            if (found.length) wrong.push([link.slice(0, 200), ...found]);
          }}
          return wrong;
        }})().then(done, (fault) => done(String(fault)));"
    );
    // Browsers refuse more than 100 changes of an address in ten seconds; the page makes one for each of these. A
    // document that is new begins anew.
    for links in links.chunks(40) {
        page.reload().await?;
        let wrong = page.session.client.execute_async(&visit, vec![json!(links)]).await?;
        Trouble::unless(wrong == json!([]), || wrong.to_string())?;
    }
    Ok(())
}

/// The page still answers.
async fn answers_a_click(page: &Page, panel: &str, value: &str, sentence: &str) -> Result {
    page.go("").await?;
    page.panel(panel).choose(value).await?;
    page.says(sentence).await
}

/// A list with an entry for each of these, beside two that are harmless.
fn beside_others(entries: Vec<Value>) -> String {
    let others = ["One", "Two"].map(
        |title| json!({ "id": title, "title": title, "tag": ["shared", title], "company": "Acme" }),
    );
    texts::of(&others.into_iter().chain(entries).collect::<Vec<_>>())
}
