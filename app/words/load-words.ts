import { areaAddress, type PageArea } from "./areas.ts";
import { currentWords, type Catalog } from "./say.ts";

/** What a page's route says of itself in `handle`: the areas of words that it and its meta tell from. */
export interface PageHandle {
  words: readonly PageArea[];
}

const isHandle = (handle: unknown): handle is PageHandle => typeof handle === "object" && handle !== null && "words" in handle;

/** The areas that the matched routes name, each once. */
export const areasOf = (matches: readonly { handle: unknown }[]): PageArea[] => [...new Set(matches.flatMap(({ handle }) => (isHandle(handle) ? handle.words : [])))];

const failures = new Map<string, number>();

/** A module of words by its address. After a failure it is asked for under another: a browser remembers a module that failed under its own. */
async function importWords<T>(address: string): Promise<T> {
  const before = failures.get(address) ?? 0;
  try {
    return ((await import(/* @vite-ignore */ before ? `${address}?again=${before}` : address)) as { default: T }).default;
  } catch (error) {
    failures.set(address, before + 1);
    throw error;
  }
}

/** Loads what every page tells from. Tries twice; throws when the words cannot be had. */
export const loadCatalog = (href: string): Promise<Catalog> => importWords<Catalog>(href).catch(() => importWords<Catalog>(href));

/** Loads the texts of an area. Tries twice; throws when they cannot be had. */
export function loadArea(href: string, area: PageArea): Promise<Catalog["messages"]> {
  const address = areaAddress(href, area);
  return importWords<Catalog["messages"]>(address).catch(() => importWords<Catalog["messages"]>(address));
}

/**
 * The clientLoader of a page: its data, when its words are there too, so that no page is shown before it can be told. The words of the
 * first page are loaded before it wakes (entry.client.tsx). Throws what the server's loader throws, or that the words cannot be had.
 */
export async function withWords<T>({ words }: PageHandle, data: Promise<T>): Promise<T> {
  const { href, reading, i18n } = currentWords();
  const [loaded] = await Promise.all([data, ...words.map(async (area) => i18n.load(reading.language, await loadArea(href, area)))]);
  return loaded;
}
