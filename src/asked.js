// Says before anything is drawn that the link asks for more than the list of index.html, and by which keys; see
// style/states.css and, for what is in a frame of another page, style/explorer.css. In the page that ships it is inline,
// as it is written here, since a file would have to be waited for; the Content-Security-Policy allows it by its hash.
if (location.search)
  document.documentElement.className = "asked " + location.search.replace(/.(\w+)=[^&0][^&]*/g, " asks-$1 ");
