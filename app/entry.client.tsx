import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { openWords, provideWords, type Catalog } from "#app/words/say.ts";
import type { NumberSigns } from "#app/words/write-number.ts";

const { lang, dataset } = document.documentElement;

/** Once more after a line that broke: a browser remembers a module that failed under its address. */
async function loadCatalog(href: string): Promise<Catalog> {
  const load = (address: string) => import(/* @vite-ignore */ address) as Promise<{ default: Catalog }>;
  return (await load(href).catch(() => load(`${href}?again`))).default;
}

async function wakeUp(): Promise<void> {
  const { words: href, numbers } = dataset;
  if (!href || !numbers) throw new Error("this document names no words");
  const catalog = await loadCatalog(href);
  const words = openWords(catalog, { language: catalog.language, locale: lang }, JSON.parse(numbers) as NumberSigns, href);
  provideWords(() => words);
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <RemixBrowser />
      </StrictMode>,
    );
  });
}

void wakeUp();
