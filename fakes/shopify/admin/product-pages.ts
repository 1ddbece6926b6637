import { productNode } from "#fakes/shopify/admin-api/resolvers/product-node.ts";
import { mediaNode } from "#fakes/shopify/admin-api/resolvers/media-nodes.ts";
import { stripHtml } from "#fakes/shopify/admin-api/strip-html.ts";
import { findProduct, listProducts, mediaOf, type ShopWorld } from "#fakes/shopify/shop-world.ts";
import type { MediaRecord } from "#fakes/shopify/state/shop-state.ts";
import { findExtensions } from "#fakes/shopify/extensions/find-extensions.ts";
import { adminShell, escapeHtml } from "./admin-shell.ts";

const badge = (status: string) => `<span class="badge ${status.toLowerCase()}">${status[0]}${status.slice(1).toLowerCase()}</span>`;
const plural = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
const byUpdate = (world: ShopWorld) => listProducts(world).toSorted((a, b) => b.record.updatedAt - a.record.updatedAt);

/** The menu with the app's actions for a place of the admin; empty when it has none there. */
function moreActions(world: ShopWorld, target: string): string {
  const actions = findExtensions(world.extensionsDir).filter((extension) => extension.target === target);
  if (actions.length === 0) return "";
  const items = actions.map(({ handle, name }) => `<button type="button" data-action="${escapeHtml(handle)}">${escapeHtml(name)}</button>`);
  return `<details class="menu"><summary class="button">More actions</summary><div><span>${escapeHtml(world.appName)}</span>${items.join("")}</div></details>`;
}

function pictureUrl(world: ShopWorld, media: MediaRecord, px: number): string | null {
  const image = mediaNode(world, media).preview.image;
  return image && image.url({ transform: { maxWidth: px, maxHeight: px, preferredContentType: "JPG" } });
}

/** For the product picker. */
export function listForPicker(world: ShopWorld) {
  return byUpdate(world).map(({ record, product }) => {
    const first = mediaOf(world, record)[0];
    return { id: record.gid, title: product.title, handle: product.handle, status: product.status, picture: first ? pictureUrl(world, first, 80) : null };
  });
}

export function productListPage(world: ShopWorld): string {
  const rows = byUpdate(world).map(({ record, product }) => {
    const media = mediaOf(world, record);
    const picture = media[0] && pictureUrl(world, media[0], 80);
    const videos = media.filter((one) => one.type === "VIDEO").length;
    const href = `/store/${world.store}/products/${record.gid.split("/").at(-1)}`;
    return `<tr><td class="tick"><input type="checkbox" data-product="${escapeHtml(record.gid)}" aria-label="Select ${escapeHtml(product.title)}"></td><td>${picture ? `<img class="thumb" src="${escapeHtml(picture)}" alt="">` : '<span class="thumb empty"></span>'}</td>
<td class="title"><a href="${href}" dir="auto">${escapeHtml(product.title)}</a></td><td>${badge(product.status)}</td>
<td class="wide soft nowrap">${plural(media.length - videos, "picture")}</td><td class="nowrap">${videos ? plural(videos, "video") : '<span class="soft">No video</span>'}</td>
<td class="wide soft nowrap">${escapeHtml(product.vendor)}</td></tr>`;
  });
  const main = `<div class="page"><div class="page-head"><h1>Products</h1></div>
<section class="card flush"><div id="bulk" hidden><b></b>${moreActions(world, "admin.product-index.selection-action.render")}</div>
<table><thead><tr><th class="tick"><input type="checkbox" id="all" aria-label="Select all products"></th><th></th><th>Product</th><th>Status</th><th class="wide">Pictures</th><th>Video</th><th class="wide">Vendor</th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table></section></div>`;
  return adminShell(world, { title: "Products", main, here: "products", scripts: ["admin.js", "extension-frames.js"] });
}

/** The product with its media in listing order; null when there is no such product. */
export function productPage(world: ShopWorld, id: string): string | null {
  const found = findProduct(world, `gid://shopify/Product/${id}`);
  if (!found) return null;
  const { record, product } = found;
  const node = productNode(world, found);
  const media = mediaOf(world, record);
  const version = media.map((one) => `${one.gid}:${mediaNode(world, one).status}:${one.updatedAt}`).join("|");
  const price = node.priceRangeV2.minVariantPrice;
  const blocks = findExtensions(world.extensionsDir).filter((extension) => extension.target === "admin.product-details.block.render")
    .map(({ handle, name }) => `<section class="card flush" data-block="${escapeHtml(handle)}" data-title="${escapeHtml(name)}"></section>`).join("\n");
  const main = `<div class="page">
<div class="page-head"><a class="back" href="/store/${world.store}/products" aria-label="Products">←</a><h1 dir="auto">${escapeHtml(product.title)}</h1>${badge(product.status)}
<span class="push"></span>${moreActions(world, "admin.product-details.action.render")}<a class="button" href="/store/${world.store}/apps/${world.appHandle}/app">Open ${escapeHtml(world.appName)}</a></div>
<div class="columns" data-product="${escapeHtml(record.gid)}"><div>
<section class="card" id="media" data-version="${escapeHtml(version)}"><h2>Media <span class="soft">(${media.length})</span></h2>
${media.length ? `<ol class="media">${media.map((one, index) => mediaItem(world, one, index)).join("\n")}</ol>` : '<p class="soft">This product has no media.</p>'}</section>
<section class="card"><h2>Description</h2><p dir="auto">${escapeHtml(stripHtml(product.bodyHtml)) || '<span class="soft">None</span>'}</p></section>
${blocks}</div><div><section class="card"><h2>Details</h2><dl>
<dt>Price</dt><dd>${escapeHtml(Number(price.amount).toFixed(2))} ${price.currencyCode}</dd><dt>Vendor</dt><dd>${escapeHtml(product.vendor || "—")}</dd>
<dt>Type</dt><dd>${escapeHtml(product.productType || "—")}</dd><dt>Category</dt><dd>${escapeHtml(product.category || "—")}</dd>
<dt>Tags</dt><dd>${escapeHtml(product.tags.join(", ") || "—")}</dd><dt>Handle</dt><dd>${escapeHtml(product.handle)}</dd></dl></section></div></div></div>`;
  return adminShell(world, { title: product.title, main, here: "products", scripts: ["admin.js", "product-page.js", "extension-frames.js"] });
}

function mediaItem(world: ShopWorld, media: MediaRecord, index: number): string {
  const node = mediaNode(world, media);
  const number = `<b>${index + 1}</b>`;
  if (!("filename" in node)) {
    return `<li><div class="frame"><img src="${escapeHtml(pictureUrl(world, media, 360))}" alt="${escapeHtml(node.alt)}" loading="lazy"></div><div class="caption">${number} Picture</div></li>`;
  }
  const source = node.sources[0];
  const poster = pictureUrl(world, media, 720);
  const waiting = node.status === "FAILED" ? "Processing failed" : '<div class="spinner" role="img" aria-label="Processing"></div>';
  const inside = source
    ? `<video controls muted playsinline preload="metadata" poster="${escapeHtml(poster)}" src="${escapeHtml(source.url)}" aria-label="${escapeHtml(node.alt || node.filename)}"></video>` : waiting;
  const errors = node.mediaErrors.map((error) => escapeHtml(error.code)).join(", ");
  const size = source ? `${source.width}×${source.height} · ${((node.duration ?? 0) / 1000).toFixed(1)} s` : errors;
  return `<li class="video" data-media="${escapeHtml(media.gid)}"><div class="frame">${inside}</div><div class="caption">${number} Video ${badge(node.status)} ${size}<span>${escapeHtml(node.filename)}</span></div></li>`;
}
