import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useRouteError } from "@remix-run/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { AppFrame } from "#app/components/app-frame.tsx";
import { PageProblem } from "#app/components/page-problem.tsx";
import { authenticate } from "#app/shopify.server.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { session } = await authenticate.admin(request);
  // For documents whose address names no shop; with ?shop= the library sets its own (platform §4.4).
  return Response.json(null, { headers: { "Content-Security-Policy": `frame-ancestors https://${session.shop} https://admin.shopify.com;` } });
}

/** Every page below authenticates by itself; asking again here would only double the requests. */
export const shouldRevalidate = () => false;

export const meta = () => [{ title: "Shelfreel" }];

export default function App() {
  return (
    <AppFrame>
      <Outlet />
    </AppFrame>
  );
}

export function ErrorBoundary() {
  return (
    <AppFrame>
      <PageProblem error={useRouteError()} />
    </AppFrame>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
