import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { CatalogProduct } from "#fakes/shopify/catalog-product.ts";
import { drawScene, SIDE } from "./drawings/studio.ts";
import { scenesOf, type Glaze, type Profile } from "./drawings/vessel.ts";

interface Shape {
  name: string;
  type: string;
  profile: Profile;
  height: number;
  price: number;
  says: string;
}

const shapes: Shape[] = [
  { name: "Bowl", type: "Bowls", profile: [0.95, 0.92, 0.8, 0.5, 0.34], height: 420, price: 22, says: "For soup, salad or too much ice cream. Holds 600&nbsp;ml." },
  { name: "Bud Vase", type: "Vases", profile: [0.13, 0.11, 0.2, 0.34, 0.36, 0.22], height: 640, price: 29, says: "For one stem, or none." },
  { name: "Tall Vase", type: "Vases", profile: [0.22, 0.19, 0.21, 0.26, 0.27, 0.2], height: 820, price: 58, says: "Stands safely with long branches. 34&nbsp;cm high." },
  { name: "Carafe", type: "Tableware", profile: [0.13, 0.12, 0.14, 0.25, 0.29, 0.27], height: 760, price: 44, says: "Pours without a drop beside it. Holds one litre." },
  { name: "Espresso Cup", type: "Mugs", profile: [0.5, 0.5, 0.48, 0.42, 0.34], height: 400, price: 14, says: "Thick walls keep 80&nbsp;ml warm." },
  { name: "Planter", type: "Pots", profile: [0.5, 0.47, 0.43, 0.39, 0.35], height: 600, price: 36, says: "With a hole and a saucer. For plants in 12&nbsp;cm pots." },
  { name: "Storage Jar", type: "Kitchen", profile: [0.3, 0.36, 0.38, 0.38, 0.34], height: 640, price: 39, says: "Keeps coffee, sugar or secrets dry. Holds 900&nbsp;ml." },
];

const glazes: Record<string, Glaze> = {
  Moss: { body: ["#4f5b36", "#7d8b58", "#9aa873", "#76844f", "#3f4a2a"], inner: "#39431f", band: null, dots: "rgba(240,240,215,.3)", wall: "#e9e8dd", floor: "#d4d2bf" },
  Terracotta: { body: ["#8f4427", "#c06b45", "#d98a62", "#b96340", "#7a371d"], inner: "#6b2f18", band: "rgba(246,232,214,.75)", dots: "rgba(90,36,16,.35)", wall: "#efe3d8", floor: "#dcc6b3" },
  Indigo: { body: ["#27315c", "#44538c", "#6072ad", "#404e86", "#1f274a"], inner: "#1a2140", band: "rgba(236,238,246,.8)", dots: "rgba(230,234,250,.3)", wall: "#e3e6ec", floor: "#cbd0da" },
};

const PICTURES = ["standing on a table", "two of them, one smaller", "seen close"];

/**
 * Twenty-one more products for a shop in which ten can be chosen at once and the list has a second page: each shape in each glaze, with three
 * pictures that are drawn into `folder` unless they are there. The same every time.
 */
export async function moreProducts(folder: string): Promise<CatalogProduct[]> {
  mkdirSync(folder, { recursive: true });
  const wanted = Object.keys(glazes).flatMap((colour) => shapes.map((shape) => ({ colour, shape })));
  const products: CatalogProduct[] = [];
  for (const [at, { colour, shape }] of wanted.entries()) products.push(await makeProduct(folder, colour, shape, at));
  return products;
}

async function makeProduct(folder: string, colour: string, shape: Shape, seed: number): Promise<CatalogProduct> {
  const title = `${colour} ${shape.name}`;
  const handle = title.toLowerCase().replaceAll(" ", "-");
  const scenes = scenesOf({ profile: shape.profile, height: shape.height, glaze: glazes[colour] as Glaze, seed: seed + 11 });
  const pictures: CatalogProduct["pictures"] = [];
  for (const [n, scene] of scenes.entries()) {
    const file = path.join(folder, `${handle}-${n + 1}.jpg`);
    if (!existsSync(file)) {
      // Never half a picture under its name: the next start takes what is there.
      writeFileSync(`${file}.new`, await drawScene(scene).encode("jpeg", 82));
      renameSync(`${file}.new`, file);
    }
    pictures.push({ file, alt: n === 1 ? null : `The ${title.toLowerCase()}, ${PICTURES[n]}`, width: SIDE, height: SIDE, mimeType: "image/jpeg" });
  }
  return {
    handle, title, bodyHtml: `<p>Thrown by hand, glazed in ${colour.toLowerCase()}. ${shape.says}</p>`, vendor: "Good Things", category: "Home & Garden", productType: shape.type,
    tags: ["stoneware", colour.toLowerCase()], status: "ACTIVE", options: [{ name: "Title", values: ["Default Title"] }],
    variants: [{ sku: handle.toUpperCase(), price: shape.price.toFixed(2), compareAtPrice: null, optionValues: ["Default Title"] }], pictures,
  };
}
