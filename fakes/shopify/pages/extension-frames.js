// Where the stand-in admin shows the app's extensions: an action in a window over the page, a block as a card, and the actions for
// the products that are ticked in the list.
(() => {
  const { store, appHandle, extensionsBase } = document.body.dataset;
  const locale = /(?:^|; )stand-in-locale=([\w-]+)/.exec(document.cookie)?.[1] ?? "en";
  const selection = () => [...document.querySelectorAll("[data-product]")].filter((one) => one.type !== "checkbox" || one.checked).map((one) => one.dataset.product);

  function makeFrame(handle, title) {
    const frame = document.createElement("iframe");
    const query = new URLSearchParams({ locale });
    for (const id of selection()) query.append("selected", id);
    Object.assign(frame, { src: `${extensionsBase}/extensions/${handle}/page?${query}`, title });
    frame.dataset.extension = handle;
    return frame;
  }

  const dialog = document.createElement("dialog");
  dialog.className = "extension";
  dialog.onclose = () => dialog.replaceChildren();
  document.body.append(dialog);
  const openAction = (handle, title) => {
    for (const menu of document.querySelectorAll("details.menu")) menu.open = false;
    dialog.replaceChildren(makeFrame(handle, title));
    dialog.showModal();
  };
  for (const button of document.querySelectorAll("button[data-action]")) button.onclick = () => openAction(button.dataset.action, button.textContent);
  for (const place of document.querySelectorAll("[data-block]")) place.replaceChildren(makeFrame(place.dataset.block, place.dataset.title));
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });

  function goTo(href) {
    const extension = /^extension:\/\/([\w-]+)/.exec(href)?.[1];
    if (extension) return openAction(extension, document.querySelector(`[data-action="${extension}"]`)?.textContent ?? extension);
    if (href.startsWith("app:")) return location.assign(`/store/${store}/apps/${appHandle}/${href.slice(4).replace(/^\/+/, "")}`);
    if (href.startsWith("shopify:admin/")) return location.assign(`/store/${store}/${href.slice(14)}`);
    location.assign(href);
  }
  addEventListener("message", (event) => {
    const frame = [...document.querySelectorAll("iframe[data-extension]")].find((one) => one.contentWindow === event.source);
    if (!frame || event.origin !== new URL(extensionsBase).origin || !event.data?.standInExtension) return;
    const { name, value } = event.data;
    if (name === "height") frame.style.height = `${value}px`;
    if (name === "close") dialog.close();
    if (name === "navigate") goTo(value);
  });

  const bar = document.getElementById("bulk");
  if (!bar) return;
  const boxes = [...document.querySelectorAll("input[data-product]")];
  const all = document.getElementById("all");
  const count = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    bar.hidden = ticked === 0;
    bar.querySelector("b").textContent = `${ticked} selected`;
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  };
  for (const box of boxes) box.onchange = count;
  all.onchange = () => {
    for (const box of boxes) box.checked = all.checked;
    count();
  };
  count();
})();
