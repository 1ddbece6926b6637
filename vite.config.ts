import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig, type Plugin } from "vite";
import { keepPolarisAreas, polarisAreas } from "./app/words/polaris-areas.ts";
import type { PolarisTexts } from "./app/words/say.ts";

/** What Polaris's own code reads of a theme; the rest of its values reach a page through its stylesheet. */
const readOfThemes = ["breakpoints", "motion", "space", "zIndex"];

/**
 * Polaris's tokens hold all values of four themes; the app wears one and the code reads four groups of it. Those alone are sent, 5 KiB less
 * on every page. The build fails when the package has another shape or when something begins to read another group.
 */
const oneTheme: Plugin = {
  name: "one-theme",
  apply: "build",
  transform(code, id) {
    if (/\/polaris\/build\/esm\/|\/app\//.test(id)) {
      const read = [...code.matchAll(/\b(?:theme|themeDefault)\??\.([a-z]\w+)\[/g)].map(([, group = ""]) => group).filter((group) => !readOfThemes.includes(group));
      if (read.length || /\{[^}]*\} = useTheme\(\)/.test(code)) return this.error(`a theme's ${read.join(", ") || "values"} are read here, and vite.config.ts does not send them`);
    }
    if (!id.includes("/polaris-tokens/dist/esm/build/index.mjs")) return null;
    const [all, values] = /^var themes = (\{\n[\s\S]*?^\});$/m.exec(code) ?? [];
    const themes = JSON.parse(values ?? "{}") as Record<string, Record<string, unknown>>;
    const light = Object.fromEntries(readOfThemes.map((group) => [group, themes["light"]?.[group]]));
    if (!all || Object.values(light).includes(undefined)) return this.error("Polaris's themes are not where vite.config.ts looks for them");
    return { code: code.replace(all, () => `var light = ${JSON.stringify(light)};\nvar themes = { ${Object.keys(themes).map((name) => `${JSON.stringify(name)}: light`).join(", ")} };`), map: null };
  },
};

/** Of Polaris's English texts, which every page brings, those that the panel's components tell. The build fails when one tells another. */
const toldTexts: Plugin = {
  name: "told-texts",
  apply: "build",
  enforce: "pre",
  transform: (code, id) => (id.includes("/polaris/locales/en.json") ? { code: JSON.stringify(keepPolarisAreas(JSON.parse(code) as PolarisTexts)), map: null } : null),
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== "chunk") continue;
      for (const [id, { code }] of Object.entries(chunk.modules)) {
        const told = id.includes("/polaris/build/esm/") ? [...(code ?? "").matchAll(/["'`]Polaris\.(\w+)/g)].map(([, area = ""]) => area) : [];
        const missing = told.filter((area) => !polarisAreas.has(area));
        if (missing.length) this.error(`${id} tells texts of ${missing.join(", ")}, which app/words/polaris-areas.ts leaves out`);
      }
    }
  },
};

export default defineConfig({
  plugins: [
    oneTheme,
    toldTexts,
    remix({
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_lazyRouteDiscovery: true,
        v3_routeConfig: true,
        // Off until billing is tried with it: a thrown Response of authenticate.admin is lost (shopify-app-js 1976).
        v3_singleFetch: false,
      },
    }),
  ],
  build: { assetsInlineLimit: 0 },
  optimizeDeps: {
    // Everything the browser needs, by name: a dependency that vite finds late loads React a second time.
    include: [
      "react", "react-dom", "react-dom/client", "react/jsx-runtime", "react/jsx-dev-runtime", "@remix-run/react",
      "@shopify/app-bridge-react", "@shopify/polaris", "@shopify/polaris-icons", "@shopify/shopify-app-remix/react",
      "@shopify/shopify-app-remix/server", "@shopify/shopify-app-remix/adapters/node",
      "@shopify/shopify-app-session-storage-prisma", "@prisma/adapter-pg", "@prisma/client", "zod", "pino", "undici", "pg-boss", "mediabunny", "eventsource-parser",
    ],
  },
});
