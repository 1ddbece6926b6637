import { readFileSync } from "node:fs";
import path from "node:path";
import { UNSAFE_flatRoutes as flatRoutes } from "@remix-run/dev";

const root = path.resolve(import.meta.dirname, "../..");

/** One route as the route manifest and its source tell it; nothing of the app is loaded. */
export interface ListedRoute {
  id: string;
  /** `/app/videos/:videoId` */
  pattern: string;
  source: string;
}

/** Every route of the app, those that are added later included. */
export function listRoutes(): ListedRoute[] {
  const manifest = flatRoutes(path.join(root, "app"));
  const full = (id: string): string => {
    const route = manifest[id];
    return route ? [route.parentId ? full(route.parentId) : "", route.path].filter(Boolean).join("/") : "";
  };
  return Object.values(manifest).map(({ id, file }) => ({ id, pattern: `/${full(id)}`, source: readFileSync(path.join(root, "app", file), "utf8") }));
}

/** The intents that a route's own source names; one empty one when it names none. */
export function intentsOf(source: string): string[] {
  const found = [...source.matchAll(/intent: z\.(?:literal\("([\w-]+)"\)|enum\(\[([^\]]+)\]\))/g)].flatMap(([, one, many]) => one ?? [...(many ?? "").matchAll(/"([\w-]+)"/g)].map((match) => match[1] ?? ""));
  return found.length ? [...new Set(found)] : [""];
}

/** The names of everything that a route's source parses or reads out of an address. */
export const fieldsOf = (source: string): string[] => [...new Set([
  ...[...source.matchAll(/(\w+): z\./g)].map((match) => match[1] ?? ""),
  ...[...source.matchAll(/(?:get|has|getAll)\("(\w+)"\)/g)].map((match) => match[1] ?? ""),
])].filter((name) => name !== "intent");
