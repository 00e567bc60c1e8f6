// Says before anything is drawn that the link asks for more than the list of index.html; and that it is for a
// frame in another page, or for a chart alone in one. See style/states.css and style/explorer.css. A file of its own,
// since the Content-Security-Policy refuses inline scripts.
if (location.search) {
  const asks = (what) => RegExp("[?&]" + what).test(location.search);
  const frame = asks("embed=(?!0?(&|$))") ? (asks("chart=[yhp]") ? " embed alone" : " embed") : "";
  document.documentElement.className = "asked" + frame;
}
