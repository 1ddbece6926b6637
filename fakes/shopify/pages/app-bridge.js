// A stand-in for Shopify's App Bridge, written from its public types and documentation. Runs in the app's frame and talks to
// the stand-in admin around it (admin.js).
(() => {
  const ADMIN = "https://admin.shopify.com";
  const CONFIG_KEY = "stand-in-app-bridge";
  const script = document.currentScript;
  const query = new URLSearchParams(location.search);

  const config = readConfig();
  if (!config.apiKey) throw new Error("App Bridge: the script needs data-api-key or a meta tag shopify-api-key.");
  if (!config.shop || !config.host) throw new Error("App Bridge: shop and host must be in the address when the app is opened.");
  if (window.top === window) return void location.assign(`${ADMIN}${atob(config.host).replace(/^[^/]+/, "")}/apps/${config.apiKey}${location.pathname}`);

  function readConfig() {
    // A browser may keep storage from framed pages.
    let kept = {};
    try { kept = JSON.parse(sessionStorage.getItem(CONFIG_KEY) ?? "{}"); } catch { kept = {}; }
    const config = {
      apiKey: script?.dataset.apiKey || document.querySelector('meta[name="shopify-api-key"]')?.content || kept.apiKey,
      shop: query.get("shop") ?? kept.shop, host: query.get("host") ?? kept.host, locale: query.get("locale") ?? kept.locale ?? "en",
      appOrigins: [], disabledFeatures: [], debug: {},
    };
    try { sessionStorage.setItem(CONFIG_KEY, JSON.stringify(config)); } catch { /* as above */ }
    return Object.freeze(config);
  }

  // Messages: `tell` is one way, `ask` waits for the admin's answer, `hear` takes what the admin says by itself.
  let lastId = 0;
  const waiting = new Map();
  const hear = {};
  const post = (message) => parent.postMessage({ standIn: true, ...message }, ADMIN);
  const tell = (name, value) => post({ name, value });
  const ask = (name, value) => new Promise((answer) => {
    lastId += 1;
    waiting.set(lastId, answer);
    post({ id: lastId, name, value });
  });
  addEventListener("message", (event) => {
    if (event.origin !== ADMIN || !event.data?.standIn) return;
    const { reply, name, value } = event.data;
    if (reply === undefined) return void hear[name]?.(value);
    waiting.get(reply)?.(value);
    waiting.delete(reply);
  });

  // Buttons and toasts that the admin draws call back here by an id.
  const actions = new Map();
  const actionIds = new WeakMap();
  hear.action = (id) => actions.get(id)?.();
  const actionFor = (element) => {
    if (!actionIds.has(element)) actionIds.set(element, `action-${++lastId}`);
    const id = actionIds.get(element);
    actions.set(id, () => element.click());
    return id;
  };
  const describeButtons = (root) => [...root.children].filter((child) => child.matches("button, a")).map((button) => ({
    id: actionFor(button), label: button.textContent.trim(), variant: button.getAttribute("variant") ?? "", tone: button.getAttribute("tone") ?? "",
    disabled: button.hasAttribute("disabled"), loading: button.hasAttribute("loading"),
  }));

  // ---- fetch with the session token
  const plainFetch = window.fetch;
  const idToken = () => ask("idToken");
  const isOwn = (url) => url.protocol === location.protocol && (url.hostname === location.hostname ? url.port === location.port : url.hostname.endsWith(`.${location.hostname}`));
  window.fetch = async (input, init) => {
    const request = new Request(input instanceof Request ? input.clone() : input, init);
    if (!isOwn(new URL(request.url))) return plainFetch(input, init);
    const addsToken = !request.headers.has("Authorization");
    const setToken = async (to) => { if (addsToken) to.headers.set("Authorization", `Bearer ${await idToken()}`); };
    await setToken(request);
    if (!request.headers.has("X-Requested-With")) request.headers.set("X-Requested-With", "XMLHttpRequest");
    if (!request.headers.has("Accept-Language")) request.headers.set("Accept-Language", config.locale);
    const again = request.clone();
    let response = await plainFetch(request);
    if (addsToken && response.headers.has("X-Shopify-Retry-Invalid-Session-Request")) {
      await setToken(again);
      response = await plainFetch(again);
    }
    const reauthorize = response.headers.get("X-Shopify-API-Request-Failure-Reauthorize-Url");
    if (!reauthorize) return response;
    tell("redirect", new URL(reauthorize, location.href).href);
    return new Promise(() => {});
  };

  // ---- the global
  const element = (id) => {
    const found = document.getElementById(id);
    if (!found) throw new Error(`App Bridge: there is no element with the id ${id}.`);
    return found;
  };
  const byId = { show: async (id) => element(id).show(), hide: async (id) => element(id).hide(), toggle: async (id) => element(id).toggle() };
  const goTo = (href) => tell("redirect", new URL(href, location.href).href);
  window.shopify = {
    config, origin: ADMIN, ready: Promise.resolve(), idToken,
    environment: { embedded: true, mobile: false, pos: false, intent: false },
    loading: (on) => tell("loading", on !== false),
    user: async () => ({ accountAccess: "account-owner" }),
    toast: {
      show(message, options = {}) {
        const id = `toast-${++lastId}`;
        if (options.onAction) actions.set(id, options.onAction);
        tell("toast", { id, message: String(message), isError: !!options.isError, action: options.action, duration: options.duration ?? 5000 });
        return id;
      },
      hide: (id) => tell("toastHide", id),
    },
    modal: byId,
    saveBar: { ...byId, leaveConfirmation: () => ask("leaveConfirmation") },
    resourcePicker: (options = {}) => ask("resourcePicker", { type: options.type, multiple: options.multiple ?? false, selectionIds: options.selectionIds ?? [] }),
    intents: {
      invoke: async (intent, options = {}) => {
        const id = /shopify\/Product$/.test(String(intent)) && String(options.value ?? "").split("/").at(-1);
        if (id) goTo(`shopify://admin/products/${id}`);
        return { complete: Promise.resolve({ code: "closed" }) };
      },
    },
    scopes: {
      query: async () => ask("scopes"), request: async () => ({ result: "granted-all", detail: await ask("scopes") }), revoke: async () => ({ detail: await ask("scopes") }),
    },
    webVitals: { onReport: async () => {} },
  };

  // ---- the bounce page: fetch the wanted page with a token and put it in place of this one
  if (query.get("shopify-reload") && !query.get("id_token")) {
    const wanted = new URL(query.get("shopify-reload"), location.origin);
    if (wanted.origin !== location.origin) throw new Error("App Bridge: shopify-reload must stay on the app's own address.");
    history.replaceState(null, "", wanted.href);
    void (async () => {
      const response = await fetch(wanted.href, { mode: "same-origin", headers: { accept: "text/html", "X-Shopify-Bounce": "1" } });
      const html = await response.text();
      document.open();
      document.write(html);
      document.close();
    })();
    return;
  }

  // ---- elements. Nothing is written into the app's document before it is there: React compares it with the server's HTML.
  const style = new CSSStyleSheet();
  style.replaceSync("ui-nav-menu, s-app-nav, ui-title-bar, ui-save-bar, ui-modal { display: none }");
  document.adoptedStyleSheets.push(style);
  const define = (name, type) => { if (!customElements.get(name)) customElements.define(name, type); };

  class Watched extends HTMLElement {
    connectedCallback() {
      this.observer = new MutationObserver(() => this.changed());
      this.observer.observe(this, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["title", "variant", "tone", "disabled", "loading", "href"] });
      queueMicrotask(() => this.isConnected && this.changed());
    }
    disconnectedCallback() {
      this.observer.disconnect();
      this.gone();
    }
    changed() {}
    gone() {}
  }

  define("ui-title-bar", class extends Watched {
    changed() { if (!this.closest("ui-modal")) tell("titleBar", { title: this.getAttribute("title") || document.title, buttons: describeButtons(this) }); }
    gone() { tell("titleBar", null); }
  });

  const navLinks = () => [...document.querySelectorAll("ui-nav-menu a, s-app-nav a, s-app-nav s-link")];
  class Nav extends Watched {
    changed() {
      tell("nav", navLinks().filter((link) => link.getAttribute("rel") !== "home").map((link) => ({ href: link.getAttribute("href"), label: link.textContent.trim() })));
    }
  }
  define("ui-nav-menu", class extends Nav {});
  define("s-app-nav", class extends Nav {});
  hear.navigate = (href) => {
    const link = navLinks().find((one) => one.getAttribute("href") === href);
    if (link?.matches("s-link")) link.dispatchEvent(new CustomEvent("shopify:navigate", { bubbles: true }));
    else if (link) link.click();
    else location.assign(href);
  };

  define("ui-save-bar", class extends Watched {
    showing = false;
    changed() { if (this.showing) tell("saveBar", { buttons: describeButtons(this) }); }
    async show() {
      if (this.showing) return;
      this.showing = true;
      this.changed();
      this.dispatchEvent(new Event("show"));
    }
    async hide() {
      if (!this.showing) return;
      this.showing = false;
      tell("saveBar", null);
      this.dispatchEvent(new Event("hide"));
    }
    async toggle() { return this.showing ? this.hide() : this.show(); }
    gone() { if (this.showing) tell("saveBar", null); }
  });

  // <form data-save-bar>: the bar comes with the first change, Save submits, Discard resets.
  const formBar = (form) => {
    const button = (label, variant, run) => {
      const id = `form-${label}`;
      actions.set(id, () => { tell("saveBar", null); run(); });
      return { id, label, variant, tone: "", disabled: false, loading: false };
    };
    tell("saveBar", { buttons: [button("Save", "primary", () => form.requestSubmit()), button("Discard", "", () => form.reset())] });
  };
  addEventListener("input", (event) => { const form = event.target.closest?.("form[data-save-bar]"); if (form) formBar(form); });

  define("ui-modal", class extends HTMLElement {
    content = document.createElement("div");
    async show() {
      if (this.overlay) return;
      const bar = this.querySelector("ui-title-bar");
      const title = bar?.getAttribute("title") ?? "";
      const make = (tag, css, ...children) => {
        const node = document.createElement(tag);
        node.style.cssText = css;
        node.append(...children);
        return node;
      };
      const buttons = [...(bar?.querySelectorAll("button") ?? [])].toReversed().map((own) => {
        const primary = own.getAttribute("variant") === "primary";
        const copy = make("button", `font:550 13px/20px Inter,sans-serif;padding:6px 12px;border-radius:8px;cursor:pointer;border:1px solid ${primary ? "#303030" : "#ccc"};background:${primary ? "#303030" : "#fff"};color:${primary ? "#fff" : "#303030"}`, own.textContent);
        copy.onclick = () => own.click();
        return copy;
      });
      const close = make("button", "border:0;background:none;font-size:18px;line-height:20px;cursor:pointer;color:#616161", "×");
      close.setAttribute("aria-label", "Close dialog");
      close.onclick = () => this.hide();
      const card = make("div", "background:#fff;color:#303030;border-radius:12px;width:min(620px,100vw - 32px);max-height:calc(100vh - 32px);display:flex;flex-direction:column;font:13px/20px Inter,sans-serif;box-shadow:0 8px 40px rgb(0 0 0/.3)",
        make("header", "display:flex;justify-content:space-between;padding:12px 16px;background:#f3f3f3;border-radius:12px 12px 0 0;font-weight:650", title, close),
        make("div", "overflow:auto", this.content),
        make("footer", "display:flex;justify-content:flex-end;gap:8px;padding:12px 16px;border-top:1px solid #e3e3e3", ...buttons));
      this.overlay = make("div", "position:fixed;inset:0;background:rgb(0 0 0/.5);display:grid;place-items:center;z-index:1000", card);
      card.setAttribute("role", "dialog");
      card.setAttribute("aria-modal", "true");
      card.setAttribute("aria-label", title);
      this.overlay.onclick = (event) => { if (event.target === this.overlay) this.hide(); };
      document.body.append(this.overlay);
      this.dispatchEvent(new Event("show"));
    }
    async hide() {
      if (!this.overlay) return;
      this.overlay.remove();
      this.overlay = undefined;
      this.dispatchEvent(new Event("hide"));
    }
    async toggle() { return this.overlay ? this.hide() : this.show(); }
    disconnectedCallback() { this.overlay?.remove(); }
  });

  // ---- leaving the frame
  const leaves = (url, target) => url.protocol === "shopify:" || target === "_top" || target === "_parent";
  const plainOpen = window.open;
  window.open = function open(href = "", target = "_blank", features = undefined) {
    const url = new URL(href, location.href);
    if (!leaves(url, target)) return plainOpen.call(window, href, target, features);
    goTo(url.href);
    return null;
  };
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented) return;
    const url = new URL(link.getAttribute("href"), location.href);
    if (!leaves(url, link.target)) return;
    event.preventDefault();
    goTo(url.href);
  });

  // ---- the admin's address follows the app's
  const tellLocation = () => tell("location", location.pathname + location.search);
  for (const method of ["pushState", "replaceState"]) {
    const plain = history[method];
    history[method] = function change(...args) {
      plain.apply(this, args);
      tellLocation();
    };
  }
  addEventListener("popstate", tellLocation);
  tellLocation();
})();
