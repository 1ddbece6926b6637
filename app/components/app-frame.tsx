import { Link } from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import { useEffect, useLayoutEffect, useRef, type ReactNode } from "react";
import { say } from "#app/words/say.ts";

/** On the server there is no layout, and React says so at every page. */
const useBeforePaint = typeof document === "undefined" ? useEffect : useLayoutEffect;

/** The app's pages in the admin's menu, around every page; also around the one that tells of a problem. */
export function AppFrame({ children }: { children: ReactNode }) {
  const pages = useRef<HTMLDivElement>(null);
  // A click on a page that is drawn but not alive yet would be lost, so nothing takes one before. By hand: pages set their focus right after.
  useBeforePaint(() => pages.current?.removeAttribute("inert"), []);
  return (
    <>
      {/* The admin draws the menu from these links; here they would only push the page down until App Bridge has taken them. */}
      <div style={{ display: "none" }}>
        <NavMenu>
          <Link to="/app" rel="home">
            {say("frame.home")}
          </Link>
          <Link to="/app/products">{say("frame.products")}</Link>
          <Link to="/app/batches">{say("frame.batches")}</Link>
          <Link to="/app/settings">{say("frame.settings")}</Link>
        </NavMenu>
      </div>
      <div ref={pages} {...{ inert: "" }}>
        {children}
      </div>
    </>
  );
}
