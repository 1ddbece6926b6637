// Keeps the media of the stand-in's product page up to date, without disturbing a video that plays.
(() => {
  const every = 1500;
  const look = async () => {
    if (document.hidden) return;
    const html = await (await fetch(location.href)).text();
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("media");
    const shown = document.getElementById("media");
    if (fresh && shown && fresh.dataset.version !== shown.dataset.version) shown.replaceWith(fresh);
  };
  setInterval(() => void look().catch(() => { /* the stand-in stopped; the page stays as it is */ }), every);
})();
