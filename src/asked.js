// Says before anything is drawn that the link asks for more than the list of index.html; see
// style/states.css. A file of its own, since the Content-Security-Policy refuses inline scripts.
if (location.search) document.documentElement.className = "asked";
