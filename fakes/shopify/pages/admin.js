// The stand-in admin around the app: what App Bridge tells it, it shows. Runs on the admin page of an app.
(() => {
  const { appOrigin, appName, store } = document.body.dataset;
  const frame = document.getElementById("app");
  const find = (id) => document.getElementById(id);

  const menu = find("menu");
  menu.onclick = () => menu.setAttribute("aria-expanded", String(document.body.classList.toggle("nav-open")));
  if (!frame) return;

  const send = (message) => frame.contentWindow.postMessage({ standIn: true, ...message }, appOrigin);
  const make = (tag, className, ...children) => {
    const node = document.createElement(tag);
    node.className = className;
    node.append(...children);
    return node;
  };
  const makeButton = (button) => {
    const node = make("button", `button ${button.variant === "primary" ? "primary" : ""} ${button.tone === "critical" ? "critical" : ""}`, button.label);
    node.disabled = button.disabled || button.loading;
    node.toggleAttribute("aria-busy", button.loading);
    node.onclick = () => send({ name: "action", value: button.id });
    return node;
  };
  const json = async (path) => (await fetch(path)).json();

  const show = {
    idToken: async () => (await json("/standin/id_token")).token,
    scopes: async () => json("/standin/scopes"),
    titleBar(bar) {
      find("title").textContent = bar?.title || appName;
      find("actions").replaceChildren(...(bar?.buttons ?? []).toReversed().map(makeButton));
    },
    nav(items) {
      find("app-nav").replaceChildren(...items.map((item) => {
        const link = make("a", "sub", item.label);
        link.href = item.href;
        link.onclick = (event) => {
          event.preventDefault();
          document.body.classList.remove("nav-open");
          send({ name: "navigate", value: item.href });
        };
        return link;
      }));
      markHere();
    },
    saveBar(bar) {
      find("save-bar").hidden = !bar;
      find("save-actions").replaceChildren(...(bar?.buttons ?? []).toReversed().map(makeButton));
    },
    toast(toast) {
      const node = make("div", `toast ${toast.isError ? "error" : ""}`, toast.message);
      node.id = toast.id;
      if (toast.action) node.append(makeButton({ id: toast.id, label: toast.action }));
      find("toasts").append(node);
      setTimeout(() => node.remove(), toast.duration);
    },
    toastHide: (id) => find(id)?.remove(),
    redirect(href) {
      const url = new URL(href);
      location.assign(url.protocol === "shopify:" ? `/store/${store}${url.href.replace(/^shopify:(\/\/)?admin/, "")}` : href);
    },
    location(path) {
      frame.dataset.path = path.split("?")[0];
      history.replaceState(null, "", location.pathname.replace(/(\/apps\/[\w-]+).*/, `$1${frame.dataset.path}`));
      markHere();
    },
    loading: (on) => find("progress").classList.toggle("on", on),
    leaveConfirmation: async () => {
      if (find("save-bar").hidden) return;
      await ask("Leave page with unsaved changes?", "Leaving this page will delete all unsaved changes.", "Leave page");
    },
    resourcePicker,
  };

  function markHere() {
    const path = `${frame.dataset.path ?? ""}/`;
    const links = [...find("app-nav").children];
    const fits = links.filter((link) => path.startsWith(`${link.getAttribute("href").split("?")[0]}/`));
    const here = fits.sort((a, b) => b.getAttribute("href").length - a.getAttribute("href").length)[0];
    for (const link of links) link.classList.toggle("here", link === here);
  }

  // Settles only when the person agrees, as App Bridge's does.
  const ask = (title, text, label) => new Promise((agreed) => {
    const dialog = find("dialog");
    const stay = make("button", "button", "Stay");
    const go = make("button", "button critical primary", label);
    stay.onclick = () => dialog.close();
    go.onclick = () => { dialog.close(); agreed(); };
    dialog.replaceChildren(make("h2", "", title), make("p", "", text), make("footer", "", stay, go));
    dialog.showModal();
  });

  async function resourcePicker({ multiple, selectionIds }) {
    const products = await json("/standin/products");
    const chosen = new Set(selectionIds.map((one) => one.id));
    const dialog = find("dialog");
    const search = Object.assign(make("input", "search"), { type: "search", placeholder: "Search products" });
    search.setAttribute("aria-label", "Search products");
    const list = make("ul", "picker", ...products.map((product) => {
      const box = Object.assign(document.createElement("input"), { type: multiple ? "checkbox" : "radio", name: "product", value: product.id, checked: chosen.has(product.id) });
      const picture = product.picture ? Object.assign(make("img", "thumb"), { src: product.picture, alt: "" }) : make("span", "thumb empty");
      return make("li", "", make("label", "", box, picture, product.title));
    }));
    search.oninput = () => { for (const item of list.children) item.hidden = !item.textContent.toLowerCase().includes(search.value.toLowerCase()); };
    const cancel = make("button", "button", "Cancel");
    const select = make("button", "button primary", "Select");
    dialog.replaceChildren(make("h2", "", multiple ? "Add products" : "Add product"), search, list, make("footer", "", cancel, select));
    return new Promise((done) => {
      dialog.onclose = () => { dialog.onclose = null; done(undefined); };
      cancel.onclick = () => dialog.close();
      select.onclick = () => {
        const ids = new Set([...list.querySelectorAll("input:checked")].map((box) => box.value));
        dialog.onclose = null;
        dialog.close();
        done(products.filter((product) => ids.has(product.id)).map((product) => ({ id: product.id, title: product.title, handle: product.handle, status: product.status, images: [], variants: [] })));
      };
      dialog.showModal();
    });
  }

  addEventListener("message", async (event) => {
    if (event.source !== frame.contentWindow || event.origin !== appOrigin || !event.data?.standIn) return;
    const { id, name, value } = event.data;
    const result = await show[name]?.(value);
    if (id !== undefined) send({ reply: id, value: result });
  });
})();
