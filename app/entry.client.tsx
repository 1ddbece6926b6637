import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import type { PageArea } from "#app/words/areas.ts";
import { loadArea, loadCatalog } from "#app/words/load-words.ts";
import { openWords, provideWords } from "#app/words/say.ts";
import type { NumberSigns } from "#app/words/write-number.ts";

const { lang, dataset } = document.documentElement;

async function wakeUp(): Promise<void> {
  const { words: href, numbers } = dataset;
  if (!href || !numbers) throw new Error("this document names no words");
  const areas = (dataset["areas"]?.split(" ").filter(Boolean) ?? []) as PageArea[];
  const [catalog, ...pages] = await Promise.all([loadCatalog(href), ...areas.map((area) => loadArea(href, area))]);
  const words = openWords({ ...catalog, messages: Object.assign(catalog.messages, ...pages) }, { language: catalog.language, locale: lang }, JSON.parse(numbers) as NumberSigns, href);
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
