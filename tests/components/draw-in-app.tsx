import { UNSAFE_RemixContext } from "@remix-run/react";
import type { ComponentProps, ReactNode } from "react";
import { StaticRouter } from "react-router-dom/server";
import { drawPage } from "./draw-page.tsx";

const context = { future: {}, manifest: { routes: {} }, routeModules: {} } as unknown as ComponentProps<typeof UNSAFE_RemixContext.Provider>["value"];

/** The same as drawPage for a part that has links of Remix in it. */
export const drawInApp = (part: ReactNode): { html: string; text: string } =>
  drawPage(
    <UNSAFE_RemixContext.Provider value={context}>
      <StaticRouter location="/">{part}</StaticRouter>
    </UNSAFE_RemixContext.Provider>,
  );
