// Runs one built admin extension in this frame, with the calls that Shopify gives it. In the real admin it runs in a worker whose
// document is mirrored into the page; what it calls and what it draws is the same.
(async () => {
  const { base, admin, appUrl, handle, target, locale } = document.body.dataset;
  const plainFetch = window.fetch.bind(window);
  const tell = (name, value) => parent.postMessage({ standInExtension: true, name, value }, new URL(admin).origin);
  const idToken = async () => (await (await plainFetch(`${base}/standin/id_token`)).json()).token;

  // Relative addresses are the app's, and its own origin gets the session token.
  window.fetch = async (input, init) => {
    const request = input instanceof Request ? input : null;
    const url = new URL(request ? request.url : String(input), appUrl);
    const headers = new Headers(init?.headers ?? request?.headers);
    if (url.origin === new URL(appUrl).origin && !headers.has("Authorization")) headers.set("Authorization", `Bearer ${await idToken()}`);
    return plainFetch(request ? new Request(url, request) : url, { ...init, headers });
  };

  const messages = await (await plainFetch(`${base}/extensions/${handle}/messages.json?locale=${encodeURIComponent(locale)}`)).json();
  const translate = (key, blanks = {}) => {
    const found = key.split(".").reduce((at, name) => at?.[name], messages);
    const text = found && typeof found === "object" ? (found[new Intl.PluralRules(locale).select(blanks.count)] ?? found.other) : found;
    return (text ?? key).replace(/\{\{\s*(\w+)\s*\}\}/g, (_all, name) => String(blanks[name]));
  };
  const selected = new URLSearchParams(location.search).getAll("selected").map((id) => ({ id }));
  const found = {};
  window.shopify = {
    extend: (name, run) => { found[name] = run; },
    extension: { target },
    data: { selected },
    auth: { idToken },
    i18n: { translate, formatNumber: (n, o) => new Intl.NumberFormat(locale, o).format(n), formatCurrency: (n, o) => new Intl.NumberFormat(locale, { style: "currency", ...o }).format(n), formatDate: (d, o) => new Intl.DateTimeFormat(locale, o).format(d) },
    close: () => tell("close"),
    navigation: { navigate: (url) => tell("navigate", String(url)) },
  };

  document.addEventListener("click", (event) => {
    const link = event.composedPath().find((node) => node.localName === "s-link" || (node.localName === "s-button" && node.href));
    if (link) tell("navigate", String(link.href));
    if (event.composedPath().some((node) => node.dataset?.closes !== undefined)) tell("close");
  });
  addEventListener("keydown", (event) => { if (event.key === "Escape") tell("close"); });
  const measure = () => {
    const drawn = document.body.firstElementChild;
    if (drawn) tell("height", drawn.fullHeight ?? Math.ceil(drawn.getBoundingClientRect().height));
  };
  new ResizeObserver(measure).observe(document.documentElement);
  new MutationObserver(() => requestAnimationFrame(measure)).observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });

  await new Promise((loaded, failed) => document.head.append(Object.assign(document.createElement("script"), { src: `${base}/extensions/${handle}/script.js`, onload: loaded, onerror: failed })));
  if (!found[target]) throw new Error(`The extension ${handle} has nothing for ${target}.`);
  await found[target](window.shopify);
})();
