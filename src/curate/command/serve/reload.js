// Loads the page of `casebook serve` again when the list has changed.
let shown;
setInterval(async () => {
  const now = await fetch("/.casebook-version").then((answer) => answer.text()).catch(() => shown);
  shown ??= now;
  if (now !== shown) location.reload();
}, 500);
