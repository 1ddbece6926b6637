// Requests as the embedded app gets them from the admin, straight to the app's port: no proxy and no browser in between.
import { Pool } from "undici";
import type { World } from "#fakes/start-world.ts";

const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

export interface AdminSender {
  /** The data of one route, as App Bridge has it fetched. Gives how long it took in ms. Throws on any answer but 200. */
  loader(path: string, route: string): Promise<number>;
  /** The whole document, as the admin opens it in its frame; read to its end. */
  document(path: string): Promise<number>;
  close(): Promise<void>;
}

export function sendAsAdmin(o: { world: World; port: number; connections: number }): AdminSender {
  const pool = new Pool(`http://127.0.0.1:${o.port}`, { connections: o.connections });
  const get = async (path: string, headers: Record<string, string>) => {
    const began = performance.now();
    const answer = await pool.request({ path, method: "GET", headers: { "user-agent": BROWSER, "accept-encoding": "gzip", ...headers } });
    const text = await answer.body.arrayBuffer();
    if (answer.statusCode !== 200) throw new Error(`${path.split("?")[0]} answered ${answer.statusCode}: ${Buffer.from(text).toString("utf8", 0, 300)}`);
    return performance.now() - began;
  };
  return {
    loader: (path, route) => get(`${path}${path.includes("?") ? "&" : "?"}_data=${encodeURIComponent(route)}`, { authorization: `Bearer ${o.world.shopify.sessionToken()}`, accept: "application/json" }),
    document: (path) => get(`${path}?${o.world.shopify.launchQuery()}`, { accept: "text/html" }),
    close: () => pool.close(),
  };
}

/** The value under which `share` of the sorted or unsorted values lie. */
export function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
