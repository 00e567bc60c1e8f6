// Says before anything is drawn that the link asks for more than the list of index.html, and by which keys; see
// style/states.css and, for what is in a frame of another page, style/explorer.css. A file of its own, since the
// Content-Security-Policy refuses inline scripts.
if (location.search)
  document.documentElement.className = "asked " + location.search.replace(/.(\w+)=[^&0][^&]*/g, " asks-$1 ");
