import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [
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
