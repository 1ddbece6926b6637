import { Links, Meta, Outlet, Scripts, ScrollRestoration, useMatches, useRouteError, useRouteLoaderData } from "@remix-run/react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import type { ReactNode } from "react";
import { PageProblem } from "#app/components/page-problem.tsx";
import { apiKey } from "#app/shopify.server.ts";
import { areaAddress } from "#app/words/areas.ts";
import { areasOf } from "#app/words/load-words.ts";
import { currentWords } from "#app/words/say.ts";
import letterShapes from "./letter-shapes.css?url";

export const links = () => [
  { rel: "preconnect", href: "https://cdn.shopify.com/" },
  { rel: "stylesheet", href: "https://cdn.shopify.com/static/fonts/inter/v4/styles.css" },
  { rel: "stylesheet", href: polarisStyles },
  { rel: "stylesheet", href: letterShapes },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

/** For documents whose own page could not be made, too. */
export const meta = () => [{ title: "Shelfreel" }];

export const loader = () => ({ apiKey });

/** The client id does not change while the app runs. */
export const shouldRevalidate = () => false;

/** Every document, also one that tells of a problem: App Bridge is the first script in its head (platform §4.4). */
export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>("root");
  const { reading, signs, href, polaris } = currentWords();
  const areas = areasOf(useMatches());
  return (
    <html lang={reading.locale} data-words={href} data-areas={areas.join(" ") || undefined} data-numbers={JSON.stringify(signs)}>
      <head>
        <meta charSet="utf-8" />
        {data && <meta name="shopify-api-key" content={data.apiKey} />}
        {data && <script src="https://cdn.shopify.com/shopifycloud/app-bridge.js" />}
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        {/* Not "embedded" here: that would only add a second, late App Bridge script to the body. */}
        <AppProvider isEmbeddedApp={false} apiKey={data?.apiKey ?? ""} {...(polaris && { i18n: polaris })}>
          {children}
        </AppProvider>
        {/* With the page's modules and not before its stylesheets: over few connections those would come late. */}
        {[href, ...areas.map((area) => areaAddress(href, area))].map((address) => (
          <link key={address} rel="modulepreload" href={address} />
        ))}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <PageProblem error={useRouteError()} />;
}
