// The bare embedded app that pages are measured beside: one Polaris page behind the same sign-in, nothing else.
import path from "node:path";
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [
    remix({
      buildDirectory: path.resolve(import.meta.dirname, "../../../.data/bench/bare/build"),
      future: { v3_fetcherPersist: true, v3_relativeSplatPath: true, v3_throwAbortReason: true, v3_lazyRouteDiscovery: true, v3_routeConfig: true, v3_singleFetch: false },
    }),
  ],
  build: { assetsInlineLimit: 0, emptyOutDir: true },
});
