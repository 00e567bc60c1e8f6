// Has the site kept for when there is no network, by worker.js, and says what that knows of the list. Loaded
// when the page rests. A site without worker.js is kept no longer.
const WORKER = "worker.js";
const workers = navigator.serviceWorker;
const SAYS = {
  newer: "There is a newer list. ",
  offline: "There is no network. This is the list as it was when you last came. ",
};

const say = (text) => {
  const place = document.querySelector("main");
  if (!text || !place) return;
  const again = document.createElement("a");
  again.href = "";
  again.textContent = "Load it again";
  const notice = document.createElement("p");
  notice.className = "notice";
  notice.setAttribute("role", "note");
  notice.append(text, again);
  place.prepend(notice);
};

const forget = async () => {
  await (await workers.getRegistration())?.unregister();
  const scope = new URL("./", location.href).href;
  const names = await caches.keys();
  const own = names.filter((name) => name.startsWith(`casebook ${scope} `));
  await Promise.all(own.map((name) => caches.delete(name)));
};

if (workers) {
  workers.onmessage = ({ data }) => say(SAYS[data]);
  workers.controller?.postMessage("list");
  try {
    const policy = globalThis.trustedTypes?.createPolicy("casebook", {
      createScriptURL: () => WORKER,
    });
    const registration = await workers.register(policy?.createScriptURL("") ?? WORKER);
    await registration.update();
  } catch {
    // Not to be had: no network, a browser that refuses, or a site without it.
    const answer = await fetch(WORKER, { cache: "no-store" }).catch(() => {});
    if (answer?.status === 404) await forget();
  }
}
