import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";

export interface AdminExtension {
  handle: string;
  /** Such as admin.product-details.action.render. */
  target: string;
  /** What the admin calls it, in the shop owner's language. */
  name: string;
  /** The built script. */
  script: string;
  dir: string;
}

/** The admin extensions under a folder that have been built. Read anew each time, so that a build shows without a restart. */
export function findExtensions(extensionsDir: string): AdminExtension[] {
  if (!extensionsDir) return [];
  return globSync("*/shopify.extension.toml", { cwd: extensionsDir }).toSorted().flatMap((file) => {
    const dir = path.join(extensionsDir, path.dirname(file));
    const toml = readFileSync(path.join(extensionsDir, file), "utf8");
    const handle = /^handle = "([\w-]+)"/m.exec(toml)?.[1] ?? "";
    const target = /^\s*target = "([\w.-]+)"/m.exec(toml)?.[1] ?? "";
    const script = path.join(dir, "dist", `${handle}.js`);
    return handle && target && existsSync(script) ? [{ handle, target, name: String(readMessages(dir, "en")["name"]), script, dir }] : [];
  });
}

/** The texts of an extension in a language, or in its default one. */
export function readMessages(dir: string, locale: string): Record<string, unknown> {
  const wanted = [locale, locale.split("-")[0] ?? ""].flatMap((name) => [`${name}.json`, `${name}.default.json`]).filter((name) => /^[\w.-]+$/.test(name));
  const file = [...wanted, ...globSync("*.default.json", { cwd: path.join(dir, "locales") })].map((name) => path.join(dir, "locales", name)).find((name) => existsSync(name));
  return file ? (JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>) : {};
}
