// Requests that try a route out: made from what the route itself says that it takes, so that a new route is tried by itself.
import { fieldsOf, intentsOf } from "#scripts/fuzz/list-routes.ts";
import { APP_ORIGIN, sessionToken, type AppRoute } from "#tests/setup/open-app.ts";

/** One request, made anew for every sending. */
export interface Attempt {
  says: string;
  make(): Request;
}

/** Values for fields that are no ids; a field that is not here gets a word. */
const usual: Record<string, string> = {
  place: "last", recipe: "ecommerce-product-video", language: "en", approval: "manual", kind: "footage", name: "clip.mp4", format: "1:1", choices: "{}", position: "0", capCredits: "100", cap: "100",
  revision: "0", version: "1", message: "Make the music calmer.", prompt: "A video of a mug", text: "Make it calmer", alt: "A mug", search: "mug", title: "A batch", replace: "yes", replaces: "[]", wish: "Make it calmer",
};

const isProduct = (name: string) => /product/i.test(name);
const isId = (name: string) => /(Id|Gid|Ids|Gids)$/.test(name) || ["file", "video", "batch", "id", "ids", "gid", "item", "items"].includes(name);

export interface AttemptOptions {
  route: AppRoute;
  /** Shop whose session token is sent. */
  asShop: string;
  /** The id that stands wherever the route takes one that is no product's. */
  id: string;
  /** The product that stands wherever the route takes one. */
  productGid: string;
}

/** Reading and writing, as pages and extensions do both, with the id in the path, the query, the form and the JSON. */
export function writeAttempts(o: AttemptOptions): Attempt[] {
  const { route } = o;
  const idOf = (name: string) => (isProduct(name) ? (route.params.includes(name) ? (o.productGid.split("/").at(-1) ?? "") : o.productGid) : o.id);
  const at = route.pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(idOf(name))).replace("/*", "/x");
  const values = fieldsOf(route.source).map((name) => [name, isId(name) ? idOf(name) : (usual[name] ?? "word")] as const);
  const flat = Object.fromEntries(values);
  const nested = Object.fromEntries(values.map(([name, value]) => [name, /s$/.test(name) && isId(name) ? [value] : value]));
  const query = new URLSearchParams({ ...flat, index: "" });
  const headers = { Authorization: `Bearer ${sessionToken(o.asShop)}`, Accept: "application/json" };
  const attempts: Attempt[] = [];
  const add = (address: string, init: RequestInit & { json?: object; form?: Record<string, string> } = {}) => {
    const { json, form, ...rest } = init;
    const body = json ? JSON.stringify(json) : form ? new URLSearchParams(form) : rest.body;
    attempts.push({ says: `${rest.method ?? "GET"} ${address}${form ? ` ${JSON.stringify(form)}` : ""}${json ? ` ${JSON.stringify(json)}` : ""}`, make: () => new Request(APP_ORIGIN + address, { ...rest, body, headers: { ...headers, ...(json && { "Content-Type": "application/json" }) } }) });
  };
  // As data for the page; a route without a page (a resource) answers at its plain address.
  const data = route.module.default ? `${at}?${query}&_data=${encodeURIComponent(route.id)}` : `${at}?${query}`;
  if (route.module.loader) add(data);
  if (route.module.action) {
    for (const intent of intentsOf(route.source)) {
      const named: Record<string, string> = intent ? { intent } : {};
      add(data, { method: "POST", form: { ...flat, ...named } });
      add(data, { method: "POST", json: { ...nested, ...named } });
    }
    add(data, { method: "DELETE" });
    add(data, { method: "PUT", json: nested });
  }
  return attempts;
}
