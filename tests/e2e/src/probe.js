// Keeps what the page complains of, for browsers that do not tell what their console says. The name of a window stays
// when it goes on to another page of the site.
let isLeft = false;
// What is then still on its way does not come.
addEventListener("beforeunload", () => (isLeft = true));
const complain = (what) => isLeft || (window.name += `${String(what).replaceAll("\n", " ")}\n`);
for (const level of ["warn", "error"]) {
  const usual = console[level];
  console[level] = (...all) => {
    complain(all.join(" "));
    usual.apply(console, all);
  };
}
addEventListener("securitypolicyviolation", (it) => complain(`${it.violatedDirective} refuses ${it.blockedURI} ${it.sample}`));
addEventListener("unhandledrejection", (it) => complain(it.reason));
// What did not load says so where it is.
const unloaded = ({ src, href }) => `${src ?? href} does not load, ${Math.round(performance.now())} ms after the page`;
const failed = ({ message, error, target }) => (message ? `${message} ${error?.stack}` : unloaded(target));
addEventListener("error", (it) => complain(failed(it)), true);
