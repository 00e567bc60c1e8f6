// Keeps the site for when there is no network.
//
// The files of the page are named by what is in them, so they are taken from what is kept: an old page
// never gets a new file, nor a new page an old one. What changes under its name, such as index.html and the list,
// is taken from the network, and from what is kept where that fails.

// Put here by `cargo xtask build`.
const FILES = [];
const LIST = "catalog.json";
// What an installed page is asked for, whether or not there is a network.
const INSTALLED = ["manifest.webmanifest", "icon-192.png", "icon-512.png", "icon-maskable-512.png"];
const { scope } = registration;
const PREFIX = `casebook ${scope} `;
const [APP, DATA] = [PREFIX + FILES.join(), `${PREFIX}data`];
// How long a list that is kept waits for a newer one, in milliseconds.
const PATIENCE = 2000;

// What is to be said of the list to each page that asked for it.
const says = new Map();

const keep = async (cache, name, answer) => (await caches.open(cache)).put(name, answer);
// Nothing where the browser has lost what it kept, or refuses.
const kept = (name, cacheName) =>
  caches.match(scope + name, { cacheName, ignoreVary: true }).catch(() => {});

// A page of another version is not kept: its files are not. This one is kept with them, where no other worker, which
// may be there to take over, puts its own.
const keepPage = async (answer) => {
  const text = await answer.clone().text();
  if (FILES.every((file) => !/casebook-.*\.js/.test(file) || text.includes(file))) await keep(APP, "./", answer);
};

const page = async (event) => {
  let answer;
  try {
    answer = await fetch(event.request);
    if (answer.ok) event.waitUntil(keepPage(answer.clone()));
  } catch {}
  if (answer && answer.status < 500) return answer;
  return (await kept("", APP)) ?? answer ?? Response.error();
};

const isOther = (one, other) =>
  ["etag", "last-modified", "content-length"].some(
    (name) => one.headers.get(name) !== other.headers.get(name),
  );

const list = async (event) => {
  const old = await kept(LIST, DATA);
  const asked = fetch(event.request).then((answer) => {
    // A page in its place, as of a server that wants a visitor to sign in, is not kept.
    const isPage = /html/.test(answer.headers.get("content-type"));
    if (answer.ok && !isPage) event.waitUntil(keep(DATA, LIST, answer.clone()).catch(() => {}));
    return answer;
  });
  if (!old) return asked;
  const slow = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const answer = await Promise.race([asked, slow]).catch(() => {});
  if (answer && answer.status < 500) return answer;
  const news = asked.then((late) => late.ok && isOther(late, old) && "newer");
  says.set(event.clientId, news.catch(() => "offline"));
  event.waitUntil(news.catch(() => {}));
  return old;
};

addEventListener("install", (event) => {
  const files = caches.open(APP).then((cache) => cache.addAll(FILES));
  const data = caches.open(DATA).then((cache) => cache.addAll([LIST, ...INSTALLED]));
  const page = fetch("./", { cache: "no-cache" }).then(keepPage);
  event.waitUntil(Promise.all([files, data, page]));
});

addEventListener("activate", (event) => {
  const isOld = (name) => name.startsWith(PREFIX) && name !== APP && name !== DATA;
  const drop = (names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(drop));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const [url] = request.url.split(/[?#]/);
  if (request.method !== "GET" || !url.startsWith(scope)) return;
  const name = url.slice(scope.length);
  if (FILES.includes(name)) {
    event.respondWith(kept(name, APP).then((file) => file ?? fetch(request)));
  } else if (name === LIST) {
    event.respondWith(list(event));
  } else if (INSTALLED.includes(name)) {
    event.respondWith(fetch(request).catch(() => kept(name, DATA)));
  } else if (request.mode === "navigate" && (name === "" || name === "index.html")) {
    event.respondWith(page(event));
  }
});

addEventListener("message", async ({ source }) => source.postMessage(await says.get(source.id)));
